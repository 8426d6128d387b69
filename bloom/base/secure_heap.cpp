// The size: a private key of a party takes 32 bytes, the state of a random generator some hundred for each
// thread that draws from it. When the heap is full OpenSSL fails instead of falling back, so there is room to
// spare; and 256 KiB can be locked under the limits that Linux has set since 5.16.
#include "bloom/base/secure_heap.hpp"

#include <openssl/crypto.h>

namespace gauze {

bool open_secure_heap() noexcept
{
    if (has_secure_heap()) return true;
    constexpr std::size_t size = std::size_t{256} << 10, smallest = 32;
    return CRYPTO_secure_malloc_init(size, smallest) != 0;
}

bool has_secure_heap() noexcept { return CRYPTO_secure_malloc_initialized() == 1; }

} // namespace gauze
