#include "bloom/base/hmac_lanes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>

namespace gauze {

namespace {

constexpr std::size_t block_size = 64, words_per_block = 16, words_per_state = 8;
constexpr std::size_t most_lanes = 16;

// FIPS 180-4, section 4.2.2.
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
constexpr std::array<std::uint32_t, words_per_state> first_state{
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// The compression below is written once for any number of lanes. A wide type is wrapped in a struct, because
// a template forgets the attributes of its arguments.
struct OneLane {
    using Words = std::uint32_t;
};
#if defined(__x86_64__)
struct EightLanes {
    using Words = std::uint32_t __attribute__((vector_size(32)));
    static constexpr std::size_t count = 8;
};
struct SixteenLanes {
    using Words = std::uint32_t __attribute__((vector_size(64)));
    static constexpr std::size_t count = 16;
};
#endif

#define GAUZE_ROTATED(x, n) ((x) >> (n) | (x) << (32 - (n)))

// FIPS 180-4, section 6.2.2, on `Lanes::count` messages at once: `state` and `message` hold a word of every
// lane in each element. The message's words are used up. Always inlined, so that each caller's instructions
// apply.
template <class Lanes>
[[gnu::always_inline]] inline void compress(typename Lanes::Words* state, typename Lanes::Words* message)
{
    using Words = typename Lanes::Words;
    Words a = state[0], b = state[1], c = state[2], d = state[3];
    Words e = state[4], f = state[5], g = state[6], h = state[7];
    for (std::size_t sixteen = 0; sixteen < 64; sixteen += words_per_block) {
#pragma GCC unroll 16
        for (std::size_t i = 0; i < words_per_block; ++i) {
            if (sixteen > 0) {
                const Words w1 = message[(i + 1) % 16], w14 = message[(i + 14) % 16];
                const Words s0 = GAUZE_ROTATED(w1, 7) ^ GAUZE_ROTATED(w1, 18) ^ w1 >> 3;
                const Words s1 = GAUZE_ROTATED(w14, 17) ^ GAUZE_ROTATED(w14, 19) ^ w14 >> 10;
                message[i] += s0 + message[(i + 9) % 16] + s1;
            }
            const Words sum1 = GAUZE_ROTATED(e, 6) ^ GAUZE_ROTATED(e, 11) ^ GAUZE_ROTATED(e, 25);
            const Words choice = g ^ (e & (f ^ g));
            const Words t1 = h + sum1 + choice + (message[i] + round_constants[sixteen + i]);
            const Words sum0 = GAUZE_ROTATED(a, 2) ^ GAUZE_ROTATED(a, 13) ^ GAUZE_ROTATED(a, 22);
            const Words majority = (a & b) | (c & (a | b));
            h = g, g = f, f = e, e = d + t1;
            d = c, c = b, b = a, a = t1 + (sum0 + majority);
        }
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

#undef GAUZE_ROTATED

// One round of lanes: `words` holds the padded messages by word and lane, `pads` the two states of the key.
// Leaves the first two words of each digest in the first two rows of `words`.
template <class Lanes>
[[gnu::always_inline]] inline void hmac_round(const std::uint32_t* pads, std::uint32_t* words)
{
    using Words = typename Lanes::Words;
    Words message[words_per_block], state[words_per_state], inner[words_per_block];
    std::memcpy(message, words, sizeof message);
    for (std::size_t i = 0; i < words_per_state; ++i) inner[i] = Words{} + pads[i];
    compress<Lanes>(inner, message);
    // The inner digest is the outer message: 32 bytes behind a block of 64.
    inner[words_per_state] = Words{} + 0x80000000u;
    for (std::size_t i = words_per_state + 1; i < words_per_block; ++i) inner[i] = Words{};
    inner[words_per_block - 1] += (block_size + sizeof(Digest)) * 8;
    for (std::size_t i = 0; i < words_per_state; ++i) state[i] = Words{} + pads[words_per_state + i];
    compress<Lanes>(state, inner);
    std::memcpy(words, state, 2 * sizeof(Words));
}

using Round = void (*)(const std::uint32_t* pads, std::uint32_t* words);

#if defined(__x86_64__)
__attribute__((target("avx2"))) void round_avx2(const std::uint32_t* pads, std::uint32_t* words)
{
    hmac_round<EightLanes>(pads, words);
}
__attribute__((target("avx512f,avx512bw"))) void round_avx512(const std::uint32_t* pads, std::uint32_t* words)
{
    hmac_round<SixteenLanes>(pads, words);
}
#endif

struct Kernel {
    Round round = nullptr; // none: the plain twin does it
    std::size_t lanes = 1;
};

Kernel kernel_of(VectorWidth width)
{
#if defined(__x86_64__)
    if (width == VectorWidth::avx512) return {round_avx512, SixteenLanes::count};
    if (width == VectorWidth::avx2) return {round_avx2, EightLanes::count};
#endif
    (void)width;
    return {};
}

std::uint32_t big_endian(const std::byte* bytes)
{
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return std::endian::native == std::endian::little ? __builtin_bswap32(word) : word;
}

std::uint64_t first_word(const Digest& digest)
{
    return std::uint64_t{big_endian(digest.data())} << 32 | big_endian(digest.data() + 4);
}

// Behind the message a one bit, zeros, and the number of bits with the key pad's block counted in.
void set_lane(const std::byte* message, std::size_t length, std::byte* block, std::uint32_t* words,
              std::size_t lanes, std::size_t lane)
{
    std::memset(block, 0, block_size);
    if (length > 0) std::memcpy(block, message, length);
    block[length] = std::byte{0x80};
    for (std::size_t w = 0; w + 1 < words_per_block; ++w) words[w * lanes + lane] = big_endian(block + 4 * w);
    words[(words_per_block - 1) * lanes + lane] = static_cast<std::uint32_t>((block_size + length) * 8);
}

// The state behind one block: the key, padded with zeros, each byte with `pad` added.
void state_behind_pad(Bytes key, std::byte pad, std::span<std::byte> block, std::uint32_t* state)
{
    std::ranges::fill(block, std::byte{0});
    std::ranges::copy(key, block.begin());
    for (auto& byte : block) byte ^= pad;
    std::array<std::uint32_t, words_per_block> words{};
    for (std::size_t w = 0; w < words_per_block; ++w) words[w] = big_endian(block.data() + 4 * w);
    std::ranges::copy(first_state, state);
    compress<OneLane>(state, words.data());
    wipe(std::as_writable_bytes(std::span(words)));
}

Secret pads_of(Bytes key)
{
    Secret shorter(sizeof(Digest)), block(block_size), pads(2 * words_per_state * sizeof(std::uint32_t));
    if (key.size() > block_size) {
        const Digest digest = sha256(key);
        std::ranges::copy(digest, shorter.fill().begin());
        key = shorter.reveal();
    }
    auto* states = reinterpret_cast<std::uint32_t*>(pads.fill().data());
    state_behind_pad(key, std::byte{0x36}, block.fill(), states);
    state_behind_pad(key, std::byte{0x5c}, block.fill(), states + words_per_state);
    return pads;
}

} // namespace

HmacLanes::HmacLanes(Bytes key, VectorWidth width) : HmacLanes(Hmac(key), pads_of(key), width) {}

HmacLanes::HmacLanes(Hmac plain, Secret pads, VectorWidth width)
    : plain_(std::move(plain)),
      pads_(std::move(pads)),
      work_(block_size * (most_lanes + 1)),
      width_(runs_here(width) ? width : VectorWidth::scalar)
{}

HmacLanes HmacLanes::clone() const { return {plain_.clone(), Secret(pads_.reveal()), width_}; }

void HmacLanes::first_words(const std::byte* messages, std::size_t stride,
                            std::span<const std::uint8_t> lengths, std::span<std::uint64_t> out)
{
    assert(lengths.size() == out.size());
    const auto [round, lanes] = kernel_of(width_);
    const auto* pads = reinterpret_cast<const std::uint32_t*>(pads_.reveal().data());
    auto* words = reinterpret_cast<std::uint32_t*>(work_.fill().data());
    std::byte* block = work_.fill().data() + block_size * most_lanes;
    std::array<std::size_t, most_lanes> who{}; // the message in each lane
    std::size_t taken = 0;
    const auto run = [&, round = round, lanes = lanes] {
        round(pads, words);
        for (std::size_t l = 0; l < taken; ++l)
            out[who[l]] = std::uint64_t{words[l]} << 32 | words[lanes + l];
        taken = 0;
    };
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        const std::byte* message = messages + i * stride;
        if (round == nullptr || lengths[i] > longest_in_lane) {
            out[i] = first_word(plain_({message, lengths[i]}));
            continue;
        }
        set_lane(message, lengths[i], block, words, lanes, taken);
        who[taken++] = i;
        if (taken == lanes) run();
    }
    if (taken > 0) run(); // lanes not taken hold what was there before; nobody reads them
}

} // namespace gauze
