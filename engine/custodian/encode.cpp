// The custodian path. Read `encode` at the bottom first: it is the whole run.
#include "engine/custodian/encode.hpp"

#include "bloom/base/error.hpp"
#include "bloom/keyed/diffuse.hpp"
#include "engine/custodian/canary.hpp"
#include "engine/custodian/delivery.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/submission.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::Policy;

constexpr std::string_view program = "gauze-custodian " GAUZE_VERSION;

// Every row is accounted for, and enough of them are usable, or nothing leaves.
void refuse_if_unusable(const Submission& submission, const EncodeOptions& options, bool governed)
{
    const auto& counts = submission.counts;
    if (!counts.balance()) throw Error(Exit::internal, "rows read are not encoded + excluded + rejected");
    if (counts.read == 0)
        throw Error(Exit::bad_data, fmt::format("{} has a header and no rows", options.input.string()),
                    "was the right file exported?");
    if (options.most_rejected && counts.rejected > *options.most_rejected)
        throw Error(Exit::bad_data,
                    fmt::format("{}: {} rows are rejected, {} are allowed", options.input.string(),
                                counts.rejected, *options.most_rejected),
                    "run once without --max-rejected and look into rejects.csv");
    if (counts.encoded == 0 && counts.excluded == counts.read && governed)
        throw Error(Exit::bad_data,
                    fmt::format("{}: not one of {} rows may be let out", options.input.string(), counts.read),
                    "is it the right file, and are the lists those of this source? nothing was written");
    if (counts.encoded == 0)
        throw Error(
            Exit::bad_data,
            fmt::format("{}: not one of {} rows could be encoded", options.input.string(), counts.read),
            "are the columns in the policy the right ones for this file?");
}

// A policy states what is acceptable before anybody encodes; the file that does not keep to it is refused,
// and nothing adapts to it.
void refuse_if_unsafe(const Submission& submission, const Policy& policy)
{
    for (std::size_t s = 0; s < submission.measured.size(); ++s) {
        const bloom::Measured& one = submission.measured[s];
        const bool is_view = s < policy.views.size();
        // A family's keys are there to be shared.
        if (!is_view && s - policy.views.size() >= policy.person_keys()) continue;
        const std::string name = is_view ? fmt::format("view {}", policy.views[s].name)
                                         : fmt::format("key {}", policy.keys[s - policy.views.size()].name);
        if (one.repeats * 1000 > policy.most_repeats)
            throw Error(
                Exit::refused,
                fmt::format(
                    "{}: {:.1f} % of the records show the same value as another; the policy allows {:.1f} %",
                    name, one.repeats * 100, policy.most_repeats / 10.0),
                "values that people share can be recognised; find better views and keys for this file with: "
                "gauze "
                "policy suggest");
        if (!is_view || one.missing >= 1) continue;
        const project::View& view = policy.views[s];
        if (one.density * 1000 < view.lowest_density || one.density * 1000 > view.highest_density)
            throw Error(Exit::refused,
                        fmt::format("{}: the mean density is {:.3f}; the policy allows {:.3f} to {:.3f}",
                                    name, one.density, view.lowest_density / 1000.0,
                                    view.highest_density / 1000.0),
                        "is a column empty or not what the policy says? if the file is right, the policy "
                        "must change for all");
        if (view.hardening.kind == project::Hardening::Kind::diffuse &&
            keyed::is_recoverable(view.hardening.bits, submission.ranks[s]))
            throw Error(
                Exit::refused,
                fmt::format("{}: {} diffused bits of a base of rank {}: its columns could be solved for",
                            name, view.hardening.bits, submission.ranks[s]),
                "show at most half as many bits as the base has rank; a longer base filter has more");
    }
}

bloom::EncodedHeader header_of(const Submission& submission, const Encoder& encoder, const Policy& policy,
                               const ProjectKey& key, const EncodeSummary& summary)
{
    bloom::RowCounts shown = submission.counts; // how many decoys there are is nobody's business
    shown.read += submission.decoys;
    shown.encoded += submission.decoys;
    bloom::EncodedHeader header{.program = std::string(program),
                                .project = policy.id,
                                .policy = policy.fingerprint(),
                                .specification = specification_fingerprint(policy),
                                .check = summary.check_value,
                                .party = summary.party,
                                .profile = policy.profile,
                                .counts = shown,
                                .views = encoder.views(),
                                .keys = encoder.keys(),
                                .fields = {},
                                .aggregates = submission.aggregates,
                                .settings = policy.settings(),
                                .canary = canary(policy, key),
                                .measured = submission.measured,
                                .blocks = encoder.blocks(),
                                .strata = encoder.strata(),
                                .rarity = encoder.rarity()};
    header.settings.push_back(fmt::format("normalisation: {}", normalisation_version));
    header.settings.push_back(fmt::format("Unicode: {}", unicode_version()));
    for (const project::Field& field : policy.fields) header.fields.push_back(field.name);
    return header;
}

void write_json(const OutputFolder& out, const std::filesystem::path& name, const Json& json)
{
    FileWriter file(out.file(name), FileMode::owner_only);
    file.write(json.pretty());
    file.close();
}

