// `score --plan` is killed at random moments, stopped, and runs out of disk. Whatever happens the same
// command goes on, and in the end `merge` writes what an undisturbed `link` writes, byte for byte.
#include "tests/programs/running.hpp"

#include <chrono>
#include <random>
#include <thread>

namespace gauze::test {
namespace {

class UnfinishedScore : public Project {
protected:
    static constexpr int people = 16'000;

    // The plainest loops, so that there is something to interrupt.
    const std::vector<std::string> slowly_{"env", "GAUZE_KERNEL=scalar"};

    void SetUp() override
    {
        Project::SetUp();
        encode_both(people);
        ASSERT_EQ(
            desk_.run(with({}, {"plan", "--candidates", "exact", "--out", "plan.json", clinic_, school_}))
                .exit,
            0);
        const Outcome linked = desk_.run(link_words("linked"));
        ASSERT_EQ(linked.exit, 0) << linked.err;
    }
    static std::vector<std::string> with(std::vector<std::string> words, std::vector<std::string> verb)
    {
        words.insert(words.end(), {"gauze", verb[0], "--policy", "policy.toml"});
        words.insert(words.end(), verb.begin() + 1, verb.end());
        return words;
    }
    std::vector<std::string> score_words() const
    {
        return with(slowly_, {"score", "--threads", "1", "--plan", "plan.json", "--scores", "scores"});
    }
    Outcome merge(const std::string& out = "merged") const
    {
        return desk_.run(with({}, {"merge", "--identity", "identity.key", "--plan", "plan.json", "--scores",
                                   "scores", "--out", out}));
    }
    void start_over() const
    {
        std::filesystem::remove_all(desk_ / "scores");
        std::filesystem::remove_all(desk_ / "merged");
    }
    void expect_what_link_wrote(const std::string& out = "merged") const
    {
        for (const char* name : {"persons.table", "links.table"}) {
            EXPECT_FALSE(read_file(desk_ / "linked" / name).empty());
            EXPECT_EQ(read_file(desk_ / out / name), read_file(desk_ / "linked" / name)) << name;
        }
    }
    // Starts the scoring and sends it a signal; returns how it ended, -1 if it was killed.
    int interrupted(int signal, std::chrono::milliseconds after) const
    {
        const pid_t child = desk_.start(score_words());
        std::this_thread::sleep_for(after);
        ::kill(child, signal);
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
};

TEST_F(UnfinishedScore, KilledAtAHundredRandomMomentsEndsAsIfNothingHadHappened)
{
    using std::chrono::milliseconds;
    // A run syncs every two seconds, so a kill before that costs all it did. Most come at once, wherever that
    // is; some after a sync, and later each time, so that there is something to take up.
    std::mt19937 random(3);
    int killed = 0;
    std::uintmax_t journal = 0, longest = 0;
    for (int i = 0; i < 100; ++i) {
        const bool late = i % 10 == 7;
        const int end =
            interrupted(SIGKILL, milliseconds(late ? 2200 + 20 * i + random() % 300 : random() % 150));
        std::error_code absent;
        const auto size = std::filesystem::file_size(desk_ / "scores/journal-0", absent);
        if (!absent) {
            EXPECT_GE(size, journal) << "what was finished once was lost";
            journal = size;
            longest = std::max(longest, size);
        }
        killed += end == -1;
        if (end == -1) continue;
        ASSERT_EQ(end, 0); // it came to the end before the kill: look, and begin again
        ASSERT_EQ(merge().exit, 0);
        expect_what_link_wrote();
        start_over();
        journal = 0;
    }
    EXPECT_GE(killed, 60);
    EXPECT_GT(longest, 1000u) << "there was never anything to take up";
    const Outcome last = desk_.run(score_words());
    ASSERT_EQ(last.exit, 0) << last.err;
    ASSERT_EQ(merge().exit, 0);
    expect_what_link_wrote();
}

TEST_F(UnfinishedScore, AskedToStopEndsWith75AndTheNextStartGoesOn)
{
    for (const int signal : {SIGTERM, SIGUSR1, SIGINT}) {
        SCOPED_TRACE(signal);
        // On a busy machine nothing may be finished when the signal comes: then it comes later.
        bool went_on = false;
        for (int after = 400; !went_on && after <= 12'800; after *= 2) {
            start_over();
            const int end = interrupted(signal, std::chrono::milliseconds(after));
            if (end == 0) break; // it came to the end before
            ASSERT_EQ(end, 75);
            EXPECT_EQ(merge().exit, 1);
            EXPECT_FALSE(std::filesystem::exists(desk_ / "merged"));
            const Outcome next = desk_.run(score_words());
            ASSERT_EQ(next.exit, 0) << next.err;
            went_on = next.says("units were finished before");
            ASSERT_EQ(merge().exit, 0);
            expect_what_link_wrote();
        }
        EXPECT_TRUE(went_on) << "whatever was finished when the signal came was done once more";
    }
}

TEST_F(UnfinishedScore, OnAFullDiskEndsWith74AndTheNextStartGoesOn)
{
    // 64 KiB a file: the pairs of some units fit, those of all do not.
    const Outcome full =
        desk_.shell("trap '' XFSZ; ulimit -f 64; exec gauze score --policy policy.toml --plan plan.json "
                    "--scores scores");
    EXPECT_EQ(full.exit, 74) << full.err;
    EXPECT_TRUE(full.says("error: ")) << full.err;
    EXPECT_EQ(merge().exit, 1);
    const Outcome next = desk_.run(with({}, {"score", "--plan", "plan.json", "--scores", "scores"}));
    ASSERT_EQ(next.exit, 0) << next.err;
    ASSERT_EQ(merge().exit, 0);
    expect_what_link_wrote();
}

TEST_F(UnfinishedScore, IsTheSameForAnyKernelAndNumberOfThreads)
{
    for (const char* kernel : {"scalar", "avx2", "avx512"})
        for (const char* threads : {"1", "2", "3"}) {
            SCOPED_TRACE(fmt::format("{} {}", kernel, threads));
            start_over();
            const Outcome scored =
                desk_.run(with({"env", fmt::format("GAUZE_KERNEL={}", kernel)},
                               {"score", "--threads", threads, "--plan", "plan.json", "--scores", "scores"}));
            if (scored.says("cannot run on this processor")) break;
            ASSERT_EQ(scored.exit, 0) << scored.err;
            ASSERT_EQ(merge().exit, 0);
            expect_what_link_wrote();
        }
}

TEST_F(UnfinishedScore, IsRefusedForAnotherPlanAndForOtherFiles)
{
    ASSERT_EQ(desk_.run(with({}, {"score", "--plan", "plan.json", "--scores", "scores"})).exit, 0);
    ASSERT_EQ(desk_
                  .run(with({}, {"plan", "--threshold", "0.9", "--candidates", "exact", "--out", "other.json",
                                 clinic_, school_}))
                  .exit,
              0);
    EXPECT_EQ(desk_.run(with({}, {"score", "--plan", "other.json", "--scores", "scores"})).exit, 78);
    ASSERT_EQ(encode(std::string(header) + rows(0, 50), "school", "newer").exit, 0);
    EXPECT_EQ(desk_
                  .run(with({}, {"score", "--plan", "plan.json", "--scores", "fresh", clinic_,
                                 "newer/to-linkage-unit/school.gauze"}))
                  .exit,
              78);
    EXPECT_FALSE(std::filesystem::exists(desk_ / "fresh"));
    // Moved files are the same files.
    std::filesystem::create_directory(desk_ / "moved");
    std::filesystem::rename(desk_ / clinic_, desk_ / "moved/c.gauze");
    EXPECT_EQ(desk_.run(with({}, {"score", "--plan", "plan.json", "--scores", "scores"})).exit, 66);
    EXPECT_EQ(
        desk_.run(with({}, {"score", "--plan", "plan.json", "--scores", "scores", school_, "moved/c.gauze"}))
            .exit,
        0);
}

class PlanVerbs : public Project {
protected:
    int exit_of(std::vector<std::string> words)
    {
        words.insert(words.begin(), "gauze");
        const Outcome outcome = desk_.run(words);
        EXPECT_TRUE(outcome.exit == 0 || outcome.says("error: ")) << outcome.err;
        return outcome.exit;
    }
};

TEST_F(PlanVerbs, RefuseCeilingsBeforeAnythingIsWritten)
{
    encode_both();
    const auto before = desk_.folder().entries();
    for (const auto& [flag, value] : {std::pair{"--time", "0.000000001"}, {"--memory", "1M"}}) {
        EXPECT_EQ(
            exit_of({"plan", "--policy", "policy.toml", flag, value, "--out", "plan.json", clinic_, school_}),
            78);
        EXPECT_EQ(exit_of({"link", "--policy", "policy.toml", "--identity", "identity.key", flag, value,
                           "--out", "linked", clinic_, school_}),
                  78);
    }
    EXPECT_EQ(desk_.folder().entries(), before);
    EXPECT_EQ(exit_of({"plan", "--policy", "policy.toml", "--time", "2h", "--memory", "8G", "--out",
                       "plan.json", clinic_, school_}),
              0);
}

TEST_F(PlanVerbs, RefuseCeilingsThatSayNothing)
{
    encode_both();
    for (const char* time : {"0", "-1", "nan", "inf", "2x", "2hh", "h", "two", "1e300"})
        EXPECT_EQ(exit_of({"plan", "--policy", "policy.toml", "--time", time, clinic_, school_}), 2) << time;
    for (const char* memory : {"0", "8GB", "nan", "-8G", "G"})
        EXPECT_EQ(exit_of({"plan", "--policy", "policy.toml", "--memory", memory, clinic_, school_}), 2)
            << memory;
    EXPECT_EQ(exit_of({"plan", "--policy", "policy.toml", "--memory", "1e15T", clinic_, school_}), 0);
}

TEST_F(PlanVerbs, DoNotOverlookWhatTheyAreTold)
{
    encode_both();
    ASSERT_EQ(exit_of({"plan", "--policy", "policy.toml", "--out", "plan.json", clinic_, school_}), 0);
    EXPECT_EQ(exit_of({"plan", "--policy", "policy.toml", "--out", "plan.json", clinic_, school_}),
              74); // exists
    const std::vector<std::string> score{"score",    "--policy", "policy.toml", "--plan", "plan.json",
                                         "--scores", "s"};
    for (const auto& more : std::vector<std::vector<std::string>>{{"--threshold", "0.9"},
                                                                  {"--view", "record"},
                                                                  {"--dedup"},
                                                                  {"--force"},
                                                                  {"--pairs", "pairs.csv"}}) {
        auto words = score;
        words.insert(words.end(), more.begin(), more.end());
        EXPECT_EQ(exit_of(words), 2) << more[0];
    }
    EXPECT_FALSE(std::filesystem::exists(desk_ / "s"));
    EXPECT_EQ(exit_of({"score", clinic_, school_}), 2);
    EXPECT_EQ(exit_of({"score", "--pairs", "pairs.csv", clinic_, school_}), 2); // at which threshold?
    EXPECT_EQ(
        exit_of({"score", "--threshold", "0.9", "--pairs", "pairs.csv", "--scores", "s", clinic_, school_}),
        2);
    EXPECT_EQ(exit_of({"score", "--threshold", "0.9", "--pairs", "pairs.csv"}), 2);
    EXPECT_EQ(exit_of({"score", "--plan", "plan.json", "--scores", "s"}), 2); // under which policy?
    EXPECT_FALSE(std::filesystem::exists(desk_ / "pairs.csv"));
    EXPECT_EQ(exit_of({"score", "--threshold", "0.9", "--view", "record", "--pairs", "pairs.csv", clinic_,
                       school_}),
              0);
}

TEST_F(PlanVerbs, WriteTheWholeTableOfPairsOrNone)
{
    encode_both(3000);
    const Outcome full = desk_.shell(
        "trap '' XFSZ; ulimit -f 8; exec gauze score --threshold 0.5 --view record --pairs pairs.csv " +
        clinic_ + " " + school_);
    EXPECT_EQ(full.exit, 74) << full.err;
    for (const auto& entry : std::filesystem::directory_iterator(desk_.folder().path()))
        EXPECT_EQ(entry.path().filename().string().find("pairs"), std::string::npos) << entry.path();
}

} // namespace
} // namespace gauze::test
