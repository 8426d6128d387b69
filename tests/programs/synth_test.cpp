// gauze-synth as its users meet it: what it says to options that mean nothing, and what it leaves behind.
#include "tests/programs/running.hpp"

#include <sys/resource.h>

namespace gauze::test {
namespace {

TEST(Synth, MakesAPopulationAndDescribesIt)
{
    const Desk desk;
    const Outcome made =
        desk.run({"gauze-synth", "population", "--people", "3000", "--lists", "none", "--out", "uk"});
    ASSERT_EQ(made.exit, 0) << made.err;
    const Outcome described =
        desk.run({"gauze-synth", "describe", "uk", "--lists", "none", "--out", "sheet.html"});
    ASSERT_EQ(described.exit, 0) << described.err;
    EXPECT_TRUE(described.says("People in a household")) << described.out;
    EXPECT_TRUE(read_file(desk / "sheet.html").starts_with("<!DOCTYPE html>"));
    const Outcome again =
        desk.run({"gauze-synth", "describe", "uk", "--lists", "none", "--out", "sheet.html"});
    EXPECT_EQ(again.exit, 74) << "a page that is there is not replaced unasked";
    EXPECT_EQ(desk.run({"gauze-synth", "describe", "uk", "--lists", "none", "--json"}).out.front(), '{');
}

TEST(Synth, RefusesAPopulationOfNobodyOrOfTooMany)
{
    const Desk desk;
    for (const char* people : {"0", "100000001", "-1", "many"}) {
        const Outcome refused =
            desk.run({"gauze-synth", "population", "--people", people, "--lists", "none", "--out", "uk"});
        EXPECT_EQ(refused.exit, 2) << people;
        EXPECT_TRUE(refused.says("--people")) << refused.err;
    }
    EXPECT_EQ(desk.folder().entries(), 0u);
}

TEST(Synth, AsksWhetherAnotherAreaWasMeant)
{
    const Desk desk;
    const Outcome refused = desk.run({"gauze-synth", "population", "--people", "10", "--lists", "none",
                                      "--area", "Camdem", "--out", "uk"});
    EXPECT_EQ(refused.exit, 2);
    EXPECT_TRUE(refused.says("did you mean 'Camden'?")) << refused.err;
    EXPECT_EQ(desk.folder().entries(), 0u);
}

TEST(Synth, RefusesADayThatIsNoneOrTooFarAway)
{
    const Desk desk;
    for (const char* day : {"2025-02-30", "today", "1949-12-31", "2100-01-01"}) {
        const Outcome refused = desk.run({"gauze-synth", "population", "--people", "10", "--lists", "none",
                                          "--today", day, "--out", "uk"});
        EXPECT_EQ(refused.exit, 2) << day;
        EXPECT_TRUE(refused.says("--today")) << refused.err;
    }
    EXPECT_EQ(desk.folder().entries(), 0u);
}

TEST(Synth, SaysWhatIsWrongWithAFolderItCannotDescribe)
{
    const Desk desk;
    EXPECT_EQ(desk.run({"gauze-synth", "describe", "nowhere"}).exit, 66);
    write_file(desk / "manifest.json", "{}");
    const Outcome refused = desk.run({"gauze-synth", "describe", "."});
    EXPECT_EQ(refused.exit, 65);
    EXPECT_TRUE(refused.says("gauze-synth population")) << refused.err;
}

TEST(Synth, OnAFullDiskSaysSoAndLeavesNothing)
{
    const Desk desk([] {
        (void)std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{200'000, 200'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    const Outcome failed =
        desk.run({"gauze-synth", "population", "--people", "20000", "--lists", "none", "--out", "uk"});
    EXPECT_EQ(failed.exit, 74);
    EXPECT_TRUE(failed.says("cannot be written")) << failed.err;
    EXPECT_EQ(desk.folder().entries(), 0u);
}

} // namespace
} // namespace gauze::test
