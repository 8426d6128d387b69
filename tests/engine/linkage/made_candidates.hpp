// Parties whose records have a view, match keys and token blocks, with some of them missing; and which pairs
// a run must find, said once more pair by pair: alike by the definition of Dice, and agreeing in some slot.
#pragma once

#include "blocking/hamming_lsh.hpp"
#include "engine/linkage/candidate_sources.hpp"
#include "engine/linkage/run_plan.hpp"
#include "tests/bloom/made_encoded_file.hpp"
#include "tests/temporary_folder.hpp"

#include <bit>
#include <map>
#include <optional>
#include <random>
#include <set>

#include <fmt/format.h>

namespace gauze::test {

using linkage::CandidateSources;
using linkage::PartyPair;

struct MadeCandidatesShape {
    std::vector<std::size_t> rows{150, 170}; // by party
    std::size_t people = 100;                // of whom records are noisy copies
    std::uint32_t symbols = 0;               // 0: the view shows a filter of 256 bits
    std::uint32_t short_bits = 0;            // of a second view `short`, which is not compared; 0: none
    std::size_t keys = 3, blocks = 2;
    unsigned hot = 0;      // per cent of all records share one value of the first key
    unsigned other = 35;   // per cent of keys and blocks that are not the person's
    unsigned missing = 10; // per cent of keys and blocks, and of symbols
    bool within = false;   // one party, not clean
    bool alike = false;    // all copies of a person have the same keys, or all others: losses come together
};

class MadeCandidates {
public:
    static constexpr std::uint32_t bits = 256, block_bits = 6, key_weight = 16;

    explicit MadeCandidates(MadeCandidatesShape shape = {}) : shape_(std::move(shape))
    {
        if (shape_.within) shape_.rows.resize(1);
        for (std::size_t p = 0; p < shape_.rows.size(); ++p) add(fmt::format("party{}", p), p);
        project::Policy policy;
        policy.keys.resize(1);
        if (shape_.symbols == 0)
            parties.lay_one_view(0);
        else
            parties.lay_views_together(policy);
    }
    linkage::Parties parties;

    // What the records of a pair have alike, from the bits, symbols and keys themselves.
    bloom::Dice dice(PartyPair which, std::uint32_t a, std::uint32_t b) const
    {
        const auto &x = parties[which.a], &y = parties[which.b];
        bloom::Dice dice{0, 0};
        if (shape_.symbols == 0) return dice_of_bits(0, which, a, b);
        const std::uint32_t m = shape_.symbols;
        dice.sum = (x.has_view(0, a) ? m : 0) + (y.has_view(0, b) ? m : 0);
        for (std::uint32_t s = 0; s < m; ++s)
            dice.common += x.symbols(0)[a * m + s] == y.symbols(0)[b * m + s];
        for (std::size_t k = 0; k < shape_.keys; ++k) {
            dice.sum += key_weight * (x.has_key(k, a) + y.has_key(k, b));
            dice.common += x.keys()[a * shape_.keys + k] == y.keys()[b * shape_.keys + k] ? key_weight : 0;
        }
        return dice;
    }

    bloom::Dice dice_of_bits(std::size_t view, PartyPair which, std::uint32_t a, std::uint32_t b) const
    {
        const auto x = parties[which.a].view(view), y = parties[which.b].view(view);
        bloom::Dice dice{0, 0};
        for (std::size_t w = 0; w < (x.shape().bits + 63) / 64; ++w) {
            const std::uint64_t u = x.row(a)[w], v = y.row(b)[w];
            dice.common += static_cast<std::uint32_t>(std::popcount(u & v));
            dice.sum += static_cast<std::uint32_t>(std::popcount(u) + std::popcount(v));
        }
        return dice;
    }
    static bool reaches(const bloom::Dice& d, const project::Threshold& t)
    {
        return d.sum > 0 && std::uint64_t{2} * d.common * t.denominator >= std::uint64_t{t.numerator} * d.sum;
    }

    // The value of each slot that these sources give a record, or nothing.
    std::vector<std::optional<std::uint64_t>> slots(std::size_t party, std::uint32_t row,
                                                    const CandidateSources& sources) const
    {
        std::vector<std::optional<std::uint64_t>> values;
        const auto& file = parties[party];
        for (std::size_t k = 0; sources.keys && k < shape_.keys; ++k)
            values.push_back(file.has_key(k, row) ? std::optional(file.keys()[row * shape_.keys + k])
                                                  : std::nullopt);
        for (std::size_t b = 0; sources.blocks && b < shape_.blocks; ++b)
            values.push_back(file.has_block(b, row)
                                 ? std::optional<std::uint64_t>(file.blocks()[row * shape_.blocks + b])
                                 : std::nullopt);
        if (!sources.lsh) return values;
        const auto& tables = lsh(sources);
        const auto* filter = file.view(0).row(row);
        for (std::uint32_t t = 0; t < tables.size(); ++t)
            values.push_back(file.view_weights(0)[row] > 0 ? std::optional(tables.key_plainly(filter, t))
                                                           : std::nullopt);
        return values;
    }

