#include "engine/project/evidence/evidence_folder.hpp"

#include "bloom/base/files.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gauze::project {

namespace {

namespace fs = std::filesystem;

// Files of a folder with an ending, in order of their names; none when there is no folder.
std::vector<fs::path> files_in(const fs::path& folder, std::string_view ending)
{
    std::vector<fs::path> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.is_regular_file(ignored) && entry.path().filename().string().ends_with(ending))
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

class Reader {
public:
    explicit Reader(Evidence& into) : into_(into) {}
    void read_policy_file(const fs::path& path);
    void read_log(const fs::path& path, std::size_t folder);
    void read_statement(const fs::path& path, std::size_t folder);

private:
    // Whatever a reader throws about a stranger's bytes is a fault of that file.
    template <class Deed>
    void faulted(std::string_view otherwise, const fs::path& path, Deed deed)
    {
        try {
            deed();
        } catch (const Error& fault) {
            const std::string_view code = code_of(fault.what());
            into_.fault(std::string(code.empty() ? otherwise : code), path.string(), fault.what());
        }
    }
    void check_signatures(const Policy& policy, const std::string& text, const fs::path& path);
    bool read_line(KeptLog& log, std::string_view text, std::string_view before);
    Evidence& into_;
};

// All custodians' signatures over this very file and what it means.
void Reader::check_signatures(const Policy& policy, const std::string& text, const fs::path& path)
{
    const fs::path beside = fs::path(path).concat(".dsse");
    const Envelope envelope = read_envelope(beside);
    const Statement said = statement_in(envelope, beside.string());
    const auto refuse = [&](std::string_view code, const std::string& what) {
        refuse_with(code, what, "the policy's custodians sign it again", Exit::bad_data);
    };
    if (read_small_file(beside) != envelope.to_json())
        refuse("statement-form", fmt::format("{} is not written as statements are", beside.string()));
    if (said.kind != "policy" || said.cipher_digest != to_hex(sha256(bytes_of(text))) ||
        said.policy != policy.fingerprint() || said.project != policy.id)
        refuse("policy-signature", fmt::format("{} is about another text", beside.string()));
    for (const Envelope::Signed& one : envelope.signatures) {
        PublicKey key{};
        (void)from_hex(one.key_id, key);
        const Member* member = policy.governance->member_with(key);
        if (member == nullptr || member->role != Role::custodian || !envelope.is_signed_by(key))
            refuse("policy-signature",
                   fmt::format("{} has a signature that is no custodian's", beside.string()));
        ++into_.policy_signatures;
    }
    for (const Member& member : policy.governance->members)
        if (member.role == Role::custodian && !envelope.is_signed_by(member.signing))
            refuse("policy-unsigned", fmt::format("{} is not signed by {}", path.string(), member.name));
}

void Reader::read_policy_file(const fs::path& path)
{
    faulted("policy-damaged", path, [&] {
        const std::string text = read_small_file(path);
        Policy policy = parse_policy(text, path.string());
        if (!policy.governance)
            refuse_with("policy-ungoverned", fmt::format("{} has no agreement", path.string()),
                        "evidence is kept under signed agreements only", Exit::bad_data);
        check_signatures(policy, text, path);
        const std::string fingerprint = policy.fingerprint();
        into_.policies.insert_or_assign(fingerprint, std::move(policy));
    });
}

// Whether the reading may go on behind it.
bool Reader::read_line(KeptLog& log, std::string_view text, std::string_view before)
{
    const std::string where = fmt::format("{}:{}", log.path.string(), log.lines.size() + 1);
    const std::size_t faults = into_.faults.size();
    faulted("log-line", where, [&] {
        LogLine line = LogLine::parse(text, where);
        check_follows(line, log.lines.empty() ? nullptr : &log.lines.back(), before, where);
        if (line.party != log.party)
            refuse_with("log-party", fmt::format("{} is of another party than its file", where),
                        "a log keeps its name", Exit::bad_data);
        log.lines.push_back(std::move(line));
    });
    return into_.faults.size() == faults;
}

void Reader::read_log(const fs::path& path, std::size_t folder)
{
    KeptLog log{path, folder, path.stem().string(), {}, {}};
    faulted("log-line", path, [&] {
        const MappedFile file(path);
        std::string_view rest(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()),
            before;
        if (rest.empty())
            into_.fault("log-empty", path.string(),
                        "the log holds nothing: a party that did anything has noted it");
        while (!rest.empty()) {
            const std::size_t feed = rest.find('\n');
            if (feed == std::string_view::npos) {
                into_.fault("log-torn", path.string(),
                            "the last line is not whole: the party's next verb mends it");
                break;
            }
            const std::string_view line = rest.substr(0, feed);
            if (!read_line(log, line, before)) break;
            before = line;
            rest.remove_prefix(feed + 1);
        }
        log.end = log_digest(before);
    });
    into_.logs.push_back(std::move(log));
}

void Reader::read_statement(const fs::path& path, std::size_t folder)
{
    faulted("statement-damaged", path, [&] {
        const std::string bytes = read_small_file(path, largest_envelope);
        Envelope envelope = Envelope::parse(bytes, path.string());
        if (envelope.to_json() != bytes || envelope.signatures.size() != 1)
            refuse_with("statement-form", fmt::format("{} is not written as statements are", path.string()),
                        "ask its sender for the file and its statement again", Exit::bad_data);
        Statement statement = statement_in(envelope, path.string());
        into_.statements.push_back({path, folder, bytes, std::move(envelope), std::move(statement)});
    });
}

void need_folder(const fs::path& folder)
{
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored))
        throw Error(Exit::input_missing, fmt::format("{} is no folder", folder.string()),
                    "name the evidence folders of the parties: gauze verify nhs-a/evidence linkage/evidence");
}

} // namespace

void Evidence::fault(std::string code, std::string where, std::string what)
{
    faults.push_back({std::move(code), std::move(where), std::move(what)});
}

const KeptLog* Evidence::log_of(std::string_view party) const
{
    const auto found = std::ranges::find(logs, party, &KeptLog::party);
    return found == logs.end() ? nullptr : &*found;
}

Evidence read_evidence(const std::vector<fs::path>& folders, const std::vector<fs::path>& policies)
{
    Evidence evidence;
    Reader reader(evidence);
    for (const fs::path& policy : policies) {
        (void)read_small_file(policy); // not there is an error of the command, not of the evidence
        reader.read_policy_file(policy);
    }
    for (std::size_t f = 0; f < folders.size(); ++f) {
        need_folder(folders[f]);
        if (policies.empty())
            for (const fs::path& policy : files_in(folders[f] / "policies", ".toml"))
                reader.read_policy_file(policy);
        const auto logs = files_in(folders[f], ".log");
        if (logs.empty()) evidence.fault("log-missing", folders[f].string(), "the folder holds no log");
        for (const fs::path& log : logs) reader.read_log(log, f);
        for (const fs::path& dsse : files_in(folders[f] / "statements", ".dsse"))
            reader.read_statement(dsse, f);
    }
    if (evidence.policies.empty() && evidence.faults.empty())
        evidence.fault("policy-missing", "", "no folder holds a policy, and none is named");
    return evidence;
}

} // namespace gauze::project
