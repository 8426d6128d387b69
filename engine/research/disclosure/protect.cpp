#include "engine/research/disclosure/protect.hpp"

#include "engine/project/refusal.hpp"
#include "engine/research/disclosure/lines.hpp"
#include "engine/research/disclosure/published.hpp"
#include "engine/research/disclosure/repair.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

#include <fmt/format.h>

namespace gauze::research::disclosure {

namespace {

// The table with small counts withheld and the others rounded.
Protected primary(const CountTable& table, const Profile& profile)
{
    const std::vector<std::uint64_t> counts = table.all();
    const std::vector<bool> impossible = table.all_impossible();
    Protected result{table.shape, std::string(profile.name), {}};
    result.cells.resize(counts.size());
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        ShownCell& shown = result.cells[cell];
        if (impossible[cell]) {
            assert(counts[cell] == 0);
            shown = {Why::impossible, 0, "z"};
        } else if (profile.is_small(counts[cell])) {
            withhold(shown, Why::small, profile);
        } else {
            const std::uint64_t value = rounded(counts[cell], rounding_of(profile, table.shape, cell));
            shown = {Why::shown, value, fmt::format("{}", value)};
        }
    }
    return result;
}

// People a reader loses with the cell; a zero is as dear as the smallest count that is shown.
std::vector<double> costs_of(const CountTable& table, const Profile& profile)
{
    const std::vector<bool> impossible = table.all_impossible();
    std::vector<double> costs;
    for (const std::uint64_t count : table.all())
        costs.push_back(impossible[costs.size()] ? -1
                                                 : static_cast<double>(std::max(count, profile.threshold)));
    return costs;
}

void flag_classes(Protected& result, const CountTable& table)
{
    const std::vector<std::uint64_t> counts = table.all();
    for (std::size_t axis = 0; axis < table.shape.axes.size(); ++axis) {
        if (!table.shape.axes[axis].sensitive) continue;
        for (std::size_t cell = 0; cell < counts.size(); ++cell) {
            std::vector<std::size_t> places = table.shape.places(cell);
            if (places[axis] == table.shape.axes[axis].categories()) continue;
            places[axis] = table.shape.axes[axis].categories();
            const std::uint64_t all = counts[table.shape.cell(places)];
            if (all > 0 && (counts[cell] == 0 || counts[cell] == all) &&
                result.cells[cell].why != Why::impossible)
                result.flags.push_back({cell, counts[cell] == all});
        }
    }
}

bool linked(const Shape& one, const Shape& other, Waves waves)
{
    return one.population == other.population && (waves == Waves::only_added || one.wave == other.wave);
}

void check_size(const CountTable& table, const Profile& profile)
{
    assert(table.counts.size() == table.shape.interior() && table.shape.interior() > 0);
    assert(table.impossible.empty() || table.impossible.size() == table.counts.size());
    if (table.shape.axes.size() > profile.most_variables)
        project::refuse_with("too-many-variables",
                             fmt::format("{} crosses {} variables, and profile {} allows {}",
                                         table.shape.name, table.shape.axes.size(), profile.name,
                                         profile.most_variables),
                             "ask for several tables of fewer variables");
}

// One table on its way to being protected, beside the earlier ones of its population.
class Protection {
public:
    Protection(const CountTable& table, const Profile& profile, std::span<const Protected> earlier,
               Waves waves, const Limits& limits);
    Protected run() &&;

private:
    enum class State { holds, fails, gave_up };
    void find_first();
    void gather_demands();
    State verify(std::vector<Demand>& failing);
    bool repair(const std::vector<Demand>& failing);
    bool cheapest_near(const std::vector<Demand>& failing);
    bool settle_others();
    std::optional<bool> differs(Published& published, std::size_t table, std::size_t cell);
    const Witness* nearest(const Demand& demand) const;
    void remember(const Witness& witness);
    void withhold_whole(std::string note);
    std::size_t pivots_left() const { return limits_.most_pivots - std::min(limits_.most_pivots, pivots_); }
    std::size_t last() const { return tables_.size() - 1; }

