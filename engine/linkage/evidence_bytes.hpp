// A unit's evidence as bytes, for a journal that survives the run:
//
//     "GAUZEEVI"  version  shape  parties  sizes
//     vectors     as they stand in memory, strictly ascending
//     counts      of the vectors, as varints
//     SHA-256     of all the above
//     candidates  each as three varints: how far row a moved on; row b, or how far it moved on if row a did
//                 not; the number of the vector
//     SHA-256     of the candidates
//
// A varint has seven bits a byte, lowest first, and no byte too many (LEB128): typically five to eight bytes
// a candidate rather than twelve. Numbers before the vectors are 32 bits, sizes 64, little-endian.
#pragma once

#include "bloom/base/crypto.hpp"
#include "engine/linkage/evidence_table.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gauze::linkage {

// The same bytes for the same unit.
std::string evidence_bytes(const EvidenceUnit& unit);

// What the bytes hold, checked as a stranger's: digests, sizes, the order of vectors and candidates, that
// each vector is possible and occurs as often as it says, that nothing stands behind. Whoever knows the
// tables must still ask whether shape, parties and rows are theirs (`fits`). `name` is the file in errors.
// Throws Error(bad_data).
EvidenceUnit read_evidence(Bytes bytes, std::string_view name);
// The distinct vectors alone, checked; the candidates are not looked at and stay empty.
EvidenceUnit read_distinct_evidence(Bytes bytes, std::string_view name);

// Whether these are the parties' views and keys, and its rows theirs.
bool fits(const EvidenceUnit& unit, const Parties& parties);

} // namespace gauze::linkage
