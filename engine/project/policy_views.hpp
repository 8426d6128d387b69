// The half of the policy reader that knows what records become: [[view]], [[key]], [[block]], and what the
// profile fills in. For policy_reader.cpp alone.
#pragma once

#include "engine/project/policy.hpp"
#include "engine/project/profiles.hpp"
#include "engine/project/toml_table.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace gauze::project {

inline constexpr std::uint32_t most_hashes = 64;
inline constexpr std::uint32_t plain_hashes = 4;

// A share in quotes ("0.02") in thousandths. Throws Error(bad_data) for what is none or has more digits.
std::optional<std::uint32_t> per_mille(const TomlTable& table, std::string_view key);

// Reads [[view]] and [[key]] into the policy, whose profile and fields are known. `hashes` gives, field by
// field, the positions of a token where a view says nothing else.
void read_views(const TomlTable& file, Policy& policy, const Profile& profile,
                const std::vector<std::uint32_t>& hashes);
void read_keys(const TomlTable& file, Policy& policy, const Profile& profile);
// [[block]]: any profile may have some, none has any of its own.
void read_blocks(const TomlTable& file, Policy& policy);

// Throws Error(refused) for a hidden view that holds the family name with the home, and for a view, key
// or block that a whole family shares; `tolerant` is allowed the first (docs/decisions.md).
void refuse_what_shows_families(const TomlTable& file, const Policy& policy);

} // namespace gauze::project
