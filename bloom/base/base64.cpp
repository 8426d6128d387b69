#include "bloom/base/base64.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace gauze {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::uint8_t, 256> values_of_letters()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(64);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}
constexpr auto values = values_of_letters();

// Two letters for twelve bits: half as many look-ups.
constexpr std::array<std::array<char, 2>, 4096> letter_pairs()
{
    std::array<std::array<char, 2>, 4096> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {alphabet[i >> 6], alphabet[i & 63]};
    return pairs;
}
constexpr auto pairs = letter_pairs();

std::uint32_t value_of(char letter) noexcept { return values[static_cast<unsigned char>(letter)]; }

} // namespace

void append_base64(Bytes bytes, std::string& into)
{
    std::size_t at = into.size();
    into.resize(at + (bytes.size() + 2) / 3 * 4);
    char* to = into.data() + at;
    const auto byte = [&](std::size_t i) { return std::to_integer<std::uint32_t>(bytes[i]); };
    std::size_t i = 0;
    for (; i + 3 <= bytes.size(); i += 3, to += 4) {
        const std::uint32_t three = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        std::copy_n(pairs[three >> 12].data(), 2, to);
        std::copy_n(pairs[three & 4095].data(), 2, to + 2);
    }
    if (i == bytes.size()) return;
    const bool two_left = i + 2 == bytes.size();
    const std::uint32_t rest = byte(i) << 16 | (two_left ? byte(i + 1) << 8 : 0);
    std::copy_n(pairs[rest >> 12].data(), 2, to);
    to[2] = two_left ? alphabet[rest >> 6 & 63] : '=';
    to[3] = '=';
}

std::optional<std::string> from_lenient_base64(std::string_view text)
{
    std::string bytes;
    std::uint32_t held = 0;
    int in_quad = 0, padding = 0;
    for (const char c : text) {
        if (c == '=') {
            if (in_quad >= 2 && in_quad + ++padding >= 4) return bytes;
            continue;
        }
        const std::uint32_t value = value_of(c);
        if (value == 64) continue;
        padding = 0;
        held = held << 6 | value;
        in_quad = (in_quad + 1) % 4;
        if (in_quad != 1) bytes += static_cast<char>(held >> (6 - 2 * ((in_quad + 3) % 4)) & 255);
    }
    if (in_quad != 0) return std::nullopt;
    return bytes;
}

std::optional<std::size_t> size_of_base64(std::string_view text) noexcept
{
    if (text.size() % 4 != 0) return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    return text.size() / 4 * 3 - padding;
}

bool from_base64(std::string_view text, std::span<std::byte> into) noexcept
{
    if (size_of_base64(text) != into.size()) return false;
    std::size_t at = 0;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::uint32_t quad = 0, worst = 0;
        const std::size_t letters = std::min<std::size_t>(4, (into.size() - at) * 4 / 3 + 1);
        for (std::size_t j = 0; j < 4; ++j) {
            const std::uint32_t value = j < letters ? value_of(text[i + j]) : 0;
            worst |= value;
            quad = quad << 6 | (value & 63);
        }
        if (worst >= 64) return false;
        for (std::size_t j = 0; j < 3 && at < into.size(); ++j)
            into[at++] = static_cast<std::byte>(quad >> (16 - 8 * j) & 255);
    }
    return true;
}

std::optional<std::vector<std::byte>> from_canonical_base64(std::string_view text)
{
    const std::optional<std::size_t> size = size_of_base64(text);
    if (!size) return std::nullopt;
    std::vector<std::byte> bytes(*size);
    if (!from_base64(text, bytes)) return std::nullopt;
    // Bits of the last letter that stand for nothing would let many texts say the same.
    std::string again;
    append_base64(bytes, again);
    return again == text ? std::optional(std::move(bytes)) : std::nullopt;
}

} // namespace gauze
