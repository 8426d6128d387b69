// `link` where nobody fixed a threshold: from encoded files to persons, errors, register and report.
#include "bench/quality/encode_parties.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/linkage/link.hpp"
#include "engine/linkage/link_tables.hpp"
#include "engine/linkage/lost_matches.hpp"
#include "engine/linkage/run_plan.hpp"
#include "engine/linkage/score.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/table_file.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

using namespace linkage;
using test::read_file;
using test::TemporaryFolder;
using test::write_file;

constexpr const char* fields = R"([[field]]
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

std::uint64_t mixed(std::uint64_t x)
{
    x = (x ^ x >> 31) * 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9u;
    return x ^ x >> 32;
}

std::string word(std::uint64_t k)
{
    std::string made;
    for (k = mixed(k + 7) % 11881376; made.size() < 5; k /= 26) made += static_cast<char>('a' + k % 26);
    return made;
}

// Person n as party p has it: one cell in sixteen with a slip.
std::string row(std::size_t n, std::size_t p)
{
    const std::uint64_t x = mixed(n + 1), slip = mixed(n * 31 + p * 7919 + 5);
    std::string given = word(x % 60), family = word(1000 + mixed(x) % 400);
    if (slip % 16 == 0) given[slip / 16 % 5] = 'q';
    if (slip / 256 % 16 == 0) family[slip / 4096 % 5] = 'q';
    const auto day = 1 + mixed(x + 3) % 28;
    return fmt::format("r{},{},{},{:04}-{:02}-{:02},NW{} {}AB\n", n, given, family, 1990 + mixed(x + 1) % 20,
                       1 + mixed(x + 2) % 12, slip / 65536 % 16 == 0 ? day % 28 + 1 : day,
                       1 + mixed(x + 4) % 9, 1 + mixed(x + 5) % 9);
}

class DecideAlone : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }

    // Parties hold people [0, 400), [200, 600), [300, 700).
    void encode(const char* profile)
    {
        write_file(folder_ / "fields.toml", fields);
        std::vector<std::filesystem::path> inputs;
        for (std::size_t p = 0; p < 3; ++p) {
            const std::size_t first = std::array<std::size_t, 3>{0, 200, 300}[p];
            std::string csv = "id,given,family,dob,postcode\n";
            for (std::size_t n = first; n < first + 400; ++n) csv += row(n, p);
            inputs.push_back(folder_ / fmt::format("{}.csv", char('A' + p)));
            write_file(inputs.back(), csv);
        }
        policy_ = project::read_lab_policy(
            folder_ / "fields.toml",
            {.names = party_names(inputs), .id_column = "id", .repeats = {}, .profile = profile});
        for (const auto& [file, done] : encode_parties(policy_, inputs, folder_ / profile, "1"))
            files_.push_back(file);
    }
    LinkSummary run(const std::string& out, const LinkOptions& wished = {})
    {
        LinkOptions options = wished;
        options.inputs = files_;
        options.out = folder_ / out;
        return link(policy_, identity_, options);
    }
    std::string bytes(const std::string& out, const char* name) { return read_file(folder_ / out / name); }

    TemporaryFolder folder_;
    project::Policy policy_;
    std::vector<std::filesystem::path> files_;
    const Identity identity_ = Identity::for_tests("1");
};

TEST_F(DecideAlone, FindsThePersonsAndSaysHowSureItIs)
{
    for (const char* profile : {"plain", "standard"}) {
        SCOPED_TRACE(profile);
        files_.clear();
        encode(profile);
        const LinkSummary summary = run(fmt::format("linked-{}", profile));
        ASSERT_TRUE(summary.decision);
        EXPECT_NEAR(static_cast<double>(summary.persons), 700, 14);
        const StatedPairs& all = summary.decision->stated.all; // 200 + 100 + 300 true pairs
        EXPECT_GT(all.precision.value, .97);
        EXPECT_NEAR(all.true_pairs(), 600, 30);
        EXPECT_LE(all.recall.low, all.recall.value);
        EXPECT_LE(all.recall.value, all.recall.high);
        EXPECT_EQ(summary.decision->stated.by_pair.size(), 3u);
        EXPECT_EQ(summary.decision->model, std::string(profile) == "plain" ? "fields seen" : "fields hidden");
    }
}

TEST_F(DecideAlone, CutsByTheCostOfThePolicyUnlessToldOtherwise)
{
    encode("plain");
    EXPECT_NEAR(run("usual").decision->cut.link, std::log(20), 1e-12);
    policy_.cost = {3, 1};
    // (The files are of the policy that was signed: nothing but the cut is looked at here.)
    const Parties parties = receive(
        files_,
        [&] {
            project::Policy signed_one = policy_;
            signed_one.cost = {};
            return signed_one;
        }(),
        false);
    const auto pairs = score(parties, {.threshold = {3, 10}}).pairs;
    EXPECT_NEAR(settle(policy_, parties, {.pairs = pairs}, {}).cut->link, std::log(3), 1e-12);
    const Settled precise = settle(policy_, parties, {.pairs = pairs},
                                   {.cut = CutRule{.by = CutRule::By::precision, .precision = .999}});
    EXPECT_GE(precise.cut->precision, .999 - 1e-9);
}

