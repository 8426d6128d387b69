// What the files of Bradford's description share: the city and a feed's way of looking. The story is told in
// bradford.cpp.
#pragma once

#include "datasets/synth/scenario/setting.hpp"

#include <vector>

namespace gauze::synth::scenario::bradford {

constexpr Day cut_off = Day(std::chrono::year{2026} / 1 / 1);
constexpr int adult_from = 18;

struct Address {
    std::vector<Somebody> children, adults;
};

struct City {
    std::vector<Address> addresses;
    std::vector<Somebody> children, adults;
};

inline const auto anybody = [](std::size_t) { return true; };

inline Lens lens_for(std::uint32_t feed)
{
    Lens lens;
    lens.preset = &standard_corruption();
    lens.captured = cut_off - std::chrono::days{1};
    lens.variant = 500 + feed;
    lens.baby_names = true;
    return lens;
}

// Hospital, schools, housing, benefits and police (bradford_feeds.cpp).
Table& make_hospital(const Setting& setting, const City& city);
Table& make_schools(const Setting& setting, const City& city);
void make_housing(const Setting& setting, const City& city);
void make_benefits(const Setting& setting, const City& city);
void make_police(const Setting& setting, const City& city);

// What is planted in the finished files (bradford_traps.cpp).
void spoil(const Setting& setting, Table& universal, Table& hospital, Table& schools);
void make_opt_outs(const Setting& setting, Table& hospital);
void make_stop_requests(const Setting& setting, Table& source, std::uint64_t wanted);

} // namespace gauze::synth::scenario::bradford
