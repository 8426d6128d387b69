// The custodian's outbox. Read `seal_run` at the bottom first.
#include "engine/custodian/seal.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/custodian/audit/audit_passes.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/payload_columns.hpp"
#include "engine/project/profiles.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

using project::Admitted;
using project::Member;
using project::refuse_with;
using project::Role;

constexpr const char* encode_again = "run gauze encode again, and seal the folder as it was written";

// The only encoded file of the run. What else lies beside it did not come from `encode`.
fs::path encoded_in(const fs::path& folder)
{
    std::vector<fs::path> found;
    std::error_code missing;
    for (const auto& entry : fs::directory_iterator(folder / "to-linkage-unit", missing))
        found.push_back(entry.path());
    if (missing || found.empty())
        throw Error(Exit::input_missing, fmt::format("{} holds no encode run", folder.string()),
                    "name the folder that gauze encode has written (--out)");
    if (found.size() > 1 || found.front().extension() != ".gauze")
        refuse_with("unexpected-file",
                    fmt::format("{} holds more than the encoded file", (folder / "to-linkage-unit").string()),
                    encode_again);
    return found.front();
}

void check_whose(const Admitted& me, const std::string& source)
{
    const Member* member = me.policy.governance->member(source);
    const bool mine = source == me.me->name && me.me->role == Role::custodian;
    const bool for_it = member != nullptr && me.me->role == Role::intake && member->intake == me.me->name;
    if (!mine && !for_it)
        refuse_with("not-mine",
                    fmt::format("the encoded file is not of {} or of one it encodes for", me.me->name),
                    "each custodian, or its intake, seals its own rows");
}

void check_header(const Admitted& me, const Outgoing& run)
{
    if (run.header.project != me.policy.id || run.header.policy != me.policy.fingerprint())
        refuse_with("wrong-policy-in-file",
                    fmt::format("{} was encoded under another policy", run.encoded.string()), encode_again);
    if (run.header.profile != me.policy.profile)
        refuse_with("wrong-profile-in-file",
                    fmt::format("{} was encoded under another profile", run.encoded.string()), encode_again);
}

// What the policy lets a recipient have from this source: of its records, or of a table of episodes.
std::vector<std::string> agreed_for(const project::Source& source, const project::Recipient& recipient,
                                    const std::string& episodes)
{
    if (const project::EpisodeTable* table = source.table(episodes))
        return project::receives_table(recipient, episodes) ? table->payload() : std::vector<std::string>();
    std::vector<std::string> names;
    for (const project::PayloadColumn& column : project::payload_columns(source, recipient))
        names.push_back(column.name);
    return names;
}

// One file for one recipient: the columns that the policy lets it have, and no other.
Outgoing::Payload payload_for(const Admitted& me, const project::Recipient& recipient,
                              const std::string& source, const fs::path& file,
                              const std::string& episodes = {})
{
    const project::TableFile table(file, episodes.empty() ? "payload" : "episodes");
    if (table.about().text("policy") != me.policy.fingerprint() || table.about().text("party") != source ||
        table.about().text("recipient") != recipient.name)
        refuse_with("wrong-policy-in-file",
                    fmt::format("{} is not of this policy, party and recipient", file.string()),
                    encode_again);
    if (!episodes.empty() && table.about().text("table") != episodes)
        refuse_with("wrong-policy-in-file", fmt::format("{} holds other episodes", file.string()),
                    encode_again);
    const auto agreed = agreed_for(*me.policy.governance->source(source), recipient, episodes);
    for (std::size_t c = 0; c < table.columns().size(); ++c)
        if (c == 0 ? table.columns()[0] != "row_token" : std::ranges::count(agreed, table.columns()[c]) == 0)
            refuse_with("payload-not-agreed",
                        fmt::format("{}: the policy does not let column {} go to {}", file.string(), c,
                                    recipient.name),
                        encode_again);
    return {&recipient, file, table.rows(), episodes};
}

void find_payloads(const Admitted& me, const fs::path& folder, Outgoing& run)
{
    const project::Governance& governance = *me.policy.governance;
    const std::string name = fmt::format("{}.payload", run.source);
    for (const project::Recipient& recipient : governance.recipients) {
        const fs::path file = folder / fmt::format("to-{}", recipient.name) / name;
        if (project::receives_rows(governance, recipient) && fs::exists(file))
            run.payloads.push_back(payload_for(me, recipient, run.source, file));
    }
    for (const project::Recipient& recipient : governance.recipients)
        for (const project::EpisodeTable& table : governance.source(run.source)->tables) {
            const fs::path file = folder / fmt::format("to-{}", recipient.name) /
                                  fmt::format("{}.{}.episodes", run.source, table.name);
            if (project::receives_rows(governance, recipient) && fs::exists(file))
                run.payloads.push_back(payload_for(me, recipient, run.source, file, table.name));
        }
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const fs::path& path = entry.path();
        const std::string first = path.lexically_relative(folder).begin()->string();
        if (!entry.is_regular_file() || first == "stays-here" || first == ".gauze-output" ||
            path == run.encoded)
            continue;
        if (std::ranges::count(run.payloads, path, &Outgoing::Payload::file) == 0)
            refuse_with("payload-of-nobody",
                        fmt::format("{} holds a file that the policy lets nobody have", folder.string()),
                        encode_again);
    }
}

