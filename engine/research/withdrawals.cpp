#include "engine/research/withdrawals.hpp"

#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace gauze::research {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kind = "withdrawal";

// Told by what it is, not by its name: a withdrawal is not forgotten because somebody renamed it.
bool is_withdrawal(const fs::path& path)
{
    std::error_code unknown;
    if (!fs::is_regular_file(path, unknown) || fs::file_size(path, unknown) < 16) return false;
    const MappedFile file(path);
    const std::string_view text(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    if (!text.starts_with("gauze-table ")) return false;
    const std::size_t first = text.find('\n');
    if (first == std::string_view::npos) return false;
    const std::string_view about = text.substr(first + 1, text.find('\n', first + 1) - first - 1);
    return about.find(fmt::format("\"kind\":\"{}\"", kind)) != std::string_view::npos;
}

std::set<fs::path> withdrawals_in(const fs::path& folder)
{
    std::set<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), none; !failed && at != none; at.increment(failed))
        if (is_withdrawal(at->path())) found.insert(at->path());
    return found;
}

std::set<fs::path> named_by(const std::vector<fs::path>& paths)
{
    std::set<fs::path> found;
    for (const fs::path& path : paths) {
        std::error_code unknown;
        if (fs::is_directory(path, unknown))
            found.merge(withdrawals_in(path));
        else
            found.insert(path);
    }
    return found;
}

WithdrawalFile read_one(const fs::path& path, std::string_view project)
{
    const project::TableFile table(path, kind);
    if (table.about().text("project") != project)
        project::refuse_with("wrong-project", fmt::format("{} is of another project", path.string()),
                             "give the withdrawals of this project only");
    WithdrawalFile file{path, table.about().text("party"), to_hex(sha256(MappedFile(path).bytes())), {}};
    const std::size_t column = table.column("row_token");
    table.each_row([&](std::span<const std::string_view> cells) {
        const auto token = row_token_from(cells[column]);
        if (!token || (!file.tokens.empty() && *token <= file.tokens.back()))
            throw Error(Exit::bad_data,
                        fmt::format("{}, row {}: no row token, or not in order", path.string(),
                                    file.tokens.size() + 1),
                        fmt::format("{} must send its withdrawal again", file.party));
        file.tokens.push_back(*token);
    });
    return file;
}

[[noreturn]] void forgotten(const std::string& what, const std::string& hint)
{
    project::refuse_with("withdrawal-forgotten", what, hint);
}

void check_stored(const Withdrawals& given, const fs::path& stored)
{
    const fs::path about = stored / "about.json";
    std::error_code unknown;
    if (!fs::is_regular_file(about, unknown)) return;
    const Json json = Json::parse(read_small_file(about), about.string());
    for (const Json& input : json.objects("inputs"))
        if (input.text("role") == kind && !given.has_file(input.text("sha256")))
            forgotten(fmt::format("{} was made without the rows of a withdrawal that is not given now",
                                  stored.string()),
                      "name every withdrawal there has been: --withdrawals FOLDER");
}

} // namespace

Withdrawals::Withdrawals(const std::vector<fs::path>& paths, std::string_view project)
{
    for (const fs::path& path : named_by(paths)) files_.push_back(read_one(path, project));
    std::ranges::sort(files_, {}, &WithdrawalFile::digest);
    const auto twice = std::ranges::unique(files_, {}, &WithdrawalFile::digest);
    files_.erase(twice.begin(), twice.end());
    for (std::size_t i = 0; i < files_.size(); ++i)
        for (const RowToken& token : files_[i].tokens) tokens_.emplace_back(token, i);
    std::ranges::sort(tokens_);
}

bool Withdrawals::has(std::string_view party, const RowToken& token) const noexcept
{
    auto at = std::ranges::lower_bound(tokens_, token, {}, [](const auto& one) { return one.first; });
    for (; at != tokens_.end() && at->first == token; ++at)
        if (files_[at->second].party == party) return true;
    return false;
}

bool Withdrawals::has_file(std::string_view digest) const noexcept
{
    return std::ranges::any_of(files_, [&](const WithdrawalFile& file) { return file.digest == digest; });
}

void refuse_if_forgotten(const Withdrawals& given, const std::vector<fs::path>& inputs,
                         const fs::path& stored, std::string_view project)
{
    std::set<fs::path> folders;
    for (const fs::path& input : inputs) folders.insert(fs::absolute(input).parent_path());
    for (const fs::path& folder : folders)
        for (const fs::path& path : withdrawals_in(folder)) {
            const project::TableFile table(path, kind);
            if (table.about().text("project") == project &&
                !given.has_file(to_hex(sha256(MappedFile(path).bytes()))))
                forgotten(fmt::format("{} is a withdrawal, and is not given", path.string()),
                          fmt::format("--withdrawals {}", folder.string()));
        }
    check_stored(given, stored);
}

} // namespace gauze::research
