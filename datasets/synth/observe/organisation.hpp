// Organisations: whom each one knows, since when it has not looked, and how often it holds somebody twice.
//
// Who is known is drawn so that every organisation's coverage is what was asked and yet overlaps are no
// products. Somebody is known when a number, even over 0 ... 1, is below the coverage. Which number that is,
// is drawn for each: one that all organisations share for this person (as often as `together` says), the need
// of the family (the hardest lives first), one that the household shares, or one of the organisation's own. A
// mixture of even numbers is even, so no share moves the coverage; but two organisations that look at the
// same number know the same people, as far as the smaller one reaches.
#pragma once

#include "datasets/synth/observe/record.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gauze::synth {

enum class OrganisationKind : std::uint8_t {
    gp,          // everybody
    hospital,    // everybody; a little by need
    school,      // ages 4 to 18
    social_care, // children, the unborn, and their parents; whole families, by need
    housing,     // whole households by need, under the name of the lead tenant
    dwp,         // benefits: from 16, by need
    justice,     // from 18, by need
    police,      // from 10, by need
    registry,    // of births: those born in the country, as they were registered
};

struct Organisation {
    std::string name; // of the party and of its folder: a-z, 0-9 and hyphens
    OrganisationKind kind{};
    Rate coverage;                  // of those it might know
    Rate duplicates;                // of those it knows, how many stand in the file more than once
    Rate together;                  // how much it knows the same people as others that say so
    std::uint32_t contact_days = 0; // since it last looked at somebody, on average
    const Preset* preset = nullptr;
    Day captured;
    std::uint32_t variant = 0; // its place in the list; tells its draws from others'
};

struct KindFacts {
    OrganisationKind kind;
    std::string_view name;      // "social-care"
    Rate coverage, duplicates;  // unless asked for otherwise
    std::string_view preset;    // likewise
    std::uint32_t contact_days; // likewise
    Rate by_need, by_household; // how often need, or the household, decides
    bool calling_names, baby_names, keeps_first_date;
};
std::span<const KindFacts> kinds_of_organisation();
const KindFacts& facts(OrganisationKind kind);

// Reads "gp kind=gp coverage=0.9 errors=typical captured=2024-03-01 duplicates=0.01 together=0.3 contact=90".
// What is left out is the kind's; the kind may be left out where the name is one. Throws Error(usage).
Organisation organisation_from(std::string_view text, Day today, std::uint32_t variant);

// How many records it holds about somebody: 0, or 1, or a few. A pure function.
std::uint32_t records_held(const World& world, const Neighbourhood& around, Slot who,
                           const Organisation& organisation);
// Whether it is of those it might know at all.
bool might_know(const Neighbourhood& around, Slot who, const Organisation& organisation);
// The lens it looks at somebody through: as of the last contact.
Lens lens_at(const World& world, const Person& person, const Organisation& organisation);
// What its record number `number` about somebody shows. One in four records beyond the first is an entry made
// twice and equal to the first; the others were made anew, with errors of their own.
Record record_held(const World& world, const Neighbourhood& around, Slot who,
                   const Organisation& organisation, std::uint32_t number, ErrorCounts& counts);

} // namespace gauze::synth
