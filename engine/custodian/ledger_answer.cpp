#include "engine/custodian/ledger_answer.hpp"

#include "engine/custodian/withdrawal.hpp"
#include "engine/project/payload_columns.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::Policy;

bool speaks_of(const KeptStatement& kept, const LedgerRun& run)
{
    return kept.statement.policy == run.policy &&
           (kept.statement.party == run.party || kept.statement.source == run.party);
}

// Whether another run's file is the one that a statement is of: then it is not of this run.
bool is_of_another(const KeptStatement& kept, const LedgerRun& run, const std::vector<LedgerRun>& runs)
{
    return std::ranges::any_of(runs, [&](const LedgerRun& other) {
        return &other != &run && (other.encodings == kept.statement.content_digest ||
                                  std::ranges::any_of(other.payloads, [&](const KeptPayload& payload) {
                                      return payload.digest == kept.statement.content_digest;
                                  }));
    });
}

std::vector<std::string> agreed_columns(const Policy& policy, std::string_view party, std::string_view member)
{
    std::vector<std::string> columns;
    const project::Source* const source = policy.governance->source(party);
    if (source == nullptr) return columns;
    for (const project::Recipient& recipient : policy.governance->recipients)
        if (recipient.member == member)
            for (const auto& column : project::payload_columns(*source, recipient))
                if (std::ranges::find(columns, column.name) == columns.end()) columns.push_back(column.name);
    return columns;
}

// What is known of one question, while it is answered.
struct Knowledge {
    const LedgerQuestion& question;
    const Policy& policy;
    const std::vector<LedgerRun>& runs;
    const KeptStatements& statements;
    const std::vector<KeptWithdrawal>& withdrawals;
};

// Payload that is still there: it is known who stands in it and what of him.
void tell_kept(const Knowledge& known, const LedgerRun& run, const KeptPayload& payload, ReleasedRun& release)
{
    const std::vector<PayloadRow> rows = rows_with(payload, release.tokens);
    if (rows.empty()) return; // the person is not in what this recipient got
    Sent sent;
    sent.columns = payload.columns;
    if (known.question.values)
        for (const PayloadRow& row : rows) {
            auto& values = sent.values.emplace_back();
            for (std::size_t c = 0; c < row.cells.size(); ++c)
                values.emplace_back(payload.columns[c], row.cells[c]);
        }
    bool sealed = false;
    for (const KeptStatement* kept : known.statements.of_kind("payload")) {
        if (kept->statement.content_digest != payload.digest || !speaks_of(*kept, run)) continue;
        sent.time = kept->statement.time;
        sent.statement = kept->digest;
        for (const std::string& recipient : kept->recipients) {
            sent.recipient = recipient;
            release.sent.push_back(sent);
            sealed = true;
        }
    }
    if (!sealed) release.sent.push_back(std::move(sent));
}

// Payload that went and is no longer here: what the policy let it hold.
void tell_gone(const Knowledge& known, const LedgerRun& run, ReleasedRun& release)
{
    const auto is_kept = [&](const std::string& digest) {
        return std::ranges::any_of(run.payloads, [&](const auto& one) { return one.digest == digest; });
    };
    for (const KeptStatement* kept : known.statements.of_kind("payload")) {
        if (!speaks_of(*kept, run) || is_kept(kept->statement.content_digest) ||
            is_of_another(*kept, run, known.runs))
            continue;
        for (const std::string& recipient : kept->recipients) {
            Sent sent{recipient, kept->statement.time, kept->digest, {}, Sent::Basis::policy, {}};
            if (run.policy == known.policy.fingerprint())
                sent.columns = agreed_columns(known.policy, run.party, recipient);
            release.sent.push_back(std::move(sent));
        }
    }
}

void tell_encodings(const Knowledge& known, const LedgerRun& run, ReleasedRun& release)
{
    for (const KeptStatement* kept : known.statements.of_kind("submission")) {
        if (!speaks_of(*kept, run) || is_of_another(*kept, run, known.runs)) continue;
        if (run.encodings && *run.encodings != kept->statement.content_digest) continue;
        release.encodings_sent = kept->statement.time;
    }
}

std::string receipt_for(const Knowledge& known, const std::string& withdrawal, const std::string& recipient)
{
    std::string time;
    for (const KeptStatement* kept : known.statements.of_kind("receipt"))
        if (kept->statement.content_digest == withdrawal && kept->statement.party == recipient)
            time = kept->statement.time;
    return time;
}

void tell_withdrawals(const Knowledge& known, ReleasedRun& release)
{
    for (const KeptWithdrawal& withdrawal : known.withdrawals) {
        const auto reason = withdrawal.reason_of(release.tokens);
        if (!reason) continue;
        bool sealed = false;
        for (const KeptStatement* kept : known.statements.of_kind("withdrawal")) {
            if (kept->statement.content_digest != withdrawal.digest) continue;
            for (const std::string& recipient : kept->recipients) {
                release.withdrawals.push_back({kept->statement.time, recipient, *reason, kept->digest,
                                               receipt_for(known, withdrawal.digest, recipient)});
                sealed = true;
            }
        }
        if (!sealed) release.withdrawals.push_back({withdrawal.time, {}, *reason, {}, {}});
    }
}

ReleasedRun release_of(const Knowledge& known, const LedgerRun& run, std::size_t asked)
{
    ReleasedRun release;
    release.ledger = run.ledger;
    release.party = run.party;
    release.policy = run.policy;
    for (const LedgerRow& row : run.found) {
        if (row.asked != asked) continue;
        release.rows.push_back(row.row);
        release.tokens.push_back(row.token);
    }
    if (const auto* source = known.policy.governance->source(run.party);
        source != nullptr && run.policy == known.policy.fingerprint()) {
        release.notice = source->notice;
        release.notice_version = source->notice_version;
    }
    for (const KeptPayload& payload : run.payloads) tell_kept(known, run, payload, release);
    tell_gone(known, run, release);
    tell_encodings(known, run, release);
    tell_withdrawals(known, release);
    std::ranges::stable_sort(release.sent, {}, &Sent::time);
    return release;
}

} // namespace

LedgerReply ask_ledgers(const LedgerQuestion& question, const Policy& policy)
{
    std::vector<LedgerRun> runs;
    for (const std::filesystem::path& path : question.runs) {
        runs.push_back(search_ledger(path, question.people));
        if (runs.back().project != policy.id)
            project::refuse_with("wrong-project",
                                 fmt::format("{} is of another project than the policy", path.string()),
                                 "ask it with the policy of its own project");
    }
    LedgerReply reply{policy.id, {}, runs.size(), read_statements(question.statements, policy)};
    const std::vector<KeptWithdrawal> withdrawals = read_kept_withdrawals(question.withdrawals, policy.id);
    const Knowledge known{question, policy, runs, reply.statements, withdrawals};
    for (std::size_t i = 0; i < question.people.size(); ++i) {
        Answer answer{i + 1, question.people[i].reference, {}};
        for (const LedgerRun& run : runs)
            if (run.rows_of(i) > 0) answer.releases.push_back(release_of(known, run, i));
        reply.answers.push_back(std::move(answer));
    }
    return reply;
}

} // namespace gauze::custodian
