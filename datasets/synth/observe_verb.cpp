#include "datasets/synth/observe_verb.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "datasets/synth/observe/observation.hpp"
#include "datasets/synth/world_flags_verb.hpp"
#include "engine/project/progress.hpp"

#include <iostream>
#include <limits>
#include <memory>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

constexpr std::uint64_t not_given = std::numeric_limits<std::uint64_t>::max();

struct ObserveVerb {
    std::uint64_t people = not_given, seed = not_given;
    std::string area, today, lists;
    std::filesystem::path population;
    std::vector<std::string> organisations;
    ObservationOptions options;
    bool force = false;
    project::Common common;

    Exit run();

private:
    WorldOptions world_options();
    void take_from_population(WorldOptions& world);
    void check_edition(const World& world) const;
    Json manifest_; // of the population
};

void ObserveVerb::take_from_population(WorldOptions& world)
{
    if (people != not_given || seed != not_given || !area.empty() || !today.empty())
        throw Error(Exit::usage,
                    "--population says already how many people there are, of which seed, area and day",
                    "leave out --people, --seed, --area and --today");
    const std::filesystem::path path = population / "manifest.json";
    manifest_ = Json::parse(read_small_file(path), path.string());
    people = static_cast<std::uint64_t>(manifest_.number("people"));
    world.seed = static_cast<Seed>(manifest_.number("seed"));
    world.area = manifest_.text("area");
    world.today = today_from(manifest_.text("today"), path.string());
}

WorldOptions ObserveVerb::world_options()
{
    WorldOptions world;
    world.lists = lists_folder(lists);
    if (!population.empty()) {
        take_from_population(world);
        return world;
    }
    if (people == not_given)
        throw Error(Exit::usage, "how many people there are is not said",
                    "give --people N, or --population DIR of a population that was made");
    if (seed != not_given) world.seed = seed;
    if (!area.empty()) world.area = known_area(area);
    if (!today.empty()) world.today = today_from(today, "--today");
    return world;
}

void ObserveVerb::check_edition(const World& world) const
{
    if (population.empty()) return;
    if (manifest_.text("world") != world.edition() || manifest_.text("names") != world.naming().edition())
        throw Error(
            Exit::bad_data,
            fmt::format("{} was made by other rules or from other lists of names", population.string()),
            "make it again, or name the same --lists");
}

std::string in_words(const Json& manifest, const std::filesystem::path& out)
{
    std::string text = fmt::format("{} people of {}, seed {}, in {}\n", manifest.number("people"),
                                   manifest.text("area"), manifest.number("seed"), out.string());
    for (const Json& party : manifest.objects("organisations"))
        text += fmt::format("  {:<30} {:>10} rows of {:>10} people, {} errors\n", party.text("file"),
                            party.number("rows"), party.number("people"), party.text("errors_preset"));
    return text + fmt::format("  {:<30} {:>10} pairs across organisations, {} within one\n", "truth.csv",
                              manifest.number("true_pairs"), manifest.number("duplicate_pairs"));
}

Exit ObserveVerb::run()
{
    set_threads(common.threads);
    project::be_quiet(common.quiet);
    WorldOptions about = world_options();
    options.people = people;
    options.existing = force ? Existing::replace : Existing::refuse;
    for (std::size_t i = 0; i < organisations.size(); ++i)
        options.organisations.push_back(
            organisation_from(organisations[i], about.today, static_cast<std::uint32_t>(i)));
    const World world(about);
    check_edition(world);

    project::Stopwatch clock;
    Json manifest;
    {
        project::Progress progress("looking", "people", options.people);
        manifest = write_observation(world, options, [&](std::uint64_t seen) { progress.advance(seen); });
    }
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

void add_observe_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<ObserveVerb>();
    program.verb("observe", "organisations' files about people of a synthetic country, with their errors")
        .texts("--organisation", verb->organisations,
               "NAME [kind=gp] [coverage=0.9] [errors=typical] [captured=2024-03-01] [duplicates=0.01] "
               "[together=0.3] [contact=90]; once for each")
        .path("--out", verb->options.out, "folder to make", project::Need::required)
        .number("--people", verb->people, "how many people there are, known to any organisation or none")
        .number("--seed", verb->seed, "the same seed gives the same people (default 1)")
        .text("--area", verb->area,
              "where they live: United Kingdom (the default), a nation, a region, a council")
        .text("--today", verb->today, "the day of which the files speak (default 2025-01-01)")
        .path("--population", verb->population,
              "a folder that `gauze-synth population` made, instead of these")
        .text("--lists", verb->lists,
              "folder of name lists, or none (default: $GAUZE_DATA/names if it is there)")
        .flag("--common-columns", verb->options.common_columns,
              "the same plain columns in every file, and fields.toml for gauze-lab run")
        .flag("--true-cells", verb->options.true_cells, "also the rows as they would be without any error")
        .flag("--force", verb->force, "replace the folder if it exists")
        .common(verb->common)
        .example("gauze-synth observe --people 20000 --organisation gp --organisation school --out two",
                 "a GP's register and a school's, of the same people")
        .example(
            "gauze-synth observe --people 100000 --common-columns --organisation \"a kind=gp coverage=0.8\" "
            "--organisation \"b kind=hospital errors=poor\" --out lab",
            "for the laboratory")
        .does([verb] { return verb->run(); });
}

} // namespace gauze::synth
