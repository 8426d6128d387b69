// Read `join_key` at the bottom first: it is the whole ceremony, as one party sees it.
#include "engine/custodian/key_join.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/files.hpp"
#include "engine/custodian/ceremony_state.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/project/age/age.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

using project::refuse_with;
using project::Statement;

constexpr std::size_t longest_sealed = 1u << 16;
constexpr std::string_view new_folder =
    "agree with the others on a new ceremony folder, and begin again there";

// One party's run.
struct Run {
    const project::Admitted& me;
    const JoinOptions& options;
    CeremonyId id;
    std::vector<const project::Member*> holders;
    fs::path state_path;
    CeremonyFolder folder;
    JoinOutcome outcome;

    const std::string& name() const { return me.me->name; }
    Statement statement(std::string_view kind, const fs::path& file) const;
    void publish(const Statement& statement, const fs::path& path);
    std::vector<std::string> without(const auto& there) const
    {
        std::vector<std::string> names;
        for (const project::Member* one : holders)
            if (!there.contains(one->name)) names.push_back(one->name);
        return names;
    }
};

Statement Run::statement(std::string_view kind, const fs::path& file) const
{
    Statement statement;
    statement.kind = kind;
    statement.project = id.project;
    statement.policy = id.policy;
    statement.party = name();
    statement.role = project::to_text(me.me->role);
    statement.territory = me.me->territory;
    statement.profile = me.policy.profile;
    statement.tool = "gauze-custodian " GAUZE_VERSION;
    statement.time = now_text();
    statement.file = file.filename().string();
    if (!id.wave.empty()) statement.figures.set("wave", id.wave);
    return statement;
}

// What this party wrote before and was stopped over may be written again; it says the same.
void Run::publish(const Statement& statement, const fs::path& path)
{
    std::error_code ignored;
    fs::remove(path, ignored);
    project::write_envelope(path, project::make_envelope(statement, me.key->signing));
    outcome.written.push_back(path);
}

// The party that looks like the one that has the secret must be one that should.
void refuse_strangers(const Run& run)
{
    if (std::ranges::find(run.holders, run.me.me) == run.holders.end())
        refuse_with("not-a-holder", fmt::format("{} holds no secret under this policy", run.name()),
                    "an intake takes part when a custodian of the policy names it");
}

CeremonyState drawn(Run& run)
{
    CeremonyState state{run.id, run.name(), Secret(contribution_bytes), std::nullopt};
    random_bytes(state.contribution.fill());
    write_ceremony_state(run.state_path, state);
    return state;
}

void commit(Run& run, const CeremonyState& state)
{
    Statement statement = run.statement("commitment", fmt::format("{}.contribution", run.name()));
    statement.content_digest = to_hex(state.commitment());
    run.publish(statement, commitment_file(run.options.folder, run.name()));
    run.folder.commitments[run.name()] = state.commitment();
}

// What this party has committed to, with a commitment in the folder that is its own.
CeremonyState committed(Run& run)
{
    auto state = read_ceremony_state(run.state_path, run.id, run.name());
    const auto mine = run.folder.commitments.find(run.name());
    const bool there = mine != run.folder.commitments.end();
    if (!state && there)
        refuse_with("state-missing",
                    fmt::format("{} is in the folder, and {} is not there",
                                commitment_file(run.options.folder, run.name()).string(),
                                run.state_path.string()),
                    fmt::format("look for it where the key was to be; if it is lost, {}", new_folder));
    if (state && there && mine->second != state->commitment())
        refuse_with("commitment-changed", "this party's own commitment in the folder is another one",
                    fmt::format("somebody has exchanged it: {}", new_folder));
    if (!state) state = drawn(run);
    if (!there) commit(run, *state);
    return std::move(*state);
}

