// What a record is coarsely (project::Stratum), read from its cells; and what of it may leave. A value that
// few records of the file have would single them out, so it is sent as "other", and so that "other" does not
// single out anybody either, the next smallest goes with it.
#pragma once

#include "engine/custodian/plaintext.hpp"
#include "engine/project/policy.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// The rules of one stratum. Immutable and shared by all threads.
class StratumReader {
public:
    // `of`: the field whose value is looked at, if it is one.
    StratumReader(const project::Stratum& stratum, const project::Field* of);
    // The byte (before rare ones are folded) of a cell, or of a field's exact part (parts.hpp).
    std::uint8_t of(std::string_view cell) const;

private:
    std::uint8_t of_date(std::string_view digits) const;
    std::map<std::string, std::uint8_t, std::less<>> codes_;
    std::vector<project::Stratum::Value> bands_;
    std::uint32_t at_, earliest_ = 0, latest_ = 0;
};

// How many records of people have each byte of one stratum, and what becomes of it.
class StratumCounts {
public:
    explicit StratumCounts(std::uint32_t bytes) : counts_(bytes) {}
    void add(std::uint8_t byte) { ++counts_[byte]; }
    const std::vector<std::uint64_t>& counts() const noexcept { return counts_; }
    // By byte, the one that is sent: "other" for each that fewer than `smallest` have. Afterwards every byte
    // that is sent is sent for at least so many records, or all are "other".
    std::vector<std::uint8_t> sent(std::uint32_t smallest) const;

private:
    std::vector<std::uint64_t> counts_;
};

// Of one stratum or field, what the custodian's file sends: for its own summary.
struct SentCoarse {
    std::string name;
    bool rarity = false;             // classes of a field, or values of a stratum
    std::vector<std::string> values; // by byte
    std::vector<std::uint64_t> records;
    std::uint64_t folded = 0; // records whose value or class was too rare to be sent
};

} // namespace gauze::custodian
