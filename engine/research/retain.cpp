// Read `retain` at the bottom first.
#include "engine/research/retain.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/held_files.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_rows.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace gauze::research {

namespace fs = std::filesystem;

namespace {

using project::Admitted;
using project::Destroyed;

constexpr const char* by_custodian = "by-custodian"; // the rule is the custodian's to know

bool holds_rows(std::string_view kind) { return kind == "payload" || kind == "episodes"; }

class Retention {
public:
    Retention(const Admitted& me, const project::Governed& governed, const RetainOptions& options)
        : me_(me),
          options_(options),
          gone_(project::destroyed_digests(me, governed)),
          withdrawn_(project::retention_withdrawals(me, options.inbox)),
          all_withdrawn_(project::all_of(withdrawn_))
    {
        outcome_.certified.what = "retention";
    }
    void look_into_inbox();
    void look_into_post();
    void look_into_cohort(const fs::path& folder);
    RetainOutcome take() && { return std::move(outcome_); }

private:
    void keep(Destroyed file)
    {
        if (!file.digest.empty()) gone_.insert(file.digest);
        outcome_.certified.files.push_back(std::move(file));
    }
    // Rows of a link map are those of payload once more: they are not counted twice.
    void count(const std::string& kind, const std::string& rule, std::uint64_t rows)
    {
        if (!holds_rows(kind)) return;
        outcome_.certified.due[rule] += rows;
        outcome_.certified.removed += rows;
    }
    const TokenSet& tokens_of(std::string_view kind, std::string_view party) const;
    void look_into_table(const fs::path& file, const project::TableHeader& header);
    bool holds_withdrawn(const project::HeldSealed& sealed);

    const Admitted& me_;
    const RetainOptions& options_;
    std::set<std::string> gone_; // digests, of earlier times too
    project::WithdrawnTokens withdrawn_;
    TokenSet all_withdrawn_;
    RetainOutcome outcome_;
};

// A custodian takes back its own rows and no others'.
const TokenSet& Retention::tokens_of(std::string_view kind, std::string_view party) const
{
    static const TokenSet none;
    if (!holds_rows(kind)) return all_withdrawn_;
    const auto found = withdrawn_.find(party);
    return found == withdrawn_.end() ? none : found->second;
}

void Retention::look_into_table(const fs::path& file, const project::TableHeader& header)
{
    const auto statement = project::statement_of_held(me_, file);
    if (!statement) outcome_.without_statement.push_back(file);
    const project::DueDay due = statement ? project::due_of_held(me_, *statement) : project::DueDay{};
    const std::string party = header.about.has("party") ? header.about.text("party") : std::string();
    const TokenSet& tokens = tokens_of(header.kind, party);
    const project::TokenRows rows = project::count_with(file, tokens);
    if (due.day != 0 && due.day <= today()) {
        count(header.kind, due.rule->name, rows.rows);
        return keep(project::destroy_held(file));
    }
    if (rows.with == 0) return;
    count(header.kind, by_custodian, rows.with);
    if (rows.with == rows.rows)
        keep(project::destroy_held(file));
    else
        keep(project::rewrite_without(file, tokens));
}

void Retention::look_into_inbox()
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(options_.inbox))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        const auto header = project::table_header(file);
        if (!header || !header->about.has("project") || header->about.text("project") != me_.policy.id)
            continue;
        if (holds_rows(header->kind) || header->kind == "link-map") look_into_table(file, *header);
    }
}

// Row tokens open each line of payload, episodes and link maps.
class TokenLines {
public:
    explicit TokenLines(const TokenSet& wanted) : wanted_(wanted) {}
    void take(Bytes piece)
    {
        for (const std::byte byte : piece) {
            const char c = static_cast<char>(byte);
            if (c == '\n') {
                begin_.clear();
                at_begin_ = true;
            } else if (at_begin_) {
                begin_ += c;
                if (begin_.size() == 32) {
                    const auto token = row_token_from(begin_);
                    found_ |= token && wanted_.contains(*token);
                    at_begin_ = false;
                }
            }
        }
    }
    bool found() const noexcept { return found_; }

private:
    const TokenSet& wanted_;
    std::string begin_;
    bool at_begin_ = true, found_ = false;
};

// Looked for in memory, as it is opened: nothing of it comes to lie on a disk.
bool Retention::holds_withdrawn(const project::HeldSealed& sealed)
{
    const TokenSet& tokens = tokens_of(sealed.statement.kind, sealed.statement.source);
    if (tokens.empty()) return false;
    TokenLines lines(tokens);
    try {
        const project::Expected expected{.kinds = {"payload", "episodes", "link-map"}};
        (void)project::open_stream(me_, sealed.file, expected, [&](Bytes piece) { lines.take(piece); });
    } catch (const Error&) {
        outcome_.not_looked_into.push_back(sealed.file);
        return false;
    }
    return lines.found();
}

void Retention::look_into_post()
{
    for (const project::HeldSealed& sealed : project::sealed_in(me_, options_.post)) {
        const project::Statement& said = sealed.statement;
        if (!said.is_for(me_.me->name) || !(holds_rows(said.kind) || said.kind == "link-map")) continue;
        const project::DueDay due = project::due_of_held(me_, said);
        const bool over = (due.day != 0 && due.day <= today()) || gone_.contains(said.cipher_digest) ||
                          gone_.contains(said.content_digest);
        if (!over && !holds_withdrawn(sealed)) continue;
        keep(project::destroy_held(sealed.file));
        ++outcome_.sealed_destroyed;
    }
}

// A cohort has no row tokens: whether it holds a row that is due is known by what it was made of.
void Retention::look_into_cohort(const fs::path& folder)
{
    const fs::path mark = folder / ".gauze-output";
    std::error_code unknown;
    if (!fs::exists(folder, unknown)) return;
    if (!fs::is_regular_file(mark, unknown) || !read_small_file(mark).starts_with("cohort"))
        project::refuse_with("not-a-cohort",
                             fmt::format("{} is no folder that gauze cohort made", folder.string()),
                             "name the cohort's folder itself: it is destroyed as a whole when it is due");
    const Json about = Json::parse(read_small_file(folder / "about.json"), (folder / "about.json").string());
    const auto inputs = about.objects("inputs");
    const bool stale =
        std::ranges::any_of(inputs, [&](const Json& input) { return gone_.contains(input.text("sha256")); });
    if (!stale) return;
    for (Destroyed& file : project::destroy_folder(folder)) keep(std::move(file));
    ++outcome_.cohorts_destroyed;
}

} // namespace

RetainOutcome retain(const Admitted& me, const project::Governed& governed, const RetainOptions& options)
{
    std::error_code unknown;
    if (!fs::is_directory(options.inbox, unknown))
        throw Error(Exit::input_missing, fmt::format("{} is no folder", options.inbox.string()),
                    "name the inbox that gauze open made");
    if (fs::exists(options.out, unknown))
        throw Error(Exit::cannot_write, fmt::format("{} exists already", options.out.string()),
                    "choose another name for the certificate");
    Retention retention(me, governed, options);
    retention.look_into_inbox();
    retention.look_into_post();
    for (const fs::path& cohort : options.cohorts) retention.look_into_cohort(cohort);
    RetainOutcome outcome = std::move(retention).take();
    outcome.certified.left = outcome.not_looked_into.size() + outcome.without_statement.size();
    project::certify(me, governed, outcome.certified, options.out);
    return outcome;
}

} // namespace gauze::research
