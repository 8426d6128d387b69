// Tables of keys for tests, with everything that real ones have: values that most records have alone, some
// that a few share, one that very many share, and keys that are not there.
#pragma once

#include "blocking/block_index.hpp"
#include "blocking/key_join.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <vector>

namespace gauze::blocking::test {

using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

// As the encoded file has it: keys row by row, absent bits behind those of `views`, and an absent key has a
// value that may well equal another's.
struct MadeKeys {
    std::vector<std::uint64_t> keys, absent;
    std::uint32_t slots = 0, words = 0, first = 0;

    MadeKeys(std::size_t rows, std::uint32_t slots_a_row, std::uint32_t views)
        : keys(rows * slots_a_row),
          absent(rows * ((views + slots_a_row + 63) / 64)),
          slots(slots_a_row),
          words((views + slots_a_row + 63) / 64),
          first(views)
    {}
    std::size_t size() const { return keys.size() / slots; }
    void drop(std::size_t row, std::uint32_t slot)
    {
        absent[row * words + (first + slot) / 64] |= std::uint64_t{1} << (first + slot) % 64;
    }
    KeyRows rows() const { return {keys.data(), size(), slots, absent.data(), words, first}; }
};

// `values` different keys a slot, of which number 0 has a share of `hot`; a share of `gone` is absent.
inline MadeKeys made_keys(std::size_t rows, std::uint32_t slots, std::uint64_t values, double hot,
                          double gone, std::uint64_t seed, std::uint32_t views = 3)
{
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> part;
    MadeKeys made(rows, slots, views);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::uint32_t s = 0; s < slots; ++s) {
            made.keys[r * slots + s] = part(random) < hot ? 0 : random() % values * 0x9e3779b97f4a7c15u;
            if (part(random) < gone) made.drop(r, s);
        }
    return made;
}

// The pairs that agree in a slot, by a double loop; with a cap only those of keys that few enough share.
inline std::vector<Candidate> agreeing_list(const KeyPass& pass, std::uint32_t slot,
                                            std::uint64_t most_pairs = 0)
{
    std::vector<Candidate> all;
    std::map<std::uint64_t, std::uint64_t> counts; // pairs by key
    for (std::uint32_t a = 0; a < pass.a.size(); ++a)
        for (std::uint32_t b = pass.within ? a + 1 : 0; b < pass.b.size(); ++b)
            if (pass.a.key(a, slot) == pass.b.key(b, slot) && pass.a.has(a, slot) && pass.b.has(b, slot)) {
                all.push_back({a, b});
                ++counts[pass.a.key(a, slot)];
            }
    if (most_pairs != 0)
        std::erase_if(all, [&](const Candidate& c) { return counts[pass.a.key(c.a, slot)] > most_pairs; });
    return all;
}

inline Pairs pairs_of(const std::vector<Candidate>& candidates)
{
    Pairs pairs;
    for (const Candidate& c : candidates) pairs.emplace_hint(pairs.end(), c.a, c.b);
    return pairs;
}

inline Pairs agreeing(const KeyPass& pass, std::uint32_t slot, std::uint64_t most_pairs = 0)
{
    return pairs_of(agreeing_list(pass, slot, most_pairs));
}

inline Pairs agreeing_anywhere(const std::vector<KeyPass>& passes, std::uint64_t most_pairs = 0)
{
    Pairs all;
    for (const KeyPass& pass : passes)
        for (std::uint32_t s = 0; s < pass.slots(); ++s) all.merge(agreeing(pass, s, most_pairs));
    return all;
}

inline std::vector<Candidate> listed(std::vector<KeyPass> passes, const JoinOptions& options = {},
                                     JoinReport* report = nullptr)
{
    KeyJoin keys(std::move(passes), options);
    std::vector<Candidate> all;
    const JoinReport said = join(keys, [&](std::uint32_t, std::span<const Candidate> piece) {
        all.insert(all.end(), piece.begin(), piece.end());
    });
    if (report != nullptr) *report = said;
    return all;
}

} // namespace gauze::blocking::test
