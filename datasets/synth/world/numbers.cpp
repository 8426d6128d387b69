#include "datasets/synth/world/numbers.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

// Of the nine digits eight are free (three first digits, seven others) and the last is one of those that
// allow a check digit: with eight digits given, at most one of the ten does not. Nine of them are used.
constexpr std::uint64_t last_digits = 9;
constexpr std::uint64_t nhs_numbers = 3 * 10'000'000 * last_digits;
static_assert(nhs_numbers >= person_numbers + 2 * most_neighbourhoods);

constexpr std::string_view upn_letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
constexpr std::string_view not_in_ninos = "DFIQUV";
constexpr std::string_view nino_suffixes = "ABCD";
constexpr std::uint64_t nino_prefixes = 26 * 26 - 20 * 20;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// The check digit of nine digits; 10 means that there is none.
unsigned nhs_check(std::string_view body)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < 9; ++i) sum += static_cast<unsigned>(body[i] - '0') * (10 - i);
    return (11 - sum % 11) % 11;
}

std::string nhs_number(std::uint64_t n)
{
    assert(n < nhs_numbers);
    constexpr std::string_view first_digits = "589";
    const std::uint64_t front = n / last_digits;
    std::string number = fmt::format("{}{:07}0", first_digits[front / 10'000'000], front % 10'000'000);
    std::uint64_t usable = 0;
    for (char digit = '0';; ++digit) {
        number[8] = digit;
        const unsigned check = nhs_check(number);
        if (check == 10) continue;
        if (usable++ == n % last_digits) return number += static_cast<char>('0' + check);
    }
}

char upn_check(std::string_view rest)
{
    std::size_t sum = 0;
    for (std::size_t i = 0; i < 12; ++i)
        sum += (i + 2) *
               (is_digit(rest[i]) ? static_cast<std::size_t>(rest[i] - '0') : upn_letters.find(rest[i]));
    return upn_letters[sum % upn_letters.size()];
}

bool is_not_in_ninos(unsigned letter)
{
    return not_in_ninos.find(static_cast<char>('A' + letter)) != std::string_view::npos;
}

// The n-th pair of letters of which at least one is never used.
std::string nino_prefix(std::uint64_t n)
{
    for (unsigned first = 0;; ++first)
        for (unsigned second = 0; second < 26; ++second)
            if ((is_not_in_ninos(first) || is_not_in_ninos(second)) && n-- == 0)
                return {static_cast<char>('A' + first), static_cast<char>('A' + second)};
}

// Another digit in the place of one of those from `first` to `last`.
std::string other_digit(std::string_view valid, std::uint32_t first, std::uint32_t last, Draws& draws)
{
    std::string spoilt(valid);
    char& digit = spoilt[first + draws.below(last - first + 1)];
    digit = static_cast<char>('0' + (static_cast<unsigned>(digit - '0') + 1 + draws.below(9)) % 10);
    return spoilt;
}

} // namespace

Numbers::Numbers(Seed seed)
    : nhs_(seed, Purpose::numbers, 0, nhs_numbers),
      nino_(seed, Purpose::numbers, 1, nino_prefixes * 1'000'000 * nino_suffixes.size())
{}

std::string Numbers::nhs(PersonNumber person) const
{
    assert(person < person_numbers);
    return nhs_number(nhs_(person));
}

std::string Numbers::former_nhs(std::uint64_t neighbourhood, std::uint32_t which) const
{
    assert(neighbourhood < most_neighbourhoods && which < 2);
    return nhs_number(nhs_(person_numbers + 2 * neighbourhood + which));
}

std::string Numbers::nino(PersonNumber person) const
{
    static const std::vector<std::string> prefixes = [] {
        std::vector<std::string> all;
        for (std::uint64_t n = 0; n < nino_prefixes; ++n) all.push_back(nino_prefix(n));
        return all;
    }();
    const std::uint64_t place = nino_(person);
    return fmt::format("{}{:06}{}", prefixes[place / 4'000'000], place / 4 % 1'000'000,
                       nino_suffixes[place % 4]);
}

std::string upn(unsigned authority, int year, std::uint64_t neighbourhood, std::uint32_t which,
                bool temporary)
{
    assert(which < upns_a_year && authority < 1000 && neighbourhood < most_neighbourhoods);
    // School and pupil together are seven digits; neighbours share a school. The factor and the modulus have
    // no common divisor, so neighbourhoods keep apart.
    constexpr std::uint64_t places = 10'000'000 / upns_a_year, factor = 312'007;
    neighbourhood = neighbourhood * factor % places;
    std::string rest = fmt::format("{:03}{:02}{:07}", authority, (year % 100 + 100) % 100,
                                   neighbourhood * upns_a_year + which);
    std::swap_ranges(rest.begin() + 3, rest.begin() + 5,
                     rest.begin() + 5); // the year stands behind the school
    std::swap_ranges(rest.begin() + 5, rest.begin() + 7, rest.begin() + 7);
    if (temporary) rest[11] = upn_letters[static_cast<std::size_t>(rest[11] - '0')];
    return fmt::format("{}{}", upn_check(rest), rest);
}

bool valid_nhs_number(std::string_view number)
{
    return number.size() == 10 && std::all_of(number.begin(), number.end(), is_digit) &&
           nhs_check(number) == static_cast<unsigned>(number[9] - '0');
}

bool valid_upn(std::string_view upn)
{
    if (upn.size() != 13 || !std::all_of(upn.begin() + 1, upn.begin() + 12, is_digit)) return false;
    if (!is_digit(upn[12]) && upn_letters.find(upn[12]) == std::string_view::npos) return false;
    return upn_check(upn.substr(1)) == upn[0];
}

bool valid_nino(std::string_view nino)
{
    return nino.size() == 9 && is_capital(nino[0]) && is_capital(nino[1]) &&
           std::all_of(nino.begin() + 2, nino.begin() + 8, is_digit) &&
           nino_suffixes.find(nino[8]) != std::string_view::npos;
}

// One digit changed moves the sum by less than the modulus times its weight, and both moduli are prime: it
// always shows.
std::string spoilt_nhs_number(std::string_view valid, Draws& draws)
{
    return other_digit(valid, 0, 9, draws);
}

std::string spoilt_upn(std::string_view valid, Draws& draws) { return other_digit(valid, 1, 11, draws); }

std::string spoilt_nino(std::string_view valid, Draws& draws)
{
    std::string spoilt(valid);
    spoilt[8] = static_cast<char>('E' + draws.below(22));
    return spoilt;
}

} // namespace gauze::synth
