#include "bloom/keyed/bigram_order.hpp"

#include <utility>

namespace gauze::keyed {

BigramOrder::BigramOrder(Bytes key) : BigramOrder(Hmac(key)) {}

BigramOrder::BigramOrder(Hmac hmac) : hmac_(std::move(hmac)), ranks_(width * width * sizeof(std::uint64_t)) {}

BigramOrder BigramOrder::clone() const { return BigramOrder(hmac_.clone()); }

std::uint64_t BigramOrder::computed(std::string_view token)
{
    const Digest digest = hmac_(bytes_of(token));
    std::uint64_t rank = 0;
    for (std::size_t i = 0; i < sizeof rank; ++i)
        rank = rank << 8 | std::to_integer<std::uint64_t>(digest[i]);
    return rank;
}

} // namespace gauze::keyed
