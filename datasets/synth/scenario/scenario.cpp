#include "datasets/synth/scenario/scenario.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/output_folder.hpp"
#include "datasets/synth/scenario/setting.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

struct Description {
    System system;
    void (*make)(const Setting&);
};

constexpr std::array descriptions{
    Description{{"leap", "LEAP Data Platform, Lambeth: two ways in, opt-in and objection"}, make_leap},
    Description{{"camden", "Camden Integrated Early Years: households, relationships, two clocks"},
                make_camden},
    Description{{"liia", "LIIA Child Level Insights: 33 boroughs, month of birth, odds by ethnicity"},
                make_liia},
    Description{{"oldham", "Oldham, Supporting Families: families and three departments"}, make_oldham},
    Description{{"bradford", "Bradford Prevention and Early Help: seven feeds, adults and addresses"},
                make_bradford},
};

const Description& description_of(const ScenarioOptions& options)
{
    const auto* const found =
        std::find_if(descriptions.begin(), descriptions.end(),
                     [&](const Description& known) { return known.system.name == options.system; });
    if (found != descriptions.end()) return *found;
    std::vector<std::string_view> names;
    for (const Description& known : descriptions) names.push_back(known.system.name);
    throw Error(Exit::usage, fmt::format("there is no system '{}'", options.system),
                fmt::format("the systems are {}", fmt::join(names, ", ")));
}

void check(const ScenarioOptions& options)
{
    if (options.per_mille < 1 || options.per_mille > 1'000)
        throw Error(Exit::usage, "a scenario has 1 to 1000 thousandths of its size");
    if (options.seed > static_cast<Seed>(std::numeric_limits<std::int64_t>::max()))
        throw Error(Exit::usage,
                    fmt::format("--seed is at most {}", std::numeric_limits<std::int64_t>::max()));
}

} // namespace

std::span<const System> systems()
{
    static const auto names = [] {
        std::array<System, descriptions.size()> all{};
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = descriptions[i].system;
        return all;
    }();
    return names;
}

Json write_scenario(const ScenarioOptions& options)
{
    const Description& description = description_of(options);
    check(options);
    OutputFolder folder(options.out, fmt::format("scenario {}", options.system), options.existing);

    PartyFiles files(options.seed);
    description.make(Setting{options, files});
    // From here on every row and every trap is in its place; what follows only writes them down.

    Json about;
    about.set("made_by", "gauze-synth scenario 1")
        .set("system", options.system)
        .set("in_words", description.system.in_words)
        .set("seed", options.seed)
        .set("full", options.full)
        .set("per_mille_of_stated_size", options.per_mille);
    Json manifest = files.write(folder, options.hostile, about);
    folder.commit();
    return manifest;
}

} // namespace gauze::synth::scenario
