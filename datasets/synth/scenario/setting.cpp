#include "datasets/synth/scenario/setting.hpp"

#include "bloom/base/error.hpp"

#include <cassert>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

// FNV-1a, folded. Two uses that met here would share draws: harmless for the truth, so it is not guarded
// against.
std::uint32_t sixteen_bits_of(std::string_view text)
{
    std::uint32_t hash = 2'166'136'261u;
    for (const char character : text) hash = (hash ^ static_cast<unsigned char>(character)) * 16'777'619u;
    return (hash >> 16) ^ (hash & 0xffffu);
}

} // namespace

const Preset& standard_corruption()
{
    const Preset* preset = preset_named("standard");
    assert(preset != nullptr);
    return *preset;
}

std::string References::operator()(std::uint64_t n) const
{
    return fmt::format("{}{:08}", prefix_, order_(n));
}

WorldOptions Setting::country(Day today) const
{
    WorldOptions world;
    world.seed = seed();
    world.today = today;
    world.lists = options.lists;
    return world;
}

Draws Setting::draws(std::uint64_t about, std::string_view topic) const
{
    return {seed(), Purpose::scenario, about, sixteen_bits_of(topic)};
}

Permutation Setting::shuffle(std::uint64_t size, std::string_view topic) const
{
    return {seed(), Purpose::scenario, sixteen_bits_of(topic), std::max<std::uint64_t>(size, 1)};
}

std::vector<std::size_t> Setting::choose(std::string_view topic, std::size_t size, std::uint64_t wanted,
                                         const std::function<bool(std::size_t)>& may) const
{
    const Permutation order = shuffle(size, topic);
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < size && chosen.size() < wanted; ++i)
        if (const std::size_t place = order(i); may(place)) chosen.push_back(place);
    if (chosen.size() < wanted)
        throw Error(Exit::internal, fmt::format("the scenario has too few for '{}'", topic),
                    "please report this with the seed");
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

std::vector<std::size_t> Setting::plant(Table& table, const std::string& name, std::string_view stated,
                                        std::uint64_t wanted, const std::function<bool(std::size_t)>& may,
                                        const std::function<void(std::size_t)>& change) const
{
    const std::vector<std::size_t> rows =
        choose(fmt::format("{}/{} {}", table.party(), table.file(), name), table.size(), wanted, may);
    Planted& planted = files.planted(name, stated);
    for (const std::size_t row : rows) {
        change(row);
        planted.add(table, row);
    }
    return rows;
}

Record look_at(const Somebody& who, const Lens& lens, std::uint32_t look, ErrorCounts& counts)
{
    return observe(*who.world, *who.around, who.slot, lens, look, counts);
}

} // namespace gauze::synth::scenario
