#include "engine/research/open.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/link_map.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/payload.hpp"
#include "engine/research/release/open_tables.hpp"
#include "engine/research/withdrawals.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::research {

namespace fs = std::filesystem;

namespace {

using project::Admitted;
using project::refuse_with;
using project::Statement;

constexpr const char* ask_again = "nothing of it was kept; ask its sender for the right file";

// Gone when something is refused.
struct Partial {
    fs::path path;
    ~Partial()
    {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

// The name without ".age", which the statement gives; it holds no folder (statement.hpp).
std::string name_in(const Statement& statement)
{
    fs::path name = statement.file;
    if (name.extension() != ".age" || name.stem().string().starts_with('.'))
        refuse_with("file-name", "the statement names no sealed file", "ask its sender to seal it again");
    return name.stem().string();
}

bool is_mine(const Admitted& me, const std::string& recipient)
{
    const project::Recipient* named = me.policy.governance->recipient(recipient);
    return named != nullptr && named->member == me.me->name;
}

// Columns are those that this recipient may have of this source, not only those that anybody may.
std::uint64_t check_payload(const Admitted& me, const Statement& statement, const fs::path& file)
{
    const PayloadFile payload(file, me.policy);
    const Json& about = payload.table().about();
    if (!about.has("recipient") || !is_mine(me, about.text("recipient")))
        refuse_with("payload-of-another",
                    fmt::format("{} holds payload for another recipient", statement.file), ask_again);
    if (payload.episodes().empty() != (statement.kind == "payload"))
        refuse_with("not-the-payload", fmt::format("{} is of another kind than stated", statement.file),
                    ask_again);
    const auto allowed = agreed_columns(me.policy, me.policy.party(payload.party()), about.text("recipient"),
                                        payload.episodes());
    for (const std::string& column : payload.columns())
        if (std::ranges::count(allowed, column) == 0)
            refuse_with("payload-not-agreed",
                        fmt::format("{} holds a column that this recipient may not have", statement.file),
                        ask_again);
    if (payload.party() != statement.source)
        refuse_with("wrong-party-in-file", fmt::format("{} holds rows of another party", statement.file),
                    ask_again);
    return payload.table().rows();
}

std::uint64_t check_map(const Admitted& me, const Statement& statement, const fs::path& file)
{
    const link_map::LinkMap map = link_map::read(file);
    if (map.policy != me.policy.fingerprint() || map.release != statement.release)
        refuse_with("not-the-map", fmt::format("{} is of another policy or release", statement.file),
                    ask_again);
    require_my_map(me, map.recipient);
    return map.entries.size();
}

std::uint64_t check_withdrawal(const Admitted& me, const Statement& statement, const fs::path& file)
{
    const Withdrawals withdrawals({file}, me.policy.id);
    if (withdrawals.files().size() != 1 || withdrawals.files().front().party != statement.source)
        refuse_with("wrong-party-in-file", fmt::format("{} takes back rows of another party", statement.file),
                    ask_again);
    return withdrawals.files().front().tokens.size();
}

// What is inside is what its kind says; faults of its form get a code, since they come from outside.
std::uint64_t check_content(const Admitted& me, const Statement& statement, const fs::path& file)
{
    try {
        if (statement.kind == "payload" || statement.kind == "episodes")
            return check_payload(me, statement, file);
        if (statement.kind == "link-map") return check_map(me, statement, file);
        return check_withdrawal(me, statement, file);
    } catch (const Error& fault) {
        if (!project::code_of(fault.what()).empty()) throw;
        const std::string_view code = statement.kind == "payload"    ? "not-the-payload"
                                      : statement.kind == "episodes" ? "not-the-episodes"
                                      : statement.kind == "link-map" ? "not-the-map"
                                                                     : "not-the-withdrawal";
        refuse_with(code, fmt::format("{} does not hold what its statement says", statement.file), ask_again,
                    fault.code());
    }
}

} // namespace

void require_my_map(const Admitted& me, const std::string& recipient)
{
    if (is_mine(me, recipient)) return;
    refuse_with("map-of-another", fmt::format("the link map is not for {}", me.me->name),
                "ask the linkage unit for the map of your own release");
}

Opened open_sealed(const Admitted& me, const fs::path& sealed, const fs::path& inbox)
{
    const project::Expected expected{.kinds = {"payload", "episodes", "link-map", "withdrawal", "tables"}};
    Opened opened;
    opened.statement = project::check_sealed(me, sealed, expected);
    fs::create_directories(inbox);
    opened.file = inbox / name_in(opened.statement);
    if (fs::exists(opened.file))
        throw Error(Exit::cannot_write, fmt::format("{} exists already", opened.file.string()),
                    "move the old file away first, or open into another inbox");
    const auto kept = opened.file.string() + ".dsse";
    if (opened.statement.kind == "tables") {
        opened = release::open_tables(me, sealed, opened.file);
        project::write_envelope(kept, project::read_envelope(project::statement_beside(sealed)),
                                Existing::replace);
        return opened;
    }
    const Partial partial{inbox / fmt::format(".opening-{}", opened.file.filename().string())};
    std::error_code none;
    fs::remove(partial.path, none); // of a run that died
    (void)project::open_file(me, sealed, expected, partial.path);
    opened.rows = check_content(me, opened.statement, partial.path);
    // From here on it is what it says, and for us.
    project::write_envelope(kept, project::read_envelope(project::statement_beside(sealed)),
                            Existing::replace);
    give_name(partial.path, opened.file, Existing::refuse);
    return opened;
}

} // namespace gauze::research
