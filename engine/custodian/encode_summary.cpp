// What `encode` found, for programs: the summary that stays with the custodian and that --json prints.
#include "engine/custodian/encode.hpp"
#include "engine/project/progress.hpp"

namespace gauze::custodian {

Json EncodeSummary::to_json() const
{
    std::vector<Json> buckets;
    for (const MeasuredBlock& block : blocks)
        buckets.push_back(Json()
                              .set("name", block.name)
                              .set("bits", block.bits)
                              .set("expected", block.expected)
                              .set("evenly", block.evenly)
                              .set("mean", block.found.mean)
                              .set("largest", block.found.largest)
                              .set("smallest", block.found.smallest)
                              .set("missing", block.missing));
    std::vector<Json> strata, rarity;
    for (const SentCoarse& one : coarse) {
        Json records;
        for (std::size_t v = 0; v < one.values.size(); ++v)
            if (one.records[v] > 0) records.set(one.values[v], one.records[v]);
        (one.rarity ? rarity : strata)
            .push_back(Json()
                           .set(one.rarity ? "field" : "name", one.name)
                           .set("sent", records)
                           .set("too_few", one.folded));
    }
    std::vector<Json> shown;
    for (std::size_t s = 0; s < measured.size(); ++s)
        shown.push_back(Json()
                            .set("name", slots[s])
                            .set("density", measured[s].density)
                            .set("repeats", measured[s].repeats)
                            .set("missing", measured[s].missing));
    Json json = Json()
                    .set("program", "gauze-custodian " GAUZE_VERSION)
                    .set("party", party)
                    .set("rows", Json()
                                     .set("read", counts.read)
                                     .set("encoded", counts.encoded)
                                     .set("excluded", counts.excluded)
                                     .set("rejected", counts.rejected))
                    .set("blank_lines", blank_lines)
                    .set("findings", findings.objects("findings"))
                    .set("remarks", remarks)
                    .set("profile", profile)
                    .set("decoys", decoys)
                    .set("views_and_keys", shown)
                    .set("blocks", buckets)
                    .set("strata", strata)
                    .set("rarity", rarity)
                    .set("check_value", check_value)
                    .set("encoded", encoded.string())
                    .set("rejects", rejects.string());
    std::vector<Json> tables;
    for (const EpisodeSummary& one : episodes) tables.push_back(one.to_json());
    if (release)
        json.set("release", release->to_json())
            .set("statement_counts", statement_counts())
            .set("episodes", tables)
            .set("input_digest", input_digest);
    payload.empty() ? json.set_null("payload") : json.set("payload", payload.string());
    return json
        .set("seconds",
             Json().set("survey", seconds_survey).set("encode", seconds_encode).set("write", seconds_write))
        .set("peak_memory_bytes", project::peak_memory());
}

Json EncodeSummary::statement_counts() const
{
    Json flat = Json().set("read", counts.read).set("encoded", counts.encoded);
    if (release)
        release->add_to(flat);
    else if (counts.excluded > 0)
        flat.set("excluded.nothing-to-compare", counts.excluded);
    if (counts.rejected > 0) flat.set("rejected.unreadable", counts.rejected);
    return flat;
}

} // namespace gauze::custodian
