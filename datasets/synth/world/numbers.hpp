// The numbers organisations know people by. All of ours are well-formed and none belongs to anybody: they
// come from ranges that have never been issued.
//
// NHS numbers: nine digits and a check digit (weights 10 ... 2, 11 minus the sum modulo 11; 11 is written 0,
// and bodies whose check digit would be 10 are not used). The NHS Data Dictionary gives 400 000 000 to
// 499 999 999 and 600 000 000 to 799 999 999 to England, Wales and the Isle of Man, 320 000 001 to
// 399 999 999 to Northern Ireland, and 010 101 000 to 311 299 999 to Scotland's CHI numbers, which begin with
// the day of birth. Ours begin with 5, 8 or 9.
//
// UPNs: a letter, three digits of the authority, four of the school, two of the year, three of the pupil. The
// letter checks them (weights 2 ... 13 modulo 23 in ABCDEFGHJKLMNPQRTUVWXYZ; Department for Education,
// "Unique pupil numbers"). The last character of a temporary one is a letter and counts as its place in the
// alphabet.
//
// NINOs: two letters, six digits, A to D. HMRC has never used D, F, I, Q, U or V as first or second letter
// (National Insurance Manual NIM39110); each of ours has one there.
#pragma once

#include "datasets/synth/draws.hpp"
#include "datasets/synth/world/person.hpp"

#include <string>
#include <string_view>

namespace gauze::synth {

inline constexpr std::uint64_t most_neighbourhoods = 524'288;
inline constexpr std::uint64_t person_numbers = most_neighbourhoods * slots_in_neighbourhood; // 2^28

// Which number belongs to whom: one-to-one, by permutations of the person's number. Immutable: any number of
// threads.
class Numbers {
public:
    explicit Numbers(Seed seed);
    std::string nhs(PersonNumber person) const;
    // Before an adoption; `which` is 0 or 1: there are two for each neighbourhood.
    std::string former_nhs(std::uint64_t neighbourhood, std::uint32_t which) const;
    std::string nino(PersonNumber person) const;

private:
    Permutation nhs_, nino_;
};

// The UPN that authority `authority` gave in `year` to its pupil `which` of the neighbourhood: at most
// upns_a_year of one year. The same for every seed.
inline constexpr std::uint32_t upns_a_year = 19;
std::string upn(unsigned authority, int year, std::uint64_t neighbourhood, std::uint32_t which,
                bool temporary);

// Whether it has the right form and the right check digit or letter. Blanks are not skipped.
bool valid_nhs_number(std::string_view number);
bool valid_upn(std::string_view upn);
bool valid_nino(std::string_view nino); // by form: prefixes that are not issued pass
// A number that looks like the valid one and is not valid: another digit, for a NINO another last letter.
std::string spoilt_nhs_number(std::string_view valid, Draws& draws);
std::string spoilt_upn(std::string_view valid, Draws& draws);
std::string spoilt_nino(std::string_view valid, Draws& draws);

} // namespace gauze::synth
