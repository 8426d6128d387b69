// The named profiles: what each makes of a list of fields when the policy leaves views and keys to it, and
// what it allows when the policy lists them. Profiles are frozen: another parameter is another name, and what
// is not a profile says `custom` (design, section 4; length.md section 6; views.md section 6).
//
//     plain      one record-level filter of all fields, joined, and one filter a field for the decision
//     standard   16 match keys, and leave-one-out views shown as 128 symbols of 96 samples in all, none of
//     them
//                with the family name and the home together
//     tolerant   32 match keys, all leave-one-out views, 512 symbols of 60 samples: links dirtier data and
//     resists
//                less; the policy must say so
//     strict     standard with padded values, decoys and a secret of its own for each wave
//     custom     whatever the policy lists
#pragma once

#include "engine/project/policy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

struct Profile {
    std::string_view name;
    bool hardened = false; // shows symbols and keys rather than filters
    std::uint32_t bits = 1024, symbols_in_all = 0, samples = 0;
    std::uint32_t positions = 0; // set in a base filter when all fields of a view are there
    std::uint32_t padding = 0, decoys_per_mille = 0;
    std::uint32_t most_keys = 0, most_repeats = 1000;
    std::uint32_t lowest_density = 0, highest_density = 1000;
};

const std::vector<Profile>& profiles();
const Profile* profile_named(std::string_view name); // nullptr: there is none

// What the measured attacks on `tolerant` were (length.md, section 4): printed wherever it is used.
inline constexpr std::string_view tolerant_warning =
    "the profile tolerant resists less than standard: who knows 300 people of a file of 1,500 recognised 2 "
    "to 12 % of "
    "the others in our measurements, against 1 % with standard";

// The profile's own views and keys for the policy's fields. `field_hashes` gives, field by field, the
// positions of a token in a filter that is shown (plain and custom).
std::vector<View> views_of(const Profile& profile, const Policy& policy,
                           const std::vector<std::uint32_t>& field_hashes);
std::vector<MatchKey> keys_of(const Profile& profile, const Policy& policy);

// Gives views of a hardened profile their parameters, when the policy lists only their names and fields.
void set_parameters(const Profile& profile, std::vector<View>& views);

// The family name and what a household shares: a view or key of nothing else shows families to whoever knows
// a relative.
bool names_a_family(FieldKind kind) noexcept;
bool names_a_home(FieldKind kind) noexcept;
// Whether a view or key of these fields would be one that a family shares alone, or holds family and home
// together (views.md, section 6).
bool holds_family_and_home(const Policy& policy, const std::vector<std::string>& fields);
bool is_shared_by_a_family(const Policy& policy, const std::vector<std::string>& fields);

} // namespace gauze::project
