// How often each value of a field occurs in a file, in bounded memory and one pass: exactly while there are
// not too many different ones, and beyond that as the count-min sketch does, which never counts too few
// (Cormode, Muthukrishnan 2005). Either way the result does not depend on the order of the records. Values
// come as prints of 64 bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gauze::custodian {

class ValueCounts {
public:
    // Counts at least `most` different values exactly. Takes 16 to 32 bytes for each of as many as there are.
    explicit ValueCounts(std::size_t most);
    void add(std::uint64_t print); // not 0
    std::uint64_t count(std::uint64_t print) const noexcept;
    bool exact() const noexcept { return sketch_.empty(); }

    // The class of a value that `count` records have (bloom/encoded_file.hpp): 1 for one record, then each
    // twice as many, 12 for 2,048 and more.
    static std::uint8_t class_of(std::uint64_t count) noexcept;
    // By class, the one that is sent, so that each is sent for at least `smallest` records of people: a class
    // with fewer goes with the next commoner one, and the last, if it must, with the one before. Index 0
    // stands for records without a value.
    using Classes = std::array<std::uint8_t, 13>;
    Classes sent(std::uint32_t smallest) const;

private:
    static constexpr std::size_t rows = 4; // of the sketch
    std::size_t place_of(std::uint64_t print) const noexcept;
    std::uint32_t& cell(std::size_t row, std::uint64_t print) noexcept;
    void grow();
    void pour_into_sketch();
    void add_to_sketch(std::uint64_t print, std::uint32_t times) noexcept;

    std::size_t most_, distinct_ = 0;
    std::vector<std::uint64_t> prints_; // open addressing, a power of two; 0 is free
    std::vector<std::uint32_t> counts_; // likewise; an encoded file has at most 2^32 - 1 rows
    std::vector<std::uint32_t> sketch_; // `rows` end to end, each a power of two
};

} // namespace gauze::custodian
