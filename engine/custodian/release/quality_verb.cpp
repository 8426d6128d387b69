#include "engine/custodian/release/quality_verb.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/release/quality.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct QualityVerb {
    std::filesystem::path policy, out;
    std::vector<std::filesystem::path> inputs;
    project::Common common;
    project::Governed governed;
};

// Columns that the policy does not name are counted as missing or filled, and no more.
Json quality_of(const Input& input, const project::Policy& policy, const project::Party& party)
{
    const Source source = survey(input, policy, party, ColumnsAsked::any);
    Quality quality(policy, party, source);
    CsvReader file(input, source.facts);
    RowBlock rows(file.columns().size());
    std::uint64_t rejected = 0;
    for (bool more = true; more;) {
        std::optional<FaultyRow> faulty;
        rows.clear();
        more = file.next(rows, faulty);
        for (std::size_t r = 0; r < rows.size(); ++r) quality.see(rows, r);
        rejected += faulty.has_value();
    }
    return quality.to_json(rejected);
}

std::string in_words(const Json& quality)
{
    std::string text =
        fmt::format("{} rows, {} of them cannot be cut into cells, {} stand twice\n", quality.number("rows"),
                    quality.number("rejected"), quality.number("duplicate_rows"));
    for (const Json& column : quality.objects("columns")) {
        text += fmt::format("  {:<24} {:>9} filled  {:>9} missing\n", column.text("name"),
                            column.number("filled"), column.number("missing"));
        const Json faults = column.object("faults");
        for (const std::string& fault : faults.keys())
            text += fmt::format("  {:<24} {:>9} {}\n", "", faults.number(fault), fault);
    }
    return text;
}

Exit run(const QualityVerb& verb)
{
    if (verb.inputs.size() != 1)
        throw Error(Exit::usage, "quality reads one file", "run it once for each file of the party");
    const project::Admitted me = project::admit("quality", verb.policy, verb.governed);
    if (!me.governed())
        project::refuse_with("not-governed", "the policy has no agreement that says what the columns are",
                             "gauze encode counts faults of fields in OUT/stays-here/summary.json");
    const Json quality = Json::parse(
        quality_of(Input(verb.inputs.front()), me.policy, me.policy.party(me.me->name)).line(), "quality");
    if (!verb.out.empty()) {
        FileWriter file(verb.out, FileMode::owner_only);
        file.write(quality.pretty());
        file.close();
    }
    std::cout << (verb.common.json ? quality.pretty() : in_words(quality));
    return Exit::ok;
}

} // namespace

void add_quality_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<QualityVerb>();
    program.verb("quality", "Count what is missing or wrong in a file of people, without showing a value")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .path("-o,--out", verb->out, "write the counts here as well, as JSON")
        .paths("FILE", verb->inputs, "the records: .csv or .csv.gz with a header row", 1)
        .governed(verb->governed)
        .example("gauze quality --policy policy.toml --as hospital.party births.csv",
                 "the file as it comes: it may have columns that never travel")
        .common(verb->common)
        .does([verb] { return run(*verb); });
}

} // namespace gauze::custodian
