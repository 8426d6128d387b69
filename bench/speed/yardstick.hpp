// How encoders are usually written: OpenSSL's HMAC() is called for every token of every record. The measure
// by which bench/speed reports encoding.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gauze::speed {

// Sets `hashes` bits of `row`, which has `bits` bits, for the token: one HMAC-SHA-256 gives two numbers,
// whose sums are the positions (double hashing).
void set_token(std::string_view key, std::string_view token, std::uint32_t bits, std::uint32_t hashes,
               std::span<std::uint64_t> row);

} // namespace gauze::speed
