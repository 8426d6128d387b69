#include "engine/linkage/mixture/mutual_best.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage::mixture {
namespace {

EvidenceUnit unit(PartyPair parties, std::vector<ListedEvidence> candidates)
{
    EvidenceUnit made;
    made.parties = parties;
    made.candidates = std::move(candidates);
    return made;
}

TEST(MutualBest, CountsPairsThatNeitherRecordHasABetterPartnerThan)
{
    // Vector 0 is best, 2 worst. a0-b0 is best for both. a0 beats a1 for b0, and so is a0-b1 beaten; a1's
    // best is b0, so a1-b1 is beaten too.
    const std::vector<EvidenceUnit> units{unit({0, 1}, {{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 2}})};
    const double odds[] = {5, 3, 1};
    EXPECT_EQ(MutualBest(units, {true, true}).counts(odds), (std::vector<double>{1, 0, 0}));
}

TEST(MutualBest, CountsAllOfEquals)
{
    const std::vector<EvidenceUnit> units{unit({0, 1}, {{0, 0, 0}, {0, 1, 0}})};
    const double odds[] = {5};
    EXPECT_EQ(MutualBest(units, {true, true}).counts(odds), (std::vector<double>{2}));
}

TEST(MutualBest, DoesNotLimitPartnersInASourceThatRepeatsPeople)
{
    // b may hold a0 twice, but a holds nobody twice.
    const std::vector<EvidenceUnit> units{unit({0, 1}, {{0, 0, 0}, {0, 1, 1}, {1, 1, 0}})};
    const double odds[] = {5, 3};
    EXPECT_EQ(MutualBest(units, {true, false}).counts(odds), (std::vector<double>{2, 0}));
    const std::vector<EvidenceUnit> other{unit({0, 1}, {{0, 0, 0}, {0, 1, 1}})};
    EXPECT_EQ(MutualBest(other, {true, false}).counts(odds), (std::vector<double>{1, 1}));
}

TEST(MutualBest, LooksForOnePartnerInEachOtherParty)
{
    const std::vector<EvidenceUnit> units{unit({0, 1}, {{0, 0, 0}}), unit({0, 2}, {{0, 0, 1}})};
    const double odds[] = {5, 3};
    EXPECT_EQ(MutualBest(units, {true, true, true}).counts(odds), (std::vector<double>{1, 1}));
}

} // namespace
} // namespace gauze::linkage::mixture
