#include "engine/custodian/intake.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/refusal.hpp"

#include <cerrno>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

// One pass over the content. The signer is checked once, before the first pass; that the file is still the
// same is checked in each, by the digest of what came out.
class SealedBytes : public StoredBytes {
public:
    SealedBytes(const ExchangeKey& key, fs::path path, std::string digest)
        : path_(std::move(path)),
          digest_(std::move(digest)),
          file_(path_),
          content_([this](std::span<std::byte> into) { return file_.read(into); }, {.identities = {&key}})
    {}

    std::size_t read(std::span<char> into) override
    {
        const auto room = std::as_writable_bytes(into);
        std::size_t filled = 0;
        while (filled < room.size() && !ended_) {
            const std::size_t part = content_.read(room.subspan(filled));
            seen_.update(room.subspan(filled, part));
            filled += part;
            if (part == 0) end();
        }
        return filled;
    }

private:
    // The file as it travelled; closed with the pass.
    struct Stored {
        explicit Stored(const fs::path& path) : descriptor(open_input(path)) {}
        Stored(const Stored&) = delete;
        ~Stored() { ::close(descriptor); }
        std::size_t read(std::span<std::byte> into) const
        {
            std::size_t filled = 0;
            while (filled < into.size()) {
                const auto part = ::read(descriptor, into.data() + filled, into.size() - filled);
                if (part < 0 && errno == EINTR) continue;
                if (part < 0) throw Error(Exit::input_missing, "the sealed file cannot be read to its end");
                if (part == 0) break;
                filled += static_cast<std::size_t>(part);
            }
            return filled;
        }
        int descriptor;
    };

    void end()
    {
        ended_ = true;
        if (to_hex(seen_.finish()) != digest_)
            project::refuse_with("content-digest",
                                 fmt::format("{} has changed since it was checked", path_.string()),
                                 "is somebody else writing to it? ask its sender for it again");
    }

    fs::path path_;
    std::string digest_;
    Stored file_;
    age::Decryptor content_;
    Sha256 seen_;
    bool ended_ = false;
};

} // namespace

Input sealed_input(const project::Admitted& me, const fs::path& sealed, const project::Statement& statement)
{
    const ExchangeKey* key = &me.key->encryption;
    return {sealed, fs::file_size(sealed), [key, sealed, digest = statement.content_digest] {
                return std::make_unique<SealedBytes>(*key, sealed, digest);
            }};
}

project::Statement look_at_sealed(const project::Admitted& me, const fs::path& sealed)
{
    const project::Statement statement =
        project::open_stream(me, sealed, {.kinds = {"plaintext"}}, [](Bytes) {});
    const project::Member* custodian = me.policy.governance->member(statement.party);
    if (custodian == nullptr || custodian->intake != me.me->name || statement.source != statement.party)
        project::refuse_with(
            "not-its-intake",
            fmt::format("the policy does not name {} as the intake of {}", me.me->name, statement.party),
            "a custodian seals its own rows, to the intake that the policy names for it");
    return statement;
}

EncodeSummary intake(const project::Admitted& me, const ProjectKey& key, const fs::path& sealed,
                     EncodeOptions options)
{
    const project::Statement statement = look_at_sealed(me, sealed);
    options.party = statement.party;
    options.input = sealed;
    options.opens = sealed_input(me, sealed, statement);
    options.own_secret = me.key->encryption.reveal(); // pseudonyms are the intake's, as the policy has it
    return encode(me.policy, key, options);
}

} // namespace gauze::custodian
