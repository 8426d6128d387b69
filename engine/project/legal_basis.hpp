// The codes by which a policy names the law it rests on, and what they mean: UK GDPR Articles 6 and 9, the
// conditions of Schedule 1 to the Data Protection Act 2018, and Article 10 with section 10(5) of that Act.
// Codes are stored, not words; the words are printed for people.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

struct LegalCode {
    std::string_view code;  // "6(1)(e)"
    std::string_view means; // "public task"
};
std::span<const LegalCode> article_6_codes() noexcept;
std::span<const LegalCode> article_9_codes() noexcept;
std::span<const LegalCode> schedule_1_codes() noexcept;
std::span<const LegalCode> article_10_codes() noexcept;

// What a code of any of the four lists means, or "".
std::string_view meaning_of(std::string_view code) noexcept;

// What section 10(2) and (3) of the Act ask for beside an Article 9 code: a condition of Schedule 1 whose
// code begins so ("1.2"; "2." of any in Part 2), or "".
std::string_view condition_for(std::string_view article_9_code) noexcept;

// The Article 6 code that words of a notice speak of ("legitimate interest"), or "" when they speak of none
// or of several.
std::string_view code_in_words(std::string_view words);

} // namespace gauze::project
