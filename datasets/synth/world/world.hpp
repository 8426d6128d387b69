// A synthetic country, one neighbourhood at a time. A neighbourhood is some four hundred people of some
// thirty postcodes in one postcode sector, their homes, and the others they are tied to (a father who lives
// elsewhere now); it is a pure function of the options and its number, so any part of a population of 100
// million can be made alone, on any thread, and a larger population begins with the smaller one.
#pragma once

#include "datasets/synth/world/person.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gauze::synth {

inline constexpr std::uint64_t most_people = 100'000'000;

struct WorldOptions {
    Seed seed = 1;
    Day today = Day(std::chrono::year{2025} / 1 /
                    1); // nobody lives beyond it; those born up to nine months after it are unborn
    std::string area = "United Kingdom"; // or a name from areas()
    std::filesystem::path lists;         // of Naming
};

// What `area` may be: "United Kingdom", nations and regions, and the local authorities of the scenarios
// ("Lambeth", "Camden", each London borough, "Oldham", "Bradford" ...), with their share of the country's
// people.
struct Area {
    std::string_view name;
    std::uint32_t per_million;
};
std::span<const Area> areas();

struct Neighbourhood {
    std::uint64_t number = 0;
    std::string sector;                // "LS12 3", where most of it lies
    std::vector<Person> people;        // household by household; their slots are their positions
    std::vector<Home> homes;           // now and before
    std::vector<Household> households; // today, of the living
    std::vector<Family> families;
    std::vector<Tie> ties() const; // derived; sorted by (from, to)
};

// Immutable: any number of threads. Some microseconds a person.
class World {
public:
    // Throws Error(usage) for an area that is not known, Error(input_missing) and Error(bad_data) for the
    // lists.
    explicit World(const WorldOptions& options);
    ~World();

    const WorldOptions& options() const noexcept;
    const Naming& naming() const noexcept;
    // Numbers below most_neighbourhoods (numbers.hpp), of which 10^8 people need about half.
    Neighbourhood neighbourhood(std::uint64_t number) const;
    // What must be equal for the same options to give the same people: version of the rules and of the
    // tables.
    std::string edition() const;

private:
    struct Parts;
    std::unique_ptr<const Parts> parts_;
};

// Makes neighbourhoods 0, 1, ... in parallel and hands what `make` made of each to `take`, in order, on the
// calling thread, until `take` says false. Memory does not grow with how far it goes.
template <class Product>
void each_neighbourhood(const World& world, const std::function<Product(const Neighbourhood&)>& make,
                        const std::function<bool(std::uint64_t number, Product&)>& take);

} // namespace gauze::synth

#include "datasets/synth/world/each_neighbourhood.hpp"
