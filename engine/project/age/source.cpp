#include "engine/project/age/source.hpp"

#include <algorithm>
#include <utility>

namespace gauze::age {

namespace {
constexpr std::size_t ahead = std::size_t{1} << 16;
}

Source::Source(Bring bring) : bring_(std::move(bring)), buffer_(ahead) {}

bool Source::refill()
{
    if (at_ < size_) return true;
    if (ended_) return false;
    at_ = 0;
    size_ = bring_(buffer_);
    ended_ = size_ < buffer_.size();
    return size_ > 0;
}

std::optional<std::byte> Source::peek()
{
    if (!refill()) return std::nullopt;
    return buffer_[at_];
}

std::optional<std::byte> Source::next()
{
    const auto byte = peek();
    if (byte) ++at_;
    return byte;
}

std::size_t Source::read(std::span<std::byte> into)
{
    std::size_t filled = 0;
    while (filled < into.size() && refill()) {
        const std::size_t piece = std::min(into.size() - filled, size_ - at_);
        std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(at_), piece,
                    into.begin() + static_cast<std::ptrdiff_t>(filled));
        at_ += piece;
        filled += piece;
    }
    return filled;
}

Source::End Source::line(std::string& text, std::size_t longest)
{
    text.clear();
    while (const auto byte = peek()) {
        if (text.size() == longest && *byte != std::byte{'\n'}) return End::too_long;
        ++at_;
        if (*byte == std::byte{'\n'}) return End::line_feed;
        text += static_cast<char>(*byte);
    }
    return End::input;
}

} // namespace gauze::age
