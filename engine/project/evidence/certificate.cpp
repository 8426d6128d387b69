#include "engine/project/evidence/certificate.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/evidence/closed.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gauze::project {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_count_name = 60; // with "due." in front, what statements take

// Names of files are shortened from the left, so that the end, which says what it was, stays.
std::string entry_of(const Destroyed& file)
{
    constexpr std::size_t longest = 180;
    const std::string_view name = file.name;
    return fmt::format("{} {}", file.digest,
                       name.size() > longest ? name.substr(name.size() - longest) : name);
}

Statement stated(const Certificate& certificate, const fs::path& out)
{
    Statement statement;
    statement.kind = "certificate";
    statement.file = out.stem().string();
    statement.source = certificate.source;
    statement.counts.set("destroyed", certificate.destroyed())
        .set("rewritten", certificate.rewritten())
        .set("removed", certificate.removed)
        .set("left", certificate.left);
    for (const auto& [rule, count] : certificate.due)
        statement.counts.set(fmt::format("due.{}", rule.substr(0, longest_count_name)), count);
    statement.figures.set("what", certificate.what)
        .set("day", day_text(today()))
        .set("scope",
             "this party's files of this project; source systems, backups and spare blocks of disks are not "
             "reached (health records stay in NHS systems)");
    std::string list;
    std::size_t number[2] = {};
    for (const Destroyed& file : certificate.files) {
        const std::string entry = entry_of(file);
        list += fmt::format("{}\n", entry);
        statement.figures.set(
            fmt::format("{}.{}", file.rewritten ? "rewritten" : "destroyed", ++number[file.rewritten]),
            entry);
    }
    statement.content_digest = to_hex(sha256(bytes_of(list)));
    return statement;
}

fs::path log_of(const Admitted& me, const Governed& options)
{
    return options.evidence / fmt::format("{}.log", me.me->name);
}

// The certificate that an entry names, as it is kept beside the log.
Statement kept_certificate(const Admitted& me, const Governed& options, const std::string& name,
                           const std::string& digest)
{
    const fs::path path = options.evidence / "statements" /
                          fmt::format("{}-{}.dsse", fs::path(name).stem().string(), digest.substr(0, 16));
    const auto refuse = [&] {
        refuse_with("certificate-missing",
                    fmt::format("the log names the certificate {}, and the evidence does not have it", name),
                    "put it back among the statements of this evidence folder", Exit::bad_data);
    };
    std::error_code unknown;
    if (!fs::is_regular_file(path, unknown)) refuse();
    const std::string bytes = read_small_file(path, largest_envelope);
    if (to_hex(sha256(bytes_of(bytes))) != digest) refuse();
    const Envelope envelope = Envelope::parse(bytes, path.string());
    if (!envelope.is_signed_by(me.me->signing)) refuse();
    return statement_in(envelope, path.string());
}

void add_digests(const Statement& certificate, std::set<std::string>& into)
{
    for (const std::string& name : certificate.figures.keys())
        if (name.starts_with("destroyed.") || name.starts_with("rewritten."))
            if (const std::string entry = certificate.figures.text(name); !entry.starts_with(' '))
                into.insert(entry.substr(0, 64));
}

} // namespace

std::uint64_t Certificate::destroyed() const noexcept
{
    return static_cast<std::uint64_t>(std::ranges::count(files, false, &Destroyed::rewritten));
}

std::uint64_t Certificate::rewritten() const noexcept { return files.size() - destroyed(); }

void certify(const Admitted& me, const Governed& options, const Certificate& certificate, const fs::path& out)
{
    (void)state(me, {}, stated(certificate, out), out);
    keep_statement(options, out);
    Entry entry;
    entry.verb = certificate.what == "close" ? "close" : "retain";
    if (certificate.source != me.me->name) entry.source = certificate.source;
    entry.counts.set("destroyed", certificate.destroyed())
        .set("rewritten", certificate.rewritten())
        .set("removed", certificate.removed)
        .set("left", certificate.left);
    for (const auto& [rule, count] : certificate.due)
        entry.counts.set(fmt::format("due.{}", rule.substr(0, longest_count_name)), count);
    entry.digests.emplace_back(out.filename().string(), to_hex(sha256(MappedFile(out).bytes())));
    entry.digests.insert(entry.digests.end(), certificate.sent.begin(), certificate.sent.end());
    if (certificate.what == "close") // by the project, whatever version of its policy comes after
        entry.digests.emplace_back(closing_name(me.policy.id), to_hex(sha256(bytes_of(me.policy.id))));
    note(me, options, entry);
}

std::set<std::string> destroyed_digests(const Admitted& me, const Governed& options)
{
    std::set<std::string> digests;
    if (!me.governed() || options.evidence.empty()) return digests;
    for (const LogLine& line : lines_of_verb(log_of(me, options), "retain")) {
        if (line.outcome != "done" || !line.is_signed_by(me.me->signing)) continue;
        for (const auto& [name, digest] : line.digests)
            if (name.ends_with(".dsse")) add_digests(kept_certificate(me, options, name, digest), digests);
    }
    return digests;
}

void refuse_destroyed(const std::set<std::string>& digests, const Statement& statement,
                      const fs::path& sealed)
{
    if (!digests.contains(statement.cipher_digest) && !digests.contains(statement.content_digest)) return;
    refuse_with("retention-due",
                fmt::format("{} holds rows whose time is over: this party has certified that they are gone",
                            sealed.string()),
                "destroy this copy; what may still be kept comes sealed anew from its sender");
}

} // namespace gauze::project
