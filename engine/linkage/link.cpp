// The linkage path. Read `link` at the bottom first: it is the whole run.
#include "engine/linkage/link.hpp"

#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/families.hpp"
#include "engine/linkage/link_run.hpp"
#include "engine/linkage/link_tables.hpp"
#include "engine/linkage/persons_file.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/linkage/register.hpp"
#include "engine/linkage/run_plan.hpp"
#include "engine/linkage/run_report.hpp"
#include "engine/linkage/unborn.hpp"
#include "engine/linkage/write_evidence.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace gauze::linkage {

namespace {

using project::Policy;

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

void write_summary(const std::filesystem::path& path, const LinkSummary& summary)
{
    FileWriter file(path, FileMode::owner_only);
    file.write(summary.to_json().pretty());
    file.close();
}

void note_evidence(LinkSummary& summary, const Parties& parties, const std::vector<Pair>& pairs, Run& run)
{
    const EvidenceSummary written = write_evidence(parties, pairs, run.out);
    summary.candidates_with_evidence = written.candidates;
    summary.distinct_evidence = written.distinct;
    run.clock.done("evidence");
}

void note_decision(LinkSummary& summary, const Settled& settled)
{
    const Decided& decided = settled.decided;
    summary.links = decided.links.size();
    summary.taken = decided.taken;
    summary.clashes = decided.clashes;
    summary.warnings = settled.warnings;
    if (!settled.judgement) return;
    LinkSummary::Decision decision{.model = settled.judgement->model,
                                   .cut = *settled.cut,
                                   .stated = *settled.stated,
                                   .lost = settled.lost};
    for (const Settled::Level& level : settled.levels)
        decision.levels.push_back({level.name, level.cut.link, level.persons.size()});
    for (std::size_t v = 0; v < verdicts; ++v)
        decision.verdicts.emplace_back(to_text(static_cast<Verdict>(v)), decided.counts[v]);
    decision.for_review = decided.count(Verdict::review) + decided.count(Verdict::below_lead);
    summary.decision = std::move(decision);
}

// Ids, kept from the register of the run before where persons are the same.
Named name(std::vector<Person>& persons, const Desk& desk)
{
    std::optional<Register> earlier;
    if (!desk.earlier.empty()) earlier = read_register(desk.earlier, desk.policy.id, desk.identity);
    return name_persons(persons, desk.parties, desk.identity, desk.policy.id, earlier ? &*earlier : nullptr);
}

// Families and households, if the policy has keys about them; and the words there are about kin.
Kinship find_kin(const std::vector<Person>& persons, const Desk& desk, LinkSummary& summary)
{
    Kinship kin = find_families(persons, desk.parties, desk.policy, desk.identity);
    if (kin.any()) summary.kin = kin.to_json();
    if (kin.families) summary.families = kin.families->count;
    if (kin.households) summary.households = kin.households->count;
    summary.warnings.insert(summary.warnings.end(), kin.warnings.begin(), kin.warnings.end());
    return kin;
}

void join_the_unborn(std::vector<Person>& persons, const Desk& desk, LinkSummary& summary)
{
    const UnbornJoined unborn = join_unborn(persons, desk.parties, desk.policy);
    if (unborn.unborn > 0) summary.unborn = unborn.to_json();
    summary.warnings.insert(summary.warnings.end(), unborn.warnings.begin(), unborn.warnings.end());
}

void write_tables(const Desk& desk, const LinkSummary& summary, const Settled& settled, const Named& named,
                  const Kinship& kin, const OutputFolder& out)
{
    const Json about = summary.outcome();
    const std::vector<Person>& persons = settled.decided.persons;
    write_persons(out.file("persons.table"), desk.parties, persons, about);
    write_links(out.file("links.table"), desk.parties, settled.decided, about);
    write_what_was_asked_for(out, desk.parties, settled, desk.wishes, about);
    if (desk.policy.profile == "anonlink")
        return write_positions(out.file("persons.csv"), desk.parties, persons);
    write_register(out.file("register.table"), named.next, desk.identity);
    write_history(out.file("history.table"), named.history, about);
    write_kinship(out, desk.parties, persons, kin, about);
}

// From parties that speak of the same things to persons.
LinkSummary link_parties(const Desk& desk, const LinkOptions& options, Run& run)
{
    const auto& [policy, parties] = std::tie(desk.policy, desk.parties);
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
    const std::vector<Pair> pairs = pairs_of(planned.plan, work, planned.estimate.edges);
    std::filesystem::remove_all(work);
    run.clock.done("score");
    return decide_and_write(desk, planned.plan, std::move(summary), pairs, run);
}

} // namespace

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

LinkSummary decide_and_write(const Desk& desk, const Plan& plan, LinkSummary summary,
                             const std::vector<Pair>& pairs, Run& run)
{
    if (desk.evidence) note_evidence(summary, desk.parties, pairs, run);
    summary.above = pairs.size();
    Settled settled = settle(
        desk.policy, desk.parties,
        {.pairs = pairs, .fixed = summary.threshold, .plan = &plan, .within = desk.within}, desk.wishes);
    note_decision(summary, settled);
    join_the_unborn(settled.decided.persons, desk, summary);
    count_persons(summary, settled.decided.persons, desk.parties.size());
    run.clock.done("decide");
    // From here on it is final who is one person, and how sure that is.

    const Named named = name(settled.decided.persons, desk);
    summary.register_changes = named.to_json();
    const Kinship kin = find_kin(settled.decided.persons, desk, summary);
    write_tables(desk, summary, settled, named, kin, run.out);
    run.clock.done("write");
    summary.stages = run.stages;
    write_run_report(desk, summary, pairs, settled, run.out);
    write_summary(run.out.file("summary.json"), summary);
    return summary;
}

LinkSummary link(const Policy& policy, const Identity& identity, const LinkOptions& options)
{
    Run run(options.out, policy, options.existing);
    const Parties parties =
        receive(options.inputs, policy, options.dedup); // refuses other policies and other keys
    run.clock.done("receive");
    // From here on all files speak of the same fields under the same key.
    LinkSummary summary = link_parties(
        {policy, identity, parties, options.decision, options.earlier, options.dedup, options.evidence},
        options, run);
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
    const Identity identity = Identity::generate();
    LinkSummary summary = link_parties(
        {policy, identity, parties, options.decision, options.earlier, options.dedup, options.evidence},
        options, run);
    run.out.commit();
    return summary;
}

} // namespace gauze::linkage
