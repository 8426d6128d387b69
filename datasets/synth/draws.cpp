#include "datasets/synth/draws.hpp"

#include <bit>
#include <cassert>

namespace gauze::synth {

namespace {

struct Product {
    std::uint32_t high, low;
};

Product multiply(std::uint32_t a, std::uint32_t b)
{
    const std::uint64_t product = std::uint64_t{a} * b;
    return {static_cast<std::uint32_t>(product >> 32), static_cast<std::uint32_t>(product)};
}

// The finaliser of SplitMix64: every bit of the input moves every bit of the output.
std::uint64_t mix(std::uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
}

} // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        const Product first = multiply(0xd2511f53u, counter[0]);
        const Product second = multiply(0xcd9e8d57u, counter[2]);
        counter = {second.high ^ counter[1] ^ key[0], second.low, first.high ^ counter[3] ^ key[1],
                   first.low};
        key[0] += 0x9e3779b9u;
        key[1] += 0xbb67ae85u;
    }
    return counter;
}

Draws::Draws(Seed seed, Purpose purpose, std::uint64_t index, std::uint32_t variant)
    : counter_{static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), 0,
               (static_cast<std::uint32_t>(purpose) << 16) | variant},
      key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}
{
    assert(variant < 65'536);
}

std::uint32_t Draws::next()
{
    if (used_ == words_.size()) {
        words_ = philox(counter_, key_);
        ++counter_[2];
        used_ = 0;
    }
    return words_[used_++];
}

std::uint64_t Draws::next_64()
{
    const std::uint64_t high = next();
    return (high << 32) | next();
}

std::uint32_t Draws::below(std::uint32_t bound)
{
    return static_cast<std::uint32_t>((std::uint64_t{next()} * bound) >> 32);
}

std::int32_t Draws::bell(std::int32_t deviation)
{
    // Twelve numbers, uniform in 0 ... 65,535: their sum has mean 6 * 65,535 and standard deviation 65,536.
    std::int64_t sum = -393'210;
    for (int i = 0; i < 6; ++i) {
        const std::uint32_t word = next();
        sum += (word & 0xffff) + (word >> 16);
    }
    return static_cast<std::int32_t>(sum * deviation / 65'536);
}

Permutation::Permutation(Seed seed, Purpose purpose, std::uint32_t variant, std::uint64_t size) : size_(size)
{
    assert(size > 0 && size <= std::uint64_t{1} << 62);
    const auto bits = static_cast<unsigned>(std::bit_width(size - 1));
    if (bits > 2) left_bits_ = bits / 2, right_bits_ = bits - bits / 2;
    Draws draws(seed, purpose, size, variant);
    for (std::uint64_t& key : keys_) key = draws.next_64();
}

std::uint64_t Permutation::operator()(std::uint64_t place) const
{
    assert(place < size_);
    do place = scramble(place);
    while (place >= size_);
    return place;
}

std::uint64_t Permutation::scramble(std::uint64_t value) const
{
    const std::uint64_t left_mask = (std::uint64_t{1} << left_bits_) - 1;
    const std::uint64_t right_mask = (std::uint64_t{1} << right_bits_) - 1;
    std::uint64_t left = value >> right_bits_, right = value & right_mask;
    for (std::size_t round = 0; round < rounds; round += 2) {
        left ^= mix(right ^ keys_[round]) & left_mask;
        right ^= mix(left ^ keys_[round + 1]) & right_mask;
    }
    return (left << right_bits_) | right;
}

} // namespace gauze::synth
