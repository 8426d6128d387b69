// What the mixture says where there is nothing to learn: files that share nobody, or everybody, or hardly
// hold anything. No outcome is wrong as long as it is sane, and says in words what is doubtful.
#include "bench/quality/encode_parties.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/linkage/judge.hpp"
#include "engine/linkage/mixture/shown_patterns.hpp"
#include "engine/linkage/score.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/progress.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

using linkage::Judgement;
using test::TemporaryFolder;
using test::write_file;

const std::string four_fields = R"([[field]]
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
)";

struct Row {
    std::string given, family, dob, postcode;
};

// Person n of a town: as many given and family names as 40 and 300, and dates of ten years.
Row person(std::size_t n)
{
    std::uint64_t x = (n + 1) * 0x9E3779B97F4A7C15u;
    const auto next = [&](std::uint64_t range) {
        x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9u;
        return (x ^ x >> 32) % range;
    };
    const auto word = [](std::uint64_t k, int letters) {
        std::string made;
        for (k = (k + 7) * 2654435761u % 456976; letters > 0; --letters, k /= 26)
            made += static_cast<char>('a' + k % 26);
        return made;
    };
    return {word(next(40), 4), word(1000 + next(300), 4),
            fmt::format("{:04}-{:02}-{:02}", 2005 + next(10), 1 + next(12), 1 + next(28)),
            fmt::format("NW{} {}AB", 1 + next(9), 1 + next(9))};
}

std::vector<Row> people(std::size_t from, std::size_t to)
{
    std::vector<Row> rows;
    for (std::size_t n = from; n < to; ++n) rows.push_back(person(n));
    return rows;
}

class DegenerateJudgement : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }

    // Every pair that shares anything is a candidate.
    Judgement judged(const std::vector<std::vector<Row>>& files, const std::string& fields = four_fields)
    {
        write_file(folder_ / "fields.toml", fields);
        std::vector<std::filesystem::path> inputs;
        for (std::size_t p = 0; p < files.size(); ++p) {
            std::string csv = "id,given,family,dob,postcode\n";
            for (std::size_t r = 0; r < files[p].size(); ++r) {
                const Row& row = files[p][r];
                csv += fmt::format("r{},{},{},{},{}\n", r, row.given, row.family, row.dob, row.postcode);
            }
            inputs.push_back(folder_ / fmt::format("{}.csv", char('A' + p)));
            write_file(inputs.back(), csv);
        }
        const bool within = files.size() == 1;
        const auto policy = project::read_lab_policy(
            folder_ / "fields.toml",
            {.names = party_names(inputs), .id_column = "id", .repeats = {}, .profile = "plain"});
        std::vector<std::filesystem::path> encoded;
        for (const auto& [file, done] : encode_parties(policy, inputs, folder_ / "parties", "1"))
            encoded.push_back(file);
        const auto parties = linkage::receive(encoded, policy, within);
        const auto scores = linkage::score(parties, {.threshold = {1, 10}});
        auto judgement = linkage::judge(policy, parties, scores.pairs, within);
        EXPECT_TRUE(judgement.has_value());
        expect_numbers(*judgement, scores.pairs.size());
        return std::move(*judgement);
    }

    static void expect_numbers(const Judgement& judgement, std::size_t candidates)
    {
        EXPECT_EQ(judgement.log_odds.size(), candidates);
        for (const double one : judgement.log_odds) ASSERT_TRUE(std::isfinite(one));
        ASSERT_TRUE(std::isfinite(judgement.fit.matches));
        EXPECT_LE(judgement.fit.matches, static_cast<double>(candidates) + 1);
        for (const auto& one : judgement.fit.classes) {
            EXPECT_GE(one.share, 0) << one.name;
            for (const auto& table : one.tables)
                for (const double p : table) ASSERT_TRUE(p >= 0 && p <= 1 + 1e-9) << one.name;
        }
    }
    static double likely(const Judgement& judgement)
    {
        return static_cast<double>(std::ranges::count_if(judgement.log_odds, [](double o) { return o > 0; }));
    }
    static bool says(const Judgement& judgement, const std::string& words)
    {
        return std::ranges::any_of(
            judgement.warnings, [&](const std::string& one) { return one.find(words) != std::string::npos; });
    }

    TemporaryFolder folder_;
};

TEST_F(DegenerateJudgement, OfHalfSharedFilesDoubtsNothing)
{
    const Judgement judgement = judged({people(0, 400), people(200, 600)});
    EXPECT_NEAR(judgement.fit.matches, 200, 10);
    EXPECT_EQ(judgement.warnings, std::vector<std::string>{});
}

TEST_F(DegenerateJudgement, OfFilesThatShareNobodyLinksHardlyAnybody)
{
    const Judgement judgement = judged({people(0, 400), people(400, 800)});
    EXPECT_LT(likely(judgement), 4);
    EXPECT_FALSE(judgement.warnings.empty());
}

