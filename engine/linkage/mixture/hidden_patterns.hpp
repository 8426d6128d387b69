// Patterns behind symbols and match keys. A view's equal symbols say how many bits of two hidden filters
// differ; how many should differ follows from the pattern, since each field fills its part of the filter and
// shares as much of it as its values have tokens in common. A key agrees if all its parts do. Every score is
// so a function of one pattern, and that views and keys overlap is no longer a dependence to be afraid of
// (Gauze's design, "Views, match keys and the pattern mixture", section 3, and "Does length buy privacy",
// section 6). What levels a field has is in hidden_levels.hpp.
#pragma once

#include "engine/linkage/evidence.hpp"
#include "engine/linkage/evidence_table.hpp"
#include "engine/linkage/mixture/hidden_levels.hpp"
#include "engine/linkage/mixture/pair_classes.hpp"
#include "engine/linkage/mixture/pattern_search.hpp"

#include <span>
#include <vector>

namespace gauze::linkage::mixture {

class HiddenPatterns {
public:
    HiddenPatterns(const Parties& parties, const project::Policy& policy);

    // Whether there is anything to be told apart by: fields in views of symbols or in keys.
    bool any() const noexcept { return !fields_.empty(); }

    // Costs a pass over the patterns its fields can have (some thousands with five fields) for every distinct
    // agreement of keys, and for each distinct vector a look at the likely ones (pattern_search.hpp); holds 8
    // bytes for each that matters to some class of pairs: some tens.
    PatternEvidence evidence(const DistinctEvidence& distinct, const EvidenceLayout& layout,
                             double pairs) const;

private:
    struct Mass { // of a field in a view: the share of the filter's bits it sets, as the exponent of a
                  // Poisson process
        std::uint32_t field;
        double mass;
    };
    struct View {
        std::uint32_t view; // in the policy
        std::uint32_t bits, symbols, samples;
        std::vector<Mass> parts;
    };
    struct KeyPart {
        std::uint32_t field;
        project::PartLevel level;
    };
    struct Sides { // which fields the records have, by position in the policy
        std::uint64_t a, b;
    };
    std::vector<double> chances_of_symbols(const View& view, const PatternGroup& group, Sides sides,
                                           const std::uint8_t* levels) const;
    struct Columns {
        std::vector<std::uint32_t> of_pattern;
        std::vector<std::size_t> example; // by column: one of its patterns
    };
    Columns columns_by(const PatternGroup& group, std::span<const std::uint32_t> fields) const;
    ScoreTable symbol_table(const View& view, const PatternGroup& group, Sides sides) const;
    struct KeyTables {
        std::vector<float> agree, differ;
    };
    KeyTables key_tables(const PatternGroup& group) const;
    std::vector<float> sum_of_keys(const Evidence& seen, const KeyTables& keys, std::size_t patterns) const;
    double share_of_key(std::size_t key, const std::vector<std::uint32_t>& fields,
                        const std::uint8_t* levels) const;
    void lay_out_patterns(PatternGroup& group, Sides sides) const;
    void weigh(PatternGroup& group, const std::vector<PairClass>& classes, const DistinctEvidence& distinct,
               const EvidenceLayout& layout, Sides sides) const;

    std::vector<HiddenLevels> fields_;     // that some view or key knows
    std::vector<std::uint32_t> policy_at_; // by the same: its position in the policy
    std::vector<View> views_;
    std::vector<std::vector<KeyPart>> keys_;
};

} // namespace gauze::linkage::mixture
