#include "engine/custodian/parts.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

using project::FieldKind;
using project::PartLevel;

// "-" where the value has no such part.
std::string part(FieldKind kind, PartLevel level, std::string_view normal)
{
    std::string text = "left from before";
    const bool present = part_of(kind, level, normal, text);
    EXPECT_EQ(present, !text.empty());
    return present ? text : "-";
}

std::string date(PartLevel level, std::string_view normal) { return part(FieldKind::date, level, normal); }
std::string postcode(PartLevel level, std::string_view normal)
{
    return part(FieldKind::postcode, level, normal);
}

TEST(Parts, OfANameAreAllOfItItsSoundAndItsInitial)
{
    EXPECT_EQ(part(FieldKind::given_name, PartLevel::exact, "MARY ANN"), "MARYANN");
    EXPECT_EQ(part(FieldKind::given_name, PartLevel::sound, "BRIAN PHIL"), "BRAN"); // of the first word
    EXPECT_EQ(part(FieldKind::family_name, PartLevel::sound, "MACINTOSH"), "MCANT");
    EXPECT_EQ(part(FieldKind::family_name, PartLevel::initial, "SMITH JONES"), "S");
    EXPECT_EQ(part(FieldKind::family_name, PartLevel::sound, "3"), "-");
}

TEST(Parts, OfAFullNameDoNotMindTheOrder)
{
    for (const PartLevel level : {PartLevel::exact, PartLevel::sound})
        EXPECT_EQ(part(FieldKind::full_name, level, "JOHN SMITH"),
                  part(FieldKind::full_name, level, "SMITH JOHN"));
    EXPECT_EQ(part(FieldKind::full_name, PartLevel::exact, "SMITH JOHN"), "JOHNSMITH");
    EXPECT_EQ(part(FieldKind::full_name, PartLevel::sound, "MACINTOSH BART"), "BADMCANT");
}

TEST(Parts, OfADateAreItsDaysMonthsAndYears)
{
    EXPECT_EQ(date(PartLevel::exact, "19740213"), "19740213");
    EXPECT_EQ(date(PartLevel::year_month, "19740213"), "197402");
    EXPECT_EQ(date(PartLevel::month_day, "19740213"), "0213");
    EXPECT_EQ(date(PartLevel::year_day, "19740213"), "197413");
    EXPECT_EQ(date(PartLevel::year, "19740213"), "1974");
    EXPECT_EQ(date(PartLevel::exact, "19740231"), "19740231"); // no day, but as written
}

TEST(Parts, OfADateAreAbsentWhereItIsNotKnown)
{
    EXPECT_EQ(date(PartLevel::exact, "197402??"), "-");
    EXPECT_EQ(date(PartLevel::year_month, "197402??"), "197402");
    EXPECT_EQ(date(PartLevel::month_day, "197402??"), "-");
    EXPECT_EQ(date(PartLevel::year_day, "197402??"), "-");
    EXPECT_EQ(date(PartLevel::year, "????0213"), "-");
    EXPECT_EQ(date(PartLevel::month_day, "????0213"), "0213");
    EXPECT_EQ(date(PartLevel::exact, "1974021Q"), "-");
    EXPECT_EQ(date(PartLevel::year_month, "1974021Q"), "197402");
    EXPECT_EQ(date(PartLevel::year_month, "19740000"), "-"); // zero is how systems write "not known"
    EXPECT_EQ(date(PartLevel::year, "19740000"), "1974");
    EXPECT_EQ(date(PartLevel::year, "1974"), "-"); // no normal form of a date
}

TEST(Parts, OfAUkPostcodeAreItsUnitSectorOutwardAndDistrict)
{
    EXPECT_EQ(postcode(PartLevel::exact, "SW1A 1AA"), "SW1A1AA");
    EXPECT_EQ(postcode(PartLevel::sector, "SW1A 1AA"), "SW1A1");
    EXPECT_EQ(postcode(PartLevel::outward, "SW1A 1AA"), "SW1A");
    EXPECT_EQ(postcode(PartLevel::district, "SW1A 1AA"), "SW1");
    EXPECT_EQ(postcode(PartLevel::district, "M1 1AE"), "M1");
    EXPECT_EQ(postcode(PartLevel::sector, "DN55 1PT"), "DN551");
}

TEST(Parts, OfAnotherCountrysPostcodeAreTheWholeAlone)
{
    EXPECT_EQ(postcode(PartLevel::exact, "6167"), "6167");
    for (const PartLevel level : {PartLevel::sector, PartLevel::outward, PartLevel::district})
        EXPECT_EQ(postcode(level, "6167"), "-");
}

TEST(Parts, OfIdentifiersAreTheWhole)
{
    EXPECT_EQ(part(FieldKind::nhs_number, PartLevel::exact, "9434765919"), "9434765919");
    EXPECT_EQ(part(FieldKind::nino, PartLevel::exact, "AB123456C"),
              "AB123456"); // the last is not always written
    EXPECT_EQ(part(FieldKind::nino, PartLevel::exact, "AB123456"), "AB123456");
    EXPECT_EQ(part(FieldKind::email, PartLevel::exact, "jo@nhs.uk"), "jo@nhs.uk");
    EXPECT_EQ(part(FieldKind::address_line, PartLevel::exact, "14 ELM ST"), "14ELMST");
}

TEST(Parts, AMonthBesideADatesIsTheOneBeforeOrAfterAlsoOverNewYear)
{
    const auto beside = [](std::string_view date) {
        return std::pair(part(FieldKind::date, PartLevel::month_before, date),
                         part(FieldKind::date, PartLevel::month_after, date));
    };
    EXPECT_EQ(beside("20250615"), std::pair(std::string("202505"), std::string("202507")));
    EXPECT_EQ(beside("20250131"), std::pair(std::string("202412"), std::string("202502")));
    EXPECT_EQ(beside("20241201"), std::pair(std::string("202411"), std::string("202501")));
    EXPECT_EQ(beside("202506??"), std::pair(std::string("202505"), std::string("202507")));
    EXPECT_EQ(beside("2025??15"), std::pair(std::string("-"), std::string("-")));
    EXPECT_EQ(part(FieldKind::given_name, PartLevel::month_after, "ANNA"), "-");
}

TEST(Parts, ThatAKindDoesNotHaveAreAbsent)
{
    EXPECT_EQ(part(FieldKind::sex, PartLevel::sound, "M"), "-");
    EXPECT_EQ(part(FieldKind::place, PartLevel::initial, "LEEDS"), "-");
    EXPECT_EQ(part(FieldKind::given_name, PartLevel::year, "19740213"), "-");
    EXPECT_EQ(part(FieldKind::date, PartLevel::outward, "SW1A 1AA"), "-");
    for (int kind = 0; kind <= static_cast<int>(FieldKind::text); ++kind)
        for (int level = 0; level <= static_cast<int>(PartLevel::month_after); ++level) {
            EXPECT_EQ(part(static_cast<FieldKind>(kind), static_cast<PartLevel>(level), ""), "-");
            if (static_cast<PartLevel>(level) == PartLevel::bigram) {
                EXPECT_EQ(part(static_cast<FieldKind>(kind), PartLevel::bigram, "ANNA"), "-");
            }
        }
}

} // namespace
} // namespace gauze::custodian
