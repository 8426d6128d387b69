// Read `retain` at the bottom first.
#include "engine/custodian/retain.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/output_folder.hpp"
#include "bloom/encoded_rows.hpp"
#include "engine/custodian/withdrawal.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

using project::Admitted;
using project::Destroyed;
using project::Member;
using project::refuse_with;
using project::Role;

std::vector<DueRows> look_at_all(const Admitted& me, const RetainOptions& options, RetainOutcome& outcome)
{
    std::vector<DueRows> runs;
    std::set<fs::path> seen;
    for (const fs::path& path : options.runs) {
        if (!seen.insert(fs::weakly_canonical(path)).second)
            refuse_with("run-twice", fmt::format("{} is named twice", path.string()), "name each run once");
        runs.push_back(due_rows(me, path, today()));
        const DueRows& run = runs.back();
        if (run.source != runs.front().source)
            refuse_with("wrong-party", "the runs are of more than one custodian",
                        "retain for one custodian at a time");
        outcome.rows += run.rows;
        outcome.due += run.tokens.size();
        outcome.open += run.open;
        outcome.other_policy |= run.policy != me.policy.fingerprint();
        for (const auto& [rule, count] : run.by_rule) outcome.certified.due[rule] += count;
    }
    outcome.source = runs.front().source;
    return runs;
}

std::string name_of(const RetainOutcome& outcome, const std::string& time)
{
    std::string digits;
    for (const char c : time)
        if (c >= '0' && c <= '9') digits += c;
    return fmt::format("{}-{}", outcome.source, digits);
}

std::vector<const Member*> researchers(const Admitted& me, const RetainOptions& options,
                                       RetainOutcome& outcome)
{
    outcome.recipients =
        payload_recipients(read_statements(options.statements, me.policy), me.policy, outcome.source);
    std::vector<const Member*> members;
    for (const std::string& name : outcome.recipients.members)
        if (const Member* const member = me.policy.governance->member(name); member != nullptr)
            members.push_back(member);
    return members;
}

void seal_to(const Admitted& me, const fs::path& table, const std::vector<const Member*>& to,
             const OutputFolder& folder, const fs::path& where, RetainOutcome& outcome)
{
    if (to.empty()) return;
    project::Statement statement;
    statement.kind = "withdrawal";
    statement.source = outcome.source;
    statement.counts.set("tokens", outcome.due);
    project::seal_file(me, table, to, statement, folder.file(where));
    outcome.sealed.push_back(folder.final_path() / where);
}

// Both have one name: the folder tells them apart.
void keep_sent(const project::Governed& governed, RetainOutcome& outcome)
{
    for (const fs::path& path : outcome.sealed) {
        outcome.certified.sent.emplace_back(
            fmt::format("{}.{}", path.parent_path().filename().string(), path.filename().string()),
            to_hex(sha256(MappedFile(path).bytes())));
        project::keep_statement(governed, project::statement_beside(path));
    }
}

// OUT with the withdrawals in it. When nothing is due there are none.
void write_withdrawals(const Admitted& me, const RetainOptions& options, const std::vector<DueRows>& runs,
                       const std::string& name, const std::string& time, RetainOutcome& outcome)
{
    OutputFolder folder(options.out, fmt::format("retain {}", outcome.source), Existing::refuse);
    std::map<RowToken, std::string> reasons;
    for (const DueRows& run : runs)
        for (const RowToken& token : run.tokens.all()) reasons.emplace(token, retention_reason);
    const fs::path table = folder.file(fs::path("stays-here") / fmt::format("{}.withdrawal", name));
    if (!reasons.empty()) {
        write_withdrawal(table, {me.policy.id, me.policy.fingerprint(), outcome.source, time}, reasons);
        const std::string sealed = fmt::format("{}.withdrawal.age", name);
        seal_to(me, table, researchers(me, options, outcome), folder, fs::path("to-researcher") / sealed,
                outcome);
        seal_to(me, table, me.policy.governance->members_of(Role::linkage_unit), folder,
                fs::path("to-linkage-unit") / sealed, outcome);
    }
    folder.commit();
}

void keep(std::vector<Destroyed> files, RetainOutcome& outcome)
{
    auto& all = outcome.certified.files;
    all.insert(all.end(), std::make_move_iterator(files.begin()), std::make_move_iterator(files.end()));
}

Destroyed rewrite_encodings(const fs::path& path, const TokenSet& tokens)
{
    const fs::path partial = partial_name(path);
    {
        const bloom::EncodedFile file(path);
        bloom::write_without(file, tokens, partial);
    }
    return project::replace_file(partial, path);
}

// All files of a run but the ledger, which is the last.
void rewrite(const DueRows& run, RetainOutcome& outcome)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(run.folder))
        if (entry.is_regular_file() && entry.path() != run.ledger) files.push_back(entry.path());
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        const auto table = project::table_header(file);
        if (file.extension() == ".gauze")
            keep({rewrite_encodings(file, run.tokens)}, outcome);
        else if (table && project::count_with(file, run.tokens).with > 0)
            keep({project::rewrite_without(file, run.tokens)}, outcome);
    }
    keep({project::rewrite_without(run.ledger, run.tokens)}, outcome);
    ++outcome.runs_rewritten;
}

void destroy(const DueRows& run, RetainOutcome& outcome)
{
    // The ledger goes last here too.
    for (const auto& entry : fs::directory_iterator(run.folder))
        if (entry.is_directory() && entry.path().filename() != "stays-here")
            keep(project::destroy_folder(entry.path()), outcome);
    keep(project::destroy_folder(run.folder), outcome);
    ++outcome.runs_destroyed;
}

// Sealed copies hold what the run held: they are known by the digest of their content.
void destroy_sealed(const RetainOptions& options, RetainOutcome& outcome)
{
    std::set<std::string> gone;
    for (const Destroyed& file : outcome.certified.files) gone.insert(file.digest);
    std::vector<fs::path> sealed;
    for (const fs::path& outbox : options.outboxes)
        for (const auto& entry : fs::recursive_directory_iterator(outbox))
            if (entry.path().extension() == ".age" && fs::exists(project::statement_beside(entry.path())))
                sealed.push_back(entry.path());
    std::ranges::sort(sealed);
    for (const fs::path& file : sealed) {
        const fs::path beside = project::statement_beside(file);
        const project::Statement statement =
            project::statement_in(project::read_envelope(beside), beside.string());
        if (!gone.contains(statement.content_digest)) continue;
        keep({project::destroy_file(file)}, outcome);
        fs::remove(beside); // it names nobody, and stays in the evidence
    }
}

} // namespace

RetainOutcome retain(const Admitted& me, const project::Governed& governed, const RetainOptions& options)
{
    RetainOutcome outcome;
    outcome.certified.what = "retention";
    const std::vector<DueRows> runs = look_at_all(me, options, outcome);
    outcome.certified.source = outcome.source;
    const std::string time = now_text(), name = name_of(outcome, time);
    write_withdrawals(me, options, runs, name, time, outcome);
    keep_sent(governed, outcome);
    // From here on everybody who has the rows can be told; now they go here.

    for (const DueRows& run : runs) {
        if (run.all())
            destroy(run, outcome);
        else if (!run.tokens.empty())
            rewrite(run, outcome);
    }
    destroy_sealed(options, outcome);
    outcome.certified.removed = outcome.due;
    const fs::path stays = options.out / "stays-here";
    fs::create_directories(stays);
    outcome.certificate = stays / fmt::format("{}.certificate.dsse", name);
    project::certify(me, governed, outcome.certified, outcome.certificate);
    return outcome;
}

} // namespace gauze::custodian
