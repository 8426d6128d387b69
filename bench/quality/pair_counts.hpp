// Pairs that count inside growing persons: how many there are and how many of them are true, kept up to date
// while persons are merged. Across parties only, or within one for deduplication.
#pragma once

#include "bench/quality/truth.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace gauze::lab {

struct Quality {
    std::uint64_t found = 0;      // pairs inside persons
    std::uint64_t right = 0;      // of these, true ones
    std::uint64_t true_pairs = 0; // in the truth
    double precision() const noexcept
    {
        return found == 0 ? 1.0 : static_cast<double>(right) / static_cast<double>(found);
    }
    double recall() const noexcept
    {
        return true_pairs == 0 ? 1.0 : static_cast<double>(right) / static_cast<double>(true_pairs);
    }
    double f1() const noexcept
    {
        const std::uint64_t both = found + true_pairs;
        return both == 0 ? 1.0 : 2.0 * static_cast<double>(right) / static_cast<double>(both);
    }
    // Right pairs of all that are found or true (Hand, Christen and Kirielle 2021): F1 / (2 - F1).
    double f_star() const noexcept
    {
        const std::uint64_t either = found + true_pairs - right;
        return either == 0 ? 1.0 : static_cast<double>(right) / static_cast<double>(either);
    }
};

// What the truth says of one record. Records unknown to the truth have entities of their own.
struct Labelled {
    std::uint32_t party = 0;
    Entity entity = 0;
};

class PairCounts {
public:
    // All records begin as persons of one. `within` counts pairs of one party too.
    PairCounts(std::vector<Labelled> records, std::uint64_t true_pairs, bool within);
    // Makes one person of the persons of two records; nothing happens if they are one already. Costs, over a
    // whole run, n log n.
    void join(std::size_t a, std::size_t b);
    const Quality& quality() const noexcept { return quality_; }

private:
    struct Group {
        std::vector<std::uint32_t> members;
        using Tally = std::unordered_map<std::uint64_t, std::uint32_t>;
        Tally by_entity, by_party, by_both;
        void count(std::uint32_t record, const Labelled& label);
    };
    Group& group(std::size_t record);
    std::vector<Labelled> records_;
    bool within_;
    Quality quality_;
    std::vector<std::uint32_t> group_of_;             // by record
    std::unordered_map<std::uint32_t, Group> groups_; // of two and more; by number
};

} // namespace gauze::lab