    // Blocks of a party pair by slot and value: how many pairs each holds.
    using Sizes = std::vector<std::map<std::uint64_t, std::uint64_t>>;
    Sizes block_sizes(PartyPair which, const CandidateSources& sources) const
    {
        std::vector<std::map<std::uint64_t, std::array<std::uint64_t, 2>>> rows;
        for (const bool second : {false, true}) {
            const std::size_t party = second ? which.b : which.a;
            for (std::uint32_t r = 0; r < parties[party].rows(); ++r) {
                const auto values = slots(party, r, sources);
                rows.resize(values.size());
                for (std::size_t s = 0; s < values.size(); ++s)
                    if (values[s]) ++rows[s][*values[s]][second];
            }
        }
        Sizes sizes(rows.size());
        for (std::size_t s = 0; s < rows.size(); ++s)
            for (const auto& [value, n] : rows[s])
                if (const std::uint64_t pairs = which.a == which.b ? n[0] * (n[0] - 1) / 2 : n[0] * n[1];
                    pairs > 0)
                    sizes[s][value] = pairs;
        return sizes;
    }

    // All pairs at or above the threshold, and of those the ones that some slot brings together in a block
    // that is not capped, or whose Dice in the joined view reaches its floor. Of the found, how many are met
    // by the join and by a block, by one alone.
    struct Answer {
        std::vector<linkage::Pair> alike, found;
        std::size_t by_both = 0, by_join = 0, by_blocks = 0;
    };
    bool joined(const std::optional<linkage::ViewJoin>& join, PartyPair which, std::uint32_t a,
                std::uint32_t b) const
    {
        if (!join) return false;
        return reaches(join->view == "short" ? dice_of_bits(1, which, a, b) : dice(which, a, b), join->floor);
    }
    Answer answer(const project::Threshold& t, const CandidateSources& sources) const
    {
        Answer answer;
        for (const PartyPair which : linkage::party_pairs(parties)) {
            const Sizes sizes = block_sizes(which, sources);
            std::vector<std::vector<std::optional<std::uint64_t>>> of_b;
            for (std::uint32_t b = 0; b < parties[which.b].rows(); ++b)
                of_b.push_back(slots(which.b, b, sources));
            for (std::uint32_t a = 0; a < parties[which.a].rows(); ++a) {
                const auto of_a = slots(which.a, a, sources);
                for (std::uint32_t b = which.a == which.b ? a + 1 : 0; b < of_b.size(); ++b) {
                    const bloom::Dice d = dice(which, a, b);
                    if (!reaches(d, t)) continue;
                    answer.alike.push_back({{which.a, a}, {which.b, b}, d});
                    bool together = sources.exact();
                    for (std::size_t s = 0; s < of_a.size(); ++s)
                        together |= of_a[s] && of_b[b][s] && *of_a[s] == *of_b[b][s] &&
                                    (sources.most_pairs == 0 || sizes[s].at(*of_a[s]) <= sources.most_pairs);
                    const bool in_join = joined(sources.join, which, a, b);
                    answer.by_both += in_join && together;
                    answer.by_join += in_join && !together;
                    answer.by_blocks += !in_join && together;
                    if (together || in_join) answer.found.push_back(answer.alike.back());
                }
            }
        }
        return answer;
    }

private:
    // Drawn anew for every record it would be slow.
    const blocking::BitTables& lsh(const CandidateSources& sources) const
    {
        if (lsh_ && lsh_->first == std::pair(sources.tables, sources.sampled_bits)) return lsh_->second;
        std::vector<bloom::FilterRows> all;
        for (const auto& of : parties.filters) all.push_back(of.rows);
        lsh_.emplace(
            std::pair(sources.tables, sources.sampled_bits),
            blocking::hamming_tables(
                blocking::bit_density(all),
                {.tables = sources.tables, .sampled_bits = sources.sampled_bits, .seed = 0x67617a65}));
        return lsh_->second;
    }
    void add(const std::string& party, std::size_t p);

