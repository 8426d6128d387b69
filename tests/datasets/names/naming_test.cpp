// Names of every community: what must hold for all of them.
#include "datasets/synth/names/naming.hpp"
#include "tests/datasets/names/drawn_names.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

using namespace test;

bool valid_utf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const std::size_t length = byte < 0x80 ? 1 : byte >> 5 == 6 ? 2 : byte >> 4 == 14 ? 3 : 0;
        if (length == 0 || at + length > text.size()) return false;
        for (std::size_t i = 1; i < length; ++i)
            if ((static_cast<unsigned char>(text[at + i]) & 0xc0) != 0x80) return false;
        at += length;
    }
    return true;
}

bool well_written(std::string_view name)
{
    return valid_utf8(name) && !name.starts_with(' ') && !name.ends_with(' ') && !name.starts_with('-') &&
           !name.ends_with('-') && name.find("  ") == std::string_view::npos &&
           name.find("--") == std::string_view::npos &&
           name.find_first_of("_*0123456789,\"\n") == std::string_view::npos;
}

// Founders, their children, marriages and callings of all communities.
template <class See>
void each_name(std::uint64_t times, const See& see)
{
    const Naming& naming = own_tables();
    for (std::size_t at = 0; at < communities().size(); ++at)
        for (std::uint64_t i = 0; i < times; ++i) {
            Draws draws = stream(i, static_cast<std::uint32_t>(at));
            const auto c = static_cast<CommunityNumber>(at);
            const int year = 1925 + static_cast<int>(draws.below(70));
            const Named wife{c, Sex::female, year, i % 3 == 0}, husband{c, Sex::male, year - 2, i % 3 == 0};
            const Name mother = naming.founder(wife, draws), father = naming.founder(husband, draws);
            const Name married = naming.married(wife, mother, father, draws);
            const Named who{c, i % 2 == 0 ? Sex::female : Sex::male, year + 28, false};
            const std::vector<std::string> elder{mother.given, father.given};
            const Name child = naming.child(who, married, i % 5 == 0 ? nullptr : &father, elder, draws);
            for (const Name* name : {&mother, &father, &married, &child}) see(c, *name);
            see(c, {naming.calling(who, child, draws), "", ""});
        }
}

TEST(NamesOfAllCommunities, AreWrittenWellAndHaveAGivenName)
{
    each_name(300, [](CommunityNumber c, const Name& name) {
        EXPECT_FALSE(name.given.empty()) << communities()[c].name;
        for (const std::string* part : {&name.given, &name.middle, &name.family})
            EXPECT_TRUE(well_written(*part)) << communities()[c].name << ": " << *part;
    });
}

TEST(NamesOfAllCommunities, AreAPureFunctionOfTheStream)
{
    const Naming again;
    EXPECT_EQ(again.edition(), own_tables().edition());
    for (std::size_t at = 0; at < communities().size(); ++at)
        for (std::uint64_t i = 0; i < 50; ++i) {
            Draws one = stream(i), two = stream(i);
            const Named who{static_cast<CommunityNumber>(at), i % 2 == 0 ? Sex::female : Sex::male,
                            1950 + int(i), false};
            EXPECT_EQ(own_tables().founder(who, one), again.founder(who, two));
            EXPECT_EQ(one.next(), two.next()); // and used up as much of it
        }
}

TEST(NamesOfAllCommunities, HoldShortLongHyphenedApostrophedAccentedAndSingleOnes)
{
    std::uint64_t one_letter = 0, long_ones = 0, hyphens = 0, apostrophes = 0, accents = 0, single = 0,
                  blanks = 0, all = 0;
    each_name(2'500, [&](CommunityNumber, const Name& name) {
        ++all;
        const auto has = [&](char c) { return name.family.find(c) != std::string::npos; };
        one_letter += name.given.size() == 1 || name.family.size() == 1 || name.middle.size() == 1;
        long_ones += name.family.size() >= 40 || name.given.size() >= 40;
        hyphens += has('-'), apostrophes += has('\''), blanks += has(' ');
        single += name.family.empty() && !name.middle.empty() ? 0 : name.family.empty();
        for (const char c : name.family) accents += static_cast<unsigned char>(c) >= 0xc0;
    });
    EXPECT_GT(one_letter, 0u);
    EXPECT_GT(long_ones, 0u);
    EXPECT_LT(long_ones, all / 100);
    EXPECT_GT(hyphens, all / 200);
    EXPECT_GT(apostrophes, all / 500);
    EXPECT_GT(accents, all / 200);
    EXPECT_GT(blanks, all / 200);
    EXPECT_GT(single, 0u);
}

TEST(NamesOfAllCommunities, SiblingsBearDifferentNames)
{
    const Naming& naming = own_tables();
    for (std::size_t at = 0; at < communities().size(); ++at) {
        const auto c = static_cast<CommunityNumber>(at);
        Draws draws = stream(at);
        const Name mother = naming.founder({c, Sex::female, 1960, false}, draws);
        std::vector<std::string> elder;
        for (int i = 0; i < 40; ++i) {
            const std::string given =
                naming.child({c, Sex::male, 1990, false}, mother, nullptr, elder, draws).given;
            EXPECT_EQ(std::count(elder.begin(), elder.end(), given), 0) << given;
            const std::string twin = naming.twin({c, Sex::male, 1990, false}, given, elder, draws);
            EXPECT_NE(twin, given);
            EXPECT_EQ(std::count(elder.begin(), elder.end(), twin), 0) << twin;
            elder.push_back(given), elder.push_back(twin);
        }
    }
}

TEST(NamesOfAllCommunities, SomeTwinsAreAlike)
{
    // About 18 % of pairs are made alike on top of those that are by chance: measured against unrelated
    // names.
    std::uint64_t alike = 0, chance = 0;
    constexpr std::uint64_t times = 5'000;
    const Named who{community("English"), Sex::male, 2005, false};
    for (std::uint64_t i = 0; i < times; ++i) {
        Draws draws = stream(i);
        const std::string first = own_tables().new_given(who, draws),
                          other = own_tables().new_given(who, draws);
        alike += own_tables().twin(who, first, {}, draws).front() == first.front();
        chance += other.front() == first.front();
    }
    EXPECT_GT(alike, chance + times / 10);
    EXPECT_LT(alike, chance + times / 4);
}

TEST(NamesOfAllCommunities, GoWithTheEighteenEthnicGroupsOfSchools)
{
    const std::set<std::string_view> codes{"WBRI", "WIRI", "WIRT", "WROM", "WOTH", "MWBC",
                                           "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN",
                                           "AOTH", "CHNE", "BCRB", "BAFR", "BOTH", "OOTH"};
    std::set<std::string_view> found, drawn;
    for (const Ethnicity& group : ethnicities()) found.insert(group.code);
    EXPECT_EQ(found, codes);
    ASSERT_EQ(ethnicities().size(), 18u);
    for (std::size_t at = 0; at < communities().size(); ++at) {
        std::uint64_t usual = 0;
        for (std::uint64_t i = 0; i < 1000; ++i) {
            Draws draws = stream(i);
            const EthnicityNumber group = own_tables().ethnicity(static_cast<CommunityNumber>(at), draws);
            drawn.insert(ethnicities()[group].code);
            usual += group == communities()[at].ethnicity;
        }
        EXPECT_GT(usual, 400u) << communities()[at].name;
    }
    EXPECT_EQ(drawn, codes);
}

} // namespace
} // namespace gauze::synth
