#include "engine/research/disclosure/published.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gauze::research::disclosure {

namespace {

constexpr std::size_t nodes_for_whole_numbers = 400;
constexpr std::size_t moves_of_a_walk = 2000;
constexpr double nearly = 1e-6;

double bound(std::int64_t number)
{
    if (number >= no_bound) return std::numeric_limits<double>::infinity();
    if (number <= -no_bound) return -std::numeric_limits<double>::infinity();
    return static_cast<double>(number);
}

// What a sum can be by the bounds of its parts.
struct Activity {
    std::int64_t least = 0, most = 0;
    std::size_t unbounded = 0; // parts without an upper end (`least` has none like it unless subtracted)
    std::size_t bottomless = 0;
};

Activity activity(const Inequality& one, const Bounds& bounds)
{
    Activity sum;
    for (const std::uint32_t x : one.plus) {
        sum.least += bounds.least[x];
        if (bounds.most[x] >= no_bound)
            ++sum.unbounded;
        else
            sum.most += bounds.most[x];
    }
    for (const std::uint32_t x : one.minus) {
        sum.most -= bounds.least[x];
        if (bounds.most[x] >= no_bound)
            ++sum.bottomless;
        else
            sum.least -= bounds.most[x];
    }
    return sum;
}

// Tightens one part's bounds, where what the others can be leaves it less. True if it did.
bool tighten_part(std::int64_t& least, std::int64_t& most, std::int64_t new_least, std::int64_t new_most)
{
    const bool changed = new_least > least || new_most < most;
    least = std::max(least, new_least);
    most = std::min(most, new_most);
    return changed;
}

bool tighten_by(const Inequality& one, Bounds& bounds, bool& changed)
{
    const Activity sum = activity(one, bounds);
    if (sum.bottomless == 0 && one.most < no_bound && sum.least > one.most) return false;
    if (sum.unbounded == 0 && one.least > -no_bound && sum.most < one.least) return false;
    const auto part = [&](std::uint32_t x, bool added) {
        std::int64_t& least = bounds.least[x];
        std::int64_t& most = bounds.most[x];
        const bool open = most >= no_bound;
        std::int64_t new_least = least, new_most = most;
        // The others' least, if they have one, leaves this one at most ...; and the reverse.
        if (one.most < no_bound && sum.bottomless == (!added && open ? 1U : 0U)) {
            const std::int64_t others = sum.least - (added ? least : open ? 0 : -most);
            if (added)
                new_most = one.most - others;
            else
                new_least = others - one.most;
        }
        if (one.least > -no_bound && sum.unbounded == (added && open ? 1U : 0U)) {
            const std::int64_t others = sum.most - (added ? (open ? 0 : most) : -least);
            if (added)
                new_least = std::max(new_least, one.least - others);
            else
                new_most = std::min(new_most, others - one.least);
        }
        if (tighten_part(least, most, new_least, new_most)) changed = true;
        return least <= most;
    };
    // The activity above stays a valid, if weaker, bound while parts are tightened; but a part that got its
    // first upper end must not be taken for open any more, so such inequalities end their turn.
    for (const std::uint32_t x : one.plus) {
        const bool open = bounds.most[x] >= no_bound;
        if (!part(x, true)) return false;
        if (open && bounds.most[x] < no_bound) return true;
    }
    for (const std::uint32_t x : one.minus) {
        const bool open = bounds.most[x] >= no_bound;
        if (!part(x, false)) return false;
        if (open && bounds.most[x] < no_bound) return true;
    }
    return true;
}

} // namespace

std::vector<Inequality> inequalities(const Joint& joint, std::span<const Protected* const> tables)
{
    std::vector<Inequality> all;
    for (std::size_t t = 0; t < tables.size(); ++t)
        for (std::size_t cell = 0; cell < tables[t]->cells.size(); ++cell) {
            const Interval known = known_alone(*tables[t], cell);
            if (known.most == unbounded) continue;
            all.push_back({joint.members(t, cell),
                           {},
                           static_cast<std::int64_t>(known.least),
                           static_cast<std::int64_t>(known.most)});
        }
    for (const Joint::Agreement& agreement : joint.agreements())
        all.push_back({agreement.one, agreement.other, 0, 0});
    for (const std::uint32_t unknown : joint.empty()) all.push_back({{unknown}, {}, 0, 0});
    return all;
}

