#include "tests/engine/custodian/cut_cell.hpp"

namespace gauze::custodian {
namespace {

TEST(Dates, HaveTheirCharactersInPlaceAndTheirPartsWhole)
{
    const Cut expected{
        {"y0:1", "y1:9", "y2:7", "y3:4", "m0:0", "m1:2", "d0:1", "d1:3", "y:1974", "m:02", "d:13"}};
    EXPECT_EQ(cut(FieldKind::date, "13-02-1974"), expected);
    EXPECT_EQ(cut(FieldKind::date, "13/2/1974 00:00:00"), expected);
    EXPECT_EQ(cut_parts("13", "2", "1974"), expected);
}

TEST(Dates, ThatAreImpossibleAreEncodedAsWritten)
{
    EXPECT_EQ(cut(FieldKind::date, "31-02-1974"),
              (Cut{{"y0:1", "y1:9", "y2:7", "y3:4", "m0:0", "m1:2", "d0:3", "d1:1", "y:1974", "m:02", "d:31"},
                   CellFault::impossible_date}));
    EXPECT_EQ(cut_parts("31", "02", "1974").fault, CellFault::impossible_date);
    EXPECT_EQ(cut(FieldKind::date, "01-02-2960").fault, CellFault::implausible_date);
}

TEST(Dates, WithALetterAmongTheDigitsAreEncodedAsWritten)
{
    EXPECT_EQ(cut(FieldKind::date, "1q-02-1974"),
              (Cut{{"y0:1", "y1:9", "y2:7", "y3:4", "m0:0", "m1:2", "d0:1", "d1:Q", "y:1974", "m:02", "d:1Q"},
                   CellFault::strange_date}));
    EXPECT_EQ(cut(FieldKind::date, "05-o1-2960").fault, CellFault::strange_date);
    EXPECT_EQ(cut_parts("1q", "02", "1974"), cut(FieldKind::date, "1q-02-1974"));
}

TEST(Dates, ThatAreNoneAreMissingAndCounted)
{
    for (const char* cell : {"garbage", "1974", "xx-xx-1974", "1974-02-13", "13-Feb-1974"})
        EXPECT_EQ(cut(FieldKind::date, cell), missing_because(CellFault::not_a_date)) << cell;
    EXPECT_EQ(cut_parts("131", "2", "1974"), missing_because(CellFault::not_a_date));
}

TEST(Dates, WithACharacterThatCannotBeWrittenHaveNoTokenForItsPlace)
{
    EXPECT_EQ(cut(FieldKind::date, "1\U0001f600-02-1974"),
              (Cut{{"y0:1", "y1:9", "y2:7", "y3:4", "m0:0", "m1:2", "d0:1", "y:1974", "m:02"},
                   CellFault::strange_date}));
}

TEST(Dates, ThatASpreadsheetReplacedByANumberAreMissingAndCounted)
{
    for (const char* cell : {"43831", "43831.0", "43831.75", "1.97E+07"})
        EXPECT_EQ(cut(FieldKind::date, cell), missing_because(CellFault::spreadsheet_number)) << cell;
    EXPECT_EQ(cut(FieldKind::date, "438310"), missing_because(CellFault::not_a_date));
}

TEST(Dates, InThreeColumnsMayLackAPart)
{
    EXPECT_EQ(cut_parts("", "02", "1974"),
              (Cut{{"y0:1", "y1:9", "y2:7", "y3:4", "m0:0", "m1:2", "y:1974", "m:02"}}));
    EXPECT_EQ(cut_parts("NULL", "02", "1974"), cut_parts("", "02", "1974"));
    EXPECT_EQ(cut_parts("", "02", "1974"), cut_parts("UNKNOWN", "02", "1974"));
    EXPECT_EQ(cut_parts("", " ", ""), missing);
    EXPECT_EQ(cut_parts("1", "2", "\xff"), missing_because(CellFault::invalid_utf8));
}

// 10 lies below 32, where both scales step by one. 1974 = 1024 (1 + .927734375): from 32 there are five
// doublings to 1024, so its coarse step is 32 + 5 x 16 + .927734375 x 16 = 126.84.
TEST(Numbers, HaveTheirNeighbourhoodOnTwoScales)
{
    EXPECT_EQ(cut(FieldKind::number, "10"), (Cut{{"unit8", "unit9", "unit10", "unit11", "unit12", "step8",
                                                  "step9", "step10", "step11", "step12"}}));
    EXPECT_EQ(cut(FieldKind::number, "1974"),
              (Cut{{"unit1972", "unit1973", "unit1974", "unit1975", "unit1976", "step125", "step126",
                    "step127", "step128", "step129"}}));
    EXPECT_TRUE(cut(FieldKind::number, "-1").tokens.contains("unit-3"));
}

TEST(Numbers, ShareMoreTokensTheNearerTheyAre)
{
    const auto shared = [](const char* a, const char* b) {
        const Cut first = cut(FieldKind::number, a), second = cut(FieldKind::number, b);
        std::size_t count = 0;
        for (const std::string& token : first.tokens) count += second.tokens.count(token);
        return count;
    };
    // From 65,536 to the double there are sixteen steps of 4,096; 100,000 is nearest to the eighth.
    EXPECT_EQ(shared("100000", "100000.2"), 10u);
    EXPECT_EQ(shared("100000", "100001"), 9u); // one unit away: four of five, and all of the coarse scale
    EXPECT_EQ(shared("100000", "100200"), 5u);
    EXPECT_EQ(shared("100000", "103000"), 4u); // nearest to the ninth step
    EXPECT_EQ(shared("100000", "200000"), 0u);
}

TEST(Numbers, AreReadWithGroupsAndDecimalCommas)
{
    EXPECT_EQ(cut(FieldKind::number, "97,572.3"), cut(FieldKind::number, "97572.3"));
    EXPECT_EQ(cut(FieldKind::number, "1,234"), cut(FieldKind::number, "1234"));
    EXPECT_EQ(cut(FieldKind::number, "12,5"), cut(FieldKind::number, "12.5"));
    EXPECT_EQ(cut(FieldKind::number, "+7"), cut(FieldKind::number, "7.0"));
    for (const char* cell :
         {"q7572", "12a", "inf", "nan", "-", "1e300", "1e5", "1.2.3", "0x10", "1000000000000000"})
        EXPECT_EQ(cut(FieldKind::number, cell), missing_because(CellFault::not_a_number)) << cell;
    EXPECT_EQ(cut(FieldKind::number, "1.00E+11"), missing_because(CellFault::spreadsheet_number));
}

} // namespace
} // namespace gauze::custodian
