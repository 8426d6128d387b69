// Records of the unborn, joined to the child that was born later. Such a record has no name and no birth
// date: a guardian and the month in which the child is expected. The policy makes keys of these (about =
// "unborn") and keys of the guardian with the month of birth, the one before it and the one after it (about =
// "born", same_as the former), so that a child meets its own unborn record when it came up to a month early
// or late. A person is unborn when its records show a key about the unborn and none about the born.
//
// Joined is only what is not in doubt: unborn persons and children that share values, directly or through
// each other, become one if there is at most one child among them and no source has two of them. Twins, of
// whom a source has two records or who are two children by now, are left apart for review. So is a child
// whose own source has the unborn record still: such a source holds a person once, or may not know better.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/linkage/kin_values.hpp"
#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage {

// Persons, by number, that show values in common; in order.
struct UnbornGroup {
    enum class Verdict {
        joined,
        several_children, // twins, or two children of one guardian within the window
        one_source        // a source has two of them
    };
    std::vector<std::uint32_t> persons;
    Verdict verdict = Verdict::joined;
    bool operator==(const UnbornGroup&) const = default;
};

// What a person's records show.
struct PersonStage {
    std::uint64_t sources = 0; // parties, one bit each
    bool expected = false, born = false;
    bool unborn() const { return expected && !born; }
};

// `values` are about the unborn and the born, in order, without crowds. Groups of two and more, one of them
// unborn, by their first person.
std::vector<UnbornGroup> group_unborn(std::span<const KinValue> values,
                                      const std::vector<PersonStage>& stages);

struct UnbornJoined {
    std::uint64_t unborn = 0;                   // persons that are
    std::uint64_t joined = 0;                   // of them, to a child or another record of theirs
    std::uint64_t several_children = 0;         // of them, left for review
    std::uint64_t one_source = 0;               // likewise
    std::vector<std::vector<RecordRef>> review; // the records of each group that is left for review
    std::vector<std::string> warnings;          // what was left out, in words
    Json to_json() const; // {"unborn", "joined", "review_several_children", "review_one_source"}
};

// Joins persons, before they are named; they are ordered by their smallest record again. Does nothing without
// keys about the unborn. The same for any order of files and persons. One thread.
UnbornJoined join_unborn(std::vector<Person>& persons, const Parties& parties, const project::Policy& policy);

} // namespace gauze::linkage
