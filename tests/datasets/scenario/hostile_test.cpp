#include "datasets/synth/scenario/hostile.hpp"
#include "tests/datasets/five/sample_town.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <iconv.h>

namespace gauze::synth::scenario {
namespace {

using five::cells_of;
using Rows = std::vector<Cells>;

Grid sample(std::size_t rows = 80)
{
    Grid grid{{"ref", "given", "family", "nhs_number", "dob", "seen", "postcode", "note"}, {}};
    const std::array<const char*, 5> given{"Zoë", "Łukasz", "Siân", "Ŵyn", "Nguyễn"};
    for (std::size_t i = 0; i < rows; ++i)
        grid.rows.push_back({fmt::format("R{:04}", i), given[i % 5],
                             i % 7 == 0 ? "O’Neill, the \"elder\"" : "Smith",
                             i % 9 == 0 ? "" : fmt::format("{}", 9'434'765'919 - i * 10'007),
                             fmt::format("{:04}-{:02}-{:02}", 1990 + i % 30, 1 + i % 12, 1 + i % 28),
                             fmt::format("{:02}/{:02}/2024", 1 + i % 28, 1 + i % 12), "SW9 8JX", ""});
    return grid;
}

const Form& form(std::string_view name)
{
    for (const Form& known : hostile_forms())
        if (known.name == name) return known;
    throw std::runtime_error("no such form");
}

Deformed deformed(std::string_view name, const Grid& grid, Seed seed = 1)
{
    return form(name).deform(grid, Draws(seed, Purpose::hostile, 0));
}

Rows as_rows(const Grid& grid)
{
    Rows rows{grid.columns};
    rows.insert(rows.end(), grid.rows.begin(), grid.rows.end());
    return rows;
}

// The C library's converter, as an oracle for ours.
std::string converted(const std::string& text, const char* from, const char* to)
{
    const iconv_t converter = iconv_open(to, from);
    if (converter == iconv_t(-1)) throw std::runtime_error("iconv knows no such alphabet");
    std::string in = text, out(4 * text.size() + 16, '\0');
    char* source = in.data();
    char* target = out.data();
    std::size_t left = in.size(), room = out.size();
    const bool failed = iconv(converter, &source, &left, &target, &room) == static_cast<std::size_t>(-1);
    iconv_close(converter);
    if (failed) throw std::runtime_error("not of this alphabet");
    out.resize(out.size() - room);
    return out;
}

// Every place where two tables of equal shape differ, as the list should have it.
std::vector<std::pair<std::size_t, std::string>> differences(const Rows& clean, const Rows& other)
{
    std::vector<std::pair<std::size_t, std::string>> places;
    EXPECT_EQ(clean.size(), other.size());
    for (std::size_t row = 0; row < std::min(clean.size(), other.size()); ++row) {
        EXPECT_EQ(clean[row].size(), other[row].size()) << row;
        for (std::size_t i = 0; i < std::min(clean[row].size(), other[row].size()); ++i)
            if (clean[row][i] != other[row][i]) places.emplace_back(row, clean[0][i]);
    }
    return places;
}

std::vector<std::pair<std::size_t, std::string>> listed(const Deformed& form)
{
    std::vector<std::pair<std::size_t, std::string>> places;
    for (const Changed& changed : form.changed) places.emplace_back(changed.row, changed.column);
    return places;
}

TEST(HostileForms, AreThirteenWithNamesOfTheirOwn)
{
    std::set<std::string_view> names;
    for (const Form& known : hostile_forms()) names.insert(known.name);
    EXPECT_EQ(names.size(), 13u);
}

TEST(HostileForms, ThatOnlyWriteOtherwiseSayTheSame)
{
    const Grid grid = sample();
    EXPECT_EQ(cells_of(clean_csv(grid)), as_rows(grid));
    const Deformed bom = deformed("bom", grid), crlf = deformed("crlf", grid),
                   quoted = deformed("quoted", grid), wide = deformed("utf-16", grid);
    EXPECT_EQ(bom.bytes, "\xef\xbb\xbf" + clean_csv(grid));
    EXPECT_EQ(cells_of(crlf.bytes), as_rows(grid));
    EXPECT_EQ(std::count(crlf.bytes.begin(), crlf.bytes.end(), '\r'), 81);
    EXPECT_EQ(cells_of(quoted.bytes), as_rows(grid));
    EXPECT_TRUE(quoted.bytes.starts_with("\"ref\",\"given\","));
    EXPECT_TRUE(wide.bytes.starts_with("\xff\xfe"));
    EXPECT_EQ(converted(wide.bytes, "UTF-16", "UTF-8"), clean_csv(grid));
    for (const Deformed* one : {&bom, &crlf, &quoted, &wide}) EXPECT_TRUE(one->changed.empty());
}

TEST(HostileForms, WriteLettersBeyondTheBasicPlaneAsPairs)
{
    const Grid grid{{"name"}, {{"\xf0\x9d\x94\x98"}}};
    EXPECT_EQ(converted(deformed("utf-16", grid).bytes, "UTF-16", "UTF-8"), clean_csv(grid));
}

TEST(HostileForms, OfWindows1252ListWhatTheAlphabetLacks)
{
    const Grid grid = sample();
    const Deformed form = deformed("windows-1252", grid);
    const Rows read = cells_of(converted(form.bytes, "CP1252", "UTF-8"));
    EXPECT_EQ(differences(as_rows(grid), read), listed(form));
    std::size_t lacking = 0; // Łukasz, Ŵyn, Nguyễn; Zoë, Siân and the curly apostrophe are in it
    for (const Cells& row : grid.rows) lacking += row[1] != "Zoë" && row[1] != "Siân" ? 1 : 0;
    EXPECT_EQ(form.changed.size(), lacking);
    EXPECT_EQ(read[2][1], "?ukasz");
}

TEST(HostileForms, ChangeExactlyTheCellsTheyList)
{
    const Grid grid = sample();
    for (const auto* name : {"newlines", "nul", "mangled-numbers", "turned-dates", "serial-dates"}) {
        const Deformed form = deformed(name, grid);
        EXPECT_EQ(differences(as_rows(grid), cells_of(form.bytes)), listed(form)) << name;
        EXPECT_EQ(form.changed.size(), most_changed) << name;
    }
    EXPECT_EQ(deformed("huge-cell", grid).changed.size(), 1u);
    EXPECT_EQ(differences(as_rows(grid), cells_of(deformed("huge-cell", grid).bytes)),
              listed(deformed("huge-cell", grid)));
}

TEST(HostileForms, ChangeAllThatCanBeWhenThatIsFew)
{
    const Grid grid = sample(6); // row 0 has no NHS number
    EXPECT_EQ(deformed("mangled-numbers", grid).changed.size(), 5u);
    EXPECT_EQ(deformed("serial-dates", grid).changed.size(), 12u);
    EXPECT_EQ(deformed("ragged", grid).changed.size(), 6u);
}

TEST(HostileForms, HoldAMebibyteInOneCell)
{
    const Rows rows = cells_of(deformed("huge-cell", sample()).bytes);
    std::size_t longest = 0;
    for (const Cells& row : rows)
        for (const std::string& cell : row) longest = std::max(longest, cell.size());
    EXPECT_EQ(longest, std::size_t{1'048'576});
}

TEST(HostileForms, PutABreakOrANulInsideACellAndNothingElse)
{
    const Grid grid = sample();
    for (const auto& [name, letter] : {std::pair{"newlines", '\n'}, std::pair{"nul", '\0'}}) {
        Rows rows = cells_of(deformed(name, grid).bytes);
        for (Cells& row : rows)
            for (std::string& cell : row) {
                EXPECT_FALSE(cell.starts_with(letter) || cell.ends_with(letter)) << name;
                std::erase(cell, letter);
            }
        EXPECT_EQ(rows, as_rows(grid)) << name;
    }
}

TEST(HostileForms, LoseTheDigitsOfLongNumbers)
{
    // As a spreadsheet shows them.
    const Grid grid{{"n"}, {{"9434765919"}, {"9995000000"}, {"1234567890123"}, {"12345"}, {"0123456789"}}};
    const Rows rows = cells_of(deformed("mangled-numbers", grid).bytes);
    EXPECT_EQ(rows, (Rows{{"n"}, {"9.43E+09"}, {"1.00E+10"}, {"1.23E+12"}, {"12345"}, {"0123456789"}}));
}

TEST(HostileForms, TurnDatesAndCountDays)
{
    const Grid grid{
        {"d"},
        {{"2025-01-01"}, {"01/02/2024"}, {"1900-03-01"}, {"05/05/2024"}, {"31/02/2024"}, {"2024-1-1"}}};
    EXPECT_EQ(cells_of(deformed("turned-dates", grid).bytes), (Rows{{"d"},
                                                                    {"01/01/2025"},
                                                                    {"02/01/2024"},
                                                                    {"01/03/1900"},
                                                                    {"05/05/2024"},
                                                                    {"31/02/2024"},
                                                                    {"2024-1-1"}}));
    // Known from spreadsheets: 1 March 1900 is 61 and 1 January 2025 is 45658.
    EXPECT_EQ(cells_of(deformed("serial-dates", grid).bytes),
              (Rows{{"d"}, {"45658"}, {"45323"}, {"61"}, {"45417"}, {"31/02/2024"}, {"2024-1-1"}}));
}

TEST(HostileForms, CutOrLengthenTheRowsTheyListAndNoOther)
{
    const Grid grid = sample();
    const Deformed form = deformed("ragged", grid);
    const Rows rows = cells_of(form.bytes);
    std::set<std::size_t> ragged;
    for (const Changed& changed : form.changed) {
        EXPECT_EQ(changed.column, "");
        ragged.insert(changed.row);
    }
    EXPECT_EQ(ragged.size(), most_changed);
    std::size_t shorter = 0, longer = 0;
    ASSERT_EQ(rows.size(), grid.rows.size() + 1);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        shorter += rows[row].size() == 7 ? 1 : 0;
        longer += rows[row].size() == 9 ? 1 : 0;
        EXPECT_EQ(rows[row].size() != 8, ragged.contains(row)) << row;
    }
    EXPECT_GT(shorter, 0u);
    EXPECT_GT(longer, 0u);
}

TEST(HostileForms, GiveTwoColumnsOneName)
{
    const Grid grid = sample();
    Rows rows = cells_of(deformed("duplicate-header", grid).bytes);
    EXPECT_EQ(rows[0][1], "ref");
    rows[0][1] = "given";
    EXPECT_EQ(rows, as_rows(grid));
    EXPECT_EQ(listed(deformed("duplicate-header", grid)),
              (std::vector<std::pair<std::size_t, std::string>>{{0, "given"}}));
}

TEST(HostileForms, CanBeMadeOfFilesWithoutRowsAndOfOneColumn)
{
    for (const Form& known : hostile_forms()) {
        EXPECT_TRUE(known.deform(Grid{{"a", "b"}, {}}, Draws(1, Purpose::hostile, 0)).changed.size() <= 1)
            << known.name;
        const Deformed one = known.deform(Grid{{"a"}, {{"x"}, {"yz"}}}, Draws(1, Purpose::hostile, 0));
        EXPECT_FALSE(one.bytes.empty()) << known.name;
    }
}

TEST(HostileForms, AreTheSameForTheSameDrawsAndOthersForOthers)
{
    const Grid grid = sample();
    for (const Form& known : hostile_forms())
        EXPECT_EQ(deformed(known.name, grid, 1).bytes, deformed(known.name, grid, 1).bytes) << known.name;
    for (const auto* name : {"newlines", "nul", "ragged", "mangled-numbers"})
        EXPECT_NE(deformed(name, grid, 1).bytes, deformed(name, grid, 2).bytes) << name;
}

} // namespace
} // namespace gauze::synth::scenario
