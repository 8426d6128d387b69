// Read `retain` at the bottom first.
#include "engine/linkage/retain.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "bloom/encoded_rows.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/held_files.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_rows.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace gauze::linkage {

namespace fs = std::filesystem;

namespace {

using project::Admitted;
using project::Destroyed;

constexpr const char* by_custodian = "by-custodian"; // the rule is the custodian's to know
constexpr std::array<std::string_view, 5> tables_of_a_run{"persons", "links", "review", "top", "levels"};

fs::path retained_beside(const fs::path& file)
{
    fs::path path = file;
    path += ".retained.dsse";
    return path;
}

class Retention {
public:
    Retention(const Admitted& me, const project::Governed& governed, const RetainOptions& options)
        : me_(me), governed_(governed), options_(options), gone_(project::destroyed_digests(me, governed))
    {
        outcome_.certified.what = "retention";
    }
    void open_withdrawals();
    void look_into_inbox();
    void look_into_run(const fs::path& folder);
    void look_into_post();
    RetainOutcome take() && { return std::move(outcome_); }

private:
    void keep(Destroyed file)
    {
        gone_.insert(file.digest);
        outcome_.certified.files.push_back(std::move(file));
    }
    void open_withdrawal(const project::HeldSealed& sealed);
    void look_into_encodings(const fs::path& file);
    void rewrite_encodings(const fs::path& file, const project::Statement& said, const TokenSet& tokens);
    void count(const std::string& rule, std::uint64_t rows)
    {
        outcome_.certified.due[rule] += rows;
        outcome_.certified.removed += rows;
    }
    void destroy_run(const fs::path& folder);

    const Admitted& me_;
    const project::Governed& governed_;
    const RetainOptions& options_;
    std::set<std::string> gone_; // digests, of earlier times too
    project::WithdrawnTokens withdrawn_;
    TokenSet tokens_; // of all rows that are to go
    RetainOutcome outcome_;
};

void Retention::open_withdrawal(const project::HeldSealed& sealed)
{
    const fs::path into = options_.inbox / sealed.file.stem(); // without ".age"
    std::error_code unknown;
    if (fs::exists(into, unknown)) return;
    const auto said = project::open_file(me_, sealed.file, {.kinds = {"withdrawal"}}, into);
    const auto header = project::table_header(into);
    const bool right = header && header->kind == "withdrawal" && header->about.has("party") &&
                       header->about.text("party") == said.source &&
                       header->about.text("project") == me_.policy.id;
    if (!right) {
        fs::remove(into);
        project::refuse_with("not-the-withdrawal",
                             fmt::format("{} does not hold what its statement says", sealed.file.string()),
                             "nothing of it was kept; ask its sender for the right file");
    }
    outcome_.certified.sent.emplace_back(said.file, said.cipher_digest);
    project::keep_statement(governed_, project::statement_beside(sealed.file));
    ++outcome_.withdrawals;
}

void Retention::open_withdrawals()
{
    for (const project::HeldSealed& sealed : project::sealed_in(me_, options_.post))
        if (sealed.statement.kind == "withdrawal" && sealed.statement.is_for(me_.me->name))
            open_withdrawal(sealed);
}

void Retention::rewrite_encodings(const fs::path& file, const project::Statement& said,
                                  const TokenSet& tokens)
{
    const fs::path partial = partial_name(file);
    {
        const bloom::EncodedFile encodings(file);
        bloom::write_without(encodings, tokens, partial);
    }
    // Its statement first: a file without one would have to be accepted anew.
    project::Statement statement;
    statement.kind = "certificate";
    statement.source = said.source;
    statement.file = file.filename().string();
    statement.content_digest = to_hex(sha256(MappedFile(partial).bytes()));
    statement.figures.set("what", "rewritten");
    std::error_code none;
    fs::remove(retained_beside(file), none);
    (void)project::state(me_, {}, statement, retained_beside(file));
    keep(project::replace_file(partial, file));
}

void Retention::look_into_encodings(const fs::path& file)
{
    const auto said = project::statement_of_held(me_, file);
    if (!said || said->kind != "submission") {
        outcome_.left.push_back(file);
        return;
    }
    const auto of_source = withdrawn_.find(said->source);
    const project::DueDay due = project::due_of_held(me_, *said);
    const bool over = due.day != 0 && due.day <= today();
    std::uint64_t rows = 0, with = 0;
    {
        const bloom::EncodedFile encodings(file);
        rows = encodings.rows();
        if (of_source != withdrawn_.end()) with = bloom::count_with(encodings, of_source->second);
        if (over)
            for (const RowToken& token : encodings.tokens()) tokens_.insert(token);
    }
    if (over || (with > 0 && with == rows)) {
        count(over ? due.rule->name : by_custodian, rows);
        std::error_code none;
        fs::remove(retained_beside(file), none);
        return keep(project::destroy_held(file));
    }
    if (with == 0) return;
    count(by_custodian, with);
    rewrite_encodings(file, *said, of_source->second);
}

void Retention::look_into_inbox()
{
    withdrawn_ = project::retention_withdrawals(me_, options_.inbox);
    tokens_.insert(project::all_of(withdrawn_));
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(options_.inbox))
        if (entry.path().extension() == ".gauze") files.push_back(entry.path());
    std::ranges::sort(files);
    for (const fs::path& file : files) look_into_encodings(file);
}

