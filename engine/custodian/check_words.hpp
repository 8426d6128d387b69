// A check value as people read it to each other over the telephone: six words of a fixed list of 2,048,
// eleven bits each, the first 66 bits of the value. A wrong key that shows the same six words would take 2^66
// tries to find, and there is no second guess. The groups of hex digits (project_key.hpp) stay for machines
// and for print.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace gauze::custodian {

constexpr std::size_t words_in_list = 2048;

// Sorted; every word is told from the others by its first four letters.
extern const std::array<std::string_view, words_in_list> check_words;

// `check_value` is hex, at least 17 digits. Six words, a space between.
std::string in_words(std::string_view check_value);

} // namespace gauze::custodian
