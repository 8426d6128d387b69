// Stored cohorts of made-up people, as `gauze cohort` leaves them, for statistics and releases.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/csv_text.hpp"
#include "engine/project/policy.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace gauze::test {

// Writes a folder with about.json and one CSV file.
inline std::filesystem::path write_cohort(const TemporaryFolder& folder, const std::string& name,
                                          const project::Policy& policy, const std::string& recipient,
                                          const std::string& csv, const std::string& file = "cohort.csv")
{
    const std::filesystem::path path = folder / name;
    std::filesystem::create_directories(path);
    Json about;
    about.set("project", policy.id).set("policy", policy.fingerprint()).set("recipient", recipient);
    write_file(path / "about.json", about.pretty());
    write_file(path / file, csv);
    return path;
}

inline const std::vector<std::string>& made_groups()
{
    static const std::vector<std::string> groups{"WBRI", "BAFR", "APKN", "MOTH, \"other\"", "", "WIRI"};
    return groups;
}

// People with an area, an ethnic group, an outcome that depends on the group, services, a measure that some
// do not have. `seed` decides everything; the same people in another order for another `order`.
inline std::string made_people(std::size_t number, std::uint64_t seed, std::uint64_t order = 0)
{
    std::mt19937_64 random(seed);
    const auto below = [&](std::uint64_t end) { return random() % end; };
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < number; ++i) {
        const std::size_t group = std::min(below(made_groups().size()), below(made_groups().size()));
        const bool outcome = below(100) < 6 + 5 * group;
        const std::string change =
            below(10) == 0 ? "" : fmt::format("{}{}.{}", below(2) == 0 ? "-" : "", below(9), below(4) * 25);
        lines.push_back(fmt::format("s{:08},LA{},{},{},{},{},{},{},{}\n", i, 1 + std::min(below(4), below(4)),
                                    project::csv_cell(made_groups()[group]), outcome ? "1" : "0",
                                    below(3) == 0 ? "3-5" : "0", below(4) == 0 ? "Y" : "N",
                                    below(8) == 0 ? "1" : "", change, below(3) == 0 ? "11+" : "1-2"));
    }
    std::mt19937_64 shuffled(order);
    if (order != 0) std::ranges::shuffle(lines, shuffled);
    std::string csv = "study_id,la_code,ethnicity,s47,svc_hv,svc_bf,svc_slt,change,visits\n";
    for (const std::string& line : lines) csv += line;
    return csv;
}

constexpr const char* made_tables = R"(
area = "la_code"
[[table]]
name = "people"
kind = "counts"
rows = ["ethnicity"]
columns = ["visits"]
by = "la_code"
[[table]]
name = "some"
kind = "counts"
rows = ["ethnicity"]
where = { column = "la_code", is = ["LA1", "LA2"] }
[[table]]
name = "rates"
kind = "rates"
rows = ["ethnicity"]
by = "la_code"
outcome = { column = "s47", is = ["1"] }
per = 10000
[[table]]
name = "change"
kind = "means"
rows = ["ethnicity", "visits"]
measure = "change"
[[table]]
name = "s47"
kind = "odds"
exposure = "ethnicity"
reference = "WBRI"
outcome = { column = "s47", is = ["1"] }
by = "la_code"
[[table]]
name = "services"
kind = "combinations"
columns = ["svc_hv", "svc_bf", "svc_slt"]
top = 4
rows = ["visits"]
measure = "change"
[[table]]
name = "services-s47"
kind = "combinations"
columns = ["svc_hv", "svc_bf", "svc_slt"]
top = 3
outcome = { column = "s47", is = ["1"] }
by = "la_code"
)";

} // namespace gauze::test
