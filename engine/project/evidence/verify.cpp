#include "engine/project/evidence/verify.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace gauze::project {

namespace {

namespace fs = std::filesystem;

// Who may state what; kinds that are not listed are nobody's to state.
struct KindOf {
    std::string_view kind;
    std::vector<Role> roles;
};
const std::vector<KindOf>& kinds()
{
    static const std::vector<KindOf> all{
        {"submission", {Role::custodian, Role::intake}},
        {"payload", {Role::custodian, Role::intake}},
        {"episodes", {Role::custodian, Role::intake}},
        {"plaintext", {Role::custodian}},
        {"audit", {Role::custodian, Role::intake}},
        {"commitment", {Role::custodian, Role::intake}},
        {"contribution", {Role::custodian, Role::intake}},
        {"ceremony", {Role::custodian, Role::intake}},
        {"withdrawal", {Role::custodian, Role::intake}},
        {"link-map", {Role::linkage_unit}},
        {"cohort", {Role::researcher}},
        {"tables", {Role::researcher}},
        {"receipt", {Role::researcher, Role::linkage_unit}},
        {"certificate", {Role::custodian, Role::intake, Role::linkage_unit, Role::researcher, Role::reader}},
    };
    return all;
}

bool may_state(Role role, std::string_view kind)
{
    const auto found = std::ranges::find(kinds(), kind, &KindOf::kind);
    return found != kinds().end() && std::ranges::find(found->roles, role) != found->roles.end();
}

// As the gate has it; "log" is what the log says of itself.
bool may_do(Role role, const std::string& verb)
{
    if (verb == "log") return true;
    const auto verbs = gated_verbs();
    if (std::ranges::find(verbs, verb) == verbs.end()) return false;
    const auto roles = roles_of(verb);
    return std::ranges::find(roles, role) != roles.end();
}

class Verifier {
public:
    explicit Verifier(const VerifyOptions& options)
        : options_(options), evidence_(read_evidence(options.folders, options.policies))
    {}
    Verification run();

private:
    void check_policies();
    void check_log(const KeptLog& log);
    void check_statement(const KeptStatement& kept);
    void check_sign_off(const KeptStatement& kept, const Policy& policy);
    void check_release(const KeptStatement& kept);
    void check_flow(const KeptStatement& kept);
    void check_sealed_files(const KeptLog& log);
    void check_rows_read(const KeptLog& log, const LogLine& line);
    void check_rows_sent(const KeptLog& log, const LogLine& line);
    void check_artefacts();

    bool noted(std::string_view party, const Statement& said) const;
    // Rows that submissions state whose sealed (or opened) digests are among an entry's; nothing when one of
    // the entry's digests is no submission's.
    std::optional<std::int64_t> stated_rows(const LogLine& line, std::string Statement::*digest) const;
    void balance(const KeptLog& log, const LogLine& line, std::string_view code, std::int64_t here,
                 std::int64_t there, std::string_view words);
    static std::string where(const KeptLog& log, const LogLine& line)
    {
        return fmt::format("{}:{}", log.path.string(), line.seq);
    }
    const Member* member_of(const std::string& policy, const std::string& party) const;

