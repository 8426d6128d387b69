// The custodian path. Read `encode` at the bottom first: it is the whole run.
#include "engine/custodian/encode.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/submission.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>

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

// Gathers the chunks into one table in token order.
bloom::FilterTable in_order(const std::vector<bloom::FilterTable>& chunks, bloom::FilterShape shape,
                            const std::vector<std::uint32_t>& order)
{
    bloom::FilterTable table(shape, order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto rows = chunks[order[i] / Submission::rows_a_chunk].rows();
        const std::uint64_t* row = rows.row(order[i] % Submission::rows_a_chunk);
        std::copy_n(row, shape.words(), table.row(i).begin());
    }
    return table;
}

double mean_density(const bloom::FilterTable& table, std::uint32_t bits)
{
    std::uint64_t set = 0;
    for (const std::uint32_t weight : bloom::weights(table.rows())) set += weight;
    return table.rows().size() == 0
               ? 0
               : static_cast<double>(set) / bits / static_cast<double>(table.rows().size());
}

void write_for_linkage_unit(const OutputFolder& out, const Submission& submission,
                            const std::vector<std::uint32_t>& order, const Policy& policy,
                            const EncodeOptions& options, EncodeSummary& summary)
{
    std::vector<RowToken> tokens;
    for (const std::uint32_t r : order) tokens.push_back(submission.tokens[r]);
    std::vector<bloom::FilterTable> tables;
    std::vector<bloom::FilterRows> views;
    bloom::EncodedHeader header{.program = std::string(program),
                                .project = policy.id,
                                .policy = policy.fingerprint(),
                                .specification = specification_fingerprint(policy),
                                .check = summary.check_value,
                                .party = options.party,
                                .profile = policy.profile,
                                .counts = submission.counts,
                                .views = {}};
    for (std::size_t v = 0; v < policy.views.size(); ++v) {
        const bloom::FilterShape shape{policy.views[v].bits};
        header.views.push_back({policy.views[v].name, shape});
        tables.push_back(in_order(submission.chunks[v], shape, order));
        views.push_back(tables.back().rows());
        summary.density.push_back(mean_density(tables.back(), shape.bits));
    }
    summary.encoded = fmt::format("to-linkage-unit/{}.gauze", options.party);
    write_encoded_file(out.file(summary.encoded), header, tokens, views);
}

void write_for_researcher(const OutputFolder& out, const Submission& submission,
                          const std::vector<std::uint32_t>& order, const Policy& policy,
                          const project::Party& party, EncodeSummary& summary)
{
    if (party.payload.empty()) return;
    std::vector<std::string> columns{"row_token"};
    columns.insert(columns.end(), party.payload.begin(), party.payload.end());
    summary.payload = fmt::format("to-researcher/{}.payload", party.name);
    project::TableWriter table(out.file(summary.payload), "payload", columns,
                               provenance(policy, party.name).set("rows", order.size()),
                               FileMode::owner_only);
    std::vector<std::string_view> cells;
    for (const std::uint32_t r : order) {
        const std::string token = to_text(submission.tokens[r]);
        cells.assign(1, token);
        for (const std::string_view cell : submission.payload.row(r)) cells.push_back(cell);
        table.row(cells);
    }
    table.close();
}

void write_what_stays(const OutputFolder& out, const Submission& submission,
                      const std::vector<std::uint32_t>& order, const Policy& policy,
                      const EncodeOptions& options, EncodeSummary& summary)
{
    project::TableWriter ledger(out.file("stays-here/ledger.table"), "ledger",
                                {"row_token", "row", "record_id"}, provenance(policy, options.party),
                                FileMode::owner_only);
    for (const std::uint32_t r : order) {
        const std::string token = to_text(submission.tokens[r]);
        const std::string number = std::to_string(submission.numbers[r]);
        const std::string_view cells[] = {token, number, submission.ids.row(r)[0]};
        ledger.row(cells);
    }
    ledger.close();
    summary.rejects = "stays-here/rejects.csv";
    submission.rejects.write(out.file(summary.rejects), options.input.filename().string());
    FileWriter file(out.file("stays-here/summary.json"), FileMode::owner_only);
    file.write(summary.to_json().pretty());
    file.close();
}

} // namespace

Json EncodeSummary::to_json() const
{
    std::vector<Json> views;
    for (const double d : density) views.push_back(Json().set("density", d));
    Json json = Json()
                    .set("program", program)
                    .set("party", party)
                    .set("rows", Json()
                                     .set("read", counts.read)
                                     .set("encoded", counts.encoded)
                                     .set("excluded", counts.excluded)
                                     .set("rejected", counts.rejected))
                    .set("blank_lines", blank_lines)
                    .set("findings", findings.objects("findings"))
                    .set("remarks", remarks)
                    .set("views", views)
                    .set("check_value", check_value)
                    .set("encoded", encoded.string())
                    .set("rejects", rejects.string());
    payload.empty() ? json.set_null("payload") : json.set("payload", payload.string());
    return json
        .set("seconds",
             Json().set("survey", seconds_survey).set("encode", seconds_encode).set("write", seconds_write))
        .set("peak_memory_bytes", project::peak_memory());
}

EncodeSummary encode(const Policy& policy, const ProjectKey& key, const EncodeOptions& options)
{
    project::Stopwatch clock;
    const project::Party& party = policy.party(options.party);
    OutputFolder out(options.out, "encode " + party.name, options.existing);

    const Source source = survey(options.input, policy, party);
    for (const std::string& remark : source.remarks) project::say(remark);
    const Encoder encoder(policy, key, source.fields);
    RowTokens tokens =
        options.test_seed ? RowTokens::seeded(*options.test_seed, party.name) : RowTokens::random();
    EncodeSummary summary;
    summary.party = party.name;
    summary.remarks = source.remarks;
    summary.check_value = key.check_value(policy);
    summary.seconds_survey = clock.lap();

    const Submission submission = encode_rows(options.input, policy, party, source, encoder, tokens);
    refuse_if_unusable(submission, options);
    summary.counts = submission.counts;
    summary.blank_lines = submission.blank_lines;
    summary.findings = submission.rejects.counts();
    summary.seconds_encode = clock.lap();
    // From here on every row is accounted for; what follows only writes it down, in the order of the tokens.

    const auto order = submission.by_token();
    write_for_linkage_unit(out, submission, order, policy, options, summary);
    write_for_researcher(out, submission, order, policy, party, summary);
    summary.seconds_write = clock.lap();
    write_what_stays(out, submission, order, policy, options, summary);
    out.commit();
    return summary;
}

} // namespace gauze::custodian