TEST_F(DecideAlone, WritesTheSameBytesForAnyThreadsAndOrderOfFiles)
{
    encode("standard");
    set_threads(1);
    run("one");
    set_threads(3);
    std::ranges::reverse(files_);
    run("three");
    set_threads(0);
    for (const char* name : {"persons.table", "links.table", "register.table", "history.table"})
        EXPECT_TRUE(bytes("one", name) == bytes("three", name)) << name;
}

TEST_F(DecideAlone, MergesTheStagesToWhatLinkWrites)
{
    encode("plain");
    run("linked");
    const Parties parties = receive(files_, policy_, false);
    const Planned planned = make_plan(parties, policy_.id, policy_.fingerprint(), {});
    EXPECT_FALSE(planned.plan.fixed);
    write_plan(folder_ / "plan.json", {planned.plan, files_, to_json(planned.estimate, planned.plan)},
               Existing::refuse);
    run_plan(read_plan(folder_ / "plan.json").plan, parties, folder_ / "scores", {});
    merge(policy_, identity_,
          {.plan = folder_ / "plan.json",
           .scores = folder_ / "scores",
           .out = folder_ / "merged",
           .inputs = {}});
    for (const char* name : {"persons.table", "links.table", "register.table"})
        EXPECT_TRUE(bytes("linked", name) == bytes("merged", name)) << name;
}

TEST_F(DecideAlone, KeepsEveryIdOnTheNextRunOverTheSameFiles)
{
    encode("plain");
    const LinkSummary first = run("first");
    LinkOptions next;
    next.earlier = folder_ / "first/register.table";
    const LinkSummary second = run("second", next);
    EXPECT_EQ(first.register_changes.number("new"), static_cast<std::int64_t>(first.persons));
    EXPECT_EQ(second.register_changes.number("kept"), static_cast<std::int64_t>(first.persons));
    EXPECT_EQ(second.register_changes.number("new"), 0);
    EXPECT_TRUE(bytes("first", "persons.table") == bytes("second", "persons.table"));
}

TEST_F(DecideAlone, WritesWhatIsAskedForAndAReport)
{
    encode("plain");
    LinkOptions wished;
    wished.decision = {.review = CutRule{.cost = {1, 20}}, .top = 2, .levels = true};
    const LinkSummary summary = run("out", wished);
    const project::TableFile links(folder_ / "out/links.table", "links");
    links.each_row([&](std::span<const std::string_view> cells) {
        const double probability = std::stod(std::string(cells[links.column("probability")]));
        EXPECT_GE(probability, 20.0 / 21 - 1e-6);
    });
    EXPECT_EQ(project::TableFile(folder_ / "out/review.table", "review").rows(),
              summary.decision->for_review);
    EXPECT_GT(project::TableFile(folder_ / "out/top.table", "top").rows(), 0u);
    const project::TableFile levels(folder_ / "out/levels.table", "levels");
    EXPECT_EQ(levels.rows(), 1200u);
    // Nested: who is one person strictly is one person at every lower cut.
    std::map<std::string, std::string> balanced, broad;
    levels.each_row([&](std::span<const std::string_view> cells) {
        const std::string strict(cells[2]), middle(cells[3]), loose(cells[4]);
        EXPECT_EQ(balanced.try_emplace(strict, middle).first->second, middle);
        EXPECT_EQ(broad.try_emplace(middle, loose).first->second, loose);
    });
    EXPECT_NE(bytes("out", "report.html").find("<svg"), std::string::npos);
    EXPECT_NE(bytes("out", "report.json").find("\"expected\""), std::string::npos);
}

TEST_F(DecideAlone, RefusesToChooseBesideAFixedThreshold)
{
    encode("plain");
    LinkOptions wished;
    wished.threshold = project::Threshold{8, 10};
    wished.decision.levels = true;
    try {
        run("out", wished);
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::usage);
    }
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
}

// The plain twin: all pairs are judged, and those that agree in no key are added up.
TEST_F(DecideAlone, SaysOfTheMatchesWhatBlockingLost)
{
    encode("standard");
    const Parties parties = receive(files_, policy_, false);
    const Planned planned =
        make_plan(parties, policy_.id, policy_.fingerprint(), {.sources = candidate_sources_from("keys")});
    const auto all = score(parties, {.threshold = planned.plan.threshold}).pairs;
    const auto judgement = judge(policy_, parties, all, false);
    const auto lost = lost_matches(policy_, parties, planned.plan, *judgement);
    ASSERT_EQ(lost.size(), 3u);
    std::size_t at = 0;
    for (std::size_t u = 0; u < 3; ++u) {
        const PartyPair which = judgement->units[u].parties;
        const BlockedPair blocked(parties, which, planned.plan.sources);
        double matches = 0, missing = 0;
        for (; at < all.size() && all[at].a.party == which.a && all[at].b.party == which.b; ++at) {
            const double p = probability(judgement->log_odds[at]);
            matches += p;
            if (!blocked.join().agreed(all[at].a.row, all[at].b.row)) missing += p;
        }
        EXPECT_NEAR(lost[u].share, missing / matches, 1e-6);
        EXPECT_LE(lost[u].low, lost[u].share + 1e-12);
        EXPECT_GE(lost[u].high, lost[u].share - 1e-12);
        EXPECT_LT(lost[u].share, .2);
    }
}

} // namespace
} // namespace gauze::lab
