#include "engine/custodian/releases.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

using project::Role;
using project::Statement;

std::set<fs::path> envelopes_in(const std::vector<fs::path>& paths)
{
    std::set<fs::path> found;
    for (const fs::path& path : paths) {
        std::error_code failed;
        if (!fs::is_directory(path, failed)) {
            found.insert(path);
            continue;
        }
        for (fs::recursive_directory_iterator at(path, failed), none; !failed && at != none;
             at.increment(failed))
            if (at->path().extension() == ".dsse") found.insert(at->path());
        if (failed)
            throw Error(Exit::input_missing, fmt::format("{} cannot be read to its end", path.string()),
                        "it is the folder with the statements of what you sent");
    }
    return found;
}

// Whether the party that the statement names is one of the policy and has signed it.
bool is_vouched(const project::Envelope& envelope, const Statement& statement,
                const project::Governance& governance)
{
    const project::Member* const party = governance.member(statement.party);
    return party != nullptr && envelope.is_signed_by(party->signing);
}

std::vector<std::string> taken_apart(std::string_view names)
{
    std::vector<std::string> parts;
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(','), names.size());
        parts.emplace_back(names.substr(0, end));
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return parts;
}

} // namespace

std::vector<const KeptStatement*> KeptStatements::of_kind(std::string_view kind) const
{
    std::vector<const KeptStatement*> some;
    for (const KeptStatement& one : all)
        if (one.statement.kind == kind) some.push_back(&one);
    return some;
}

KeptStatements read_statements(const std::vector<fs::path>& paths, const project::Policy& policy)
{
    KeptStatements kept;
    std::set<std::string> seen; // the same statement may lie in an outbox and in the evidence
    for (const fs::path& path : envelopes_in(paths)) {
        const project::Envelope envelope = project::read_envelope(path);
        if (envelope.payload_type != "application/vnd.in-toto+json") continue;
        Statement statement = project::statement_in(envelope, path.string());
        if (statement.project != policy.id) {
            ++kept.of_other_projects;
            continue;
        }
        if (!is_vouched(envelope, statement, *policy.governance)) {
            ++kept.unsigned_or_foreign;
            continue;
        }
        std::string digest = to_hex(sha256(MappedFile(path).bytes()));
        if (!seen.insert(digest).second) continue;
        auto recipients = taken_apart(statement.recipient);
        kept.all.push_back({path, std::move(digest), std::move(statement), std::move(recipients)});
    }
    std::ranges::stable_sort(kept.all, {}, [](const KeptStatement& one) { return one.statement.time; });
    return kept;
}

PayloadRecipients payload_recipients(const KeptStatements& kept, const project::Policy& policy,
                                     std::string_view party)
{
    std::set<std::string> names;
    for (const KeptStatement* one : kept.of_kind("payload"))
        if (one->statement.party == party || one->statement.source == party)
            names.insert(one->recipients.begin(), one->recipients.end());
    const bool by_statements = !names.empty();
    if (!by_statements)
        for (const project::Recipient& one : policy.governance->recipients) {
            const project::Member* const member = policy.governance->member(one.member);
            if (member != nullptr && member->role == Role::researcher) names.insert(one.member);
        }
    return {{names.begin(), names.end()}, by_statements};
}

} // namespace gauze::custodian
