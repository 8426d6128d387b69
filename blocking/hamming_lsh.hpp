// Hamming LSH: records whose filters agree in all bits that some table sampled share a block. It loses pairs,
// and how many is said beforehand from the bits themselves.
//
// Bits are chosen by their density (the share of records that have them), learnt from a sample of both
// parties. Bits near one half tell most pairs apart; the rarest ones avoid the bits of frequent names, which
// make blocks hot (Franke et al. 2018 and Mainzelliste leave out the most frequent quarter).
//
// Diffused filters are no ground for it: there two records of one person differ in a third of all bits, and a
// table of twenty bits holds together one pair in thousands. `outlook` says so in words.
#pragma once

#include "blocking/bit_tables.hpp"
#include "bloom/filter_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gauze::blocking {

// How dense each bit is, over the records of a sample that have a filter.
struct BitDensity {
    bloom::FilterShape shape;
    std::vector<double> share; // by bit
    double weight = 0;         // mean number of set bits
    std::size_t records = 0;   // looked at
};

// Looks at up to `sample` records of each party, evenly spread. All of one shape.
BitDensity bit_density(std::span<const bloom::FilterRows> parties, std::size_t sample = 20'000);

enum class BitChoice {
    near_half, // density .25 to .75; if these are too few for two tables without a common bit, the nearest
    rarest,    // without the most frequent quarter, and without those that fewer than 2 % have
    all,       // whatever the density
};
std::vector<std::uint32_t> bit_pool(const BitDensity& density, BitChoice choice, std::uint32_t sampled_bits);

struct LshOptions {
    std::uint32_t tables = 20;
    std::uint32_t sampled_bits = 18;
    BitChoice bits = BitChoice::near_half;
    std::uint64_t seed = 1;
};

// Same density, options and seed: same tables. Throws Error(usage) if there are too few bits.
BitTables hamming_tables(const BitDensity& density, const LshOptions& options);

// The probability that two records of this Dice similarity share a block of at least one table. Of filters
// with w bits on average, such a pair differs in 2 w (1 - dice) bits; these are taken to fall on bit i in
// proportion to f(1 - f), its density f, as slips and spellings do, and on each by itself.
double expected_recall(const BitDensity& density, const BitTables& tables, double dice);

// The probability of one table, on average over the tables.
double table_recall(const BitDensity& density, const BitTables& tables, double dice);

// The least number of tables with 1 - (1 - p)^tables >= recall, for a table's probability p. At most
// `most`, which also stands for never.
std::uint32_t tables_for(double table_recall, double recall, std::uint32_t most = 1'000'000);

// What blocking by these tables would give, before it is done.
struct LshOutlook {
    double differing = 0;            // share of the sampled bits in which a pair of this similarity differs
    double recall = 0;               // expected, of pairs of this similarity
    std::uint32_t tables_needed = 0; // for the recall that is wanted
    double candidates = 0;           // a record of the first party, over all tables; repeats counted again
    bool hopeful = true;
    bool costly = false; // not hopeful for its cost alone: the pairs that are looked for would be found
    std::string why;     // if not: in words
};

struct LshWish {
    double dice = .8;                // similarity of the pairs that are looked for
    double recall = .95;             // wanted
    std::uint32_t most_tables = 200; // more cost more than comparing all pairs
};

// Measures candidates on up to 4,000 records of each party, and judges. Two parties, or one within itself.
LshOutlook outlook(std::span<const bloom::FilterRows> parties, const BitDensity& density,
                   const BitTables& tables, const LshWish& wish);

} // namespace gauze::blocking
