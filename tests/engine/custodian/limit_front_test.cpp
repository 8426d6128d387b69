#include "bloom/base/parallel.hpp"
#include "engine/custodian/limit_front.hpp"
#include "engine/custodian/suggest_filters.hpp"
#include "engine/custodian/suggest_slips.hpp"
#include "engine/project/progress.hpp"
#include "tests/engine/custodian/invented_town.hpp"
#include "tests/engine/custodian/sample_file.hpp"

#include <algorithm>
#include <bit>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

class Front : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }
    void TearDown() override { set_threads(0); }
    SampledRows rows_of(std::string_view text, std::size_t most = most_sampled_rows)
    {
        const SampleFile file(text);
        return sample_rows(file.path(), survey(file.path(), policy_, policy_.party("hospital")), most);
    }
    LimitFront front_of(std::string_view text, std::size_t most = most_sampled_rows)
    {
        return limit_front(policy_, rows_of(text, most), "hospital");
    }
    const project::Policy policy_ = town_policy();
};

TEST_F(Front, ShowsThatTwinsCannotBeHidden)
{
    const LimitFront twins = front_of(InventedTown(1).twins(300));
    const LimitFront strangers = front_of(InventedTown(1).strangers(600));
    EXPECT_TRUE(twins.is_whole_file);
    EXPECT_EQ(twins.rows, 600u);
    EXPECT_GT(twins.points[2].people_near, .95); // .06: one letter of one name
    EXPECT_LT(strangers.points[2].people_near, .05);
}

TEST_F(Front, SeesTheSamePersonTwiceAtEveryRadius)
{
    InventedTown town(2);
    std::string text(town_header);
    for (int i = 0; i < 100; ++i) {
        const std::string row = town.stranger();
        text += row + row;
    }
    for (const FrontPoint& point : front_of(text).points) EXPECT_EQ(point.people_near, 1);
}

TEST_F(Front, FindsMoreWithALargerRadiusAndMoreOfCarefulRecords)
{
    const LimitFront front = front_of(InventedTown(3).strangers(1500));
    ASSERT_EQ(front.points.size(), front_radii.size());
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        const FrontPoint& point = front.points[i];
        EXPECT_GT(point.found_careful, point.found_careless);
        if (i == 0) continue;
        EXPECT_GE(point.found_careful, front.points[i - 1].found_careful);
        EXPECT_GE(point.found_careless, front.points[i - 1].found_careless);
        EXPECT_GE(point.people_near, front.points[i - 1].people_near);
    }
    // .97 x .96 x .995 of the records have their names and dates as they were, and every view but one its
    // home.
    EXPECT_GT(front.points.front().found_careful, .97 * .96 * .995 - .03);
}

// The slow twin: every pair of rows, one bit count after the other. 700 rows make tiles of two sizes.
TEST_F(Front, AgreesWithADoubleLoop)
{
    const SampledRows rows = rows_of(InventedTown(4).families(175));
    const project::Policy shown = showing_base_filters(policy_);
    const Encoder encoder = trial_encoder(shown, rows, "hospital");
    std::vector<std::vector<std::uint64_t>> records(rows.rows);
    encode_blocks(encoder, rows.blocks, [&](std::size_t b, const EncodedBlock& block) {
        for (std::size_t r = 0; r < block.rows; ++r)
            records[b * RowBlock::most_rows + r].assign(block.record(r),
                                                        block.record(r) + encoder.record_bytes() / 8);
    });
    const auto differing = [&](std::size_t view, std::size_t i, std::size_t j) {
        int bits = 0;
        for (std::size_t w = 0; w < 4096 / 64; ++w) {
            const std::size_t at = encoder.offsets()[view + 1] / 8 + w;
            bits += std::popcount(records[i][at] ^ records[j][at]);
        }
        return bits / 4096.0;
    };
    std::array<int, front_radii.size()> people{};
    for (std::size_t i = 0; i < rows.rows; ++i) {
        double nearest = 1;
        for (std::size_t j = 0; j < rows.rows; ++j)
            for (std::size_t v = 0; v < 2 && i != j; ++v) nearest = std::min(nearest, differing(v, i, j));
        for (std::size_t r = 0; r < people.size(); ++r) people[r] += nearest <= front_radii[r];
    }
    const LimitFront front = limit_front(policy_, rows, "hospital");
    for (std::size_t r = 0; r < people.size(); ++r)
        EXPECT_DOUBLE_EQ(front.points[r].people_near, people[r] / 700.0);
    EXPECT_GT(people.back(), 0);
}