void Retention::destroy_run(const fs::path& folder)
{
    for (Destroyed& file : project::destroy_folder(folder)) keep(std::move(file));
    ++outcome_.runs_destroyed;
}

void Retention::look_into_run(const fs::path& folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<fs::path> rewritten;
    for (const fs::path& file : files) {
        const auto header = project::table_header(file);
        const bool of_run =
            header && std::ranges::find(tables_of_a_run, header->kind) != tables_of_a_run.end();
        if (!of_run) {
            if (file.extension() == ".table" || file.extension() == ".evidence")
                outcome_.left.push_back(file);
            continue;
        }
        const project::TokenRows rows = project::count_with(file, tokens_);
        if (header->kind == "persons" && rows.rows > 0 && rows.with == rows.rows) return destroy_run(folder);
        if (rows.with > 0) rewritten.push_back(file);
    }
    for (const fs::path& file : rewritten) {
        keep(project::rewrite_without(file, tokens_));
        ++outcome_.tables_rewritten;
    }
}

// Submissions sealed to this unit, and maps that it sealed itself.
void Retention::look_into_post()
{
    const bool any_gone = !outcome_.certified.files.empty();
    for (const project::HeldSealed& sealed : project::sealed_in(me_, options_.post)) {
        const project::Statement& said = sealed.statement;
        const project::DueDay due = project::due_of_held(me_, said);
        const bool over = due.day != 0 && due.day <= today();
        const bool mine = said.kind == "submission" && said.is_for(me_.me->name);
        const bool map = said.kind == "link-map" && said.party == me_.me->name;
        const bool known = gone_.contains(said.cipher_digest) || gone_.contains(said.content_digest);
        if ((mine && (over || known)) || (map && (over || any_gone))) {
            keep(project::destroy_held(sealed.file));
            ++outcome_.sealed_destroyed;
        }
    }
}

} // namespace

bool is_retained(const Admitted& me, const fs::path& file, const std::string& digest)
{
    const fs::path beside = retained_beside(file);
    std::error_code unknown;
    if (!fs::is_regular_file(beside, unknown)) return false;
    const project::Envelope envelope = project::read_envelope(beside);
    const project::Statement said = project::statement_in(envelope, beside.string());
    return envelope.is_signed_by(me.me->signing) && said.kind == "certificate" &&
           said.project == me.policy.id && said.file == file.filename().string() &&
           said.content_digest == digest;
}

RetainOutcome retain(const Admitted& me, const project::Governed& governed, const RetainOptions& options)
{
    std::error_code unknown;
    for (const fs::path& folder : options.linked)
        if (!fs::is_directory(folder, unknown))
            throw Error(Exit::input_missing, fmt::format("{} is no folder", folder.string()),
                        "name the folders that gauze link made");
    if (!fs::is_directory(options.inbox, unknown))
        throw Error(Exit::input_missing, fmt::format("{} is no folder", options.inbox.string()),
                    "name the inbox that gauze accept made");
    if (fs::exists(options.out, unknown))
        throw Error(Exit::cannot_write, fmt::format("{} exists already", options.out.string()),
                    "choose another name for the certificate");
    Retention retention(me, governed, options);
    retention.open_withdrawals();
    retention.look_into_inbox();
    for (const fs::path& folder : options.linked) retention.look_into_run(folder);
    retention.look_into_post();
    RetainOutcome outcome = std::move(retention).take();
    outcome.certified.left = outcome.left.size();
    project::certify(me, governed, outcome.certified, options.out);
    return outcome;
}

} // namespace gauze::linkage
