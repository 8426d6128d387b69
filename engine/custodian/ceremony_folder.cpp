#include "engine/custodian/ceremony_folder.hpp"

#include "bloom/base/files.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

using project::Envelope;
using project::Member;
using project::refuse_with;
using project::Role;
using project::Statement;

constexpr std::string_view commitment_end = ".commitment.dsse";
constexpr std::string_view contribution_end = ".contribution.age";
constexpr std::string_view shown_end = ".contribution.age.dsse";
constexpr std::string_view transcript_end = ".ceremony.dsse";
constexpr std::string_view start_again =
    "find out with the others how it came there; then begin again in a new folder";

// One file of the folder whose name says what it is and whose.
struct Named {
    fs::path path;
    std::string party;
    std::string_view end;
};

std::vector<Named> files_in(const fs::path& folder)
{
    std::error_code failed;
    std::vector<Named> files;
    for (fs::directory_iterator at(folder, failed), none; !failed && at != none; at.increment(failed)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with('.')) continue; // of a file manager, or of a copy that is not finished
        Named file{at->path(), {}, {}};
        for (const std::string_view end : {shown_end, contribution_end, commitment_end, transcript_end})
            if (file.end.empty() && name.size() > end.size() && name.ends_with(end)) file.end = end;
        if (file.end.empty())
            refuse_with("unexpected-file", fmt::format("{} is no file of a ceremony", at->path().string()),
                        "keep the folder for the ceremony alone; move the file away");
        file.party = name.substr(0, name.size() - file.end.size());
        files.push_back(std::move(file));
    }
    if (failed)
        throw Error(Exit::input_missing, fmt::format("{} is no folder that can be read", folder.string()),
                    "make an empty folder, and carry it from one custodian to the next");
    std::ranges::sort(files, {}, &Named::path);
    return files;
}

const Member& holder(const std::vector<const Member*>& holders, const Named& file)
{
    const auto found = std::ranges::find(holders, file.party, &Member::name);
    if (found == holders.end())
        refuse_with("extra-party",
                    fmt::format("{} is of a party that holds no key under this policy", file.path.string()),
                    std::string(start_again));
    return **found;
}

// One signature, and nothing else beside it: also what a signature does not cover must be as it was made.
void check_signature(const Envelope& envelope, const Member& member, const fs::path& path)
{
    const std::string key = to_hex(member.signing);
    if (envelope.signatures.size() != 1 || envelope.signatures.front().key_id != key)
        refuse_with("foreign-signature",
                    fmt::format("{} is not signed by {} alone", path.string(), member.name),
                    std::string(start_again));
    if (!envelope.is_signed_by(member.signing))
        refuse_with("wrong-signature",
                    fmt::format("{} was changed after {} signed it", path.string(), member.name),
                    std::string(start_again));
}

std::string wave_of(const Statement& statement)
{
    return statement.figures.has("wave") ? statement.figures.text("wave") : std::string();
}

void check_subject(const Statement& statement, const CeremonyId& id, const Member& member,
                   std::string_view kind, const fs::path& path)
{
    const auto refuse = [&](std::string_view code, std::string_view what) {
        refuse_with(code, fmt::format("{} is {}", path.string(), what), std::string(start_again));
    };
    if (statement.kind != kind)
        refuse("wrong-kind", fmt::format("a statement of another kind than {}", kind));
    if (statement.project != id.project) refuse("wrong-project", "of another project");
    if (statement.policy != id.policy) refuse("wrong-policy", "made under another policy");
    if (wave_of(statement) != id.wave) refuse("wrong-wave", "of another wave");
    if (statement.party != member.name) refuse("wrong-party", "a statement of another party");
}

Statement vouched(const Named& file, const CeremonyId& id, const Member& member, std::string_view kind)
{
    const Envelope envelope = project::read_envelope(file.path);
    check_signature(envelope, member, file.path);
    Statement statement = project::statement_in(envelope, file.path.string());
    check_subject(statement, id, member, kind, file.path);
    return statement;
}

Digest digest_from(const std::string& hex, const fs::path& path)
{
    Digest digest{};
    if (!from_hex(hex, digest))
        refuse_with("wrong-kind", fmt::format("{} states no digest", path.string()),
                    std::string(start_again));
    return digest;
}

const Named* find(const std::vector<Named>& files, std::string_view party, std::string_view end)
{
    const auto found = std::ranges::find_if(
        files, [&](const Named& file) { return file.party == party && file.end == end; });
    return found == files.end() ? nullptr : &*found;
}

// Whoever showed his bytes did so under commitments, and those must still be the ones.
void check_shown_under(const Statement& statement, const std::map<std::string, Digest>& commitments,
                       const Named& file)
{
    for (const auto& [party, commitment] : commitments) {
        const std::string name = fmt::format("commitment.{}", party);
        if (!statement.figures.has(name))
            refuse_with("missing-party",
                        fmt::format("{} was shown without a commitment of {}", file.path.string(), party),
                        std::string(start_again));
        if (statement.figures.text(name) != to_hex(commitment))
            refuse_with("commitment-changed",
                        fmt::format("the commitment of {} is another one than when {} showed its part", party,
                                    file.party),
                        std::string(start_again));
    }
    for (const std::string& name : statement.figures.keys())
        if (name.starts_with("commitment.") && !commitments.contains(name.substr(11)))
            refuse_with("extra-party",
                        fmt::format("{} was shown under a commitment of a party that holds no key",
                                    file.path.string()),
                        std::string(start_again));
}

