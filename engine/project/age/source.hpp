// Bytes that arrive, looked at before they are taken. It reads ahead by one buffer and no more, whatever the
// lines of its input are like.
#pragma once

#include "engine/project/age/age.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gauze::age {

class Source {
public:
    explicit Source(Bring bring);
    // The next byte, still there afterwards; nothing at the end.
    std::optional<std::byte> peek();
    std::optional<std::byte> next();
    // Fills; less than asked only at the end.
    std::size_t read(std::span<std::byte> into);
    // A line up to its LF, which is taken and not returned. Stops early behind `longest` bytes.
    enum class End { line_feed, too_long, input };
    End line(std::string& text, std::size_t longest);

private:
    bool refill();
    Bring bring_;
    std::vector<std::byte> buffer_;
    std::size_t at_ = 0, size_ = 0;
    bool ended_ = false;
};

} // namespace gauze::age
