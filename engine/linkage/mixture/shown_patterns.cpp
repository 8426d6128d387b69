#include "engine/linkage/mixture/shown_patterns.hpp"

#include "bloom/base/checksum.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <map>
#include <random>
#include <unordered_map>

namespace gauze::linkage::mixture {

namespace {

constexpr std::uint8_t absent = 255;

// By twentieth of Dice, 0 to 19.
constexpr std::array<std::uint8_t, dice_steps> level_of_step{0, 0, 0, 0, 1, 1, 1, 2,  2,  2,
                                                             3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
static_assert(level_of_step.back() == unequal_levels - 1);

std::uint32_t rarity_of(std::uint64_t records)
{
    return std::min<std::uint32_t>(static_cast<std::uint32_t>(std::bit_width(records)) - 1, rarities - 1);
}

Bytes row_bytes(const bloom::FilterRows& rows, std::size_t row)
{
    return std::as_bytes(std::span(rows.row(row), rows.shape().words()));
}

std::size_t words_for(std::size_t fields) { return (fields + 7) / 8; }

void put_level(std::uint64_t* vector, std::size_t field, std::uint8_t level)
{
    vector[field / 8] |= std::uint64_t{level} << (56 - 8 * (field % 8));
}
std::uint8_t get_level(const std::uint64_t* vector, std::size_t field)
{
    return static_cast<std::uint8_t>(vector[field / 8] >> (56 - 8 * (field % 8)));
}

} // namespace

std::vector<std::uint32_t> views_of_one_field(const project::Policy& policy)
{
    std::vector<std::uint32_t> views;
    for (std::uint32_t v = 0; v < policy.views.size(); ++v)
        if (policy.views[v].parts.size() == 1 && !policy.views[v].is_symbols()) views.push_back(v);
    return views;
}

ShownPatterns::ShownPatterns(const Parties& parties, const project::Policy& policy, std::size_t random_pairs)
    : parties_(parties),
      gathering_(parties, evidence_shape(parties, dice_steps)),
      views_(views_of_one_field(policy))
{
    for (const std::uint32_t view : views_) {
        const std::string& name = policy.views[view].parts.front().field;
        Levels levels{name, policy.field(name).kind, {}, {}, {}, unequal_levels, true};
        levels.chance.assign(unequal_levels + rarities, 0);
        levels.within.assign(unequal_levels + rarities, 1);
        for (std::uint32_t l = 0; l < unequal_levels + rarities; ++l)
            levels.group.push_back(std::min(l, unequal_levels));
        levels_.push_back(std::move(levels));
    }
    rarity_.resize(views_.size());
    for (std::size_t f = 0; f < views_.size(); ++f) count_values(f);
    compare_at_random(random_pairs);
}

struct ShownPatterns::Shown {
    std::uint64_t records = 0, in_party = 0;
    std::size_t party = 0;   // of which in_party speaks
    std::uint64_t apart = 0; // pairs of records that show the value, in two parties if there are several
};

// How many records show each value.
void ShownPatterns::count_values(std::size_t field)
{
    std::unordered_map<std::uint64_t, Shown> shown_by;
    std::vector<std::vector<std::uint64_t>> values(parties_.size());
    const bool one_party = parties_.size() == 1;
    std::uint64_t present = 0, pairs = 0;
    for (std::size_t p = 0; p < parties_.size(); ++p) {
        const bloom::EncodedFile& file = parties_[p];
        const std::uint64_t before = present;
        values[p].resize(file.rows());
        for (std::size_t r = 0; r < file.rows(); ++r) {
            if (file.view_weights(views_[field])[r] == 0) continue;
            values[p][r] = checksum(row_bytes(file.view(views_[field]), r)) | 1;
            Shown& shown = shown_by[values[p][r]];
            if (shown.party != p) shown.party = p, shown.in_party = 0;
            shown.apart += shown.records - (one_party ? 0 : shown.in_party);
            ++shown.records, ++shown.in_party;
            pairs += one_party ? present : before;
            ++present;
        }
    }
    rarity_[field].resize(parties_.size());
    for (std::size_t p = 0; p < parties_.size(); ++p)
        for (const std::uint64_t value : values[p])
            rarity_[field][p].push_back(
                value == 0 ? absent : static_cast<std::uint8_t>(rarity_of(shown_by.at(value).records)));
    weigh_values(levels_[field], shown_by, pairs);
}

// What equal records of two people are worth, and what equal records of one person are likely to show.
void ShownPatterns::weigh_values(Levels& levels, const std::unordered_map<std::uint64_t, Shown>& shown_by,
                                 std::uint64_t pairs)
{
    // Whole numbers, so that the order in which the table is walked changes nothing.
    std::array<std::uint64_t, rarities> records{}, apart{};
    std::uint64_t often = 0;
    for (const auto& [value, shown] : shown_by) {
        apart[rarity_of(shown.records)] += shown.apart;
        if (shown.records == 1) continue; // of two records that show a value neither is alone
        records[rarity_of(shown.records)] += shown.records;
        often += shown.records;
    }
    for (std::uint32_t k = 0; k < rarities; ++k) {
        // A value that one record alone shows is shared by nobody; but it might be, in a larger file.
        levels.chance[unequal_levels + k] =
            (static_cast<double>(apart[k]) + .01) / (static_cast<double>(pairs) + 1);
        levels.within[unequal_levels + k] =
            (static_cast<double>(records[k]) + 1e-3) / (static_cast<double>(often) + rarities * 1e-3);
    }
}

std::uint8_t ShownPatterns::level(std::size_t field, PartyPair parties, const ListedEvidence& candidate,
                                  const Evidence& seen) const
{
    const Evidence::Score& score = seen.views[views_[field]];
    if (score.missing != Missing::nowhere) return absent;
    // Of a score that is kept in steps only the highest is 1.
    const std::uint32_t step = std::min<std::uint32_t>(
        static_cast<std::uint32_t>(score.dice.value() * dice_steps + 1e-9), dice_steps);
    if (step < dice_steps) return level_of_step[step];
    return static_cast<std::uint8_t>(unequal_levels + rarity_[field][parties.a][candidate.a]);
}

EvidenceUnit ShownPatterns::of(PartyPair parties, std::span<const bloom::RowPair> candidates) const
{
    const EvidenceUnit scored = gathering_.of(parties, candidates);
    std::vector<Evidence> seen;
    for (std::size_t v = 0; v < scored.distinct.size(); ++v)
        seen.push_back(gathering_.layout().read(scored.distinct.vector(v)));

    EvidenceUnit unit{{}, parties, {}, scored.candidates};
    VectorNumbers numbers(words_for(views_.size()));
    std::vector<std::uint64_t> vector(words_for(views_.size()));
    for (ListedEvidence& candidate : unit.candidates) {
        std::ranges::fill(vector, 0);
        for (std::size_t f = 0; f < views_.size(); ++f)
            put_level(vector.data(), f, level(f, parties, candidate, seen[candidate.vector]));
        candidate.vector = numbers.number(vector.data());
    }
    std::vector<std::uint32_t> placed;
    unit.distinct = numbers.take(placed);
    for (ListedEvidence& candidate : unit.candidates) candidate.vector = placed[candidate.vector];
    return unit;
}

void ShownPatterns::compare_at_random(std::size_t pairs)
{
    std::vector<std::uint64_t> end(parties_.size()); // of each party's records in one row
    std::uint64_t records = 0;
    for (std::size_t p = 0; p < parties_.size(); ++p) end[p] = records += parties_[p].rows();
    std::mt19937_64 random(1);
    const auto draw = [&]() -> RecordRef {
        const std::uint64_t at =
            static_cast<std::uint64_t>(static_cast<unsigned __int128>(random()) * records >> 64);
        const std::size_t p = static_cast<std::size_t>(std::ranges::upper_bound(end, at) - end.begin());
        return {static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(at - (p == 0 ? 0 : end[p - 1]))};
    };
    std::map<PartyPair, std::vector<bloom::RowPair>> lists;
    for (std::size_t i = 0; i < pairs; ++i) {
        RecordRef a = draw(), b = draw();
        if (b < a) std::swap(a, b);
        if (a == b || (a.party == b.party && parties_.size() > 1)) continue;
        lists[{a.party, b.party}].push_back({a.row, b.row});
    }
    std::vector<std::array<double, unequal_levels>> counts(views_.size());
    for (auto& [which, list] : lists) {
        const auto before = [](const bloom::RowPair& x, const bloom::RowPair& y) {
            return std::pair(x.a, x.b) < std::pair(y.a, y.b);
        };
        std::ranges::sort(list, before);
        list.erase(std::unique(list.begin(), list.end(),
                               [&](const auto& x, const auto& y) { return !before(x, y) && !before(y, x); }),
                   list.end());
        const EvidenceUnit unit = of(which, list);
        for (std::size_t v = 0; v < unit.distinct.size(); ++v)
            for (std::size_t f = 0; f < views_.size(); ++f)
                if (const std::uint8_t l = get_level(unit.distinct.vector(v), f); l < unequal_levels)
                    counts[f][l] += static_cast<double>(unit.distinct.counts[v]);
    }
    for (std::size_t f = 0; f < views_.size(); ++f) {
        double equal = 0, all = 0;
        for (std::uint32_t l = unequal_levels; l < levels_[f].size(); ++l) equal += levels_[f].chance[l];
        for (const double count : counts[f]) all += count + .5;
        for (std::uint32_t l = 0; l < unequal_levels; ++l)
            levels_[f].chance[l] = (counts[f][l] + .5) / all * (1 - equal);
    }
}

PatternEvidence ShownPatterns::evidence(const DistinctEvidence& distinct, double pairs) const
{
    PatternEvidence result{levels_, {}, {}, pairs};
    std::map<std::vector<std::uint32_t>, PatternGroup> groups; // by the fields in common
    for (std::size_t v = 0; v < distinct.size(); ++v) {
        std::vector<std::uint32_t> fields;
        for (std::uint32_t f = 0; f < views_.size(); ++f)
            if (get_level(distinct.vector(v), f) != absent) fields.push_back(f);
        PatternGroup& group = groups[fields];
        for (const std::uint32_t f : fields) group.levels.push_back(get_level(distinct.vector(v), f));
        group.pattern.push_back(static_cast<std::uint32_t>(group.evidence.size()));
        group.likelihood.push_back(1);
        group.evidence.push_back(static_cast<std::uint32_t>(v));
        group.first.push_back(group.evidence.size());
        result.counts.push_back(static_cast<double>(distinct.counts[v]));
    }
    for (auto& [fields, group] : groups) {
        group.fields = fields;
        result.groups.push_back(std::move(group));
    }
    return result;
}

} // namespace gauze::linkage::mixture
