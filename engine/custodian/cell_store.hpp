// Cells of many rows, end to end in memory, until the row tokens decide their order: the payload and the
// custodian's own references. Holds plaintext, so every block is wiped; cells never move once stored. One
// writer, then any number of readers.
#pragma once

#include "engine/custodian/plaintext.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gauze::custodian {

class CellStore {
public:
    explicit CellStore(std::size_t columns) : columns_(columns) {}
    void add(std::string_view cell)
    {
        if (blocks_.empty() || cell.size() > left_) {
            left_ = std::max(block, cell.size());
            blocks_.emplace_back(left_);
        }
        char* place = reinterpret_cast<char*>(blocks_.back().fill().data() + blocks_.back().size() - left_);
        cell.copy(place, cell.size());
        left_ -= cell.size();
        cells_.emplace_back(place, cell.size());
    }
    // The cells of one row, in the order in which they were added.
    std::span<const std::string_view> row(std::size_t r) const
    {
        return {cells_.data() + r * columns_, columns_};
    }

private:
    static constexpr std::size_t block = 1u << 20;
    std::size_t columns_;
    std::size_t left_ = 0;
    std::vector<Secret> blocks_;
    std::vector<std::string_view> cells_;
};

} // namespace gauze::custodian
