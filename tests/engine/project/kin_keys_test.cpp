// Keys and fields that are about a family, a home or a child to come, and what a policy may say of them.
#include "bloom/base/error.hpp"
#include "engine/project/policy.hpp"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::project {
namespace {

std::string policy_text(std::string_view profile, std::string_view rest)
{
    return fmt::format(R"([project]
id = "kin"
profile = "{}"
[[party]]
name = "council"
[[field]]
name = "edd"
kind = "date"
about = "family"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "family"
kind = "family-name"
[[field]]
name = "dob"
kind = "date"
[[field]]
name = "postcode"
kind = "postcode"
[[field]]
name = "m_given"
kind = "given-name"
about = "family"
[[field]]
name = "m_dob"
kind = "date"
about = "family"
{}
)",
                       profile, rest);
}

constexpr std::string_view mother =
    "[[key]]\nname = \"mother\"\nparts = [\"m_given:sound\", \"m_dob\"]\nabout = \"family\"\n";
constexpr std::string_view expected =
    "[[key]]\nname = \"expected\"\nparts = [\"edd:year-month\", \"m_given\"]\nabout = \"unborn\"\n";

std::string why_not(std::string_view profile, std::string_view rest)
{
    try {
        parse_policy(policy_text(profile, rest), "kin.toml");
    } catch (const Error& error) {
        return fmt::format("{}; {}", error.what(), error.hint());
    }
    return "";
}

Policy parsed(std::string_view profile, std::string_view rest)
{
    return parse_policy(policy_text(profile, rest), "kin.toml");
}

TEST(KinKeys, StandBehindThoseOfThePersonWhichTheProfileStillChooses)
{
    const Policy without = parsed("standard", ""), with = parsed("standard", mother);
    ASSERT_EQ(with.keys.size(), without.keys.size() + 1);
    EXPECT_EQ(with.person_keys(), without.keys.size());
    EXPECT_EQ(with.keys.back().name, "mother");
    const Policy own =
        parsed("standard", fmt::format("{}[[key]]\nname = \"own\"\nparts = [\"given\", \"dob\"]\n", mother));
    ASSERT_EQ(own.keys.size(), 2u);
    EXPECT_EQ(own.keys[0].name, "own"); // though it is the second in the file
}

TEST(KinKeys, MayStandUnderThePlainProfileWhichHasNoOthers)
{
    EXPECT_EQ(parsed("plain", mother).keys.size(), 1u);
    EXPECT_NE(why_not("plain", "[[key]]\nname = \"own\"\nparts = [\"given\", \"dob\"]\n")
                  .find("no match keys about the person"),
              std::string::npos);
}

TEST(KinKeys, FieldsAboutAFamilyAreInNoViewAndNoKeyThatDoesNotNameThem)
{
    for (const std::string profile : {"plain", "standard", "tolerant"}) {
        const Policy policy = parse_policy(policy_text(profile, mother)
                                               .replace(policy_text(profile, "").find("[[party]]"), 0,
                                                        profile == "tolerant" ? "tolerant = true\n" : ""),
                                           "kin.toml");
        for (const View& view : policy.views)
            for (const View::Part& part : view.parts)
                EXPECT_TRUE(policy.field(part.field).about_person) << profile << " " << part.field;
        for (std::uint32_t k = 0; k < policy.person_keys(); ++k)
            for (const MatchKey::Part& part : policy.keys[k].parts)
                EXPECT_TRUE(policy.field(part.field).about_person) << profile << " " << part.field;
    }
}

TEST(KinKeys, OfAFamilyMayBeWhatAFamilyShares)
{
    EXPECT_EQ(
        why_not("standard", "[[key]]\nname = \"home\"\nparts = [\"postcode\"]\nabout = \"household\"\n"), "");
    EXPECT_NE(why_not("standard", "[[key]]\nname = \"home\"\nparts = [\"postcode\"]\n").find("family shares"),
              std::string::npos);
}

TEST(KinKeys, AreComparedOnlyWithThoseOfTheSameKindsOfParts)
{
    const auto self = [](std::string_view parts, std::string_view as) {
        return why_not("standard", fmt::format("{}{}[[key]]\nname = \"self\"\nparts = [{}]\nabout = "
                                               "\"family\"\nsame_as = \"{}\"\n",
                                               mother, expected, parts, as));
    };
    EXPECT_EQ(self(R"("given:sound", "dob")", "mother"), "");
    EXPECT_NE(self(R"("given:sound", "dob:year")", "mother").find("not of the kinds"), std::string::npos);
    EXPECT_NE(self(R"("family:sound", "dob")", "mother").find("not of the kinds"), std::string::npos);
    EXPECT_NE(self(R"("given:sound", "dob")", "nobody").find("no key \"nobody\""), std::string::npos);
    EXPECT_NE(self(R"("given:sound", "dob")", "expected").find("about something else"), std::string::npos);
}

TEST(KinKeys, OfTheBornMeetThoseOfTheUnbornInNeighbouringMonths)
{
    const auto born = [](std::string_view month, std::string_view more) {
        return why_not("standard",
                       fmt::format("{}[[key]]\nname = \"born\"\nparts = [\"dob:{}\", \"m_given\"]\nabout = "
                                   "\"born\"\n{}",
                                   expected, month, more));
    };
    for (const std::string_view month : {"year-month", "month-before", "month-after"})
        EXPECT_EQ(born(month, "same_as = \"expected\"\n"), "") << month;
    EXPECT_NE(born("year", "same_as = \"expected\"\n").find("not of the kinds"), std::string::npos);
    EXPECT_NE(born("year-month", "").find("compared with"), std::string::npos);
}

TEST(KinKeys, ChangeTheFingerprintAndTheBitsOnlyByTheirParts)
{
    const Policy with = parsed("standard", mother), without = parsed("standard", "");
    EXPECT_NE(with.fingerprint(), without.fingerprint());
    const std::string another = fmt::format("{}within_party = true\n", mother);
    EXPECT_NE(parsed("standard", another).fingerprint(), with.fingerprint());
    EXPECT_EQ(parsed("standard", another).specification(), with.specification()); // the bits are the same
}

TEST(KinKeys, HouseholdsAreByFamilyUnlessAddressesDecide)
{
    EXPECT_FALSE(parsed("standard", "").households_by_address);
    std::string text = policy_text("standard", "");
    text.replace(text.find("[[party]]"), 0, "households = \"address\"\n");
    EXPECT_TRUE(parse_policy(text, "kin.toml").households_by_address);
    text.replace(text.find("\"address\""), 9, "\"street\"");
    EXPECT_THROW(parse_policy(text, "kin.toml"), Error);
}

} // namespace
} // namespace gauze::project
