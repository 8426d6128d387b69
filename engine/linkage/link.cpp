// The linkage path. Read `link` at the bottom first: it is the whole run.
#include "engine/linkage/link.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/decide.hpp"
#include "engine/linkage/persons_file.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/linkage/run_plan.hpp"
#include "engine/linkage/write_evidence.hpp"
#include "engine/project/csv_text.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using project::Policy;

void name_persons(std::vector<Person>& persons, const Parties& parties, const Identity& identity,
                  std::string_view project)
{
    Identity::PersonIds ids = identity.person_ids(project);
    for (Person& person : persons) {
        const auto smallest = std::ranges::min_element(
            person.records, {}, [&](RecordRef r) -> const RowToken& { return parties.token(r); });
        person.id = ids.of(parties.token(*smallest));
    }
}

LinkSummary begin_summary(const Policy& policy, const Parties& parties)
{
    LinkSummary summary;
    summary.policy = policy.fingerprint();
    summary.project = policy.id;
    summary.profile = policy.profile;
    for (const project::View& view : policy.views) summary.views.push_back(view.name);
    for (std::size_t p = 0; p < parties.size(); ++p)
        summary.sources.push_back(
            {parties[p].header().party, parties[p].rows(), parties.clean[p], to_hex(parties[p].digest())});
    return summary;
}

void note_threshold(LinkSummary& summary, const Plan& plan)
{
    summary.floor = plan.threshold;
    if (plan.fixed) summary.threshold = plan.threshold;
}

void note_plan(LinkSummary& summary, const Planned& planned)
{
    note_threshold(summary, planned.plan);
    summary.candidates = to_text(planned.plan.sources);
    summary.join = planned.plan.sources.join;
    for (const Loss& loss : planned.estimate.losses) summary.losses.push_back(to_json(loss, planned.plan));
    for (const Estimate::Slot& slot : planned.estimate.slots) {
        summary.blocks_left_out += slot.report.capped;
        summary.pairs_left_out += slot.report.given_up;
    }
}

// The same from a plan that was stored.
void note_plan(LinkSummary& summary, const StoredPlan& stored)
{
    note_threshold(summary, stored.plan);
    summary.candidates = to_text(stored.plan.sources);
    summary.join = stored.plan.sources.join;
    if (stored.plan.sources.exact()) return;
    summary.losses = stored.estimate.objects("loss");
    for (const Json& slot : stored.estimate.objects("slots")) {
        summary.blocks_left_out += static_cast<std::uint64_t>(slot.number("blocks_left_out"));
        summary.pairs_left_out += static_cast<std::uint64_t>(slot.number("pairs_left_out"));
    }
}

void count_persons(LinkSummary& summary, const std::vector<Person>& persons, std::size_t parties)
{
    summary.persons = persons.size();
    summary.persons_by_sources.assign(parties, 0);
    for (const Person& person : persons) {
        std::size_t sources = 1;
        for (std::size_t i = 1; i < person.records.size(); ++i)
            sources += person.records[i].party != person.records[i - 1].party;
        ++summary.persons_by_sources[sources - 1];
    }
}

void write_links(const std::filesystem::path& path, const Parties& parties, const std::vector<Link>& links,
                 const Json& about)
{
    project::TableWriter table(path, "links", {"party_a", "row_token_a", "party_b", "row_token_b", "dice"},
                               about, FileMode::owner_only);
    for (const Link& link : links) {
        const std::string a = to_text(parties.token(link.a)), b = to_text(parties.token(link.b));
        const std::string dice = fmt::format("{:.9f}", link.dice.value());
        const std::string_view cells[] = {parties[link.a.party].header().party, a,
                                          parties[link.b.party].header().party, b, dice};
        table.row(cells);
    }
    table.close();
}

void write_positions(const std::filesystem::path& path, const Parties& parties,
                     const std::vector<Person>& persons)
{
    FileWriter file(path, FileMode::owner_only);
    file.write("party,row,person\n");
    for (const Person& person : persons)
        for (const RecordRef record : person.records)
            file.write(fmt::format("{},{},{}\n", project::csv_cell(parties[record.party].header().party),
                                   clk_position(parties.token(record)), to_hex(person.id)));
    file.close();
}

void write_summary(const std::filesystem::path& path, const LinkSummary& summary)
{
    FileWriter file(path, FileMode::owner_only);
    file.write(summary.to_json().pretty());
    file.close();
}

// Where a run writes, and what it took so far.
struct Run {
    Run(const std::filesystem::path& path, const Policy& policy, Existing existing)
        : out(path, "link " + policy.id, existing)
    {}
    OutputFolder out;
    std::vector<StageCost> stages;
    StageClock clock{stages};
};

void note_evidence(LinkSummary& summary, const Parties& parties, const std::vector<Pair>& pairs, Run& run)
{
    const EvidenceSummary written = write_evidence(parties, pairs, run.out);
    summary.candidates_with_evidence = written.candidates;
    summary.distinct_evidence = written.distinct;
    run.clock.done("evidence");
}

