#include "engine/custodian/ceremony_state.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/key_lines.hpp"
#include "engine/project/refusal.hpp"

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::KeyLines;
using project::WipedText;

constexpr std::string_view first_line = "gauze-ceremony 1\n";
constexpr std::size_t longest_file = 4096, check_digits = 8;

[[noreturn]] void damaged(const std::filesystem::path& path)
{
    throw Error(Exit::bad_data,
                fmt::format("{} is not the state of a ceremony, or it is damaged", path.string()),
                "agree with the others on a new ceremony folder and begin again there");
}

// Of all lines before it, the secret one included: the secret has 256 bits, 32 of a hash do not narrow it.
std::string checksum_of(std::string_view lines)
{
    return to_hex(hmac_sha256(bytes_of("gauze-ceremony-state"), bytes_of(lines))).substr(0, check_digits);
}

CeremonyState parse(KeyLines& lines, const std::filesystem::path& path)
{
    CeremonyState state;
    state.id.project = lines.take("project");
    if (lines.begins("wave")) state.id.wave = lines.take("wave");
    state.id.policy = lines.take("policy");
    state.party = lines.take("party");
    state.contribution = Secret(contribution_bytes);
    lines.take_hex("bytes", state.contribution.fill());
    if (lines.begins("shown")) lines.take_hex("shown", state.shown.emplace());
    const std::string check = checksum_of(lines.taken());
    if (lines.take("check") != check || !lines.all_taken()) damaged(path);
    return state;
}

} // namespace

std::optional<CeremonyState> read_ceremony_state(const std::filesystem::path& path, const CeremonyId& id,
                                                 std::string_view party)
{
    std::error_code unknown;
    if (!std::filesystem::exists(std::filesystem::symlink_status(path, unknown))) return std::nullopt;
    project::refuse_if_others_may_read(path);
    const WipedText content(read_small_file(path, longest_file));
    if (!content.text.starts_with(first_line)) damaged(path);
    KeyLines lines(content.text, [&path] { damaged(path); });
    lines.skip(first_line);
    CeremonyState state = parse(lines, path);
    if (state.id.project != id.project || state.id.policy != id.policy || state.id.wave != id.wave ||
        state.party != party)
        project::refuse_with(
            "other-ceremony",
            fmt::format("{} belongs to another project, policy, wave or party", path.string()),
            "finish that ceremony with its own policy file, or choose another --out");
    return state;
}

void write_ceremony_state(const std::filesystem::path& path, const CeremonyState& state)
{
    const WipedText hex(to_hex(state.contribution.reveal()));
    WipedText content{std::string()};
    content.text.reserve(longest_file); // so that no outgrown copy stays behind
    content.text.append(first_line).append("project ").append(state.id.project).append("\n");
    if (!state.id.wave.empty()) content.text.append("wave ").append(state.id.wave).append("\n");
    content.text.append("policy ").append(state.id.policy).append("\nparty ").append(state.party);
    content.text.append("\nbytes ").append(hex.text).append("\n");
    if (state.shown) content.text.append("shown ").append(to_hex(*state.shown)).append("\n");
    const std::string check = checksum_of(content.text);
    content.text.append("check ").append(check).append("\n");
    write_whole_file(path, content.text, FileMode::owner_only, Existing::replace);
}

} // namespace gauze::custodian