Contribution contribution_of(const Named& sealed, const Statement& statement,
                             const std::map<std::string, Digest>& commitments)
{
    const std::string digest = to_hex(sha256(MappedFile(sealed.path).bytes()));
    if (statement.cipher_digest != digest)
        refuse_with("file-digest",
                    fmt::format("{} is not the file that {} signed for", sealed.path.string(), sealed.party),
                    "carry it again from its maker; it was damaged or exchanged on the way");
    if (statement.content_digest != to_hex(commitments.at(sealed.party)))
        refuse_with("contribution-differs",
                    fmt::format("{} shows something else than it committed to", sealed.party),
                    std::string(start_again));
    return {sealed.path, digest};
}

void read_contribution(const std::vector<Named>& files, const Member& member, const CeremonyId& id,
                       const std::vector<const Member*>& holders, std::string_view me, CeremonyFolder& into)
{
    const Named* const sealed = find(files, member.name, contribution_end);
    const Named* const stated = find(files, member.name, shown_end);
    if (sealed == nullptr && stated == nullptr) return;
    if (sealed == nullptr || stated == nullptr) {
        if (member.name == me) return; // its own run was stopped between the two
        refuse_with("statement-missing",
                    fmt::format("of the two files NAME.contribution.age and NAME.contribution.age.dsse of {} "
                                "one is missing",
                                member.name),
                    "carry both files");
    }
    const Statement statement = vouched(*stated, id, member, "contribution");
    for (const Member* other : holders)
        if (!into.commitments.contains(other->name))
            refuse_with("contribution-early",
                        fmt::format("{} has shown its part, and there is no commitment of {}", member.name,
                                    other->name),
                        std::string(start_again));
    check_shown_under(statement, into.commitments, *stated);
    into.contributions.emplace(member.name, contribution_of(*sealed, statement, into.commitments));
}

// Whoever finished, finished with the same.
void check_transcripts(const CeremonyFolder& folder)
{
    const auto& finished = folder.finished;
    for (const auto& [party, statement] : finished) {
        const Statement& first = finished.begin()->second;
        if (statement.content_digest != first.content_digest || statement.check != first.check)
            refuse_with("transcript-differs",
                        fmt::format("{} finished with something else than {}", party, first.party),
                        "encode nothing; begin again in a new folder");
    }
}

} // namespace

std::vector<const Member*> key_holders(const project::Governance& governance)
{
    std::vector<const Member*> holders;
    const auto encodes_for_one = [&](const Member& intake) {
        return std::ranges::any_of(governance.members,
                                   [&](const Member& other) { return other.intake == intake.name; });
    };
    for (const Member& member : governance.members)
        if (member.role == Role::custodian || (member.role == Role::intake && encodes_for_one(member)))
            holders.push_back(&member);
    if (holders.size() < 2)
        refuse_with("missing-party", "the policy has fewer than two parties that hold the secret",
                    "one party alone would choose it: name the other custodians in the policy");
    for (const Member& other : governance.members)
        for (const Member* mine : holders)
            if (&other != mine && (other.encryption == mine->encryption || other.signing == mine->signing))
                refuse_with("shared-key",
                            fmt::format("{} and {} have a key in common", other.name, mine->name),
                            "each party makes keys of its own: gauze party new");
    std::ranges::sort(holders, {}, &Member::name);
    return holders;
}

fs::path commitment_file(const fs::path& folder, std::string_view party)
{
    return folder / fmt::format("{}{}", party, commitment_end);
}

fs::path contribution_file(const fs::path& folder, std::string_view party)
{
    return folder / fmt::format("{}{}", party, contribution_end);
}

fs::path transcript_file(const fs::path& folder, std::string_view party)
{
    return folder / fmt::format("{}{}", party, transcript_end);
}

CeremonyFolder read_ceremony_folder(const fs::path& folder, const CeremonyId& id,
                                    const std::vector<const Member*>& holders, std::string_view me)
{
    const std::vector<Named> files = files_in(folder);
    CeremonyFolder found;
    for (const Named& file : files) {
        const Member& member = holder(holders, file);
        if (file.end == commitment_end)
            found.commitments.emplace(
                member.name, digest_from(vouched(file, id, member, "commitment").content_digest, file.path));
        if (file.end == transcript_end)
            found.finished.emplace(member.name, vouched(file, id, member, "ceremony"));
    }
    for (const Member* member : holders) read_contribution(files, *member, id, holders, me, found);
    check_transcripts(found);
    return found;
}

Digest digest_of(const std::map<std::string, Digest>& commitments)
{
    Sha256 digest;
    for (const auto& [party, commitment] : commitments)
        digest.update(bytes_of(length_prefixed({party, to_hex(commitment)})));
    return digest.finish();
}

void tell_commitments(const std::map<std::string, Digest>& commitments, Json& figures)
{
    for (const auto& [party, commitment] : commitments)
        figures.set(fmt::format("commitment.{}", party), to_hex(commitment));
}

} // namespace gauze::custodian
