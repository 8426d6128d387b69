// Nearly all of it is counting in cells: records of one found person, one real person and one party. Records
// sorted by these stand together, and a walk over the cells counts pairs without naming them.
#include "bench/quality/measures.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <unordered_map>

namespace gauze::lab {

namespace {

std::uint64_t pairs_of(std::uint64_t n) { return n * (n - 1) / 2; }

struct Cell {
    std::uint32_t found = 0; // the person that the result has made
    Entity real = 0;
    std::uint32_t party = 0;
    std::uint64_t records = 0;
};

// By found person, then real person, then party.
std::vector<Cell> cells_of(const Outcome& outcome)
{
    std::vector<std::uint32_t> order(outcome.records.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto key = [&](std::uint32_t r) {
        return std::tuple(outcome.person[r], outcome.records[r].entity, outcome.records[r].party);
    };
    std::ranges::sort(order, {}, key);
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint32_t r = order[i];
        if (i == 0 || key(order[i - 1]) != key(r))
            cells.push_back({outcome.person[r], outcome.records[r].entity, outcome.records[r].party, 0});
        ++cells.back().records;
    }
    return cells;
}

// The cells of one found person after another.
template <typename Take>
void each_found(const std::vector<Cell>& cells, Take take)
{
    for (std::size_t first = 0, end = 0; first < cells.size(); first = end) {
        while (end < cells.size() && cells[end].found == cells[first].found) ++end;
        take(std::span(cells).subspan(first, end - first));
    }
}

std::uint64_t records_in(std::span<const Cell> cells)
{
    std::uint64_t sum = 0;
    for (const Cell& cell : cells) sum += cell.records;
    return sum;
}

// By party, in order of number.
std::vector<std::pair<std::uint32_t, std::uint64_t>> by_party(std::span<const Cell> cells)
{
    std::vector<std::pair<std::uint32_t, std::uint64_t>> sizes;
    for (const Cell& cell : cells) sizes.emplace_back(cell.party, cell.records);
    std::ranges::sort(sizes);
    std::size_t end = 0;
    for (const auto& [party, records] : sizes)
        if (end > 0 && sizes[end - 1].first == party)
            sizes[end - 1].second += records;
        else
            sizes[end++] = {party, records};
    sizes.resize(end);
    return sizes;
}

std::uint64_t counting_pairs(const std::vector<std::pair<std::uint32_t, std::uint64_t>>& sizes, bool within)
{
    std::uint64_t all = 0, inside = 0;
    for (const auto& [party, records] : sizes) {
        all += records;
        inside += pairs_of(records);
    }
    return pairs_of(all) - (within ? 0 : inside);
}

// The truth as if it were found.
std::vector<Cell> true_cells(const Outcome& outcome)
{
    Outcome perfect;
    perfect.records = outcome.records;
    for (const Labelled& record : outcome.records) perfect.person.push_back(record.entity);
    return cells_of(perfect);
}

void count_found_persons(const Outcome& outcome, std::map<Entity, PersonPairs>& people)
{
    each_found(cells_of(outcome), [&](std::span<const Cell> person) {
        const auto sizes = by_party(person);
        const std::uint64_t all = records_in(person);
        for (const Cell& cell : person) {
            const std::uint64_t not_partners =
                outcome.within ? 1 : std::ranges::lower_bound(sizes, cell.party, {}, [](const auto& s) {
                                         return s.first;
                                     })->second;
            people[cell.real].found_halves += cell.records * (all - not_partners);
        }
        for (std::size_t first = 0, end = 0; first < person.size(); first = end) {
            while (end < person.size() && person[end].real == person[first].real) ++end;
            people[person[first].real].right +=
                counting_pairs(by_party(person.subspan(first, end - first)), outcome.within);
        }
    });
}

std::map<Entity, PersonPairs> count_people(const Outcome& outcome)
{
    std::map<Entity, PersonPairs> people;
    each_found(true_cells(outcome), [&](std::span<const Cell> person) {
        people[person.front().real].true_pairs = counting_pairs(by_party(person), outcome.within);
    });
    if (!outcome.in_pairs) {
        count_found_persons(outcome, people);
        return people;
    }
    for (const FoundPair& pair : outcome.pairs) {
        const Entity a = outcome.records[pair.a].entity, b = outcome.records[pair.b].entity;
        ++people[a].found_halves;
        ++people[b].found_halves;
        people[a].right += a == b;
    }
    return people;
}

} // namespace

std::vector<PersonPairs> pairs_by_person(const Outcome& outcome)
{
    std::vector<PersonPairs> list;
    for (const auto& [entity, pairs] : count_people(outcome)) list.push_back(pairs);
    return list;
}

Quality quality_of(const Outcome& outcome)
{
    std::uint64_t halves = 0;
    Quality quality;
    for (const PersonPairs& person : pairs_by_person(outcome)) {
        halves += person.found_halves;
        quality.right += person.right;
        quality.true_pairs += person.true_pairs;
    }
    quality.found = halves / 2;
    return quality;
}

namespace {

// Counts of pairs by two parties.
class PartyTable {
public:
    explicit PartyTable(const Outcome& outcome) : outcome_(outcome) {}