TEST_F(Front, OfASampleIsAnEstimateForTheWholeFile)
{
    const std::string text = InventedTown(5).twins(1000);
    const LimitFront part = front_of(text, 1000);
    EXPECT_FALSE(part.is_whole_file);
    EXPECT_LE(part.rows, 1000u);
    // Everybody has one twin in the file, and about a third in the sample: 1 - exp(-1) is the least to be
    // said.
    EXPECT_GT(part.points[2].people_near, .5);
}

TEST_F(Front, DoesNotDependOnTheNumberOfThreads)
{
    const std::string text = InventedTown(6).families(300);
    const auto shares = [&] {
        std::vector<double> all;
        for (const FrontPoint& point : front_of(text).points)
            all.insert(all.end(), {point.found_careful, point.found_careless, point.people_near});
        return all;
    };
    set_threads(1);
    const auto alone = shares();
    set_threads(3);
    EXPECT_EQ(alone, shares());
}

TEST(Slip, ChangesOneDigitOfADateAndOneCharacterOfAPostcode)
{
    Draws draws(1);
    for (int i = 0; i < 200; ++i) {
        std::string day = "24-FEB-1974", home = "SW1A 1AA";
        ASSERT_TRUE(slip(day, project::FieldKind::date, draws));
        ASSERT_TRUE(slip(home, project::FieldKind::postcode, draws));
        EXPECT_EQ(day.substr(2, 5), "-FEB-");
        const std::string old_day = "24-FEB-1974", old_home = "SW1A 1AA";
        int changed_day = 0, changed_home = 0;
        for (std::size_t c = 0; c < old_day.size(); ++c) changed_day += day[c] != old_day[c];
        for (std::size_t c = 0; c < old_home.size(); ++c) changed_home += home[c] != old_home[c];
        EXPECT_EQ(changed_day, 1);
        EXPECT_EQ(changed_home, 1);
        EXPECT_EQ(home[4], ' ');
    }
}

TEST(Slip, ChangesANameByOneLetterAndLeavesOthersAlone)
{
    Draws draws(2);
    for (int i = 0; i < 200; ++i) {
        std::string name = "MARIA";
        ASSERT_TRUE(slip(name, project::FieldKind::given_name, draws));
        EXPECT_NE(name, "MARIA");
        EXPECT_GE(name.size(), 4u);
        EXPECT_LE(name.size(), 6u);
    }
    std::string sex = "F", nothing = "\xC3\x89", blank;
    EXPECT_FALSE(slip(sex, project::FieldKind::sex, draws));
    EXPECT_FALSE(slip(nothing, project::FieldKind::given_name, draws));
    EXPECT_FALSE(slip(blank, project::FieldKind::given_name, draws));
}

TEST_F(Front, MakesSecondRecordsThatDifferAsOftenAsIsSaid)
{
    const SampledRows rows = rows_of(InventedTown(7).strangers(4000));
    const std::vector<std::vector<std::uint8_t>> all(4, std::vector<std::uint8_t>(rows.rows, 1));
    for (const Care care : {Care::careful, Care::careless}) {
        const SecondRecords second(policy_, rows, care, all);
        std::array<int, 4> changed{};
        for (std::size_t b = 0; b < rows.blocks.size(); ++b) {
            const RowBlock made = second.of(b);
            ASSERT_EQ(made.size(), rows.blocks[b].size());
            for (std::size_t r = 0; r < made.size(); ++r)
                for (std::size_t f = 0; f < 4; ++f)
                    changed[f] += made.cell(r, f).reveal() != rows.blocks[b].cell(r, f).reveal();
        }
        for (std::size_t f = 0; f < 4; ++f) {
            const SlipShares shares = slip_shares(care, policy_.fields[f].kind);
            EXPECT_NEAR(changed[f] / 4000.0, shares.one + shares.two + shares.other, .025) << f;
        }
    }
}

} // namespace
} // namespace gauze::custodian
