#include "engine/custodian/utf8.hpp"

#include <string>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

TEST(IsUtf8, TakesEveryCodePointThatMayStandInATextAndNoOther)
{
    for (unsigned long code = 0; code <= 0x120000; ++code) {
        // The four-byte pattern of RFC 3629, applied without its limits.
        std::string text;
        const auto put = [&](unsigned long byte) { text += static_cast<char>(byte); };
        if (code < 0x80)
            put(code);
        else if (code < 0x800)
            put(0xc0 | code >> 6), put(0x80 | (code & 63));
        else if (code < 0x10000)
            put(0xe0 | code >> 12), put(0x80 | (code >> 6 & 63)), put(0x80 | (code & 63));
        else
            put(0xf0 | code >> 18), put(0x80 | (code >> 12 & 63)), put(0x80 | (code >> 6 & 63)),
                put(0x80 | (code & 63));
        const bool may_stand = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
        ASSERT_EQ(is_utf8(text), may_stand) << std::hex << code;
    }
}

TEST(IsUtf8, RefusesOverlongFormsCutSequencesAndStrayBytes)
{
    for (const char* text : {"\xc0\xaf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf", "\xc3", "a\xe2\x82", "\x80",
                             "\xff", "\xf8\x88\x80\x80\x80"})
        EXPECT_FALSE(is_utf8(text));
    EXPECT_TRUE(is_utf8(""));
}

} // namespace
} // namespace gauze::custodian