    const VerifyOptions& options_;
    Evidence evidence_;
    std::map<std::string, std::uint64_t> counted_;
};

const Member* Verifier::member_of(const std::string& policy, const std::string& party) const
{
    const auto known = evidence_.policies.find(policy);
    return known == evidence_.policies.end() ? nullptr : known->second.governance->member(party);
}

void Verifier::check_policies()
{
    counted_["policies"] = evidence_.policies.size();
    counted_["policy_signatures"] = evidence_.policy_signatures;
    for (const auto& [fingerprint, policy] : evidence_.policies)
        if (policy.id != evidence_.policies.begin()->second.id)
            evidence_.fault("wrong-project", fingerprint, "the policies are of two projects");
}

void Verifier::check_log(const KeptLog& log)
{
    if (evidence_.log_of(log.party) != &log)
        evidence_.fault("log-twice", log.path.string(), "another folder holds a log of the same party");
    for (const LogLine& line : log.lines) {
        ++counted_["log_entries"];
        if (!evidence_.policies.contains(line.policy)) {
            evidence_.fault("unknown-policy", where(log, line),
                            "the entry is made under a policy that is not known");
            continue;
        }
        const Member* member = member_of(line.policy, line.party);
        if (member == nullptr) {
            evidence_.fault("unknown-signer", where(log, line), "the policy has no such party");
            continue;
        }
        if (!line.is_signed_by(member->signing))
            evidence_.fault("log-signature", where(log, line), "the entry is not signed by its party");
        if (!may_do(member->role, line.verb))
            evidence_.fault("wrong-role", where(log, line),
                            fmt::format("a {} may not do this", to_text(member->role)));
        check_rows_read(log, line);
        check_rows_sent(log, line);
    }
    check_sealed_files(log);
}

void Verifier::check_statement(const KeptStatement& kept)
{
    ++counted_["statements"];
    const Statement& said = kept.statement;
    const std::string at = kept.path.string();
    const auto known = evidence_.policies.find(said.policy);
    if (known == evidence_.policies.end())
        return evidence_.fault("unknown-policy", at, "it is made under a policy that is not known");
    if (said.project != known->second.id) evidence_.fault("wrong-project", at, "it is about another project");
    if (said.kind == "sign-off") return check_sign_off(kept, known->second);
    const Member* member = member_of(said.policy, said.party);
    if (member == nullptr) return evidence_.fault("unknown-signer", at, "the policy has no such party");
    if (!kept.envelope.is_signed_by(member->signing))
        evidence_.fault("wrong-signature", at, "it is not signed by the party that it names");
    if (said.role != to_text(member->role) || !may_state(member->role, said.kind))
        evidence_.fault("wrong-role", at, fmt::format("a {} may not state a {}", said.role, said.kind));
}

// A checker is a person and no party: the policy names them and their key.
void Verifier::check_sign_off(const KeptStatement& kept, const Policy& policy)
{
    const auto& checkers = policy.governance->checkers;
    const auto checker = std::ranges::find(checkers, kept.statement.party, &Checker::name);
    const std::string at = kept.path.string();
    if (checker == checkers.end())
        return evidence_.fault("unknown-signer", at, "the policy has no such checker");
    if (!kept.envelope.is_signed_by(checker->signing))
        evidence_.fault("wrong-signature", at, "it is not signed by the checker that it names");
    if (kept.statement.role != "checker") evidence_.fault("wrong-role", at, "it is a sign-off by no checker");
}

// Tables that were released have the sign-offs of two checkers beside them, where the releaser keeps its own.
void Verifier::check_release(const KeptStatement& kept)
{
    const KeptLog* sender = evidence_.log_of(kept.statement.party);
    if (kept.statement.kind != "tables" || sender == nullptr || sender->folder != kept.folder) return;
    const Json& figures = kept.statement.figures;
    const bool names_it = figures.has("proposal") && figures.type("proposal") == Json::Type::text;
    std::set<std::string> checkers;
    for (const KeptStatement& other : evidence_.statements)
        if (names_it && other.folder == kept.folder && other.statement.kind == "sign-off" &&
            other.statement.policy == kept.statement.policy &&
            other.statement.content_digest == figures.text("proposal"))
            checkers.insert(other.statement.party);
    if (checkers.size() < 2)
        evidence_.fault("one-signature", kept.path.string(),
                        "it was released without two checkers' sign-offs");
}

// Whether the party's log names the artefact that a statement is about, by either of its digests.
bool Verifier::noted(std::string_view party, const Statement& said) const
{
    const KeptLog* log = evidence_.log_of(party);
    // Its evidence is not here; or nothing was sealed, and the statement is all there is.
    if (log == nullptr || !said.file.ends_with(".age")) return true;
    const auto names_it = [&](const LogLine& line) {
        return std::ranges::any_of(line.digests, [&](const auto& one) {
            return one.second == said.cipher_digest || one.second == said.content_digest;
        });
    };
    return std::ranges::any_of(log->lines, names_it);
}

// A statement stands in the sender's folder and log, and in those of whoever says it was received.
void Verifier::check_flow(const KeptStatement& kept)
{
    const Statement& said = kept.statement;
    const std::string at = kept.path.string();
    const KeptLog* sender = evidence_.log_of(said.party);
    const bool is_senders = sender != nullptr && sender->folder == kept.folder;
    if (!noted(said.party, said))
        evidence_.fault("unsent", at, fmt::format("the log of {} does not name the file", said.party));
    if (is_senders) return;
    ++counted_["received"];
    for (const KeptLog& log : evidence_.logs) {
        if (log.folder != kept.folder) continue;
        if (!said.recipient.empty() && !said.is_for(log.party))
            evidence_.fault("wrong-recipient", at,
                            fmt::format("it is kept by {}, whom it is not for", log.party));
        if (!noted(log.party, said))
            evidence_.fault("unreceived", at, fmt::format("the log of {} does not name the file", log.party));
    }
    if (sender == nullptr) return;
    const auto same = [&](const KeptStatement& other) {
        return other.folder == sender->folder && other.bytes == kept.bytes;
    };
    if (std::ranges::none_of(evidence_.statements, same))
        evidence_.fault("unsent", at, fmt::format("{} has not kept this statement", said.party));
}

// Sealed files travel with statements: one that a log names has one beside the log.
void Verifier::check_sealed_files(const KeptLog& log)
{
    for (const LogLine& line : log.lines)
        for (const auto& [name, digest] : line.digests) {
            if (!name.ends_with(".age") || line.outcome != "done") continue;
            const auto states_it = [&](const KeptStatement& kept) {
                return kept.folder == log.folder && kept.statement.cipher_digest == digest;
            };
            if (std::ranges::none_of(evidence_.statements, states_it))
                evidence_.fault("statement-missing", where(log, line),
                                fmt::format("{} has no statement", name));
        }
}

void Verifier::balance(const KeptLog& log, const LogLine& line, std::string_view code, std::int64_t here,
                       std::int64_t there, std::string_view words)
{
    ++counted_[std::string(code)];
    if (here != there)
        evidence_.fault(std::string(code), where(log, line),
                        fmt::format("{}: {} and {}", words, here, there));
}

void Verifier::check_rows_read(const KeptLog& log, const LogLine& line)
{
    if (line.outcome != "done" || !line.has_count("read") || !line.has_count("encoded")) return;
    std::int64_t accounted = line.count("encoded");
    for (const auto& [name, value] : line.counts)
        if (name.starts_with("excluded.") || name.starts_with("rejected.")) accounted += value;
    balance(log, line, "counts-read", line.count("read"), accounted,
            "rows read and rows accounted for differ");
}

std::optional<std::int64_t> Verifier::stated_rows(const LogLine& line, std::string Statement::*digest) const
{
    std::int64_t rows = 0;
    bool any = false;
    for (const auto& [name, value] : line.digests) {
        if (!name.ends_with(".gauze") && !name.ends_with(".gauze.age")) continue; // payload and the like
        any = true;
        const auto is_it = [&](const KeptStatement& kept) {
            return kept.statement.kind == "submission" && kept.statement.*digest == value &&
                   kept.statement.counts.has("encoded");
        };
        const auto found = std::ranges::find_if(evidence_.statements, is_it);
        if (found == evidence_.statements.end()) return std::nullopt;
        rows += found->statement.counts.number("encoded");
    }
    return any ? std::optional(rows) : std::nullopt;
}

void Verifier::check_rows_sent(const KeptLog& log, const LogLine& line)
{
    if (line.outcome != "done") return;
    if (line.has_count("encoded") && !line.digests.empty())
        if (const auto stated = stated_rows(line, &Statement::content_digest))
            balance(log, line, "counts-stated", line.count("encoded"), *stated,
                    "rows encoded and rows stated differ");
    if (line.has_count("accepted"))
        if (const auto stated = stated_rows(line, &Statement::cipher_digest))
            balance(log, line, "counts-accepted", line.count("accepted"), *stated,
                    "rows accepted and rows stated differ");
    if (line.verb == "link" && line.has_count("rows"))
        if (const auto stated = stated_rows(line, &Statement::content_digest))
            balance(log, line, "counts-linked", line.count("rows"), *stated,
                    "rows linked and rows stated differ");
}

void Verifier::check_artefacts()
{
    if (options_.artefacts.empty()) return;
    std::map<std::string, std::set<std::string>> stated; // file name -> digests
    for (const KeptStatement& kept : evidence_.statements)
        if (!kept.statement.cipher_digest.empty())
            stated[kept.statement.file].insert(kept.statement.cipher_digest);
    for (const KeptLog& log : evidence_.logs)
        for (const LogLine& line : log.lines)
            for (const auto& [name, digest] : line.digests) stated[name].insert(digest);
    for (const auto& entry : fs::recursive_directory_iterator(options_.artefacts)) {
        const auto found = stated.find(entry.path().filename().string());
        if (!entry.is_regular_file() || found == stated.end()) continue;
        ++counted_["artefacts"];
        if (!found->second.contains(to_hex(sha256(MappedFile(entry.path()).bytes()))))
            evidence_.fault("file-digest", entry.path().string(), "the file is not the one that was stated");
    }
}

Verification Verifier::run()
{
    for (const std::string_view what :
         {"policies", "policy_signatures", "log_entries", "statements", "received", "counts-read",
          "counts-stated", "counts-accepted", "counts-linked", "artefacts"})
        counted_[std::string(what)] = 0;
    check_policies();
    for (const KeptLog& log : evidence_.logs) check_log(log);
    for (const KeptStatement& kept : evidence_.statements) {
        check_statement(kept);
        check_release(kept);
        if (kept.statement.kind != "sign-off") check_flow(kept); // it travels by hand, with the proposal
    }
    check_artefacts();
    Verification result;
    for (const auto& [what, count] : counted_) result.checked.push_back({what, count});
    for (const KeptLog& log : evidence_.logs) result.ends.push_back({log.party, log.end, log.lines.size()});
    for (const auto& [fingerprint, policy] : evidence_.policies) result.policies.push_back(fingerprint);
    result.faults = std::move(evidence_.faults);
    return result;
}

// In the order of the header.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> in_english{{
    {"policies", "policies, signed by every custodian"},
    {"policy_signatures", "signatures of policies"},
    {"log_entries", "log entries, chained and signed"},
    {"statements", "statements, signed by a member in its role"},
    {"received", "statements received that their senders sent"},
    {"counts-read", "encodings whose rows add up"},
    {"counts-stated", "encodings whose rows are those stated"},
    {"counts-accepted", "submissions accepted with the rows stated"},
    {"counts-linked", "link runs of the rows stated"},
    {"artefacts", "files with the stated digest"},
}};

} // namespace