std::string sealed_to_the_others(const Run& run, const CeremonyState& state)
{
    std::string sealed;
    age::Keys keys;
    for (const project::Member* other : run.holders)
        if (other != run.me.me) keys.recipients.push_back(other->encryption);
    age::Encryptor encryptor(
        [&](Bytes bytes) { sealed.append(reinterpret_cast<const char*>(bytes.data()), bytes.size()); }, keys);
    encryptor.write(contribution_text(run.id, run.name(), state.contribution.reveal()).reveal());
    encryptor.close();
    return sealed;
}

// Notes first under which commitments, so that another set never gets to see the bytes.
void show(Run& run, CeremonyState& state)
{
    const Digest set = digest_of(run.folder.commitments);
    if (state.shown && *state.shown != set)
        refuse_with("commitment-changed", "a commitment is another one than when this party showed its part",
                    fmt::format("somebody has exchanged it: {}", new_folder));
    if (run.folder.contributions.contains(run.name())) return;
    state.shown = set;
    write_ceremony_state(run.state_path, state);

    const fs::path path = contribution_file(run.options.folder, run.name());
    const std::string sealed = sealed_to_the_others(run, state);
    write_whole_file(path, sealed, FileMode::everyone_reads, Existing::replace);
    run.outcome.written.push_back(path);
    Statement statement = run.statement("contribution", path);
    statement.cipher_digest = to_hex(sha256(bytes_of(sealed)));
    statement.content_digest = to_hex(state.commitment());
    tell_commitments(run.folder.commitments, statement.figures);
    run.publish(statement, fs::path(path) += ".dsse");
    run.folder.contributions[run.name()] = {path, statement.cipher_digest};
}

Secret opened(const Run& run, const std::string& party, const fs::path& path)
{
    const std::string sealed = read_small_file(path, longest_sealed);
    std::size_t at = 0;
    const auto bring = [&](std::span<std::byte> into) {
        const std::size_t part = std::min(into.size(), sealed.size() - at);
        std::copy_n(std::as_bytes(std::span(sealed)).begin() + static_cast<std::ptrdiff_t>(at), part,
                    into.begin());
        at += part;
        return part;
    };
    Secret text(longest_sealed);
    std::size_t size = 0;
    try {
        age::Decryptor decryptor(bring, {.identities = {&run.me.key->encryption}});
        while (const std::size_t got = decryptor.read(text.fill().subspan(size))) size += got;
    } catch (const Error& error) {
        if (project::code_of(error.what()) != "age-no-key") throw;
        refuse_with("not-sealed-to-me", fmt::format("{} is not sealed to {}", path.string(), run.name()),
                    fmt::format("ask {} which policy file it used; then {}", party, new_folder));
    }
    auto contribution =
        contribution_in(text.reveal().first(size), run.id, party, run.folder.commitments.at(party));
    if (!contribution)
        refuse_with("contribution-differs",
                    fmt::format("{} shows something else than it committed to", party),
                    std::string(new_folder));
    return std::move(*contribution);
}

ProjectKey made_key(const Run& run, const CeremonyState& state)
{
    std::vector<Secret> contributions;
    contributions.emplace_back(state.contribution.reveal());
    for (const auto& [party, contribution] : run.folder.contributions)
        if (party != run.name()) contributions.push_back(opened(run, party, contribution.sealed));
    assert(contributions.size() == run.holders.size());
    return ProjectKey::agreed(run.id.project, run.id.wave, agreed_secret(run.id, contributions));
}

// What all agree on when they have finished: the digest of the transcript is the same in each one's
// statement.
Statement transcript(const Run& run, const std::string& check_value)
{
    Statement statement = run.statement("ceremony", "ceremony");
    statement.check = check_value;
    tell_commitments(run.folder.commitments, statement.figures);
    std::string all = length_prefixed({"gauze-ceremony-1", run.id.project, run.id.policy, run.id.wave});
    for (const auto& [party, contribution] : run.folder.contributions) {
        all += length_prefixed({party, to_hex(run.folder.commitments.at(party)), contribution.cipher_digest});
        statement.figures.set(fmt::format("contribution.{}", party), contribution.cipher_digest);
    }
    statement.content_digest = to_hex(sha256(bytes_of(all)));
    return statement;
}

