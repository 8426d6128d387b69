#include "engine/project/legal_basis.hpp"

#include <algorithm>
#include <array>

namespace gauze::project {

namespace {

constexpr std::array article_6{
    LegalCode{"6(1)(a)", "consent"},          LegalCode{"6(1)(b)", "contract with the person"},
    LegalCode{"6(1)(c)", "legal obligation"}, LegalCode{"6(1)(d)", "vital interests"},
    LegalCode{"6(1)(e)", "public task"},      LegalCode{"6(1)(f)", "legitimate interests"},
};
constexpr std::array article_9{
    LegalCode{"9(2)(a)", "explicit consent"},
    LegalCode{"9(2)(b)", "employment, social security and social protection law"},
    LegalCode{"9(2)(c)", "vital interests of one who cannot consent"},
    LegalCode{"9(2)(d)", "members of a not-for-profit body"},
    LegalCode{"9(2)(e)", "made public by the person"},
    LegalCode{"9(2)(f)", "legal claims and courts"},
    LegalCode{"9(2)(g)", "substantial public interest"},
    LegalCode{"9(2)(h)", "health or social care"},
    LegalCode{"9(2)(i)", "public health"},
    LegalCode{"9(2)(j)", "archiving, research and statistics"},
};
// Part and paragraph of Schedule 1. Not all of its conditions: those a linkage of public services may rest
// on.
constexpr std::array schedule_1{
    LegalCode{"1.1", "employment, social security and social protection"},
    LegalCode{"1.2", "health or social care purposes"},
    LegalCode{"1.3", "public health"},
    LegalCode{"1.4", "research, archiving and statistics"},
    LegalCode{"2.6", "statutory and government purposes"},
    LegalCode{"2.7", "administration of justice and parliamentary purposes"},
    LegalCode{"2.8", "equality of opportunity or treatment"},
    LegalCode{"2.10", "preventing or detecting unlawful acts"},
    LegalCode{"2.11", "protecting the public against dishonesty"},
    LegalCode{"2.14", "preventing fraud"},
    LegalCode{"2.16", "support for people with a disability or medical condition"},
    LegalCode{"2.17", "counselling"},
    LegalCode{"2.18", "safeguarding of children and of individuals at risk"},
    LegalCode{"2.19", "safeguarding the economic well-being of certain individuals"},
    LegalCode{"3.29", "consent"},
    LegalCode{"3.30", "protecting vital interests"},
    LegalCode{"3.31", "processing by not-for-profit bodies"},
    LegalCode{"3.32", "personal data in the public domain"},
    LegalCode{"3.33", "legal claims"},
    LegalCode{"3.34", "judicial acts"},
    LegalCode{"3.36", "extension of conditions of Part 2 of Schedule 1"},
};
constexpr std::array article_10{
    LegalCode{"10-official", "under the control of official authority"},
    LegalCode{"10-s10(5)", "authorised by a condition of Schedule 1, section 10(5) of the Act"},
};

std::string lower(std::string_view text)
{
    std::string low(text);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return low;
}

struct Phrase {
    std::string_view words, code;
};
constexpr std::array phrases{
    Phrase{"consent", "6(1)(a)"},
    Phrase{"opt-in", "6(1)(a)"},
    Phrase{"contract", "6(1)(b)"},
    Phrase{"legal obligation", "6(1)(c)"},
    Phrase{"legal duty", "6(1)(c)"},
    Phrase{"vital interest", "6(1)(d)"},
    Phrase{"public task", "6(1)(e)"},
    Phrase{"public interest", "6(1)(e)"},
    Phrase{"official authority", "6(1)(e)"},
    Phrase{"legitimate interest", "6(1)(f)"},
};

} // namespace

std::span<const LegalCode> article_6_codes() noexcept { return article_6; }
std::span<const LegalCode> article_9_codes() noexcept { return article_9; }
std::span<const LegalCode> schedule_1_codes() noexcept { return schedule_1; }
std::span<const LegalCode> article_10_codes() noexcept { return article_10; }

std::string_view meaning_of(std::string_view code) noexcept
{
    for (const auto& list : {article_6_codes(), article_9_codes(), schedule_1_codes(), article_10_codes()})
        for (const LegalCode& one : list)
            if (one.code == code) return one.means;
    return {};
}

std::string_view condition_for(std::string_view article_9_code) noexcept
{
    constexpr std::array needs{
        LegalCode{"9(2)(b)", "1.1"}, LegalCode{"9(2)(g)", "2."},  LegalCode{"9(2)(h)", "1.2"},
        LegalCode{"9(2)(i)", "1.3"}, LegalCode{"9(2)(j)", "1.4"},
    };
    const auto found = std::ranges::find(needs, article_9_code, &LegalCode::code);
    return found == needs.end() ? std::string_view() : found->means;
}

std::string_view code_in_words(std::string_view words)
{
    const std::string low = lower(words);
    std::string_view found;
    for (const Phrase& phrase : phrases) {
        if (low.find(phrase.words) == std::string::npos || phrase.code == found) continue;
        if (!found.empty()) return {};
        found = phrase.code;
    }
    return found;
}

} // namespace gauze::project
