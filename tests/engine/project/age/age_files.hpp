// Sealed files in memory, for tests: made, opened, and what came of it.
#pragma once

#include "bloom/base/error.hpp"
#include "engine/project/age/age.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::test {

inline std::string text_of(Bytes bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline Secret secret_of(std::string_view text) { return Secret(bytes_of(text)); }

inline std::string random_text(std::size_t size, std::uint64_t seed)
{
    std::mt19937_64 engine(seed);
    std::string text(size, '\0');
    for (char& c : text) c = static_cast<char>(engine());
    return text;
}

// `text` must live as long as what reads it.
inline age::Bring bring_from(std::string_view text)
{
    return [text](std::span<std::byte> into) mutable {
        const std::size_t size = std::min(into.size(), text.size());
        std::ranges::copy(bytes_of(text.substr(0, size)), into.begin());
        text.remove_prefix(size);
        return size;
    };
}

// `piece` is how much is written at once.
inline std::string sealed(std::string_view plain, const age::Keys& keys, bool armoured = false,
                          std::size_t piece = std::size_t{1} << 16)
{
    std::string out;
    age::Encryptor encryptor([&](Bytes bytes) { out += text_of(bytes); }, keys, armoured);
    for (; !plain.empty(); plain.remove_prefix(std::min(piece, plain.size())))
        encryptor.write(bytes_of(plain.substr(0, piece)));
    encryptor.close();
    return out;
}

struct Opened {
    std::string released; // all that was handed out
    std::string code;     // why it was refused; empty when the file was whole
};

inline Opened opened(std::string_view file, const age::Opening& opening,
                     std::size_t piece = std::size_t{1} << 16)
{
    Opened result;
    try {
        age::Decryptor decryptor(bring_from(file), opening);
        std::vector<std::byte> buffer(piece);
        while (const std::size_t size = decryptor.read(buffer))
            result.released += text_of(Bytes(buffer).first(size));
    } catch (const Error& error) {
        result.code = error.code() == Exit::bad_data ? project::code_of(error.what()) : "another exit";
        if (result.code.empty()) result.code = "no code";
    }
    return result;
}

// A key and what seals for it.
struct Reader {
    ExchangeKey key = ExchangeKey::generate();
    age::Keys keys() const { return {.recipients = {key.public_key()}}; }
    age::Opening opening() const { return {.identities = {&key}}; }
};

} // namespace gauze::test
