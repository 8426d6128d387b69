// Which means may stand beside each other: none from which a withheld one follows.
#include "engine/research/release/numbers_to_show.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::research::release {
namespace {

using disclosure::Why;

// Groups of so many people along one or two axes, and which of the counts are withheld; margins are shown.
struct Made {
    statistics::Tabulated table;
    disclosure::Protected shown;
};
Made made(const std::vector<std::size_t>& sizes, const std::vector<std::uint64_t>& people,
          const std::vector<bool>& withheld)
{
    Made all;
    disclosure::Shape& shape = all.table.table.shape;
    shape.name = std::string("means");
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        shape.axes.push_back({fmt::format("v{}", i), {}, {}, false});
        for (std::size_t k = 0; k < sizes[i]; ++k) shape.axes[i].values.push_back(fmt::format("c{}", k));
    }
    all.table.table.counts = people;
    const auto counts = all.table.table.all();
    all.shown.shape = shape;
    all.shown.profile = std::string("tre10");
    std::size_t interior = 0;
    for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
        statistics::Mean mean;
        mean.people = counts[cell];
        mean.mean = {1, 0, 2, true, true};
        all.table.means.push_back(mean);
        const auto places = shape.places(cell);
        bool margin = false;
        for (std::size_t i = 0; i < places.size(); ++i) margin = margin || places[i] == sizes[i];
        const bool gone = !margin && withheld[interior++];
        all.shown.cells.push_back(
            {gone ? Why::small : Why::shown, counts[cell], std::string(1, gone ? '*' : 'n')});
    }
    return all;
}
std::vector<bool> may(const Made& all, std::vector<Withheld>& withheld)
{
    return means_to_show(all.table, all.shown, disclosure::profile_named("tre10"), withheld);
}

TEST(MeansToShow, TheMeanOfAllIsWithheldWhereOneGroupIsTheRest)
{
    std::vector<Withheld> withheld;
    EXPECT_EQ(may(made({3}, {5, 20, 30}, {true, false, false}), withheld),
              (std::vector<bool>{false, true, true, false}));
    ASSERT_EQ(withheld.size(), 2u);
    EXPECT_EQ(withheld[0].code, "count-withheld");
    EXPECT_EQ(withheld[1].code, "recoverable");
    EXPECT_EQ(withheld[1].cell, "v0=all");
}

TEST(MeansToShow, TheMeanOfAllIsShownWhereTheRestIsEnoughPeopleOfSeveralGroups)
{
    std::vector<Withheld> withheld;
    EXPECT_EQ(may(made({3}, {5, 20, 30}, {true, true, false}), withheld),
              (std::vector<bool>{false, false, true, true}));
    EXPECT_EQ(may(made({3}, {4, 5, 30}, {true, true, false}), withheld), // nine people
              (std::vector<bool>{false, false, true, false}));
}

// Every line leaves two groups together; all lines together would leave each alone. By hand: with the two
// rows, the two columns and the total of a square of four withheld groups nothing follows; with a third,
// shown column that makes one of them a single group in its row, it does.
TEST(MeansToShow, LooksAtAllMarginsTogether)
{
    std::vector<Withheld> withheld;
    const auto square = may(made({2, 2}, {20, 20, 20, 20}, {true, true, true, true}), withheld);
    EXPECT_EQ(square, (std::vector<bool>{false, false, true, false, false, true, true, true, true}));
    // Rows (a b) (c -), columns (a c) (b -): c follows from its row at once.
    const auto bent = may(made({2, 2}, {20, 20, 20, 20}, {true, true, true, false}), withheld);
    EXPECT_FALSE(bent[5]); // the row of c
    // Three groups in a bend with both their lines' other ends open: a+b, b+c and a+b+c would give a and c.
    std::size_t shown_margins = 0;
    for (const std::size_t margin : {2u, 5u, 6u, 7u, 8u}) shown_margins += bent[margin];
    EXPECT_LE(shown_margins, 2u);
}

} // namespace
} // namespace gauze::research::release
