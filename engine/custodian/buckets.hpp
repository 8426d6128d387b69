// How the tokens of a block fall into buckets: counted while a file is encoded, so that its custodian sees
// before sending it what a bucket will show. Exact, with 4 bytes for each possible token (16 MiB for the most
// bits that a policy may ask for), whatever the number of rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gauze::custodian {

class Buckets {
public:
    explicit Buckets(std::uint32_t bits) : counts_(std::size_t{1} << bits) {}
    void add(std::uint64_t token) { ++counts_[token], ++records_; }
    std::uint64_t records() const noexcept { return records_; }
    // Records to a token: in the mean over the tokens that somebody has, of the commonest, and of the rarest.
    struct Sizes {
        double mean = 0;
        std::uint64_t largest = 0, smallest = 0;
    };
    Sizes sizes() const noexcept;

private:
    std::vector<std::uint32_t> counts_; // an encoded file has at most 2^32 - 1 rows
    std::uint64_t records_ = 0;
};

// What `encode` measured of a block: records to a token.
struct MeasuredBlock {
    std::string name;
    std::uint32_t bits = 0;
    double expected = 0; // of a register as large as the policy says, were its values spread evenly
    double evenly = 0;   // the same of this file
    Buckets::Sizes found;
    double missing = 0; // share of records without a token
};

} // namespace gauze::custodian
