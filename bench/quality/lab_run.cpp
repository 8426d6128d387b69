// The laboratory path. Read `lab_run` at the bottom first: it is the whole run.
#include "bench/quality/lab_run.hpp"

#include "bench/quality/encode_parties.hpp"
#include "bench/quality/records.hpp"
#include "bench/quality/sweep.hpp"
#include "bloom/base/error.hpp"
#include "engine/linkage/persons_file.hpp"
#include "engine/linkage/score.hpp"
#include "engine/project/csv_text.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::lab {

namespace {

using project::Policy;
using project::Threshold;

constexpr std::uint32_t bins = 1000; // of the histogram that finds the floor of the sweep

void refuse_unanswerable(const LabOptions& options)
{
    if (!options.truth && !options.threshold)
        throw Error(Exit::usage, "without --truth there is nothing to choose a threshold by",
                    "give --truth FILE or --threshold X");
    if (options.strata && !options.truth)
        throw Error(Exit::usage, "--strata needs --truth", "give --truth FILE");
    refuse_other_than_one_or_several(options.inputs, options.dedup);
}

// Returns the encoded files.
std::vector<std::filesystem::path> encode_all(const Policy& policy, const LabOptions& options,
                                              const OutputFolder& out, LabSummary& summary)
{
    std::vector<std::filesystem::path> files;
    for (const auto& [file, done] :
         encode_parties(policy, options.inputs, out.file("parties"), options.seed)) {
        files.push_back(file);
        summary.sources.push_back(Json()
                                      .set("party", done.party)
                                      .set("read", done.counts.read)
                                      .set("encoded", done.counts.encoded)
                                      .set("excluded", done.counts.excluded)
                                      .set("rejected", done.counts.rejected)
                                      .set("density", done.density.front()));
    }
    return files;
}

// The lowest cut at which the sweep still looks at a bearable number of pairs: some forty for each record.
Threshold sweep_floor(const linkage::Parties& parties)
{
    const auto at_or_above = linkage::score_histogram(parties, bins);
    const std::uint64_t bearable = std::max<std::uint64_t>(1u << 20, 40 * parties.records());
    std::uint32_t floor = bins;
    while (floor > 1 && at_or_above[floor - 1] <= bearable) --floor;
    return {floor, bins};
}

// The cut that is best on the truth, and what would have been decided without either.
Threshold choose_threshold(const Policy& policy, const std::vector<std::filesystem::path>& encoded,
                           const LabOptions& options, const Records& records, const Truth& truth,
                           std::optional<SelfChosen>& unaided)
{
    const auto parties = linkage::receive(encoded, policy, options.dedup);
    const Threshold floor = sweep_floor(parties);
    auto scores = linkage::score(parties, {.threshold = floor});
    const auto names = records.parties();
    const std::uint64_t true_pairs = truth.pairs(names, options.dedup);
    if (true_pairs == 0)
        throw Error(
            Exit::bad_data, "the truth has no true pair among these parties",
            "is it the truth of these files? its parties are called as the files are, its ids as theirs");
    const auto labels = records.labels(parties, truth);
    unaided = self_chosen(policy, parties, scores.pairs, labels, true_pairs, options.dedup);
    return best_cut(std::move(scores.pairs), floor, parties, labels, true_pairs, options.dedup).threshold;
}

void write_persons_csv(const OutputFolder& out, const linkage::PersonsFile& persons, const Records& records)
{
    FileWriter file(out.file("persons.csv"), FileMode::everyone_reads);
    file.write("party,id,person\n");
    for (const auto& row : persons.rows)
        file.write(fmt::format("{},{},{}\n", project::csv_cell(row.party),
                               project::csv_cell(records.id_of(row.token)), to_hex(row.person)));
    file.close();
}

} // namespace

Json LabSummary::to_json() const
{
    std::vector<Json> costs;
    for (const auto& cost : stages)
        costs.push_back(Json()
                            .set("stage", cost.stage)
                            .set("seconds", cost.seconds)
                            .set("peak_memory_bytes", cost.peak_memory));
    Json json = Json()
                    .set("program", "gauze-lab " GAUZE_VERSION)
                    .set("profile", link.profile)
                    .set("rows", sources)
                    .set("pairs_compared", link.compared)
                    .set("pairs_at_or_above_threshold", link.above)
                    .set("links", link.links)
                    .set("persons", link.persons)
                    .set("threshold", static_cast<double>(threshold.numerator) / threshold.denominator)
                    .set("threshold_exact", project::to_text(threshold))
                    .set("threshold_choice", threshold_choice);
    if (quality)
        json.set("true_pairs", quality->true_pairs)
            .set("found_pairs", quality->found)
            .set("right_pairs", quality->right)
            .set("unknown_records", quality->unknown)
            .set("precision", quality->precision())
            .set("recall", quality->recall())
            .set("f1", quality->f1());
    if (!strata.empty()) json = lab::to_json(strata, json);
    if (self_chosen)
        json.set("self_chosen", Json()
                                    .set("precision", self_chosen->quality.precision())
                                    .set("recall", self_chosen->quality.recall())
                                    .set("f1", self_chosen->quality.f1())
                                    .set("stated_precision", self_chosen->stated_precision)
                                    .set("expected_matches", self_chosen->expected_matches)
                                    .set("settled", self_chosen->settled));
    return json.set("kernel", link.kernel).set("stages", costs);
}

LabSummary lab_run(const LabOptions& options)
{
    refuse_unanswerable(options);
    const Policy policy = project::read_lab_policy(options.fields, {.names = party_names(options.inputs),
                                                                    .id_column = options.id_column,
                                                                    .repeats = options.repeats,
                                                                    .profile = options.profile});
    LabSummary summary;
    OutputFolder out(options.out, "lab run", options.existing);
    linkage::StageClock clock(summary.stages);

    const auto encoded = encode_all(policy, options, out, summary);
    const Records records = Records::from_ledgers(encoded);
    clock.done("encode");

    std::optional<Truth> truth;
    if (options.truth) {
        truth = Truth::read(*options.truth);
        records.place_in(*truth);
    }
    summary.threshold_choice = options.threshold ? "given" : "best-on-truth";
    summary.threshold =
        options.threshold ? *options.threshold
                          : choose_threshold(policy, encoded, options, records, *truth, summary.self_chosen);
    clock.done("choose threshold");
    // From here on the threshold is settled; the run below is what the linkage unit would do with it.

    summary.link = linkage::link(policy, linkage::Identity::for_tests(options.seed),
                                 {.inputs = encoded,
                                  .out = out.file("linked"),
                                  .existing = Existing::refuse,
                                  .threshold = summary.threshold,
                                  .dedup = options.dedup});
    for (const auto& stage : summary.link.stages) summary.stages.push_back(stage);
    clock.restart();
    const auto persons = linkage::read_persons(out.file("linked/persons.table"));
    if (truth) {
        std::optional<Strata> strata;
        if (options.strata) strata = Strata::read(*options.strata, *truth);
        summary.quality = quality_of(persons, records, *truth, options.dedup, strata ? &*strata : nullptr);
        if (strata) summary.strata = strata->result();
    }
    clock.done("evaluate");

    write_persons_csv(out, persons, records);
    FileWriter result(out.file("result.json"), FileMode::everyone_reads);
    result.write(summary.to_json().pretty());
    result.close();
    out.commit();
    return summary;
}

} // namespace gauze::lab