bool tighten(Bounds& bounds, const std::vector<Inequality>& all)
{
    bool changed = true;
    for (int round = 0; changed && round < 12; ++round) {
        changed = false;
        for (const Inequality& one : all)
            if (!tighten_by(one, bounds, changed)) return false;
    }
    return true;
}

std::int64_t count(const Witness& witness, const Joint::Columns& members)
{
    std::int64_t sum = 0;
    for (const std::uint32_t unknown : members) sum += witness[unknown];
    return sum;
}

Published::Published(const Joint& joint, std::span<const Protected* const> tables, std::size_t most_pivots)
    : joint_(joint),
      all_(inequalities(joint, tables)),
      bounds_{std::vector<std::int64_t>(joint.unknowns(), 0),
              std::vector<std::int64_t>(joint.unknowns(), no_bound)},
      program_(most_pivots),
      walk_(bounds_.least, bounds_.most)
{
    contradiction_ = !tighten(bounds_, all_);
    if (contradiction_) return;
    column_.assign(joint.unknowns(), 0);
    for (std::uint32_t x = 0; x < joint.unknowns(); ++x)
        if (!bounds_.fixed(x))
            column_[x] =
                program_.add_column(disclosure::bound(bounds_.least[x]), disclosure::bound(bounds_.most[x]));
    for (const Inequality& inequality : all_) add(inequality);
}

// Fixed parts become constants; what the parts' own bounds say already needs no row.
void Published::add(const Inequality& inequality)
{
    const Activity can = activity(inequality, bounds_);
    if (can.unbounded == 0 && can.most <= inequality.most && can.bottomless == 0 &&
        can.least >= inequality.least)
        return;
    std::int64_t known = 0;
    Joint::Columns plus, minus;
    for (const std::uint32_t x : inequality.plus) {
        if (bounds_.fixed(x))
            known += bounds_.least[x];
        else
            plus.push_back(x);
    }
    for (const std::uint32_t x : inequality.minus) {
        if (bounds_.fixed(x))
            known -= bounds_.least[x];
        else
            minus.push_back(x);
    }
    Row& row = row_of(std::move(plus), std::move(minus));
    row.least = std::max(row.least, inequality.least - known);
    row.most = std::min(row.most, inequality.most >= no_bound ? no_bound : inequality.most - known);
    if (row.least > row.most)
        contradiction_ = true;
    else
        bound(row, row.least, row.most);
}

// The row of this sum; a new one is not bounded.
Published::Row& Published::row_of(Joint::Columns plus, Joint::Columns minus)
{
    const auto [at, is_new] = rows_.try_emplace({std::move(plus), std::move(minus)});
    if (is_new) {
        std::vector<LinearProgram::Term> terms;
        for (const std::uint32_t x : at->first.first) terms.push_back({column_[x], 1});
        for (const std::uint32_t x : at->first.second) terms.push_back({column_[x], -1});
        const Row& row = at->second;
        at->second.number =
            program_.add_row(disclosure::bound(row.least), disclosure::bound(row.most), terms);
        walk_.add(at->first.first, at->first.second, row.least, row.most);
    }
    return at->second;
}

void Published::bound(const Row& row, std::int64_t least, std::int64_t most)
{
    program_.bound_row(row.number, disclosure::bound(least), disclosure::bound(most));
    walk_.bound(row.number, least, most);
}

Published::Sum Published::sum_of(const Joint::Columns& members)
{
    Sum sum;
    Joint::Columns open;
    for (const std::uint32_t x : members) {
        if (bounds_.fixed(x))
            sum.known += bounds_.least[x];
        else
            open.push_back(x);
    }
    if (open.empty()) return sum;
    sum.row = &row_of(std::move(open), {});
    return sum;
}

// Reads the solver's answer as a population.
bool Published::read(bool whole)
{
    Witness found(bounds_.least);
    for (std::uint32_t x = 0; x < found.size(); ++x) {
        if (bounds_.fixed(x)) continue;
        const double value = whole ? program_.whole_value(column_[x]) : program_.value(column_[x]);
        if (std::abs(value - std::round(value)) > nearly || std::abs(value) > 1e15) return false;
        found[x] = static_cast<std::int64_t>(std::llround(value));
    }
    return take(std::move(found));
}

