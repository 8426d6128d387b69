#include "bloom/base/base64.hpp"

#include <array>
#include <set>

#include <gtest/gtest.h>

namespace gauze {
namespace {

TEST(Base64, WritesTheVectorsOfRfc4648)
{
    const std::array<std::array<std::string_view, 2>, 7> vectors{{{"", ""},
                                                                  {"f", "Zg=="},
                                                                  {"fo", "Zm8="},
                                                                  {"foo", "Zm9v"},
                                                                  {"foob", "Zm9vYg=="},
                                                                  {"fooba", "Zm9vYmE="},
                                                                  {"foobar", "Zm9vYmFy"}}};
    for (const auto& [plain, coded] : vectors) {
        std::string text = "kept ";
        append_base64(bytes_of(plain), text);
        EXPECT_EQ(text, std::string("kept ").append(coded));
        EXPECT_EQ(from_lenient_base64(coded), plain);
        EXPECT_EQ(size_of_base64(coded), plain.size());
        std::string back(plain.size(), '?');
        EXPECT_TRUE(from_base64(coded, std::as_writable_bytes(std::span(back))));
        EXPECT_EQ(back, plain);
    }
}

TEST(Base64, UsesTheWholeAlphabet)
{
    std::string text;
    append_base64(bytes_of("\xfb\xef\xff\x00"), text);
    EXPECT_EQ(text.substr(0, 4), "++//");
}

// Python's base64.b64decode with its default of passing over what it does not know.
TEST(Base64, IsReadLenientlyAsPythonReadsIt)
{
    EXPECT_EQ(from_lenient_base64("Zm 9v\nYm!Fy"), "foobar");
    EXPECT_EQ(from_lenient_base64("Zg==Zm9v"), "f"); // the padding ends it
    EXPECT_EQ(from_lenient_base64("Z=g=="), "f");
    EXPECT_EQ(from_lenient_base64("===="), "");
    EXPECT_EQ(from_lenient_base64("Zg="), std::nullopt);
    EXPECT_EQ(from_lenient_base64("Zm9vY"), std::nullopt);
    EXPECT_EQ(from_lenient_base64("Zm9vYmE"), std::nullopt);
}

TEST(Base64, IsReadStrictlyWhereATableIsFilled)
{
    std::array<std::byte, 4> four;
    EXPECT_TRUE(from_base64("Zm9vYg==", four));
    for (const std::string_view wrong :
         {"Zm9vYmE=", "Zm9vYmFy", "Zm9v Yg=", "Zm9vYg", "Zm9=Yg==", "Zm9v====", ""})
        EXPECT_FALSE(from_base64(wrong, four)) << wrong;
}

// Of 64 * 64 endings "xy==" one in sixteen is canonical, of 64^3 endings "xyz=" one in four: as many as there
// are bytes, and pairs of bytes.
TEST(Base64, IsReadInOneWayOnlyWhereItIsCanonical)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::set<std::string> bytes, pairs; // in hex
    int read_pairs = 0;
    for (const char x : letters)
        for (const char y : letters) {
            if (const auto read = from_canonical_base64(std::string{x, y, '=', '='}))
                bytes.insert(to_hex(*read));
            for (const char z : letters) {
                const auto read = from_canonical_base64(std::string{'Z', 'm', '9', 'v', x, y, z, '='});
                if (read) pairs.insert(to_hex(*read));
                read_pairs += read.has_value();
            }
        }
    EXPECT_EQ(bytes.size(), 256u);
    EXPECT_EQ(pairs.size(), 65536u);
    EXPECT_EQ(read_pairs, 65536);
}

TEST(Base64, IsNotCanonicalWithSpareBitsAnotherAlphabetSpacesOrWithoutPadding)
{
    EXPECT_EQ(from_canonical_base64(""), std::vector<std::byte>());
    EXPECT_EQ(from_canonical_base64("Zg=="), std::vector{std::byte{'f'}});
    for (const std::string_view wrong : {"Zh==", "Zm9=", "Zg", "Zg=", "Zm9vYg", "Zm9v\n", " Zg==", "Zg==Zg==",
                                         "====", "=", "-_-_", "Zm9v====", "Z===", "Zm9vYh=="})
        EXPECT_EQ(from_canonical_base64(wrong), std::nullopt) << wrong;
}

} // namespace
} // namespace gauze
