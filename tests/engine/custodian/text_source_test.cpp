// Bytes out of plain and gzip files, and UTF-8 out of every character set.
#include "engine/custodian/text_source.hpp"
#include "tests/engine/custodian/sample_file.hpp"

#include <gtest/gtest.h>

using namespace gauze;
using namespace gauze::custodian;

namespace {

// Reads in pieces of one size.
template <typename Source>
std::string all_of(Source& source, std::size_t piece)
{
    std::string all, part(piece, '\0');
    for (std::size_t got = piece; got == piece;) {
        got = source.read(part);
        all.append(part, 0, got);
    }
    return all;
}

std::string text_of(std::string_view bytes, Charset charset, std::size_t piece = 4096)
{
    const SampleFile file(bytes);
    TextSource source(file.path(), charset);
    return all_of(source, piece);
}

std::string bytes_of_file(std::string_view stored, std::size_t piece = 4096)
{
    const SampleFile file(stored);
    ByteSource source(file.path());
    return all_of(source, piece);
}

// Text that zlib cannot make tiny, longer than every buffer on its way.
std::string long_text()
{
    std::string text;
    for (std::uint32_t state = 1; text.size() < 700'000;) {
        state = state * 1664525u + 1013904223u;
        text += fmt::format("{},Anna\n", state);
    }
    return text;
}

TEST(ByteSource, UnpacksGzipInPiecesOfAnySize)
{
    const std::string text = long_text();
    const std::string packed = gzipped(text);
    for (const std::size_t piece : {1u, 7u, 4096u, 1u << 20})
        EXPECT_EQ(bytes_of_file(packed, piece), text) << piece;
}

TEST(ByteSource, UnpacksEveryMemberOfAGzipFile)
{
    EXPECT_EQ(bytes_of_file(gzipped("id,na") + gzipped("") + gzipped("me\n1,Anna\n")), "id,name\n1,Anna\n");
    const std::string text = long_text();
    EXPECT_EQ(bytes_of_file(gzipped(text) + gzipped(text)), text + text);
}

TEST(ByteSource, PassesOverZerosBetweenAndBehindMembers)
{
    const std::string zeros(300'000, '\0');
    EXPECT_EQ(bytes_of_file(gzipped("a") + zeros + gzipped("b") + zeros), "ab");
}

TEST(ByteSource, RefusesAGzipFileCutAnywhere)
{
    const std::string packed = gzipped("id,name\n1,Anna\n") + gzipped("2,Bob\n");
    const std::size_t first = gzipped("id,name\n1,Anna\n").size();
    for (std::size_t size = 2; size < packed.size(); ++size) {
        if (size == first) continue; // a whole file
        const auto error = error_of([&] { (void)bytes_of_file(packed.substr(0, size)); });
        ASSERT_TRUE(error) << size;
        EXPECT_EQ(error->code(), Exit::bad_data);
    }
}

TEST(ByteSource, NeverHandsOutAnotherTextWhenABitIsFlipped)
{
    const std::string text = "id,name\n1,Anna\n2,Bob\n";
    const std::string packed = gzipped(text);
    constexpr std::size_t magic = 2; // without it the file is no gzip file
    std::size_t refused = 0;
    for (std::size_t bit = magic * 8; bit < packed.size() * 8; ++bit) {
        std::string flipped = packed;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        const auto error = error_of([&] { EXPECT_EQ(bytes_of_file(flipped), text) << "bit " << bit; });
        if (error) {
            EXPECT_EQ(error->code(), Exit::bad_data);
            ++refused;
        }
    }
    // All but the time, system and level of the header, and the few bits that fill its last byte.
    EXPECT_GE(refused, (packed.size() - 10) * 8 - 7);
}

TEST(ByteSource, RefusesSomethingElseBehindAGzipMember)
{
    EXPECT_TRUE(error_of([] { (void)bytes_of_file(gzipped("id,name\n") + "1,Anna\n"); }));
}

TEST(ByteSource, HandsOutAPlainFileAsItIs)
{
    const std::string text = long_text();
    EXPECT_EQ(bytes_of_file(text, 1000), text);
    EXPECT_EQ(bytes_of_file("\x1f"), "\x1f");
    EXPECT_EQ(bytes_of_file(""), "");
}

// Characters of one, two, three and four bytes, in every combination of neighbours.
std::u32string mixed_text()
{
    std::u32string text;
    for (const char32_t a : U"A\u00E9\u20AC\U0001F600")
        for (const char32_t b : U"b\u0178\u4E2D\U0010FFFF")
            if (a != 0 && b != 0) (text += a) += b;
    return text;
}

TEST(TextSource, TurnsUtf16IntoUtf8InPiecesOfAnySize)
{
    std::u32string text = mixed_text();
    while (text.size() < 100'000) text += text + U"x";
    for (const Charset charset : {Charset::utf16_le, Charset::utf16_be})
        for (const std::size_t piece : {1u, 2u, 3u, 4u, 5u, 1000u, 1u << 20})
            ASSERT_EQ(text_of(encoded(text, charset), charset, piece), utf8(text)) << piece;
}

TEST(TextSource, TurnsEveryByteOfWindows1252IntoItsCharacter)
{
    // The table of the Unicode consortium (CP1252.TXT), and the control characters in its five gaps.
    const std::u32string high =
        U"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        U"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";
    std::string bytes;
    std::u32string expected;
    for (unsigned byte = 0; byte < 256; ++byte) {
        bytes += static_cast<char>(byte);
        expected += byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : char32_t{byte};
    }
    for (const std::size_t piece : {1u, 3u, 4096u})
        EXPECT_EQ(text_of(bytes, Charset::windows_1252, piece), utf8(expected)) << piece;
}

TEST(TextSource, LeavesUtf8AsItIsWithItsInvalidBytes)
{
    const std::string text = "id,name\n1,Zo\xEB\xFF\n2,Ren\xC3\xA9\n";
    EXPECT_EQ(text_of(text, Charset::utf8), text);
    for (const std::size_t piece : {1u, 1000u, 1u << 20})
        EXPECT_EQ(text_of(long_text(), Charset::utf8, piece), long_text());
}

TEST(TextSource, RemovesOneByteOrderMark)
{
    for (const Charset charset : {Charset::utf8, Charset::utf16_le, Charset::utf16_be}) {
        EXPECT_EQ(text_of(encoded(U"\uFEFFid\uFEFF", charset), charset), utf8(U"id\uFEFF"));
        EXPECT_EQ(text_of(encoded(U"\uFEFF", charset), charset), "");
    }
}

TEST(TextSource, MakesHalvesOfUtf16InvalidSoThatTheyAreSeen)
{
    using namespace std::string_view_literals;
    EXPECT_EQ(text_of("a\0\x3D\xD8"sv, Charset::utf16_le), "a\xED\xA0\xBD"); // a first half at the end
    EXPECT_EQ(text_of("\x3D\xD8"
                      "a\0"sv,
                      Charset::utf16_le),
              "\xED\xA0\xBD"
              "a"); // and before something else
    EXPECT_EQ(text_of("\0\xDE"
                      "a\0"sv,
                      Charset::utf16_le),
              "\xED\xB8\x80"
              "a");                                            // a second half alone
    EXPECT_EQ(text_of("\0a\0"sv, Charset::utf16_be), "a\xFF"); // half a unit
}

TEST(TextSource, RemovesTheMarkOfAGzipFileToo)
{
    const std::string packed = gzipped(encoded(U"\uFEFFid,name\n", Charset::utf16_le));
    EXPECT_EQ(text_of(packed, Charset::utf16_le), "id,name\n");
}

} // namespace
