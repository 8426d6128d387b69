// Scratches are dear (they remember values and tokens), so tasks borrow them. Any number of threads.
#pragma once

#include "bloom/base/parallel.hpp"
#include "engine/custodian/encoder.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

namespace gauze::custodian {

class ScratchPool {
public:
    explicit ScratchPool(const Encoder& encoder) : encoder_(encoder) {}
    std::unique_ptr<Encoder::Scratch> borrow()
    {
        {
            const std::lock_guard lock(guard_);
            if (!idle_.empty()) {
                auto scratch = std::move(idle_.back());
                idle_.pop_back();
                return scratch;
            }
        }
        return std::make_unique<Encoder::Scratch>(
            encoder_, std::min(most_memory_a_thread, memory_for_values / gauze::threads()));
    }
    void give_back(std::unique_ptr<Encoder::Scratch> scratch)
    {
        const std::lock_guard lock(guard_);
        idle_.push_back(std::move(scratch));
    }

private:
    static constexpr std::size_t memory_for_values = 160u << 20; // of all threads together
    static constexpr std::size_t most_memory_a_thread = 64u << 20;
    const Encoder& encoder_;
    std::mutex guard_;
    std::vector<std::unique_ptr<Encoder::Scratch>> idle_;
};

} // namespace gauze::custodian