// Fractions of people, rounded, are near a population as a rule.
bool Published::walk_from_fractions()
{
    Witness people(bounds_.least);
    for (std::uint32_t x = 0; x < people.size(); ++x)
        if (!bounds_.fixed(x))
            people[x] = std::clamp(
                static_cast<std::int64_t>(std::llround(std::min(1e15, program_.value(column_[x])))),
                bounds_.least[x], bounds_.most[x]);
    return walk_.settle(people, moves_of_a_walk) && take(std::move(people));
}

// Checks a population in whole numbers.
bool Published::take(Witness found)
{
    if (std::ranges::any_of(found, [](std::int64_t people) { return people < 0; })) return false;
    for (const Inequality& one : all_) {
        const std::int64_t sum = count(found, one.plus) - count(found, one.minus);
        if (sum < one.least || sum > one.most) return false;
    }
    witness_ = std::move(found);
    return true;
}

Published::Answer Published::answer(LinearProgram::Outcome outcome)
{
    if (outcome == LinearProgram::Outcome::infeasible) return Answer::no;
    if (outcome != LinearProgram::Outcome::optimal) return Answer::unknown;
    if (read(false) || walk_from_fractions()) return Answer::yes;
    outcome = program_.solve_whole(nodes_for_whole_numbers);
    if (outcome == LinearProgram::Outcome::infeasible) return Answer::no;
    return outcome == LinearProgram::Outcome::optimal && read(true) ? Answer::yes : Answer::unknown;
}

Published::Answer Published::consistent()
{
    if (contradiction_) return Answer::no;
    return answer(program_.solve());
}

Published::Answer Published::possible(const Demand& demand, const Witness* from)
{
    if (contradiction_) return Answer::no;
    const Joint::Columns& members = joint_.members(demand.table, demand.cell);
    const Sum sum = sum_of(members);
    if (sum.row == nullptr) {
        if (!demand.met_by(sum.known)) return Answer::no;
        return consistent();
    }
    const Row row = *sum.row;
    const std::int64_t number = demand.number - sum.known;
    const std::int64_t least = demand.at_least ? std::max(row.least, number) : row.least;
    const std::int64_t most = demand.at_least ? row.most : std::min(row.most, number);
    if (least > most) return Answer::no;
    bound(row, least, most);
    Answer result = Answer::unknown;
    if (from != nullptr) {
        Witness moved = *from;
        if (walk_.settle(moved, moves_of_a_walk) && take(std::move(moved))) result = Answer::yes;
    }
    if (result != Answer::yes) result = answer(program_.solve());
    if (result == Answer::yes && !demand.met_by(count(witness_, members))) result = Answer::unknown;
    bound(row, row.least, row.most);
    return result;
}

std::optional<Interval> Published::tightest(std::size_t table, std::size_t cell)
{
    const Joint::Columns& members = joint_.members(table, cell);
    const Sum sum = sum_of(members);
    if (sum.row == nullptr)
        return Interval{static_cast<std::uint64_t>(sum.known), static_cast<std::uint64_t>(sum.known)};
    Interval interval;
    const auto set_costs = [&](double cost) {
        for (const std::uint32_t x : members)
            if (!bounds_.fixed(x)) program_.cost(column_[x], cost);
    };
    set_costs(1);
    const LinearProgram::Outcome least = program_.solve(LinearProgram::Goal::least);
    if (least == LinearProgram::Outcome::optimal)
        interval.least = static_cast<std::uint64_t>(
            std::max(0.0, static_cast<double>(sum.known) + std::ceil(program_.objective() - nearly)));
    const LinearProgram::Outcome most = program_.solve(LinearProgram::Goal::most);
    if (most == LinearProgram::Outcome::optimal)
        interval.most = static_cast<std::uint64_t>(
            std::max(0.0, static_cast<double>(sum.known) + std::floor(program_.objective() + nearly)));
    set_costs(0);
    if (least != LinearProgram::Outcome::optimal) return std::nullopt;
    if (most != LinearProgram::Outcome::optimal && most != LinearProgram::Outcome::endless)
        return std::nullopt;
    return interval;
}

} // namespace gauze::research::disclosure
