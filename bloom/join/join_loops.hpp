// The loops of join_kernel.hpp, written once over a register of some width. Each processor's source defines
// `Lane` (the register and the few operations that have an instruction of their own) and includes this
// inside its own unnamed namespace.
//
// Counting. Planes are added up as bits side by side: a counter of weight 1, 2, 4 ... is a register, a full
// adder turns three registers of weight w into one of weight w and one of weight 2 w. Sixteen planes are
// taken in by fifteen full adders and leave one carry of weight 16, which ripples. The counters do not start
// at zero but at 2^b - least, so that the lanes that reach `least` are those where bit b has been set.
// (Carry-save counting: Harley and Seal; Mula, Kurz and Lemire 2018, here down a column of many records.)

// This file has no include guard on purpose and needs <cstddef>, <cstdint> and join_kernel.hpp before it.

constexpr std::size_t register_bytes = sizeof(Lane::Register);
constexpr std::size_t register_words = register_bytes / 8;
constexpr std::size_t registers_in_plane = plane_words / register_words;
using Register = Lane::Register;

inline void full_add(Register a, Register b, Register c, Register& sum, Register& carry)
{
    Lane::full_add(a, b, c, sum, carry);
}

struct Low { // counters of weight 1 to 8
    Register w1, w2, w4, w8;
};

inline Register plane_at(const char* planes, std::uint64_t entry)
{
    return Lane::load(planes + 8 * (entry & 0xffff));
}

// Takes in sixteen listed planes; what overflows weight 8 is returned.
inline Register absorb(const char* planes, const std::uint16_t* list, Low& low)
{
    std::uint64_t e[4];
    __builtin_memcpy(e, list, sizeof e); // four entries to a load: entries and planes share the load ports
    const auto p = [&](unsigned i) { return plane_at(planes, e[i / 4] >> (16 * (i % 4))); };
    Register a1, a2, a4, b1, b2, b4, c, d, s, t;
    full_add(p(0), p(1), p(2), s, c);
    full_add(p(3), p(4), p(5), t, d);
    full_add(s, t, p(6), a1, s);
    full_add(c, d, s, a2, a4);
    full_add(p(7), p(8), p(9), s, c);
    full_add(p(10), p(11), p(12), t, d);
    full_add(s, t, p(13), b1, s);
    full_add(c, d, s, b2, b4);
    full_add(low.w1, a1, b1, low.w1, c);
    full_add(low.w1, p(14), p(15), low.w1, d);
    full_add(low.w2, a2, b2, low.w2, s);
    full_add(low.w2, c, d, low.w2, t);
    full_add(low.w4, a4, b4, low.w4, c);
    full_add(low.w4, s, t, low.w4, d);
    full_add(low.w8, c, d, low.w8, s);
    return s;
}

alignas(64) constexpr std::uint64_t all_or_nothing[2][8] = {
    {0, 0, 0, 0, 0, 0, 0, 0}, {~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull}};

inline Register broadcast_bit(std::uint32_t value, unsigned bit)
{
    return Lane::load(reinterpret_cast<const char*>(all_or_nothing[value >> bit & 1u]));
}

// The lanes of one register column that reach `row.least`.
template <unsigned bits, bool biased>
inline Register reaching(const char* planes, const std::uint16_t* lists, const ListedRow& row,
                         const char* bias)
{
    constexpr unsigned high = bits - 4; // counters of weight 16 and more
    const std::uint32_t start = biased ? 0 : (1u << bits) - row.least;
    const auto first = [&](unsigned bit) {
        if constexpr (biased)
            return Lane::load(bias + bit * sizeof(std::uint64_t) * plane_words);
        else
            return broadcast_bit(start, bit);
    };
    Low low{first(0), first(1), first(2), first(3)};
    Register h[high];
    for (unsigned i = 0; i < high; ++i) h[i] = first(4 + i);
    Register over = broadcast_bit(start, bits);
    const std::uint16_t* list = lists + list_step * row.begin;
    unsigned step = 0;
    const auto ripple = [&](Register carry, unsigned from) {
        for (unsigned i = from; i < high; ++i) {
            const Register both = Lane::both(h[i], carry);
            h[i] = Lane::either_or(h[i], carry);
            carry = both;
        }
        over = Lane::any(over, carry);
    };
    for (; step + 2 <= row.steps; step += 2, list += 2 * list_step) {
        const Register c = absorb(planes, list, low);
        const Register d = absorb(planes, list + list_step, low);
        Register carry;
        full_add(h[0], c, d, h[0], carry);
        ripple(carry, 1);
    }
    if (step < row.steps) ripple(absorb(planes, list, low), 0);
    if constexpr (!biased) return over;
    // Count against `least`, bit by bit from the lowest: what is equal so far keeps the verdict.
    Register reached = broadcast_bit(1, 0);
    const auto compare = [&](Register count, unsigned bit) {
        reached = Lane::majority(count, broadcast_bit(~std::uint32_t{row.least}, bit), reached);
    };
    compare(low.w1, 0), compare(low.w2, 1), compare(low.w4, 2), compare(low.w8, 3);
    for (unsigned i = 0; i < high; ++i) compare(h[i], 4 + i);
    return reached;
}

