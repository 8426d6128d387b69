// Randomness that has no state to carry. Every number is a pure function of (seed, purpose, index, place in
// the stream), by the counter-based generator Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel
// random numbers: as easy as 1, 2, 3"). So person 7,000,000 can be made alone, in any order, on any thread,
// and is always the same person.
//
// All arithmetic is in integers: the bytes must not depend on how a machine rounds.
#pragma once

#include <array>
#include <cstdint>

namespace gauze::synth {

using Seed = std::uint64_t;

// A probability in millionths.
struct Rate {
    std::uint32_t per_million = 0;
};

// What a stream of draws is for. Two purposes never share numbers. New ones go to the end: the number is part
// of what makes a population the same next year.
enum class Purpose : std::uint32_t {
    layout,
    need,
    family,
    births,
    child,
    town,
    home,
    street,
    coverage,
    shared_coverage,
    reference,
    order,
    observation,
    payload,
    shared_payload,
    area,          // what a stretch of country looks like
    neighbourhood, // who lives in it
    life,          // of a family: unions, births, partings
    naming,        // of a person
    moving,
    numbers, // NHS numbers and the like
    membership,
    shared_membership,
    record,     // what an organisation's system holds of a person
    corruption, // and how it was spoilt
    file_order,
    file_reference,
    scenario,
    hostile,
};

// The generator itself: four words of noise for a counter and a key.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

// One stream of draws. Cheap to make (nothing is computed before the first draw), one thread.
class Draws {
public:
    // `variant` tells streams of one purpose and index apart, for instance by custodian; below 65,536.
    Draws(Seed seed, Purpose purpose, std::uint64_t index, std::uint32_t variant = 0);

    std::uint32_t next();
    std::uint64_t next_64();
    // Uniform in 0 ... bound - 1. The bias of the multiplication is below bound / 2^32.
    std::uint32_t below(std::uint32_t bound);
    bool happens(Rate rate) { return below(1'000'000) < rate.per_million; }
    // Bell-shaped around 0 with this standard deviation, never beyond six of it: a sum of twelve uniform
    // numbers.
    std::int32_t bell(std::int32_t deviation);

private:
    std::array<std::uint32_t, 4> counter_;
    std::array<std::uint32_t, 2> key_;
    std::array<std::uint32_t, 4> words_{};
    std::uint32_t used_ = 4;
};

// A permutation of 0 ... size - 1 that needs no memory: a Feistel network over the next power of two, walked
// until it lands inside (Black and Rogaway 2002, "Ciphers with arbitrary finite domains"). It shuffles; it is
// no cipher. Immutable: any number of threads.
class Permutation {
public:
    Permutation(Seed seed, Purpose purpose, std::uint32_t variant, std::uint64_t size);
    std::uint64_t operator()(std::uint64_t place) const;

private:
    std::uint64_t scramble(std::uint64_t value) const;
    static constexpr std::size_t rounds = 6; // even, so that the halves end where they began
    std::array<std::uint64_t, rounds> keys_{};
    std::uint64_t size_;
    unsigned left_bits_ = 1, right_bits_ = 1;
};

} // namespace gauze::synth