void refuse_if_others_finished_otherwise(const Run& run, const Statement& mine)
{
    for (const auto& [party, theirs] : run.folder.finished)
        if (theirs.check != mine.check || theirs.content_digest != mine.content_digest)
            refuse_with("transcript-differs", fmt::format("{} finished with something else", party),
                        fmt::format("encode nothing; {}", new_folder));
}

void finish(Run& run, const CeremonyState& state)
{
    const ProjectKey key = made_key(run, state);
    run.outcome.check_value = key.check_value(run.me.policy);
    const Statement mine = transcript(run, run.outcome.check_value);
    refuse_if_others_finished_otherwise(run, mine);
    std::optional<Secret> passphrase;
    if (run.options.new_passphrase) passphrase = run.options.new_passphrase();
    // In this order a run that is stopped is repeated to the same end.
    run.publish(mine, transcript_file(run.options.folder, run.name()));
    if (passphrase)
        key.write_wrapped(run.options.out, passphrase->reveal());
    else
        key.write(run.options.out);
    run.outcome.written.push_back(run.options.out);
    run.folder.finished.insert_or_assign(run.name(), mine);
    std::error_code ignored;
    fs::remove(run.state_path, ignored);
    run.outcome.made_now = true;
}

// The key is there. A folder that holds another ceremony of this party would make a second one.
void finished_before(Run& run)
{
    const auto mine = run.folder.finished.find(run.name());
    if (mine == run.folder.finished.end())
        refuse_with("key-exists",
                    fmt::format("{} is there, and {} has not finished in this folder",
                                run.options.out.string(), run.name()),
                    "a project key is never replaced: for a new ceremony choose another --out");
    run.outcome.check_value = mine->second.check;
    std::error_code ignored;
    fs::remove(run.state_path, ignored); // of a run that was stopped at the very end
}

JoinOutcome told(Run& run, JoinStage stage, std::vector<std::string> waiting_for)
{
    run.outcome.stage = stage;
    run.outcome.waiting_for = std::move(waiting_for);
    for (const project::Member* one : run.holders) run.outcome.holders.push_back(one->name);
    for (const auto& [party, statement] : run.folder.finished) run.outcome.finished.push_back(party);
    run.outcome.commitments = run.folder.commitments.size();
    run.outcome.contributions = run.folder.contributions.size();
    return std::move(run.outcome);
}

} // namespace

std::string_view to_text(JoinStage stage)
{
    switch (stage) {
    case JoinStage::committed: return "committed";
    case JoinStage::shown: return "shown";
    case JoinStage::finished: return "finished";
    }
    return {};
}

JoinOutcome join_key(const project::Admitted& me, const JoinOptions& options)
{
    assert(me.governed() && me.key);
    Run run{me,
            options,
            {me.policy.id, me.policy.fingerprint(), me.policy.wave},
            key_holders(*me.policy.governance),
            fs::path(options.out) += ".ceremony",
            {},
            {}};
    refuse_strangers(run);
    run.folder = read_ceremony_folder(options.folder, run.id, run.holders, run.name());
    // From here on every file in the folder is signed by a holder, for this policy and wave.

    if (fs::exists(fs::symlink_status(options.out))) {
        finished_before(run);
        return told(run, JoinStage::finished, {});
    }
    CeremonyState state = committed(run);
    if (auto missing = run.without(run.folder.commitments); !missing.empty())
        return told(run, JoinStage::committed, std::move(missing));
    show(run, state);
    if (auto missing = run.without(run.folder.contributions); !missing.empty())
        return told(run, JoinStage::shown, std::move(missing));
    finish(run, state);
    return told(run, JoinStage::finished, {});
}

} // namespace gauze::custodian
