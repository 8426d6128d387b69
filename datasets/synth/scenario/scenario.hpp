// The files of the five systems that Gauze serves, made about people who do not exist: each party's folder
// with the columns, sizes and traps of the system, and the truth in a folder of its own. Where a notice is
// silent about a detail (which code, which rate), the file of the system decides it and says so.
#pragma once

#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"
#include "datasets/synth/draws.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace gauze::synth::scenario {

struct ScenarioOptions {
    std::string system; // a name from systems()
    Seed seed = 1;
    bool full = false;    // LIIA with 12,000 children a borough; the others have one size
    bool hostile = false; // each file in its hostile forms too
    std::filesystem::path out;
    std::filesystem::path lists; // of Naming; empty for the tables alone
    Existing existing = Existing::refuse;
    std::uint32_t per_mille = 1'000; // of the stated sizes; smaller in tests
};

struct System {
    std::string_view name;     // "leap"
    std::string_view in_words; // "LEAP Data Platform, Lambeth: two ways in, opt-in and objection"
};
std::span<const System> systems();

// Makes `options.out` whole or not at all, and returns what is also written to truth/manifest.json. Holds the
// scenario in memory: some 100 MB, LIIA at full size some 500. The same bytes for any number of threads.
// Throws Error(usage) for an unknown system or a size that is none, Error(cannot_write), and what World
// throws.
Json write_scenario(const ScenarioOptions& options);

} // namespace gauze::synth::scenario
