#include "engine/custodian/ledger.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view ledger_name = "ledger.table";

fs::path ledger_at(const fs::path& path)
{
    std::error_code unknown;
    if (fs::is_regular_file(path, unknown)) return path;
    for (const fs::path& one : {path / "stays-here" / ledger_name, path / ledger_name})
        if (fs::is_regular_file(one, unknown)) return one;
    throw Error(Exit::input_missing, fmt::format("there is no ledger in {}", path.string()),
                "name the folder that gauze encode made, with stays-here/ledger.table in it");
}

std::string text_or_nothing(const Json& about, std::string_view name)
{
    return about.has(name) ? about.text(name) : std::string();
}

// Where each reference stands in the list; one may be asked for twice, for two services.
using Wanted = std::unordered_multimap<std::string_view, std::size_t>;

Wanted wanted(std::span<const AskedFor> asked)
{
    Wanted places;
    for (std::size_t i = 0; i < asked.size(); ++i) places.emplace(asked[i].reference, i);
    return places;
}

void search(const project::TableFile& table, std::span<const AskedFor> asked, LedgerRun& run)
{
    const std::size_t token = table.column("row_token"), row = table.column("row"),
                      reference = table.column("record_id");
    const auto service = std::ranges::find(table.columns(), "service");
    run.knows_services = service != table.columns().end();
    const auto service_at = static_cast<std::size_t>(service - table.columns().begin());
    const Wanted places = wanted(asked);
    std::uint64_t line = 0;
    table.each_row([&](std::span<const std::string_view> cells) {
        ++line;
        if (cells[row] == "0") return; // a decoy is nobody's record
        // An intake's ledger has no references: only the custodian knows whose row a number is.
        const bool named = !trimmed(cells[reference]).empty();
        run.has_references |= named;
        const std::string_view name = named ? cells[reference] : cells[row];
        const auto [first, last] = places.equal_range(trimmed(name));
        for (auto at = first; at != last; ++at) {
            const AskedFor& one = asked[at->second];
            if (run.knows_services && !one.service.empty() && trimmed(cells[service_at]) != one.service)
                continue;
            const auto parsed = row_token_from(cells[token]);
            std::uint64_t number = 0;
            const auto [end, fault] =
                std::from_chars(cells[row].data(), cells[row].data() + cells[row].size(), number);
            if (!parsed || fault != std::errc() || end != cells[row].data() + cells[row].size())
                throw Error(Exit::bad_data,
                            fmt::format("{}, row {}: no row token or row number", run.ledger.string(), line),
                            "the ledger is not one that gauze encode wrote");
            run.found.push_back({at->second, *parsed, number});
        }
    });
}

bool is_table(const fs::path& path)
{
    std::error_code unknown;
    if (!fs::is_regular_file(path, unknown) || fs::file_size(path, unknown) < 16) return false;
    const MappedFile file(path);
    const std::string_view text(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    return text.starts_with("gauze-table ") &&
           text.substr(0, text.find('\n', 14)).find("\"payload\"") != std::string_view::npos;
}

std::string digest_of_file(const fs::path& path) { return to_hex(sha256(MappedFile(path).bytes())); }

// What else the run made and nobody has deleted yet.
void look_beside(LedgerRun& run)
{
    std::error_code failed;
    for (fs::recursive_directory_iterator at(run.folder, failed), none; !failed && at != none;
         at.increment(failed)) {
        const fs::path& path = at->path();
        if (path.extension() == ".gauze" && at->is_regular_file())
            run.encodings = digest_of_file(path);
        else if (is_table(path)) {
            const project::TableFile table(path, "payload");
            KeptPayload kept{path, digest_of_file(path), text_or_nothing(table.about(), "recipient"), {}};
            kept.columns.assign(table.columns().begin() + 1, table.columns().end());
            run.payloads.push_back(std::move(kept));
        }
    }
    std::ranges::sort(run.payloads, {}, &KeptPayload::path);
}

} // namespace

std::uint64_t LedgerRun::rows_of(std::size_t asked) const noexcept
{
    return static_cast<std::uint64_t>(std::ranges::count(found, asked, &LedgerRow::asked));
}

LedgerRun search_ledger(const fs::path& path, std::span<const AskedFor> asked)
{
    LedgerRun run;
    run.ledger = ledger_at(path);
    const fs::path absolute = fs::absolute(run.ledger);
    if (absolute.parent_path().filename() == "stays-here") run.folder = absolute.parent_path().parent_path();
    const project::TableFile table(run.ledger, "ledger");
    run.project = table.about().text("project");
    run.policy = table.about().text("policy");
    run.party = table.about().text("party");
    search(table, asked, run);
    if (!run.folder.empty()) look_beside(run);
    return run;
}

std::vector<PayloadRow> rows_with(const KeptPayload& payload, std::span<const RowToken> tokens)
{
    std::vector<RowToken> sorted(tokens.begin(), tokens.end());
    std::ranges::sort(sorted);
    const project::TableFile table(payload.path, "payload");
    std::vector<PayloadRow> rows;
    table.each_row([&](std::span<const std::string_view> cells) {
        const auto token = row_token_from(cells[0]);
        if (!token || !std::ranges::binary_search(sorted, *token)) return;
        rows.push_back({*token, {cells.begin() + 1, cells.end()}});
    });
    return rows;
}

} // namespace gauze::custodian
