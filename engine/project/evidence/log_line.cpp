#include "engine/project/evidence/log_line.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::string_view context = "gauze-log-v1\n"; // so that no other signature of the key is a line's
constexpr std::string_view before_signature = ",\"signature\":\"";
constexpr std::int64_t largest_count = std::int64_t{1} << 53; // exact in every reader of JSON

constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz", digits = "0123456789";

[[noreturn]] void damaged(std::string_view code, std::string_view source, std::string_view what)
{
    refuse_with(code, fmt::format("{} {}", source, what),
                "the log was changed or cut after it was written: ask its owner, and keep the file as it is",
                Exit::bad_data);
}

bool is_hex(std::string_view text, std::size_t size)
{
    return text.size() == size && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_word_of(std::string_view text, std::string_view letters)
{
    return !text.empty() && text.size() <= 64 && text.find_first_not_of(letters) == std::string_view::npos;
}

// "2026-11-22T20:45:00Z".
bool is_time(std::string_view text)
{
    if (text.size() != 20 || day_from(text.substr(0, 10)) == 0 || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':' || text[19] != 'Z')
        return false;
    constexpr std::array<std::pair<std::size_t, std::string_view>, 3> parts{
        {{11, "23"}, {14, "59"}, {17, "59"}}};
    return std::ranges::all_of(parts, [&](const auto& part) {
        const std::string_view two = text.substr(part.first, 2);
        return two.find_first_not_of(digits) == std::string_view::npos && two <= part.second;
    });
}

// A name that a file may have: it ends no line, leads into no folder, and is not endless.
bool is_artefact_name(std::string_view name)
{
    return !name.empty() && name.size() <= 255 && name.front() != '.' &&
           std::ranges::none_of(name, [](char c) { return c == '/' || (c >= 0 && c < ' ') || c == '\x7f'; });
}

void check_words(const LogLine& line, std::string_view source)
{
    const std::string verb_letters = fmt::format("{} -", lower),
                      code_letters = fmt::format("{}{}-", lower, digits);
    if (!is_word_of(line.verb, verb_letters) || !is_word_of(line.outcome, code_letters) || line.party.empty())
        damaged("log-vocabulary", source, "names no verb, outcome or party");
    for (const auto& [name, value] : line.counts) {
        if (!is_count_name(name))
            damaged("log-vocabulary", source, "counts what the vocabulary does not have");
        if (value < 0 || value > largest_count) damaged("log-count", source, "holds a count that is none");
    }
    for (const auto& [name, digest] : line.digests) {
        if (!is_artefact_name(name)) damaged("log-artefact", source, "names an artefact that can be no file");
        if (!is_hex(digest, 64)) damaged("log-hex", source, "holds a digest that is none");
    }
}

void read_members(LogLine& line, const Json& json)
{
    line.seq = static_cast<std::uint64_t>(json.number("seq"));
    line.time = json.text("time");
    line.previous = json.text("previous");
    line.party = json.text("party");
    line.verb = json.text("verb");
    line.outcome = json.text("outcome");
    line.policy = json.text("policy");
    line.source = json.text("source");
    const Json counts = json.object("counts"), digests_of = json.object("digests");
    for (const std::string& name : counts.keys()) line.counts.emplace_back(name, counts.number(name));
    for (const std::string& name : digests_of.keys()) line.digests.emplace_back(name, digests_of.text(name));
}

} // namespace

const std::vector<std::string_view>& count_names()
{
    // Sorted by the verb that says them first.
    static const std::vector<std::string_view> names{
        // encode, intake
        "read", "encoded", "excluded.", "rejected.", "exempt.", "decoys", "episodes.", "payload_rows",
        "payload_columns",
        // key join, policy
        "custodians", "contributions", "commitments", "signatures",
        // audit
        "sampled", "attacks", "passed", "failed",
        // seal, accept, open
        "files", "bytes", "recipients", "accepted", "statements",
        // link, issue
        "rows", "links", "persons", "households", "families", "duplicates",
        // cohort, withdraw, ledger
        "withdrawn", "withdrawals", "removed", "receipts", "released", "without_study_id", "found",
        // tables, disclose, release
        "tables", "cells", "withheld", "checkers",
        // retain, close
        "destroyed", "rewritten", "left", "due.",
        // the log itself
        "cut_bytes"};
    return names;
}

