#include "engine/custodian/withdrawal.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kind = "withdrawal";

KeptWithdrawal read_kept(const fs::path& path, std::string_view project)
{
    const project::TableFile table(path, kind);
    if (table.about().text("project") != project)
        project::refuse_with("wrong-project", fmt::format("{} is of another project", path.string()),
                             "name the withdrawals of this project only");
    KeptWithdrawal kept{path, to_hex(sha256(MappedFile(path).bytes())), table.about().text("time"), {}};
    const std::size_t token = table.column("row_token"), reason = table.column("reason");
    table.each_row([&](std::span<const std::string_view> cells) {
        const auto parsed = row_token_from(cells[token]);
        if (!parsed)
            throw Error(Exit::bad_data, fmt::format("{} holds something else than row tokens", path.string()),
                        "it is not one that gauze withdraw wrote");
        kept.reasons.emplace(*parsed, cells[reason]);
    });
    return kept;
}

} // namespace

void write_withdrawal(const fs::path& path, const WithdrawalAbout& about,
                      const std::map<RowToken, std::string>& reasons)
{
    Json json;
    json.set("program", "gauze-custodian " GAUZE_VERSION)
        .set("project", about.project)
        .set("policy", about.policy)
        .set("party", about.party)
        .set("time", about.time);
    project::TableWriter table(path, kind, {"row_token", "reason"}, json, FileMode::owner_only);
    for (const auto& [token, reason] : reasons) {
        const std::string text = to_text(token);
        const std::string_view cells[] = {text, reason};
        table.row(cells);
    }
    table.close();
}

std::optional<std::string> KeptWithdrawal::reason_of(std::span<const RowToken> tokens) const
{
    for (const RowToken& token : tokens)
        if (const auto found = reasons.find(token); found != reasons.end()) return found->second;
    return std::nullopt;
}

std::vector<KeptWithdrawal> read_kept_withdrawals(const std::vector<fs::path>& paths,
                                                  std::string_view project)
{
    std::set<fs::path> files;
    for (const fs::path& path : paths) {
        std::error_code failed;
        if (!fs::is_directory(path, failed)) {
            files.insert(path);
            continue;
        }
        for (fs::directory_iterator at(path, failed), none; !failed && at != none; at.increment(failed))
            if (at->path().extension() == ".withdrawal") files.insert(at->path());
    }
    std::vector<KeptWithdrawal> kept;
    for (const fs::path& file : files) kept.push_back(read_kept(file, project));
    return kept;
}

} // namespace gauze::custodian
