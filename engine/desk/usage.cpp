#include "engine/desk/usage.hpp"

#include "engine/project/evidence/evidence_folder.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace gauze::desk {

namespace {

using project::Evidence;
using project::KeptLog;
using project::KeptStatement;
using project::LogLine;

constexpr std::array<std::string_view, 3> opening_verbs{"open", "accept", "intake"};

bool opens(std::string_view verb) { return std::ranges::find(opening_verbs, verb) != opening_verbs.end(); }

struct Sealed {
    std::string kind = "unknown", sender;
};

class Counter {
public:
    explicit Counter(const Evidence& evidence) : evidence_(evidence)
    {
        for (const KeptStatement& kept : evidence.statements)
            if (!kept.statement.cipher_digest.empty())
                sealed_[kept.statement.cipher_digest] = {kept.statement.kind, kept.statement.party};
    }

    Usage run()
    {
        for (const KeptLog& log : evidence_.logs)
            for (const LogLine& line : log.lines)
                if (opens(line.verb)) see(line);
        Usage usage;
        for (const auto& [key, files] : files_) {
            const auto& [day, role, party, verb, kind, sender, outcome] = key;
            usage.openings.push_back({day, role, party, verb, kind, sender, outcome, files});
        }
        usage.roles = by_role();
        usage.no_log = without_log();
        usage.not_counted = not_counted_;
        usage.damaged = evidence_.faults.size();
        return usage;
    }

private:
    // What an entry says counts only when it is its party's.
    void see(const LogLine& line)
    {
        const auto policy = evidence_.policies.find(line.policy);
        const project::Member* member =
            policy == evidence_.policies.end() ? nullptr : policy->second.governance->member(line.party);
        if (member == nullptr || !line.is_signed_by(member->signing)) {
            ++not_counted_;
            return;
        }
        const std::string role(to_text(member->role));
        const auto count = [&](const Sealed& file) {
            ++files_[{line.time.substr(0, 10), role, line.party, line.verb, file.kind, file.sender,
                      line.outcome}];
        };
        if (line.digests.empty()) count({}); // a refusal may come before the file is read
        for (const auto& [name, digest] : line.digests) {
            const auto known = sealed_.find(digest);
            count(known == sealed_.end() ? Sealed{} : known->second);
        }
    }

    std::vector<Usage::ByRole> by_role() const
    {
        std::map<std::string, Usage::ByRole> roles;
        for (const auto& [fingerprint, policy] : evidence_.policies)
            for (const project::Member& member : policy.governance->members) {
                const std::string role(to_text(member.role));
                roles[role].role = role;
            }
        for (const auto& [key, files] : files_) {
            Usage::ByRole& role = roles[std::get<1>(key)];
            (std::get<6>(key) == "done" ? role.opened : role.refused) += files;
        }
        std::vector<Usage::ByRole> list;
        for (auto& [name, role] : roles) list.push_back(role);
        return list;
    }

    std::vector<std::string> without_log() const
    {
        std::set<std::string> names;
        for (const auto& [fingerprint, policy] : evidence_.policies)
            for (const project::Member& member : policy.governance->members)
                if (evidence_.log_of(member.name) == nullptr) names.insert(member.name);
        return {names.begin(), names.end()};
    }

    const Evidence& evidence_;
    std::map<std::string, Sealed> sealed_; // by cipher digest
    // day, role, party, verb, kind, sender, outcome
    using Key =
        std::tuple<std::string, std::string, std::string, std::string, std::string, std::string, std::string>;
    std::map<Key, std::uint64_t> files_;
    std::uint64_t not_counted_ = 0;
};

} // namespace

Usage count_usage(const UsageOptions& options)
{
    return Counter(project::read_evidence(options.folders, options.policies)).run();
}

Json Usage::to_json() const
{
    std::vector<Json> listed, totals;
    for (const Opening& one : openings)
        listed.push_back(Json()
                             .set("day", one.day)
                             .set("role", one.role)
                             .set("party", one.party)
                             .set("verb", one.verb)
                             .set("kind", one.kind)
                             .set("sender", one.sender)
                             .set("outcome", one.outcome)
                             .set("files", one.files));
    for (const ByRole& one : roles)
        totals.push_back(Json().set("role", one.role).set("opened", one.opened).set("refused", one.refused));
    return Json()
        .set("openings", listed)
        .set("roles", totals)
        .set("no_log_here", no_log)
        .set("entries_not_counted", not_counted)
        .set("faults_of_folders", damaged);
}

std::string Usage::in_words() const
{
    std::string text;
    for (const ByRole& one : roles)
        text += fmt::format("{:<13} opened {:>5} files, refused {:>3}\n", one.role, one.opened, one.refused);
    text += "\nday         role          party             verb    kind        from              files\n";
    for (const Opening& one : openings)
        text += fmt::format("{:<11} {:<13} {:<17} {:<7} {:<11} {:<17} {:>5}{}\n", one.day, one.role,
                            one.party, one.verb, one.kind, one.sender.empty() ? "-" : one.sender, one.files,
                            one.outcome == "done" ? "" : fmt::format("  refused: {}", one.outcome));
    for (const std::string& name : no_log)
        text += fmt::format("{}: its evidence is not here, so nothing is known of what it opened\n", name);
    if (!whole())
        text += fmt::format("{} entries are not counted, and {} things are wrong with the folders: see gauze "
                            "verify\n",
                            not_counted, damaged);
    return text;
}

} // namespace gauze::desk
