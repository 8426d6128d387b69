#include "engine/custodian/check_words.hpp"

#include "bloom/base/crypto.hpp"

#include <cassert>
#include <cstdint>

namespace gauze::custodian {

namespace {

constexpr std::size_t bits_of_word = 11, words_spoken = 6;
constexpr std::size_t bytes_spoken = (bits_of_word * words_spoken + 7) / 8;

} // namespace

const std::array<std::string_view, words_in_list> check_words = {
#include "engine/custodian/check_words.inc"
};

std::string in_words(std::string_view check_value)
{
    std::array<std::byte, bytes_spoken> bytes{};
    std::string digits(check_value.substr(0, 2 * bytes_spoken));
    digits.resize(2 * bytes_spoken,
                  '0'); // the last byte gives two bits only: its second digit does not count
    [[maybe_unused]] const bool is_hex = from_hex(digits, bytes);
    assert(is_hex && check_value.size() >= 2 * bytes_spoken - 1);

    std::string words;
    std::uint32_t held = 0;
    std::size_t bits = 0;
    for (const std::byte b : bytes) {
        held = held << 8 | std::to_integer<std::uint32_t>(b);
        bits += 8;
        if (bits < bits_of_word) continue;
        bits -= bits_of_word;
        if (!words.empty()) words += ' ';
        words += check_words[held >> bits & (words_in_list - 1)];
    }
    return words;
}

} // namespace gauze::custodian
