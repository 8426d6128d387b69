// [[checker]]: who may sign a release, and what is wrong with saying so twice.
#include "engine/project/policy_faults.hpp"
#include "engine/project/policy_warnings.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

std::string checker(std::string_view name, std::string_view member, std::string_view key_of)
{
    return fmt::format("\n[[checker]]\nname = \"{}\"\nmember = \"{}\"\nsigning = \"{}\"\n", name, member,
                       signing_text(test::made_key(key_of).signing.public_key()));
}

std::string with(const std::string& checkers) { return test::governed_text() + checkers; }

std::vector<std::string> codes(const std::string& text)
{
    Faults faults;
    std::vector<std::string> found;
    faults.during([&] { (void)read_policy_with_faults(text, "p.toml", faults); });
    for (const Fault& one : faults.all()) found.push_back(one.code);
    return found;
}

TEST(Checkers, AreReadInTheOrderOfTheirNames)
{
    const Policy policy = parse_policy(
        with(checker("b-lind", "funder", "b-lind") + checker("a-okafor", "evaluation", "a-okafor")), "p");
    const auto& all = policy.governance->checkers;
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].name, "a-okafor");
    EXPECT_EQ(all[0].member, "evaluation");
    EXPECT_EQ(all[0].signing, test::made_key("a-okafor").signing.public_key());
    EXPECT_EQ(all[1].name, "b-lind");
}

TEST(Checkers, AreTwoPeopleWithKeysOfTheirOwn)
{
    using Codes = std::vector<std::string>;
    const std::string okafor = checker("a-okafor", "evaluation", "a-okafor");
    EXPECT_EQ(codes(with(okafor + checker("b-lind", "evaluation", "b-lind"))), Codes{});
    EXPECT_EQ(codes(with(checker("a-okafor", "nobody", "a-okafor"))), Codes{"checker-member"});
    EXPECT_EQ(codes(with(okafor + checker("a-okafor", "evaluation", "b-lind"))), Codes{"checker-twice"});
    EXPECT_EQ(codes(with(okafor + checker("b-lind", "evaluation", "a-okafor"))), Codes{"checker-key"});
    EXPECT_EQ(codes(with(checker("b-lind", "evaluation", "evaluation"))), Codes{"checker-key"});
    EXPECT_EQ(codes(with(checker("funder", "evaluation", "b-lind"))), Codes{"checker-name"});
    EXPECT_EQ(codes(with("\n[[checker]]\nname = \"b-lind\"\nmember = \"funder\"\n")), Codes{"key-absent"});
    EXPECT_EQ(codes(with("\n[[checker]]\nname = \"b-lind\"\nmember = \"funder\"\nsigning = \"x\"\n")).size(),
              1u);
}

TEST(Checkers, ChangeTheDigestAndTheirOrderDoesNot)
{
    const std::string a = checker("a-okafor", "evaluation", "a-okafor"),
                      b = checker("b-lind", "evaluation", "b-lind");
    const auto digest = [](const std::string& text) { return parse_policy(text, "p").fingerprint(); };
    EXPECT_EQ(digest(with(a + b)), digest(with(b + a)));
    const std::set<std::string> all{digest(with("")),
                                    digest(with(a)),
                                    digest(with(b)),
                                    digest(with(a + b)),
                                    digest(with(checker("a-okafor", "funder", "a-okafor"))),
                                    digest(with(checker("a-okafor", "evaluation", "b-lind")))};
    EXPECT_EQ(all.size(), 6u);
}

TEST(Checkers, FewerThanTwoAreWarnedOfWhereAReaderReceives)
{
    const auto warned = [](const std::string& text) {
        const auto all = policy_warnings(parse_policy(text, "p"));
        return std::ranges::any_of(all, [](const auto& one) { return one.find("checkers") != one.npos; });
    };
    const std::string a = checker("a-okafor", "evaluation", "a-okafor"),
                      b = checker("b-lind", "evaluation", "b-lind");
    EXPECT_TRUE(warned(with("")));
    EXPECT_TRUE(warned(with(a)));
    EXPECT_FALSE(warned(with(a + b)));
}

TEST(Checkers, AreNoPartOfALaboratorysPolicy)
{
    EXPECT_THROW(
        (void)parse_policy("[project]\nid = \"x\"\n[[party]]\nname = \"a\"\n[[party]]\nname = \"b\"\n"
                           "[[field]]\nname = \"s\"\nkind = \"family-name\"\n" +
                               checker("a-okafor", "a", "a-okafor"),
                           "p"),
        Error);
}

} // namespace
} // namespace gauze::project
