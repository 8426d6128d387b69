// What blocking finds, costs and loses on data with truth, method by method; and whether what a sample says
// of the loss is so.
//
// Two different losses are looked at. *Completeness* is of true pairs: the share of them that share a block.
// The *loss* is what `gauze plan` states without any truth: of the pairs that the views show to be alike, the
// share that no block has. Its true value is found by taking all records instead of a sample.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/linkage/probe.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gauze::lab {

struct BlockingOptions {
    std::filesystem::path fields; // FIELDS.toml with [[block]]s
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path truth;
    std::vector<std::string> profiles = {"plain", "standard", "tolerant"}; // whose methods are measured
    bool dedup = false;
    std::string id_column = "id";
    std::string seed = "1";
};

// The stated loss against the true one, of a party pair.
struct LossCheck {
    linkage::Loss whole;               // all records: the true loss
    std::vector<linkage::Loss> stated; // by sample
    bool holds(std::size_t sample) const noexcept;
    std::size_t held() const noexcept; // samples whose interval holds the true loss
};

struct BlockingResult {
    std::string profile, method;
    std::uint64_t true_pairs = 0, together = 0;     // and of these in a block
    std::uint64_t records = 0, candidates = 0;      // of the first file of each pair; different pairs
    std::uint64_t most_rows_a = 0, most_rows_b = 0; // of the largest block: most rows on each side
    std::vector<LossCheck> losses;                  // by party pair
    double completeness() const noexcept
    {
        return true_pairs == 0 ? 1 : static_cast<double>(together) / static_cast<double>(true_pairs);
    }
    double candidates_per_record() const noexcept
    {
        return records == 0 ? 0 : static_cast<double>(candidates) / static_cast<double>(records);
    }
    // Over all party pairs.
    std::size_t samples() const noexcept;
    std::size_t held() const noexcept;
    Json to_json() const;
};

// Samples that are drawn of each party pair. They have no record in common: each is a tenth of the first
// party, and 5,000 records at most.
inline constexpr std::size_t loss_samples = 10;
inline constexpr std::size_t most_sampled = 5000;

// Encodes under each profile, in a folder that goes again, and measures the methods of it. On all threads.
// Throws Error.
std::vector<BlockingResult> measure_blocking(const BlockingOptions& options);

} // namespace gauze::lab
