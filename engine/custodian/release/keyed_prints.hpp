// References of people, remembered without being kept: 128 bits of HMAC-SHA-256 under a key that is drawn in
// this process and dies with it. NHS numbers are few enough to be tried one by one, so a plain hash of one is
// the number.
#pragma once

#include "bloom/base/crypto.hpp"
#include "engine/custodian/normalize.hpp"

#include <compare>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace gauze::custodian {

struct Print {
    std::uint64_t high = 0, low = 0;
    auto operator<=>(const Print&) const = default;
};

// One thread.
class KeyedPrints {
public:
    KeyedPrints(); // a key of its own
    // Each part behind its length: no two different lists give the same bytes.
    Print operator()(std::initializer_list<std::string_view> parts);

private:
    Hmac hmac_;
    WipedText message_;
};

} // namespace gauze::custodian
