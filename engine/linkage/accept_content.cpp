#include "engine/linkage/accept_content.hpp"

#include "bloom/base/error.hpp"
#include "bloom/encoded_layout.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using bloom::layout::largest_header;
using project::Admitted;
using project::refuse_with;
using project::Statement;

constexpr std::size_t magic_size = 8, before_header = 48; // magic, version, length, digest
constexpr const char* tell_the_sender =
    "nothing of it was kept; tell its sender, who must seal the encode run again";

bool looks_like_text(std::string_view bytes)
{
    return std::ranges::none_of(bytes, [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return code < 0x20 && c != '\n' && c != '\r' && c != '\t';
    });
}

void need(bool holds, std::string_view code, const std::string& what)
{
    if (!holds) refuse_with(code, what, tell_the_sender);
}

// The members that an encoded file's header has; a stranger's word is not repeated.
void check_members(const Json& header, const std::string& file)
{
    static const std::set<std::string_view> known{
        "kind",       "program",  "project",  "policy", "specification", "check",  "canary",
        "party",      "profile",  "rows",     "views",  "keys",          "fields", "measured",
        "aggregates", "settings", "sections", "blocks", "strata",        "rarity"};
    for (const std::string& member : header.keys())
        need(known.contains(member), "unexpected-column",
             fmt::format("{}: its header says more than an encoded file's does", file));
}

std::vector<std::string> names_of(const Json& header, const char* list)
{
    std::vector<std::string> names;
    if (header.has(list))
        for (const Json& one : header.objects(list)) names.push_back(one.text("name"));
    return names;
}

// Fields, views, keys, blocks, strata are the policy's, and sections are those that follow from them.
void check_columns(const Admitted& me, const Json& header, const std::string& file)
{
    const auto same = [&](const std::vector<std::string>& found, const auto& agreed, std::string_view what) {
        const bool equal =
            std::ranges::equal(found, agreed, {}, {}, [](const auto& one) { return one.name; });
        need(equal, "unexpected-column", fmt::format("{}: its {} are not those of the policy", file, what));
    };
    same(header.texts("fields"), me.policy.fields, "fields");
    same(names_of(header, "views"), me.policy.views, "views");
    same(header.texts("keys"), me.policy.keys, "match keys");
    same(names_of(header, "blocks"), me.policy.blocks, "blocks");
    same(names_of(header, "strata"), me.policy.strata, "strata");
    std::set<std::string> sections{"tokens", "present", "keys", "blocks", "absent", "coarse"};
    for (const project::View& view : me.policy.views)
        sections.insert({fmt::format("view:{}", view.name), fmt::format("symbols:{}", view.name)});
    for (const std::string& name : names_of(header, "sections"))
        need(sections.contains(name), "unknown-section",
             fmt::format("{}: it has a section that no encoded file of this policy has", file));
}

} // namespace

void check_header(const Admitted& me, const Statement& statement, const Json& header, const std::string& file)
{
    need(header.has("kind") && header.text("kind") == "encoded", "not-an-encoding",
         fmt::format("{}: its header is of another kind of file", file));
    check_members(header, file);
    need(header.text("project") == me.policy.id && header.text("policy") == me.policy.fingerprint(),
         "wrong-policy-in-file", fmt::format("{}: what is in it was encoded under another policy", file));
    need(header.text("party") == statement.source, "wrong-party-in-file",
         fmt::format("{}: its rows are of another party than its statement says", file));
    need(header.text("profile") == me.policy.profile && statement.profile == me.policy.profile,
         "wrong-profile-in-file", fmt::format("{}: it was encoded under another profile", file));
    need(header.text("check") == statement.check, "check-differs",
         fmt::format("{}: the check value in it is not the stated one", file));
    need(header.text("specification") == statement.specification, "specification-differs",
         fmt::format("{}: the rules it was made by are not the stated ones", file));
    const Json rows = header.object("rows");
    for (const char* count : {"read", "encoded", "excluded", "rejected"})
        need(statement.counts.has(count) && statement.counts.number(count) == rows.number(count),
             "counts-differ", fmt::format("{}: rows {} are not as many as stated", file, count));
    check_columns(me, header, file);
}

ContentGuard::ContentGuard(const Admitted& me, const Statement& statement, std::string file, Next next)
    : me_(me), statement_(statement), file_(std::move(file)), next_(std::move(next))
{
    held_.reserve(before_header + largest_header); // grows in place, so that one wipe reaches all of it
}

ContentGuard::~ContentGuard() { wipe(std::as_writable_bytes(std::span(held_))); }

bool ContentGuard::has_opening() const { return held_.size() >= before_header; }

std::size_t ContentGuard::opening_size() const
{
    std::uint32_t length = 0;
    std::memcpy(&length, held_.data() + 12, sizeof length);
    need(length <= largest_header, "not-an-encoding",
         fmt::format("{}: its header is too long to be true", file_));
    return before_header + length;
}

void ContentGuard::refuse_stranger() const
{
    const std::string_view start = std::string_view(held_).substr(0, 512);
    if (start.starts_with("gauze-table ")) {
        if (start.find("\"kind\":\"payload\"") != std::string_view::npos)
            refuse_with("payload-at-linkage",
                        fmt::format("{} is payload, which the linkage unit must never hold", file_),
                        "it was not opened further; tell its sender, who has mixed up two files");
        refuse_with("table-at-linkage", fmt::format("{} is a table, and no encodings", file_),
                    tell_the_sender);
    }
    const project::Member* source = me_.policy.governance->member(statement_.source);
    if (looks_like_text(start) && source != nullptr && source->nhs)
        refuse_with("clear-from-nhs", fmt::format("{} is text in clear, from an NHS party", file_),
                    "it was not opened further; tell the party, which must encode at its own site");
    if (looks_like_text(start))
        refuse_with("clear-at-linkage", fmt::format("{} is text in clear, and no encodings", file_),
                    "it was not opened further; tell its sender, who must seal the encode run");
    refuse_with("not-an-encoding", fmt::format("{} is no encoded file of gauze", file_), tell_the_sender);
}

void ContentGuard::take(Bytes piece)
{
    if (passed_) return next_(piece);
    const std::size_t room = before_header + largest_header - held_.size();
    const std::size_t part = std::min(room, piece.size());
    held_.append(reinterpret_cast<const char*>(piece.data()), part);
    if (held_.size() < magic_size) return;
    if (!held_.starts_with(std::string_view(bloom::layout::magic, magic_size))) refuse_stranger();
    if (!has_opening() || held_.size() < opening_size()) return;
    judge();
    passed_ = true;
    next_(bytes_of(held_));
    if (part < piece.size()) next_(piece.subspan(part));
}

void ContentGuard::finish()
{
    if (passed_) return;
    need(!held_.starts_with(std::string_view(bloom::layout::magic, magic_size)), "not-an-encoding",
         fmt::format("{}: it ends inside its header", file_));
    refuse_stranger();
}

void ContentGuard::judge()
{
    const std::string_view text =
        std::string_view(held_).substr(before_header, opening_size() - before_header);
    const Digest digest = sha256(bytes_of(text));
    need(std::memcmp(digest.data(), held_.data() + 16, digest.size()) == 0, "encoding-damaged",
         fmt::format("{}: its header is damaged", file_));
    check_header(me_, statement_, Json::parse(text, file_), file_);
}

} // namespace gauze::linkage
