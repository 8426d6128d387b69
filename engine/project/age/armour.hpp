// A sealed file as text, for ways that carry nothing else: strict PEM (RFC 7468, section 3, figure 3) with
// the label AGE ENCRYPTED FILE. Nothing outside the block but blank lines, every line of 64 columns but the
// last, one spelling of base64, line ends LF or CRLF and the same throughout.
#pragma once

#include "engine/project/age/source.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace gauze::age {

class ArmourWriter {
public:
    explicit ArmourWriter(const Sink& sink);
    void write(Bytes bytes);
    void close(); // without it the block has no end

private:
    void put_line(Bytes bytes);
    void flush();
    const Sink& sink_;
    std::string text_;
    std::array<std::byte, 48> line_{};
    std::size_t held_ = 0;
};

// A block starts with a dash, or blank lines before it; a sealed file that is not text does not.
bool is_armoured(Source& source);

class ArmourReader {
public:
    // Reads up to the first line of base64. Throws age-armour-begin.
    explicit ArmourReader(Source& text);
    // As `Bring`. Throws age-armour-line, age-armour-base64, age-armour-end or age-armour-trailing.
    std::size_t read(std::span<std::byte> into);

private:
    bool next_line(); // false behind the end of the block
    Source::End take_line();
    void decode_line();
    void check_trailing();
    Source& text_;
    std::string line_;
    std::array<std::byte, 48> bytes_{};
    std::size_t at_ = 0, held_ = 0;
    bool has_crlf_ = false, was_short_ = false, ended_ = false;
};

} // namespace gauze::age
