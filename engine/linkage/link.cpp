// The linkage path. Read `link` at the bottom first: it is the whole run.
#include "engine/linkage/link.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/decide.hpp"
#include "engine/linkage/persons_file.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/linkage/score.hpp"
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
    for (Person& person : persons) {
        const auto smallest = std::ranges::min_element(
            person.records, {}, [&](RecordRef r) -> const RowToken& { return parties.token(r); });
        person.id = identity.person_id(project, parties.token(*smallest));
    }
}

LinkSummary begin_summary(const Policy& policy, const Parties& parties, const project::Threshold& threshold)
{
    LinkSummary summary;
    summary.policy = policy.fingerprint();
    summary.project = policy.id;
    summary.profile = policy.profile;
    for (const project::View& view : policy.views) summary.views.push_back(view.name);
    summary.threshold = threshold;
    for (std::size_t p = 0; p < parties.size(); ++p)
        summary.sources.push_back(
            {parties[p].header().party, parties[p].rows(), parties.clean[p], to_hex(parties[p].digest())});
    return summary;
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

} // namespace

Json LinkSummary::outcome() const
{
    std::vector<Json> parties;
    for (const Source& source : sources)
        parties.push_back(Json()
                              .set("party", source.party)
                              .set("rows", source.rows)
                              .set("clean", source.clean)
                              .set("sha256", source.digest));
    std::vector<Json> by_sources;
    for (std::size_t k = 0; k < persons_by_sources.size(); ++k)
        by_sources.push_back(Json().set("sources", k + 1).set("persons", persons_by_sources[k]));
    return Json()
        .set("program", "gauze-linkage " GAUZE_VERSION)
        .set("project", project)
        .set("policy", policy)
        .set("profile", profile)
        .set("views", views)
        .set("threshold", project::to_text(threshold))
        .set("parties", parties)
        .set("pairs_compared", compared)
        .set("pairs_at_or_above_threshold", above)
        .set("links", links)
        .set("not_linked", Json().set("better_partner", taken).set("clean_source_twice", clashes))
        .set("persons", persons)
        .set("persons_by_sources", by_sources);
}

Json LinkSummary::to_json() const
{
    std::vector<Json> costs;
    for (const StageCost& cost : stages)
        costs.push_back(Json()
                            .set("stage", cost.stage)
                            .set("seconds", cost.seconds)
                            .set("peak_memory_bytes", cost.peak_memory));
    return outcome().set("kernel", kernel).set("stages", costs);
}

namespace {

// From parties that speak of the same things to everything that is written about them.
LinkSummary link_parties(const Policy& policy, const Identity& identity, const Parties& parties,
                         const LinkOptions& options, const OutputFolder& out, std::vector<StageCost>& stages,
                         StageClock& clock)
{
    LinkSummary summary = begin_summary(policy, parties, options.threshold.value_or(policy.threshold));
    Scores scores = score(parties, {.threshold = summary.threshold});
    summary.kernel = scores.kernel;
    summary.compared = scores.compared;
    summary.above = scores.pairs.size();
    clock.done("score");

    Decided decided = decide(std::move(scores.pairs), parties);
    name_persons(decided.persons, parties, identity, policy.id);
    summary.links = decided.links.size();
    summary.taken = decided.taken;
    summary.clashes = decided.clashes;
    count_persons(summary, decided.persons, parties.size());
    clock.done("decide");
    // From here on who is one person is final; what follows only writes it down.

    const Json about = summary.outcome();
    write_persons(out.file("persons.table"), parties, decided.persons, about);
    write_links(out.file("links.table"), parties, decided.links, about);
    if (policy.profile == "anonlink") write_positions(out.file("persons.csv"), parties, decided.persons);
    clock.done("write");
    summary.stages = stages;
    write_summary(out.file("summary.json"), summary);
    return summary;
}

} // namespace

LinkSummary link(const Policy& policy, const Identity& identity, const LinkOptions& options)
{
    OutputFolder out(options.out, "link " + policy.id, options.existing);
    std::vector<StageCost> stages;
    StageClock clock(stages);
    const Parties parties =
        receive(options.inputs, policy, options.dedup); // refuses other policies and other keys
    clock.done("receive");
    // From here on all files speak of the same fields under the same key.
    LinkSummary summary = link_parties(policy, identity, parties, options, out, stages, clock);
    out.commit();
    return summary;
}

LinkSummary link_clk_json(const LinkOptions& options)
{
    if (!options.threshold)
        throw Error(Exit::usage, "CLK JSON comes without a policy, so a threshold must be given",
                    "for example --threshold 0.85");
    Policy policy = clk_policy(options.inputs, *options.threshold);
    OutputFolder out(options.out, "link " + policy.id, options.existing);
    std::vector<StageCost> stages;
    StageClock clock(stages);
    const Parties parties =
        receive_clk_json(options.inputs, policy, out.file("summary.json").parent_path(), options.dedup);
    clock.done("receive");
    // From here on all files have filters of one length; that they mean the same is the user's word.
    LinkSummary summary = link_parties(policy, Identity::generate(), parties, options, out, stages, clock);
    out.commit();
    return summary;
}

} // namespace gauze::linkage
