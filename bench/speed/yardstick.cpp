#include "bench/speed/yardstick.hpp"

#include <cstring>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace gauze::speed {

void set_token(std::string_view key, std::string_view token, std::uint32_t bits, std::uint32_t hashes,
               std::span<std::uint64_t> row)
{
    unsigned char digest[32];
    unsigned length = sizeof digest;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(token.data()), token.size(), digest, &length);
    std::uint64_t a = 0, b = 0;
    std::memcpy(&a, digest, 8);
    std::memcpy(&b, digest + 8, 8);
    for (std::uint32_t k = 0; k < hashes; ++k) {
        const std::uint64_t p = (a + k * b) % bits;
        row[p / 64] |= std::uint64_t{1} << p % 64;
    }
}

} // namespace gauze::speed
