// The town a population lives in. It grows with the population, so that a postcode is shared by about as many
// children as in the real country (roughly 1.7 million postcodes, and a little over two children of five
// school years in each): neighbours are a hazard of linkage and must not thin out or crowd with the size of a
// test.
#pragma once

#include "datasets/synth/draws.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth::five {

struct Address {
    std::string line; // "Flat 3, 14 Station Road"
    std::string town;
    std::string postcode; // "LS12 3AB"
    bool operator==(const Address&) const = default;
};

// Immutable: any number of threads. Holds a few bytes for each postcode district, at most some 2,800.
class Town {
public:
    Town(Seed seed, std::uint64_t people);

    // Homes of a household are numbered backwards in time: 0 is where it lives now, 1 where it lived before.
    Address home(std::uint64_t household, std::uint32_t which) const;

    std::size_t districts() const noexcept { return districts_.size(); }
    std::uint32_t postcodes_in_district() const noexcept { return postcodes_; }

private:
    struct District {
        std::string code; // "LS12"
        std::string_view town;
    };
    std::string street(std::uint32_t district, std::uint32_t number) const;
    Seed seed_;
    std::vector<District> districts_;
    std::uint32_t postcodes_ = 1;   // in each district
    std::uint32_t in_sector_ = 100; // of them
};

// "LS12 3AB" for the n-th postcode of district "LS12", when `in_sector` (at most 400) postcodes share the
// digit.
std::string postcode(std::string_view district, std::uint32_t n, std::uint32_t in_sector);

} // namespace gauze::synth::five
