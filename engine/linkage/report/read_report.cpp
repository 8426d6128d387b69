// A report from a stranger's JSON: every number is looked at before it is believed.
#include "bloom/base/error.hpp"
#include "engine/linkage/report/report_json.hpp"

#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace gauze::linkage::report {

namespace {

// Wraps the members of one object with what is allowed of them.
class Reader {
public:
    Reader(const Json& json, std::string_view source) : json_(json), source_(source) {}

    bool has(std::string_view key) const { return json_.has(key); }
    std::string text(std::string_view key) const { return json_.text(key); }
    bool flag(std::string_view key) const { return json_.flag(key); }
    std::uint64_t whole(std::string_view key) const
    {
        const std::int64_t value = json_.number(key);
        if (value < 0) refuse(key, "below 0");
        return static_cast<std::uint64_t>(value);
    }
    std::uint32_t small(std::string_view key, std::uint64_t below = 1u << 31) const
    {
        const std::uint64_t value = whole(key);
        if (value >= below) refuse(key, "out of range");
        return static_cast<std::uint32_t>(value);
    }
    double real(std::string_view key) const
    {
        const double value = json_.real(key);
        if (!std::isfinite(value) || std::abs(value) > 1e18) refuse(key, "out of range");
        return value;
    }
    double share(std::string_view key) const
    {
        const double value = real(key);
        if (value < 0 || value > 1) refuse(key, "no share between 0 and 1");
        return value;
    }
    bool is_null(std::string_view key) const { return json_.type(key) == Json::Type::null; }
    Count count(std::string_view key) const
    {
        return is_null(key) ? Count{0, true} : Count{whole(key), false};
    }
    Reader object(std::string_view key) const { return {json_.object(key), source_}; }
    template <class Read>
    auto list(std::string_view key, Read read) const
    {
        std::vector<decltype(read(*this))> items;
        for (const Json& json : json_.objects(key)) items.push_back(read(Reader(json, source_)));
        return items;
    }
    std::vector<std::string> texts(std::string_view key) const { return json_.texts(key); }
    template <class Read>
    auto maybe(std::string_view key, Read read) const
    {
        return json_.has(key) ? std::optional(read(key)) : std::nullopt;
    }
    std::optional<double> maybe_real(std::string_view key) const
    {
        return maybe(key, [&](std::string_view k) { return real(k); });
    }
    std::optional<double> maybe_share(std::string_view key) const
    {
        return maybe(key, [&](std::string_view k) { return share(k); });
    }
    std::optional<Count> maybe_count(std::string_view key) const
    {
        return maybe(key, [&](std::string_view k) { return count(k); });
    }
    [[noreturn]] void refuse(std::string_view key, std::string_view what) const
    {
        throw Error(Exit::bad_data, fmt::format("member \"{}\" of {} is {}", key, source_, what));
    }

private:
    Json json_;
    std::string source_;
};

Estimated estimated_from(const Reader& json)
{
    return {json.share("value"), json.share("low"), json.share("high")};
}

std::optional<Expected> expected_from(const Reader& json)
{
    return json.maybe("expected", [&](std::string_view key) {
        const Reader expected = json.object(key);
        return Expected{estimated_from(expected.object("precision")),
                        estimated_from(expected.object("recall")), estimated_from(expected.object("f1"))};
    });
}

Source source_from(const Reader& json)
{
    return {json.text("party"), json.whole("records"), json.flag("clean"), json.text("sha256"),
            json.list("fill", [](const Reader& fill) {
                if (fill.is_null("share"))
                    return Source::Fill{fill.text("field"), std::nullopt, fill.flag("mostly")};
                return Source::Fill{fill.text("field"), fill.share("share"), false};
            })};
}

BetweenParties between_from(const Reader& json, std::size_t parties)
{
    BetweenParties between;
    between.a = json.small("a", parties);
    between.b = json.small("b", parties);
    between.candidates = json.whole("candidates");
    between.links = json.count("links");
    between.expected = expected_from(json);
    if (json.has("lost_to_blocking")) {
        const Reader lost = json.object("lost_to_blocking");
        between.lost = Lost{lost.whole("sampled_records"), estimated_from(lost.object("share"))};
    }
    between.bins = json.list("histogram", [](const Reader& bin) {
        return Bin{bin.real("from"), bin.real("to"), bin.count("candidates"),
                   bin.maybe_real("expected_matches")};
    });
    return between;
}

Cut cut_from(const Reader& json)
{
    return {json.real("at"), json.maybe_real("review_from"), json.maybe_real("review_to"),
            json.maybe_count("for_review"), json.text("why")};
}

std::optional<std::uint64_t> whole_or_null(const Reader& json, std::string_view key)
{
    return json.is_null(key) ? std::nullopt : std::optional(json.whole(key));
}

StratumRow stratum_row_from(const Reader& json)
{
    return {json.text("value"),
            whole_or_null(json, "records"),
            whole_or_null(json, "linked"),
            json.maybe_share("share"),
            json.share("least"),
            json.share("most"),
            json.flag("differs"),
            json.maybe_real("expected_false_links"),
            json.maybe_real("expected_missed_links")};
}

FittedClass class_from(const Reader& json)
{
    return {json.text("name"), json.flag("one_person"), json.real("expected_pairs"),
            json.list("agree", [](const Reader& agreement) {
                return FittedClass::Agreement{agreement.text("field"), agreement.share("share")};
            })};
}

void read_run(const Reader& json, Report& report)
{
    report.records = json.whole("records");
    report.compared = json.whole("pairs_compared");
    report.all_compared = json.flag("every_pair_compared");
    report.candidates = json.whole("candidates");
    report.links = json.count("links");
    report.pairs = json.count("pairs_in_persons");
    report.persons = json.count("persons");
    report.families = json.maybe_count("families");
    report.households = json.maybe_count("households");
    report.expected = expected_from(json);
}

Scale scale_from(const Reader& json)
{
    const std::string scale = json.text("scale");
    if (scale != "dice" && scale != "log-odds") json.refuse("scale", "neither \"log-odds\" nor \"dice\"");
    return scale == "dice" ? Scale::dice : Scale::log_odds;
}

std::uint32_t position_of(const Report& report, const std::string& party, const Reader& json)
{
    for (std::uint32_t p = 0; p < report.sources.size(); ++p)
        if (report.sources[p].party == party) return p;
    json.refuse("parties", "a list with an unknown party");
}

void read_overlap(const Reader& json, Report& report)
{
    report.combinations = json.list("combinations", [&](const Reader& one) {
        Combination combination;
        for (const std::string& party : one.texts("parties"))
            combination.parties.push_back(position_of(report, party, one));
        combination.persons = one.count("persons");
        return combination;
    });
    report.other_combinations_number = json.whole("combinations_not_listed");
    if (json.has("persons_not_listed"))
        report.other_combinations = Combination{{}, json.count("persons_not_listed")};
    report.in_both = json.list("in_both", [&](const Reader& both) {
        return InBoth{both.small("a", report.sources.size()), both.small("b", report.sources.size()),
                      both.count("persons")};
    });
}

void read_tables(const Reader& json, Report& report)
{
    report.cuts = json.list("cuts", [](const Reader& cut) {
        return CutPoint{cut.real("at"), cut.count("pairs"), cut.maybe_share("precision"),
                        cut.maybe_share("recall"), cut.maybe_share("f1")};
    });
    report.cluster_sizes = json.list("cluster_sizes", [](const Reader& size) {
        return ClusterSize{size.small("from"), size.has("to") ? size.small("to") : 0, size.count("persons")};
    });
    read_overlap(json.object("overlap"), report);
    report.strata = json.list("strata", [](const Reader& stratum) {
        return Stratum{stratum.text("stratum"), stratum.text("of"), stratum.text("to"),
                       stratum_row_from(stratum.object("whole")), stratum.list("rows", stratum_row_from)};
    });
    report.strata_findings = json.texts("strata_findings");
    report.classes = json.list("classes", class_from);
    report.facts = json.list("facts", [](const Reader& fact) {
        return Fact{fact.text("name"), fact.text("value")};
    });
}

Machine machine_from(const Reader& json)
{
    return {json.text("kernel"), json.small("threads"), json.list("stages", [](const Reader& stage) {
                return Stage{stage.text("stage"), stage.real("seconds"), stage.whole("peak_memory_bytes")};
            })};
}

} // namespace

Report report_from(const Json& parsed, std::string_view source)
{
    const Reader json(parsed, source);
    if (!json.has("kind") || json.text("kind") != report_kind)
        throw Error(Exit::bad_data, fmt::format("{} is not the report of a linkage run", source));
    if (json.whole("version") != report_version)
        throw Error(Exit::bad_data, fmt::format("{} is a report of another version", source),
                    "use the program that wrote it, or run the linkage again");
    Report report;
    report.project = json.text("project");
    report.title = json.text("title");
    report.profile = json.text("profile");
    report.model = json.text("model");
    report.scale = scale_from(json);
    report.smallest_count = json.small("smallest_count");
    report.small_counts_withheld = true;
    report.warnings = json.texts("warnings");
    read_run(json.object("run"), report);
    report.cut = cut_from(json.object("cut"));
    report.sources = json.list("sources", source_from);
    report.between =
        json.list("between", [&](const Reader& one) { return between_from(one, report.sources.size()); });
    read_tables(json, report);
    report.machine = machine_from(json.object("machine"));
    return report;
}

} // namespace gauze::linkage::report
