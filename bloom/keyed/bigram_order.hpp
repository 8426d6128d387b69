// A secret order of tokens. The one that comes first among a record's tokens (a min-hash; Broder 1997) is the
// same in two records with probability equal to the Jaccard likeness of their token sets: the tolerant part
// of a match key. A token's rank is the first 8 bytes, big-endian, of HMAC-SHA-256(key, token).
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error                                                                                                       \
    "Hashing under the project secret is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/crypto.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gauze::keyed {

// Remembers the ranks of tokens of two printable ASCII characters, in locked memory. One thread; `clone`
// gives another its own.
class BigramOrder {
public:
    explicit BigramOrder(Bytes key);
    BigramOrder clone() const;

    std::uint64_t rank(std::string_view token)
    {
        if (token.size() == 2) {
            const auto first = static_cast<unsigned char>(token[0] - lowest);
            const auto second = static_cast<unsigned char>(token[1] - lowest);
            if (first < width && second < width) {
                std::uint64_t& known = ranks()[first * width + second];
                if (known == 0) known = computed(token);
                return known;
            }
        }
        return computed(token);
    }

    // Which of the tokens comes first: an index, the lower of two that are equal; tokens.size() if there are
    // none. `Tokens` has size() and an operator[] that gives a std::string_view.
    template <class Tokens>
    std::size_t smallest(const Tokens& tokens)
    {
        std::size_t best = tokens.size();
        std::uint64_t lowest_rank = 0;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const std::uint64_t r = rank(tokens[i]);
            if (best == tokens.size() || r < lowest_rank) best = i, lowest_rank = r;
        }
        return best;
    }

private:
    static constexpr char lowest = 32;
    static constexpr std::size_t width = 96;
    explicit BigramOrder(Hmac hmac);
    std::uint64_t* ranks() noexcept { return reinterpret_cast<std::uint64_t*>(ranks_.fill().data()); }
    std::uint64_t computed(std::string_view token);
    Hmac hmac_;
    Secret ranks_; // by first and second character; 0 where it is not known yet
};

} // namespace gauze::keyed
