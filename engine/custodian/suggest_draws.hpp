// Numbers drawn for `policy suggest`. The same seed gives the same numbers on every machine and with any
// number of threads, so that two runs over one file propose the same list.
#pragma once

#include "engine/custodian/repeats.hpp"

#include <cstddef>
#include <cstdint>

namespace gauze::custodian {

class Draws {
public:
    explicit Draws(std::uint64_t seed, std::uint64_t stream = 0) : seed_(seed), stream_(stream) {}
    std::uint64_t next()
    {
        const std::uint64_t place[] = {seed_, stream_, drawn_++};
        return print_of(place, sizeof place);
    }
    double share() { return static_cast<double>(next() >> 11) * 0x1p-53; } // from 0 to below 1
    // `most` > 0; the bias is below most / 2^64.
    std::size_t below(std::size_t most) { return static_cast<std::size_t>(next() % most); }

private:
    std::uint64_t seed_, stream_, drawn_ = 0;
};

} // namespace gauze::custodian
