// `policy suggest`: which match keys and views suit a custodian's own file, and what any tolerance would cost
// its people. Needs no key, and nothing leaves: the answer is shown to the custodian, and what may be pasted
// into the policy names fields and levels, never a value.
//
// Each custodian runs it over its own file; then all agree on one list. A list that one file can bear may be
// too much for another: `encode` measures again and refuses.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/custodian/limit_front.hpp"
#include "engine/custodian/suggest_collisions.hpp"
#include "engine/custodian/suggest_filters.hpp"
#include "engine/custodian/suggest_keys.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::custodian {

struct SuggestOptions {
    std::string party;
    std::filesystem::path input;
    std::optional<std::uint64_t>
        register_size;               // people in the largest file of the project; never below this file
    std::optional<std::size_t> keys; // 1 to 32; else as many as the profile has
    std::size_t most_rows = most_sampled_rows; // looked at
};

struct Suggestion {
    std::string party, profile;
    std::uint64_t rows = 0, broken = 0; // of the file
    std::size_t measured = 0;           // rows looked at
    std::uint64_t register_size = 0;
    double most_repeats = 0;
    struct Told { // of one level of one field
        std::string field, kind, level;
        Collisions told;
    };
    std::vector<Told> fields;
    SuggestedKeys keys;
    std::vector<SuggestedView> views;
    LimitFront limit;
    std::vector<std::string> remarks; // what needs attention, one sentence each

    bool is_whole_file() const noexcept { return measured == rows; }
    std::string
    fragment() const; // TOML: [[view]] and [[key]] for the policy, each with its figures as a comment
    std::string in_words() const; // for the screen
    Json to_json() const;         // docs/file-formats.md has the members
};

// The same for the same file, options and program, whatever the number of threads. Memory: bounded, below 1
// GiB. Throws Error(usage) for a profile that hides nothing or wishes that cannot be, Error(bad_data) for a
// file without rows.
Suggestion suggest(const project::Policy& draft, const SuggestOptions& options);

} // namespace gauze::custodian
