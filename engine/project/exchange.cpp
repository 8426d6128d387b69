#include "engine/project/exchange.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/flows.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/stated.hpp"

#include <algorithm>
#include <cassert>
#include <system_error>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::size_t piece = std::size_t{64} << 10; // bytes: a chunk of age

// What was written under a temporary name goes with this object, unless it has got its own name by then.
class Partial {
public:
    explicit Partial(const std::filesystem::path& final_path) : path_(partial_name(final_path)) {}
    Partial(const Partial&) = delete;
    ~Partial()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

void need_free(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (std::filesystem::symlink_status(path, ignored).type() != std::filesystem::file_type::not_found)
        throw Error(Exit::cannot_write, fmt::format("{} exists already", path.string()),
                    "choose another name, or move the old file away first");
}

// A sealed file whose statement and digest are right: the bytes that were measured, and no others.
struct Measured {
    Statement statement;
    MappedFile file;
};

Measured measured(const Admitted& me, const std::filesystem::path& sealed, const Expected& expected)
{
    Statement statement = stated(me, statement_beside(sealed), expected.kinds, Addressed::to_me);
    MappedFile file(sealed);
    if (statement.cipher_digest != to_hex(sha256(file.bytes())))
        refuse_with(
            "file-digest", fmt::format("{} is not the file that its statement is about", sealed.string()),
            "it was changed or cut short on the way, or is another file: ask its sender for both again",
            Exit::bad_data);
    return {std::move(statement), std::move(file)};
}

// What age says of a file, with the file's name.
template <typename Step>
auto naming(const std::filesystem::path& file, Step step)
{
    try {
        return step();
    } catch (const Error& error) {
        const std::string_view code = code_of(error.what());
        if (code.empty()) throw;
        const std::string_view rest = std::string_view(error.what()).substr(code.size() + 2);
        refuse_with(code, fmt::format("{}: {}", file.string(), rest), error.hint(), error.code());
    }
}

// Hands out the content piece by piece, and says at the end whether it was the stated one.
void open_into(const Admitted& me, const Measured& from, const std::filesystem::path& sealed,
               const Take& take)
{
    Bytes rest = from.file.bytes();
    const auto bring = [&](std::span<std::byte> into) {
        const Bytes part = rest.first(std::min(into.size(), rest.size()));
        std::ranges::copy(part, into.begin());
        rest = rest.subspan(part.size());
        return part.size();
    };
    age::Opening opening;
    opening.identities = {&me.key->encryption};
    age::Decryptor content = naming(sealed, [&] { return age::Decryptor(bring, opening); });
    Sha256 digest;
    Secret room(piece); // wiped
    while (const std::size_t size = naming(sealed, [&] { return content.read(room.fill()); })) {
        digest.update(room.reveal().first(size));
        take(room.reveal().first(size));
    }
    if (to_hex(digest.finish()) != from.statement.content_digest)
        refuse_with("content-digest",
                    fmt::format("what {} holds is not what its statement is about", sealed.string()),
                    "nothing of it was kept: ask its sender for the file and its statement again",
                    Exit::bad_data);
}

} // namespace

std::filesystem::path statement_beside(const std::filesystem::path& file)
{
    std::filesystem::path path = file;
    path += ".dsse";
    return path;
}

Statement seal_file(const Admitted& me, const std::filesystem::path& plain,
                    const std::vector<const Member*>& to, Statement statement,
                    const std::filesystem::path& out)
{
    const MappedFile file(plain);
    const auto make = [&](const Take& take) {
        for (Bytes rest = file.bytes(); !rest.empty(); rest = rest.subspan(std::min(rest.size(), piece)))
            take(rest.first(std::min(rest.size(), piece)));
    };
    return seal_stream(me, make, to, std::move(statement), out);
}

Statement seal_stream(const Admitted& me, const std::function<void(const Take& take)>& make,
                      const std::vector<const Member*>& to, Statement statement,
                      const std::filesystem::path& out)
{
    statement.file = out.filename().string();
    assert(!to.empty());
    fill(me, to, statement);
    need_free(out);
    need_free(statement_beside(out));
    const Partial partial(out);
    FileWriter file(partial.path(), FileMode::owner_only);
    Sha256 cipher, content;
    age::Keys keys;
    for (const Member* member : to) keys.recipients.push_back(member->encryption);
    age::Encryptor sealing(
        [&](Bytes bytes) {
            cipher.update(bytes);
            file.write(bytes);
        },
        keys);
    make([&](Bytes bytes) {
        content.update(bytes);
        sealing.write(bytes);
    });
    sealing.close();
    file.close();
    statement.cipher_digest = to_hex(cipher.finish());
    statement.content_digest = to_hex(content.finish());
    // The statement comes first: a sealed file that has its name has its statement.
    write_envelope(statement_beside(out), make_envelope(statement, me.key->signing));
    try {
        give_name(partial.path(), out, Existing::refuse);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(statement_beside(out), ignored);
        throw;
    }
    return statement;
}

Statement check_sealed(const Admitted& me, const std::filesystem::path& sealed, const Expected& expected)
{
    return measured(me, sealed, expected).statement;
}

Statement open_file(const Admitted& me, const std::filesystem::path& sealed, const Expected& expected,
                    const std::filesystem::path& out)
{
    const Measured from = measured(me, sealed, expected);
    need_free(out);
    const Partial partial(out);
    FileWriter file(partial.path(), FileMode::owner_only);
    open_into(me, from, sealed, [&](Bytes bytes) { file.write(bytes); });
    file.close();
    give_name(partial.path(), out, Existing::refuse);
    return from.statement;
}

Statement open_stream(const Admitted& me, const std::filesystem::path& sealed, const Expected& expected,
                      const Take& take)
{
    const Measured from = measured(me, sealed, expected);
    open_into(me, from, sealed, take);
    return from.statement;
}

Statement state(const Admitted& me, const std::vector<const Member*>& to, Statement statement,
                const std::filesystem::path& out)
{
    fill(me, to, statement);
    write_envelope(out, make_envelope(statement, me.key->signing));
    return statement;
}

Statement check_statement(const Admitted& me, const std::filesystem::path& dsse, const Expected& expected)
{
    return stated(me, dsse, expected.kinds, Addressed::to_anyone);
}

} // namespace gauze::project
