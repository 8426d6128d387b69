// How many records show the same view or key as another one of the same file: what tells the linkage unit
// that two people share something, and so must stay rare. Exact up to some thirty thousand different
// values; beyond, values are sampled (never records: a value and its repeats stay together), so that memory
// does not grow; a value of very many records is seen all the same. The result does not depend on the order
// of rows.
#pragma once

#include "bloom/base/vector_width.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gauze::custodian {

class Repeats {
public:
    explicit Repeats(std::size_t most = 1u << 15) : most_(most) {}
    // `print` identifies the value: equal values have equal prints, different ones almost never.
    void add(std::uint64_t print);
    // Share of records whose value another record has too.
    double share();

private:
    struct Counted {
        std::uint64_t value, records;
    };
    void collapse(); // one entry a value, and no more than `most_` of them
    std::size_t most_;
    std::uint64_t records_ = 0;
    unsigned level_ = 0; // only values whose lowest `level_` bits are 0 are kept
    std::vector<Counted> kept_;
};

// A print of some bytes. Not keyed: the bytes are keyed already.
std::uint64_t print_of(const void* bytes, std::size_t size) noexcept;

// The same of `rows` rows of `size` bytes, a multiple of 32, every `stride` bytes, by the widest instructions
// that this processor has. A record shows many filters, and prints of them are a fifth of its cost when each
// is taken by itself.
using PrintRows = void (*)(const std::byte* first, std::size_t stride, std::size_t rows, std::size_t size,
                           std::uint64_t* prints) noexcept;
PrintRows print_rows(VectorWidth width = vector_width()) noexcept;

} // namespace gauze::custodian
