#include "engine/research/receipts.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/statement.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace gauze::research {

namespace fs = std::filesystem;

namespace {

// The custodian, and the intake that speaks for it.
std::string recipients_of(const std::string& party, const project::Policy& policy)
{
    for (const project::Member& member : policy.governance->members)
        if (member.name == party && !member.intake.empty()) return fmt::format("{},{}", party, member.intake);
    return party;
}

bool is_table(const fs::path& path)
{
    const std::string ending = path.extension().string();
    return ending == ".csv" || ending == ".sqlite" || ending == ".parquet";
}

project::Statement receipt(const project::Admitted& me, const CohortSummary& summary,
                           const WithdrawalFile& file)
{
    project::Statement statement;
    statement.kind = "receipt";
    statement.project = me.policy.id;
    statement.policy = me.policy.fingerprint();
    statement.party = me.me->name;
    statement.role = project::to_text(me.me->role);
    statement.recipient = recipients_of(file.party, me.policy);
    statement.source = file.party;
    statement.release = summary.release;
    statement.file = file.path.filename().string();
    statement.content_digest = file.digest;
    statement.profile = me.policy.profile;
    statement.tool = "gauze-research " GAUZE_VERSION;
    statement.time = now_text();
    statement.territory = me.me->territory;
    statement.statistics_only = true;
    return statement;
}

} // namespace

std::string cohort_digest(const fs::path& folder)
{
    std::set<std::string> names;
    std::error_code unknown;
    for (fs::directory_iterator at(folder, unknown), none; !unknown && at != none; at.increment(unknown))
        if (is_table(at->path())) names.insert(at->path().filename().string());
    Sha256 digest;
    for (const std::string& name : names)
        digest.update(bytes_of(length_prefixed({name, to_hex(sha256(MappedFile(folder / name).bytes()))})));
    return to_hex(digest.finish());
}

void write_receipts(const project::Admitted& me, const CohortSummary& summary, const Withdrawals& withdrawals,
                    std::span<const RowToken> removed, const OutputFolder& folder)
{
    if (withdrawals.files().empty()) return;
    const std::string digest = cohort_digest(folder.file("about.json").parent_path());
    for (const WithdrawalFile& file : withdrawals.files()) {
        const auto rows = std::ranges::count_if(
            file.tokens, [&](const RowToken& token) { return std::ranges::binary_search(removed, token); });
        project::Statement statement = receipt(me, summary, file);
        statement.counts.set("tokens", file.tokens.size()).set("rows", rows);
        statement.figures.set("cohort", digest);
        const std::string name = fmt::format("{}.{}.receipt.dsse", file.party, file.digest.substr(0, 12));
        project::write_envelope(folder.file(fs::path("receipts") / name),
                                project::make_envelope(statement, me.key->signing));
    }
}

} // namespace gauze::research
