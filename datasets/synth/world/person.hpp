// Who exists: persons with their names, homes and ties through time. All of it is the truth; what an
// organisation's file shows of it is decided in observe/.
#pragma once

#include "datasets/synth/names/naming.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gauze::synth {

using Day = std::chrono::sys_days;
inline constexpr Day never = Day::max();
inline constexpr Day always = Day::min();

// A person's number: neighbourhood * slots_in_neighbourhood + slot. The same for every size of population.
using PersonNumber = std::uint64_t;
using Slot = std::uint16_t; // position among the people of one neighbourhood
inline constexpr std::uint64_t slots_in_neighbourhood = 512;
inline constexpr Slot nobody = 0xffff;
inline constexpr std::uint16_t no_household = 0xffff; // nor family: of the dead
std::string to_text(PersonNumber number);             // "P00001a2b3c", hexadecimal, in files of truth

// A dwelling. Two homes are the same dwelling exactly when their UPRN is equal.
struct Home {
    std::string flat;       // "Flat 3", "Room 12", or ""
    std::string house;      // "14", "14B", "Rose Cottage"
    std::string street;     // "Station Road"
    std::string town;       // post town
    std::string postcode;   // "LS12 3AB"; "ZZ99 3VZ" for no fixed abode
    std::string ward;       // name
    std::string district;   // local authority: "Lambeth"
    std::uint64_t uprn = 0; // 12 digits; 0 for no fixed abode
    enum class Kind : std::uint8_t { house, flat, shared, institution, none } kind = Kind::house;
    bool withheld = false; // a refuge: organisations must not show it
};

enum class NameReason : std::uint8_t { birth, marriage, divorce, deed_poll, gender_recognition, adoption };
struct NameSpell {
    Day from;
    NameReason reason;
    Name name;
};
// From this day on the person lives in homes[home] of the neighbourhood. What is told goes back about ten
// years; no stay begins before birth or arrival, nor after death.
struct Stay {
    Day from;
    std::uint16_t home;
};

struct Person {
    PersonNumber number = 0;
    Sex sex{};    // at birth
    Day birth;    // after the world's day for the unborn: when it will be
    Day expected; // when the midwife said it would be
    Day death = never;
    Day arrival = always;    // in the country
    Day recognition = never; // gender recognition: from then on the other sex
    bool documents_say_january =
        false;               // 1 January (of the birth year) stands in every document: no true date was known
    bool miscarried = false; // an unborn that will never be
    CommunityNumber community = 0;
    EthnicityNumber ethnicity = 0;
    std::uint32_t need = 0;       // of the family, 0 ... 999,999, uniform: the higher, the harder its life
    std::vector<NameSpell> names; // oldest first, never empty; the unborn have the name they will get
    std::string calling;          // "" when it is the given name
    std::vector<Stay> stays;      // oldest first, never empty
    Slot mother = nobody, father = nobody; // as registered
    Slot partner = nobody;                 // today
    Slot twin = nobody;                    // the next of the same birth, in a ring
    // Today; positions in the neighbourhood's. The unborn have their mother's household though they do not
    // count among its members; the dead have neither.
    std::uint16_t household = 0, family = 0;
    std::string nhs_number, upn, nino; // "" for those who have none
    std::string former_nhs_number;     // before an adoption, for some; belongs to nobody else

    bool unborn(Day today) const noexcept { return birth > today; }
    bool alive(Day day) const noexcept { return birth <= day && day < death; }
    int age(Day day) const; // in whole years; negative before birth
    Sex sex_on(Day day) const noexcept
    {
        return day < recognition ? sex : sex == Sex::female ? Sex::male : Sex::female;
    }
    // What documents say.
    Day documented_birth() const;
    const NameSpell& name_on(Day day) const; // before the first: the first
    const Stay& stay_on(Day day) const;      // likewise
};

// People under one roof today. Two families may share it.
struct Household {
    std::uint16_t home = 0;
    std::vector<Slot> members;
    bool families_unrelated = false; // two families, one address
    enum class Kind : std::uint8_t {
        alone,
        couple,
        family,
        lone_parent,
        several_generations,
        shared,
        institution
    } kind{};
};

// Parents, their children under 18 or unborn, and current partners, wherever they live: parents who have
// parted are one family through their child and two households. Grown-up children found families of their
// own.
struct Family {
    std::vector<Slot> members;
};

enum class Relation : std::uint8_t {
    parent,
    step_parent,
    partner,
    former_partner,
    sibling,
    half_sibling,
    step_sibling,
    grandparent
};
std::string_view to_text(Relation relation); // "half-sibling"
struct Tie {
    Slot from, to; // `from` is the parent, step-parent or grandparent; otherwise the smaller slot
    Relation relation;
    bool same_household;
};

} // namespace gauze::synth
