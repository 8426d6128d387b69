// Due days: by hand from the rulings of the policy's documents, and against a second implementation.
#include "engine/project/retention.hpp"
#include "tests/engine/project/retention_records.hpp"

namespace gauze::test {
namespace {

using project::Day;
using project::DueDay;
using project::FromRow;
using project::RetentionRule;

RetentionRule rule(const std::string& from, std::uint32_t years)
{
    RetentionRule made;
    made.name = from, made.from = from, made.years = years;
    made.sources.assign(1, '*');
    return made;
}
Day due(const std::vector<RetentionRule>& rules, const std::vector<FromRow>& row, Day receipt = 20260101)
{
    return project::due_day(rules, "camden", row, receipt).day;
}

TEST(RetentionYears, AreFullOnTheSameDayAndOfA29FebruaryOn1March)
{
    EXPECT_EQ(project::years_later(20200229, 5), 20250301u);
    EXPECT_EQ(project::years_later(20200229, 4), 20240229u);
    EXPECT_EQ(project::years_later(20200228, 5), 20250228u);
    EXPECT_EQ(project::years_later(20000229, 100), 21000301u); // 2100 is no leap year
    EXPECT_EQ(project::years_later(20260531, 0), 20260531u);
    EXPECT_EQ(project::years_later(99950101, 6), 99991231u);
}

TEST(RetentionRule, CountsFromBirthUseReceiptAndTheStudysEnd)
{
    EXPECT_EQ(due({rule("birth", 5)}, {{20210817}}), 20260817u);
    EXPECT_EQ(due({rule("last-use", 6)}, {{20200630}}), 20260630u);
    EXPECT_EQ(due({rule("receipt", 6)}, {{}}, 20260301), 20320301u);
    RetentionRule end = rule("study-end", 1);
    end.not_before = 20281231;
    EXPECT_EQ(due({end}, {{}}), 20291231u);
}

TEST(RetentionRule, IsNotBeforeItsDayAndNeverBeyondItsCap)
{
    RetentionRule programme = rule("birth", 5);
    programme.not_before = 20251231;
    EXPECT_EQ(due({programme}, {{20190101}}), 20251231u);
    programme.cap_years = 25;
    EXPECT_EQ(due({programme}, {{20600101}}, 20260101), 20510101u);
    programme.not_before = 20990101; // the promise to the person wins
    EXPECT_EQ(due({programme}, {{20190101}}, 20260101), 20510101u);
    EXPECT_EQ(due({programme}, {{0}}, 20260101), 20510101u); // also where no day is known
}

TEST(RetentionRule, LeavesARowOpenThatHasNoDay)
{
    const DueDay open =
        project::due_day(std::vector{rule("last-use", 6)}, "camden", std::vector{FromRow{}}, 20260101);
    EXPECT_EQ(open.day, 0u);
    ASSERT_NE(open.rule, nullptr);
    // Beside another rule too: the latest of a day and none is none.
    EXPECT_EQ(due({rule("receipt", 6), rule("last-use", 6)}, {{}, {}}), 0u);
}

TEST(RetentionRules, OfARowThatHasTheFlagHoldAloneAndOfSeveralTheLatest)
{
    RetentionRule worker = rule("birth", 25);
    worker.flag_column = "family_worker";
    EXPECT_EQ(due({rule("birth", 5), worker}, {{20200101}, {20200101, true}}), 20450101u);
    EXPECT_EQ(due({rule("birth", 5), worker}, {{20200101}, {20200101, false}}), 20250101u);
    EXPECT_EQ(due({rule("birth", 5), rule("receipt", 2)}, {{20200101}, {}}), 20280101u);
}

TEST(RetentionRules, OfAnotherSourceDoNotHold)
{
    RetentionRule other = rule("birth", 25);
    other.sources = "islington";
    EXPECT_EQ(due({other, rule("birth", 5)}, {{20200101}, {20200101}}), 20250101u);
    EXPECT_EQ(due({other}, {{20200101}}), 0u);
}

TEST(RowsHeldTogether, AreDueWithTheLatestOfThem)
{
    const std::vector<RetentionRule> rules{rule("birth", 5)};
    const auto own = [&](Day birth) {
        return project::due_day(rules, "camden", std::vector{FromRow{birth}}, 20260101);
    };
    project::HeldTogether family;
    for (const Day birth : {19900101u, 20220505u, 20240229u, 0u}) family.add(own(birth));
    // The parent, and whoever has no birth date, go with the youngest child.
    EXPECT_EQ(family.due(own(19900101), 20260101).day, 20290301u);
    EXPECT_EQ(family.due(own(0), 20260101).day, 20290301u);
    project::HeldTogether nobody_knows;
    nobody_knows.add(own(0));
    EXPECT_EQ(nobody_knows.due(own(0), 20260101).day, 0u);
}

TEST(RowsHeldTogether, GoOnWithOneThatGoesOn)
{
    const std::vector<RetentionRule> rules{rule("last-use", 6)};
    const auto own = [&](Day use) {
        return project::due_day(rules, "camden", std::vector{FromRow{use}}, 20260101);
    };
    project::HeldTogether family;
    family.add(own(20200101));
    EXPECT_EQ(family.due(own(20200101), 20260101).day, 20260101u);
    family.add(own(0));
    EXPECT_EQ(family.due(own(20200101), 20260101).day, 0u);
}

TEST(AWholeFile, IsDueWhenItsLastRowCanBe)
{
    RetentionRule end = rule("study-end", 0);
    end.not_before = 20300101;
    const auto of = [](const std::vector<RetentionRule>& rules) {
        return project::due_day_of_file(rules, "liia", 20260301).day;
    };
    EXPECT_EQ(of({rule("receipt", 6)}), 20320301u);
    EXPECT_EQ(of({rule("receipt", 6), end}), 20320301u);
    EXPECT_EQ(of({rule("receipt", 6), rule("birth", 25)}), 0u); // the custodian says which rows
    RetentionRule capped = rule("birth", 25);
    capped.cap_years = 10;
    EXPECT_EQ(of({rule("receipt", 6), capped}), 20360301u);
    EXPECT_EQ(of({}), 0u);
}

TEST(AnotherPolicy, CountsReceiptAnewAndHoldsKeptDaysWithinItsBounds)
{
    RetentionRule now = rule("receipt", 25);
    EXPECT_EQ(project::due_now(&now, 20320301, 20260301), 20510301u);
    now = rule("birth", 25);
    EXPECT_EQ(project::due_now(&now, 20320301, 20260301), 20320301u);
    now.not_before = 20350101;
    EXPECT_EQ(project::due_now(&now, 20320301, 20260301), 20350101u);
    now.cap_years = 5;
    EXPECT_EQ(project::due_now(&now, 20320301, 20260301), 20310301u);
    EXPECT_EQ(project::due_now(nullptr, 20320301, 20260301), 20320301u);
}

TEST(RetentionTwin, FindsNoRowEarlyAndNoneLate)
{
    RetentionRecords records(7, 2000);
    records.compute();
    records.walk();
    records.compare();
}

} // namespace
} // namespace gauze::test
