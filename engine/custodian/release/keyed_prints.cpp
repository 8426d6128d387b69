#include "engine/custodian/release/keyed_prints.hpp"

#include <cstring>

namespace gauze::custodian {

namespace {

Secret random_key()
{
    Secret key(32);
    random_bytes(key.fill());
    return key;
}

} // namespace

KeyedPrints::KeyedPrints() : hmac_(random_key().reveal()) {}

Print KeyedPrints::operator()(std::initializer_list<std::string_view> parts)
{
    std::size_t bytes = 0;
    for (const std::string_view part : parts) bytes += 4 + part.size();
    if (bytes > message_.value.capacity()) { // what grows would leave a copy behind
        wipe(std::as_writable_bytes(std::span(message_.value)));
        message_.value.clear();
        message_.value.reserve(2 * bytes);
    }
    message_.value.clear();
    for (const std::string_view part : parts) {
        for (unsigned shift = 0; shift < 32; shift += 8)
            message_.value += static_cast<char>(part.size() >> shift & 0xFF);
        message_.value += part;
    }
    const Digest digest = hmac_(bytes_of(message_.value));
    Print print;
    std::memcpy(&print.high, digest.data(), 8);
    std::memcpy(&print.low, digest.data() + 8, 8);
    return print;
}

} // namespace gauze::custodian
