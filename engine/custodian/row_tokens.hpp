// Where row tokens come from: the operating system's generator, or, for tests and the laboratory, a
// pseudorandom function of a seed, the party and the record's own reference, so that a run can be repeated
// byte by byte.
#pragma once

#include "bloom/base/row_token.hpp"
#include "engine/custodian/plaintext.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

class RowTokens {
public:
    static RowTokens random();
    static RowTokens seeded(std::string_view seed, std::string_view party);
    // The token of the next record. `record_id` is used with a seed only.
    RowToken next(std::string_view record_id);
    // A number for whatever else must be drawn in the same run: random, or the seed's.
    std::uint64_t seed() const noexcept { return seed_; }

private:
    std::unique_ptr<Hmac> seeded_;
    std::vector<RowToken> stock_;
    std::uint64_t seed_ = 0;
};

} // namespace gauze::custodian
