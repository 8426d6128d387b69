// Parquet by a library that may not be there. What is asked of it is tested on a stand-in; the real one is
// asked where the loader finds it.
#include "bloom/base/confine.hpp"
#include "bloom/base/error.hpp"
#include "engine/research/parquet_writer.hpp"
#include "tests/engine/research/exchange.hpp"

#include <array>
#include <fstream>

#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze::research {
namespace {

class ParquetTest : public Exchange {
protected:
    OutTable table() const
    {
        OutTable table{
            "cohort",
            "persons",
            {{"study_id"}, {"it's", OutColumn::Holds::whole}, {"mean", OutColumn::Holds::real}, {"note"}},
            {}};
        table.each_row = [](const std::function<void(Cells)>& visit) {
            visit(std::array<std::string_view, 4>{"a", "3", "-0.5", "=1+1 \"x\", y"});
            visit(std::array<std::string_view, 4>{"b", "<10", "", ""});
        };
        return table;
    }
    static std::string asked_of_stand_in()
    {
        void* library = ::dlopen(GAUZE_DUCKDB_STAND_IN, RTLD_NOW | RTLD_NOLOAD);
        if (library == nullptr) return "not loaded";
        return reinterpret_cast<const char* (*)()>(::dlsym(library, "stand_in_statements"))();
    }
    static int open_handles()
    {
        void* library = ::dlopen(GAUZE_DUCKDB_STAND_IN, RTLD_NOW | RTLD_NOLOAD);
        return reinterpret_cast<int (*)()>(::dlsym(library, "stand_in_open_handles"))();
    }
    static void fail_on(const char* text)
    {
        void* library = ::dlopen(GAUZE_DUCKDB_STAND_IN, RTLD_NOW);
        reinterpret_cast<void (*)(const char*)>(::dlsym(library, "stand_in_fail_on"))(text);
    }
};

TEST_F(ParquetTest, IsAskedForInOneStatementOverAPlainFileThatGoesAway)
{
    fail_on("");
    {
        ParquetWriter writer(GAUZE_DUCKDB_STAND_IN);
        writer.write(table(), path("cohort.parquet"));
    }
    // Formulas stand unguarded, since no spreadsheet reads this; what is no number is nothing.
    EXPECT_EQ(text(path("cohort.parquet")), "PAR1\"a\",\"3\",\"-0.5\",\"=1+1 \"\"x\"\", y\"\n\"b\",,,\n");
    EXPECT_EQ(listing(), (std::vector<std::string>{"cohort.parquet", "policy.toml"}));
    EXPECT_EQ(fs::status(path("cohort.parquet")).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
    const std::string asked = asked_of_stand_in();
    EXPECT_NE(asked.find("SET autoinstall_known_extensions = false"), std::string::npos) << asked;
    EXPECT_NE(asked.find("columns = {'study_id': 'VARCHAR', 'it''s': 'BIGINT', 'mean': 'DOUBLE', 'note': "
                         "'VARCHAR'}"),
              std::string::npos)
        << asked;
    EXPECT_NE(asked.find("(FORMAT parquet)"), std::string::npos);
    EXPECT_EQ(open_handles(), 0);
}

TEST_F(ParquetTest, WithoutTheLibraryIsRefusedInAClearSentence)
{
    try {
        const ParquetWriter writer("libduckdb-that-is-not-there.so");
        FAIL() << "a library that is not there was loaded";
    } catch (const Error& fault) {
        EXPECT_EQ(fault.code(), Exit::configuration);
        EXPECT_STREQ(fault.what(),
                     "Parquet is written by DuckDB's library libduckdb-that-is-not-there.so, which "
                     "is not on this machine");
        EXPECT_NE(fault.hint().find("--format csv,sqlite"), std::string::npos);
    }
    map({{1, "s"}});
    CohortOptions wanted = options({payload("gp", {"age_band"}, {{1, {"0-4"}}})});
    wanted.parquet = true;
    wanted.parquet_library = "libduckdb-that-is-not-there.so";
    EXPECT_EQ(refusal(wanted).code(), Exit::configuration);
}

TEST_F(ParquetTest, OfALibraryThatIsNotDuckDbsIsRefused) { EXPECT_THROW(ParquetWriter("libm.so.6"), Error); }

TEST_F(ParquetTest, ThatCannotBeWrittenLeavesNoCohort)
{
    fail_on("COPY");
    map({{1, "s"}});
    CohortOptions wanted = options({payload("gp", {"age_band"}, {{1, {"0-4"}}})});
    wanted.parquet = true;
    wanted.parquet_library = GAUZE_DUCKDB_STAND_IN;
    EXPECT_EQ(refusal(wanted).code(), Exit::cannot_write);
    fail_on("SET threads");
    EXPECT_EQ(refusal(wanted).code(), Exit::configuration) << "a version without what gauze sets";
    fail_on("");
}

TEST_F(ParquetTest, IsWrittenForEveryTableOfACohort)
{
    fail_on("");
    map({{1, "s"}});
    CohortOptions wanted = options({payload("gp", {"age_band"}, {{1, {"0-4"}}})});
    wanted.csv = false;
    wanted.parquet = true;
    wanted.parquet_library = GAUZE_DUCKDB_STAND_IN;
    cohort(wanted);
    for (const char* name : {"cohort", "counts", "dictionary", "quality"})
        EXPECT_TRUE(out(fmt::format("{}.parquet", name)).starts_with("PAR1")) << name;
    EXPECT_FALSE(fs::exists(path("out/cohort.csv")));
    EXPECT_FALSE(fs::exists(path("out/cohort.parquet.csv")));
}

TEST_F(ParquetTest, IsWrittenByAConfinedProgramToo)
{
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        if (confine() != Confinement::confined) ::_exit(77);
        try {
            ParquetWriter(GAUZE_DUCKDB_STAND_IN).write(table(), path("confined.parquet"));
            ::_exit(0);
        } catch (const Error&) {
            ::_exit(1);
        }
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) GTEST_SKIP() << "this machine does not confine";
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST_F(ParquetTest, OfDuckDbItselfIsReadBackAsItWas)
{
    void* library = ::dlopen(duckdb_library, RTLD_NOW);
    if (library == nullptr) GTEST_SKIP() << "no libduckdb.so: LD_LIBRARY_PATH names a folder that has it";
    const pid_t child = ::fork(); // confined, as gauze-research is
    if (child == 0) {
        (void)confine();
        try {
            ParquetWriter().write(table(), path("cohort.parquet"));
            ::_exit(0);
        } catch (const Error&) {
            ::_exit(1);
        }
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    const std::string written = text(path("cohort.parquet"));
    EXPECT_TRUE(written.starts_with("PAR1") && written.ends_with("PAR1"));
    EXPECT_NE(written.find("it's"), std::string::npos);
    EXPECT_EQ(listing(), (std::vector<std::string>{"cohort.parquet", "policy.toml"}));
}

} // namespace
} // namespace gauze::research
