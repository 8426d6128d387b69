#include "datasets/synth/population_verb.hpp"

#include "bloom/base/parallel.hpp"
#include "datasets/synth/population/population.hpp"
#include "datasets/synth/world_flags_verb.hpp"
#include "engine/project/progress.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

struct PopulationVerb {
    PopulationOptions options;
    WorldFlags world;
    bool force = false;
    project::Common common;

    Exit run();
};

std::string in_words(const Json& manifest, const std::filesystem::path& out, double seconds)
{
    const std::int64_t people = manifest.number("people");
    std::string text = fmt::format("{} people of {}, seed {}, in {}\n", people, manifest.text("area"),
                                   manifest.number("seed"), out.string());
    for (const Json& file : manifest.objects("files"))
        text += fmt::format("  {:<14} {:>12} rows {:>15} bytes\n", file.text("file"), file.number("rows"),
                            file.number("bytes"));
    return text + fmt::format("  {:.0f} people a second, {} MB of memory at most\n",
                              static_cast<double>(people) / seconds, project::peak_memory() / 1'000'000);
}

Exit PopulationVerb::run()
{
    set_threads(common.threads);
    options.existing = force ? Existing::replace : Existing::refuse;
    const World made(world.options());
    project::Stopwatch clock;
    Json manifest;
    {
        project::Progress progress("making", "people", options.people);
        manifest = write_population(made, options, [&](std::uint64_t people) { progress.advance(people); });
    }
    const double seconds = clock.lap();
    if (common.json)
        std::cout << manifest.set("out", options.out.string())
                         .set("seconds", seconds)
                         .set("peak_memory", project::peak_memory())
                         .pretty();
    else
        std::cout << in_words(manifest, options.out, seconds);
    return Exit::ok;
}

} // namespace

void add_population_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<PopulationVerb>();
    auto words = program.verb("population", "people of a synthetic country, and the truth about them");
    words.number("--people", verb->options.people, "how many")
        .path("--out", verb->options.out, "folder to make", project::Need::required);
    verb->world.add_to(words);
    words.flag("--force", verb->force, "replace the folder if it exists")
        .common(verb->common)
        .example("gauze-synth population --people 100000 --seed 7 --out uk", "a hundred thousand people")
        .example("gauze-synth population --people 20000 --area Camden --out camden", "of one council")
        .does([verb] { return verb->run(); });
}

} // namespace gauze::synth
