#include "datasets/synth/world/iso_day.hpp"

#include <string>

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

using namespace std::chrono;

TEST(IsoDay, IsWrittenAndReadAgain)
{
    EXPECT_EQ(std::string(IsoDay(Day(2009y / 3 / 4))), "2009-03-04");
    EXPECT_EQ(std::string(IsoDay(Day(1904y / 12 / 31))), "1904-12-31");
    EXPECT_EQ(std::string(IsoDay(never)), "");
    EXPECT_EQ(std::string(IsoDay(always)), "");
    for (Day day = 1995y / 12 / 1; day < Day(2000y / 3 / 5); day += days(1))
        EXPECT_EQ(day_from_iso(IsoDay(day)), day);
}

TEST(IsoDay, IsRefusedWhereThereIsNoSuchDay)
{
    for (const char* text : {"", "2009-02-29", "2009-2-01", "2009/02/01", "20090201", "2009-00-10",
                             "2009-13-01", "x009-01-01", "2009-01-01 "})
        EXPECT_EQ(day_from_iso(text), std::nullopt) << text;
    EXPECT_TRUE(day_from_iso("2008-02-29"));
}

} // namespace
} // namespace gauze::synth
