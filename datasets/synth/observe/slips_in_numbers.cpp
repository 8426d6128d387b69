#include "datasets/synth/observe/slips.hpp"
#include "datasets/synth/world/numbers.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gauze::synth {

namespace {

unsigned value_of(char digit) { return static_cast<unsigned>(digit - '0'); }

// 0 to 9, or 10 where no check digit exists.
unsigned nhs_check_digit(std::string_view number)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < 9; ++i) sum += value_of(number[i]) * (10 - i);
    return (11 - sum % 11) % 11;
}

constexpr std::string_view check_letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

// A digit that is not this one.
char other_digit(char digit, Draws& draws)
{
    return static_cast<char>('0' + (value_of(digit) + 1 + draws.below(9)) % 10);
}

} // namespace

std::string another_valid_nhs_number(std::string_view number, Draws& draws)
{
    assert(valid_nhs_number(number));
    std::string other(number);
    const auto fits = [&] {
        const unsigned check = nhs_check_digit(other);
        if (check < 10) other[9] = static_cast<char>('0' + check);
        return check < 10 && other != number;
    };
    // The first three digits stay: they say which range a number is from.
    for (int trial = 0; trial < 32; ++trial) {
        const std::uint32_t at = 3 + draws.below(6), with = 3 + draws.below(6);
        std::swap(other[at], other[with]);
        if (fits()) return other;
        other = number;
    }
    do other[3 + draws.below(6)] = static_cast<char>('0' + draws.below(10)); // all six are alike
    while (!fits());
    return other;
}

std::string invalid_nhs_number_for(std::string_view number, Draws& draws)
{
    assert(valid_nhs_number(number));
    // The weights differ by less than 11 and so do digits: exchanging two that differ, or changing one,
    // always breaks a check modulo a prime.
    std::string invalid(number);
    const std::uint32_t at = draws.below(9);
    if (draws.below(2) == 0 && invalid[at] != invalid[at + 1])
        std::swap(invalid[at], invalid[at + 1]);
    else
        invalid[at] = other_digit(invalid[at], draws);
    return invalid;
}

std::string spoilt_upn_for(std::string_view upn, Draws& draws)
{
    assert(valid_upn(upn));
    std::string spoilt(upn);
    const std::uint32_t at = draws.below(12); // not the last: it may be a letter
    if (at == 0) {
        const auto letter = static_cast<std::uint32_t>(check_letters.find(upn[0]));
        spoilt[0] = check_letters[(letter + 1 + draws.below(22)) % 23];
    } else {
        spoilt[at] = other_digit(spoilt[at], draws); // no weight divides 23, and no digit does
    }
    return spoilt;
}

std::string spoilt_nino_for(std::string_view nino, Draws& draws)
{
    assert(valid_nino(nino));
    std::string spoilt(nino);
    const std::uint32_t at = 2 + draws.below(6);
    switch (draws.below(4)) {
    case 0: spoilt[8] = "EFGHKMP"[draws.below(7)]; break; // no such suffix
    case 1: spoilt.pop_back(); break;                     // left out
    case 2: spoilt.erase(at, 1); break;
    default: spoilt[at] = "OIZEASGTBP"[value_of(spoilt[at])]; // O for 0, I for 1 ...
    }
    return spoilt;
}

} // namespace gauze::synth
