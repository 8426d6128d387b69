// Many row tokens that are only asked for: 16 bytes each. One thread; sorted when first asked after an
// insert.
#pragma once

#include "bloom/base/row_token.hpp"

#include <algorithm>
#include <vector>

namespace gauze {

class TokenSet {
public:
    void insert(const RowToken& token)
    {
        tokens_.push_back(token);
        sorted_ = false;
    }
    void insert(const TokenSet& others)
    {
        tokens_.insert(tokens_.end(), others.tokens_.begin(), others.tokens_.end());
        sorted_ = false;
    }
    bool contains(const RowToken& token) const { return std::ranges::binary_search(all(), token); }
    bool empty() const noexcept { return tokens_.empty(); }
    std::size_t size() const { return all().size(); } // different ones
    // Ascending, none twice.
    const std::vector<RowToken>& all() const
    {
        if (!sorted_) {
            std::ranges::sort(tokens_);
            const auto twice = std::ranges::unique(tokens_);
            tokens_.erase(twice.begin(), twice.end());
            sorted_ = true;
        }
        return tokens_;
    }

private:
    mutable std::vector<RowToken> tokens_;
    mutable bool sorted_ = true;
};

} // namespace gauze
