// Parties of the example policy who seal, forge and open files in a folder of their own.
#pragma once

#include "engine/project/exchange.hpp"
#include "tests/engine/project/made_parties.hpp"
#include "tests/engine/project/made_statement.hpp"

#include <string>

namespace gauze::test {

// Replaces a file without waiting for the disk, as a rewrite of the same file may.
inline void put(const std::filesystem::path& path, std::string_view content)
{
    std::filesystem::remove(path);
    write_file(path, content);
}

class Exchange {
public:
    project::Admitted as(std::string_view name) const
    {
        project::Admitted admitted{policy, made_key(name), nullptr};
        admitted.me = admitted.policy.governance->member(name);
        EXPECT_NE(admitted.me, nullptr) << name;
        return admitted;
    }
    const project::Member* member(std::string_view name) const { return policy.governance->member(name); }

    // Seals `content` for a party and returns the sealed file's path.
    std::filesystem::path seal(std::string_view kind, std::string_view from, std::string_view to,
                               std::string_view content, std::string_view file) const
    {
        project::Statement statement;
        statement.kind = kind;
        if (from == "platform") statement.source = "charity";
        if (kind == "link-map") statement.release = "2026-1";
        const auto out = folder / file;
        project::seal_stream(
            as(from), [&](const project::Take& take) { take(bytes_of(content)); }, {member(to)}, statement,
            out);
        return out;
    }

    // The statement beside a file, with one change, signed by `signer`; the file's digest is put right.
    void forge(const std::filesystem::path& sealed, std::string_view signer,
               const std::function<void(project::Statement&)>& change) const
    {
        const auto path = project::statement_beside(sealed);
        project::Statement statement = project::statement_in(project::read_envelope(path), "forged");
        statement.cipher_digest = to_hex(sha256(bytes_of(read_file(sealed))));
        change(statement);
        put(path, project::make_envelope(statement, made_key(signer).signing).to_json());
    }

    // The code with which a party refuses the file, "accepted" otherwise. What is refused leaves nothing.
    std::string code(std::string_view as_party, const std::filesystem::path& sealed,
                     std::string_view kind) const
    {
        const std::size_t before = folder.entries();
        const auto out = folder / "opened";
        const std::string refused =
            project::code_when([&] { project::open_file(as(as_party), sealed, {{kind}}, out); });
        if (refused != "accepted") {
            EXPECT_EQ(folder.entries(), before) << refused;
            EXPECT_FALSE(std::filesystem::exists(out)) << refused;
        }
        std::filesystem::remove(out);
        return refused;
    }

    TemporaryFolder folder;
    project::Policy policy = governed_policy();
};

} // namespace gauze::test
