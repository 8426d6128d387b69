#include "blocking/first_collision.hpp"

#include <algorithm>
#include <cassert>

namespace gauze::blocking {

namespace {

constexpr std::uint32_t keys_a_line = 8;

// Bit i: x[i] == y[i]. Without a jump, so that the compiler may do it in one instruction or eight.
unsigned equal_keys(const std::uint64_t* x, const std::uint64_t* y, std::uint32_t count) noexcept
{
    unsigned equal = 0;
    for (std::uint32_t i = 0; i < count; ++i) equal |= unsigned{x[i] == y[i]} << i;
    return equal;
}

// Eight keys lie on one line or two. Of pairs that agree earlier nearly all do so among the first eight, so
// the rest of a long row is not asked for.
void fetch(const std::uint64_t* row, std::uint32_t keys) noexcept
{
    __builtin_prefetch(row);
    __builtin_prefetch(row + std::min(keys, keys_a_line) - 1);
}

} // namespace

FirstCollision::FirstCollision(std::vector<KeyPass> passes) : passes_(std::move(passes))
{
    for (std::size_t p = 0; p < passes_.size(); ++p) {
        assert(passes_[p].within == passes_[0].within);
        assert(passes_[p].a.size() == passes_[0].a.size() && passes_[p].b.size() == passes_[0].b.size());
        first_slot_.push_back(slots_.size());
        for (std::uint32_t s = 0; s < passes_[p].slots(); ++s) slots_.push_back({p, s});
    }
    given_up_.resize(slots_.size());
}

void FirstCollision::give_up(std::uint32_t s, std::vector<std::uint64_t> mixed_keys)
{
    assert(std::ranges::is_sorted(mixed_keys));
    given_up_[s] = std::move(mixed_keys);
}

// Equal keys are rare or the answer; only then it is asked whether both are there and were compared.
bool FirstCollision::agree(const KeyPass& pass, std::size_t first, std::uint32_t slots, std::uint32_t a,
                           std::uint32_t b) const noexcept
{
    const std::uint64_t* const x = pass.a.row(a);
    const std::uint64_t* const y = pass.b.row(b);
    for (std::uint32_t base = 0; base < slots; base += keys_a_line) {
        unsigned equal = equal_keys(x + base, y + base, std::min(keys_a_line, slots - base));
        for (; equal != 0; equal &= equal - 1) {
            const std::uint32_t slot = base + static_cast<std::uint32_t>(__builtin_ctz(equal));
            if (!pass.a.has(a, slot) || !pass.b.has(b, slot)) continue;
            const std::vector<std::uint64_t>& given_up = given_up_[first + slot];
            if (given_up.empty() || !std::ranges::binary_search(given_up, mixed(x[slot]))) return true;
        }
    }
    return false;
}

bool FirstCollision::agreed_earlier(std::uint32_t a, std::uint32_t b, std::uint32_t s) const noexcept
{
    assert(s <= slots_.size());
    const SlotOf here = s < slots_.size() ? slots_[s] : SlotOf{passes_.size(), 0};
    for (std::size_t p = 0; p < here.pass; ++p)
        if (agree(passes_[p], first_slot_[p], passes_[p].slots(), a, b)) return true;
    return here.slot > 0 && agree(passes_[here.pass], first_slot_[here.pass], here.slot, a, b);
}

void FirstCollision::expect(std::uint32_t a, std::uint32_t b, std::uint32_t s) const noexcept
{
    const SlotOf here = slots_[s];
    for (std::size_t p = 0; p <= here.pass; ++p) {
        const KeyPass& pass = passes_[p];
        const std::uint32_t keys = p == here.pass ? here.slot : pass.slots();
        if (keys == 0) continue;
        fetch(pass.a.row(a), keys);
        fetch(pass.b.row(b), keys);
        __builtin_prefetch(pass.a.absent(a));
        __builtin_prefetch(pass.b.absent(b));
    }
}

bool agreed_earlier_plainly(const std::vector<KeyPass>& passes, std::uint32_t a, std::uint32_t b,
                            std::uint32_t s) noexcept
{
    for (const KeyPass& pass : passes)
        for (std::uint32_t slot = 0; slot < pass.slots(); ++slot, --s) {
            if (s == 0) return false;
            if (pass.a.has(a, slot) && pass.b.has(b, slot) && pass.a.key(a, slot) == pass.b.key(b, slot))
                return true;
        }
    return false;
}

} // namespace gauze::blocking
