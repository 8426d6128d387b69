#include "engine/project/age/age.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/age/armour.hpp"
#include "engine/project/age/base64.hpp"
#include "engine/project/age/bech32.hpp"
#include "engine/project/age/header.hpp"
#include "engine/project/age/payload.hpp"
#include "engine/project/age/recipients.hpp"
#include "engine/project/age/refused.hpp"

#include <algorithm>
#include <cassert>
#include <exception>
#include <optional>
#include <utility>

namespace gauze::age {

namespace {

constexpr std::string_view recipient_prefix = "age", identity_prefix = "AGE-SECRET-KEY-";
constexpr std::size_t most_recipients = 600; // their header stays below the bound of those who read it

std::vector<Stanza> stanzas_for(const Keys& keys, Bytes file_key)
{
    std::vector<Stanza> stanzas;
    if (keys.passphrase != nullptr) stanzas.push_back(wrapped_under(*keys.passphrase, keys.work, file_key));
    for (const PublicKey& recipient : keys.recipients) stanzas.push_back(wrapped_for(recipient, file_key));
    return stanzas;
}

std::string written_header(const Keys& keys, Bytes file_key)
{
    std::string text = header_text(stanzas_for(keys, file_key));
    const auto mac = header_mac(file_key, text);
    text += ' ';
    append_base64(text, mac);
    text += '\n';
    assert(text.size() <= longest_header); // 98 bytes for each recipient
    return text;
}

// In a time that does not tell how many bytes were right.
bool is_same(Bytes a, Bytes b)
{
    std::byte difference{};
    for (std::size_t i = 0; i < a.size(); ++i) difference |= a[i] ^ b[i];
    return a.size() == b.size() && difference == std::byte{};
}

} // namespace

std::string recipient_text(const PublicKey& key)
{
    const Secret text = bech32_text(recipient_prefix, key);
    return {reinterpret_cast<const char*>(text.reveal().data()), text.size()};
}

PublicKey recipient_from(std::string_view text)
{
    const auto bytes = bech32_bytes(recipient_prefix, text);
    if (!bytes)
        refuse("age-recipient", "this is not the public key of an age recipient",
               "copy the whole of it, from 'age1' to the last letter, or ask its owner for it again");
    PublicKey key{};
    std::ranges::copy(bytes->reveal(), key.begin());
    return key;
}

Secret identity_text(const ExchangeKey& key) { return bech32_text(identity_prefix, key.reveal()); }

ExchangeKey identity_from(std::string_view text)
{
    auto bytes = bech32_bytes(identity_prefix, text);
    if (!bytes)
        refuse("age-identity", "this is not the secret key of an age identity",
               "it is one line, from 'AGE-SECRET-KEY-1' to its last letter; restore it from its copy");
    return ExchangeKey(std::move(*bytes));
}

struct Encryptor::State {
    Sink sink;
    std::optional<ArmourWriter> armour;
    Sink inner; // what the header and the chunks go to
    std::optional<PayloadWriter> payload;
    bool is_closed = false;
};

Encryptor::Encryptor(Sink sink, const Keys& keys, bool armoured) : state_(std::make_unique<State>())
{
    assert((keys.passphrase != nullptr) != !keys.recipients.empty());
    if (keys.recipients.size() > most_recipients)
        refuse("age-header-size", "the file is to be sealed for too many recipients",
               "seal it for 600 recipients at most");
    state_->sink = std::move(sink);
    Secret file_key(file_key_bytes);
    random_bytes(file_key.fill());
    const std::string header = written_header(keys, file_key.reveal());
    state_->inner = state_->sink;
    if (armoured) {
        state_->armour.emplace(state_->sink);
        state_->inner = [state = state_.get()](Bytes bytes) { state->armour->write(bytes); };
    }
    state_->inner(bytes_of(header));
    state_->payload.emplace(state_->inner, file_key.reveal());
}
Encryptor::~Encryptor() = default;

void Encryptor::write(Bytes plain)
{
    assert(!state_->is_closed);
    state_->payload->write(plain);
}

void Encryptor::close()
{
    assert(!state_->is_closed);
    state_->is_closed = true;
    state_->payload->close();
    if (state_->armour) state_->armour->close();
}

struct Decryptor::State {
    std::optional<Source> outer; // the file, when it is armoured
    std::optional<ArmourReader> armour;
    std::optional<Source> inner; // the file without armour
    std::optional<PayloadReader> payload;
    std::exception_ptr failure;
};

Decryptor::Decryptor(Bring bring, const Opening& opening) : state_(std::make_unique<State>())
{
    assert(opening.passphrase == nullptr || opening.identities.empty());
    State& state = *state_;
    state.inner.emplace(std::move(bring));
    if (is_armoured(*state.inner)) {
        state.outer = std::move(state.inner);
        state.armour.emplace(*state.outer);
        state.inner.emplace([&state](std::span<std::byte> into) { return state.armour->read(into); });
    }
    const Header header = read_header(*state.inner);
    const Secret file_key = unwrapped(header, opening);
    if (!is_same(header_mac(file_key.reveal(), header.covered), header.mac))
        refuse("age-mac", "the header of the file was changed after it was sealed");
    state.payload.emplace(*state.inner, file_key.reveal());
}
Decryptor::~Decryptor() = default;

std::size_t Decryptor::read(std::span<std::byte> into)
{
    if (state_->failure) std::rethrow_exception(state_->failure);
    try {
        return state_->payload->read(into);
    } catch (...) {
        state_->failure = std::current_exception();
        throw;
    }
}

} // namespace gauze::age