template <unsigned bits, bool biased>
std::size_t reaching_lanes_of(const std::uint64_t* planes, const std::uint16_t* lists, const ListedRow* rows,
                              std::size_t n, const std::uint64_t* bias, LaneMask* out) noexcept
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < n; ++i) {
        Register mask[registers_in_plane];
        for (std::size_t c = 0; c < registers_in_plane; ++c)
            mask[c] =
                reaching<bits, biased>(reinterpret_cast<const char*>(planes) + c * register_bytes, lists,
                                       rows[i], reinterpret_cast<const char*>(bias) + c * register_bytes);
        Register any = mask[0];
        for (std::size_t c = 1; c < registers_in_plane; ++c) any = Lane::any(any, mask[c]);
        if (Lane::is_zero(any)) [[likely]]
            continue;
        for (std::size_t c = 0; c < registers_in_plane; ++c)
            Lane::store(reinterpret_cast<char*>(out[found].lanes) + c * register_bytes, mask[c]);
        out[found++].row = rows[i].row;
    }
    return found;
}

template <bool biased>
std::size_t by_counter_bits(const std::uint64_t* planes, const std::uint16_t* lists, const ListedRow* rows,
                            std::size_t n, unsigned bits, const std::uint64_t* bias, LaneMask* out) noexcept
{
    switch (bits) {
    case 5: return reaching_lanes_of<5, biased>(planes, lists, rows, n, bias, out);
    case 6: return reaching_lanes_of<6, biased>(planes, lists, rows, n, bias, out);
    case 7: return reaching_lanes_of<7, biased>(planes, lists, rows, n, bias, out);
    case 8: return reaching_lanes_of<8, biased>(planes, lists, rows, n, bias, out);
    case 9: return reaching_lanes_of<9, biased>(planes, lists, rows, n, bias, out);
    case 10: return reaching_lanes_of<10, biased>(planes, lists, rows, n, bias, out);
    case 11: return reaching_lanes_of<11, biased>(planes, lists, rows, n, bias, out);
    case 12: return reaching_lanes_of<12, biased>(planes, lists, rows, n, bias, out);
    case 13: return reaching_lanes_of<13, biased>(planes, lists, rows, n, bias, out);
    default: return reaching_lanes_of<14, biased>(planes, lists, rows, n, bias, out);
    }
}

std::size_t reaching_lanes(const std::uint64_t* planes, const std::uint16_t* lists, const ListedRow* rows,
                           std::size_t n, unsigned bits, const std::uint64_t* bias, LaneMask* out) noexcept
{
    return bias ? by_counter_bits<true>(planes, lists, rows, n, bits, bias, out)
                : by_counter_bits<false>(planes, lists, rows, n, bits, planes, out);
}

