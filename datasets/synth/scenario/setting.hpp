// What the five descriptions share: sizes, references, choosing at random, planting, and looking at people
// with the standard corruption.
#pragma once

#include "bloom/base/parallel.hpp"
#include "datasets/synth/scenario/cast.hpp"
#include "datasets/synth/scenario/cells.hpp"
#include "datasets/synth/scenario/party_files.hpp"
#include "datasets/synth/scenario/scenario.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth::scenario {

// The preset "standard" (observe/preset.cpp): what each linked copy suffers.
const Preset& standard_corruption();

// An opaque reference: the n-th of a party's is a permutation's n-th value, behind a prefix.
class References {
public:
    References(Seed seed, std::uint32_t variant, std::string prefix)
        : order_(seed, Purpose::file_reference, variant, 100'000'000), prefix_(std::move(prefix))
    {}
    std::string operator()(std::uint64_t n) const;
    std::string next() { return (*this)(given_++); } // 0, 1, ...

private:
    Permutation order_;
    std::string prefix_;
    std::uint64_t given_ = 0;
};

struct Setting {
    const ScenarioOptions& options;
    PartyFiles& files;

    Seed seed() const noexcept { return options.seed; }
    // A size of the page, at the size asked for: rounded, and never to nothing.
    std::uint64_t size(std::uint64_t stated) const
    {
        return std::max<std::uint64_t>((stated * options.per_mille + 500) / 1'000, stated > 0 ? 1 : 0);
    }
    WorldOptions country(Day today) const;
    // Draws about one person or thing; `topic` tells uses apart within a system.
    Draws draws(std::uint64_t about, std::string_view topic) const;
    // A permutation of a use's own.
    Permutation shuffle(std::uint64_t size, std::string_view topic) const;

    // `wanted` places out of 0 ... size - 1 that `may` be chosen, at random, in increasing order. Throws
    // Error(internal) when there are not so many.
    std::vector<std::size_t> choose(std::string_view topic, std::size_t size, std::uint64_t wanted,
                                    const std::function<bool(std::size_t)>& may) const;
    // Chooses rows, changes them and writes down that it did.
    std::vector<std::size_t> plant(Table& table, const std::string& name, std::string_view stated,
                                   std::uint64_t wanted, const std::function<bool(std::size_t)>& may,
                                   const std::function<void(std::size_t)>& change) const;
};

// A parts in a hundred of a whole, rounded.
constexpr std::uint64_t percent_of(std::uint64_t whole, std::uint64_t percent)
{
    return (whole * percent + 50) / 100;
}

// One look at somebody (record.hpp) through a party's lens.
Record look_at(const Somebody& who, const Lens& lens, std::uint32_t look, ErrorCounts& counts);

// Adds a row for each item, made by `make(item, counts)`, in parallel, in the items' order.
template <class Item, class Make>
void fill(Table& table, const std::vector<Item>& items, Make make)
{
    constexpr std::size_t stretch = 512;
    struct Part {
        std::vector<Row> rows;
        ErrorCounts errors;
    };
    std::vector<Part> parts((items.size() + stretch - 1) / stretch);
    for_each_task(parts.size(), [&](std::size_t i) {
        for (std::size_t k = i * stretch; k < std::min((i + 1) * stretch, items.size()); ++k)
            parts[i].rows.push_back(make(items[k], parts[i].errors));
    });
    for (Part& part : parts) {
        for (Row& row : part.rows) table.add(row.person, std::move(row.cells));
        table.errors += part.errors;
    }
}

// The five, each in the file of its name. They describe parties and files; writing is done by the caller.
void make_leap(const Setting& setting);
void make_camden(const Setting& setting);
void make_liia(const Setting& setting);
void make_oldham(const Setting& setting);
void make_bradford(const Setting& setting);

} // namespace gauze::synth::scenario
