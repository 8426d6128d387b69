// The body of each_neighbourhood (world.hpp): waves of neighbourhoods, made in parallel, read in order.
#pragma once

#include "bloom/base/parallel.hpp"
#include "datasets/synth/world/world.hpp"

namespace gauze::synth {

template <class Product>
void each_neighbourhood(const World& world, const std::function<Product(const Neighbourhood&)>& make,
                        const std::function<bool(std::uint64_t number, Product&)>& take)
{
    // The first wave is small, so that a small population costs little.
    const std::size_t largest_wave = std::size_t{8} * threads();
    std::size_t wave = threads();
    for (std::uint64_t first = 0;; first += wave, wave = largest_wave) {
        std::vector<Product> products(wave);
        for_each_task(wave, [&](std::size_t i) { products[i] = make(world.neighbourhood(first + i)); });
        for (std::size_t i = 0; i < wave; ++i)
            if (!take(first + i, products[i])) return;
    }
}

} // namespace gauze::synth
