#include "engine/project/age/base64.hpp"

#include <array>
#include <cstdint>

namespace gauze::age {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t foreign = 0xff;

constexpr std::array<std::uint8_t, 256> values_of_characters()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(foreign);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}
constexpr auto values = values_of_characters();

} // namespace

void append_base64(std::string& text, Bytes bytes)
{
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const std::byte byte : bytes) {
        bits = bits << 8 | std::to_integer<std::uint32_t>(byte);
        for (held += 8; held >= 6; held -= 6) text += alphabet[bits >> (held - 6) & 63];
    }
    if (held > 0) text += alphabet[bits << (6 - held) & 63];
}

std::string to_base64(Bytes bytes)
{
    std::string text;
    append_base64(text, bytes);
    return text;
}

std::optional<std::size_t> base64_size(std::size_t characters) noexcept
{
    constexpr std::size_t behind[] = {0, 0, 1, 2}; // bytes of an unfinished group of four
    if (characters % 4 == 1) return std::nullopt;
    return characters / 4 * 3 + behind[characters % 4];
}

std::optional<std::size_t> from_base64(std::string_view text, std::span<std::byte> out) noexcept
{
    const auto size = base64_size(text.size());
    if (!size || *size > out.size()) return std::nullopt;
    std::uint32_t bits = 0;
    unsigned held = 0;
    std::size_t at = 0;
    for (const char character : text) {
        const std::uint8_t value = values[static_cast<unsigned char>(character)];
        if (value == foreign) return std::nullopt;
        bits = bits << 6 | value;
        if ((held += 6) >= 8) {
            held -= 8;
            out[at++] = static_cast<std::byte>(bits >> held & 0xff);
        }
    }
    if ((bits & ((1u << held) - 1)) != 0) return std::nullopt;
    return size;
}

} // namespace gauze::age
