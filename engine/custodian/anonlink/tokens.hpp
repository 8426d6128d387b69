// A value cut into tokens, and the tokens as the bytes that are hashed: n-grams over code points with blanks
// around, the value as a whole, or the numbers in its neighbourhood. The plain way, one token after the
// other.
#pragma once

#include "engine/custodian/anonlink/cell_rule.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gauze::custodian::anonlink {

// The windows of n characters over a value, with n - 1 blanks before and behind it.
class Windows {
public:
    static constexpr std::size_t slack = 8; // bytes behind the last window that may be read

    // An empty value has no windows. The value is well-formed UTF-8.
    void cut(std::string_view value, std::size_t n);
    std::size_t size() const noexcept { return count_; }
    std::string_view operator[](std::size_t i) const noexcept { return {data(i), size(i)}; }
    const char* data(std::size_t i) const noexcept
    {
        return padded_.value.data() + (starts_.empty() ? i : starts_[i]);
    }
    std::size_t size(std::size_t i) const noexcept
    {
        return starts_.empty() ? n_ : starts_[i + n_] - starts_[i]; // one byte, one character
    }

private:
    WipedText padded_;
    std::vector<std::uint32_t> starts_; // of the characters and the end; empty if all are ASCII
    std::size_t n_ = 1, count_ = 0;
};

// The bytes of one token: its place as "3 " in front where `position` is not 0, in the encoding of the
// feature. Replaces `into`. False if the encoding has no such character.
bool token_bytes(Encoding encoding, std::string_view text, std::size_t position, WipedText& into);

// All tokens of a value, in order, repeated ones too. One thread.
class TokenList {
public:
    // `value` is what CellRule made of a cell.
    CellReason cut(const Feature& feature, std::string_view value);
    std::size_t size() const noexcept { return ends_.size(); }
    std::string_view operator[](std::size_t i) const noexcept
    {
        const std::size_t from = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(bytes_.value).substr(from, ends_[i] - from);
    }

private:
    CellReason add(Encoding encoding, std::string_view text, std::size_t position);
    CellReason cut_numbers(const Feature& feature, std::string_view value);
    WipedText bytes_, one_;
    std::vector<std::size_t> ends_;
    Windows windows_;
};

// The encoding in which the feature's tokens are hashed: UTF-8 for all but text.
Encoding encoding_of(const Feature& feature) noexcept;

} // namespace gauze::custodian::anonlink
