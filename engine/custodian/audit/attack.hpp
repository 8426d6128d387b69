// What every attack of an audit is given, and what it comes to.
#pragma once

#include "engine/custodian/audit/picture.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gauze::custodian {

// The released people, as the linkage unit sees them, and a register as the attacker sees it under a key of
// his own. The register holds every released person, in the very words of the file.
struct Attacked {
    const Picture& released;
    const Picture& register_;
    std::vector<std::size_t> truth; // by released record: its row in the register
};

// Of `tried` people so many were named right. A tie counts by the chance that a guess among the equals is
// right, so `named` need not be whole.
struct Named {
    double named = 0;
    std::size_t tried = 0;
    double rate() const noexcept { return tried == 0 ? 0 : named / static_cast<double>(tried); }
};

// `count` of the numbers below `of`, drawn without replacement, ascending.
std::vector<std::size_t> drawn(std::size_t count, std::size_t of, std::uint64_t seed);
// All other numbers below `of`.
std::vector<std::size_t> others(const std::vector<std::size_t>& those, std::size_t of);

} // namespace gauze::custodian
