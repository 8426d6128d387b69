// A sealed file comes from anybody: whatever its bytes are, it is opened or refused with a code, and never
// anything else. The MAC would stop nearly every mutation at the header, so each input is tried as it is, in
// armour, as the rest of a header, and as the content behind a header that is right.
#include "bloom/base/error.hpp"
#include "engine/project/age/age.hpp"
#include "engine/project/age/header.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace gauze;

const ExchangeKey& key()
{
    static const ExchangeKey fixed{Secret(bytes_of("0123456789abcdef0123456789abcdef"))};
    return fixed;
}

age::Bring bring_from(std::string_view text)
{
    return [text](std::span<std::byte> into) mutable {
        const std::size_t size = std::min(into.size(), text.size());
        std::ranges::copy(bytes_of(text.substr(0, size)), into.begin());
        text.remove_prefix(size);
        return size;
    };
}

template <class Try>
void refused_with_a_code(const Try& attempt)
{
    try {
        attempt();
    } catch (const Error& error) {
        if (error.code() != Exit::bad_data || project::code_of(error.what()).empty()) std::abort();
    }
}

void open_or_refuse(std::string_view file, const age::Opening& opening)
{
    refused_with_a_code([&] {
        age::Decryptor decryptor(bring_from(file), opening);
        std::vector<std::byte> buffer(5000);
        std::size_t released = 0;
        while (const std::size_t size = decryptor.read(buffer)) released += size;
        if (released > file.size()) std::abort();
    });
}

// A header has one spelling: what was read is written as it stood.
void read_as_written(std::string_view file)
{
    refused_with_a_code([&] {
        age::Source source(bring_from(file));
        const age::Header header = age::read_header(source);
        if (age::header_text(header.stanzas) != header.covered || !file.starts_with(header.covered))
            std::abort();
    });
}

// A header of this run for `key`, with the nonce behind it.
const std::string& right_header()
{
    static const std::string text = [] {
        std::string out;
        age::Encryptor encryptor(
            [&](Bytes bytes) { out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size()); },
            {.recipients = {key().public_key()}});
        return out;
    }();
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const age::Opening by_key{.identities = {&key()}};
    static const Secret passphrase(bytes_of("passphrase"));
    const age::Opening by_passphrase{.passphrase = &passphrase, .most_work = 4};
    read_as_written(text);
    open_or_refuse(text, by_key);
    open_or_refuse(text, by_passphrase);
    open_or_refuse("-----BEGIN AGE ENCRYPTED FILE-----\n" + std::string(text), by_key);
    const std::string with_version = "age-encryption.org/v1\n" + std::string(text);
    read_as_written(with_version);
    open_or_refuse(with_version, by_key);
    open_or_refuse(with_version, by_passphrase);
    open_or_refuse(right_header() + std::string(text), by_key);
    return 0;
}
