#include "datasets/synth/scenario/cast.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"

#include <cassert>
#include <utility>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

WorldOptions in_area(WorldOptions options, std::string_view area)
{
    options.area = area;
    return options;
}

} // namespace

Region::Region(WorldOptions options, std::string_view area, std::uint64_t place)
    : world_(in_area(std::move(options), area)), first_(place * most_neighbourhoods)
{
    assert(place < most_regions);
}

void Region::walk(std::string_view wanted, const Take& take) const
{
    const std::size_t largest_wave = std::size_t{4} * threads();
    std::size_t wave = threads();
    for (std::uint64_t start = 0; start < most_neighbourhoods; start += wave, wave = largest_wave) {
        std::vector<std::shared_ptr<Neighbourhood>> made(wave);
        for_each_task(wave, [&](std::size_t i) {
            made[i] = std::make_shared<Neighbourhood>(world_.neighbourhood(first_ + start + i));
        });
        for (std::size_t i = 0; i < wave && start + i < most_neighbourhoods; ++i)
            if (!take(made[i])) return;
    }
    throw Error(Exit::internal, fmt::format("{} has too few: {}", world_.options().area, wanted),
                "please report this with the seed");
}

const Home& home_of(const Neighbourhood& around, const Person& person, Day day)
{
    return around.homes[person.stay_on(day).home];
}

Balance::Balance(std::uint64_t groups, std::vector<Kind> kinds) : groups_(groups), left_(std::move(kinds)) {}

bool Balance::fits(std::span<const std::uint64_t> members) const
{
    assert(members.size() == left_.size());
    if (groups_ == 0) return false;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i] > left_[i].total) return false;
        const std::uint64_t rest = left_[i].total - members[i];
        if (rest < (groups_ - 1) * left_[i].least || rest > (groups_ - 1) * left_[i].most) return false;
    }
    return true;
}

void Balance::take(std::span<const std::uint64_t> members)
{
    assert(fits(members));
    --groups_;
    for (std::size_t i = 0; i < members.size(); ++i) left_[i].total -= members[i];
}

} // namespace gauze::synth::scenario
