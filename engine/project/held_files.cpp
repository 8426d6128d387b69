#include "engine/project/held_files.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::project {

namespace fs = std::filesystem;

std::optional<Statement> statement_of_held(const Admitted& me, const fs::path& file)
{
    const fs::path beside = statement_beside(file);
    std::error_code unknown;
    if (!fs::is_regular_file(beside, unknown)) return std::nullopt;
    try {
        const Envelope envelope = read_envelope(beside);
        Statement statement = statement_in(envelope, beside.string());
        const Member* const member = me.policy.governance->member(statement.party);
        if (member == nullptr || !envelope.is_signed_by(member->signing) || statement.project != me.policy.id)
            return std::nullopt;
        return statement;
    } catch (const Error&) {
        return std::nullopt;
    }
}

DueDay due_of_held(const Admitted& me, const Statement& statement)
{
    const Governance& governance = *me.policy.governance;
    const Day receipt = day_from(std::string_view(statement.time).substr(0, 10));
    if (!statement.source.empty()) return due_day_of_file(governance.retention, statement.source, receipt);
    DueDay latest;
    for (const Source& source : governance.sources) {
        const DueDay due = due_day_of_file(governance.retention, source.party, receipt);
        if (due.day == 0) return due;
        if (due.day > latest.day) latest = due;
    }
    return latest;
}

WithdrawnTokens retention_withdrawals(const Admitted& me, const fs::path& folder)
{
    WithdrawnTokens tokens;
    std::error_code missing;
    for (const auto& entry : fs::directory_iterator(folder, missing)) {
        const auto header = table_header(entry.path());
        if (!header || header->kind != "withdrawal" || !header->has("reason")) continue;
        const TableFile table(entry.path(), "withdrawal");
        if (table.about().text("project") != me.policy.id) continue;
        const std::size_t token = table.column("row_token"), reason = table.column("reason");
        TokenSet& of_party = tokens[table.about().text("party")];
        table.each_row([&](std::span<const std::string_view> cells) {
            if (cells[reason] != "retention") return;
            const auto parsed = row_token_from(cells[token]);
            if (!parsed)
                throw Error(Exit::bad_data,
                            fmt::format("{} holds something else than row tokens", entry.path().string()),
                            "its custodian must send the withdrawal again");
            of_party.insert(*parsed);
        });
    }
    return tokens;
}

TokenSet all_of(const WithdrawnTokens& tokens)
{
    TokenSet all;
    for (const auto& [party, of_party] : tokens) all.insert(of_party);
    return all;
}

std::vector<HeldSealed> sealed_in(const Admitted& me, const std::vector<fs::path>& folders)
{
    std::set<fs::path> files;
    for (const fs::path& folder : folders)
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file() && entry.path().extension() == ".age") files.insert(entry.path());
    std::vector<HeldSealed> held;
    for (const fs::path& file : files)
        if (auto statement = statement_of_held(me, file)) held.push_back({file, std::move(*statement)});
    return held;
}

Destroyed destroy_held(const fs::path& file)
{
    Destroyed gone = destroy_file(file);
    std::error_code none;
    fs::remove(statement_beside(file), none);
    return gone;
}

} // namespace gauze::project
