// The laboratory path. Read `lab_run` at the bottom first: it is the whole run.
#include "bench/quality/lab_run.hpp"

#include "bench/quality/encode_parties.hpp"
#include "bench/quality/records.hpp"
#include "bench/quality/twin.hpp"
#include "bloom/base/error.hpp"
#include "engine/linkage/candidate_floor.hpp"
#include "engine/linkage/persons_file.hpp"
#include "engine/linkage/score.hpp"
#include "engine/project/csv_text.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::lab {

namespace {

namespace fs = std::filesystem;
using linkage::Parties;
using project::Policy;
using project::Threshold;

void refuse_unanswerable(const LabOptions& options)
{
    if (options.strata && !options.truth)
        throw Error(Exit::usage, "--strata needs --truth", "give --truth FILE");
    refuse_other_than_one_or_several(options.inputs, options.dedup);
}

Policy lab_policy(const LabOptions& options, const std::string& profile)
{
    return project::read_lab_policy(options.fields, {.names = party_names(options.inputs),
                                                     .id_column = options.id_column,
                                                     .repeats = options.repeats,
                                                     .profile = profile});
}

std::vector<fs::path> files_of(const std::vector<EncodedParty>& parties)
{
    std::vector<fs::path> files;
    for (const EncodedParty& party : parties) files.push_back(party.file);
    return files;
}

void note_sources(const std::vector<EncodedParty>& parties, LabSummary& summary)
{
    for (const auto& [file, done] : parties)
        summary.sources.push_back(Json()
                                      .set("party", done.party)
                                      .set("read", done.counts.read)
                                      .set("encoded", done.counts.encoded)
                                      .set("excluded", done.counts.excluded)
                                      .set("rejected", done.counts.rejected)
                                      .set("density", done.density.front()));
}

// What is to be linked, and what is known in the laboratory only.
struct Task {
    const LabOptions& options;
    Policy policy;
    std::vector<fs::path> files;
    Records records;
    const std::optional<Truth>& truth;
    fs::path out; // a folder that `linked` may be made in
};

// A person is called by its smallest row token, as `gauze link` does.
void write_persons(const Task& task, const Parties& parties, std::vector<linkage::Person>& persons)
{
    auto ids = linkage::Identity::for_tests(task.options.seed).person_ids(task.policy.id);
    for (linkage::Person& person : persons) {
        const auto smallest = std::ranges::min_element(
            person.records, {}, [&](linkage::RecordRef r) -> const RowToken& { return parties.token(r); });
        person.id = ids.of(parties.token(*smallest));
    }
    fs::create_directories(task.out / "linked");
    linkage::write_persons(task.out / "linked/persons.table", parties, persons,
                           Json().set("project", task.policy.id).set("policy", task.policy.fingerprint()));
}

// The cuts that the truth would have chosen.
void find_best_cuts(const Task& task, const Parties& parties, std::vector<linkage::Judged> judged,
                    Threshold floor, LabResult& result)
{
    const bool within = task.options.dedup;
    const std::uint64_t true_pairs = task.truth->pairs(task.records.parties(), within);
    const auto labels = task.records.labels(parties, *task.truth);
    std::vector<linkage::Pair> pairs;
    for (const linkage::Judged& one : judged) pairs.push_back(one.pair);
    result.best_of_score = best_cut(std::move(pairs), floor, parties, labels, true_pairs, within);
    result.best = best_posterior_cut(std::move(judged), parties, labels, true_pairs, within);
}

Stated stated(const linkage::Figure& figure) { return {figure.value, figure.low, figure.high}; }

SelfStated self_stated(const linkage::Settled& settled)
{
    const linkage::StatedPairs& all = settled.stated->all;
    return {stated(all.precision), stated(all.recall), stated(all.f1), settled.judgement->fit.matches,
            settled.judgement->fit.settled};
}

// Nobody says a threshold: linking finds out what candidates are worth, and decides. As `gauze link` does
// with
// --balanced, since it is F1 that is measured.
LabResult decide_by_itself(const Task& task, linkage::StageClock& clock)
{
    const Parties parties = linkage::receive(task.files, task.policy, task.options.dedup);
    const Threshold floor = linkage::candidate_floor(parties);
    auto scores = linkage::score(parties, {.threshold = floor});
    clock.done("candidates");
    linkage::Settled settled =
        linkage::settle(task.policy, parties, {.pairs = scores.pairs, .within = task.options.dedup},
                        {.cut = task.options.cut});
    clock.done("decide");
    // From here on who is one person is settled, and no label was near it.

    LabResult result{.compared = scores.compared,
                     .above = scores.pairs.size(),
                     .links = settled.decided.links.size(),
                     .persons = settled.decided.persons.size(),
                     .kernel = std::string(scores.kernel),
                     .stated = self_stated(settled),
                     .evaluation = {},
                     .best = {},
                     .best_of_score = {}};
    write_persons(task, parties, settled.decided.persons);
    if (task.truth) {
        std::vector<linkage::Judged> judged;
        for (std::size_t i = 0; i < scores.pairs.size(); ++i)
            judged.push_back({scores.pairs[i], settled.log_odds[i]});
        find_best_cuts(task, parties, std::move(judged), floor, result);
    }
    clock.done("best cuts");
    return result;
}

LabResult decide_by_threshold(const Task& task, linkage::StageClock& clock,
                              std::vector<linkage::StageCost>& stages)
{
    const auto summary = linkage::link(task.policy, linkage::Identity::for_tests(task.options.seed),
                                       {.inputs = task.files,
                                        .out = task.out / "linked",
                                        .existing = Existing::refuse,
                                        .threshold = task.options.threshold,
                                        .dedup = task.options.dedup});
    stages.insert(stages.end(), summary.stages.begin(), summary.stages.end());
    clock.restart();
    return {.compared = summary.compared,
            .above = summary.above,
            .links = summary.links,
            .persons = summary.persons,
            .kernel = summary.kernel,
            .stated = {},
            .evaluation = {},
            .best = {},
            .best_of_score = {}};
}

Evaluation against_truth(const Task& task, const linkage::PersonsFile& persons)
{
    const LabOptions& options = task.options;
    const Outcome outcome = outcome_of(persons, task.records, *task.truth, options.dedup);
    std::optional<Strata> strata;
    if (options.strata) {
        strata = Strata::read(*options.strata, *task.truth);
        strata->expect(*task.truth, outcome.parties, options.dedup);
    }
    return evaluate_outcome(outcome, options.repeats, strata ? &*strata : nullptr);
}

LabResult link_and_score(const Task& task, linkage::StageClock& clock,
                         std::vector<linkage::StageCost>& stages)
{
    LabResult result =
        task.options.threshold ? decide_by_threshold(task, clock, stages) : decide_by_itself(task, clock);
    if (task.truth)
        result.evaluation = against_truth(task, linkage::read_persons(task.out / "linked/persons.table"));
    clock.done("evaluate");
    return result;
}

// The twin's files go again: they would be a second copy of what was read, only larger.
LabResult run_twin(const LabOptions& options, const std::optional<Truth>& truth, const fs::path& folder,
                   linkage::StageClock& clock, std::vector<linkage::StageCost>& stages)
{
    const Policy plain = lab_policy(options, "plain");
    const auto encoded = encode_parties(plain, options.inputs, folder / "parties", options.seed);
    Twin twin = make_twin(plain, options.inputs, encoded, folder / "files");
    const Task task{options,
                    std::move(twin.policy),
                    std::move(twin.files),
                    Records::from_ledgers(files_of(encoded)),
                    truth,
                    folder};
    clock.done("make the twin");
    LabResult result = link_and_score(task, clock, stages);
    fs::remove_all(folder);
    return result;
}

void write_persons_csv(const fs::path& path, const linkage::PersonsFile& persons, const Records& records)
{
    FileWriter file(path, FileMode::everyone_reads);
    file.write("party,id,person\n");
    for (const auto& row : persons.rows)
        file.write(fmt::format("{},{},{}\n", project::csv_cell(row.party),
                               project::csv_cell(records.id_of(row.token)), to_hex(row.person)));
    file.close();
}

} // namespace

