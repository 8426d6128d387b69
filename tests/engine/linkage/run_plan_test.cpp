#include "bloom/base/parallel.hpp"
#include "engine/linkage/link.hpp"
#include "engine/linkage/run_plan.hpp"
#include "tests/engine/linkage/made_candidates.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::MadeCandidates;
using test::MadeParties;
using test::numbers;
using test::read_file;
using test::rows_of;

constexpr project::Threshold cut{7, 10};

Plan plan_of(const MadeCandidates& made, const char* candidates)
{
    return make_plan(made.parties, "study", "p0",
                     {.threshold = cut, .sources = candidate_sources_from(candidates), .estimate = false})
        .plan;
}

class RunPlan : public testing::Test {
protected:
    const MadeCandidates made_;
    test::TemporaryFolder folder_;
    const std::filesystem::path scores_ = folder_ / "scores";
};

TEST_F(RunPlan, DoneTwiceHasNothingLeftToDo)
{
    for (const char* candidates : {"exact", "keys,blocks"}) {
        const Plan plan = plan_of(made_, candidates);
        const RunSummary first = run_plan(plan, made_.parties, scores_, {});
        const auto segment = read_file(scores_ / "segment-0");
        const RunSummary again = run_plan(plan, made_.parties, scores_, {});
        EXPECT_EQ(again.compared, first.compared);
        EXPECT_EQ(again.repeats, first.repeats);
        EXPECT_EQ(again.pairs, first.pairs);
        EXPECT_EQ(read_file(scores_ / "segment-0"), segment);
        std::filesystem::remove_all(scores_);
    }
}

TEST_F(RunPlan, RefusesTheFolderOfAnotherPlanAndLeavesItAlone)
{
    run_plan(plan_of(made_, "exact"), made_.parties, scores_, {});
    const auto journal = read_file(scores_ / "journal-0"), segment = read_file(scores_ / "segment-0");
    const Plan other = plan_of(made_, "keys");
    EXPECT_EQ(code_of([&] { run_plan(other, made_.parties, scores_, {}); }), Exit::configuration);
    EXPECT_EQ(code_of([&] { pairs_of(other, scores_, 1u << 20); }), Exit::configuration);
    EXPECT_EQ(read_file(scores_ / "journal-0"), journal);
    EXPECT_EQ(read_file(scores_ / "segment-0"), segment);
}

TEST_F(RunPlan, RefusesFilesThatAreNotThePlansBeforeItWritesAnything)
{
    const MadeCandidates others({.other = 36});
    EXPECT_EQ(code_of([&] { run_plan(plan_of(made_, "exact"), others.parties, scores_, {}); }),
              Exit::configuration);
    EXPECT_FALSE(std::filesystem::exists(scores_));
}

TEST_F(RunPlan, StopsWhenAskedAndGoesOnWhereItStopped)
{
    for (const char* candidates : {"exact", "keys,blocks"}) {
        const Plan plan = plan_of(made_, candidates);
        {
            StopRequest stop;
            stop.make();
            EXPECT_EQ(code_of([&] { run_plan(plan, made_.parties, scores_, {.stop = &stop}); }),
                      Exit::stopped);
        }
        EXPECT_EQ(code_of([&] { pairs_of(plan, scores_, 1u << 20); }), Exit::condition_not_met);
        run_plan(plan, made_.parties, scores_, {});
        EXPECT_EQ(rows_of(pairs_of(plan, scores_, 1u << 20)), rows_of(made_.answer(cut, plan.sources).found));
        std::filesystem::remove_all(scores_);
    }
}

// What a kill leaves: a journal that ends anywhere. Every one of them leads to the same pairs and counts.
TEST_F(RunPlan, GoesOnFromAnyPartOfItsJournal)
{
    const Plan plan = plan_of(made_, "keys,blocks");
    const RunSummary whole = run_plan(plan, made_.parties, scores_, {});
    const auto pairs = rows_of(pairs_of(plan, scores_, 1u << 20));
    const std::string journal = read_file(scores_ / "journal-0");
    for (std::size_t size = 0; size <= journal.size(); size += 1 + journal.size() / 37) {
        test::write_file(scores_ / "journal-0", journal.substr(0, size));
        const RunSummary again = run_plan(plan, made_.parties, scores_, {});
        EXPECT_EQ(again.compared, whole.compared) << size;
        EXPECT_EQ(again.repeats, whole.repeats) << size;
        EXPECT_EQ(rows_of(pairs_of(plan, scores_, 1u << 20)), pairs) << size;
    }
}

TEST_F(RunPlan, OfLittleMemoryFindsTheSamePairs)
{
    const Plan plan = plan_of(made_, "keys,blocks");
    run_plan(plan, made_.parties, scores_, {.memory = 1});
    EXPECT_EQ(rows_of(pairs_of(plan, scores_, 1)), rows_of(made_.answer(cut, plan.sources).found));
}

TEST_F(RunPlan, OfMorePairsThanAllowedSaysSo)
{
    const Plan plan = plan_of(made_, "exact");
    const RunSummary summary = run_plan(plan, made_.parties, scores_, {});
    EXPECT_EQ(pairs_of(plan, scores_, 1u << 20, summary.pairs).size(), summary.pairs);
    EXPECT_EQ(code_of([&] { pairs_of(plan, scores_, 1u << 20, summary.pairs - 1); }), Exit::configuration);
}

