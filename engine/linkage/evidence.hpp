// What the encodings of two records say about their being one person: the score of every view, the match keys
// that agree, and which of all that was there to be compared. One pair's evidence is a vector of small
// numbers, packed into few 64-bit words (one word under `standard`), so that equal evidence is found by
// comparing words. The decision needs no more than the distinct vectors and how often each occurs (the
// pattern mixture of Gauze's design, "Views, match keys and the pattern mixture", section 3).
//
// What is missing is said, not scored: a view that one record has not is neither alike nor different. A key
// agrees only where both records have it; an absent slot holds a random value, which may agree by accident.
#pragma once

#include "bloom/agreement.hpp"
#include "bloom/dice.hpp"
#include "engine/linkage/receive.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

inline constexpr std::uint32_t most_evidence_views = 64;
inline constexpr std::uint32_t most_evidence_slots = 4096; // keys, or fields

// What one vector speaks of. Vectors are compared only under equal shapes.
struct EvidenceShape {
    struct View {
        std::uint32_t bits = 0;    // of the filter that is shown (or hidden, where symbols are)
        std::uint32_t symbols = 0; // 0: the filter is shown
        bool operator==(const View&) const = default;
    };
    std::vector<View> views;
    std::uint32_t keys = 0, fields = 0;
    // 0: the Dice of a shown filter is kept as its two counts, exactly; nearly every pair's evidence is then
    // its own. Otherwise it is rounded down to so many steps, and strangers fall together.
    std::uint32_t dice_steps = 0;
    bool operator==(const EvidenceShape&) const = default;
};

// Of the views, keys and fields of these parties' files, which `receive` has made sure are the same.
EvidenceShape evidence_shape(const Parties& parties, std::uint32_t dice_steps = 0);

// On which sides of a pair a view is missing.
enum class Missing : std::uint32_t { nowhere = 0, in_a = 1, in_b = 2, in_both = 3 };

// A vector, taken apart. Masks have one bit a slot, whole words.
struct Evidence {
    struct Score {
        Missing missing = Missing::nowhere;
        bloom::Dice dice; // of symbols: the equal ones of twice as many; 0 of 0 if the view is missing
        bool operator==(const Score&) const = default;
    };
    std::vector<Score> views;
    std::vector<std::uint64_t> keys_agree, keys_present; // present on both sides
    std::vector<std::uint64_t> fields_a, fields_b;       // present on one side each
    bool operator==(const Evidence&) const = default;
};

// Where each number of a vector stands. Vectors sort by their words as they would number by number, in the
// order of `Evidence`. Immutable; any number of threads.
class EvidenceLayout {
public:
    explicit EvidenceLayout(EvidenceShape shape);
    const EvidenceShape& shape() const noexcept { return shape_; }
    std::size_t words() const noexcept { return words_; }

    // Each number is put once into words that were zero.
    void put_symbols(std::uint64_t* vector, std::size_t view, Missing missing,
                     std::uint32_t equal) const noexcept
    {
        put(vector, scores_[view], code(view, missing, equal));
    }
    void put_bits(std::uint64_t* vector, std::size_t view, Missing missing,
                  const bloom::Dice& dice) const noexcept;
    void put_keys(std::uint64_t* vector, std::size_t word, std::uint64_t agree,
                  std::uint64_t present) const noexcept
    {
        put(vector, agree_[word], agree & present);
        put(vector, present_[word], present);
    }
    void put_fields(std::uint64_t* vector, std::size_t word, std::uint64_t a, std::uint64_t b) const noexcept
    {
        put(vector, fields_a_[word], a);
        put(vector, fields_b_[word], b);
    }

    Evidence read(const std::uint64_t* vector) const;
    // Whether some pair could have this evidence: what a stranger's file must prove.
    bool possible(const std::uint64_t* vector) const;

    // What bloom::agreement_counts counts for such a pair, less what absent slots have alike by accident:
    // equal symbols, and `key_weight` for each key that agrees. Of views that show filters it says nothing.
    std::uint32_t interim_count(const std::uint64_t* vector,
                                std::uint32_t key_weight = bloom::AgreementShape{}.key_weight) const;

private:
    // A number of `width` bits, 1 to 64, that does not cross words.
    struct Place {
        std::size_t word = 0;
        unsigned shift = 0, width = 0;
    };
    Place place(unsigned width);
    static void put(std::uint64_t* vector, const Place& at, std::uint64_t value) noexcept
    {
        assert(at.width == 64 || value >> at.width == 0);
        vector[at.word] |= value << at.shift;
    }
    static std::uint64_t get(const std::uint64_t* vector, const Place& at) noexcept;
    // A score that is missing is a number beyond the highest: one for each way to be missing.
    std::uint64_t code(std::size_t view, Missing missing, std::uint32_t score) const noexcept
    {
        return missing == Missing::nowhere ? score : most_[view] + static_cast<std::uint32_t>(missing);
    }
    Evidence::Score score(const std::uint64_t* vector, std::size_t view) const;
    bool possible_score(const std::uint64_t* vector, std::size_t view) const;

    EvidenceShape shape_;
    std::size_t words_ = 0;
    unsigned free_ = 0;                                        // bits of the last word
    std::vector<std::uint32_t> most_;                          // of each view's score
    std::vector<Place> scores_, sums_;                         // by view; a sum without width is not kept
    std::vector<Place> agree_, present_, fields_a_, fields_b_; // by 64 slots
    std::vector<std::uint64_t> used_;                          // bits of a vector that hold a number
};

} // namespace gauze::linkage
