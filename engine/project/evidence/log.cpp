// Appending is the only way a log changes, with one exception: what a crash left behind the last line feed.
// It was never reported as done, so it is cut off, and an entry says how many bytes.
#include "engine/project/evidence/log.hpp"

#include "bloom/base/append_file.hpp"
#include "bloom/base/clock.hpp"
#include "engine/project/evidence/log_line.hpp"
#include "engine/project/refusal.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

namespace gauze::project {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t bearable_step = 120; // seconds that a clock may be set back without a word

// Seconds since 1970 of a checked time text.
std::int64_t seconds_of(std::string_view time)
{
    const auto two = [&](std::size_t at) { return (time[at] - '0') * 10 + (time[at + 1] - '0'); };
    return days_from_civil(day_from(time.substr(0, 10))) * 86400 + two(11) * 3600 + two(14) * 60 + two(17);
}

[[noreturn]] void log_damaged(const fs::path& path, std::string_view why)
{
    refuse_with("log-damaged",
                fmt::format("the last line of {} is not one that this party wrote ({})", path.string(), why),
                "gauze verify says where the log breaks; keep it as it is and begin another evidence folder "
                "together with the other parties",
                Exit::bad_data);
}

// The folder, whose entries must outlive a power cut like the log itself.
void make_folder(const fs::path& folder)
{
    std::error_code fault;
    fs::create_directories(folder, fault);
    if (!fs::is_directory(folder, fault))
        throw Error(Exit::cannot_write,
                    fmt::format("{} is no folder and cannot be made one", folder.string()),
                    "--evidence names the folder in which this party's log is kept");
}

// A party's log, held by this process until the object goes.
class OwnLog {
public:
    OwnLog(const Admitted& me, const Governed& options)
        : me_(me), path_(options.evidence / fmt::format("{}.log", me.me->name)), file_(opened())
    {
        read_end();
    }
    void append(const Entry& entry);
    // Refuses when now is before the last entry.
    void check_clock() const;

private:
    AppendFile opened() const;
    void read_end();
    std::string tail() const;
    LogLine checked(std::string_view line) const;
    void take_torn(std::string_view torn);

