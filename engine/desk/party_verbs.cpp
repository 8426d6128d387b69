#include "engine/desk/party_verbs.hpp"

#include "bloom/base/json.hpp"
#include "engine/project/age/age.hpp"
#include "engine/project/party_key.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::desk {

namespace {

struct NewOptions {
    std::string name;
    std::filesystem::path out;
    bool passphrase = false;
    std::uint64_t passphrase_fd = project::on_the_terminal;
    project::Common common;
};

// As policies take names (toml_table.hpp), so that the key is not made for a name that none can have.
void check_name(std::string_view name)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    if (name.empty() || name.size() > 64 || name.find_first_not_of(plain) != std::string_view::npos)
        throw Error(Exit::usage, "--name is not a plain name",
                    "1 to 64 of the letters A-Z a-z, digits, _ and -");
}

void print(const NewOptions& options, const project::PartyKey& key, bool wrapped)
{
    if (options.common.json) {
        std::cout << Json()
                         .set("key", options.out.string())
                         .set("name", key.name)
                         .set("passphrase", wrapped)
                         .set("signing", project::signing_text(key.signing.public_key()))
                         .set("encryption", age::recipient_text(key.encryption.public_key()))
                         .pretty();
        return;
    }
    std::cout << fmt::format(
        "The key of {} is in {}{}. It stays with you; nobody can make it again.\n"
        "These lines may be seen by everybody and belong into the policy, under [[party]]:\n\n"
        "name = \"{}\"\n{}\n"
        "Whoever writes the policy reads them back to you by telephone before anybody signs.\n",
        key.name, options.out.string(), wrapped ? ", under the passphrase" : "", key.name,
        key.public_lines());
}

Exit new_party(const NewOptions& options)
{
    check_name(options.name);
    const bool wrapped = options.passphrase || options.passphrase_fd != project::on_the_terminal;
    const auto key = project::PartyKey::generate(options.name);
    if (wrapped)
        key.write_wrapped(
            options.out,
            project::new_passphrase(options.passphrase_fd, fmt::format("the key {}", options.out.string()))
                .reveal());
    else
        key.write(options.out);
    print(options, key, wrapped);
    return Exit::ok;
}

} // namespace

void add_party_verbs(project::CommandLine& program)
{
    const auto options = std::make_shared<NewOptions>();
    program.verb("party new", "Make your party's own keys: one to sign with, one to be written to")
        .text("--name", options->name, "your party, as the policy will name it", project::Need::required)
        .path("--out", options->out, "where to write the key; an existing file is never replaced",
              project::Need::required)
        .flag("--passphrase", options->passphrase,
              "put the key under a passphrase, asked for on the terminal")
        .number("--passphrase-fd", options->passphrase_fd,
                "the same for scripts: the passphrase is the first line of this open file descriptor")
        .example("gauze party new --name nhs-a --out nhs-a.party", "prints the two lines for the policy")
        .example("gauze party new --name nhs-a --out nhs-a.party --passphrase",
                 "the file alone is then of no use to a thief")
        .common(options->common)
        .does([options] { return new_party(*options); });
}

} // namespace gauze::desk
