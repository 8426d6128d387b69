// A source of several services says in its ledger of which one each row is, so that a person who leaves one
// of them stays in the others.
#include "engine/custodian/ledger.hpp"
#include "tests/engine/custodian/release/made_release.hpp"

#include <algorithm>

namespace gauze::custodian {
namespace {

constexpr std::string_view people = "ref,given,family,dob,service\n"
                                    "R1,Ada,Byron,2020-01-05,dental\n"
                                    "R1,Ada,Byron,2020-01-05, speech \n"
                                    "R2,Mary,Ward,2021-02-06,dental\n"
                                    "R3,Ann,Lee,2021-03-07,\n";

class LedgerServices : public ReleaseRun {
protected:
    // Row numbers of one person's rows.
    std::vector<std::uint64_t> rows(const std::string& reference, const std::string& service)
    {
        const std::vector<AskedFor> asked{{reference, service, {}}};
        const LedgerRun run = search_ledger(folder_ / "out", asked);
        knows_services_ = run.knows_services;
        std::vector<std::uint64_t> found;
        for (const LedgerRow& one : run.found) found.push_back(one.row);
        std::ranges::sort(found);
        return found;
    }
    bool knows_services_ = false;
};

using Numbers = std::vector<std::uint64_t>;

TEST_F(LedgerServices, AreKeptWithTheRowsOfASourceThatHasSeveral)
{
    column("service") = used("service", {ColumnUse::control});
    source().service_column = "service";
    run(people);
    EXPECT_EQ(rows("R1", "dental"), Numbers{1});
    EXPECT_TRUE(knows_services_);
    EXPECT_EQ(rows("R1", "speech"), Numbers{2}); // as it is written, but for blanks around it
    EXPECT_EQ(rows("R1", ""), (Numbers{1, 2}));  // all of them
    EXPECT_EQ(rows("R2", "speech"), Numbers{});
    EXPECT_EQ(rows("R3", "dental"), Numbers{}); // nobody knows of which it is
    EXPECT_EQ(rows("R3", ""), Numbers{4});
}

TEST_F(LedgerServices, AreNotKeptWhereTheAgreementKnowsOfNone)
{
    column("service") = used("service", {ColumnUse::drop});
    run(people);
    EXPECT_EQ(rows("R1", ""), (Numbers{1, 2}));
    EXPECT_FALSE(knows_services_);
    const project::TableFile table(folder_ / "out/stays-here/ledger.table", "ledger");
    table.each_row([](std::span<const std::string_view> cells) {
        for (const std::string_view cell : cells) EXPECT_NE(cell, "dental");
    });
}

TEST_F(LedgerServices, NeverTravel)
{
    column("service") = used("service", {ColumnUse::control});
    source().service_column = "service";
    run(people);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "out")) {
        if (!entry.is_regular_file() || entry.path().parent_path().filename() == "stays-here") continue;
        ++files;
        EXPECT_EQ(test::read_file(entry.path()).find("speech"), std::string::npos) << entry.path();
    }
    EXPECT_GT(files, 0u);
}

} // namespace
} // namespace gauze::custodian