TEST_F(DegenerateJudgement, OfFilesThatShareEverybodyLinksThem)
{
    const Judgement judgement = judged({people(0, 400), people(0, 400)});
    EXPECT_NEAR(judgement.fit.matches, 400, 8);
    EXPECT_NEAR(likely(judgement), 400, 8);
}

TEST_F(DegenerateJudgement, OfOneRecordEachSaysThatItKnowsNothing)
{
    EXPECT_FALSE(judged({people(0, 1), people(0, 1)}).warnings.empty());
}

TEST_F(DegenerateJudgement, OfOneRecordSaysThatNothingWasCompared)
{
    const Judgement judgement = judged({people(0, 1)});
    EXPECT_TRUE(says(judgement, "nothing was compared"));
}

TEST_F(DegenerateJudgement, OfRecordsThatAreAllEqualSaysThatNothingTellsThemApart)
{
    const std::vector<Row> same(30, person(1));
    EXPECT_FALSE(judged({same, same}).warnings.empty());
}

TEST_F(DegenerateJudgement, OfOneFileOfEqualRecordsSaysThatNothingTellsThemApart)
{
    EXPECT_FALSE(judged({std::vector<Row>(30, person(1))}).warnings.empty());
}

TEST_F(DegenerateJudgement, AConstantFieldChangesNothingButIsNamed)
{
    auto a = people(0, 400), b = people(200, 600);
    for (auto* rows : {&a, &b})
        for (Row& row : *rows) row.postcode = "NW1 1AB";
    const Judgement judgement = judged({a, b});
    EXPECT_NEAR(judgement.fit.matches, 200, 12);
    EXPECT_TRUE(says(judgement, "postcode: nearly all pairs"));
}

TEST_F(DegenerateJudgement, APartyWithHardlyAnyValueLinksNobody)
{
    // Without any value at all the encoder takes no row.
    auto b = people(0, 50);
    for (Row& row : b) row.family = row.dob = row.postcode = "";
    const Judgement judgement = judged({people(0, 200), b});
    EXPECT_EQ(likely(judgement), 0);
    EXPECT_FALSE(judgement.warnings.empty());
}

TEST_F(DegenerateJudgement, AFieldThatOnePartyHasNotIsMissingThere)
{
    auto b = people(200, 600);
    for (Row& row : b) row.postcode.clear();
    const Judgement judgement = judged({people(0, 400), b});
    EXPECT_NEAR(judgement.fit.matches, 200, 12);
}

TEST_F(DegenerateJudgement, PartyPairsThatShareManyAndFewAreToldApart)
{
    // A and B share 300 of 400, A and C four.
    const Judgement judgement = judged({people(0, 400), people(100, 500), people(396, 796)});
    ASSERT_EQ(judgement.units.size(), 3u);
    EXPECT_NEAR(judgement.fit.unit_matches[0], 300, 8);
    EXPECT_NEAR(judgement.fit.unit_matches[1], 4, 4);
    EXPECT_NEAR(judgement.fit.unit_matches[2], 104, 8);
}

TEST_F(DegenerateJudgement, CountsHowOftenPairsBetweenFilesAreEqualAsPairByPairCountingDoes)
{
    const std::vector<std::vector<Row>> files{people(0, 150), people(100, 220), people(0, 90)};
    const Judgement judgement = judged(files);
    std::map<std::string, int> records;
    for (const auto& file : files)
        for (const Row& row : file) ++records[row.given];
    std::vector<double> equal(linkage::mixture::rarities);
    double pairs = 0;
    for (std::size_t p = 0; p < files.size(); ++p)
        for (std::size_t q = p + 1; q < files.size(); ++q)
            for (const Row& one : files[p])
                for (const Row& other : files[q]) {
                    ++pairs;
                    if (one.given == other.given)
                        ++equal[static_cast<std::size_t>(std::log2(records[one.given]))];
                }
    // .01 of a pair for what a larger file might show.
    const linkage::mixture::Levels& levels = judgement.evidence.fields[0];
    for (std::size_t k = 0; k < equal.size(); ++k)
        EXPECT_NEAR(levels.chance[linkage::mixture::unequal_levels + k], (equal[k] + .01) / (pairs + 1),
                    1e-12)
            << k;
}

TEST_F(DegenerateJudgement, FilesThatRepeatPeopleAreSaidTo)
{
    auto a = people(0, 200), b = people(0, 200);
    for (const Row& row : people(0, 100)) b.push_back(row);
    const Judgement judgement = judged({a, b});
    EXPECT_TRUE(says(judgement, "have several in one file"))
        << judgement.fit.matches << ' ' << likely(judgement);
}

TEST_F(DegenerateJudgement, IsTheSameForAnyNumberOfThreads)
{
    set_threads(1);
    const Judgement alone = judged({people(0, 300), people(150, 450)});
    std::filesystem::remove_all(folder_ / "parties");
    set_threads(3);
    const Judgement together = judged({people(0, 300), people(150, 450)});
    set_threads(0);
    EXPECT_EQ(alone.log_odds, together.log_odds);
}

} // namespace
} // namespace gauze::lab
