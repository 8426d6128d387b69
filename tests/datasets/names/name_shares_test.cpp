// What is drawn has the shares that are promised, for every community and several years.
#include "datasets/synth/names/naming.hpp"
#include "tests/datasets/names/drawn_names.hpp"

#include <numeric>

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

using namespace test;

// All names that are expected twenty times or more, and the rest together. 5.5 deviations: some ten thousand
// comparisons are made.
void expect_shares(const Counts& drawn, const std::vector<Naming::Share>& shares, std::uint64_t times,
                   std::string_view what)
{
    std::uint64_t common = 0;
    double expected = 0;
    for (const auto& [name, per_million] : shares) {
        const double share = per_million / 1e6;
        if (share * static_cast<double>(times) < 20) continue;
        EXPECT_LT(sigmas(of(drawn, name), times, share), 5.5) << what << ": " << name;
        common += of(drawn, name), expected += share;
    }
    EXPECT_LT(sigmas(common, times, std::min(expected, 0.999)), 5) << what;
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end(),
                               [](const auto& a, const auto& b) { return a.per_million > b.per_million; }));
}

TEST(NameShares, OfGivenNamesAreThoseOfFounders)
{
    constexpr std::uint64_t times = 8'000;
    for (std::size_t at = 0; at < communities().size(); ++at)
        for (const Named who : {Named{static_cast<CommunityNumber>(at), Sex::female, 1947, true},
                                Named{static_cast<CommunityNumber>(at), Sex::male, 2011, false}})
            expect_shares(count(times, [&](Draws& draws) { return own_tables().founder(who, draws).given; }),
                          own_tables().given_shares(who), times, communities()[at].name);
}

TEST(NameShares, OfFamilyNamesAreThoseOfMen)
{
    constexpr std::uint64_t times = 20'000;
    for (std::size_t at = 0; at < communities().size(); ++at) {
        const auto c = static_cast<CommunityNumber>(at);
        const Custom custom = communities()[at].custom;
        if (custom == Custom::two_family_names) continue; // the next test
        // Where founders may have two names with a hyphen the first counts, and no name of the table has one.
        const bool halves = custom == Custom::family_name;
        const Counts drawn = count(times, [&](Draws& draws) {
            const std::string family = own_tables().founder({c, Sex::male, 1950, false}, draws).family;
            return halves ? family.substr(0, family.find('-')) : family;
        });
        std::vector<Naming::Share> shares = own_tables().family_shares(c);
        std::erase_if(shares,
                      [&](const auto& share) { return halves && share.name.find('-') != std::string::npos; });
        expect_shares(drawn, shares, times, communities()[at].name);
    }
}

TEST(NameShares, OfTwoFamilyNamesAreThoseOfTheFirst)
{
    const CommunityNumber c = community("Spanish");
    std::uint64_t torres = 0;
    constexpr std::uint64_t times = 30'000;
    for (std::uint64_t i = 0; i < times; ++i) {
        Draws draws = stream(i);
        const std::string family = own_tables().founder({c, Sex::male, 1950, false}, draws).family;
        torres += family.substr(0, family.find(' ')) == "Torres";
    }
    for (const auto& [name, per_million] : own_tables().family_shares(c))
        if (name == "Torres") {
            EXPECT_LT(sigmas(torres, times, per_million / 1e6), 5);
        }
}

TEST(NameShares, FollowTheFashionOfTheirTime)
{
    const auto share = [&](std::string_view name, Sex sex, int year) {
        for (const auto& [given, per_million] :
             own_tables().given_shares({community("English"), sex, year, false}))
            if (given == name) return per_million;
        return 0u;
    };
    // Facts of the lists of England and Wales: Doris is a name of the 1910s, Tracey of the 1960s, Olivia of
    // the 2010s; John led in 1924 and is rare now.
    EXPECT_GT(share("Doris", Sex::female, 1914), 20 * share("Doris", Sex::female, 1964));
    EXPECT_GT(share("Tracey", Sex::female, 1964), 20 * share("Tracey", Sex::female, 1924));
    EXPECT_GT(share("Olivia", Sex::female, 2012), 10 * share("Olivia", Sex::female, 1974));
    EXPECT_GT(share("John", Sex::male, 1924), 10 * share("John", Sex::male, 2015));
    // Peoples keep to their own.
    EXPECT_EQ(share("Mohammed", Sex::male, 2010), 0u);
    EXPECT_EQ(share("Zuzanna", Sex::female, 2010), 0u);
}

} // namespace
} // namespace gauze::synth
