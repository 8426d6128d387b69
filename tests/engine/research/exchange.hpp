// A folder with what reaches a researcher: a policy, a link map, payload files. Made small and by hand, so
// that a test can say what the cohort must be.
#pragma once

#include "bloom/base/error.hpp"
#include "engine/project/link_map.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/table_file.hpp"
#include "engine/research/cohort.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace gauze::research {

namespace fs = std::filesystem;

constexpr const char* policy_text = R"(
[project]
id = "early-years"
profile = "plain"
smallest_count = 3

[[party]]
name = "gp"
[[party]]
name = "hospital"
clean = false
[[party]]
name = "school"

[[field]]
name = "surname"
kind = "family-name"

[payload]
gp = ["age_band", "note"]
hospital = ["code"]
)";

inline std::string token_text(unsigned number) { return fmt::format("{:032x}", number); }

struct Row {
    unsigned token;
    std::vector<std::string> cells;
};

class Exchange : public testing::Test {
protected:
    Exchange()
    {
        std::string name = (fs::path(testing::TempDir()) / "gauze-research-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        project::be_quiet(true);
        sign(policy_text);
    }
    ~Exchange() override { fs::remove_all(folder_); }

    fs::path path(const std::string& name) const { return folder_ / name; }

    void sign(const std::string& text)
    {
        std::ofstream(path("policy.toml")) << text;
        policy_ = project::parse_policy(text, "policy.toml");
    }

    // Writes PARTY.payload. Rows are sorted, as a custodian's program does, unless told otherwise.
    fs::path payload(const std::string& party, std::vector<std::string> columns, std::vector<Row> rows,
                     const std::string& name = "")
    {
        std::ranges::stable_sort(rows, {}, &Row::token);
        return payload_as_given(party, std::move(columns), rows, policy_.fingerprint(), name);
    }

    fs::path payload_as_given(const std::string& party, std::vector<std::string> columns,
                              const std::vector<Row>& rows, const std::string& fingerprint,
                              const std::string& name = "", std::optional<std::size_t> said = std::nullopt)
    {
        const fs::path file = path(name.empty() ? party + ".payload" : name);
        fs::remove(file);
        columns.insert(columns.begin(), "row_token");
        Json about;
        about.set("program", "by hand").set("project", policy_.id).set("policy", fingerprint);
        about.set("party", party).set("rows", said.value_or(rows.size()));
        project::TableWriter writer(file, "payload", columns, about, FileMode::owner_only);
        for (const Row& row : rows) {
            const std::string token = token_text(row.token);
            std::vector<std::string_view> cells{token};
            cells.insert(cells.end(), row.cells.begin(), row.cells.end());
            writer.row(cells);
        }
        writer.close();
        return file;
    }

    fs::path map(const std::vector<std::pair<unsigned, std::string>>& entries,
                 const std::string& fingerprint = "")
    {
        link_map::LinkMap map{
            policy_.id, fingerprint.empty() ? policy_.fingerprint() : fingerprint, "university", "1", {}};
        for (const auto& [token, study_id] : entries)
            map.entries.push_back({*row_token_from(token_text(token)), study_id});
        fs::remove(path("map.table"));
        link_map::write(path("map.table"), std::move(map));
        return path("map.table");
    }

    CohortOptions options(std::vector<fs::path> payloads) const
    {
        CohortOptions options;
        options.policy = path("policy.toml");
        options.map = path("map.table");
        options.payloads = std::move(payloads);
        options.out = path("out");
        return options;
    }

    std::string text(const fs::path& file) const
    {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    std::string out(const std::string& name) const { return text(path("out") / name); }

    // Everything in the folder, so that a failed run can be seen to have left nothing.
    std::vector<std::string> listing() const
    {
        std::vector<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator(folder_))
            names.push_back(fs::relative(entry.path(), folder_).string());
        std::ranges::sort(names);
        return names;
    }

    // Runs a cohort that must be refused, and checks that it left everything as it was.
    Error refusal(const CohortOptions& wanted) const
    {
        const auto before = listing();
        try {
            cohort(wanted);
        } catch (const Error& error) {
            EXPECT_EQ(listing(), before) << "something was left behind";
            return error;
        }
        ADD_FAILURE() << "the run was not refused";
        return {Exit::ok, "not refused"};
    }

    fs::path folder_;
    project::Policy policy_;
};

} // namespace gauze::research