// Flat, as statements hold it: by reason, and what the encodings show of themselves.
void add_summary(const fs::path& folder, Outgoing& run)
{
    const fs::path path = folder / "stays-here" / "summary.json";
    const Json summary = Json::parse(read_small_file(path, 16u << 20), path.string());
    run.input_digest = summary.text("input_digest");
    const Json counts = summary.object("statement_counts");
    for (std::string name : counts.keys()) {
        const std::int64_t count = counts.number(name);
        std::ranges::replace(name, '/', '.');
        run.counts.set(name, count);
    }
    // As the encoded file has them: how many of its rows are decoys is nobody's business.
    const bloom::RowCounts& rows = run.header.counts;
    run.counts.set("read", rows.read)
        .set("encoded", rows.encoded)
        .set("excluded", rows.excluded)
        .set("rejected", rows.rejected);
    for (std::size_t v = 0; v < run.header.measured.size() && v < run.header.views.size(); ++v)
        run.figures.set(fmt::format("density.{}", v + 1), run.header.measured[v].density)
            .set(fmt::format("repeats.{}", v + 1), run.header.measured[v].repeats);
}

} // namespace

Outgoing look_at(const Admitted& me, const fs::path& folder)
{
    Outgoing run;
    run.encoded = encoded_in(folder);
    const bloom::EncodedFile file(run.encoded);
    run.header = file.header();
    run.source = run.header.party;
    check_whose(me, run.source);
    add_summary(folder, run);
    check_header(me, run);
    find_payloads(me, folder, run);
    return run;
}

namespace {

project::Statement submission_of(const Outgoing& run, const Json& audit)
{
    project::Statement statement;
    statement.kind = "submission";
    statement.source = run.source;
    statement.specification = run.header.specification;
    statement.check = run.header.check;
    statement.profile = run.header.profile;
    statement.counts = run.counts;
    statement.counts.set("rows", run.header.counts.encoded);
    statement.figures = run.figures;
    for (const std::string& name : audit.keys()) switch (audit.type(name)) {
        case Json::Type::flag: statement.figures.set(name, audit.flag(name)); break;
        case Json::Type::whole: statement.figures.set(name, audit.number(name)); break;
        case Json::Type::real: statement.figures.set(name, audit.real(name)); break;
        default: statement.figures.set(name, audit.text(name));
        }
    return statement;
}

project::Statement payload_of(const Outgoing& run, const Outgoing::Payload& payload)
{
    project::Statement statement;
    statement.kind = payload.table.empty() ? "payload" : "episodes";
    if (!payload.table.empty()) statement.figures.set("table", payload.table);
    statement.source = run.source;
    statement.profile = run.header.profile;
    statement.counts.set("rows", payload.rows);
    statement.statistics_only = true;
    return statement;
}

// Seals into the folder that is being made; `file` of the result is where it will be.
Sealed put(const Admitted& me, const OutputFolder& out, const fs::path& plain, const fs::path& name,
           const Member& to, project::Statement statement)
{
    const fs::path file = out.file(name);
    return {out.final_path() / name, project::seal_file(me, plain, {&to}, std::move(statement), file)};
}

} // namespace

std::vector<Sealed> seal_run(const Admitted& me, const SealOptions& options)
{
    const Outgoing run = look_at(me, options.folder);
    const Json audit = audit_passes(me, options.audit, run.input_digest, run.source).figures;
    // From here on the run is the policy's, and it has been attacked without success.

    OutputFolder out(options.out, fmt::format("seal {}", run.source), Existing::refuse);
    std::vector<Sealed> sealed;
    const project::Governance& governance = *me.policy.governance;
    for (const Member* unit : governance.members_of(Role::linkage_unit))
        sealed.push_back(put(me, out, run.encoded, fmt::format("to-{}/{}.gauze.age", unit->name, run.source),
                             *unit, submission_of(run, audit)));
    for (const Outgoing::Payload& payload : run.payloads)
        sealed.push_back(
            put(me, out, payload.file,
                fmt::format("to-{}/{}.age", payload.recipient->name, payload.file.filename().string()),
                *governance.member(payload.recipient->member), payload_of(run, payload)));
    out.commit();
    return sealed;
}

std::vector<Sealed> seal_plaintext(const Admitted& me, const fs::path& plain, const std::string& to,
                                   const fs::path& out_path)
{
    const Member* intake = me.policy.governance->member(me.me->intake);
    if (intake == nullptr)
        refuse_with("no-intake",
                    fmt::format("the policy names no intake for {}: it encodes itself", me.me->name),
                    "gauze encode, and then gauze seal of its folder");
    if (to != intake->name)
        refuse_with("wrong-intake",
                    fmt::format("rows of {} in clear may go to {} alone", me.me->name, intake->name),
                    fmt::format("--to {}", intake->name));
    OutputFolder out(out_path, fmt::format("seal plaintext {}", me.me->name), Existing::refuse);
    project::Statement statement;
    statement.kind = "plaintext";
    statement.source = me.me->name;
    std::vector<Sealed> sealed{
        put(me, out, plain, fmt::format("to-{}/{}.csv.age", to, me.me->name), *intake, std::move(statement))};
    out.commit();
    return sealed;
}

} // namespace gauze::custodian
