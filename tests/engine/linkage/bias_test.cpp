#include "engine/linkage/bias.hpp"
#include "engine/linkage/strata.hpp"
#include "tests/engine/linkage/made_strata.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace gauze::linkage {
namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr std::uint8_t x = 2, y = 3, z = 4, not_known = 0;

class Bias : public testing::Test {
protected:
    enum : std::uint32_t { alpha, beta, delta, gamma }; // by name; delta is not clean
    project::Policy policy_ = project::parse_policy(test::strata_policy_text(test::one_stratum), "p.toml");
    test::TemporaryFolder folder_;
    std::vector<std::filesystem::path> files_;

    void party(const std::string& name, const Bytes& values)
    {
        files_.push_back(test::write_with_strata(folder_, policy_, name, values));
    }
    Parties received(bool dedup = false) { return receive(files_, policy_, dedup); }
    static Judged judged(RecordRef a, RecordRef b, double probability)
    {
        return {{a, b, {1, 2}}, std::log(probability / (1 - probability))};
    }
    static Person person(std::vector<RecordRef> records) { return {{}, std::move(records)}; }
    static Bytes values(std::size_t of_x, std::size_t of_y, std::size_t of_z = 0)
    {
        Bytes bytes(of_x, x);
        bytes.insert(bytes.end(), of_y, y);
        bytes.insert(bytes.end(), of_z, z);
        return bytes;
    }
    static const BiasTable& table(const BiasReport& report, const std::string& of, const std::string& to)
    {
        for (const BiasTable& one : report.tables)
            if (one.of == of && one.to == to) return one;
        throw std::runtime_error("there is no such table");
    }
    static const BiasRow& row(const BiasTable& table, std::string_view value)
    {
        for (const BiasRow& one : table.rows)
            if (one.value == value) return one;
        throw std::runtime_error("there is no such row");
    }
    // 60 records of X, of which 48 are linked, 40 of Y, of which 20 are.
    struct Hundred {
        std::vector<Judged> judged;
        std::vector<Person> persons;
    };
    Hundred hundred()
    {
        party("alpha", values(60, 40));
        party("beta", values(60, 40));
        Hundred made;
        for (std::uint32_t r = 0; r < 100; ++r) {
            if (r >= 48 && (r < 60 || r >= 80)) continue;
            made.persons.push_back(person({{alpha, r}, {beta, r}}));
            made.judged.push_back(judged({alpha, r}, {beta, r}, r < 60 ? .9 : .99));
        }
        made.judged.push_back(judged({alpha, 50}, {beta, 50}, .5)); // both free
        made.judged.push_back(judged({alpha, 50}, {beta, 51}, .4)); // not the best of the first
        made.judged.push_back(judged({alpha, 90}, {beta, 90}, .2));
        made.judged.push_back(judged({alpha, 91}, {beta, 10}, .5)); // whose partner is alpha 10
        made.judged.push_back(judged({alpha, 5}, {beta, 6}, .3));   // two links that are made otherwise
        return made;
    }
};

// Worked out by hand: the intervals are those of Wilson's formula, the sums those of `hundred`.
TEST_F(Bias, CountsLinksAndExpectsErrorsByValue)
{
    const Hundred made = hundred();
    const BiasReport report = report_bias(policy_, received(), made.judged, made.persons);
    ASSERT_EQ(report.tables.size(), 2u);
    const BiasTable& there = table(report, "alpha", "beta");
    ASSERT_EQ(there.rows.size(), 2u);
    EXPECT_EQ(there.stratum, "area");
    EXPECT_FALSE(there.any_withheld);
    const BiasRow &of_x = row(there, "X"), &of_y = row(there, "Y");
    EXPECT_EQ(of_x.records, 60u);
    EXPECT_EQ(of_x.linked, 48u);
    EXPECT_DOUBLE_EQ(*of_x.share, .8);
    EXPECT_NEAR(of_x.least, .6822, 5e-5);
    EXPECT_NEAR(of_x.most, .8817, 5e-5);
    EXPECT_NEAR(*of_x.difference, .12, 1e-12);
    EXPECT_TRUE(of_x.differs); // .68 is just outside
    EXPECT_NEAR(*of_x.expected_false, 48 * .1, 1e-9);
    EXPECT_NEAR(*of_x.expected_missed, .5, 1e-9);
    EXPECT_NEAR(*of_x.found, 43.2 / 43.7, 1e-9);
    EXPECT_EQ(of_y.linked, 20u);
    EXPECT_NEAR(of_y.least, .3520, 5e-5);
    EXPECT_NEAR(of_y.most, .6480, 5e-5);
    EXPECT_TRUE(of_y.differs);
    EXPECT_NEAR(*of_y.expected_false, .2, 1e-9);
    EXPECT_NEAR(*of_y.expected_missed, .2, 1e-9);
    EXPECT_EQ(there.whole.linked, 68u);
    EXPECT_NEAR(*there.whole.expected_missed, .7, 1e-9);
    // The other way: beta 51 is free, too, and alpha 50 its best candidate.
    EXPECT_NEAR(*row(table(report, "beta", "alpha"), "X").expected_missed, .9, 1e-9);
    EXPECT_EQ(report.findings.size(), 5u); // four shares, and what chance would do
}

