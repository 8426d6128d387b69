#include "engine/custodian/normalize.hpp"

#include <cctype>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

std::string folded(std::string_view cell)
{
    std::string text;
    EXPECT_TRUE(fold(cell, text));
    return text;
}

std::string folded_by_icu(std::string_view cell)
{
    std::string text;
    EXPECT_TRUE(fold_by_icu(cell, text));
    return text;
}

std::string words(std::string_view cell)
{
    std::string text = folded(cell);
    keep_words(text);
    return text;
}

std::string utf8_of(unsigned code)
{
    const auto byte = [](unsigned bits) { return static_cast<char>(bits); };
    const auto tail = [&](unsigned shift) { return byte(0x80 | (code >> shift & 0x3f)); };
    if (code < 0x80) return {byte(code)};
    if (code < 0x800) return {byte(0xc0 | code >> 6), tail(0)};
    if (code < 0x10000) return {byte(0xe0 | code >> 12), tail(6), tail(0)};
    return {byte(0xf0 | code >> 18), tail(12), tail(6), tail(0)};
}

// The same numbers in every run.
class Draw {
public:
    explicit Draw(unsigned seed) : random_(seed) {}
    unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

private:
    std::mt19937 random_;
};

TEST(Fold, PutsAsciiInUpperCaseAndKeepsItsPunctuation)
{
    EXPECT_EQ(folded("anna Maria-O'Neil (2)"), "ANNA MARIA-O'NEIL (2)");
    EXPECT_EQ(folded("a\tb\nc\x7f"), "A B C ");
    EXPECT_EQ(folded(""), "");
}

TEST(Fold, WritesEuropeanLettersAsTheirBaseLetters)
{
    EXPECT_EQ(folded("Jos\u00e9 Mu\u00f1oz"), "JOSE MUNOZ");
    EXPECT_EQ(folded("M\u00fcller Stra\u00dfe"), "MULLER STRASSE");
    EXPECT_EQ(folded("S\u00f8ren \u00c6gir \u00de\u00f3r Bj\u00f6rk \u00c5se"), "SOREN AEGIR THOR BJORK ASE");
    EXPECT_EQ(folded("\u0141ukasz Wi\u015bniewski"), "LUKASZ WISNIEWSKI");
    EXPECT_EQ(folded("\u0110or\u0111e \u017div\u010dovi\u0107"), "DORDE ZIVCOVIC");
    EXPECT_EQ(folded("\u0130brahim I\u015f\u0131k Da\u011f"), "IBRAHIM ISIK DAG");
    EXPECT_EQ(folded("Nguy\u1ec5n V\u0103n \u0110\u1ee9c"), "NGUYEN VAN DUC");
    EXPECT_EQ(folded("\u018fliyev M\u0259mm\u0259dov"), "ALIYEV MAMMADOV");
}

TEST(Fold, WritesOtherScriptsInLatin)
{
    EXPECT_EQ(folded("\u0418\u0432\u0430\u043d\u043e\u0432"), "IVANOV");               // Иванов
    EXPECT_EQ(folded("\u03a3\u03c9\u03ba\u03c1\u03ac\u03c4\u03b7\u03c2"), "SOKRATIS"); // Σωκράτης
    EXPECT_EQ(folded("\u10d2\u10d8\u10dd\u10e0\u10d2\u10d8"), "GIORGI");               // გიორგი
    EXPECT_EQ(folded("\u674e\u5c0f\u9f99"), "LI XIAO LONG");                           // 李小龙
    EXPECT_EQ(folded("\u30bf\u30ca\u30ab"), "TANAKA");                                 // タナカ
    EXPECT_EQ(folded("\u0661\u0669\u0667\u0664"), "1974");                             // ١٩٧٤
    EXPECT_EQ(folded("\uff21\uff42\uff43"), "ABC");                                    // full width
    EXPECT_EQ(words("\u0639\u0644\u064a"), "ALY");                                     // علي: few vowels
    EXPECT_EQ(words("\u0421\u043e\u043b\u043e\u0432\u044c\u0435\u0432"), "SOLOVEV");   // soft sign
}

TEST(Fold, GivesTheSameForComposedAndDecomposedLetters)
{
    EXPECT_EQ(folded("Jose\u0301"), folded("Jos\u00e9"));
    EXPECT_EQ(folded("A\u030ase"), "ASE");
    EXPECT_EQ(folded("\ufb01\u210c"), "FIH"); // a ligature and a letter of mathematics
}

TEST(Fold, KnowsEveryApostropheAndDropsWhatCannotBeSeen)
{
    for (const char* cell :
         {"O'Brien", "O\u2019Brien", "O\u2018Brien", "O\u00b4Brien", "O\u02bcBrien", "O`Brien"})
        EXPECT_EQ(words(cell), "OBRIEN") << cell;
    EXPECT_EQ(folded("an\u00adna"), "ANNA");       // soft hyphen
    EXPECT_EQ(folded("an\u200bna\u200f"), "ANNA"); // zero-width blank, right-to-left mark
    EXPECT_EQ(folded("\ufeff"
                     "anna"),
              "ANNA");                             // byte-order mark
    EXPECT_EQ(folded("anna\u00a0b"), "ANNA B");    // no-break blank
    EXPECT_EQ(folded("a\u2013b\u2014c"), "A-B-C"); // dashes
}