EncodeSummary begin_summary(const Policy& policy, const ProjectKey& key, const project::Party& party)
{
    EncodeSummary summary;
    summary.party = party.name;
    summary.profile = policy.profile;
    summary.check_value = key.check_value(policy);
    summary.encoded = fmt::format("to-linkage-unit/{}.gauze", party.name);
    if (!party.payload.empty() && !policy.governance)
        summary.payload = fmt::format("to-researcher/{}.payload", party.name);
    summary.rejects = "stays-here/rejects.csv";
    for (const project::View& view : policy.views) summary.slots.push_back(fmt::format("view {}", view.name));
    for (const project::MatchKey& wanted : policy.keys)
        summary.slots.push_back(fmt::format("key {}", wanted.name));
    return summary;
}

void note_outcome(const Submission& submission, const Rejects& rejects, const Release* release,
                  EncodeSummary& summary)
{
    if (release != nullptr) {
        summary.release = release->summary();
        std::uint64_t excluded = 0;
        for (const std::uint64_t count : summary.release->excluded) excluded += count;
        if (excluded != submission.counts.excluded)
            throw Error(Exit::internal, "the reasons do not add up to the rows that are excluded");
    }
    summary.counts = submission.counts;
    summary.blank_lines = submission.blank_lines;
    summary.decoys = submission.decoys;
    summary.measured = submission.measured;
    summary.blocks = submission.blocks;
    for (const bloom::Measured& one : submission.measured) summary.density.push_back(one.density);
    summary.density.resize(submission.ranks.size());
    summary.findings = rejects.counts();
}

// What sorting will hold, roughly: decides how many buckets it takes.
std::uint64_t expected_bytes(const Input& input, const Source& source, const Encoder& encoder, bool governed)
{
    constexpr std::uint64_t short_row = 40, packed = 5; // bytes; how much gzip makes of a table
    const std::uint64_t text = input.size() * (source.facts.gzip ? packed : 1);
    return text / short_row * (encoder.record_bytes() + 48) +
           (source.payload.empty() && !governed ? 0 : text);
}

// Names for the rejects file: the fields' columns, then the payload's.
std::vector<std::string> column_names(const project::Party& party, const Source& source,
                                      const Release* release)
{
    std::vector<std::string> names;
    for (const FieldSource& field : source.fields) names.push_back(field.column);
    const std::vector<std::string>& payload = release ? release->payload().cells() : party.payload;
    names.insert(names.end(), payload.begin(), payload.end());
    return names;
}

} // namespace

EncodeSummary encode(const Policy& policy, const ProjectKey& key, const EncodeOptions& options)
{
    project::Stopwatch clock;
    const project::Party& party = policy.party(options.party);
    OutputFolder out(options.out, "encode " + party.name, options.existing);
    EncodeSummary summary = begin_summary(policy, key, party);

    const Input input = options.opens ? *options.opens : Input(options.input);
    if (policy.governance) summary.input_digest = digest_of(input);
    const Source source = survey(input, policy, party);
    const auto release = Release::of(policy, party, source, options.files, options.own_secret);
    for (const std::string& remark : source.remarks) project::say(remark);
    summary.remarks = source.remarks;
    const Encoder encoder(policy, key, source.fields, party.name, source.strata);
    RowTokens tokens =
        options.test_seed ? RowTokens::seeded(*options.test_seed, party.name) : RowTokens::random();
    summary.seconds_survey = clock.lap();

    Rejects rejects(out.file(summary.rejects), options.input.filename().string(),
                    column_names(party, source, release.get()));
    const std::size_t payload_cells = release ? 3 + release->payload().cells().size() : source.payload.size();
    TokenSort sorted(out.file("stays-here"), encoder.record_bytes(), 1 + payload_cells,
                     expected_bytes(input, source, encoder, release != nullptr));
    const Submission submission =
        encode_rows(input, policy, party, source, encoder, tokens, rejects, sorted, release.get());
    refuse_if_unusable(submission, options, release != nullptr);
    refuse_if_unsafe(submission, policy);
    note_outcome(submission, rejects, release.get(), summary);
    summary.seconds_encode = clock.lap();
    // From here on every row is accounted for and what it shows is within the policy; what follows only
    // writes it down, in the order of the tokens.

    Delivery delivery(out, header_of(submission, encoder, policy, key, summary), encoder, policy, party,
                      summary, submission.coarse, release.get());
    if (options.opens) delivery.leave_out_references();
    if (release && release->has_episodes()) delivery.note_sent(release->sent());
    delivery.deliver(sorted);
    delivery.close();
    summary.coarse = delivery.coarse();
    if (release) summary.episodes = release->send_episodes(out);
    rejects.close();
    summary.seconds_write = clock.lap();
    write_json(out, "stays-here/summary.json", summary.to_json());
    if (release) write_json(out, "stays-here/quality.json", release->quality(summary.counts.rejected));
    out.commit();
    return summary;
}

} // namespace gauze::custodian
