#include "engine/linkage/report/report_json.hpp"

#include <cmath>

namespace gauze::linkage::report {

namespace {

// Figures are rounded to as many digits as anybody reads, which also keeps the last bits of a
// sum, in which compilers may differ, out of the bytes.

double rounded(double value, double places = 1e6)
{
    if (!std::isfinite(value)) return 0;
    const double result = std::round(value * places) / places;
    return result == 0 ? 0 : result; // not -0
}

template <class T, class Write>
std::vector<Json> list_of(const std::vector<T>& items, Write write)
{
    std::vector<Json> list;
    for (const T& item : items) list.push_back(write(item));
    return list;
}

void set(Json& json, std::string_view key, const Count& count)
{
    if (count.withheld)
        json.set_null(key);
    else
        json.set(key, count.value);
}

void set(Json& json, std::string_view key, const std::optional<Count>& count)
{
    if (count) set(json, key, *count);
}

void set(Json& json, std::string_view key, const std::optional<double>& value)
{
    if (value) json.set(key, rounded(*value));
}

Json to_json(const Estimated& figure)
{
    return Json()
        .set("value", rounded(figure.value))
        .set("low", rounded(figure.low))
        .set("high", rounded(figure.high));
}

void set(Json& json, std::string_view key, const std::optional<Expected>& expected)
{
    if (expected)
        json.set(key, Json()
                          .set("precision", to_json(expected->precision))
                          .set("recall", to_json(expected->recall))
                          .set("f1", to_json(expected->f1)));
}

Json to_json(const Source& source)
{
    return Json()
        .set("party", source.party)
        .set("records", source.records)
        .set("clean", source.clean)
        .set("sha256", source.sha256)
        .set("fill", list_of(source.fill, [](const Source::Fill& fill) {
                 Json json = Json().set("field", fill.field);
                 if (fill.share) return json.set("share", rounded(*fill.share));
                 return json.set_null("share").set("mostly", fill.mostly);
             }));
}

Json to_json(const Bin& bin)
{
    Json json = Json().set("from", rounded(bin.from)).set("to", rounded(bin.to));
    set(json, "candidates", bin.candidates);
    set(json, "expected_matches", bin.matches);
    return json;
}

Json to_json(const BetweenParties& between)
{
    Json json = Json().set("a", between.a).set("b", between.b).set("candidates", between.candidates);
    set(json, "links", between.links);
    set(json, "expected", between.expected);
    if (between.lost)
        json.set(
            "lost_to_blocking",
            Json().set("sampled_records", between.lost->sampled).set("share", to_json(between.lost->share)));
    return json.set("histogram", list_of(between.bins, [](const Bin& bin) { return to_json(bin); }));
}

Json to_json(const Cut& cut)
{
    Json json = Json().set("at", rounded(cut.at));
    set(json, "review_from", cut.review_from);
    set(json, "review_to", cut.review_to);
    set(json, "for_review", cut.for_review);
    return json.set("why", cut.why);
}

Json to_json(const CutPoint& point)
{
    Json json = Json().set("at", rounded(point.at));
    set(json, "pairs", point.pairs);
    set(json, "precision", point.precision);
    set(json, "recall", point.recall);
    set(json, "f1", point.f1);
    return json;
}

Json to_json(const ClusterSize& size)
{
    Json json = Json().set("from", size.from);
    if (size.to > 0) json.set("to", size.to);
    set(json, "persons", size.persons);
    return json;
}

Json to_json(const Combination& combination, const std::vector<Source>& sources)
{
    std::vector<std::string> names;
    for (const std::uint32_t p : combination.parties) names.push_back(sources[p].party);
    Json json = Json().set("parties", names);
    set(json, "persons", combination.persons);
    return json;
}

Json to_json(const InBoth& both)
{
    Json json = Json().set("a", both.a).set("b", both.b);
    set(json, "persons", both.persons);
    return json;
}

void set_or_null(Json& json, std::string_view key, const std::optional<std::uint64_t>& value)
{
    if (value)
        json.set(key, *value);
    else
        json.set_null(key);
}

Json to_json(const StratumRow& row)
{
    Json json = Json().set("value", row.value);
    set_or_null(json, "records", row.records);
    set_or_null(json, "linked", row.linked);
    set(json, "share", row.share);
    json.set("least", rounded(row.least)).set("most", rounded(row.most)).set("differs", row.differs);
    set(json, "expected_false_links", row.false_links);
    set(json, "expected_missed_links", row.missed_links);
    return json;
}

Json to_json(const Stratum& stratum)
{
    return Json()
        .set("stratum", stratum.name)
        .set("of", stratum.of)
        .set("to", stratum.to)
        .set("whole", to_json(stratum.whole))
        .set("rows", list_of(stratum.rows, [](const StratumRow& row) { return to_json(row); }));
}

Json to_json(const FittedClass& one)
{
    return Json()
        .set("name", one.name)
        .set("one_person", one.match)
        .set("expected_pairs", rounded(one.pairs, 10))
        .set("agree", list_of(one.agreements, [](const FittedClass::Agreement& agreement) {
                 return Json().set("field", agreement.field).set("share", rounded(agreement.equal));
             }));
}

Json to_json(const Fact& fact) { return Json().set("name", fact.name).set("value", fact.value); }

Json to_json(const Machine& machine)
{
    return Json()
        .set("kernel", machine.kernel)
        .set("threads", machine.threads)
        .set("stages", list_of(machine.stages, [](const Stage& stage) {
                 return Json()
                     .set("stage", stage.name)
                     .set("seconds", rounded(stage.seconds, 1e3))
                     .set("peak_memory_bytes", stage.peak_memory);
             }));
}

Json run_of(const Report& report)
{
    Json json = Json()
                    .set("records", report.records)
                    .set("pairs_compared", report.compared)
                    .set("every_pair_compared", report.all_compared)
                    .set("candidates", report.candidates);
    set(json, "links", report.links);
    set(json, "pairs_in_persons", report.pairs);
    set(json, "persons", report.persons);
    set(json, "families", report.families);
    set(json, "households", report.households);
    set(json, "expected", report.expected);
    return json;
}

Json overlap_of(const Report& report)
{
    Json json;
    json.set("combinations", list_of(report.combinations, [&](const Combination& combination) {
                 return to_json(combination, report.sources);
             }));
    json.set("combinations_not_listed", report.other_combinations_number);
    if (report.other_combinations) set(json, "persons_not_listed", report.other_combinations->persons);
    json.set("in_both", list_of(report.in_both, [](const InBoth& both) { return to_json(both); }));
    return json;
}

} // namespace

Json to_json(const Report& report)
{
    Json json;
    json.set("kind", report_kind)
        .set("version", report_version)
        .set("project", report.project)
        .set("title", report.title)
        .set("profile", report.profile)
        .set("model", report.model)
        .set("scale", report.scale == Scale::log_odds ? "log-odds" : "dice")
        .set("smallest_count", report.smallest_count)
        .set("warnings", report.warnings)
        .set("run", run_of(report))
        .set("cut", to_json(report.cut))
        .set("sources", list_of(report.sources, [](const Source& source) { return to_json(source); }))
        .set("between", list_of(report.between, [](const BetweenParties& one) { return to_json(one); }))
        .set("cuts", list_of(report.cuts, [](const CutPoint& point) { return to_json(point); }))
        .set("cluster_sizes",
             list_of(report.cluster_sizes, [](const ClusterSize& size) { return to_json(size); }))
        .set("overlap", overlap_of(report))
        .set("strata", list_of(report.strata, [](const Stratum& stratum) { return to_json(stratum); }))
        .set("strata_findings", report.strata_findings)
        .set("classes", list_of(report.classes, [](const FittedClass& one) { return to_json(one); }))
        .set("facts", list_of(report.facts, [](const Fact& fact) { return to_json(fact); }))
        .set("machine", to_json(report.machine));
    return json;
}

} // namespace gauze::linkage::report
