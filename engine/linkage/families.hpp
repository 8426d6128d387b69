// Families and households: two groupings of persons that are kept apart.
//
// A family are persons who agree in a key about the family: a guardian's name and birth date, which a child's
// record gives and the guardian's own record shows too, or a family reference. Agreement is passed on, so
// parents who live apart are one family through their child. An address never makes a family.
//
// A household are the persons of one family who have the same home. A person's home is the address that most
// of its records give: so a child that two records place with two parents lives with one of them, and does
// not bring the two under one roof. Two families at one address are two households, unless the policy says
// that an address is one (households = "address"). Who shows no address has no household.
//
// What more persons show than a family holds ("UNKNOWN" as guardian), or, where an address decides, a home
// (a children's home), is left out, and said.
//
// Ids are of the smallest row token of the group, as a person's, under keys of their own (identity.hpp). The
// register does not keep them: they change when a group gets a record with a smaller token.
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/kin_values.hpp"
#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage {

struct KinshipRules {
    std::uint32_t most_persons = 50; // who may show one value
    bool households_by_address = false;
};

inline constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();

// Persons' groups by numbers: each person's, from 0 on in the order in which persons first have them.
struct Groups {
    std::vector<std::uint32_t> of; // by person; no_group: none
    std::uint32_t count = 0;
    std::uint32_t largest = 0;      // persons
    std::vector<PersonId> ids = {}; // by group, once they are named
    bool operator==(const Groups&) const = default;
};

// Every person has a family, be it alone. `values` are about the family, in order, without crowds.
Groups group_families(std::span<const KinValue> values, std::size_t persons);
// `values` are about the household, in order, without crowds.
Groups group_households(std::span<const KinValue> values, const Groups& families, const KinshipRules& rules);

struct Kinship {
    std::optional<Groups> families, households; // if the policy has keys about them
    std::vector<std::string> warnings;          // what was left out, in words
    bool any() const { return families.has_value() || households.has_value(); }
    Json to_json() const; // {"families", "largest_family", "households", "largest_household", ...}
};

// `persons` are those of the run, all records in one of them. The same for any order of files and persons,
// but for the numbers of groups. One thread.
Kinship find_families(std::span<const Person> persons, const Parties& parties, const project::Policy& policy,
                      const Identity& identity);

// families.table (party, row_token, family) and households.table (party, row_token, household), sorted by
// group, party and token; readable by their owner only. Only what there is.
void write_kinship(const OutputFolder& out, const Parties& parties, std::span<const Person> persons,
                   const Kinship& kinship, const Json& about);

} // namespace gauze::linkage
