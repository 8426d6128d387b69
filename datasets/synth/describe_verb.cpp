#include "datasets/synth/describe_verb.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "datasets/synth/describe/describe.hpp"
#include "datasets/synth/world_flags_verb.hpp"
#include "engine/project/progress.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

namespace fs = std::filesystem;

struct DescribeVerb {
    std::vector<fs::path> folders;
    fs::path out;
    std::string lists;
    bool force = false;
    project::Common common;

    describe::Sheet sheet(const Json& manifest) const;
    Exit run();
};

// A population has persons, the files of organisations have a list of parties.
describe::Sheet DescribeVerb::sheet(const Json& manifest) const
{
    const fs::path& folder = folders.front();
    if (manifest.has("parties") || manifest.has("organisations")) return describe::describe_errors(manifest);
    if (!manifest.has("people") || !fs::exists(folder / "persons.csv"))
        throw Error(Exit::bad_data,
                    fmt::format("{} holds no population and no files of organisations", folder.string()),
                    "name a folder that 'gauze-synth population' or 'gauze-synth observe' made");
    project::Progress progress("describing", "people", static_cast<std::uint64_t>(manifest.number("people")));
    return describe::describe_population(folder, lists_folder(lists),
                                         [&](std::uint64_t people) { progress.advance(people); });
}

Exit DescribeVerb::run()
{
    if (folders.size() != 1) throw Error(Exit::usage, "describe looks at one folder", "run it once for each");
    const fs::path manifest = folders.front() / "manifest.json";
    const describe::Sheet made = sheet(Json::parse(read_small_file(manifest, 64u << 20), manifest.string()));
    if (!out.empty())
        write_whole_file(out, to_page(made), FileMode::everyone_reads,
                         force ? Existing::replace : Existing::refuse);
    std::cout << (common.json ? to_json(made).pretty() : to_text(made));
    return Exit::ok;
}

} // namespace

void add_describe_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<DescribeVerb>();
    program.verb("describe", "a quality sheet: what was made, beside what is documented of real data")
        .paths("DIR", verb->folders, "folder that population or observe made", 1)
        .path("--out", verb->out, "write the sheet as an HTML page too")
        .text("--lists", verb->lists,
              "folder of name lists, or none (default: $GAUZE_DATA/names if it is there)")
        .flag("--force", verb->force, "replace the page if it exists")
        .common(verb->common)
        .example("gauze-synth describe uk --out sheet.html", "of a population, as text and as a page")
        .does([verb] { return verb->run(); });
}

} // namespace gauze::synth