    const Admitted& me_;
    fs::path path_;
    AppendFile file_;
    std::optional<LogLine> last_;
    std::string last_text_;
    std::uint64_t torn_ = 0; // bytes behind the last line feed
};

AppendFile OwnLog::opened() const
{
    make_folder(path_.parent_path());
    AppendFile file(path_);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!file.lock()) {
        if (std::chrono::steady_clock::now() > until)
            throw Error(Exit::cannot_write, fmt::format("{} is in use by another verb", path_.string()),
                        "wait until it is done, and start again");
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return file;
}

// The last line and what may be torn behind it: never more than two lines' length.
std::string OwnLog::tail() const
{
    const std::uint64_t most = 2 * (longest_log_line + 1), size = file_.size();
    std::string bytes(static_cast<std::size_t>(std::min(size, most)), '\0');
    const PieceReader reader(path_);
    if (!reader.read(size - bytes.size(), std::as_writable_bytes(std::span(bytes))))
        log_damaged(path_, "it cannot be read");
    return bytes;
}

LogLine OwnLog::checked(std::string_view text) const
{
    try {
        LogLine line = LogLine::parse(text, path_.string());
        if (line.party != me_.me->name) log_damaged(path_, "log-party");
        // The party's key of today: under a new key a party begins a new evidence folder.
        if (!line.is_signed_by(me_.me->signing)) log_damaged(path_, "log-signature");
        return line;
    } catch (const Error& fault) {
        if (code_of(fault.what()) == "log-damaged") throw;
        log_damaged(path_, code_of(fault.what()));
    }
}

// Bytes behind the last line feed. A line that is whole but for its line feed was written, all others were
// not.
void OwnLog::take_torn(std::string_view torn)
{
    try {
        const LogLine line = checked(torn);
        check_follows(line, last_ ? &*last_ : nullptr, last_text_, path_.string());
        last_ = line;
        last_text_ = torn;
        file_.append(bytes_of("\n"));
    } catch (const Error& fault) {
        if (code_of(fault.what()).empty()) throw; // the disk, not the line
        torn_ = torn.size();
    }
}

void OwnLog::read_end()
{
    const std::string bytes = tail();
    if (bytes.empty()) return;
    const std::size_t feed = bytes.rfind('\n');
    if (feed == std::string::npos) {
        if (bytes.size() != file_.size()) log_damaged(path_, "log-line");
        return take_torn(bytes);
    }
    const std::size_t before = feed == 0 ? std::string::npos : bytes.rfind('\n', feed - 1);
    if (before == std::string::npos && bytes.size() != file_.size()) log_damaged(path_, "log-line");
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    last_text_ = bytes.substr(begin, feed - begin);
    last_ = checked(last_text_);
    if (feed + 1 < bytes.size()) take_torn(std::string_view(bytes).substr(feed + 1));
}

void OwnLog::check_clock() const
{
    if (!last_ || seconds_of(last_->time) <= now_seconds() + bearable_step) return;
    refuse_with(
        "clock-behind",
        fmt::format("the last entry of {} is of {} and this machine's clock says {}", path_.string(),
                    last_->time, now_text()),
        "set the clock right; if an entry was written under a wrong clock, the parties begin new evidence");
}

void OwnLog::append(const Entry& entry)
{
    check_clock();
    if (torn_ > 0) {
        file_.cut(file_.size() - torn_);
        const auto cut = static_cast<std::int64_t>(std::exchange(torn_, 0));
        append({.verb = "log", .outcome = "torn", .counts = Json().set("cut_bytes", cut)});
    }
    LogLine line{.seq = last_ ? last_->seq + 1 : 1,
                 .time = now_text(),
                 .previous = last_ ? log_digest(last_text_) : log_beginning(),
                 .party = me_.me->name,
                 .verb = entry.verb,
                 .outcome = entry.outcome,
                 .policy = me_.policy.fingerprint(),
                 .source = entry.source,
                 .counts = {},
                 .digests = entry.digests};
    if (last_ && line.time < last_->time) line.time = last_->time;
    for (const std::string& name : entry.counts.keys())
        line.counts.emplace_back(name, entry.counts.number(name));
    line.sign(me_.key->signing);
    std::string text = line.text();
    (void)LogLine::parse(text, "the entry"); // what cannot be read again is not written
    file_.append(bytes_of(fmt::format("{}\n", text)));
    file_.sync();
    last_ = std::move(line);
    last_text_ = std::move(text);
}

void check_vocabulary(const Entry& entry)
{
    for (const std::string& name : entry.counts.keys())
        if (!is_count_name(name))
            throw std::logic_error(fmt::format("the evidence log has no count named {}", name));
}

bool keeps_evidence(const Admitted& me, const Governed& options)
{
    return me.governed() && me.key && !options.evidence.empty();
}

// A copy under a name that says which bytes it holds, so that one name never stands for two contents.
void keep(const fs::path& folder, const std::string& name, const std::string& content)
{
    make_folder(folder);
    const fs::path path = folder / name;
    std::error_code ignored;
    if (fs::exists(path, ignored)) return;
    try {
        write_whole_file(path, content, FileMode::owner_only, Existing::refuse);
    } catch (const Error&) {
        if (!fs::exists(path, ignored)) throw; // another verb of the party was quicker
    }
}

} // namespace

void note(const Admitted& me, const Governed& options, const Entry& entry)
{
    check_vocabulary(entry);
    if (!keeps_evidence(me, options)) return;
    OwnLog(me, options).append(entry);
}

void check_log(const Admitted& me, const Governed& options)
{
    if (keeps_evidence(me, options)) OwnLog(me, options).check_clock();
}

void keep_statement(const Governed& options, const fs::path& dsse)
{
    if (options.evidence.empty()) return;
    const std::string content = read_small_file(dsse);
    keep(options.evidence / "statements",
         fmt::format("{}-{}.dsse", dsse.stem().string(), log_digest(content).substr(0, 16)), content);
}

// One policy file may be signed bit by bit: its signatures are kept when the file's name is known to have
// them all, that is by the verb that was admitted under it.
void keep_policy(const Governed& options, const fs::path& policy)
{
    if (options.evidence.empty()) return;
    const std::string content = read_small_file(policy);
    const std::string name = fmt::format("policy-{}.toml", log_digest(content).substr(0, 16));
    keep(options.evidence / "policies", name, content);
    const fs::path signatures = fs::path(policy).concat(".dsse");
    std::error_code ignored;
    if (fs::exists(signatures, ignored))
        keep(options.evidence / "policies", fmt::format("{}.dsse", name), read_small_file(signatures));
}

} // namespace gauze::project
