// A row of a LEAP party: a child as the party holds it, its mother, and one service with its outcome.
#include "datasets/synth/scenario/leap.hpp"

#include <algorithm>

namespace gauze::synth::scenario::leap {

namespace {

using std::chrono::days;

struct Use { // a row to be
    const Child* child;
    std::size_t service;
    std::uint32_t look;
};

Cells columns_of(Source source)
{
    Cells columns{
        "service_ref", "nhs_number",   "child_given",   "child_family", "child_dob",      "edd",
        "sex",         "mother_given", "mother_family", "mother_dob",   "child_postcode", "parent_postcode",
        "ethnicity",   "disability",   "service_code",  "sessions",     "first_date",     "last_date",
        "domain",      "outcome_pre",  "outcome_post"};
    if (facts[source].nhs) return columns;
    columns.erase(columns.begin() + 1);
    if (source == charity) columns.insert(columns.begin() + 4, "age");
    columns.insert(columns.end(), {"consent", "consent_date", "form_version"});
    return columns;
}

class LeapRow {
public:
    LeapRow(const Setting& setting, Source source, const References& references)
        : setting_(setting), source_(source), references_(references)
    {}
    Row operator()(const std::pair<Use, std::uint64_t>& use_and_number, ErrorCounts& counts) const;

private:
    std::string written(Day day) const { return facts[source_].nhs ? iso(day) : slashes(day); }
    std::string written(const std::optional<Date>& day) const
    {
        return facts[source_].nhs ? iso(day) : slashes(day);
    }
    Lens lens_for(const Use& use) const;
    void add_outcome(const Use& use, Draws& draws, Cells& cells) const;

    const Setting& setting_;
    Source source_;
    const References& references_;
};

// Rows of children who should not be in show their true postcode and birth date: the reason must be visible.
const Preset& corruption_of(const Child& child)
{
    static const Preset none{"none",    {}, {{{"all", {1'000'000}, 100}, {"", {}, 0}, {"", {}, 0}}},
                             1'000'000, 0,  0};
    return child.standing == Standing::eligible ? standard_corruption() : none;
}

Lens LeapRow::lens_for(const Use& use) const
{
    Lens lens;
    lens.preset = &corruption_of(*use.child);
    lens.captured = cut_off;
    lens.variant = 100 + static_cast<std::uint32_t>(source_);
    lens.baby_names = true;
    if (source_ == nhs_b && use.child->seen_before_birth) {
        Draws draws = setting_.draws(use.child->who.number(), "days before birth");
        lens.captured = use.child->who->birth - days{10 + draws.below(120)};
    }
    return lens;
}

void LeapRow::add_outcome(const Use& use, Draws& draws, Cells& cells) const
{
    const std::size_t domain = draws.below(static_cast<std::uint32_t>(domains.size()));
    const int before = 35 + static_cast<int>(draws.below(21));
    const int after = before + planted_change(use.child->services, domain) + draws.bell(spread_of_outcome);
    cells.insert(cells.end(), {std::string(domains[domain]), std::to_string(before),
                               std::to_string(std::clamp(after, 0, 100))});
}

Row LeapRow::operator()(const std::pair<Use, std::uint64_t>& use_and_number, ErrorCounts& counts) const
{
    const auto& [use, number] = use_and_number;
    const Somebody& who = use.child->who;
    const Lens lens = lens_for(use);
    const Record child = look_at(who, lens, use.look, counts);
    const Record mother = look_at(who.other(who->mother), lens, use.look, counts);
    Draws draws = setting_.draws(who.number(), services[use.service].code);
    draws.next(); // the first was spent on whether to use it

    const bool born = child.birth.has_value() || !child.expected;
    // Service use lies between a while before the birth (or two years ago) and the day of the file.
    const Day latest = std::min(lens.captured, cut_off) - days{1};
    const Day earliest = std::max(who->expected - days{200}, latest - days{730});
    const auto span = static_cast<std::uint32_t>(std::max<std::int64_t>((latest - earliest).count(), 1));
    const Day first = earliest + days{draws.below(span)};
    const Day last = first + days{draws.below(static_cast<std::uint32_t>((latest - first).count()) + 1)};
    const std::uint32_t sessions = first == last ? 1 : 1 + draws.below(4) * (1 + draws.below(4));

    Cells cells{references_(number)};
    if (facts[source_].nhs) cells.push_back(born ? child.nhs_number : "");
    cells.insert(cells.end(), {child.given, child.family, written(child.birth)});
    if (source_ == charity) cells.emplace_back();
    // Maternity knows when a child was due, the others only of those not yet born.
    const bool knows_due_date = !born || source_ == nhs_b;
    cells.insert(cells.end(),
                 {knows_due_date ? written(who->expected) : "", born ? sex_letter(child.sex) : "U",
                  mother.given, mother.family, written(mother.birth), child.home.postcode,
                  mother.home.postcode, std::string(ethnicities()[who->ethnicity].code),
                  born ? (setting_.draws(who.number(), "disability").below(100) < 4 ? "Y" : "N") : "",
                  std::string(services[use.service].code), std::to_string(sessions), written(first),
                  written(last)});
    add_outcome(use, draws, cells);
    if (!facts[source_].nhs) cells.insert(cells.end(), {"Y", written(first), "v2"});
    return {who.number(), std::move(cells)};
}

} // namespace

Table& make_source(const Setting& setting, const std::vector<Child>& children, Source source)
{
    const SourceFacts& about = facts[source];
    Table& table = setting.files.file(std::string(about.party), std::string(about.file), columns_of(source),
                                      "service_ref");
    std::vector<std::pair<Use, std::uint64_t>> uses;
    for (const Child& child : children)
        for (std::size_t service = source * 2; service < source * 2 + 2; ++service)
            if ((child.services >> service & 1u) != 0)
                uses.push_back({{&child, service, static_cast<std::uint32_t>(service % 2)}, uses.size()});
    const References references(setting.seed(), static_cast<std::uint32_t>(source),
                                std::string(about.reference));
    fill(table, uses, LeapRow(setting, source, references));
    return table;
}

} // namespace gauze::synth::scenario::leap
