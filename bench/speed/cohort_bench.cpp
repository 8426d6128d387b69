// How fast a cohort is made, and in how much memory: rows of two custodians, persons and families, with
// columns of the policy. In two processes, so that making the files does not count:
//
//     cohort_bench make FOLDER ROWS      writes policy.toml, map.table and two payloads of ROWS / 2 rows each
//     cohort_bench run FOLDER [FORMAT]   makes FOLDER/cohort as csv (or sqlite) and prints what it took
#include "bloom/base/crypto.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/table_file.hpp"
#include "engine/research/cohort.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace {

namespace fs = std::filesystem;
using namespace gauze;

constexpr const char* cohort_of_policy = R"(
[cohort]
units = ["person", "family"]
[[cohort.column]]
name = "age"
take = "most"
from = "age_band"
[[cohort.column]]
name = "visits_band"
take = "sum"
from = "sessions"
bands = [0, 1, 3, 6, 11]
[[cohort.column]]
name = "disabled"
take = "any"
where = { column = "disability", is = "Y" }
[[cohort.column]]
name = "outcomes"
take = "values"
from = "outcome"
[[cohort.column]]
unit = "family"
name = "children"
take = "persons"
[[cohort.column]]
unit = "family"
name = "visits"
take = "sum"
from = "sessions"
)";

// One number made of another, the same on every machine (splitmix64).
std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

std::string token(std::uint64_t row) { return fmt::format("{:016x}{:016x}", row << 16, mixed(row)); }
// As long as study ids are: 26 characters.
std::string id(std::string_view kind, std::uint64_t number)
{
    return fmt::format("{}{:016x}{:09x}", kind, mixed(number), number);
}
std::uint64_t person_of(std::uint64_t row, std::uint64_t rows) { return mixed(row) % (rows * 2 / 3 + 1); }

void write_map(const fs::path& folder, const project::Policy& policy, std::uint64_t rows)
{
    const Json about = Json()
                           .set("project", policy.id)
                           .set("policy", policy.fingerprint())
                           .set("recipient", "evaluation")
                           .set("release", "1");
    project::TableWriter map(folder / "map.table", "link-map", {"row_token", "study_id", "family_id"}, about,
                             FileMode::owner_only);
    for (std::uint64_t row = 0; row < rows; ++row) {
        const std::uint64_t person = person_of(row, rows);
        const std::string cells[] = {token(row), id("p", person), id("f", person / 2)};
        map.row(std::vector<std::string_view>{cells[0], cells[1], cells[2]});
    }
    map.close();
}

// Every second row, beginning with `first`.
void write_payload(const fs::path& folder, const project::Policy& policy, const std::string& party,
                   std::uint64_t first, std::uint64_t rows)
{
    const bool nhs = party == "nhs-a";
    const std::vector<std::string> columns =
        nhs ? std::vector<std::string>{"row_token", "age_band", "disability", "sessions", "team", "sector"}
            : std::vector<std::string>{"row_token", "age_band", "ethnic_group",
                                       "outcome",   "sector",   "offence"};
    const Json about = Json()
                           .set("project", policy.id)
                           .set("policy", policy.fingerprint())
                           .set("party", party)
                           .set("recipient", "evaluation")
                           .set("rows", rows / 2);
    project::TableWriter file(folder / (party + ".payload"), "payload", columns, about, FileMode::owner_only);
    constexpr std::string_view ages[] = {"0-1", "2-3", "4+"}, yes_no[] = {"N", "Y", "U", ""},
                               outcomes[] = {"better", "same", "worse"},
                               groups[] = {"White", "Asian", "Other"};
    for (std::uint64_t row = first; row < rows / 2 * 2; row += 2) {
        const std::uint64_t drawn = mixed(row ^ 0x5555);
        const std::string key = token(row), number = fmt::to_string(drawn % 14),
                          sector = fmt::format("SW{} {}", drawn % 20, drawn % 9),
                          team = fmt::format("T{}", drawn % 50);
        if (nhs)
            file.row(
                std::vector<std::string_view>{key, ages[drawn % 3], yes_no[drawn % 4], number, team, sector});
        else
            file.row(std::vector<std::string_view>{key, ages[drawn % 3], groups[drawn % 3],
                                                   outcomes[drawn % 3], sector, yes_no[drawn % 2]});
    }
    file.close();
}

void make(const fs::path& folder, std::uint64_t rows)
{
    fs::create_directories(folder);
    const std::string text =
        read_small_file(fs::path(GAUZE_SOURCE) / "datasets/fixtures/governed.policy.toml") + cohort_of_policy;
    write_whole_file(folder / "policy.toml", text, FileMode::owner_only, Existing::replace);
    const project::Policy policy = project::read_policy(folder / "policy.toml");
    write_map(folder, policy, rows);
    write_payload(folder, policy, "nhs-a", 0, rows);
    write_payload(folder, policy, "charity", 1, rows);
}

void run(const fs::path& folder, std::string_view format)
{
    research::CohortOptions options;
    options.policy = folder / "policy.toml";
    options.map = folder / "map.table";
    options.payloads = {folder / "nhs-a.payload", folder / "charity.payload"};
    options.out = folder / "cohort";
    options.existing = Existing::replace;
    options.csv = format == "csv";
    options.sqlite = format == "sqlite";
    options.parquet = format == "parquet";
    const research::CohortSummary summary = research::cohort(options);
    const double rows = static_cast<double>(summary.map_entries);
    fmt::print("{} rows, {} persons, {} families: read in {:.1f} s, written as {} in {:.1f} s ({:.0f} rows a "
               "second), "
               "at most {:.2f} GB, {:.0f} bytes a row\n",
               summary.map_entries, summary.persons, summary.tables[1].rows, summary.seconds_reading, format,
               summary.seconds_writing, rows / (summary.seconds_reading + summary.seconds_writing),
               static_cast<double>(summary.peak_memory) / 1e9,
               static_cast<double>(summary.peak_memory) / rows);
}

} // namespace

int main(int argc, char** argv)
{
    const std::string verb = argc > 2 ? argv[1] : "";
    try {
        if (verb == "make" && argc == 4)
            make(argv[2], std::strtoull(argv[3], nullptr, 10));
        else if (verb == "run")
            run(argv[2], argc > 3 ? argv[3] : "csv");
        else
            return std::fputs("cohort_bench make FOLDER ROWS | run FOLDER [csv|sqlite|parquet]\n", stderr), 1;
    } catch (const Error& fault) {
        fmt::print(stderr, "{}\n{}\n", fault.what(), fault.hint());
        return 1;
    }
    return 0;
}