TEST(Fold, MarksCharactersThatNoRuleKnows)
{
    EXPECT_EQ(folded("anna\U0001f600"), "ANNA?");
    EXPECT_EQ(folded("\ufffd\ue000"), "??");
}

TEST(Fold, RefusesInvalidUtf8)
{
    std::string text = "left from before";
    for (const std::string cell : {"\xff", "J\xc3", "J\xc3o", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                   "\x80", "\xe2\x82", "caf\xe9"})
        EXPECT_FALSE(fold(cell, text)) << cell.size();
}

TEST(Fold, AgreesWithIcuOverRandomAscii)
{
    Draw draw(1);
    for (int i = 0; i < 3000; ++i) {
        std::string cell(draw.below(30), ' ');
        for (char& c : cell) c = static_cast<char>(draw.below(128));
        EXPECT_EQ(folded(cell), folded_by_icu(cell));
    }
}

TEST(Fold, AgreesWithIcuOverAllOfLatin1)
{
    for (unsigned code = 0; code < 256; ++code) {
        const std::string cell = utf8_of(code);
        EXPECT_EQ(folded(cell), folded_by_icu(cell)) << code;
    }
    Draw draw(2);
    for (int i = 0; i < 3000; ++i) {
        std::string cell;
        for (unsigned n = draw.below(20); n > 0; --n) cell += utf8_of(draw.below(256));
        EXPECT_EQ(folded(cell), folded_by_icu(cell)) << cell;
    }
}

TEST(Fold, GivesPrintableAsciiWithoutSmallLettersForAnyCharacter)
{
    Draw draw(3);
    for (int i = 0; i < 3000; ++i) {
        const unsigned code = draw.below(i % 2 == 0 ? 0x3000 : 0x110000);
        if (code >= 0xd800 && code < 0xe000) continue; // surrogates are no characters
        for (const char c : folded(utf8_of(code)))
            EXPECT_TRUE(c >= ' ' && c <= '~' && !(c >= 'a' && c <= 'z')) << code;
    }
}

TEST(Fold, GivesTheSameOnEveryThread)
{
    const std::vector<std::string> cells{"Anna", "Jos\u00e9", "\u0141ukasz",
                                         "\u0418\u0432\u0430\u043d\u043e\u0432", "\u674e\u5c0f\u9f99"};
    const std::vector<std::string> expected{"ANNA", "JOSE", "LUKASZ", "IVANOV", "LI XIAO LONG"};
    std::vector<std::vector<std::string>> results(4);
    std::vector<std::thread> threads;
    for (auto& result : results)
        threads.emplace_back([&] {
            for (const std::string& cell : cells) result.push_back(folded(cell));
        });
    for (std::thread& thread : threads) thread.join();
    for (const auto& result : results) EXPECT_EQ(result, expected);
}

TEST(KeepWords, KeepsLettersAndDigitsAndOneBlankBetweenWords)
{
    EXPECT_EQ(words(" O'Brien-Smith (J.R.) "), "OBRIEN SMITH J R");
    EXPECT_EQ(words("--"), "");
    EXPECT_EQ(words("'"), "");
    EXPECT_EQ(words("Flat 2, 14-16 High St."), "FLAT 2 14 16 HIGH ST");
    EXPECT_EQ(words("an_na"), "AN NA");
}

TEST(StandsForMissing, KnowsWhatFillsEmptyFieldsAndSparesPeople)
{
    for (const char* cell :
         {"NULL", "null", "N/A", "n/a", "#N/A", "None given", "NOT KNOWN", "not known", "Unknown"})
        EXPECT_TRUE(stands_for_missing(cell)) << cell;
    for (const char* cell : {"Null", "Na", "NA", "na", "None", "Unknowne", "", "Not", "N\u0101"})
        EXPECT_FALSE(stands_for_missing(cell)) << cell;
}

TEST(Trimmed, CutsBlanksAndControlCharactersAtBothEnds)
{
    EXPECT_EQ(trimmed(" \t a b \r\n"), "a b");
    EXPECT_EQ(trimmed(" \n "), "");
    EXPECT_EQ(trimmed("\u00a0x"), "\u00a0x"); // bytes above 127 are never blanks here
}

TEST(UnicodeVersion, IsTwoNumbers)
{
    const std::string version = unicode_version();
    const std::size_t point = version.find('.');
    ASSERT_NE(point, std::string::npos);
    EXPECT_GE(std::stoi(version.substr(0, point)), 15); // Debian 12 has 15.0
    EXPECT_TRUE(std::isdigit(static_cast<unsigned char>(version.at(point + 1))));
}

} // namespace
} // namespace gauze::custodian
