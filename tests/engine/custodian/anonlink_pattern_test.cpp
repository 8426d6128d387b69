// Expected answers are those of Python 3.11's re.fullmatch.
#include "bloom/base/error.hpp"
#include "engine/custodian/anonlink/pattern.hpp"
#include "engine/custodian/anonlink/unicode_text.hpp"

#include <array>

#include <gtest/gtest.h>

namespace gauze::custodian::anonlink {
namespace {

// Both ways, the fast one twice.
bool matches(std::string_view expression, std::string_view text)
{
    const Pattern pattern(expression, "feature 1");
    PatternMatcher matcher(pattern);
    std::u32string characters;
    decode(text, characters);
    const bool plain = pattern.matches(characters);
    EXPECT_EQ(matcher.matches(text), plain) << expression << " on " << text;
    EXPECT_EQ(matcher.matches(text), plain) << expression << " on " << text;
    return plain;
}

std::string complaint(std::string_view expression)
{
    try {
        (void)Pattern(expression, "feature 1");
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::configuration);
        return error.what();
    }
}

TEST(Pattern, MustMatchTheWholeText)
{
    EXPECT_TRUE(matches("[0-9]{10}", "9994772724"));
    EXPECT_FALSE(matches("[0-9]{10}", "999477272"));
    EXPECT_FALSE(matches("[0-9]{10}", "99947727245"));
    EXPECT_FALSE(matches("[0-9]{10}", "9994772724\n"));
    EXPECT_TRUE(matches("", ""));
    EXPECT_FALSE(matches("", "a"));
}

TEST(Pattern, KnowsRepetitionInAllItsForms)
{
    EXPECT_TRUE(matches("a*b+c?", "bbb"));
    EXPECT_TRUE(matches("a{2,3}", "aaa"));
    EXPECT_FALSE(matches("a{2,3}", "aaaa"));
    EXPECT_TRUE(matches("a{,2}", ""));
    EXPECT_FALSE(matches("a{,2}", "aaa"));
    EXPECT_TRUE(matches("a{2,}", "aaaaa"));
    EXPECT_TRUE(matches("a{,}", "aaaaa"));
    EXPECT_TRUE(matches("a*?b??", "aab")); // laziness chooses among ways to match, not whether there is one
    EXPECT_TRUE(matches("(ab|c)+", "abcab"));
    EXPECT_TRUE(matches("(?:a{0}){3}x", "x"));
    EXPECT_TRUE(matches("(a*)*b", "aaab"));
}

TEST(Pattern, TakesABraceThatRepeatsNothingForItself)
{
    EXPECT_TRUE(matches("a{", "a{"));
    EXPECT_TRUE(matches("a{}", "a{}"));
    EXPECT_TRUE(matches("a{x}", "a{x}"));
    EXPECT_TRUE(matches("{1", "{1"));
}

TEST(Pattern, KnowsSetsAsPythonReadsThem)
{
    EXPECT_TRUE(matches("[]a]+", "a]"));
    EXPECT_TRUE(matches("[^]a]", "b"));
    EXPECT_FALSE(matches("[^]a]", "]"));
    EXPECT_TRUE(matches("[a-]+", "a-"));
    EXPECT_TRUE(matches("[-a]+", "a-"));
    EXPECT_TRUE(matches("[\\d-]+", "1-2"));
    EXPECT_TRUE(matches("[[:alpha:]]+", "a]")); // one of [ : a l p h, then brackets
    EXPECT_FALSE(matches("[[:alpha:]]+", "xyz"));
    EXPECT_TRUE(matches("[a&&b]+", "a&b"));
    EXPECT_TRUE(matches("[\\x41-\\u0043]", "B"));
    EXPECT_TRUE(matches("[^a]", "\n"));
}

TEST(Pattern, TakesClassesInTheirUnicodeMeaning)
{
    EXPECT_TRUE(matches("\\d\\d", "1\xd9\xa3")); // and ARABIC-INDIC DIGIT THREE
    EXPECT_FALSE(matches("\\d", "\xc2\xb2"));    // a superscript is no decimal digit,
    EXPECT_TRUE(matches("\\w+", "_\xc3\xa9\xc2\xb2"
                                "9"));        // but part of a word
    EXPECT_FALSE(matches("\\w", "\xcc\x81")); // an accent alone is not
    EXPECT_TRUE(matches("\\s+", " \t\x1c\xc2\x85\xe3\x80\x80"));
    EXPECT_TRUE(matches("\\D\\S\\W", "ab-"));
    EXPECT_TRUE(matches(".", "\r"));
    EXPECT_FALSE(matches(".", "\n"));
    EXPECT_TRUE(matches(".", "\xf0\x9f\x98\x80"));
}

TEST(Pattern, KnowsAnchorsAndTheLastNewline)
{
    EXPECT_TRUE(matches("^a$", "a"));
    EXPECT_TRUE(matches("^a$\\n", "a\n"));
    EXPECT_FALSE(matches("^a\\Z\\n", "a\n"));
    EXPECT_FALSE(matches("^a$", "a\n"));
    EXPECT_FALSE(matches("a^b", "ab"));
    EXPECT_TRUE(matches("(^a|b)*", "abb"));
    EXPECT_TRUE(matches("\\A$^\\Z", ""));
    EXPECT_TRUE(matches("(a$|a)b*", "abb"));
}

TEST(Pattern, IsNotKeptBusyByAHostileCell)
{
    EXPECT_FALSE(matches("(a|a)*(a|aa)*(a*)*b", std::string(5000, 'a')));
}

TEST(Pattern, RefusesWhatPythonCallsAnError)
{
    for (const char* expression :
         {"(",  ")",      "(a", "a)",    "[",       "[]",  "[a",   "*",     "+a",  "a|*", "a**", "a{2}{3}",
          "^*", "a{3,2}", "\\", "[b-a]", "[\\d-z]", "\\q", "\\x4", "\\u12", "[\\", "(?:", "a??*"})
        EXPECT_NE(complaint(expression).find("is not a regular expression"), std::string::npos) << expression;
}

TEST(Pattern, RefusesLoudlyWhatItCannotDo)
{
    for (const char* expression :
         {"(?i)a", "(?P<x>a)", "(?=a)", "(?!a)", "(?<=a)b", "(?#c)", "(a)\\1", "\\0", "\\bword", "\\B",
          "\\N{DIGIT ONE}", "a*+", "a{1,3}+", "a{30000}", "(a{200}){200}"})
        EXPECT_NE(complaint(expression).find("not supported"), std::string::npos) << expression;
    EXPECT_NE(complaint(std::string(5000, 'a')).find("not supported"), std::string::npos);
    EXPECT_NE(complaint(std::string(100, '(') + std::string(100, ')')).find("not supported"),
              std::string::npos);
}

TEST(Pattern, SaysWhereItIsWrong)
{
    EXPECT_EQ(complaint("ab\\q"),
              "feature 1: the pattern is not a regular expression: an escape that does not exist at "
              "character 5");
}

} // namespace
} // namespace gauze::custodian::anonlink
