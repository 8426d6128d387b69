// What the files of LIIA's description share: a borough's files and what it knows of a child. The story is
// told in liia.cpp.
#pragma once

#include "datasets/synth/scenario/setting.hpp"

#include <array>
#include <string>
#include <vector>

namespace gauze::synth::scenario::liia {

constexpr Day cut_off = Day(std::chrono::year{2025} / 1 / 1);

enum Intervention : std::size_t { s47, plan, care_order };
constexpr std::size_t interventions = 3;
struct BoroughFiles {
    Table *child, *referrals, *s47, *cin, *cp, *cla, *placements;
    References references;
};

// What a borough knows of a child beside the episodes.
struct Known {
    PersonNumber person = 0;
    Record record;
    std::string ethnicity;
    Day birth;
    std::array<bool, interventions> met{};
};

// The episodes of one child in one borough, under the borough's name for it (liia_episodes.cpp). Placements
// are at one of `postcodes`.
void write_episodes(BoroughFiles& files, const Known& child, std::string id,
                    const std::vector<std::string>& postcodes, Draws draws);

} // namespace gauze::synth::scenario::liia
