// What the named profiles make of a list of fields, and what they refuse.
#include "bloom/base/error.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/profiles.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::project {
namespace {

constexpr std::string_view child = R"(
[[party]]
name = "hospital"
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
name = "sex"
kind = "sex"
[[field]]
name = "postcode"
kind = "postcode"
)";

Policy policy_of(std::string_view project, std::string_view more = {})
{
    return parse_policy(fmt::format("[project]\nid = \"p\"\n{}\n{}{}", project, child, more), "policy.toml");
}

Exit code_of(std::string_view project, std::string_view more = {})
{
    try {
        (void)policy_of(project, more);
    } catch (const Error& fault) {
        return fault.code();
    }
    return Exit::ok;
}

std::vector<std::string> fields_of(const View& view)
{
    std::vector<std::string> names;
    for (const View::Part& part : view.parts) names.push_back(part.field);
    return names;
}

TEST(Profiles, AreStandardWhenThePolicyNamesNone) { EXPECT_EQ(policy_of("").profile, "standard"); }

TEST(Profiles, StandardHasTwoViewsOfSixtyFourSymbolsApartFromEachOther)
{
    const Policy policy = policy_of("");
    ASSERT_EQ(policy.views.size(), 2u);
    EXPECT_EQ(fields_of(policy.views[0]), (std::vector<std::string>{"given", "family", "dob"}));
    EXPECT_EQ(fields_of(policy.views[1]), (std::vector<std::string>{"given", "dob", "postcode"}));
    for (const View& view : policy.views) {
        EXPECT_EQ(view.bits, 4096u);
        EXPECT_EQ(view.symbols, 64u);
        EXPECT_EQ(view.samples, 96u);
        for (const View::Part& part : view.parts) {
            EXPECT_EQ(part.hashes, 0u);
            EXPECT_EQ(part.value_bits, 190u) << "three fields of -ln(1 - .13) x 4,096 / 3 positions";
        }
    }
    EXPECT_EQ(policy.keys.size(), 16u);
    EXPECT_EQ(policy.most_repeats, 20u);
}

TEST(Profiles, FixNoThresholdUnlessThePolicyDoes)
{
    EXPECT_FALSE(policy_of("").threshold);
    EXPECT_FALSE(policy_of("profile = \"plain\"").threshold);
    EXPECT_EQ(to_text(policy_of("threshold = \"0.1\"").threshold.value()), "0.1");
}

TEST(Profiles, NoKeyIsOneThatAFamilyShares)
{
    for (const std::string_view project :
         {"profile = \"standard\"", "profile = \"tolerant\"\ntolerant = true"}) {
        const Policy policy = policy_of(project);
        for (const MatchKey& key : policy.keys)
            EXPECT_TRUE(std::ranges::any_of(key.parts, [](const MatchKey::Part& part) {
                return part.field == "given" || part.field == "dob";
            })) << key.name;
    }
}

TEST(Profiles, TolerantMustBeAllowedByName)
{
    EXPECT_EQ(code_of("profile = \"tolerant\""), Exit::refused);
    const Policy policy = policy_of("profile = \"tolerant\"\ntolerant = true");
    EXPECT_EQ(policy.views.size(), 4u) << "each of four fields is left out once";
    EXPECT_EQ(policy.views[0].symbols, 128u);
    EXPECT_EQ(policy.views[0].samples, 60u);
    EXPECT_EQ(policy.keys.size(), 32u);
}

TEST(Profiles, StrictPadsHasDecoysAndASecretForEachWave)
{
    EXPECT_EQ(code_of("profile = \"strict\""), Exit::bad_data);
    const Policy policy = policy_of("profile = \"strict\"\nwave = \"2026-1\"");
    EXPECT_EQ(policy.decoys_per_mille, 250u);
    EXPECT_EQ(policy.views[0].padding, 12u);
    EXPECT_EQ(policy.wave, "2026-1");
    EXPECT_NE(policy.specification(), policy_of("profile = \"strict\"\nwave = \"2026-2\"").specification());
}

