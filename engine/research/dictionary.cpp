#include "engine/research/dictionary.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/generaliser_rules.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research {

namespace {

// What is said of each party, once where it is the same for all.
std::string told(const std::vector<std::string>& parties,
                 const std::function<std::string(const std::string&)>& says)
{
    std::vector<std::pair<std::string, std::string>> saying; // what, of whom
    for (const std::string& party : parties) {
        const std::string text = says(party);
        const auto same = std::ranges::find(saying, text, &std::pair<std::string, std::string>::first);
        if (same == saying.end())
            saying.emplace_back(text, party);
        else
            same->second += fmt::format("+{}", party);
    }
    if (saying.size() == 1) return saying.front().first;
    std::string text;
    for (const auto& [what, of] : saying)
        if (!what.empty()) text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", of, what);
    return text;
}

std::string basis_of(const project::Source& source)
{
    std::string text = source.basis.article_6;
    for (const std::string& code : {source.basis.article_9, source.basis.article_10})
        if (!code.empty()) text += fmt::format(", {}", code);
    if (!source.basis.schedule_1.empty())
        text += fmt::format(", Schedule 1 {}", fmt::join(source.basis.schedule_1, " "));
    return text;
}

std::string notice_of(const project::Source& source)
{
    return fmt::format("{}, version {} of {}", source.notice, source.notice_version,
                       day_text(source.notice_date));
}

std::string coarsening_of(const project::PayloadColumn& column)
{
    if (column.made == nullptr) return {};
    const project::GeneraliserRule* rule = project::generaliser_rule(column.made->rule);
    std::string text = fmt::format("{}: {}", column.made->rule, rule == nullptr ? "" : rule->says);
    if (!column.made->arguments.empty())
        text += fmt::format(" ({})", fmt::join(column.made->arguments, ", "));
    return text;
}

class Sayings {
public:
    Sayings(const Joined& joined, const Provenance& column) : joined_(joined), column_(column) {}

    // Of each payload column that the column needs, in one cell.
    template <class Says>
    std::string of_columns(Says says) const
    {
        return told(column_.parties, [&](const std::string& party) {
            std::string text;
            for (const std::string& name : column_.names) {
                const auto column = payload_column(joined_.policy, party, column_.episodes, name);
                const std::string one = column ? says(*column) : std::string();
                if (!one.empty() && !text.empty()) text += " and ";
                text += one;
            }
            return text;
        });
    }
    template <class Says>
    std::string of_source(Says says) const
    {
        return told(column_.parties, [&](const std::string& party) {
            const auto& governance = joined_.policy.governance;
            const project::Source* source = governance ? governance->source(party) : nullptr;
            return source == nullptr ? std::string() : says(*source);
        });
    }
    // Without an agreement nobody says what a column was made of.
    std::string source_columns() const
    {
        if (!joined_.policy.governance) return fmt::format("{}", fmt::join(column_.names, " and "));
        return of_columns([](const project::PayloadColumn& one) { return one.column->name; });
    }

private:
    const Joined& joined_;
    const Provenance& column_;
};

void put_column(const Joined& joined, const Told& table, const Provenance& column,
                const std::function<void(Cells)>& visit)
{
    const Sayings says(joined, column);
    const std::string parties = fmt::format("{}", fmt::join(column.parties, "+"));
    const std::string names = says.source_columns();
    const std::string coarsening = says.of_columns(coarsening_of);
    const std::string codes = says.of_columns([](const project::PayloadColumn& one) {
        return one.made == nullptr ? fmt::format("{}", fmt::join(one.column->codes, " ")) : std::string();
    });
    const std::string basis = says.of_source(basis_of), notice = says.of_source(notice_of);
    visit(std::array<std::string_view, 10>{table.table, column.column, table.unit, column.meaning, parties,
                                           names, coarsening, codes, basis, notice});
}

} // namespace

OutTable dictionary(const Joined& joined, std::vector<Told> tables)
{
    OutTable table{"dictionary",
                   "columns",
                   {{"table"},
                    {"column"},
                    {"unit"},
                    {"meaning"},
                    {"sources"},
                    {"source_columns"},
                    {"coarsening"},
                    {"codes"},
                    {"legal_basis"},
                    {"notice"}},
                   {}};
    const auto all = std::make_shared<std::vector<Told>>(std::move(tables));
    table.each_row = [&joined, all](const std::function<void(Cells)>& visit) {
        for (const Told& one : *all)
            for (const Provenance& column : one.columns) put_column(joined, one, column, visit);
    };
    return table;
}

} // namespace gauze::research