// From the pairs to everything that is written about them.
LinkSummary decide_and_write(const Policy& policy, const Identity& identity, const Parties& parties,
                             LinkSummary summary, std::vector<Pair> pairs, Run& run)
{
    summary.above = pairs.size();
    Decided decided = decide(std::move(pairs), parties);
    name_persons(decided.persons, parties, identity, policy.id);
    summary.links = decided.links.size();
    summary.taken = decided.taken;
    summary.clashes = decided.clashes;
    count_persons(summary, decided.persons, parties.size());
    run.clock.done("decide");
    // From here on who is one person is final; what follows only writes it down.

    const Json about = summary.outcome();
    write_persons(run.out.file("persons.table"), parties, decided.persons, about);
    write_links(run.out.file("links.table"), parties, decided.links, about);
    if (policy.profile == "anonlink") write_positions(run.out.file("persons.csv"), parties, decided.persons);
    run.clock.done("write");
    summary.stages = run.stages;
    write_summary(run.out.file("summary.json"), summary);
    return summary;
}

// From parties that speak of the same things to persons.
LinkSummary link_parties(const Policy& policy, const Identity& identity, const Parties& parties,
                         const LinkOptions& options, Run& run)
{
    LinkSummary summary = begin_summary(policy, parties);
    const Planned planned = make_plan(parties, policy.id, summary.policy,
                                      {.threshold = options.threshold ? options.threshold : policy.threshold,
                                       .sources = options.sources,
                                       .most_pairs = options.most_pairs,
                                       .memory = options.memory,
                                       .seconds = options.seconds,
                                       .estimate = false,
                                       .evidence = options.evidence});
    for (const std::string& note : planned.estimate.notes) project::say(note);
    note_plan(summary, planned);
    run.clock.done("plan");
    // From here on it is settled which pairs are compared.

    const std::filesystem::path work =
        run.out.file(".scores/x").parent_path(); // goes before the output appears
    const RunSummary scored = run_plan(planned.plan, parties, work, {.memory = planned.estimate.edges});
    summary.kernel = scored.kernel;
    summary.compared = scored.compared;
    std::vector<Pair> pairs = pairs_of(planned.plan, work, planned.estimate.edges);
    std::filesystem::remove_all(work);
    run.clock.done("score");
    if (options.evidence) note_evidence(summary, parties, pairs, run);
    return decide_and_write(policy, identity, parties, std::move(summary), std::move(pairs), run);
}

} // namespace

LinkSummary link(const Policy& policy, const Identity& identity, const LinkOptions& options)
{
    Run run(options.out, policy, options.existing);
    const Parties parties =
        receive(options.inputs, policy, options.dedup); // refuses other policies and other keys
    run.clock.done("receive");
    // From here on all files speak of the same fields under the same key.
    LinkSummary summary = link_parties(policy, identity, parties, options, run);
    run.out.commit();
    return summary;
}

LinkSummary link_clk_json(const LinkOptions& options)
{
    Policy policy = clk_policy(options.inputs);
    Run run(options.out, policy, options.existing);
    const Parties parties =
        receive_clk_json(options.inputs, policy, run.out.file("summary.json").parent_path(), options.dedup);
    run.clock.done("receive");
    // From here on all files have filters of one length; that they mean the same is the user's word.
    LinkSummary summary = link_parties(policy, Identity::generate(), parties, options, run);
    run.out.commit();
    return summary;
}

namespace {

const std::vector<std::filesystem::path>& inputs_of(const MergeStage& stage, const StoredPlan& stored)
{
    return stage.inputs.empty() ? stored.files : stage.inputs;
}

LinkSummary merge_parties(const Policy& policy, const Identity& identity, const Parties& parties,
                          const MergeStage& stage, const StoredPlan& stored, Run& run)
{
    refuse_other_files(stored.plan, parties);
    run.clock.done("receive");
    // From here on the files are those that were scored.

    LinkSummary summary = begin_summary(policy, parties);
    note_plan(summary, stored);
    {
        const FinishedUnits finished(stage.scores, stored.plan.stamp());
        summary.compared = finished.counts().compared;
    }
    std::vector<Pair> pairs = pairs_of(stored.plan, stage.scores, edge_memory(stored));
    run.clock.done("merge");
    if (stage.evidence) note_evidence(summary, parties, pairs, run);
    return decide_and_write(policy, identity, parties, std::move(summary), std::move(pairs), run);
}

} // namespace

LinkSummary merge(const Policy& policy, const Identity& identity, const MergeStage& stage)
{
    Run run(stage.out, policy, stage.existing);
    const StoredPlan stored = read_plan(stage.plan);
    const Parties parties = receive(inputs_of(stage, stored), policy, stored.plan.looks_within_one_file());
    LinkSummary summary = merge_parties(policy, identity, parties, stage, stored, run);
    run.out.commit();
    return summary;
}

bool merges_clk_json(const MergeStage& stage)
{
    return are_clk_json(stage.inputs.empty() ? read_plan(stage.plan).files : stage.inputs);
}

LinkSummary merge_clk_json(const MergeStage& stage)
{
    const StoredPlan stored = read_plan(stage.plan);
    Policy policy = clk_policy(inputs_of(stage, stored));
    Run run(stage.out, policy, stage.existing);
    const Parties parties =
        receive_clk_json(inputs_of(stage, stored), policy, run.out.file("summary.json").parent_path(),
                         stored.plan.looks_within_one_file());
    LinkSummary summary = merge_parties(policy, Identity::generate(), parties, stage, stored, run);
    run.out.commit();
    return summary;
}

} // namespace gauze::linkage
