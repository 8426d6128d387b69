#include "engine/research/release/checkers_sheet.hpp"

#include "engine/project/csv_text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research::release {

namespace {

std::string line(const std::vector<std::string>& cells)
{
    std::vector<std::string> written;
    for (const std::string& cell : cells) written.push_back(project::csv_cell(cell));
    return fmt::format("{}\n", fmt::join(written, ","));
}

std::string most_of(const disclosure::Interval& interval)
{
    return interval.most == disclosure::unbounded ? "unbounded" : fmt::to_string(interval.most);
}

bool is_of_people(const disclosure::Protected& a, const disclosure::Protected& b)
{
    return a.shape.population == b.shape.population && a.shape.wave == b.shape.wave;
}

} // namespace

std::string reason_of(disclosure::Why why, const disclosure::Profile& profile)
{
    switch (why) {
    case disclosure::Why::small:
        return fmt::format("the count is {} to {}", profile.least_small(), profile.most_small());
    case disclosure::Why::secondary: return "others could be worked out from it";
    case disclosure::Why::whole: return "nothing of the table can be shown safely";
    default: return {};
    }
}

std::vector<std::string> rules_in_words(const disclosure::Profile& profile)
{
    std::vector<std::string> rules;
    rules.push_back(fmt::format("Counts from {} to {} are withheld, and others from which they would follow; "
                                "a withheld number is written {}.",
                                profile.least_small(), profile.most_small(), profile.symbol));
    if (profile.rounding > 1)
        rules.push_back(fmt::format("Counts are rounded to the nearest {}, each by itself, so that parts "
                                    "need not add up.",
                                    profile.rounding));
    if (profile.rounding_of_all_areas > profile.rounding)
        rules.push_back(fmt::format("Counts over all areas are rounded to the nearest {}.",
                                    profile.rounding_of_all_areas));
    rules.push_back(fmt::format("A mean needs {} people; an odds ratio {} in each of its four cells.",
                                profile.least_for_means, profile.least_for_odds));
    rules.push_back(fmt::format("Of money: not if the largest two contributions are {} % or more of a sum, "
                                "nor if the second largest contributor could tell the largest within {} %.",
                                profile.dominance_percent, profile.p_percent));
    rules.push_back(fmt::format("No more than {} variables are crossed. Rates are worked out of the counts "
                                "that are shown, to {} decimal{}.",
                                profile.most_variables, profile.rate_decimals,
                                profile.rate_decimals == 1 ? "" : "s"));
    return rules;
}

std::vector<std::string> to_look_at(const CheckersSheet& sheet)
{
    std::vector<std::string> all;
    const auto narrow = std::ranges::count(sheet.withheld, false, &Withheld::wide_enough);
    if (narrow > 0)
        all.push_back(fmt::format("{} withheld cells can be concluded more closely than the profile allows: "
                                  "do not sign.",
                                  narrow));
    std::size_t lines = 0, other_waves = 0;
    bool means = false;
    for (const ProposedTable& table : sheet.proposal.tables) {
        lines += table.shown.flags.size();
        means = means || table.kind == "means" || table.kind == "combinations";
        if (table.shown.whole_withheld)
            all.push_back(fmt::format("Nothing of the table {} can be shown.", table.name));
        for (const std::string& note : table.shown.notes)
            all.push_back(fmt::format("{}: {}", table.name, note));
        for (const disclosure::Protected& earlier : sheet.earlier_tables)
            if (!is_of_people(earlier, table.shown) &&
                earlier.shape.population == table.shown.shape.population)
                ++other_waves;
    }
    if (lines > 0)
        all.push_back(fmt::format("{} lines say of a whole group that everybody, or nobody, is in one "
                                  "category: is that news about its members?",
                                  lines));
    if (other_waves > 0 && sheet.proposal.waves == disclosure::Waves::independent)
        all.push_back("Earlier tables were made of the same kind of people in another state of the cohort. "
                      "What the difference of two states shows was not looked at by the program.");
    if (means)
        all.push_back("Means were checked within each table. Two tables of means of the same people could "
                      "give away more together: compare them.");
    if (sheet.earlier.empty())
        all.push_back("The registry knows of no earlier release. If there was one, this is the wrong file.");
    return all;
}

std::string to_csv(const CheckersSheet& sheet)
{
    std::string text = line({"table", "cell", "number", "code", "reason", "least", "most", "wide_enough"});
    for (const Withheld& one : sheet.withheld)
        text += line({one.table, one.cell, one.number, one.code, one.reason,
                      one.has_interval ? fmt::to_string(one.interval.least) : "",
                      one.has_interval ? most_of(one.interval) : "",
                      one.has_interval ? (one.wide_enough ? "yes" : "no") : ""});
    for (const ProposedTable& table : sheet.proposal.tables) {
        for (const disclosure::ClassFlag& flag : table.shown.flags)
            text += line({table.name, table.shown.shape.label(flag.cell), "line", "class-disclosure",
                          flag.everybody ? "everybody of the group is in this category"
                                         : "nobody of the group is in this category",
                          "", "", ""});
        for (const std::string& note : table.shown.notes)
            text += line({table.name, "", "table", "note", note, "", "", ""});
    }
    return text;
}

} // namespace gauze::research::release
