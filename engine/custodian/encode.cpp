// The custodian path. Read `encode` at the bottom first: it is the whole run.
#include "engine/custodian/encode.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/keyed/diffuse.hpp"
#include "engine/custodian/canary.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/submission.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::Policy;

constexpr std::string_view program = "gauze-custodian " GAUZE_VERSION;

// Every row is accounted for, and enough of them are usable, or nothing leaves.
void refuse_if_unusable(const Submission& submission, const EncodeOptions& options)
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
    if (counts.encoded == 0)
        throw Error(
            Exit::bad_data,
            fmt::format("{}: not one of {} rows could be encoded", options.input.string(), counts.read),
            "are the columns in the policy the right ones for this file?");
}

Json provenance(const Policy& policy, const std::string& party)
{
    return Json()
        .set("program", program)
        .set("project", policy.id)
        .set("policy", policy.fingerprint())
        .set("party", party);
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

// Everything that is written in the order of the tokens, bucket by bucket.
class Delivery {
public:
    Delivery(const OutputFolder& out, const bloom::EncodedHeader& header, const Encoder& encoder,
             const Policy& policy, const project::Party& party, const EncodeSummary& summary,
             const CoarseCounts& counts)
        : encoder_(encoder),
          shapes_(sections_of(header)),
          coarse_(policy, encoder, counts),
          for_linkage_(out.file(summary.encoded), header),
          ledger_(out.file("stays-here/ledger.table"), "ledger", {"row_token", "row", "record_id"},
                  provenance(policy, party.name), FileMode::owner_only)
    {
        if (party.payload.empty()) return;
        std::vector<std::string> columns{"row_token"};
        columns.insert(columns.end(), party.payload.begin(), party.payload.end());
        payload_.emplace(out.file(summary.payload), "payload", columns,
                         provenance(policy, party.name).set("rows", summary.counts.encoded),
                         FileMode::owner_only);
    }

    // The three may run at the same time, each over the same rows.
    void write_encodings(const SortedRows& rows)
    {
        for (std::size_t start = 0; start < rows.size(); start += rows_a_piece)
            write_sections(rows, start, std::min(rows.size(), start + rows_a_piece));
    }
    void write_ledger(const SortedRows& rows)
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::string token = to_text(rows.token(i));
            const std::string number = std::to_string(rows.number(i)); // 0: a decoy
            const std::string_view entry[] = {token, number, rows.cell(i, 0)};
            ledger_.row(entry);
        }
    }
    void write_payload(const SortedRows& rows)
    {
        if (!payload_) return;
        std::vector<std::string_view> cells;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows.number(i) == 0) continue;
            const std::string token = to_text(rows.token(i));
            cells.assign(1, token);
            rows.cells_from(i, 1, cells);
            payload_->row(cells);
        }
    }

    const std::vector<SentCoarse>& coarse() const noexcept { return coarse_.sent(); }

    void close()
    {
        for_linkage_.close();
        ledger_.close();
        if (payload_) payload_->close();
    }

private:
    static constexpr std::size_t rows_a_piece = 1u << 14;

    // Rows hold their sections side by side; the file holds each section by itself.
    void write_sections(const SortedRows& rows, std::size_t start, std::size_t end)
    {
        std::vector<std::vector<std::byte>> buffers(shapes_.size());
        std::vector<Bytes> pieces;
        for (std::size_t s = 0; s < shapes_.size(); ++s) {
            const std::size_t size = shapes_[s].row_bytes;
            std::vector<std::byte>& buffer = buffers[s];
            buffer.resize((end - start) * size);
            for (std::size_t i = start; i < end; ++i) {
                std::byte* const into = buffer.data() + (i - start) * size;
                if (shapes_[s].name == "coarse") {
                    coarse_.put(rows.fixed(i), rows.number(i) == 0, into);
                    continue;
                }
                const std::byte* from =
                    s == 0 ? rows.token(i).bytes.data() : rows.fixed(i) + encoder_.offsets()[s - 1];
                std::copy_n(from, size, into);
            }
            pieces.push_back(buffer);
        }
        for_linkage_.append(pieces);
    }

    const Encoder& encoder_;
    std::vector<bloom::SectionShape> shapes_;
    CoarseBytes coarse_;
    bloom::EncodedFileWriter for_linkage_;
    project::TableWriter ledger_;
    std::optional<project::TableWriter> payload_;
};

