#include "engine/custodian/row_tokens.hpp"

#include <algorithm>
#include <cstring>

namespace gauze::custodian {

namespace {

constexpr std::size_t stock_size = 4096; // one call of the generator serves this many records

} // namespace

RowTokens RowTokens::random()
{
    RowTokens tokens;
    random_bytes(std::as_writable_bytes(std::span(&tokens.seed_, 1)));
    return tokens;
}

RowTokens RowTokens::seeded(std::string_view seed, std::string_view party)
{
    const Digest key = sha256(bytes_of(length_prefixed({"gauze-test-seed", seed, party})));
    RowTokens tokens;
    tokens.seeded_ = std::make_unique<Hmac>(key);
    std::memcpy(&tokens.seed_, sha256(key).data(), sizeof tokens.seed_);
    return tokens;
}

RowToken RowTokens::next(std::string_view record_id)
{
    RowToken token;
    if (seeded_) {
        const Digest digest = (*seeded_)(bytes_of(record_id));
        std::copy_n(digest.begin(), token.bytes.size(), token.bytes.begin());
        return token;
    }
    if (stock_.empty()) {
        stock_.resize(stock_size);
        random_bytes(std::as_writable_bytes(std::span(stock_)));
    }
    token = stock_.back();
    stock_.pop_back();
    return token;
}

} // namespace gauze::custodian