    const Profile& profile_;
    Limits limits_;
    std::vector<std::uint64_t> counts_;
    std::vector<double> costs_;
    Protected result_;
    std::vector<const Protected*> tables_; // the last is result_
    std::optional<Joint> joint_;
    std::vector<Demand> unmet_;
    std::vector<Witness> seen_;
    Witness first_;
    std::size_t pivots_ = 0;
};

Protection::Protection(const CountTable& table, const Profile& profile, std::span<const Protected> earlier,
                       Waves waves, const Limits& limits)
    : profile_(profile),
      limits_(limits),
      counts_(table.all()),
      costs_(costs_of(table, profile)),
      result_(primary(table, profile))
{
    flag_classes(result_, table);
    for (const Protected& release : earlier)
        if (!release.whole_withheld && linked(release.shape, table.shape, waves)) tables_.push_back(&release);
    tables_.push_back(&result_);
    std::vector<const Shape*> shapes;
    for (const Protected* one : tables_) shapes.push_back(&one->shape);
    joint_.emplace(shapes, limits.most_joint_cells);
}

// What the truth itself shows to be possible needs no proof.
void Protection::gather_demands()
{
    for (std::size_t t = 0; t < tables_.size(); ++t) {
        const Profile& profile = profile_named(tables_[t]->profile);
        for (std::size_t cell = 0; cell < tables_[t]->cells.size(); ++cell) {
            if (tables_[t]->cells[cell].why != Why::small) continue;
            const auto least = static_cast<std::int64_t>(profile.least_small());
            const auto most = static_cast<std::int64_t>(profile.most_small());
            for (const Demand& demand : {Demand{t, cell, true, most}, Demand{t, cell, false, least}}) {
                ++result_.demands;
                if (t != last() || !demand.met_by(static_cast<std::int64_t>(counts_[cell])))
                    unmet_.push_back(demand);
            }
        }
    }
}

void Protection::remember(const Witness& witness)
{
    std::erase_if(unmet_, [&](const Demand& demand) {
        return demand.met_by(count(witness, joint_->members(demand.table, demand.cell)));
    });
    seen_.push_back(witness);
}

// The population seen so far that comes closest to the demand.
const Witness* Protection::nearest(const Demand& demand) const
{
    const Witness* best = nullptr;
    std::int64_t most = 0;
    for (const Witness& witness : seen_) {
        const std::int64_t here = count(witness, joint_->members(demand.table, demand.cell));
        if (best != nullptr && (demand.at_least ? here <= most : here >= most)) continue;
        best = &witness;
        most = here;
    }
    return best;
}

Protection::State Protection::verify(std::vector<Demand>& failing)
{
    failing.clear();
    if (unmet_.empty()) return State::holds;
    Published published(*joint_, tables_, pivots_left());
    const std::vector<Demand> asked = unmet_;
    for (const Demand& demand : asked) {
        if (std::ranges::none_of(unmet_, [&](const Demand& open) {
                return open.table == demand.table && open.cell == demand.cell &&
                       open.at_least == demand.at_least;
            }))
            continue; // met by a witness for another
        if (published.possible(demand, nearest(demand)) == Published::Answer::yes)
            remember(published.witness());
        else
            failing.push_back(demand);
    }
    pivots_ += published.pivots();
    if (pivots_left() == 0) return State::gave_up;
    return failing.empty() ? State::holds : State::fails;
}

bool Protection::repair(const std::vector<Demand>& failing)
{
    Repair repair(*joint_, tables_, costs_, pivots_left());
    bool more = false;
    for (const Demand& demand : failing) {
        const auto cells = repair.cells_for(demand);
        if (!cells) return false;
        for (const std::size_t cell : *cells) {
            withhold(result_.cells[cell], Why::secondary, profile_);
            repair.withheld(cell);
            more = true;
        }
    }
    pivots_ += repair.pivots();
    return more || cheapest_near(failing);
}

// Where the solver finds fractions of people only: one more cell on the lines of each failing one.
bool Protection::cheapest_near(const std::vector<Demand>& failing)
{
    bool more = false;
    for (const Demand& demand : failing) {
        std::optional<std::size_t> best;
        const auto consider = [&](std::size_t cell) {
            if (result_.cells[cell].why == Why::shown && (!best || costs_[cell] < costs_[*best])) best = cell;
        };
        if (demand.table == last())
            for (const auto& line : lines_through(result_.shape, demand.cell))
                for (const std::size_t cell : line) consider(cell);
        for (std::size_t cell = 0; !best && cell < costs_.size(); ++cell) consider(cell);
        if (!best) continue;
        withhold(result_.cells[*best], Why::secondary, profile_);
        more = true;
    }
    return more;
}

// Two populations that differ in the cell: among those seen, or asked for. Nothing: not found, nor refuted.
std::optional<bool> Protection::differs(Published& published, std::size_t table, std::size_t cell)
{
    const Joint::Columns& members = joint_->members(table, cell);
    std::optional<std::int64_t> first;
    if (table == last()) first = static_cast<std::int64_t>(counts_[cell]);
    for (const Witness& witness : seen_) {
        const std::int64_t here = count(witness, members);
        if (first && here != *first) return true;
        first = here;
    }
    if (!first) {
        if (published.consistent() != Published::Answer::yes) return std::nullopt;
        seen_.push_back(published.witness());
        first = count(published.witness(), members);
    }
    bool refuted = true;
    for (const bool more : {true, false}) {
        if (!more && *first == 0) break;
        const Demand demand{table, cell, more, *first + (more ? 1 : -1)};
        const Published::Answer answer = published.possible(demand, nearest(demand));
        if (answer == Published::Answer::yes) {
            seen_.push_back(published.witness());
            return true;
        }
        refuted = refuted && answer == Published::Answer::no;
    }
    return refuted ? std::optional(false) : std::nullopt;
}

// Cells withheld for others' sake must not be known exactly. One of this table that is may as well be shown:
// the reader knows it anyway. False: one of an earlier table would be known, or it cannot be told.
bool Protection::settle_others()
{
    Published published(*joint_, tables_, pivots_left());
    std::vector<std::size_t> known;
    bool holds = true;
    for (std::size_t t = 0; t < tables_.size(); ++t)
        for (std::size_t cell = 0; cell < tables_[t]->cells.size() && holds; ++cell) {
            if (tables_[t]->cells[cell].why != Why::secondary) continue;
            const std::optional<bool> open = differs(published, t, cell);
            if (open == true)
                ++result_.demands;
            else if (open == false && t == last())
                known.push_back(cell);
            else
                holds = false;
        }
    pivots_ += published.pivots();
    if (!holds) return false;
    for (const std::size_t cell : known) {
        const std::uint64_t value = rounded(counts_[cell], rounding_of(profile_, result_.shape, cell));
        result_.cells[cell] = {Why::shown, value, fmt::format("{}", value)};
    }
    return true;
}

void Protection::withhold_whole(std::string note)
{
    for (ShownCell& cell : result_.cells) withhold(cell, Why::whole, profile_);
    result_.whole_withheld = true;
    result_.demands = 0;
    result_.notes.push_back(std::move(note));
}

// The releases so far and this one are of the same people, or something is wrong with what was said of them.
void Protection::find_first()
{
    Published published(*joint_, tables_, pivots_left());
    const Published::Answer answer = published.consistent();
    pivots_ += published.pivots();
    if (answer == Published::Answer::yes) first_ = published.witness();
    if (answer == Published::Answer::no)
        project::refuse_with(
            "releases-contradict",
            fmt::format("{} cannot be of the same people as the tables released before it",
                        result_.shape.name),
            "if the cohort has changed since, this is a later wave of it: say so; if not, the registry is of "
            "another cohort");
}

Protected Protection::run() &&
{
    find_first();
    withhold_on_lines(result_, profile_, costs_);
    gather_demands();
    if (!first_.empty()) remember(first_);
    std::vector<Demand> failing;
    State state = verify(failing);
    while (state == State::fails && repair(failing)) state = verify(failing);
    if (state == State::gave_up)
        withhold_whole("withheld as a whole: not verified within the limit of work");
    else if (state == State::fails)
        withhold_whole(
            "withheld as a whole: beside the tables released earlier, a small count could be narrowed "
            "down whatever else of it is withheld");
    else if (!settle_others())
        withhold_whole(
            "withheld as a whole: beside the tables released earlier, a withheld count would be known");
    return std::move(result_);
}

} // namespace

Protected protect(const CountTable& table, const Profile& profile, std::span<const Protected> earlier,
                  Waves waves, const Limits& limits)
{
    check_size(table, profile);
    return Protection(table, profile, earlier, waves, limits).run();
}

} // namespace gauze::research::disclosure