// link, and the same in stages.
class Stages : public testing::Test {
protected:
    MadeParties made_{8400};
    std::vector<std::filesystem::path> inputs_{made_.write("alpha", numbers(0, 4200)),
                                               made_.write("beta", numbers(2100, 6300)),
                                               made_.write("delta", numbers(4200, 8400))};
    const Identity identity_ = Identity::for_tests("1");

    void link_to(const std::string& out, const char* candidates)
    {
        link(test::policy(), identity_,
             {.inputs = inputs_,
              .out = made_.folder() / out,
              .threshold = {},
              .sources = candidate_sources_from(candidates)});
    }
    // Into `name`, its plan and its scores.
    void in_stages(const std::string& name, const char* candidates)
    {
        const auto plan = made_.folder() / (name + ".json"), scores = made_.folder() / (name + ".scores");
        const project::Policy policy = test::policy();
        const Parties parties = receive(inputs_, policy, false);
        const Planned planned =
            make_plan(parties, policy.id, policy.fingerprint(),
                      {.threshold = policy.threshold, .sources = candidate_sources_from(candidates)});
        write_plan(plan, {planned.plan, inputs_, to_json(planned.estimate, planned.plan)}, Existing::refuse);
        run_plan(read_plan(plan).plan, parties, scores, {});
        merge(policy, identity_,
              {.plan = plan, .scores = scores, .out = made_.folder() / name, .inputs = {}});
    }
    void expect_same(const std::string& one, const std::string& other)
    {
        for (const char* name : {"persons.table", "links.table"}) {
            EXPECT_FALSE(read_file(made_.folder() / one / name).empty());
            EXPECT_EQ(read_file(made_.folder() / one / name), read_file(made_.folder() / other / name))
                << name;
        }
    }
};

TEST_F(Stages, WriteTheBytesThatLinkWrites)
{
    for (const char* candidates : {"exact", "lsh"}) {
        link_to(fmt::format("linked-{}", candidates), candidates);
        in_stages(fmt::format("staged-{}", candidates), candidates);
        expect_same(fmt::format("linked-{}", candidates), fmt::format("staged-{}", candidates));
    }
}

TEST_F(Stages, WriteTheSameBytesForAnyNumberOfThreads)
{
    for (const char* candidates : {"exact", "lsh"}) {
        for (const unsigned threads : {1, 2, 3}) {
            set_threads(threads);
            in_stages(fmt::format("{}-{}", candidates, threads), candidates);
        }
        set_threads(0);
        expect_same(fmt::format("{}-1", candidates), fmt::format("{}-2", candidates));
        expect_same(fmt::format("{}-1", candidates), fmt::format("{}-3", candidates));
    }
}

TEST_F(Stages, OfALinkLeaveNoScoresBehind)
{
    link_to("out", "exact");
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(made_.folder() / "out"))
        names.insert(entry.path().filename().string());
    EXPECT_EQ(names, (std::set<std::string>{".gauze-output", "history.table", "links.table", "persons.table",
                                            "register.table", "report.html", "report.json", "summary.json"}));
}

TEST_F(Stages, CannotBeMergedBeforeAllUnitsAreDone)
{
    in_stages("done", "exact");
    std::filesystem::resize_file(made_.folder() / "done.scores/journal-0", 200);
    EXPECT_EQ(code_of([&] {
                  merge(test::policy(), identity_,
                        {.plan = made_.folder() / "done.json",
                         .scores = made_.folder() / "done.scores",
                         .out = made_.folder() / "again",
                         .inputs = {}});
              }),
              Exit::condition_not_met);
    EXPECT_FALSE(std::filesystem::exists(made_.folder() / "again"));
}

TEST_F(Stages, SayWhatBlockingLostAndLeftOut)
{
    const LinkSummary summary = link(test::policy(), identity_,
                                     {.inputs = inputs_,
                                      .out = made_.folder() / "out",
                                      .threshold = {},
                                      .sources = candidate_sources_from("lsh"),
                                      .most_pairs = 500});
    EXPECT_EQ(summary.candidates, "lsh");
    EXPECT_EQ(summary.losses.size(), 4u); // three pairs of parties, and within delta
    EXPECT_GT(summary.blocks_left_out, 0u);
    EXPECT_GT(summary.pairs_left_out, 500 * summary.blocks_left_out);
    EXPECT_NE(summary.in_words("out").find("left out"), std::string::npos);
    EXPECT_EQ(static_cast<std::uint64_t>(summary.outcome().object("left_out").number("pairs")),
              summary.pairs_left_out);
}

TEST_F(Stages, ThatCannotKeepTheirCeilingsAreRefusedBeforeAnythingIsWritten)
{
    const auto entries = made_.folder().entries();
    const auto refused = [&](std::uint64_t memory, double seconds) {
        return code_of([&] {
            link(test::policy(), identity_,
                 {.inputs = inputs_,
                  .out = made_.folder() / "out",
                  .threshold = {},
                  .memory = memory,
                  .seconds = seconds});
        });
    };
    EXPECT_EQ(refused(1u << 20, 0), Exit::configuration);
    EXPECT_EQ(refused(0, 1e-9), Exit::configuration);
    EXPECT_EQ(made_.folder().entries(), entries);
    EXPECT_EQ(refused(std::uint64_t{1} << 40, 3600), Exit::ok);
}

} // namespace
} // namespace gauze::linkage
