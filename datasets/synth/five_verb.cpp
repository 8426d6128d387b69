// gauze-synth five: the small town of the demonstration.
#include "datasets/synth/five_verb.hpp"

#include "bloom/base/error.hpp"
#include "datasets/synth/five/five.hpp"
#include "engine/project/progress.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

using namespace five;

struct FiveVerb {
    FiveOptions options;
    std::string errors = "typical";
    bool force = false;
    project::Common common;
};

const Preset& preset_for(const std::string& name)
{
    if (const Preset* preset = preset_named(name)) return *preset;
    std::vector<std::string> names;
    for (const Preset& preset : presets()) names.emplace_back(preset.name);
    const std::string meant = project::closest(name, names);
    throw Error(Exit::usage, fmt::format("--errors is one of {}", fmt::join(names, ", ")),
                meant.empty() ? "" : fmt::format("did you mean {}?", meant));
}

std::string in_words(const Json& manifest, const std::filesystem::path& out)
{
    std::string text = fmt::format("{} people, seed {}, in {}\n", manifest.number("people"),
                                   manifest.number("seed"), out.string());
    for (const Json& party : manifest.objects("parties"))
        text += fmt::format("  {:<26} {:>10} rows\n", party.text("file"), party.number("rows"));
    return text + fmt::format("  {:<26} {:>10} pairs across custodians\n", manifest.text("truth"),
                              manifest.number("true_pairs"));
}

Exit make_five(FiveVerb& verb)
{
    verb.options.errors = &preset_for(verb.errors);
    verb.options.existing = verb.force ? Existing::replace : Existing::refuse;
    project::Stopwatch clock;
    Json manifest;
    {
        project::Progress progress("making", "people looked at", verb.options.people * looks_at_a_person);
        manifest = write_five(verb.options, [&](std::uint64_t people) { progress.advance(people); });
    }
    const double seconds = clock.lap();
    if (verb.common.json)
        std::cout << manifest.set("out", verb.options.out.string())
                         .set("seconds", seconds)
                         .set("peak_memory", project::peak_memory())
                         .pretty();
    else
        std::cout << in_words(manifest, verb.options.out);
    return Exit::ok;
}

} // namespace

void add_five_verb(project::CommandLine& line)
{
    // Kept by the verb until it runs.
    const auto verb = std::make_shared<FiveVerb>();
    line.verb("five", "five custodians' files about the children of one town")
        .number("--people", verb->options.people, "how many people there are, known to any custodian or none")
        .number("--seed", verb->options.seed, "the same seed gives the same bytes (default 1)")
        .path("--out", verb->options.out, "folder to make", project::Need::required)
        .text("--errors", verb->errors, "how good the files are: clean, typical (the default) or poor")
        .flag("--force", verb->force, "replace the folder if it exists")
        .common(verb->common)
        .example("gauze-synth five --people 2000 --seed 7 --out town", "a small town")
        .does([verb] { return make_five(*verb); });
}

} // namespace gauze::synth
