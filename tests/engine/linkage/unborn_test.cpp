#include "engine/linkage/unborn.hpp"
#include "tests/engine/linkage/made_kin.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using project::About;
using Verdict = UnbornGroup::Verdict;

// Records of one guardian, in months; each is a person of a party.
class Guardian {
public:
    Guardian& unborn(unsigned party, int month) { return person(party, About::unborn, {month}); }
    Guardian& child(unsigned party, int month)
    {
        return person(party, About::born, {month - 1, month, month + 1});
    }
    std::vector<UnbornGroup> groups() const { return group_unborn(made_.in_order(), stages_); }

private:
    Guardian& person(unsigned party, About about, const std::vector<int>& months)
    {
        const auto number = static_cast<std::uint32_t>(stages_.size());
        for (const int month : months) made_.add(number, std::to_string(month), about);
        stages_.push_back(
            {.sources = 1u << party, .expected = about == About::unborn, .born = about == About::born});
        return *this;
    }
    test::MadeKin made_;
    std::vector<PersonStage> stages_;
};

using Groups = std::vector<UnbornGroup>;

TEST(Unborn, JoinTheChildOfTheSameGuardianBornUpToAMonthEarlyOrLate)
{
    for (const int born : {5, 6, 7})
        EXPECT_EQ(Guardian().unborn(0, 6).child(1, born).groups(), (Groups{{{0, 1}, Verdict::joined}}))
            << born;
    for (const int born : {4, 8}) EXPECT_TRUE(Guardian().unborn(0, 6).child(1, born).groups().empty());
}

TEST(Unborn, RecordsOfSeveralSourcesAreOneChildWithOrWithoutIt)
{
    EXPECT_EQ(Guardian().unborn(0, 6).unborn(1, 6).groups(), (Groups{{{0, 1}, Verdict::joined}}));
    EXPECT_TRUE(Guardian().unborn(0, 6).unborn(1, 7).groups().empty()); // nothing says they are one
    EXPECT_EQ(Guardian().unborn(0, 6).unborn(1, 7).child(2, 7).groups(),
              (Groups{{{0, 1, 2}, Verdict::joined}}));
}

TEST(Unborn, OfWhichTwoChildrenCouldBeTheOneAreLeftForReview)
{
    EXPECT_EQ(Guardian().unborn(0, 6).child(1, 6).child(1, 6).groups(),
              (Groups{{{0, 1, 2}, Verdict::several_children}}));
    EXPECT_EQ(Guardian().unborn(0, 6).child(1, 5).child(2, 7).groups(),
              (Groups{{{0, 1, 2}, Verdict::several_children}}));
}

TEST(Unborn, TwiceInOneSourceAreLeftForReview)
{
    EXPECT_EQ(Guardian().unborn(0, 6).unborn(0, 6).child(1, 6).groups(),
              (Groups{{{0, 1, 2}, Verdict::one_source}}));
    EXPECT_EQ(Guardian().unborn(0, 6).child(0, 6).groups(), (Groups{{{0, 1}, Verdict::one_source}}));
}

TEST(Unborn, ChildrenDoNotMeetByTheirMonthsAlone)
{
    EXPECT_TRUE(Guardian().child(0, 6).child(1, 6).groups().empty());
    EXPECT_TRUE(Guardian().child(0, 6).child(1, 8).groups().empty());
    // A brother of last year and one to come.
    EXPECT_EQ(Guardian().child(0, 1).unborn(0, 13).child(1, 14).groups(),
              (Groups{{{1, 2}, Verdict::joined}}));
}

TEST(Unborn, AreNoneWhereNoPolicySpeaksOfThem)
{
    std::vector<Person> persons(3);
    const UnbornJoined joined = join_unborn(persons, Parties{}, project::Policy{});
    EXPECT_EQ(joined.unborn, 0u);
    EXPECT_EQ(persons.size(), 3u);
}

} // namespace
} // namespace gauze::linkage
