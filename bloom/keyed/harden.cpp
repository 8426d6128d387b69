#include "bloom/keyed/harden.hpp"

#include "bloom/keyed/key_stream.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::keyed {

namespace {

void clear_behind(RowToFill row, std::uint32_t bits) noexcept
{
    if (bits % 64 != 0) row[bits / 64] &= (std::uint64_t{1} << bits % 64) - 1;
    std::fill(row.begin() + static_cast<std::ptrdiff_t>(words_of(bits)), row.end(), std::uint64_t{0});
}

} // namespace

void fold(Row row, std::uint32_t bits, std::uint32_t times, RowToFill into)
{
    assert(times < 32 && bits > 0 && bits % (std::uint32_t{1} << times) == 0);
    assert(row.size() >= words_of(bits) && into.size() >= words_of(bits >> times));
    std::vector<std::uint64_t> held(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(words_of(bits)));
    for (; times > 0; --times) {
        bits /= 2;
        if (bits % 64 == 0) {
            for (std::size_t w = 0; w < bits / 64; ++w) held[w] ^= held[w + bits / 64];
        } else {
            for (std::size_t i = 0; i < bits; ++i)
                held[i / 64] ^= std::uint64_t{bit_of(held, i + bits)} << i % 64;
            clear_behind(held, bits);
        }
    }
    std::copy_n(held.begin(), words_of(bits), into.begin());
    clear_behind(into, bits);
    wipe(std::as_writable_bytes(std::span(held)));
}

void rule90(Row row, std::uint32_t bits, RowToFill into)
{
    assert(bits > 0 && row.size() >= words_of(bits) && into.size() >= words_of(bits) &&
           into.data() != row.data());
    const std::size_t words = words_of(bits);
    // All but the two ends have their neighbours a shift away.
    for (std::size_t w = 0; w < words; ++w) {
        const std::uint64_t before = row[w] << 1 | (w == 0 ? 0 : row[w - 1] >> 63);
        const std::uint64_t behind = row[w] >> 1 | (w + 1 == words ? 0 : row[w + 1] << 63);
        into[w] = before ^ behind;
    }
    const std::size_t last = bits - 1;
    into[0] ^= std::uint64_t{bit_of(row, last)};
    into[last / 64] ^= std::uint64_t{bit_of(row, 0)} << last % 64;
    clear_behind(into, bits);
}

// Fisher-Yates from the top: place k changes with one drawn from the places up to it.
Balance::Balance(Bytes key, std::uint32_t bits) : bits_(bits), sources_(std::size_t{2} * bits * 4)
{
    assert(bits >= 1 && bits <= std::uint32_t{1} << 30);
    Hmac hmac(key);
    KeyStream stream(hmac, "");
    const std::span sources(reinterpret_cast<std::uint32_t*>(sources_.fill().data()), shown_bits());
    std::iota(sources.begin(), sources.end(), 0u);
    for (std::uint32_t k = shown_bits() - 1; k > 0; --k)
        std::swap(sources[k], sources[stream.next_below(k + 1)]);
}

void Balance::apply(Row row, RowToFill into) const
{
    assert(row.size() >= words_of(bits_) && into.size() >= words_of(shown_bits()));
    const auto* sources = reinterpret_cast<const std::uint32_t*>(sources_.reveal().data());
    std::fill(into.begin(), into.end(), std::uint64_t{0});
    for (std::size_t k = 0; k < shown_bits(); ++k) {
        const std::uint32_t from = sources[k];
        add_bit(into, k, from < bits_ ? bit_of(row, from) : !bit_of(row, from - bits_));
    }
}

Blip::Blip(Bytes key, std::uint32_t per_mille) : hmac_(key), per_mille_(per_mille)
{
    assert(per_mille <= 1000);
}

void Blip::flip(Bytes nonce, std::uint32_t bits, RowToFill row) const
{
    assert(row.size() >= words_of(bits));
    Hmac hmac = hmac_.clone();
    KeyStream stream(hmac, std::string(reinterpret_cast<const char*>(nonce.data()), nonce.size()));
    for (std::size_t i = 0; i < bits; ++i)
        if (stream.next_below(1000) < per_mille_) row[i / 64] ^= std::uint64_t{1} << i % 64;
}

} // namespace gauze::keyed