LabSummary lab_run(const LabOptions& options)
{
    refuse_unanswerable(options);
    const Policy policy = lab_policy(options, options.profile);
    LabSummary summary{.profile = policy.profile,
                       .threshold = options.threshold,
                       .result = {},
                       .twin = {},
                       .sources = {},
                       .stages = {}};
    OutputFolder out(options.out, "lab run", options.existing);
    linkage::StageClock clock(summary.stages);

    const auto encoded = encode_parties(policy, options.inputs, out.file("parties"), options.seed);
    note_sources(encoded, summary);
    Records records = Records::from_ledgers(files_of(encoded));
    clock.done("encode");

    std::optional<Truth> truth;
    if (options.truth) {
        truth = Truth::read(*options.truth);
        records.place_in(*truth);
    }
    const Task task{
        options, policy, files_of(encoded), std::move(records), truth, out.file("persons.csv").parent_path()};
    summary.result = link_and_score(task, clock, summary.stages);
    if (options.twin)
        summary.twin = run_twin(options, truth, out.file("twin/x").parent_path(), clock, summary.stages);

    write_persons_csv(out.file("persons.csv"), linkage::read_persons(out.file("linked/persons.table")),
                      task.records);
    FileWriter result(out.file("result.json"), FileMode::everyone_reads);
    result.write(summary.to_json().pretty());
    result.close();
    out.commit();
    return summary;
}

} // namespace gauze::lab
