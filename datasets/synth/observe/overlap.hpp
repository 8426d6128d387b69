// Who is known to whom, counted exactly: what linkage has to find.
#pragma once

#include "bloom/base/json.hpp"
#include "datasets/synth/observe/organisation.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace gauze::synth {

inline constexpr std::size_t most_organisations = 16;

class Overlap {
public:
    explicit Overlap(std::size_t organisations = 0);
    // One person: how many records each organisation holds.
    void add(std::span<const std::uint32_t> records);
    Overlap& operator+=(const Overlap& other);

    std::uint64_t people_known_to(std::size_t a) const;
    std::uint64_t people_known_to(std::size_t a, std::size_t b) const;
    // For each two organisations the people both know and the pairs of their records; for each set of
    // organisations the people that these and no others know; how many know a person; all pairs across
    // organisations, and within one.
    void describe(std::span<const Organisation> organisations, Json& manifest) const;

private:
    std::size_t size_ = 0;
    std::map<std::uint32_t, std::uint64_t> people_by_holders_; // organisations as bits, none too
    std::vector<std::uint64_t> pairs_;                         // of records, by a * size_ + b, a <= b
};

} // namespace gauze::synth
