// What a custodian has kept after some runs: ledgers, payload and the statements of what was sealed, made by
// hand under the complete example policy, so that a test can say what the answer about a person must be.
#pragma once

#include "engine/custodian/ledger_answer.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/statement.hpp"
#include "engine/project/table_file.hpp"
#include "tests/engine/project/made_parties.hpp"
#include "tests/temporary_folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

inline std::string made_token(unsigned number) { return fmt::format("{:032x}", number); }

class MadeReleases : public testing::Test {
protected:
    struct Entry {
        unsigned token, row;
        std::string reference, service = {};
    };
    MadeReleases() : policy_(test::governed_policy()) { fs::create_directory(place_ / "outbox"); }

    Json about(const std::string& party) const
    {
        return Json()
            .set("program", "by hand")
            .set("project", policy_.id)
            .set("policy", policy_.fingerprint())
            .set("party", party);
    }
    // A run's folder with its ledger; rows are sorted by token as they should be.
    fs::path run(const std::string& name, const std::vector<Entry>& entries,
                 const std::string& party = "nhs-a", bool services = false, const Json* other_about = nullptr)
    {
        const fs::path folder = place_ / name;
        fs::create_directories(folder / "stays-here");
        std::vector<std::string> columns{"row_token", "row", "record_id"};
        if (services) columns.push_back("service");
        project::TableWriter table(folder / "stays-here/ledger.table", "ledger", columns,
                                   other_about ? *other_about : about(party), FileMode::owner_only);
        for (const Entry& one : entries) {
            const std::string token = made_token(one.token), row = std::to_string(one.row);
            std::vector<std::string_view> cells{token, row, one.reference};
            if (services) cells.push_back(one.service);
            table.row(cells);
        }
        table.close();
        return folder;
    }
    // Payload of a run, for one recipient; its digest.
    std::string payload(const fs::path& run, const std::string& recipient, std::vector<std::string> columns,
                        const std::vector<std::pair<unsigned, std::vector<std::string>>>& rows,
                        const std::string& party = "nhs-a")
    {
        const fs::path folder = run / "to-researcher" / recipient;
        fs::create_directories(folder);
        columns.insert(columns.begin(), "row_token");
        project::TableWriter table(folder / (party + ".payload"), "payload", columns,
                                   about(party).set("recipient", recipient), FileMode::owner_only);
        for (const auto& [number, cells] : rows) {
            const std::string token = made_token(number);
            std::vector<std::string_view> row{token};
            row.insert(row.end(), cells.begin(), cells.end());
            table.row(row);
        }
        table.close();
        return to_hex(sha256(MappedFile(folder / (party + ".payload")).bytes()));
    }
    // A signed statement in the outbox.
    void state(const std::string& kind, const std::string& party, const std::string& recipient,
               const std::string& content, const std::string& time, const std::string& signer = {},
               const std::string& project = {})
    {
        project::Statement one;
        one.kind = kind;
        one.project = project.empty() ? policy_.id : project;
        one.policy = policy_.fingerprint();
        one.party = party;
        one.role = "custodian";
        one.recipient = recipient;
        one.file = "x.age";
        one.cipher_digest = std::string(64, 'c');
        one.content_digest = content;
        one.time = time;
        project::write_envelope(
            place_ / fmt::format("outbox/{}.dsse", ++statements_),
            project::make_envelope(one, test::made_key(signer.empty() ? party : signer).signing));
    }
    LedgerReply ask(std::vector<fs::path> runs, std::vector<std::string> references, bool values = false)
    {
        LedgerQuestion question;
        question.runs = std::move(runs);
        question.statements = {place_ / "outbox"};
        question.withdrawals = {place_ / "outbox"};
        for (const std::string& reference : references) question.people.push_back({reference, {}, {}});
        question.values = values;
        return ask_ledgers(question, policy_);
    }
    project::Admitted admitted(const std::string& name) const
    {
        project::Admitted me{policy_, test::made_key(name), nullptr};
        me.me = me.policy.governance->member(name);
        return me;
    }

    test::TemporaryFolder place_;
    project::Policy policy_;
    int statements_ = 0;
};

} // namespace gauze::custodian
