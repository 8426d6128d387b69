#include "datasets/synth/scenario_verb.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "datasets/synth/scenario/scenario.hpp"
#include "datasets/synth/world_flags_verb.hpp"
#include "engine/project/progress.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

using scenario::ScenarioOptions;

struct ScenarioVerb {
    std::vector<std::filesystem::path> system;
    std::string lists;
    ScenarioOptions options;
    bool force = false;
    project::Common common;

    Exit run();
};

std::string named_system(const std::vector<std::filesystem::path>& words)
{
    std::vector<std::string> names;
    for (const scenario::System& known : scenario::systems()) names.emplace_back(known.name);
    if (words.size() > 1)
        throw Error(Exit::usage, "one system at a time",
                    fmt::format("the systems are {}", fmt::join(names, ", ")));
    const std::string word = words.front().string();
    for (const std::string& name : names)
        if (word == name) return name;
    const std::string meant = project::closest(word, names);
    throw Error(Exit::usage, fmt::format("there is no system '{}'", word),
                fmt::format("{}the systems are {}",
                            meant.empty() ? "" : fmt::format("did you mean {}? ", meant),
                            fmt::join(names, ", ")));
}

std::string in_words(const Json& manifest, const std::filesystem::path& out)
{
    std::string text =
        fmt::format("{}, seed {}, in {}\n", manifest.text("in_words"), manifest.number("seed"), out.string());
    for (const Json& party : manifest.objects("parties"))
        for (const Json& file : party.objects("files"))
            text +=
                fmt::format("  {:<44} {:>10} rows\n",
                            fmt::format("{}/{}", party.text("name"), file.text("file")), file.number("rows"));
    text += "planted:\n";
    for (const Json& planted : manifest.objects("planted"))
        text += fmt::format("  {:<72} {:>10}\n", planted.text("planted"), planted.number("count"));
    return text;
}

Exit ScenarioVerb::run()
{
    set_threads(common.threads);
    project::be_quiet(common.quiet);
    options.system = named_system(system);
    options.lists = lists_folder(lists);
    options.existing = force ? Existing::replace : Existing::refuse;
    project::Stopwatch clock;
    Json manifest = write_scenario(options);
    const double seconds = clock.lap();
    if (common.json)
        std::cout << manifest.set("out", options.out.string())
                         .set("seconds", seconds)
                         .set("peak_memory", project::peak_memory())
                         .pretty();
    else
        std::cout << in_words(manifest, options.out);
    return Exit::ok;
}

} // namespace

void add_scenario_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<ScenarioVerb>();
    program.verb("scenario", "the parties' files of one of five systems, with traps, and the truth")
        .paths("SYSTEM", verb->system, "leap, camden, liia, oldham or bradford", 1)
        .path("--out", verb->options.out, "folder to make", project::Need::required)
        .number("--seed", verb->options.seed, "the same seed gives the same bytes (default 1)")
        .flag("--full", verb->options.full,
              "liia with 12,000 children a borough instead of 1,500; the others have one size")
        .flag("--hostile", verb->options.hostile,
              "each file also as spreadsheets and exports spoil it, in a folder hostile/ of its party")
        .text("--lists", verb->lists,
              "folder of name lists, or none (default: $GAUZE_DATA/names if it is there)")
        .flag("--force", verb->force, "replace the folder if it exists")
        .common(verb->common)
        .example("gauze-synth scenario leap --seed 7 --out leap", "two trusts, a council and a charity")
        .example("gauze-synth scenario liia --full --hostile --out liia",
                 "33 boroughs at full size, and worse")
        .does([verb] { return verb->run(); });
}

} // namespace gauze::synth