std::uint64_t Verification::count(std::string_view what) const
{
    const auto found = std::ranges::find(checked, what, &Checked::what);
    return found == checked.end() ? 0 : found->count;
}

Json Verification::to_json() const
{
    Json counts;
    for (const Checked& one : checked) counts.set(one.what, one.count);
    std::vector<Json> listed, logs;
    for (const EvidenceFault& fault : faults)
        listed.push_back(Json().set("code", fault.code).set("where", fault.where).set("what", fault.what));
    for (const LogEnd& end : ends)
        logs.push_back(Json().set("party", end.party).set("entries", end.entries).set("end", end.digest));
    Json json;
    json.set("well", well())
        .set("checked", counts)
        .set("policies", policies)
        .set("logs", logs)
        .set("faults", listed);
    return json;
}

std::string Verification::in_words() const
{
    std::string text;
    for (const auto& [what, words] : in_english) text += fmt::format("{:>10}  {}\n", count(what), words);
    for (const std::string& policy : policies) text += fmt::format("policy {}\n", policy);
    for (const LogEnd& end : ends)
        text += fmt::format("log of {}: {} entries, the last {}\n", end.party, end.entries, end.digest);
    for (const EvidenceFault& fault : faults)
        text += fmt::format("wrong: {} in {} ({})\n", fault.code, fault.where, fault.what);
    if (well()) return text + "All of this is well. Ask each party whether its log ends as it does here.\n";
    return text + fmt::format("{} things are wrong.\n", faults.size());
}

Verification verify(const VerifyOptions& options) { return Verifier(options).run(); }

} // namespace gauze::project
