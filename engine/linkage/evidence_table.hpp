// Equal evidence, counted together. Distinct vectors are kept in order of their words, so that the same
// candidates give the same table whoever gathered them, in whatever pieces; tables of pieces are united by
// walking both at once. Candidates point into the table by number.
#pragma once

#include "engine/linkage/evidence.hpp"
#include "engine/linkage/score.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

// The distinct vectors of some candidates, strictly ascending, and how many candidates have each. Takes
// 8 bytes a word of the vector and 8 for its count.
struct DistinctEvidence {
    std::size_t words_each = 1;
    std::vector<std::uint64_t> words;  // words_each for each vector
    std::vector<std::uint64_t> counts; // none is zero
    std::size_t size() const noexcept { return counts.size(); }
    const std::uint64_t* vector(std::size_t v) const noexcept { return words.data() + v * words_each; }
    std::uint64_t candidates() const noexcept; // the counts' sum
    bool operator==(const DistinctEvidence&) const = default;
};

// A candidate and the number of its vector: 12 bytes.
struct ListedEvidence {
    std::uint32_t a = 0, b = 0; // rows
    std::uint32_t vector = 0;
    bool operator==(const ListedEvidence&) const = default;
};

// The evidence of one list of candidates between two parties, or within one.
struct EvidenceUnit {
    EvidenceShape shape;
    PartyPair parties;
    DistinctEvidence distinct;
    std::vector<ListedEvidence> candidates; // by row a, then row b; none twice
    bool operator==(const EvidenceUnit&) const = default;
};

// Less, equal or more, word by word.
std::strong_ordering compare_vectors(const std::uint64_t* a, const std::uint64_t* b,
                                     std::size_t words) noexcept;

// All vectors of all parts, each once, with their counts added up. Parts have the same words_each, which
// `words_each` repeats in case there is none. In parallel, two by two; holds at most twice what the parts
// hold. Throws Error(configuration) when there are more vectors than numbers of 32 bits.
DistinctEvidence united(std::span<const DistinctEvidence> parts, std::size_t words_each);

// Where each vector of `part` stands in `all`, which has them all: all.vector(numbers[v]) = part.vector(v).
std::vector<std::uint32_t> numbers_in(const DistinctEvidence& all, const DistinctEvidence& part);

// Units under one table: unites what is distinct, points every candidate to it, and empties the units' own
// tables. Candidates stay with their units, in order. For more candidates than memory holds, unite the
// `distinct` of the units first and renumber one unit after another with `numbers_in`.
DistinctEvidence unite_units(std::span<EvidenceUnit> units);

// Finds the number of a vector among those seen before, or gives it the next. Open addressing, half full at
// most; 8 bytes a word, 12 more for count and slots. One thread.
class VectorNumbers {
public:
    explicit VectorNumbers(std::size_t words_each);
    std::uint32_t number(const std::uint64_t* vector); // counts it
    std::size_t size() const noexcept { return counts_.size(); }
    // What was counted, in order; `numbers[n]` is where the vector of number n now stands. Empties this.
    DistinctEvidence take(std::vector<std::uint32_t>& numbers);

private:
    std::size_t home(const std::uint64_t* vector) const noexcept;
    void grow();
    std::size_t words_each_;
    std::vector<std::uint64_t> words_, counts_;
    std::vector<std::uint32_t> slots_; // number + 1; 0 is free
};

} // namespace gauze::linkage
