#include "bloom/encoded_file.hpp"
#include "engine/custodian/decoys.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/table_file.hpp"
#include "tests/engine/custodian/made_records.hpp"
#include "tests/temporary_folder.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

// A block of real rows, each with cells of its own: "COLUMN ROW".
RowBlock made_block(const Decoys& decoys, std::size_t rows, std::size_t columns, std::uint64_t first = 1)
{
    RowBlock block(columns, decoys.real_rows());
    for (std::uint64_t r = first; r < first + rows; ++r) {
        block.begin_row(r, r + 1, columns * 20);
        for (std::size_t c = 0; c < columns; ++c) block.add_cell(fmt::format("{} {}", c, r));
    }
    return block;
}

TEST(Decoys, AreAsManyAsThePolicyAsksForHoweverBlocksAreFilled)
{
    for (const std::uint32_t per_mille : {0u, 1u, 3u, 250u, 333u, 999u, 1000u}) {
        Decoys decoys(per_mille, 7);
        std::size_t real = 0, made = 0;
        for (int b = 0; b < 40; ++b) {
            RowBlock block = made_block(decoys, decoys.real_rows(), 2);
            ASSERT_TRUE(block.full());
            real += block.size();
            decoys.append(block);
            ASSERT_LE(block.size(), RowBlock::most_rows);
            made += block.size() - decoys.real_rows();
        }
        EXPECT_EQ(made, real * per_mille / 1000) << per_mille;
    }
}

TEST(Decoys, TakeEachCellFromARealRowOfItsColumnAndMixThem)
{
    Decoys decoys(1000, 7);
    const std::size_t rows = decoys.real_rows();
    RowBlock block = made_block(decoys, rows, 4);
    decoys.append(block);
    std::set<std::string> sources;
    std::size_t copies = 0;
    for (std::size_t r = rows; r < block.size(); ++r) {
        EXPECT_EQ(block.number(r), 0u);
        std::set<std::string> of_this;
        for (std::size_t c = 0; c < 4; ++c) {
            const std::string cell(block.cell(r, c).reveal());
            EXPECT_EQ(cell.substr(0, 2), fmt::format("{} ", c));
            const int from = std::stoi(cell.substr(2));
            EXPECT_GE(from, 1);
            EXPECT_LE(from, static_cast<int>(rows));
            of_this.insert(cell.substr(2));
            sources.insert(cell.substr(2));
        }
        copies += of_this.size() == 1;
    }
    EXPECT_EQ(copies, 0u);               // a chance of 255 / 255^3
    EXPECT_GT(sources.size(), rows / 2); // drawn from all of them
}

TEST(Decoys, AreNotMadeOfAHandfulOfRowsWhoseCopiesTheyWouldBe)
{
    Decoys decoys(1000, 7);
    for (const std::size_t rows : {0u, 1u, 2u, 15u}) {
        RowBlock block = made_block(decoys, rows, 3);
        decoys.append(block);
        EXPECT_EQ(block.size(), rows);
    }
}

TEST(Decoys, HaveNumbersOfTheirOwnThatPassTheCheckAsPeoplesDo)
{
    const Normaliser nhs(project::FieldKind::nhs_number, {}), upn(project::FieldKind::upn, {});
    Decoys decoys(1000, 7, {{1, nhs}, {2, upn}});
    const std::size_t rows = decoys.real_rows();
    RowBlock block(4, rows);
    for (std::size_t r = 0; r < rows;
         ++r) { // half have a good number, a quarter a wrong one, the others none
        block.begin_row(r + 1, r + 2, 60);
        block.add_cell("Anna");
        block.add_cell(r % 4 < 2 ? "943 476 5919" : r % 4 == 2 ? "943 476 5918" : "");
        block.add_cell("A123456789012");
        block.add_cell("");
    }
    decoys.append(block);
    std::string normal;
    const CellFault as_people = upn.normalise("A123456789012", normal);
    std::set<std::string> shown;
    std::size_t good = 0, wrong = 0, blank = 0;
    for (std::size_t r = rows; r < block.size(); ++r) {
        const std::string number(block.cell(r, 1).reveal());
        const CellFault fault = nhs.normalise(number, normal);
        if (!number.empty()) shown.insert(number);
        blank += number.empty();
        good += !number.empty() && fault == CellFault::none;
        wrong += fault == CellFault::wrong_check_digit;
        EXPECT_EQ(upn.normalise(block.cell(r, 2).reveal(), normal), as_people);
    }
    const std::size_t made = block.size() - rows;
    EXPECT_EQ(good + wrong + blank, made);
    EXPECT_GT(good, made / 3);
    EXPECT_GT(wrong, made / 8);
    EXPECT_GT(blank, made / 8);
    EXPECT_EQ(shown.size(), good + wrong) << "no two decoys share a number";
    EXPECT_FALSE(shown.contains("943 476 5919"));
}