    void add(std::uint32_t p, std::uint32_t q, std::uint64_t pairs, std::uint64_t Quality::*count)
    {
        const bool known = p < outcome_.parties.size() && q < outcome_.parties.size();
        if (pairs == 0 || !known || (p == q && !outcome_.within)) return;
        const auto& [a, b] = std::minmax(outcome_.parties[p], outcome_.parties[q]);
        table_[{a, b}].*count += pairs;
    }
    // All pairs of these cells.
    void add_all(std::span<const Cell> cells, std::uint64_t Quality::*count)
    {
        const auto sizes = by_party(cells);
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            add(sizes[i].first, sizes[i].first, pairs_of(sizes[i].second), count);
            for (std::size_t j = 0; j < i; ++j)
                add(sizes[i].first, sizes[j].first, sizes[i].second * sizes[j].second, count);
        }
    }
    std::vector<PartyPairQuality> result() const
    {
        std::vector<PartyPairQuality> list;
        for (const auto& [names, quality] : table_) list.push_back({names.first, names.second, quality});
        return list;
    }

private:
    const Outcome& outcome_;
    std::map<std::pair<std::string, std::string>, Quality> table_;
};

} // namespace

std::vector<PartyPairQuality> by_party_pair(const Outcome& outcome)
{
    PartyTable table(outcome);
    each_found(true_cells(outcome),
               [&](std::span<const Cell> person) { table.add_all(person, &Quality::true_pairs); });
    if (outcome.in_pairs) {
        for (const FoundPair& pair : outcome.pairs) {
            const Labelled &a = outcome.records[pair.a], &b = outcome.records[pair.b];
            table.add(a.party, b.party, 1, &Quality::found);
            if (a.entity == b.entity) table.add(a.party, b.party, 1, &Quality::right);
        }
        return table.result();
    }
    each_found(cells_of(outcome), [&](std::span<const Cell> person) {
        table.add_all(person, &Quality::found);
        for (std::size_t first = 0, end = 0; first < person.size(); first = end) {
            while (end < person.size() && person[end].real == person[first].real) ++end;
            table.add_all(person.subspan(first, end - first), &Quality::right);
        }
    });
    return table.result();
}

namespace {

// The records of each real person in each found one, and how many there are of either.
struct Overlap {
    std::uint64_t common = 0, found = 0, real = 0;
};
std::vector<Overlap> overlaps(const Outcome& outcome)
{
    std::unordered_map<Entity, std::uint64_t> real;
    for (const Labelled& record : outcome.records) ++real[record.entity];
    std::vector<Overlap> list;
    each_found(cells_of(outcome), [&](std::span<const Cell> person) {
        const std::uint64_t found = records_in(person);
        for (std::size_t c = 0; c < person.size(); ++c) {
            if (c == 0 || person[c].real != person[c - 1].real)
                list.push_back({0, found, real.at(person[c].real)});
            list.back().common += person[c].records;
        }
    });
    return list;
}

} // namespace

