// What the evidence says of the fields. Behind the scores of a pair stands a pattern: for each field that
// both records have, how nearly their values agree, as one of a few levels. Where each field has a filter of
// its own the pattern is seen; behind views of several fields, symbols and keys it is hidden, and a piece of
// evidence only makes some patterns likelier than others. One model (fit.hpp) serves both.
#pragma once

#include "engine/linkage/evidence_table.hpp"
#include "engine/project/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage::mixture {

// The levels of one field, nearest last or first as its maker likes. That two people share a rare surname is
// rarer than that they share a common one, but how often one person's two records agree does not depend on
// it. Such levels form a group, and `within` says how a group's share falls upon its levels for records of
// one person, before anything is learned.
struct Levels {
    std::string field;
    project::FieldKind kind{};
    std::vector<double> chance;       // by level: of records of two people, or all pairs; adds up to 1
    std::vector<std::uint32_t> group; // by level
    std::vector<double> within;       // by level; adds up to 1 in each group
    std::uint32_t equal = 0;          // the group of equal values
    // The chance was counted over all pairs, those of one person among them, which are to be taken out.
    bool chance_has_matches = false;
    std::size_t size() const noexcept { return chance.size(); }
    std::uint32_t groups() const noexcept;
};

// Distinct evidence of records that have the same fields in common, and how likely each piece of it is under
// each pattern, up to a factor of its own: evidence[i] under patterns pattern[first[i]] ... pattern[first[i +
// 1] - 1]. Patterns that a piece of evidence rules out, or as good as, are left out. A pattern that is seen
// stands alone.
struct PatternGroup {
    std::vector<std::uint32_t> fields;   // positions in PatternEvidence::fields
    std::vector<std::uint8_t> levels;    // fields.size() for each pattern
    std::vector<std::uint32_t> evidence; // numbers of the distinct evidence that belongs here
    std::vector<std::size_t> first{0};
    std::vector<std::uint32_t> pattern;
    std::vector<float> likelihood;

    std::size_t patterns() const noexcept { return fields.empty() ? 1 : levels.size() / fields.size(); }
};

// Equal evidence between the same two parties: the same odds. `unit` numbers the party pairs.
struct Cell {
    std::uint32_t unit = 0, evidence = 0;
    double count = 0; // candidates
};

struct PatternEvidence {
    std::vector<Levels> fields;
    std::vector<PatternGroup> groups;
    std::vector<double> counts; // by number of distinct evidence: candidates that have it
    double pairs = 0;           // all there are, candidates or not
    // One party pair may share six people in ten, another one in a hundred; what is matched beforehand is
    // learned for each. By unit, then evidence; none: one unit, whose cells are the distinct evidence.
    std::vector<Cell> cells = {};
    std::vector<double> unit_pairs = {}; // by unit; adds up to `pairs`
    std::vector<bool> unit_within = {};  // by unit: both records are of one file; none: of no unit
};

// Numbers the cells of units that are under one table, and points every candidate's `vector` to its cell. The
// cells' evidence are the vectors that the candidates pointed to.
std::vector<Cell> number_cells(std::span<EvidenceUnit> units);

} // namespace gauze::linkage::mixture