// least = ceil((x + y + distance of the rests) / 2), in 1,024ths; a row is out of reach if that is more than
// either side has in the sketch.
std::size_t rows_in_reach(const TileRows& tile, std::size_t from, std::size_t to, const BlockBound& bound,
                          ListedRow* out) noexcept
{
    constexpr std::size_t batch = 64;
    std::int32_t least[batch], most[batch];
    std::size_t found = 0;
    for (std::size_t first = from; first < to; first += batch) {
        const std::size_t n = to - first < batch ? to - first : batch;
        for (std::size_t i = 0; i < n; ++i) {
            const std::int32_t rest = tile.rest[first + i];
            const std::int32_t below = bound.rest_low - rest, above = rest - bound.rest_high;
            const std::int32_t nearer = below > above ? below : above;
            const std::int32_t apart = nearer > 0 ? nearer : 0;
            least[i] = (tile.x[first + i] + bound.y + apart * 1024 + 2047) >> 11;
            most[i] = tile.ones[first + i] < bound.ones ? tile.ones[first + i] : bound.ones;
        }
        for (std::size_t i = 0; i < n; ++i) {
            const std::int32_t lifted = least[i] + bound.lift;
            out[found] = {tile.begin[first + i], tile.steps[first + i],
                          static_cast<std::uint16_t>(lifted > 0 ? lifted : 0),
                          static_cast<std::uint32_t>(first + i)};
            found += least[i] <= most[i];
        }
    }
    return found;
}

void split_weights(const SketchView& sketch, const std::uint64_t* rows, std::size_t n, std::uint16_t* ones,
                   std::uint16_t* rest) noexcept
{
    for (std::size_t r = 0; r < n; ++r) {
        const std::uint64_t* row = rows + r * sketch.words;
        std::uint64_t in = 0, all = 0;
        for (std::size_t w = 0; w < sketch.words; ++w) {
            const std::uint64_t bits = row[w] ^ sketch.turned[w];
            in += Lane::popcount(bits & sketch.chosen[w]);
            all += Lane::popcount(bits);
        }
        ones[r] = static_cast<std::uint16_t>(in);
        rest[r] = static_cast<std::uint16_t>(all - in);
    }
}

using Words = Lane::Words; // a register as 64-bit words, for shifts

// 64 x 64 bits at every place of the registers, turned about the diagonal (Warren, Hacker's Delight, 7-3).
inline void turn(Words* x)
{
    std::uint64_t mask = 0x00000000ffffffffull;
    for (unsigned j = 32; j != 0; j >>= 1, mask ^= mask << j)
        for (unsigned k = 0; k < 64; k = ((k | j) + 1) & ~j) {
            const Words swapped = (x[k + j] ^ (x[k] >> j)) & mask;
            x[k + j] ^= swapped;
            x[k] ^= swapped << j;
        }
}

void make_planes(const SketchView& sketch, const std::uint64_t* rows, const std::uint32_t* order,
                 std::size_t n, std::uint64_t* planes) noexcept
{
    std::uint64_t valid[plane_words];
    for (std::size_t w = 0; w < plane_words; ++w)
        valid[w] = n >= 64 * (w + 1) ? ~0ull : n <= 64 * w ? 0 : (1ull << (n - 64 * w)) - 1;
    for (std::size_t w = 0; w < sketch.words; ++w) {
        if (sketch.chosen[w] == 0) continue;
        for (std::size_t part = 0; part < registers_in_plane; ++part) {
            alignas(64) std::uint64_t words[64][register_words];
            for (std::size_t j = 0; j < register_words; ++j)
                for (std::size_t i = 0; i < 64; ++i) {
                    const std::size_t r = 64 * (part * register_words + j) + i;
                    words[i][j] = r < n ? rows[(order ? order[r] : r) * sketch.words + w] : 0;
                }
            auto* x = reinterpret_cast<Words*>(words);
            turn(x);
            for (std::uint64_t left = sketch.chosen[w]; left != 0; left &= left - 1) {
                const auto bit = static_cast<std::size_t>(__builtin_ctzll(left));
                const std::uint64_t turned = sketch.turned[w] >> bit & 1u ? ~0ull : 0;
                std::uint64_t* plane = planes + sketch.entry[64 * w + bit] + part * register_words;
                for (std::size_t j = 0; j < register_words; ++j)
                    plane[j] = (words[bit][j] ^ turned) & valid[part * register_words + j];
            }
        }
    }
    for (std::size_t w = 0; w < plane_words; ++w) planes[sketch.planes * plane_words + w] = 0;
}

