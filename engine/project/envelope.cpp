// DSSE v1 (secure-systems-lab/dsse, protocol.md and envelope.md): the envelope of statement.hpp.
#include "bloom/base/base64.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/statement.hpp"
#include "engine/project/strict_object.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_signatures = 256;

[[noreturn]] void refuse(std::string_view code, const std::string& what)
{
    refuse_with(code, what, "ask its sender for the file and its statement again", Exit::bad_data);
}

std::string base64(Bytes bytes)
{
    std::string text;
    append_base64(bytes, text);
    return text;
}

std::vector<std::byte> bytes_from(const std::string& base64, std::string_view source)
{
    auto bytes = from_canonical_base64(base64);
    if (!bytes)
        refuse("statement-base64", fmt::format("{} holds a text that is not canonical base64", source));
    return *std::move(bytes);
}

Envelope::Signed signed_from(const StrictObject& json, std::string_view source)
{
    Envelope::Signed one{json.text("keyid"), {}};
    PublicKey key{};
    if (!from_hex(one.key_id, key) || to_hex(key) != one.key_id) // no capitals
        refuse("statement-signature", fmt::format("{} names a key that is not 64 hex digits", source));
    const std::vector<std::byte> bytes = bytes_from(json.text("sig"), source);
    if (bytes.size() != one.signature.size())
        refuse("statement-signature", fmt::format("{} has a signature that is not of 64 bytes", source));
    std::ranges::copy(bytes, one.signature.begin());
    return one;
}

void check_size(std::size_t size, std::string_view source)
{
    if (size > largest_envelope)
        refuse("statement-size", fmt::format("{} is larger than {} bytes", source, largest_envelope));
}

} // namespace

std::string pre_authentication(std::string_view payload_type, std::string_view payload)
{
    return fmt::format("DSSEv1 {} {} {} {}", payload_type.size(), payload_type, payload.size(), payload);
}

std::string Envelope::to_json() const
{
    std::vector<Json> list;
    for (const Signed& one : signatures)
        list.push_back(Json().set("keyid", one.key_id).set("sig", base64(one.signature)));
    Json json;
    json.set("payload", base64(bytes_of(payload))).set("payloadType", payload_type).set("signatures", list);
    return json.line();
}

Envelope Envelope::parse(std::string_view json, std::string_view source)
{
    check_size(json.size(), source);
    const StrictObject whole(json, source, {"payload", "payloadType", "signatures"});
    const auto listed = whole.objects("signatures", {"keyid", "sig"});
    if (listed.empty()) refuse("statement-unsigned", fmt::format("{} has no signature", source));
    if (listed.size() > most_signatures)
        refuse("statement-size", fmt::format("{} has more than {} signatures", source, most_signatures));
    const std::vector<std::byte> payload = bytes_from(whole.text("payload"), source);
    Envelope envelope{
        whole.text("payloadType"), {reinterpret_cast<const char*>(payload.data()), payload.size()}, {}};
    for (const StrictObject& one : listed) {
        Signed next = signed_from(one, source);
        if (std::ranges::find(envelope.signatures, next.key_id, &Signed::key_id) != envelope.signatures.end())
            refuse("statement-signed-twice", fmt::format("{} has two signatures by one key", source));
        envelope.signatures.push_back(std::move(next));
    }
    return envelope;
}

void Envelope::sign(const SigningKey& key)
{
    const std::string key_id = to_hex(key.public_key());
    std::erase_if(signatures, [&](const Signed& one) { return one.key_id == key_id; });
    signatures.push_back({key_id, key.sign(bytes_of(pre_authentication(payload_type, payload)))});
}

bool Envelope::is_signed_by(const PublicKey& key) const
{
    const auto found = std::ranges::find(signatures, to_hex(key), &Signed::key_id);
    return found != signatures.end() &&
           is_signed(key, bytes_of(pre_authentication(payload_type, payload)), found->signature);
}

void write_envelope(const std::filesystem::path& path, const Envelope& envelope, Existing existing)
{
    write_whole_file(path, envelope.to_json(), FileMode::everyone_reads, existing);
}

Envelope read_envelope(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        refuse_with("statement-missing", fmt::format("there is no {}", path.string()),
                    "a file and its statement (FILE.dsse) travel together: ask its sender for it",
                    Exit::input_missing);
    // Mapped once: what is measured is what is read.
    const MappedFile file(path);
    check_size(file.bytes().size(), path.string());
    const std::string text(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    return Envelope::parse(text, path.string());
}

} // namespace gauze::project
