// A small governed policy and files to go with it, for the tests of what is let out. The policy is put
// together in memory, so that a test can say what it asks for and nothing else.
#pragma once

#include "bloom/base/clock.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_file.hpp"
#include "tests/temporary_folder.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::custodian {

using project::Column;
using project::ColumnRule;
using project::ColumnUse;
using project::Generalisation;
using project::PayloadKind;

inline constexpr std::string_view plain_policy = R"(
[project]
id = "early-years"
profile = "plain"
[[party]]
name = "camden"
id = "ref"
[[party]]
name = "tavistock"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "family"
kind = "family-name"
[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]
)";

// Weights 10 to 2; 11 less the remainder by 11. "" where the check digit would be 10.
inline std::string nhs_number(std::uint32_t nine)
{
    const std::string digits = fmt::format("{:09}", nine);
    int sum = 0;
    for (int i = 0; i < 9; ++i) sum += (digits[static_cast<std::size_t>(i)] - '0') * (10 - i);
    const int check = (11 - sum % 11) % 11;
    return check == 10 ? "" : digits + static_cast<char>('0' + check);
}

inline ColumnRule used(std::string name, std::vector<ColumnUse> uses)
{
    ColumnRule rule;
    rule.name = std::move(name);
    rule.uses = std::move(uses);
    return rule;
}
inline ColumnRule sent(std::string name, PayloadKind kind, std::vector<std::string> codes = {})
{
    ColumnRule rule = used(std::move(name), {ColumnUse::payload});
    rule.kind = kind;
    rule.codes = std::move(codes);
    return rule;
}
inline ColumnRule made(std::string name, std::vector<Generalisation> rules,
                       std::vector<ColumnUse> uses = {ColumnUse::link, ColumnUse::generalise})
{
    ColumnRule rule = used(std::move(name), std::move(uses));
    rule.generalised = std::move(rules);
    return rule;
}

// camden sends; analysis and outside are researchers, funder a reader.
inline project::Policy made_policy()
{
    project::Policy policy = project::parse_policy(plain_policy, "policy.toml");
    project::Governance agreement;
    agreement.agreement = "A-1";
    agreement.purpose = "evaluation";
    agreement.territories = {"UK"};
    agreement.rehearsal = true;
    const auto member = [&](std::string name, project::Role role) {
        project::Member one;
        one.name = std::move(name);
        one.role = role;
        one.territory = "UK";
        agreement.members.push_back(one);
    };
    member("camden", project::Role::custodian);
    member("tavistock", project::Role::custodian);
    member("analysts", project::Role::researcher);
    member("outsiders", project::Role::researcher);
    member("fund", project::Role::reader);
    for (const auto& [name, of] :
         {std::pair("analysis", "analysts"), {"outside", "outsiders"}, {"funder", "fund"}}) {
        project::Recipient one;
        one.name = name;
        one.member = of;
        one.territory = "UK";
        agreement.recipients.push_back(one);
    }
    project::Source source;
    source.party = "camden";
    source.purpose = "evaluation";
    source.columns = {used("ref", {ColumnUse::control}), used("given", {ColumnUse::link}),
                      used("family", {ColumnUse::link}), used("dob", {ColumnUse::link})};
    agreement.sources.push_back(source);
    policy.governance = agreement;
    return policy;
}

// Runs `encode` on files in a folder of its own.
class ReleaseRun : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }
    project::Source& source() { return policy_.governance->sources.front(); }
    ColumnRule& column(std::string_view name)
    {
        for (ColumnRule& one : source().columns)
            if (one.name == name) return one;
        source().columns.push_back(used(std::string(name), {}));
        return source().columns.back();
    }
    std::filesystem::path list(const std::string& name, std::string_view content)
    {
        test::write_file(folder_ / name, content);
        return folder_ / name;
    }
    EncodeSummary run(std::string_view content)
    {
        test::write_file(folder_ / "people.csv", content);
        EncodeOptions options;
        options.party = "camden";
        options.input = folder_ / "people.csv";
        options.out = folder_ / "out";
        options.existing = Existing::replace;
        options.files = files_;
        options.own_secret = own_secret_;
        return encode(policy_, ProjectKey::for_tests("early-years", "1"), options);
    }
    // The code of the refusal that a run ends in; "" if it does not.
    std::string refusal(std::string_view content)
    {
        try {
            run(content);
        } catch (const Error& error) {
            return std::string(project::code_of(error.what()));
        }
        return "";
    }
    std::string out(const std::string& name) const { return test::read_file(folder_ / "out" / name); }
    // Row numbers of the source that were encoded, by token.
    std::map<std::string, std::uint64_t> ledger() const
    {
        std::map<std::string, std::uint64_t> rows;
        const project::TableFile table(folder_ / "out/stays-here/ledger.table", "ledger");
        table.each_row([&](std::span<const std::string_view> cells) {
            rows[std::string(cells[0])] = std::stoull(std::string(cells[1]));
        });
        return rows;
    }
    std::set<std::uint64_t> rows_in() const
    {
        std::set<std::uint64_t> rows;
        for (const auto& [token, row] : ledger()) rows.insert(row);
        return rows;
    }
    // The payload of a recipient: cells by row number of the source.
    std::map<std::uint64_t, std::vector<std::string>> payload(const std::string& recipient) const
    {
        const auto rows = ledger();
        std::map<std::uint64_t, std::vector<std::string>> found;
        const project::TableFile table(folder_ / fmt::format("out/to-{}/camden.payload", recipient),
                                       "payload");
        EXPECT_EQ(table.about().text("recipient"), recipient);
        EXPECT_EQ(table.about().number("rows"), static_cast<std::int64_t>(table.rows()));
        table.each_row([&](std::span<const std::string_view> cells) {
            std::vector<std::string>& row = found[rows.at(std::string(cells[0]))];
            for (std::size_t c = 1; c < cells.size(); ++c) row.emplace_back(cells[c]);
        });
        return found;
    }
    static std::uint64_t count(const EncodeSummary& summary, Reason reason)
    {
        return summary.release->excluded[static_cast<std::size_t>(reason)];
    }

    test::TemporaryFolder folder_;
    project::Policy policy_ = made_policy();
    ReleaseFiles files_;
    Secret own_{32};
    Bytes own_secret_ = own_.reveal();
};

// "2026-11-22" so many days from today.
inline std::string day_from_today(std::int64_t days)
{
    return day_text(civil_from_days(days_from_civil(today()) + days));
}

} // namespace gauze::custodian