std::size_t list_planes(const SketchView& sketch, const std::uint64_t* row, std::uint16_t* out) noexcept
{
    std::size_t listed = 0;
    for (std::size_t w = 0; w < sketch.words; ++w) {
        const std::uint64_t bits = (row[w] ^ sketch.turned[w]) & sketch.chosen[w];
        if (bits != 0) listed += Lane::list_bits(bits, sketch.entry + 64 * w, out + listed);
    }
    std::size_t filled = listed;
    while (filled % list_step != 0) out[filled++] = static_cast<std::uint16_t>(8 * sketch.planes);
    return listed;
}

std::uint32_t common(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) noexcept
{
    return Lane::common(a, b, words);
}

void weights_in(const std::uint64_t* const* rows, std::size_t n, std::size_t from, std::size_t to,
                std::int64_t* out) noexcept
{
    for (std::size_t i = 0; i < n; ++i) {
        std::uint64_t sum = 0;
        for (std::size_t w = from; w < to; ++w) sum += Lane::popcount(rows[i][w]);
        out[i] = static_cast<std::int64_t>(sum);
    }
}

void interleave(const std::uint64_t* const rows[8], std::size_t words, std::uint64_t* out) noexcept
{
    for (std::size_t w = 0; w < words; ++w)
        for (std::size_t i = 0; i < 8; ++i) out[8 * w + i] = rows[i][w];
}

// `fixed` words, or as many as `words` says if it is 0.
template <std::size_t fixed>
std::size_t early_masks_of(const std::uint64_t* const* rows_a, std::size_t n, const std::uint64_t* group,
                           std::size_t words, const EarlyBound& bound, EarlyMask* out) noexcept
{
    constexpr std::size_t parts = registers_in_plane; // registers to a group of eight
    const char* at = reinterpret_cast<const char*>(group);
    Register held[parts * (fixed == 0 ? 1 : fixed)];
    if constexpr (fixed != 0)
        for (std::size_t i = 0; i < parts * fixed; ++i) held[i] = Lane::load(at + i * register_bytes);
    std::size_t found = 0;
    for (std::size_t a = 0; a < n; ++a) {
        const std::uint64_t* row = rows_a[a];
        std::uint32_t mask = 0;
        for (std::size_t part = 0; part < parts; ++part) {
            Words count = Lane::load_words(bound.half_b + part * register_words);
            count = -count;
            const auto add = [&](std::size_t w, Register b) {
                count += (Words)Lane::popcounts(Lane::both(Lane::broadcast(row[w]), b));
            };
            if constexpr (fixed != 0)
                for (std::size_t w = 0; w < fixed; ++w) add(w, held[w * parts + part]);
            else
                for (std::size_t w = 0; w < words; ++w)
                    add(w, Lane::load(at + (w * parts + part) * register_bytes));
            mask |= Lane::reaches(count, Lane::load_words(bound.rest_b + part * register_words),
                                  bound.rest_a[a], bound.half_a[a])
                    << (part * register_words);
        }
        out[found] = {static_cast<std::uint32_t>(a), mask};
        found += mask != 0;
    }
    return found;
}

std::size_t early_masks(const std::uint64_t* const* rows_a, std::size_t n, const std::uint64_t* group,
                        std::size_t words, const EarlyBound& bound, EarlyMask* out) noexcept
{
    switch (words) {
    case 1: return early_masks_of<1>(rows_a, n, group, words, bound, out);
    case 2: return early_masks_of<2>(rows_a, n, group, words, bound, out);
    case 3: return early_masks_of<3>(rows_a, n, group, words, bound, out);
    case 4: return early_masks_of<4>(rows_a, n, group, words, bound, out);
    case 5: return early_masks_of<5>(rows_a, n, group, words, bound, out);
    case 6: return early_masks_of<6>(rows_a, n, group, words, bound, out);
    case 7: return early_masks_of<7>(rows_a, n, group, words, bound, out);
    case 8: return early_masks_of<8>(rows_a, n, group, words, bound, out);
    default: return early_masks_of<0>(rows_a, n, group, words, bound, out);
    }
}

constexpr JoinKernel loops(const char* name, bool (*runs_here)() noexcept)
{
    return {name,           runs_here, split_weights, make_planes, list_planes, rows_in_reach,
            reaching_lanes, common,    weights_in,    interleave,  early_masks};
}
