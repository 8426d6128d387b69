// A small exchange among the made parties of the governed example, as their programs would have noted it: two
// custodians' rows (one through the intake platform), the linkage unit, the evaluation. Every count and
// digest is set here by hand.
#pragma once

#include "bloom/base/clock.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/evidence/log_line.hpp"
#include "engine/project/signed_policy.hpp"
#include "engine/project/statement.hpp"
#include "tests/engine/project/made_parties.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace gauze::test {

class MadeEvidence {
public:
    MadeEvidence() : policy_(governed_policy())
    {
        set_clock("2026-11-22");
        std::filesystem::create_directories(*folder_ / "files");
        write_policy();
        submit("nhs-a", "encode", "",
               {{"read", 100}, {"encoded", 90}, {"excluded.objection", 7}, {"rejected.no-date", 3}});
        submit("platform", "intake", "charity", {{"read", 60}, {"encoded", 50}, {"excluded.no-consent", 10}});
        take("unit", "accept", {"nhs-a.gauze"}, 90);
        take("unit", "accept", {"platform.gauze"}, 50);
        note("unit", {.verb = "link",
                      .counts = Json().set("rows", 140).set("persons", 120),
                      .digests = {{"nhs-a.gauze", digest_of("nhs-a.gauze")},
                                  {"platform.gauze", digest_of("platform.gauze")}}});
        send("unit", "issue", "link-map", "evaluation.map", "evaluation", {{"rows", 140}});
        take("evaluation", "open", {"nhs-a.payload", "platform.payload", "evaluation.map"}, -1);
    }
    std::filesystem::path evidence(const std::string& party) const { return *folder_ / party; }
    std::filesystem::path log(const std::string& party) const { return *folder_ / party / (party + ".log"); }
    std::filesystem::path files() const { return *folder_ / "files"; }
    std::vector<std::filesystem::path> folders() const
    {
        return {evidence("nhs-a"), evidence("platform"), evidence("unit"), evidence("evaluation")};
    }
    const project::Policy& policy() const { return policy_; }
    std::filesystem::path policy_file() const { return *folder_ / "policy.toml"; }
    const TemporaryFolder& folder() const { return *folder_; }
    // The same files elsewhere, to be spoilt.
    MadeEvidence copy() const
    {
        MadeEvidence other = *this;
        other.folder_ = std::make_shared<TemporaryFolder>();
        std::filesystem::copy(folder_->path(), other.folder_->path(),
                              std::filesystem::copy_options::recursive);
        return other;
    }
    static std::string content_of(const std::string& file) { return "the content of " + file; }
    static std::string digest_of(const std::string& file)
    {
        return to_hex(sha256(bytes_of(content_of(file))));
    }

    std::vector<std::string> lines(const std::string& party) const
    {
        std::vector<std::string> all;
        std::istringstream text(read_file(log(party)));
        for (std::string line; std::getline(text, line);) all.push_back(line);
        return all;
    }
    // The party itself rewrites its log: every line anew, in a chain and signed, after `change`.
    void rewrite(const std::string& party, const std::function<void(std::vector<project::LogLine>&)>& change,
                 const std::string& signer = {}) const
    {
        std::vector<project::LogLine> all;
        for (const std::string& line : lines(party)) all.push_back(project::LogLine::parse(line, "line"));
        change(all);
        std::string text, before;
        for (project::LogLine& line : all) {
            if (line.previous != "kept")
                line.previous = before.empty() ? project::log_beginning() : project::log_digest(before);
            if (line.previous == "kept") line.previous = std::string(64, '1');
            line.sign(made_key(signer.empty() ? party : signer).signing);
            before = line.text();
            text += before + "\n";
        }
        write_file(log(party), text);
    }
    project::Statement statement(const std::string& party, const std::string& kind, const std::string& file,
                                 const std::string& recipient, const Json& counts) const
    {
        project::Statement said;
        said.kind = kind;
        said.project = policy_.id;
        said.policy = policy_.fingerprint();
        said.party = party;
        said.role = to_text(policy_.governance->member(party)->role);
        said.recipient = recipient;
        said.file = file + ".age";
        said.cipher_digest = digest_of(file + ".age");
        said.content_digest = digest_of(file);
        said.time = now_text();
        said.counts = counts;
        return said;
    }
    // Where the copies of a file's statement are.
    std::vector<std::filesystem::path> statements_of(const std::string& file) const
    {
        std::vector<std::filesystem::path> all;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_->path()))
            if (entry.path().parent_path().filename() == "statements" &&
                entry.path().filename().string().starts_with(file + ".age-"))
                all.push_back(entry.path());
        std::ranges::sort(all);
        return all;
    }

private:
    using Counts = std::vector<std::pair<std::string, int>>;

    static Json json_of(const Counts& counts)
    {
        Json json;
        for (const auto& [name, value] : counts) json.set(name, value);
        return json;
    }
    void write_policy() const
    {
        write_file(policy_file(), governed_text());
        for (const std::string custodian : {"nhs-a", "charity"})
            project::sign_policy(project::PolicyFile::read(policy_file()), made_key(custodian));
    }
    project::Governed options(const std::string& party) const
    {
        project::Governed governed;
        governed.evidence = evidence(party);
        return governed;
    }
    void note(const std::string& party, const project::Entry& entry) const
    {
        project::Admitted me;
        me.policy = policy_;
        me.key = made_key(party);
        me.me = me.policy.governance->member(party);
        project::note(me, options(party), entry);
        project::keep_policy(options(party), policy_file());
    }
    void send(const std::string& party, const std::string& verb, const std::string& kind,
              const std::string& file, const std::string& recipient, const Counts& counts) const
    {
        for (const std::string& name : {file, file + ".age"}) write_file(files() / name, content_of(name));
        const auto dsse = files() / (file + ".age.dsse");
        project::write_envelope(
            dsse, project::make_envelope(statement(party, kind, file, recipient, json_of(counts)),
                                         made_key(party).signing));
        project::keep_statement(options(party), dsse);
        note(party, {.verb = verb, .digests = {{file + ".age", digest_of(file + ".age")}}});
    }
    void submit(const std::string& party, const std::string& verb, const std::string& source,
                const Counts& counts) const
    {
        note(party, {.verb = verb,
                     .source = source,
                     .counts = json_of(counts),
                     .digests = {{party + ".gauze", digest_of(party + ".gauze")}}});
        send(party, "seal", "submission", party + ".gauze", "unit", {counts[1]});
        send(party, "seal", "payload", party + ".payload", "evaluation", {});
    }
    void take(const std::string& party, const std::string& verb, const std::vector<std::string>& names,
              int accepted) const
    {
        project::Entry entry{.verb = verb};
        if (accepted >= 0) entry.counts.set("accepted", accepted);
        for (const std::string& name : names) {
            project::keep_statement(options(party), files() / (name + ".age.dsse"));
            entry.digests.emplace_back(name + ".age", digest_of(name + ".age"));
        }
        note(party, entry);
    }
    std::shared_ptr<TemporaryFolder> folder_ = std::make_shared<TemporaryFolder>();
    project::Policy policy_;
};

} // namespace gauze::test