TEST(Profiles, KeepTheirParametersAndSayCustomOtherwise)
{
    constexpr std::string_view view = "[[view]]\nname = \"v\"\nfields = [\"given\", \"dob\"]\n";
    EXPECT_EQ(policy_of("", view).views.at(0).symbols, 128u);
    EXPECT_EQ(code_of("", fmt::format("{}symbols = 32\n", view)), Exit::bad_data);
    const Policy custom =
        policy_of("profile = \"custom\"",
                  fmt::format("{}symbols = 32\nsamples = 48\nbits = 2048\ndensity = \"0.13\"\n", view));
    EXPECT_EQ(custom.views.at(0).symbols, 32u);
    EXPECT_EQ(custom.views.at(0).samples, 48u);
    EXPECT_EQ(custom.views.at(0).parts.at(0).value_bits, 143u) << "2,048 x .139262 / 2";
}

TEST(Profiles, RefuseAHiddenViewOfFamilyAndHome)
{
    constexpr std::string_view view =
        "[[view]]\nname = \"v\"\nfields = [\"given\", \"family\", \"postcode\"]\n";
    EXPECT_EQ(code_of("", view), Exit::refused);
    EXPECT_EQ(code_of("profile = \"custom\"", fmt::format("{}symbols = 64\n", view)), Exit::refused);
    EXPECT_EQ(code_of("profile = \"custom\"", view), Exit::ok) << "a shown filter hides nothing anyway";
    EXPECT_EQ(code_of("", "[[key]]\nname = \"k\"\nparts = [\"family\", \"postcode\"]\n"), Exit::refused);
    EXPECT_EQ(code_of("", "[[key]]\nname = \"k\"\nparts = [\"family\", \"dob:year\", \"postcode\"]\n"),
              Exit::ok);
}

TEST(Profiles, KnowTheLevelsThatAKindHas)
{
    EXPECT_EQ(
        code_of(
            "",
            "[[key]]\nname = \"k\"\nparts = [\"given:sound\", \"dob:year-month\", \"postcode:outward\"]\n"),
        Exit::ok);
    EXPECT_EQ(code_of("", "[[key]]\nname = \"k\"\nparts = [\"given:sector\"]\n"), Exit::bad_data);
    EXPECT_EQ(code_of("", "[[key]]\nname = \"k\"\nparts = [\"dob:sound\"]\n"), Exit::bad_data);
}

TEST(Profiles, EverySettingThatDecidesABitStandsInALineOfItsOwn)
{
    const Policy policy = policy_of("");
    const auto lines = policy.settings();
    const auto has = [&](std::string_view line) { return std::ranges::find(lines, line) != lines.end(); };
    EXPECT_TRUE(has("profile: standard-1"));
    EXPECT_TRUE(has("field dob: date, 1850-01-01 to 2100-12-31"));
    EXPECT_TRUE(has("view without-home: 4096 bits"));
    EXPECT_TRUE(has("view without-home: shown as 64 symbols of 96 samples"));
    EXPECT_TRUE(has("view without-home: given, 190 positions a value"));
    EXPECT_TRUE(has("key key-1: given:sound family:sound dob:exact"));
}

TEST(Profiles, HardeningIsForCustomAlone)
{
    constexpr std::string_view view = "[[view]]\nname = \"v\"\nbits = 1024\nharden = { kind = \"fold\" }\n";
    EXPECT_EQ(code_of("profile = \"plain\"", view), Exit::bad_data);
    EXPECT_EQ(policy_of("profile = \"custom\"", view).views.at(0).shown_bits(), 512u);
    EXPECT_EQ(code_of("profile = \"custom\"",
                      "[[view]]\nname = \"v\"\nbits = 1023\nharden = { kind = \"fold\" }\n"),
              Exit::bad_data);
    EXPECT_EQ(code_of("profile = \"custom\"",
                      "[[view]]\nname = \"v\"\nharden = { kind = \"blip\", flips = \"0.5\" }\n"),
              Exit::bad_data);
}

} // namespace
} // namespace gauze::project