BCubed b_cubed(const Outcome& outcome)
{
    double precision = 0, recall = 0, records = 0;
    for (const Overlap& overlap : overlaps(outcome)) {
        const auto common = static_cast<double>(overlap.common);
        precision += common * common / static_cast<double>(overlap.found);
        recall += common * common / static_cast<double>(overlap.real);
        records += common;
    }
    return records == 0 ? BCubed{} : BCubed{precision / records, recall / records};
}

Recovered recovered(const Outcome& outcome)
{
    Recovered result;
    std::unordered_map<Entity, std::uint64_t> sizes;
    for (const Labelled& record : outcome.records) ++sizes[record.entity];
    result.people = sizes.size();
    for (const auto& [entity, records] : sizes) result.several += records > 1;
    for (const Overlap& overlap : overlaps(outcome)) {
        const bool exactly = overlap.common == overlap.found && overlap.common == overlap.real;
        result.exactly += exactly;
        result.several_exactly += exactly && overlap.real > 1;
    }
    return result;
}

std::uint64_t one_to_one_violations(const Outcome& outcome, const std::vector<std::string>& repeats)
{
    const auto clean = [&](std::uint32_t party) {
        return party < outcome.parties.size() &&
               std::ranges::find(repeats, outcome.parties[party]) == repeats.end();
    };
    std::uint64_t violations = 0;
    if (!outcome.in_pairs) {
        each_found(cells_of(outcome), [&](std::span<const Cell> person) {
            for (const auto& [party, records] : by_party(person)) violations += clean(party) && records > 1;
        });
        return violations;
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> partners; // by record and party
    const auto count = [&](const FoundPair& pair) {
        const std::uint32_t of_a = outcome.records[pair.a].party, of_b = outcome.records[pair.b].party;
        if (of_a == of_b) {
            violations += clean(of_a);
            return;
        }
        if (clean(of_b)) violations += ++partners[{pair.a, of_b}] == 2;
        if (clean(of_a)) violations += ++partners[{pair.b, of_a}] == 2;
    };
    std::ranges::for_each(outcome.pairs, count);
    std::ranges::for_each(outcome.inside_a_file, count);
    return violations;
}

std::optional<Curve> curve(const Outcome& outcome)
{
    if (!outcome.scored) return std::nullopt;
    std::vector<FoundPair> pairs = outcome.pairs;
    std::ranges::sort(pairs, std::greater{}, &FoundPair::score);
    Quality so_far;
    so_far.true_pairs = quality_of(outcome).true_pairs;
    Curve result;
    double recall = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        ++so_far.found;
        so_far.right += outcome.records[pairs[i].a].entity == outcome.records[pairs[i].b].entity;
        if (i + 1 < pairs.size() && pairs[i + 1].score == pairs[i].score) continue;
        const double precision = so_far.precision(), grown = so_far.recall() - recall;
        result.average_precision += precision * grown;
        recall = so_far.recall();
        if (precision >= .99) result.recall_at_99 = recall;
        if (precision >= .999) result.recall_at_999 = recall;
        if (result.best.found > 0 && so_far.f1() <= result.best.f1()) continue;
        result.best = so_far;
        result.best_threshold = pairs[i].score;
    }
    if (result.best.found == 0) result.best = so_far;
    return result;
}

CandidateQuality candidate_quality(const Candidates& candidates, const Outcome& outcome)
{
    CandidateQuality result{.candidates = candidates.count,
                            .right = candidates.right,
                            .true_pairs = quality_of(outcome).true_pairs};
    std::map<std::uint32_t, std::uint64_t> sizes;
    for (const Labelled& record : outcome.records) ++sizes[record.party];
    result.all_pairs = counting_pairs({sizes.begin(), sizes.end()}, outcome.within);
    return result;
}

} // namespace gauze::lab
