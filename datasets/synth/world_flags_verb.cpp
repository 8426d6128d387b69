#include "datasets/synth/world_flags_verb.hpp"

#include "bloom/base/error.hpp"
#include "datasets/synth/world/iso_day.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

namespace gauze::synth {

void WorldFlags::add_to(project::Verb& verb)
{
    verb.number("--seed", seed_, "the same seed gives the same people (default 1)")
        .text("--area", area_, "where they live: United Kingdom (the default), a nation, a region, a council")
        .text("--today", today_, "the day of which the files speak (default 2025-01-01)")
        .text("--lists", lists_, "folder of name lists, or none (default: $GAUZE_DATA/names if it is there)");
}

WorldOptions WorldFlags::options() const
{
    WorldOptions options;
    options.seed = seed_;
    options.area = known_area(area_);
    if (!today_.empty()) options.today = today_from(today_, "--today");
    options.lists = lists_folder(lists_);
    return options;
}

std::string known_area(const std::string& area)
{
    std::vector<std::string> names;
    for (const Area& known : areas()) names.emplace_back(known.name);
    if (std::find(names.begin(), names.end(), area) != names.end()) return area;
    const std::string meant = project::closest(area, names);
    throw Error(Exit::usage, fmt::format("--area: no area is called '{}'", area),
                meant.empty()
                    ? "a nation, region or council as the census writes it, such as Wales, London or Oldham"
                    : fmt::format("did you mean '{}'?", meant));
}

Day today_from(const std::string& text, std::string_view where)
{
    const std::optional<Day> day = day_from_iso(text);
    if (!day)
        throw Error(Exit::usage, fmt::format("{}: '{}' is no date", where, text), "write it as 2025-01-31");
    using namespace std::chrono;
    if (*day < Day(1950y / 1 / 1) || *day > Day(2099y / 12 / 31))
        throw Error(Exit::usage, fmt::format("{}: a day from 1950-01-01 to 2099-12-31", where));
    return *day;
}

std::filesystem::path lists_folder(const std::string& flag)
{
    if (flag == "none") return {};
    if (!flag.empty()) return flag;
    const char* const data = std::getenv("GAUZE_DATA");
    if (data == nullptr || *data == '\0') return {};
    const std::filesystem::path names = std::filesystem::path(data) / "names";
    std::error_code unknown;
    return std::filesystem::is_directory(names, unknown) ? names : std::filesystem::path();
}

} // namespace gauze::synth
