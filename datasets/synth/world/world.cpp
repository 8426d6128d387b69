#include "datasets/synth/world/world.hpp"

#include "datasets/synth/world/assembling.hpp"
#include "datasets/synth/world/kin.hpp"
#include "datasets/synth/world/life.hpp"
#include "datasets/synth/world/moving.hpp"

#include <cassert>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

// Goes up whenever the same options would give other people.
constexpr int rules = 2;

} // namespace

struct World::Parts : Country {
    using Country::Country;
};

World::World(const WorldOptions& options) : parts_(std::make_unique<const Parts>(options)) {}

World::~World() = default;

const WorldOptions& World::options() const noexcept { return parts_->options; }

const Naming& World::naming() const noexcept { return parts_->naming; }

std::string World::edition() const { return fmt::format("world {}, {}", rules, parts_->naming.edition()); }

Neighbourhood World::neighbourhood(std::uint64_t number) const
{
    assert(number < most_neighbourhoods);
    Neighbourhood made;
    made.number = number;
    Making making{*parts_, made, parts_->places.stretch(number), {}, {}, {}};
    made.sector = parts_->places.sector(making.stretch.part, making.stretch.sector);
    making.shares = parts_->mix.around(parts_->options.seed, parts_->places, making.stretch, number);
    Kin(making).settle();
    live(making);
    move(making);
    gauze::synth::number(making);
    assemble(making);
    return made;
}

} // namespace gauze::synth