    MadeCandidatesShape shape_;
    TemporaryFolder folder_;
    mutable std::optional<std::pair<std::pair<std::uint32_t, std::uint32_t>, blocking::BitTables>> lsh_;
};

// One record after another: tokens, view, keys, blocks, and what is absent.
inline void MadeCandidates::add(const std::string& party, std::size_t p)
{
    const std::size_t rows = shape_.rows[p];
    bloom::EncodedHeader header = made_file(party, bloom::FilterTable({bits}, rows)).header;
    header.views[0].symbols = shape_.symbols;
    if (shape_.short_bits > 0)
        header.views.push_back({.name = "short", .shape = {shape_.short_bits}, .symbols = 0});
    const std::size_t views = header.views.size();
    for (std::size_t k = 0; k < shape_.keys; ++k) header.keys.push_back(fmt::format("k{}", k));
    for (std::size_t b = 0; b < shape_.blocks; ++b)
        header.blocks.push_back({fmt::format("b{}", b), block_bits});

    std::mt19937_64 random(77 + p);
    const auto chance = [&](unsigned per_cent) { return random() % 100 < per_cent; };
    bloom::FilterTable filters({bits}, rows), short_filters({std::max(1u, shape_.short_bits)}, rows);
    std::mt19937_64 short_noise(99 + p);
    std::vector<std::uint8_t> symbols(rows * shape_.symbols);
    std::vector<std::uint64_t> keys(rows * shape_.keys), absent(rows);
    std::vector<std::uint32_t> blocks(rows * shape_.blocks);
    for (std::size_t r = 0; r < rows; ++r) {
        const std::uint64_t person = random() % shape_.people;
        std::mt19937_64 self(person);
        std::bernoulli_distribution set(.3);
        for (std::uint32_t bit = 0; bit < bits; ++bit)
            filters.row(r)[bit / 64] |= std::uint64_t{set(self)} << bit % 64;
        for (auto flips = random() % 12; flips > 0; --flips)
            filters.row(r)[random() % 4] ^= std::uint64_t{1} << random() % 64;
        if (r % 29 == 3) std::ranges::fill(filters.row(r), 0); // a view that is missing
        std::mt19937_64 short_self(person + 4'000'000);
        for (std::uint32_t bit = 0; bit < shape_.short_bits && r % 23 != 5; ++bit)
            short_filters.row(r)[bit / 64] |=
                std::uint64_t{(short_self() % 3 == 0) != (short_noise() % 16 == 0)} << bit % 64;
        const bool no_symbols = shape_.symbols > 0 && chance(shape_.missing);
        absent[r] |= std::uint64_t{no_symbols};
        for (std::size_t s = 0; s < shape_.symbols; ++s) {
            const auto own = static_cast<std::uint8_t>(self());
            symbols[r * shape_.symbols + s] =
                no_symbols || chance(15) ? static_cast<std::uint8_t>(random()) : own;
        }
        const bool hot = chance(shape_.hot), changed = self() % 100 < shape_.other && p > 0;
        const auto other = [&] { return shape_.alike ? changed : chance(shape_.other); };
        for (std::size_t k = 0; k < shape_.keys; ++k) {
            const bool missing = chance(shape_.missing);
            absent[r] |= std::uint64_t{missing} << (views + k);
            // Values of others are few, so that strangers share some.
            keys[r * shape_.keys + k] = missing         ? random()
                                        : hot && k == 0 ? 4711
                                        : shape_.alike  ? person + (other() ? 1'000'000'000 : 0)
                                        : other()       ? random() % 20
                                                        : 1000 + person;
        }
        for (std::size_t b = 0; b < shape_.blocks; ++b) {
            const bool missing = chance(shape_.missing);
            absent[r] |= std::uint64_t{missing} << (views + shape_.keys + b);
            blocks[r * shape_.blocks + b] =
                static_cast<std::uint32_t>((other() ? random() : person * 31 + b) % (1u << block_bits));
        }
    }
    const auto tokens = made_tokens(rows, std::hash<std::string>{}(party));
    const std::map<std::string, Bytes> content{{"tokens", std::as_bytes(std::span(tokens))},
                                               {"view:record", std::as_bytes(filters.rows().words())},
                                               {"view:short", std::as_bytes(short_filters.rows().words())},
                                               {"symbols:record", std::as_bytes(std::span(symbols))},
                                               {"keys", std::as_bytes(std::span(keys))},
                                               {"blocks", std::as_bytes(std::span(blocks))},
                                               {"absent", std::as_bytes(std::span(absent))}};
    std::vector<Bytes> pieces;
    for (const auto& section : bloom::sections_of(header)) pieces.push_back(content.at(section.name));
    bloom::EncodedFileWriter file(folder_ / party, header);
    file.append(pieces);
    file.close();
    parties.files.emplace_back(folder_ / party);
    parties.names.push_back(party);
    parties.clean.push_back(!shape_.within);
}

// For comparing lists of pairs, and for messages when they differ.
using Row = std::array<std::uint32_t, 6>;
inline std::vector<Row> rows_of(const std::vector<linkage::Pair>& pairs)
{
    std::vector<Row> rows;
    for (const auto& p : pairs)
        rows.push_back({p.a.party, p.a.row, p.b.party, p.b.row, p.dice.common, p.dice.sum});
    return rows;
}

} // namespace gauze::test
