// Union and find: which of some numbered things hang together. Halves paths as it looks, so that a look
// costs next to nothing.
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace gauze::linkage {

class Components {
public:
    explicit Components(std::size_t things) : parent_(things), size_(things, 1)
    {
        std::iota(parent_.begin(), parent_.end(), 0u);
    }

    // A number that two things share if and only if they hang together.
    std::uint32_t of(std::uint32_t thing)
    {
        while (parent_[thing] != thing) thing = parent_[thing] = parent_[parent_[thing]];
        return thing;
    }
    std::uint32_t size(std::uint32_t thing) { return size_[of(thing)]; }

    // Nothing happens if they hang together already.
    void tie(std::uint32_t a, std::uint32_t b)
    {
        a = of(a);
        b = of(b);
        if (a == b) return;
        if (size_[a] < size_[b]) std::swap(a, b);
        parent_[b] = a;
        size_[a] += size_[b];
    }

private:
    std::vector<std::uint32_t> parent_, size_;
};

} // namespace gauze::linkage