TEST_F(Bias, IsTheSameWhateverTheOrderOfCandidatesPersonsAndFiles)
{
    Hundred made = hundred();
    const std::string before = report_bias(policy_, received(), made.judged, made.persons).to_json().line();
    std::mt19937_64 random(1);
    std::ranges::shuffle(made.judged, random);
    std::ranges::shuffle(made.persons, random);
    std::ranges::reverse(files_);
    EXPECT_EQ(report_bias(policy_, received(), made.judged, made.persons).to_json().line(), before);
    made.persons.push_back(person({{alpha, 99}})); // a person of one record says no more than none
    EXPECT_EQ(report_bias(policy_, received(), made.judged, made.persons).to_json().line(), before);
}

TEST_F(Bias, WithoutCandidatesExpectsNothing)
{
    const Hundred made = hundred();
    const BiasReport report = report_bias(policy_, received(), {}, made.persons);
    const BiasRow& of_x = row(table(report, "alpha", "beta"), "X");
    EXPECT_EQ(of_x.linked, 48u);
    EXPECT_FALSE(of_x.expected_false || of_x.expected_missed || of_x.found);
}

TEST_F(Bias, WithholdsSmallCountsAndAnotherInBothDirections)
{
    party("alpha", values(40, 50, 60));
    party("beta", values(45, 50, 60));
    std::vector<Person> persons;
    const auto link = [&](std::uint32_t a, std::uint32_t b) {
        persons.push_back(person({{alpha, a}, {beta, b}}));
    };
    for (std::uint32_t r = 0; r < 3; ++r) link(r, r);        // three of X
    for (std::uint32_t r = 40; r < 60; ++r) link(r, r + 5);  // twenty of Y
    for (std::uint32_t r = 90; r < 120; ++r) link(r, r + 5); // thirty of Z
    const BiasReport report = report_bias(policy_, received(), {}, persons);
    for (const auto& [of, to] : {std::pair("alpha", "beta"), std::pair("beta", "alpha")}) {
        const BiasTable& one = table(report, of, to);
        EXPECT_TRUE(one.any_withheld);
        EXPECT_FALSE(row(one, "X").linked || row(one, "X").share || row(one, "X").expected_missed);
        EXPECT_TRUE(row(one, "X").records.has_value());
        EXPECT_NEAR(row(one, "X").most, 9.0 / static_cast<double>(*row(one, "X").records), 1e-12);
        EXPECT_FALSE(row(one, "Y").linked); // the next smallest
        EXPECT_EQ(row(one, "Y").most, 1);
        EXPECT_EQ(row(one, "Z").linked, 30u);
        EXPECT_EQ(one.whole.linked, 53u);
    }
    const std::string words = report.in_words(), json = report.to_json().line();
    EXPECT_NE(words.find("withheld"), std::string::npos);
    EXPECT_EQ(json.find("\"linked\":3,"), std::string::npos);
    EXPECT_EQ(json.find("\"linked\":20"), std::string::npos);
}

TEST_F(Bias, SaysOfAShareNearOneWhatItStillMayBe)
{
    party("alpha", values(100, 100, 100));
    party("beta", values(100, 100, 100));
    std::vector<Person> persons;
    for (std::uint32_t r = 0; r < 300; ++r)
        if (r != 7 && (r < 100 || r % 100 < 80)) persons.push_back(person({{alpha, r}, {beta, r}}));
    const BiasReport report = report_bias(policy_, received(), {}, persons);
    const BiasRow& of_x = row(table(report, "alpha", "beta"), "X"); // 99 of 100
    EXPECT_FALSE(of_x.linked);
    EXPECT_NEAR(of_x.least, .91, 1e-12);
    EXPECT_EQ(of_x.most, 1);
}

TEST_F(Bias, WithholdsHowManyRecordsThereAreWhereTheyAreFew)
{
    party("alpha", values(4, 50, 60));
    party("beta", values(50, 50, 60));
    const Parties parties = received();
    for (const StratumTable& counts : count_strata(policy_, parties)) {
        ASSERT_EQ(counts.rows.size(), 3u);
        EXPECT_EQ(counts.rows[0].records.has_value(), counts.party == "beta") << counts.party;
        EXPECT_EQ(counts.rows[1].records.has_value(), counts.party == "beta");
        EXPECT_EQ(counts.rows[2].records, 60u);
    }
    const BiasReport report = report_bias(policy_, parties, {}, {});
    EXPECT_FALSE(row(table(report, "alpha", "beta"), "X").records);
    EXPECT_FALSE(row(table(report, "alpha", "beta"), "Y").records);
}

