#include "engine/custodian/normal_form.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

using project::FieldKind;

struct Result {
    std::string normal;
    CellFault fault = CellFault::none;
    bool operator==(const Result&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Result& result)
{
    return out << '"' << result.normal << "\" (" << to_text(result.fault) << ")";
}

std::optional<DateFormat> format_of(FieldKind kind)
{
    return kind == FieldKind::date ? DateFormat::from("DD/MM/YYYY") : std::nullopt;
}

Result normal(FieldKind kind, std::string_view cell, const NormalOptions& options = {})
{
    std::string text = "left from before";
    const CellFault fault = Normaliser(kind, format_of(kind), options).normalise(cell, text);
    return {text, fault};
}

Result normal_parts(std::string_view day, std::string_view month, std::string_view year,
                    const NormalOptions& options = {})
{
    std::string text = "left from before";
    const CellFault fault =
        Normaliser(FieldKind::date, std::nullopt, options).normalise(day, month, year, text);
    return {text, fault};
}

struct Example {
    FieldKind kind;
    const char* cell;
    const char* normal;
    CellFault fault = CellFault::none;
};

constexpr auto strange = CellFault::strange_date, impossible = CellFault::impossible_date,
               implausible = CellFault::implausible_date, spreadsheet = CellFault::spreadsheet_number,
               shape = CellFault::wrong_shape, check = CellFault::wrong_check_digit,
               unissued = CellFault::unissued_prefix, not_number = CellFault::not_a_number,
               placeholder = CellFault::placeholder, not_postcode = CellFault::not_a_postcode;

const std::vector<Example> examples{
    {FieldKind::given_name, "  anna-Maria ", "ANNA MARIA"},
    {FieldKind::family_name, "O\u2019Brien-Smith", "OBRIEN SMITH"},
    {FieldKind::full_name, "Smith, John (Jack)", "SMITH JOHN JACK"},
    {FieldKind::place, "Stoke-on-Trent", "STOKE ON TRENT"},
    {FieldKind::address_line, "Flat 2, 14-16 St. John's Rd.", "FLAT 2 14 16 ST JOHNS RD"},
    {FieldKind::text, "Dr. Van der Valk's", "DR VAN DER VALKS"}, // no rules of names
    {FieldKind::sex, "female", "F"},
    {FieldKind::sex, "1.0", "M"},
    {FieldKind::sex, "indeterminate", "I"},
    {FieldKind::sex, "not stated", ""},
    {FieldKind::date, "3/2/1974", "19740203"},
    {FieldKind::date, "31/02/1974", "19740231", impossible},
    {FieldKind::date, "00/00/1974", "19740000", impossible},
    {FieldKind::date, "01/01/1849", "18490101", implausible},
    {FieldKind::date, "1q/02/1974", "1974021Q", strange},
    {FieldKind::date, "1\U0001f600/02/1974", "1974021?", strange},
    {FieldKind::date, "43831", "", spreadsheet},
    {FieldKind::date, "last year", "", CellFault::not_a_date},
    {FieldKind::postcode, "sw1a1aa", "SW1A 1AA"},
    {FieldKind::postcode, "S014 ONX", "SO14 0NX"},
    {FieldKind::postcode, "M1  1AE", "M1 1AE"},
    {FieldKind::postcode, "SW1A-1AA", "SW1A 1AA", not_postcode},
    {FieldKind::postcode, "K1A 0B1", "K1A0B1"},
    {FieldKind::postcode, "6167", "6167"},
    {FieldKind::postcode, "ZZ99 3WZ", "", placeholder},
    {FieldKind::postcode, "no fixed abode", "", not_postcode},
    {FieldKind::nhs_number, "943 476 5919", "9434765919"},
    {FieldKind::nhs_number, "9434765918", "9434765918", check},
    {FieldKind::nhs_number, "943q765919", "943Q765919", not_number},
    {FieldKind::nhs_number, "9.43E+09", "", spreadsheet},
    {FieldKind::nhs_number, "0000000000", "", placeholder},
    {FieldKind::phone, "+44 (0)7700 900123", "7700900123"},
    {FieldKind::phone, "900123", "900123"},
    {FieldKind::phone, "99999999999", "", placeholder},
    {FieldKind::email, " Jo.Bloggs @NHS.uk", "jo.bloggs@nhs.uk"},
    {FieldKind::email, "@", "", CellFault::nothing_left},
    {FieldKind::code, "ab-12/x", "AB12X"},
    {FieldKind::code, "12.0", "12"},
    {FieldKind::code, "9.43E+09", "", spreadsheet},
    {FieldKind::number, "97,572.30", "97572.3"},
    {FieldKind::number, "-007.0", "-7"},
    {FieldKind::number, ".5", "0.5"},
    {FieldKind::number, "-0.00", "0"},
    {FieldKind::number, "1 000", "1000"},
    {FieldKind::number, "1.00E+11", "", spreadsheet},
    {FieldKind::number, "twelve", "", not_number},
};

TEST(NormalForm, OfEachKindIsAsTheTableSays)
{
    for (const Example& example : examples)
        EXPECT_EQ(normal(example.kind, example.cell), (Result{example.normal, example.fault}))
            << example.cell;
}

TEST(NormalForm, IsEmptyWithoutAFaultOnlyWhereTheCellSaysSo)
{
    for (const char* cell : {"", "  ", "\u00a0", "NULL", "n/a", "#N/A", "none given", "not known"})
        for (int kind = 0; kind <= static_cast<int>(FieldKind::text); ++kind) {
            const auto k = static_cast<FieldKind>(kind);
            const Result result = normal(k, cell);
            if (k != FieldKind::code && k != FieldKind::text) {
                EXPECT_EQ(result, (Result{})) << cell;
            }
            EXPECT_EQ(result.fault, CellFault::none) << cell;
        }
}

TEST(NormalForm, OfANormalFormIsItself)
{
    for (const Example& example : examples) {
        if (*example.normal == 0 || example.kind == FieldKind::date || example.fault != CellFault::none)
            continue;
        EXPECT_EQ(normal(example.kind, example.normal), (Result{example.normal})) << example.cell;
    }
}

TEST(NormalForm, TakesTheColumnsOwnWordsForMissing)
{
    const NormalOptions options{.missing = {"01/01/1900", " Not Asked ", "-1", "9"}};
    for (const char* cell : {"01/01/1900", "not asked", "  NOT ASKED", "-1"}) {
        EXPECT_EQ(normal(FieldKind::date, cell, options), (Result{})) << cell;
        EXPECT_EQ(normal(FieldKind::code, cell, options), (Result{})) << cell;
        EXPECT_EQ(normal(FieldKind::given_name, cell, options), (Result{})) << cell;
    }
    EXPECT_EQ(normal(FieldKind::date, "02/01/1900", options).normal, "19000102");
    EXPECT_EQ(normal_parts("9", "02", "1974", options), (Result{"197402??"}));
    EXPECT_EQ(normal_parts("9", "9", "9", options), (Result{}));
}

TEST(NormalForm, OfADateOutsideItsRangeIsCountedAndPlacedAsWritten)
{
    const NormalOptions options{.earliest = 19000102, .latest = 20241231, .missing = {}};
    EXPECT_EQ(normal(FieldKind::date, "01/01/1900", options), (Result{"19000101", implausible}));
    EXPECT_EQ(normal(FieldKind::date, "02/01/1900", options), (Result{"19000102"}));
    EXPECT_EQ(normal(FieldKind::date, "31/12/2024", options), (Result{"20241231"}));
    EXPECT_EQ(normal(FieldKind::date, "01/01/2025", options), (Result{"20250101", implausible}));
    EXPECT_EQ(normal(FieldKind::date, "31/02/1800", options), (Result{"18000231", impossible}));
    EXPECT_EQ(normal_parts("", "12", "1899", options), (Result{"189912??", implausible}));
    EXPECT_EQ(normal_parts("", "", "1900", options), (Result{"1900????"}));
}

TEST(NormalForm, OfADateInThreeColumnsMarksWhatIsMissing)
{
    EXPECT_EQ(normal_parts("3", "Feb", "74"), (Result{"19740203"}));
    EXPECT_EQ(normal_parts("", "2", "1974"), (Result{"197402??"}));
    EXPECT_EQ(normal_parts("3", "2", "NULL"), (Result{"????0203"}));
    EXPECT_EQ(normal_parts("1q", "2", "1974"), (Result{"1974021Q", strange}));
    EXPECT_EQ(normal_parts("", "", ""), (Result{}));
    EXPECT_EQ(normal_parts("1", "2", "\xff"), (Result{"", CellFault::invalid_utf8}));
}

// B801200005001: 2 x 8 + 4 x 1 + 5 x 2 + 10 x 5 + 13 x 1 = 93 = 4 x 23 + 1, and the letter of 1 is B. The
// temporary one ends in Q, which counts 14 where its 1 stood: 93 - 13 + 13 x 14 = 262 = 11 x 23 + 9, letter
// K.
TEST(NormalForm, OfAUpnChecksItsLetter)
{
    EXPECT_EQ(normal(FieldKind::upn, " b8012 0000 5001"), (Result{"B801200005001"}));
    EXPECT_EQ(normal(FieldKind::upn, "A801200005001"), (Result{"A801200005001", check}));
    EXPECT_EQ(normal(FieldKind::upn, "K80120000500Q"), (Result{"K80120000500Q"}));
    EXPECT_EQ(normal(FieldKind::upn, "B80120000500Q"), (Result{"B80120000500Q", check}));
    for (const char* cell : {"I801200005001", "B80120000A001", "B80120000500O", "8801200005001"})
        EXPECT_EQ(normal(FieldKind::upn, cell), (Result{cell, shape})) << cell;
    for (const char* cell : {"B80120000500", "UN1", "B8012000050011", "-"})
        EXPECT_EQ(normal(FieldKind::upn, cell), (Result{"", shape})) << cell;
}

TEST(NormalForm, OfANinoChecksItsPrefix)
{
    EXPECT_EQ(normal(FieldKind::nino, "ab 12 34 56 c"), (Result{"AB123456C"}));
    EXPECT_EQ(normal(FieldKind::nino, "AB123456"), (Result{"AB123456"}));
    for (const char* prefix :
         {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "DA", "AF", "IA", "AQ", "UA", "AV", "AO"})
        EXPECT_EQ(normal(FieldKind::nino, std::string(prefix) + "123456A").fault, unissued) << prefix;
    EXPECT_EQ(normal(FieldKind::nino, "OA123456").fault, CellFault::none); // O may be first, not second
    EXPECT_EQ(normal(FieldKind::nino, "TN123456A").normal, "TN123456A");
    for (const char* cell : {"AB12345C", "A1234567", "AB123456E", "AB12E456C"})
        EXPECT_EQ(normal(FieldKind::nino, cell), (Result{cell, shape})) << cell;
    EXPECT_EQ(normal(FieldKind::nino, "AB1234"), (Result{"", shape}));
}

} // namespace
} // namespace gauze::custodian
