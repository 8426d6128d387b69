// What a run says of itself: for people, and as JSON.
#include "engine/linkage/link.hpp"

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

std::string LinkSummary::in_words(const std::filesystem::path& out) const
{
    std::string text = fmt::format("{} pairs compared, {} at Dice {} or above, {} links\n{} persons:\n",
                                   compared, above, project::to_text(floor), links, persons);
    for (std::size_t k = 0; k < persons_by_sources.size(); ++k)
        text += fmt::format("  {:>9}  in {} source{}\n", persons_by_sources[k], k + 1, k == 0 ? "" : "s");
    for (const Json& loss : losses) text += loss_in_words(loss);
    if (!losses.empty()) text += "What no view shows to be alike is not in this figure.\n";
    if (blocks_left_out > 0)
        text +=
            fmt::format("Blocking left out {} large blocks, {} pairs in all, unless they met elsewhere.\n",
                        blocks_left_out, pairs_left_out);
    // Of CLK JSON nothing is issued: its person ids are of this run alone.
    if (profile == "anonlink")
        return text + fmt::format("Who is one person, by the place in the files: {}\n",
                                  (out / "persons.csv").string());
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
    return outcome().set("kernel", kernel).set("stages", costs);
}

} // namespace gauze::linkage
