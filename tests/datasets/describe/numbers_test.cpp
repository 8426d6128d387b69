#include "datasets/synth/describe/measure.hpp"

#include <gtest/gtest.h>

namespace gauze::synth::describe {
namespace {

// 943 476 5919 and 987 654 3210 are the examples of the NHS Data Dictionary and of many validators.
TEST(NhsNumbers, AreCheckedByTheModulusElevenRule)
{
    EXPECT_TRUE(is_nhs_number("9434765919"));
    EXPECT_TRUE(is_nhs_number("9876543210"));
    EXPECT_FALSE(is_nhs_number("9434765918"));
    EXPECT_FALSE(is_nhs_number("9434765191"));
    EXPECT_FALSE(is_nhs_number("943476591"));
    EXPECT_FALSE(is_nhs_number("943 476 5919"));
    EXPECT_FALSE(is_nhs_number(""));
}

// Of each nine digits at most one last digit is valid, and none where the rule gives 10.
TEST(NhsNumbers, HaveAtMostOneCheckDigit)
{
    int with_none = 0;
    for (int i = 0; i < 1000; ++i) {
        const std::string nine = std::to_string(400'000'000 + i * 7919);
        int valid = 0;
        for (char digit = '0'; digit <= '9'; ++digit) valid += is_nhs_number(nine + digit);
        EXPECT_LE(valid, 1);
        with_none += valid == 0;
    }
    EXPECT_GT(with_none, 50);
    EXPECT_LT(with_none, 140); // one in eleven
}

// H801200001001 is the worked example of the Department for Education.
TEST(Upns, AreCheckedByTheirLetter)
{
    EXPECT_TRUE(is_upn("H801200001001"));
    // The last digit 1 counts 1 * 13. In a temporary number B counts as much, and so the letter is the same.
    EXPECT_TRUE(is_upn("H80120000100B"));
    EXPECT_FALSE(is_upn("H80120000100C"));
    EXPECT_FALSE(is_upn("H80120000100I")) << "no such letter";
    EXPECT_FALSE(is_upn("A801200001001"));
    EXPECT_FALSE(is_upn("H801200001010"));
    EXPECT_FALSE(is_upn("H80120000100"));
}

TEST(Ninos, AreCheckedByTheirForm)
{
    EXPECT_TRUE(is_nino("QQ123456C"));
    EXPECT_FALSE(could_be_issued_nino("QQ123456C"));
    EXPECT_TRUE(could_be_issued_nino("AB123456C"));
    for (const char* unused : {"BG123456A", "GB123456A", "NK123456A", "KN123456A", "TN123456A", "NT123456A",
                               "ZZ123456A", "DA123456A", "AO123456A"})
        EXPECT_FALSE(could_be_issued_nino(unused)) << unused;
    EXPECT_FALSE(is_nino("AB123456E"));
    EXPECT_FALSE(is_nino("AB12345C"));
}

} // namespace
} // namespace gauze::synth::describe
