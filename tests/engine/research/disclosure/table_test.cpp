#include "bloom/base/error.hpp"
#include "engine/research/disclosure/table.hpp"
#include "tests/engine/research/disclosure/tables.hpp"

#include <gtest/gtest.h>

namespace gauze::research::disclosure {

namespace {

TEST(DisclosureProfile, HasTheFiveRuleSetsAndNamesThemToWhoeverAsksForAnother)
{
    // privacy.md 5.1
    EXPECT_EQ(profile_named("tre10").threshold, 10U);
    EXPECT_TRUE(profile_named("tre10").zero_is_small);
    EXPECT_EQ(profile_named("tre10").k, 10U);
    EXPECT_EQ(profile_named("dfe").most_small(), 5U);
    EXPECT_EQ(profile_named("dfe").rounding_of_all_areas, 10U);
    EXPECT_EQ(profile_named("dfe").symbol, "c");
    EXPECT_EQ(profile_named("hes").most_small(), 7U);
    EXPECT_EQ(profile_named("hes").rounding, 5U);
    EXPECT_TRUE(profile_named("sdap10").zero_is_small);
    EXPECT_EQ(profile_named("council5").most_small(), 4U);
    EXPECT_EQ(profile_named("council5").most_variables, 3U);
    try {
        profile_named("none");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::configuration);
        EXPECT_EQ(error.hint(), "profiles are tre10, dfe, hes, sdap10, council5");
    }
}

TEST(CountTable, AddsUpItsMargins)
{
    const CountTable two = table("t", {axis("a", 2), axis("b", 3)}, {1, 2, 3, 4, 5, 6});
    EXPECT_EQ(two.all(), (std::vector<std::uint64_t>{1, 2, 3, 6, 4, 5, 6, 15, 5, 7, 9, 21}));
    EXPECT_EQ(two.shape.total(), 11U);
    EXPECT_EQ(two.shape.label(3), "a=a0, b=all");
    EXPECT_EQ(two.shape.cell(two.shape.places(7)), 7U);
}

TEST(CountTable, OfNoVariableIsItsTotal)
{
    const CountTable none = table("t", {}, {17});
    EXPECT_EQ(none.all(), std::vector<std::uint64_t>{17});
    EXPECT_EQ(none.shape.label(0), "all");
}

TEST(CountTable, OfAllAreasIsWhatNoAreaIsSaidOf)
{
    CountTable one = table("t", {axis("la", 2), axis("b", 2)}, {1, 1, 1, 1});
    one.shape.area = "la";
    EXPECT_FALSE(one.shape.of_all_areas(0));
    EXPECT_FALSE(one.shape.of_all_areas(2)); // la0, all of b
    EXPECT_TRUE(one.shape.of_all_areas(6));  // all areas, b0
    CountTable slice = table("t", {axis("b", 2)}, {1, 1});
    slice.shape.area = "la";
    EXPECT_TRUE(slice.shape.of_all_areas(0));
    slice.shape.where = {{"la", {"la1"}}};
    EXPECT_FALSE(slice.shape.of_all_areas(0));
}

// Every count from 0 to 300 is published alone; what is concluded must be exactly the counts that would have
// been published the same.
TEST(KnownAlone, IsExactlyTheCountsThatWouldBePublishedSo)
{
    for (const Profile& profile : profiles())
        for (const bool area : {false, true}) {
            const auto shown = [&](std::uint64_t count) -> std::string {
                if (profile.is_small(count)) return "withheld";
                const std::uint64_t base = area ? profile.rounding_of_all_areas : profile.rounding;
                std::uint64_t up = 0; // the multiple that is nearest, of two the larger
                while (2 * (up + base) <= 2 * count + base) up += base;
                return fmt::format("{}", up);
            };
            for (std::uint64_t count = 0; count <= 300; ++count) {
                if (profile.is_small(count)) continue;
                Protected one{{"t", "person"}, std::string(profile.name), {}};
                if (area) one.shape.area = "la";
                one.cells.push_back({Why::shown, std::stoull(shown(count)), shown(count)});
                Interval expected{unbounded, 0};
                for (std::uint64_t other = 0; other <= 320; ++other)
                    if (shown(other) == shown(count))
                        expected = {std::min(expected.least, other), std::max(expected.most, other)};
                EXPECT_EQ(known_alone(one, 0), expected) << profile.name << " " << count;
                EXPECT_EQ(rounded(count, rounding_of(profile, one.shape, 0)), one.cells[0].value);
            }
        }
}

TEST(Percentage, IsOfShownCountsAndEmptyWithoutThem)
{
    const Profile& profile = profile_named("hes");
    EXPECT_EQ(percentage({Why::shown, 25, "25"}, {Why::shown, 200, "200"}, profile), "12.5");
    EXPECT_EQ(rate({Why::shown, 25, "25"}, {Why::shown, 6000, "6000"}, 10000, profile), "41.7");
    EXPECT_EQ(percentage({Why::small, 0, "*"}, {Why::shown, 200, "200"}, profile), "");
    EXPECT_EQ(percentage({Why::shown, 0, "0"}, {Why::shown, 0, "0"}, profile), "");
}

} // namespace

} // namespace gauze::research::disclosure
