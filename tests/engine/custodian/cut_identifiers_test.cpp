#include "tests/engine/custodian/cut_cell.hpp"

#include <string>
#include <utility>
#include <vector>

namespace gauze::custodian {
namespace {

TEST(Postcodes, OfTheUkHavePlacesFromBothEnds)
{
    EXPECT_EQ(cut(FieldKind::postcode, "sw1a 1aa"), (Cut{{"0:S", "1:W", "2:1", "3:A", "-3:1", "-2:A", "-1:A",
                                                          "_S", "SW", "W1", "1A", "A1", "AA", "A_"}}));
    EXPECT_EQ(cut(FieldKind::postcode, "SW1A1AA"), cut(FieldKind::postcode, "SW1A 1AA"));
    EXPECT_EQ(cut(FieldKind::postcode, "G4 0PW"),
              (Cut{{"0:G", "1:4", "-3:0", "-2:P", "-1:W", "_G", "G4", "40", "0P", "PW", "W_"}}));
}

TEST(Postcodes, AreRepairedWhereTheShapeTells)
{
    const std::vector<std::pair<std::string, std::string>> slips{
        {"SO14 ONX", "SO14 0NX"}, {"S014 0NX", "SO14 0NX"}, {"0X1 2AB", "OX1 2AB"}, {"WIA 1AA", "W1A 1AA"},
        {"E1O 6RT", "E10 6RT"},   {"S01 2AB", "SO1 2AB"},   {"NW1 IAB", "NW1 1AB"}, {"1P4 2AB", "IP4 2AB"},
    };
    for (const auto& [slip, meant] : slips)
        EXPECT_EQ(cut(FieldKind::postcode, slip), cut(FieldKind::postcode, meant)) << slip;
    EXPECT_TRUE(cut(FieldKind::postcode, "S014 0NX").tokens.contains("1:O"));
}

TEST(Postcodes, OfTheUkAreLeftAloneWhereTheirShapeIsRight)
{
    for (const char* cell :
         {"M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "IP1 1AA", "OL1 1AA"}) {
        const Cut result = cut(FieldKind::postcode, cell);
        std::string outward(cell);
        outward.resize(outward.find(' '));
        EXPECT_EQ(result.fault, CellFault::none) << cell;
        for (std::size_t i = 0; i < outward.size(); ++i)
            EXPECT_TRUE(result.tokens.contains(std::to_string(i) + ":" + outward[i])) << cell;
    }
}

TEST(Postcodes, OfOtherCountriesAreTakenAsWritten)
{
    EXPECT_EQ(cut(FieldKind::postcode, "6167"),
              (Cut{{"0:6", "1:1", "2:6", "3:7", "_6", "61", "16", "67", "7_"}}));
    EXPECT_EQ(cut(FieldKind::postcode, "10001"),
              (Cut{{"0:1", "1:0", "2:0", "3:0", "4:1", "_1", "10", "00", "01", "1_"}}));
    EXPECT_TRUE(cut(FieldKind::postcode, "K1A 0B1").tokens.contains("5:1"));
}

TEST(Postcodes, ThatAreNoneAreCountedAndEncodedIfTheirCharactersHaveAPlace)
{
    EXPECT_EQ(cut(FieldKind::postcode, "SW1A-1AA"),
              (Cut{cut(FieldKind::postcode, "SW1A 1AA").tokens, CellFault::not_a_postcode}));
    for (const char* cell : {"12", "123456789", "?", "no fixed abode"})
        EXPECT_EQ(cut(FieldKind::postcode, cell), missing_because(CellFault::not_a_postcode)) << cell;
}

// 9 x 10 + 4 x 9 + 3 x 8 + 4 x 7 + 7 x 6 + 6 x 5 + 5 x 4 + 9 x 3 + 1 x 2 = 299 = 27 x 11 + 2; 11 - 2 = 9.
TEST(NhsNumbers, HaveEachDigitInItsPlace)
{
    const Cut expected{{"0:9", "1:4", "2:3", "3:4", "4:7", "5:6", "6:5", "7:9", "8:1", "9:9"}};
    for (const char* cell : {"9434765919", "943 476 5919", "943-476-5919", "9434765919.0"})
        EXPECT_EQ(cut(FieldKind::nhs_number, cell), expected) << cell;
}

TEST(NhsNumbers, AreCheckedModuloEleven)
{
    EXPECT_EQ(cut(FieldKind::nhs_number, "9434765918").fault, CellFault::wrong_check_digit);
    EXPECT_EQ(cut(FieldKind::nhs_number, "9434765918").tokens.size(), 10u);
    EXPECT_EQ(cut(FieldKind::nhs_number, "0100000010").fault, CellFault::none); // 9 + 2 = 11: the digit is 0
    for (char last = '0'; last <= '9'; ++last)                                  // 6 x 2 = 12: it would be 10
        EXPECT_EQ(cut(FieldKind::nhs_number, std::string("000000006") + last).fault,
                  CellFault::wrong_check_digit);
}

TEST(NhsNumbers, ThatAreNoneAreCounted)
{
    EXPECT_EQ(cut(FieldKind::nhs_number, "9.43E+09"), missing_because(CellFault::spreadsheet_number));
    EXPECT_EQ(cut(FieldKind::nhs_number, "94347659"), missing_because(CellFault::not_a_number));
    EXPECT_EQ(cut(FieldKind::nhs_number, "94347659190"), missing_because(CellFault::not_a_number));
    EXPECT_EQ(cut(FieldKind::nhs_number, "not stated"), missing_because(CellFault::not_a_number));
    EXPECT_EQ(cut(FieldKind::nhs_number, "943q765919"),
              (Cut{{"0:9", "1:4", "2:3", "3:Q", "4:7", "5:6", "6:5", "7:9", "8:1", "9:9"},
                   CellFault::not_a_number}));
    EXPECT_EQ(cut(FieldKind::nhs_number, "9999999999"), missing_because(CellFault::placeholder));
}

TEST(Phones, AreCountedFromTheirEnd)
{
    const Cut expected{{"-1:3", "-2:2", "-3:1", "-4:0", "-5:0", "-6:9", "-7:0", "-8:0", "-9:7", "-10:7", "77",
                        "70", "00", "09", "90", "01", "12", "23"}};
    for (const char* cell : {"07700 900123", "+44 7700 900123", "(07700) 900-123", "7700900123.0"})
        EXPECT_EQ(cut(FieldKind::phone, cell), expected) << cell;
    EXPECT_EQ(cut(FieldKind::phone, "123457"),
              (Cut{{"-1:7", "-2:5", "-3:4", "-4:3", "-5:2", "-6:1", "12", "23", "34", "45", "57"}}));
}

TEST(Phones, KeepALetterInItsPlaceAndDropWords)
{
    const Cut slip = cut(FieldKind::phone, "07700 9o0123");
    EXPECT_EQ(slip.fault, CellFault::not_a_number);
    EXPECT_TRUE(slip.tokens.contains("-5:O"));
    EXPECT_TRUE(slip.tokens.contains("-6:9"));
    EXPECT_EQ(cut(FieldKind::phone, "Tel 07700 900123"),
              (Cut{cut(FieldKind::phone, "07700 900123").tokens, CellFault::not_a_number}));
    EXPECT_EQ(cut(FieldKind::phone, "none"), missing_because(CellFault::not_a_number));
    EXPECT_EQ(cut(FieldKind::phone, "7.7E+09"), missing_because(CellFault::spreadsheet_number));
    EXPECT_EQ(cut(FieldKind::phone, "00000000000"), missing_because(CellFault::placeholder));
}

TEST(Upns, HaveEachCharacterInItsPlace)
{
    const Cut expected{
        {"0:B", "1:8", "2:0", "3:1", "4:2", "5:0", "6:0", "7:0", "8:0", "9:5", "10:0", "11:0", "12:1"}};
    EXPECT_EQ(cut(FieldKind::upn, "B801200005001"), expected);
}

TEST(Ninos, HaveEachCharacterInItsPlaceAndTheLastOnlyIfItIsWritten)
{
    const Set first{"0:A", "1:B", "2:1", "3:2", "4:3", "5:4", "6:5", "7:6"};
    EXPECT_EQ(cut(FieldKind::nino, "AB 12 34 56"), (Cut{first}));
    EXPECT_EQ(cut(FieldKind::nino, "ab123456c").tokens.size(), 9u);
    EXPECT_TRUE(cut(FieldKind::nino, "ab123456c").tokens.contains("8:C"));
}

TEST(ShortenedNumbers, AreKnownByTheirWriting)
{
    for (const char* cell : {"9.43E+09", "9,43e+09", "9E+09", "1.2345E+100"})
        EXPECT_EQ(cut(FieldKind::code, cell), missing_because(CellFault::spreadsheet_number)) << cell;
    for (const char* cell : {"E+09", "9.E+09", "94E+09", "9.4E+9", "9.4E-09", "9.4XE+09", "A.4E+09"})
        EXPECT_EQ(cut(FieldKind::code, cell).fault, CellFault::none) << cell;
}

TEST(Codes, HaveOneTokenForTheWholeAndOneForEachPlace)
{
    EXPECT_EQ(cut(FieldKind::code, "ab-12"), (Cut{{"=AB12", "0:A", "1:B", "2:1", "3:2"}}));
    EXPECT_EQ(cut(FieldKind::code, "12.0"), cut(FieldKind::code, "12"));
    EXPECT_EQ(cut(FieldKind::code, "9.43E+09"), missing_because(CellFault::spreadsheet_number));
    EXPECT_EQ(cut(FieldKind::code, "12E4").fault, CellFault::none);
    EXPECT_EQ(cut(FieldKind::code, "#"), missing_because(CellFault::nothing_left));
    EXPECT_EQ(cut(FieldKind::code, std::string(1000, 'A')).tokens.size(), 65u);
}

} // namespace
} // namespace gauze::custodian
