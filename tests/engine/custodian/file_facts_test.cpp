// What `examine` tells of a file: character set, byte-order mark, gzip, delimiter.
#include "tests/engine/custodian/sample_file.hpp"

#include <algorithm>

#include <gtest/gtest.h>

using namespace gauze;
using namespace gauze::custodian;

namespace {

FileFacts facts_of(std::string_view bytes) { return examine(SampleFile(bytes).path()); }

constexpr auto every_charset = {Charset::utf8, Charset::utf16_le, Charset::utf16_be, Charset::windows_1252};
const std::u32string people = U"id,name\r\n1,Zo\u00EB Lee\r\n2,Ren\u00E9 Roy\r\n";

TEST(Examine, TellsTheCharacterSetWithoutAByteOrderMark)
{
    for (const Charset charset : every_charset) {
        const FileFacts facts = facts_of(encoded(people, charset));
        EXPECT_EQ(facts.charset, charset) << to_text(charset);
        EXPECT_FALSE(facts.byte_order_mark);
        EXPECT_EQ(facts.delimiter, ',');
    }
}

TEST(Examine, TellsTheCharacterSetByItsByteOrderMark)
{
    for (const Charset charset : {Charset::utf8, Charset::utf16_le, Charset::utf16_be}) {
        const FileFacts facts = facts_of(encoded(U"\uFEFF" + people, charset));
        EXPECT_EQ(facts.charset, charset) << to_text(charset);
        EXPECT_TRUE(facts.byte_order_mark);
    }
    // A mark outweighs bytes that are not UTF-8.
    EXPECT_EQ(facts_of("\xEF\xBB\xBFid,name\n1,Zo\xEB\n").charset, Charset::utf8);
}

TEST(Examine, TellsUtf16OfAnyScript)
{
    const std::u32string greek =
        U"\u03B1,\u03B2\n\u0391\u03BD\u03BD\u03B1,\u0394\u03B7\u03BC\u03AE\u03C4\u03C1\u03B7\u03C2\n";
    EXPECT_EQ(facts_of(encoded(greek, Charset::utf16_le)).charset, Charset::utf16_le);
    EXPECT_EQ(facts_of(encoded(greek, Charset::utf16_be)).charset, Charset::utf16_be);
}

TEST(Examine, TakesNoStrayNulForUtf16)
{
    using namespace std::string_view_literals;
    EXPECT_EQ(facts_of("a,b\n\0,2\n"sv).charset, Charset::utf8);
    EXPECT_EQ(facts_of("id,name\n1,\0\0\0\0\0\0\0\0\0\0\0\0\n2,x\n"sv).charset, Charset::utf8);
}

TEST(Examine, TakesAFileWithSomeValidUtf8ForUtf8)
{
    EXPECT_EQ(facts_of("id,name\n1,Zo\xEB\n2,Ren\xC3\xA9\n3,\xFF\xFE\n").charset, Charset::utf8);
    EXPECT_EQ(facts_of("id,name\n1,Anna\n").charset, Charset::utf8);
}

TEST(Examine, TakesSequencesThatUtf8ForbidsForWindows1252)
{
    // Overlong forms, a surrogate, above U+10FFFF, a lone continuation, a sequence cut short: none of them is
    // valid.
    for (const char* cell : {"\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                             "\xF0\x80\x80\xAF", "\xF5\x80\x80\x80", "\x80", "\xE2\x82", "\xF0\x9F\x98"})
        EXPECT_EQ(facts_of(fmt::format("id,name\n1,{}x\n", cell)).charset, Charset::windows_1252);
    for (const char* cell : {"\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF0\x90\x80\x80",
                             "\xF4\x8F\xBF\xBF", "\xE2\xE2\x82\xAC"})
        EXPECT_EQ(facts_of(fmt::format("id,name\n1,{}x\n", cell)).charset, Charset::utf8);
}

TEST(Examine, FindsTheOneValidSequenceWhereverItStands)
{
    // Across every place where the file might be cut into pieces, and behind many pieces of ASCII.
    for (std::size_t before = (64u << 10) - 20; before < (64u << 10) + 4; ++before) {
        const std::string file = "id,name\n1," + std::string(before, 'x') + "\xF0\x9F\x98\x80\n2,Zo\xEB\n";
        EXPECT_EQ(facts_of(file).charset, Charset::utf8) << before;
    }
    EXPECT_EQ(facts_of("id\n" + std::string(3u << 20, 'x') + "\n\xEB\n").charset, Charset::windows_1252);
}

TEST(Examine, TellsTheDelimiter)
{
    for (const char delimiter : {',', ';', '\t', '|'}) {
        std::string file = "id,name,town\n1,Anna,Leeds\n2,Bob,York\n";
        std::ranges::replace(file, ',', delimiter);
        EXPECT_EQ(facts_of(file).delimiter, delimiter);
        EXPECT_EQ(cells_of(file), (Table{{"1", "Anna", "Leeds"}, {"2", "Bob", "York"}}));
    }
}

TEST(Examine, IsNotMisledByOtherDelimitersInCells)
{
    EXPECT_EQ(facts_of("id;name, first;height\n1;Lee, Anna, Dr;1,75\n2;Ray;1,8\n").delimiter, ';');
    EXPECT_EQ(facts_of("id,notes\n1,a;b;c\n2,d;e;f\n").delimiter, ',');
    EXPECT_EQ(facts_of("id,\"a;b;c;d\"\n1,x\n").delimiter, ',');
    EXPECT_EQ(facts_of("id\tname, title\n1\tLee\n2\tRay\n").delimiter, '\t');
    EXPECT_EQ(facts_of("name; first; last\n").delimiter, ';');
    EXPECT_EQ(facts_of("id\n1\n").delimiter, ',');
}

TEST(Examine, TellsGzip)
{
    EXPECT_TRUE(facts_of(gzipped("id,name\n1,Anna\n")).gzip);
    EXPECT_FALSE(facts_of("id,name\n1,Anna\n").gzip);
}

TEST(Examine, RefusesAnEmptyFile)
{
    for (const std::string& bytes :
         {std::string(), std::string("\xEF\xBB\xBF"), std::string("\xFF\xFE"), gzipped("")}) {
        const auto error = error_of([&] { (void)facts_of(bytes); });
        ASSERT_TRUE(error);
        EXPECT_EQ(error->code(), Exit::bad_data);
        EXPECT_NE(std::string(error->what()).find("is empty"), std::string::npos) << error->what();
    }
}

TEST(Charset, IsCalledByItsUsualName)
{
    EXPECT_EQ(to_text(Charset::utf8), "UTF-8");
    EXPECT_EQ(to_text(Charset::utf16_le), "UTF-16LE");
    EXPECT_EQ(to_text(Charset::utf16_be), "UTF-16BE");
    EXPECT_EQ(to_text(Charset::windows_1252), "Windows-1252");
}

} // namespace