TEST(Decoys, AreTheSameForTheSameSeedAndOthersForAnother)
{
    const auto cells = [](std::uint64_t seed) {
        Decoys decoys(250, seed);
        RowBlock block = made_block(decoys, 100, 3);
        decoys.append(block);
        std::string all;
        for (std::size_t r = 100; r < block.size(); ++r)
            for (std::size_t c = 0; c < 3; ++c) all += block.cell(r, c).reveal();
        return all;
    };
    EXPECT_EQ(cells(1), cells(1));
    EXPECT_NE(cells(1), cells(2));
}

constexpr std::string_view strict_policy = R"([project]
id = "study"
profile = "strict"
wave = "w1"
[[party]]
name = "hospital"
id = "ref"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "family"
kind = "family-name"
[[field]]
name = "dob"
kind = "date"
[[field]]
name = "postcode"
kind = "postcode"
[payload]
hospital = ["weight"]
)";

TEST(Decoys, HideInEveryCountThatLeavesAndStandInTheLedgerAlone)
{
    project::be_quiet(true);
    const test::TemporaryFolder folder;
    const project::Policy policy = project::parse_policy(strict_policy, "policy.toml");
    std::string text = "ref,given,family,dob,postcode,weight\n";
    const auto records = made_records(policy, 2000, 1);
    for (std::size_t r = 0; r < records.size(); ++r) {
        text += fmt::format("R{}", r);
        for (const std::string& cell : records[r]) text += fmt::format(",{}", cell);
        text += fmt::format(",{}\n", 1000 + r);
    }
    test::write_file(folder / "births.csv", text + "broken\n,,,,,\n");
    const auto summary = encode(policy, ProjectKey::for_tests("study", "1", "w1"),
                                {.party = "hospital",
                                 .input = folder / "births.csv",
                                 .out = folder / "out",
                                 .existing = Existing::refuse,
                                 .most_rejected = {},
                                 .test_seed = {}});
    EXPECT_EQ(summary.counts.read, 2002u);
    EXPECT_EQ(summary.counts.encoded, 2000u);
    EXPECT_NEAR(static_cast<double>(summary.decoys), 500, 5); // those of the last rows may be left out

    const bloom::EncodedFile file(folder / "out/to-linkage-unit/hospital.gauze");
    EXPECT_EQ(file.rows(), 2000 + summary.decoys);
    EXPECT_EQ(file.header().counts.encoded, file.rows());
    EXPECT_EQ(file.header().counts.read, file.rows() + 2);
    EXPECT_TRUE(file.header().counts.balance());

    std::set<std::string> tokens, decoys, paid;
    for (const RowToken& token : file.tokens()) tokens.insert(to_text(token));
    const project::TableFile ledger(folder / "out/stays-here/ledger.table", "ledger");
    ledger.each_row([&](std::span<const std::string_view> cells) {
        EXPECT_TRUE(tokens.contains(std::string(cells[0])));
        if (cells[1] == "0") decoys.insert(std::string(cells[0]));
        EXPECT_EQ(cells[1] == "0", cells[2].starts_with("decoy "));
    });
    EXPECT_EQ(ledger.rows(), file.rows());
    EXPECT_EQ(decoys.size(), summary.decoys);
    const project::TableFile payload(folder / "out/to-researcher/hospital.payload", "payload");
    payload.each_row([&](std::span<const std::string_view> cells) { paid.insert(std::string(cells[0])); });
    EXPECT_EQ(paid.size(), 2000u);
    for (const std::string& decoy : decoys) EXPECT_FALSE(paid.contains(decoy));

    // They stand everywhere among the rows, not at an end.
    double sum = 0;
    std::size_t place = 0;
    for (const std::string& token : tokens)
        sum += decoys.contains(token) ? static_cast<double>(place++) : (++place, 0.0);
    const double n = static_cast<double>(file.rows()), k = static_cast<double>(decoys.size());
    EXPECT_NEAR(sum / k / n, .5, 5 * .2887 / std::sqrt(k));
}

} // namespace
} // namespace gauze::custodian
