// What a run says of itself: for people, and as JSON.
#include "engine/linkage/link_summary.hpp"

#include "engine/linkage/link_tables.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::linkage {

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
    Json json = Json()
                    .set("program", "gauze-linkage " GAUZE_VERSION)
                    .set("project", project)
                    .set("policy", policy)
                    .set("profile", profile)
                    .set("views", views)
                    .set("candidates_from", project::to_text(floor))
                    .set("parties", parties)
                    .set("candidates", candidates)
                    .set("lost_to_blocking", losses)
                    .set("left_out", Json().set("blocks", blocks_left_out).set("pairs", pairs_left_out))
                    .set("pairs_compared", compared)
                    .set("pairs_at_or_above_threshold", above)
                    .set("links", links)
                    .set("not_linked", Json().set("better_partner", taken).set("clean_source_twice", clashes))
                    .set("persons", persons)
                    .set("persons_by_sources", by_sources);
    if (threshold) json.set("threshold", project::to_text(*threshold));
    if (join) json.set("exact_join", linkage::to_json(*join));
    if (candidates_with_evidence > 0)
        json.set(
            "evidence",
            Json().set("candidates", candidates_with_evidence).set("distinct_vectors", distinct_evidence));
    return json;
}

Json LinkSummary::Decision::to_json(const std::vector<Source>& sources) const
{
    std::vector<std::string> names;
    for (const Source& source : sources) names.push_back(source.party);
    Json by_verdict;
    for (const auto& [verdict, pairs] : verdicts) by_verdict.set(verdict, pairs);
    std::vector<Json> persons_at;
    for (const Level& level : levels)
        persons_at.push_back(
            Json().set("level", level.name).set("cut", level.cut).set("persons", level.persons));
    Json json = Json()
                    .set("model", model)
                    .set("cut", linkage::to_json(cut))
                    .set("stated", linkage::to_json(stated, names))
                    .set("verdicts", by_verdict)
                    .set("for_review", for_review);
    if (!levels.empty()) json.set("levels", persons_at);
    std::vector<Json> by_blocking;
    for (const LostShare& one : lost)
        by_blocking.push_back(Json()
                                  .set("party_a", names[one.which.a])
                                  .set("party_b", names[one.which.b])
                                  .set("share", one.share)
                                  .set("low", one.low)
                                  .set("high", one.high));
    if (!lost.empty()) json.set("matches_lost_to_blocking", by_blocking);
    return json;
}

std::string LinkSummary::in_words(const std::filesystem::path& out) const
{
    std::string text = fmt::format("{} pairs compared, {} at {} {} or above, {} links\n", compared, above,
                                   threshold ? "Dice" : "a score of", project::to_text(floor), links);
    if (decision) {
        text += fmt::format("{}\n{}", decision->cut.why, linkage::in_words(decision->stated));
        if (decision->for_review > 0)
            text += fmt::format("{} pairs are for people to look at: {}\n", decision->for_review,
                                (out / "review.table").string());
    }
    text += fmt::format("{} persons:\n", persons);
    for (std::size_t k = 0; k < persons_by_sources.size(); ++k)
        text += fmt::format("  {:>9}  in {} source{}\n", persons_by_sources[k], k + 1, k == 0 ? "" : "s");
    if (decision)
        for (const LostShare& one : decision->lost)
            text += fmt::format(
                "Blocking, {} and {}: loses about {:.2f} % of the matches (95 %: {:.2f} to {:.2f}).\n",
                sources[one.which.a].party, sources[one.which.b].party, 100 * one.share, 100 * one.low,
                100 * one.high);
    else
        for (const Json& loss : losses) text += loss_in_words(loss);
    if (!decision && !losses.empty()) text += "What no view shows to be alike is not in this figure.\n";
    for (const std::string& warning : warnings)
        if (!decision ||
            std::ranges::find(decision->stated.warnings, warning) == decision->stated.warnings.end())
            text += fmt::format("Warning: {}\n", warning); // the others stand beside the figures
    if (blocks_left_out > 0)
        text +=
            fmt::format("Blocking left out {} large blocks, {} pairs in all, unless they met elsewhere.\n",
                        blocks_left_out, pairs_left_out);
    // Of CLK JSON nothing is issued: its person ids are of this run alone.
    if (profile == "anonlink")
        return text + fmt::format("Who is one person, by the place in the files: {}\n",
                                  (out / "persons.csv").string());
    text += fmt::format("To look at: {}\n", (out / "report.html").string());
    return text +
           fmt::format("Next: gauze issue --policy POLICY --identity KEY --persons {} --recipient NAME --out "
                       "NAME.map\n",
                       (out / "persons.table").string());
}

Json LinkSummary::to_json() const
{
    std::vector<Json> costs;
    for (const StageCost& cost : stages)
        costs.push_back(Json()
                            .set("stage", cost.stage)
                            .set("seconds", cost.seconds)
                            .set("peak_memory_bytes", cost.peak_memory));
    Json json = outcome().set("warnings", warnings).set("register", register_changes);
    if (decision) json.set("decision", decision->to_json(sources));
    if (kin) json.set("kin", *kin);
    if (unborn) json.set("unborn", *unborn);
    return json.set("kernel", kernel).set("stages", costs);
}

} // namespace gauze::linkage
