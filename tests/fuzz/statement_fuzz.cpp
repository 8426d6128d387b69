// A statement comes from another party: whatever its bytes are, it is read or refused with a code, and what
// is read comes out again in the one way in which it is written. Base64 and the envelope's own members would
// stop nearly every mutation of a statement, so each input is tried as an envelope, as a statement, and as
// the payload of a good envelope.
#include "engine/project/refusal.hpp"
#include "engine/project/statement.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace gauze;
using namespace gauze::project;

void must(bool holds)
{
    if (!holds) std::abort();
}

template <typename Read>
void read_or_refuse(Read read)
{
    try {
        read();
    } catch (const Error& error) {
        must(error.code() == Exit::bad_data && !code_of(error.what()).empty() && !error.hint().empty());
    }
}

void check(const Statement& statement)
{
    const std::string written = statement.to_json();
    must(Statement::parse(written, "again").to_json() == written);
    must(statement.stated_at() != INT64_MAX);
    (void)statement.is_for("unit");
}

void as_envelope(std::string_view text)
{
    read_or_refuse([&] {
        const Envelope envelope = Envelope::parse(text, "fuzz");
        const std::string written = envelope.to_json();
        const Envelope again = Envelope::parse(written, "again");
        must(again.payload == envelope.payload && again.to_json() == written);
        for (const auto& one : envelope.signatures) must(one.key_id.size() == 64);
        must(!envelope.is_signed_by(PublicKey{}));
        check(statement_in(envelope, "fuzz"));
    });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    as_envelope(text);
    read_or_refuse([&] { check(Statement::parse(text, "fuzz")); });
    Envelope envelope{"application/vnd.in-toto+json", std::string(text), {}};
    envelope.signatures.push_back({std::string(64, 'a'), {}});
    as_envelope(envelope.to_json());
    return 0;
}
