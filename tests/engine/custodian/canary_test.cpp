#include "engine/custodian/canary.hpp"
#include "tests/engine/custodian/made_records.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

constexpr std::string_view all_kinds[] = {
    "given-name", "family-name", "full-name", "date",  "sex",   "postcode", "address-line", "place",
    "nhs-number", "upn",         "nino",      "phone", "email", "code",     "number",       "text"};

std::string policy_text(std::string_view extra = {})
{
    std::string text = "[project]\nid = \"study\"\nprofile = \"standard\"\n[[party]]\nname = \"a\"\n"
                       "[[party]]\nname = \"b\"\n";
    for (const std::string_view kind : all_kinds)
        text += fmt::format("[[field]]\nname = \"{0}\"\nkind = \"{0}\"\n", kind);
    return text + std::string(extra);
}
project::Policy policy(std::string_view extra = {})
{
    return project::parse_policy(policy_text(extra), "policy.toml");
}
const ProjectKey key = ProjectKey::for_tests("study", "1");

TEST(Canary, IsTheSameWheneverItIsAskedFor)
{
    EXPECT_EQ(canary(policy(), key), canary(policy(), key));
    EXPECT_EQ(canary(policy(), key).size(), 32u); // 128 bits in hex
}

TEST(Canary, DiffersUnderAnotherKey)
{
    EXPECT_NE(canary(policy(), key), canary(policy(), ProjectKey::for_tests("study", "2")));
}

TEST(Canary, DiffersWithWhateverDecidesABit)
{
    std::set<std::string> seen{canary(policy(), key)};
    const auto is_new = [&](const std::function<void(project::Policy&)>& change) {
        project::Policy other = policy();
        change(other);
        return seen.insert(canary(other, key)).second;
    };
    EXPECT_TRUE(is_new([](auto& p) { p.views[0].bits += 64; }));
    EXPECT_TRUE(is_new([](auto& p) { p.views[0].samples = 60; }));
    EXPECT_TRUE(is_new([](auto& p) { ++p.views[0].parts[0].value_bits; }));
    EXPECT_TRUE(is_new([](auto& p) { p.views[0].padding = 20; }));
    EXPECT_TRUE(is_new([](auto& p) { p.keys[0].parts.pop_back(); }));
    EXPECT_TRUE(is_new([](auto& p) { p.keys[1].name = "odd"; }));
    EXPECT_TRUE(is_new([](auto& p) { p.fields[0].kind = project::FieldKind::text; }));
    EXPECT_TRUE(is_new([](auto& p) { p.wave = "w2"; }));
}

// Columns, formats and a party's own words for "missing" are each custodian's matter.
TEST(Canary, DoesNotDependOnHowACustodianKeepsItsFile)
{
    project::Policy other = policy();
    other.fields[3].formats = {"DD/MM/YYYY"};
    other.fields[0].missing = {"O'Brien-Smith", "Zoë"};
    other.fields[0].missing_at["b"] = {"Anna"};
    other.parties[0].id_column = "ref";
    other.title = "A study";
    EXPECT_EQ(canary(other, key), canary(policy(), key));
}

} // namespace
} // namespace gauze::custodian
