// Texts that live as long as a block of rows: copied in one behind the other, wiped and given up together.
// What was put there does not move. A few bytes behind each text may be read, whatever they are, so that
// short texts can be taken up in one piece.
#pragma once

#include "engine/custodian/text_source.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::custodian {

class WipedArena {
public:
    static constexpr std::size_t readable_behind = 16; // bytes

    // Room for `bytes` in one piece; the caller fills it.
    char* take(std::size_t bytes)
    {
        if (pieces_.empty() || bytes > left_) {
            pieces_.push_back(std::make_unique<WipedBuffer>(std::max(usual, bytes) + readable_behind));
            free_ = pieces_.back()->data();
            left_ = pieces_.back()->size() - readable_behind;
        }
        left_ -= bytes;
        return std::exchange(free_, free_ + bytes);
    }
    std::string_view copy(std::string_view text)
    {
        char* place = take(text.size());
        std::copy(text.begin(), text.end(), place);
        return {place, text.size()};
    }
    void clear() noexcept // the first piece is kept from use to use, the others are wiped as they go
    {
        if (pieces_.empty()) return;
        WipedBuffer& first = *pieces_.front();
        const std::size_t used =
            pieces_.size() > 1 ? first.size() : static_cast<std::size_t>(free_ - first.data());
        pieces_.resize(1);
        wipe(std::as_writable_bytes(std::span(first.data(), used)));
        free_ = first.data();
        left_ = first.size() - readable_behind;
    }

private:
    static constexpr std::size_t usual = 128u << 10;
    std::vector<std::unique_ptr<WipedBuffer>> pieces_;
    char* free_ = nullptr;
    std::size_t left_ = 0;
};

} // namespace gauze::custodian
