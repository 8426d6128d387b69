#include "engine/project/evidence/evidence_folder.hpp"

#include "bloom/base/files.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/signed_policy.hpp"

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
    void check_signatures(const PolicyFile& file);
    bool read_line(KeptLog& log, std::string_view text, std::string_view before);
    static std::string beside_text(const fs::path& policy)
    {
        std::error_code ignored;
        const fs::path beside = signatures_path(policy);
        return fs::is_regular_file(beside, ignored) ? read_small_file(beside) : std::string();
    }
    Evidence& into_;
    std::map<std::string, std::uint64_t> judged_; // a good policy's text and its signatures' -> how many
};

// All custodians' signatures, and over this very text: what a policy means is judged by the signers'
// programs, but whoever reads evidence reads bytes.
void Reader::check_signatures(const PolicyFile& file)
{
    const fs::path beside = signatures_path(file.path);
    const Envelope envelope = read_envelope(beside);
    const auto refuse = [&](std::string_view code, std::string_view what) {
        refuse_with(code, fmt::format("{} {}", beside.string(), what),
                    "evidence holds the policy as its custodians signed it", Exit::bad_data);
    };
    if (read_small_file(beside) != envelope.to_json())
        refuse("statement-form", "is not written as statements are");
    const Signatures signatures = require_signed(file);
    if (!signatures.same_bytes) refuse("policy-bytes", "is about another text of the same policy");
    into_.policy_signatures += signatures.by.size();
}

void Reader::read_policy_file(const fs::path& path)
{
    faulted("policy-damaged", path, [&] {
        // Every party keeps the same policy: it is judged once.
        const std::string text = read_small_file(path);
        const auto seen = judged_.find(text + beside_text(path));
        if (seen != judged_.end()) {
            into_.policy_signatures += seen->second;
            return;
        }
        const std::uint64_t before = into_.policy_signatures;
        PolicyFile file = PolicyFile::read(path);
        if (!file.policy.governance)
            refuse_with("policy-ungoverned", fmt::format("{} has no agreement", path.string()),
                        "evidence is kept under signed agreements only", Exit::bad_data);
        check_signatures(file);
        const std::string fingerprint = file.policy.fingerprint();
        into_.policies.insert_or_assign(fingerprint, std::move(file.policy));
        judged_[text + beside_text(path)] = into_.policy_signatures - before;
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
