#include "engine/project/age/bech32.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

namespace gauze::age {

namespace {

constexpr std::size_t key_bytes = 32, checksum_groups = 6;
constexpr std::size_t key_groups = (key_bytes * 8 + 4) / 5; // of five bits, four of them unused
constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }
char lower(char letter) { return is_upper(letter) ? static_cast<char>(letter - 'A' + 'a') : letter; }
char upper(char letter)
{
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

// The checksum of BIP 173: a cyclic code over 32 symbols. It is taken of the lower case always.
class Checksum {
public:
    explicit Checksum(std::string_view prefix)
    {
        for (const char letter : prefix) add(static_cast<unsigned char>(lower(letter)) >> 5);
        add(0);
        for (const char letter : prefix) add(static_cast<unsigned char>(lower(letter)) & 31);
    }
    void add(std::uint32_t group)
    {
        constexpr std::array<std::uint32_t, 5> generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                            0x2a1462b3};
        const std::uint32_t top = value_ >> 25;
        value_ = (value_ & 0x1ffffff) << 5 ^ group;
        for (std::size_t i = 0; i < generator.size(); ++i)
            if ((top >> i & 1) != 0) value_ ^= generator[i];
    }
    std::uint32_t value() const { return value_; }

private:
    std::uint32_t value_ = 1;
};

// The `i`th group of five bits; beyond the end are zeros.
std::uint32_t group_of(Bytes bytes, std::size_t i)
{
    std::uint32_t group = 0;
    for (std::size_t bit = i * 5; bit < i * 5 + 5; ++bit) {
        const auto byte = bit / 8 < bytes.size() ? std::to_integer<std::uint32_t>(bytes[bit / 8]) : 0u;
        group = group << 1 | (byte >> (7 - bit % 8) & 1);
    }
    return group;
}

bool has_mixed_case(std::string_view text, bool is_upper_case)
{
    return std::ranges::any_of(
        text, [=](char letter) { return (is_upper_case ? upper(letter) : lower(letter)) != letter; });
}

} // namespace

Secret bech32_text(std::string_view prefix, Bytes bytes)
{
    assert(bytes.size() == key_bytes && !prefix.empty());
    const bool is_upper_case = is_upper(prefix.front());
    Secret text(prefix.size() + 1 + key_groups + checksum_groups);
    std::size_t at = 0;
    const auto put = [&](char letter) { text.fill()[at++] = static_cast<std::byte>(letter); };
    const auto put_group = [&](std::uint32_t group) {
        put(is_upper_case ? upper(alphabet[group]) : alphabet[group]);
    };
    for (const char letter : prefix) put(letter);
    put('1');
    Checksum checksum(prefix);
    for (std::size_t i = 0; i < key_groups; ++i) {
        const std::uint32_t group = group_of(bytes, i);
        checksum.add(group);
        put_group(group);
    }
    for (std::size_t i = 0; i < checksum_groups; ++i) checksum.add(0);
    const std::uint32_t sum = checksum.value() ^ 1;
    for (std::size_t i = checksum_groups; i-- > 0;) put_group(sum >> (5 * i) & 31);
    return text;
}

std::optional<Secret> bech32_bytes(std::string_view prefix, std::string_view text)
{
    if (text.size() != prefix.size() + 1 + key_groups + checksum_groups || !text.starts_with(prefix) ||
        text[prefix.size()] != '1' || has_mixed_case(text, is_upper(prefix.front())))
        return std::nullopt;
    text.remove_prefix(prefix.size() + 1);
    Secret bytes(key_bytes);
    Checksum checksum(prefix);
    std::uint32_t bits = 0;
    unsigned held = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t group = alphabet.find(lower(text[i]));
        if (group == std::string_view::npos) return std::nullopt;
        checksum.add(static_cast<std::uint32_t>(group));
        if (i >= key_groups) continue;
        bits = (bits << 5 | static_cast<std::uint32_t>(group)) & 0xfff;
        if ((held += 5) >= 8) {
            held -= 8;
            bytes.fill()[at++] = static_cast<std::byte>(bits >> held & 0xff);
        }
    }
    const bool unused_are_zero = (bits & ((1u << held) - 1)) == 0;
    if (checksum.value() != 1 || !unused_are_zero) return std::nullopt;
    return bytes;
}

} // namespace gauze::age
