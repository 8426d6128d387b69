#include "datasets/synth/observe/slips.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gauze::synth {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
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

bool nhs_number_passes(std::string_view number)
{
    return number.size() == 10 && std::all_of(number.begin(), number.end(), is_digit) &&
           nhs_check_digit(number) == value_of(number[9]);
}

std::string another_valid_nhs_number(std::string_view number, Draws& draws)
{
    assert(nhs_number_passes(number));
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
    assert(nhs_number_passes(number));
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

bool upn_passes(std::string_view upn)
{
    if (upn.size() != 13 || !std::all_of(upn.begin() + 1, upn.end() - 1, is_digit)) return false;
    std::size_t sum = 0;
    for (std::size_t i = 1; i < 13; ++i) {
        const std::size_t value = is_digit(upn[i]) ? value_of(upn[i]) : check_letters.find(upn[i]);
        if (value == std::string_view::npos) return false;
        sum += value * (i + 1);
    }
    return upn[0] == check_letters[sum % 23];
}

std::string spoilt_upn_for(std::string_view upn, Draws& draws)
{
    assert(upn_passes(upn));
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

bool nino_passes(std::string_view nino)
{
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return nino.size() == 9 && letter(nino[0]) && letter(nino[1]) &&
           std::all_of(nino.begin() + 2, nino.begin() + 8, is_digit) && nino[8] >= 'A' && nino[8] <= 'D';
}

std::string spoilt_nino_for(std::string_view nino, Draws& draws)
{
    assert(nino_passes(nino));
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