TEST_F(Bias, CountsALinkByWayOfAThirdParty)
{
    party("alpha", values(20, 20));
    party("beta", values(20, 20));
    party("gamma", values(20, 20));
    std::vector<Person> persons;
    std::vector<Judged> candidates;
    const std::uint32_t third = 2;
    for (std::uint32_t r = 0; r < 40; ++r) {
        if (r % 20 >= 10) continue;
        persons.push_back(person({{0, r}, {1, r}, {third, r}}));
        candidates.push_back(judged({0, r}, {1, r}, .9));
        candidates.push_back(judged({1, r}, {third, r}, .8));
    }
    const BiasReport report = report_bias(policy_, received(), candidates, persons);
    ASSERT_EQ(report.tables.size(), 6u);
    const BiasRow& far = row(table(report, "alpha", "gamma"), "X");
    EXPECT_EQ(far.linked, 10u);
    EXPECT_NEAR(*far.expected_false, 0, 1e-12);
    EXPECT_NEAR(*row(table(report, "gamma", "beta"), "Y").expected_false, 2, 1e-9);
}

TEST_F(Bias, ExpectsMissedLinksToATakenRecordOnlyWhereThePartyRepeatsPeople)
{
    party("alpha", values(40, 0));
    party("delta", values(40, 0));
    std::vector<Person> persons;
    std::vector<Judged> candidates;
    for (std::uint32_t r = 0; r < 20; ++r) {
        persons.push_back(person({{0, r}, {1, r}}));
        candidates.push_back(judged({0, r}, {1, r + 20}, .25)); // delta may hold alpha's person twice
        candidates.push_back(judged({0, r + 20}, {1, r}, .25)); // alpha, which is clean, may not
    }
    const BiasReport report = report_bias(policy_, received(), candidates, persons);
    EXPECT_NEAR(*row(table(report, "delta", "alpha"), "X").expected_missed, 5, 1e-9);
    EXPECT_NEAR(*row(table(report, "alpha", "delta"), "X").expected_missed, 0, 1e-9);
}

TEST_F(Bias, CountsDuplicatesWithinOneFile)
{
    party("delta", values(40, 40));
    std::vector<Person> persons;
    std::vector<Judged> candidates;
    for (std::uint32_t r = 0; r < 20; r += 2) {
        persons.push_back(person({{0, r}, {0, r + 1}}));
        candidates.push_back(judged({0, r}, {0, r + 1}, .9));
        persons.push_back(person({{0, r + 40}}));
    }
    for (std::uint32_t r = 60; r < 80; r += 2) persons.push_back(person({{0, r}, {0, r + 1}}));
    const BiasReport report = report_bias(policy_, received(true), candidates, persons);
    ASSERT_EQ(report.tables.size(), 1u);
    EXPECT_EQ(report.tables[0].to, "delta");
    EXPECT_EQ(row(report.tables[0], "X").linked, 20u);
    EXPECT_NEAR(*row(report.tables[0], "X").expected_false, 2, 1e-9); // a tenth of each record's link
}

TEST_F(Bias, LeavesOutAPartyThatDoesNotHoldTheStratum)
{
    party("alpha", values(30, 30));
    party("beta", Bytes(60, not_known));
    const BiasReport report = report_bias(policy_, received(), {}, {});
    ASSERT_EQ(report.tables.size(), 1u);
    EXPECT_EQ(report.tables[0].of, "alpha");
}

TEST_F(Bias, HasNothingToSayWithoutStrata)
{
    test::MadeParties made;
    const Parties parties =
        receive({made.write("alpha", test::numbers(0, 10)), made.write("beta", test::numbers(0, 10))},
                test::policy(), false);
    const BiasReport report = report_bias(test::policy(), parties, {}, {});
    EXPECT_TRUE(report.tables.empty());
    EXPECT_EQ(report.in_words(), "");
}

// Nobody is linked worse than others: the share of intervals that say so is the one that is announced.
TEST_F(Bias, CriesWolfAsOftenAsItSays)
{
    party("alpha", values(300, 300, 300));
    party("beta", values(300, 300, 300));
    const Parties parties = received();
    std::mt19937_64 random(11);
    int differing = 0, intervals = 0;
    for (int turn = 0; turn < 300; ++turn) {
        std::vector<Person> persons;
        for (std::uint32_t r = 0; r < 900; ++r)
            if (random() % 10 < 7) persons.push_back(person({{alpha, r}, {beta, r}}));
        const BiasReport report = report_bias(policy_, parties, {}, persons);
        for (const BiasRow& one : report.tables[0].rows) differing += one.differs, ++intervals;
    }
    // The whole holds a third of each row, so fewer than one in twenty.
    EXPECT_GT(differing, 2);
    EXPECT_LT(differing, intervals / 20 + 10);
}

} // namespace
} // namespace gauze::linkage