// While one bucket is written, the next is read and sorted.
void deliver(TokenSort& sorted, Delivery& delivery)
{
    SortedRows rows, upcoming;
    for (bool more = sorted.next(rows); more;) {
        for_each_task(4, [&](std::size_t task) {
            if (task == 0) more = sorted.next(upcoming);
            if (task == 1) delivery.write_encodings(rows);
            if (task == 2) delivery.write_ledger(rows);
            if (task == 3) delivery.write_payload(rows);
        });
        std::swap(rows, upcoming);
    }
}

void write_summary(const OutputFolder& out, const EncodeSummary& summary)
{
    FileWriter file(out.file("stays-here/summary.json"), FileMode::owner_only);
    file.write(summary.to_json().pretty());
    file.close();
}

EncodeSummary begin_summary(const Policy& policy, const ProjectKey& key, const project::Party& party)
{
    EncodeSummary summary;
    summary.party = party.name;
    summary.profile = policy.profile;
    summary.check_value = key.check_value(policy);
    summary.encoded = fmt::format("to-linkage-unit/{}.gauze", party.name);
    if (!party.payload.empty()) summary.payload = fmt::format("to-researcher/{}.payload", party.name);
    summary.rejects = "stays-here/rejects.csv";
    for (const project::View& view : policy.views) summary.slots.push_back(fmt::format("view {}", view.name));
    for (const project::MatchKey& wanted : policy.keys)
        summary.slots.push_back(fmt::format("key {}", wanted.name));
    return summary;
}

void note_outcome(const Submission& submission, const Rejects& rejects, EncodeSummary& summary)
{
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
std::uint64_t expected_bytes(const Input& input, const Source& source, const Encoder& encoder)
{
    constexpr std::uint64_t short_row = 40, packed = 5; // bytes; how much gzip makes of a table
    const std::uint64_t text = input.size() * (source.facts.gzip ? packed : 1);
    return text / short_row * (encoder.record_bytes() + 48) + (source.payload.empty() ? 0 : text);
}

// Names for the rejects file: the fields' columns, then the payload's.
std::vector<std::string> column_names(const project::Party& party, const Source& source)
{
    std::vector<std::string> names;
    for (const FieldSource& field : source.fields) names.push_back(field.column);
    names.insert(names.end(), party.payload.begin(), party.payload.end());
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
    const Source source = survey(input, policy, party);
    for (const std::string& remark : source.remarks) project::say(remark);
    summary.remarks = source.remarks;
    const Encoder encoder(policy, key, source.fields, party.name, source.strata);
    RowTokens tokens =
        options.test_seed ? RowTokens::seeded(*options.test_seed, party.name) : RowTokens::random();
    summary.seconds_survey = clock.lap();

    Rejects rejects(out.file(summary.rejects), options.input.filename().string(),
                    column_names(party, source));
    TokenSort sorted(out.file("stays-here"), encoder.record_bytes(), 1 + source.payload.size(),
                     expected_bytes(input, source, encoder));
    const Submission submission =
        encode_rows(input, policy, party, source, encoder, tokens, rejects, sorted);
    refuse_if_unusable(submission, options);
    refuse_if_unsafe(submission, policy);
    note_outcome(submission, rejects, summary);
    summary.seconds_encode = clock.lap();
    // From here on every row is accounted for and what it shows is within the policy; what follows only
    // writes it down, in the order of the tokens.

    Delivery delivery(out, header_of(submission, encoder, policy, key, summary), encoder, policy, party,
                      summary, submission.coarse);
    deliver(sorted, delivery);
    delivery.close();
    summary.coarse = delivery.coarse();
    rejects.close();
    summary.seconds_write = clock.lap();
    write_summary(out, summary);
    out.commit();
    return summary;
}

} // namespace gauze::custodian