bool is_count_name(std::string_view name)
{
    const auto matches = [name](std::string_view known) {
        if (!known.ends_with('.')) return name == known;
        if (!name.starts_with(known) || name.size() == known.size() || name.size() > known.size() + 64)
            return false;
        return std::ranges::all_of(name.substr(known.size()), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                   c == '_';
        });
    };
    return std::ranges::any_of(count_names(), matches);
}

std::string LogLine::unsigned_text() const
{
    Json counted, digested;
    for (const auto& [name, value] : counts) counted.set(name, value);
    for (const auto& [name, digest] : digests) digested.set(name, digest);
    return Json()
        .set("seq", seq)
        .set("time", time)
        .set("previous", previous)
        .set("party", party)
        .set("verb", verb)
        .set("outcome", outcome)
        .set("policy", policy)
        .set("source", source)
        .set("counts", counted)
        .set("digests", digested)
        .line();
}

std::string LogLine::text() const
{
    std::string line = unsigned_text();
    line.pop_back(); // the brace
    return fmt::format("{}{}{}\"}}", line, before_signature, to_hex(signature));
}

void LogLine::sign(const SigningKey& key)
{
    signature = key.sign(bytes_of(fmt::format("{}{}", context, unsigned_text())));
}

bool LogLine::is_signed_by(const PublicKey& key) const
{
    return is_signed(key, bytes_of(fmt::format("{}{}", context, unsigned_text())), signature);
}

std::int64_t LogLine::count(std::string_view name) const
{
    const auto found = std::ranges::find(counts, name, &std::pair<std::string, std::int64_t>::first);
    return found == counts.end() ? 0 : found->second;
}

bool LogLine::has_count(std::string_view name) const
{
    return std::ranges::find(counts, name, &std::pair<std::string, std::int64_t>::first) != counts.end();
}

LogLine LogLine::parse(std::string_view text, std::string_view source)
{
    LogLine line;
    if (text.size() > longest_log_line) damaged("log-line", source, "is longer than a line can be");
    try {
        const Json json = Json::parse(text, source);
        read_members(line, json);
        const std::string hex = json.text("signature");
        if (!is_hex(hex, 128) || !from_hex(hex, line.signature))
            damaged("log-hex", source, "has no signature");
    } catch (const Error& fault) {
        if (!code_of(fault.what()).empty() && std::string_view(fault.what()).starts_with("log-")) throw;
        damaged("log-line", source, "is no line of an evidence log"); // without quoting what it is
    }
    if (line.seq == 0 || line.seq > static_cast<std::uint64_t>(largest_count))
        damaged("log-order", source, "has a number that is none");
    if (!is_time(line.time)) damaged("log-time", source, "has no time");
    if (!is_hex(line.previous, 64) || !is_hex(line.policy, 64))
        damaged("log-hex", source, "holds a digest that is none");
    check_words(line, source);
    if (line.text() != text) damaged("log-line", source, "is not written as such lines are");
    return line;
}

std::string log_beginning() { return std::string(64, '0'); }

std::string log_digest(std::string_view line) { return to_hex(sha256(bytes_of(line))); }

void check_follows(const LogLine& line, const LogLine* before, std::string_view before_text,
                   std::string_view source)
{
    const std::uint64_t expected = before == nullptr ? 1 : before->seq + 1;
    if (line.seq != expected)
        damaged("log-order", source, fmt::format("is number {} where {} is due", line.seq, expected));
    if (line.previous != (before == nullptr ? log_beginning() : log_digest(before_text)))
        damaged("log-chain", source, "does not follow the line before it");
    if (before == nullptr) return;
    if (line.party != before->party) damaged("log-party", source, "is of another party than the line before");
    if (line.time < before->time) damaged("log-backwards", source, "is earlier than the line before");
}

} // namespace gauze::project
