#include "engine/research/records.hpp"

#include "bloom/base/error.hpp"
#include "engine/research/utf8.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace gauze::research {

namespace {

[[noreturn]] void bad_row(const PayloadFile& payload, std::uint64_t row, std::string_view what)
{
    throw Error(Exit::bad_data, fmt::format("{}, row {}: {}", payload.path().string(), row, what),
                fmt::format("{} must send its payload again", payload.party()));
}

RowToken token_of(const PayloadFile& file, std::uint64_t row, std::string_view cell,
                  std::optional<RowToken>& before)
{
    const auto token = row_token_from(cell);
    if (!token) bad_row(file, row, "not a row token");
    if (before && *token == *before && file.episodes().empty())
        bad_row(file, row, "the row token stands twice");
    if (before && *token < *before) bad_row(file, row, "the row tokens are not sorted");
    before = token;
    return *token;
}

// The columns that any file has, in the order in which all are agreed.
std::vector<std::string> columns_of(std::span<const PayloadFile> files)
{
    std::vector<std::string> columns;
    for (const std::string& name : files.front().agreed())
        if (std::ranges::any_of(files, [&](const PayloadFile& file) {
                return std::ranges::find(file.columns(), name) != file.columns().end();
            }))
            columns.push_back(name);
    return columns;
}

} // namespace

Records::Records(std::span<const PayloadFile> files, const People& people, Met& met,
                 const Withdrawals& withdrawals)
    : columns_(columns_of(files))
{
    std::uint64_t rows = 0;
    for (const PayloadFile& file : files) rows += file.table().rows();
    if (rows >= std::numeric_limits<std::uint32_t>::max())
        throw Error(Exit::bad_data,
                    fmt::format("{} has sent more than 2^32 - 2 rows", files.front().party()));
    persons_.reserve(rows);
    starts_.reserve(rows);
    ends_.reserve(rows * columns_.size());
    for (const PayloadFile& file : files) read(file, people, met, withdrawals);
    sort_by_person();
}

void Records::read(const PayloadFile& file, const People& people, Met& met, const Withdrawals& withdrawals)
{
    Tally& tally = files_.emplace_back();
    std::vector<std::size_t> cells;
    for (const std::string& name : columns_) cells.push_back(file.cell_of(name));
    const auto tokens = people.tokens();
    std::size_t at = 0; // both sides ascend, so one walk over the map meets every row
    std::optional<RowToken> before;
    file.table().each_row([&](std::span<const std::string_view> row) {
        const bool again = before && row_token_from(row[0]) == before; // another episode of one record
        const RowToken token = token_of(file, ++tally.read, row[0], before);
        while (at < tokens.size() && tokens[at] < token) ++at;
        const bool linked = at < tokens.size() && tokens[at] == token;
        const bool taken_back = withdrawals.has(file.party(), token);
        if (taken_back) ++tally.withdrawn;
        if (taken_back && !again) withdrawn_.push_back(token);
        if (!linked && !taken_back) ++tally.without_study_id;
        if (!linked) return;
        if (met[at] && file.episodes().empty())
            bad_row(file, tally.read, "another payload has the same row token");
        met[at] = true;
        if (!taken_back)
            keep(people.person_of(at), row, cells, tally);
        else if (!again)
            withdrawn_from_.push_back(people.person_of(at));
    });
}

void Records::keep(Person person, std::span<const std::string_view> row, std::span<const std::size_t> cells,
                   Tally& tally)
{
    ++tally.joined;
    persons_.push_back(person);
    starts_.push_back(text_.size());
    for (const std::size_t place : cells) {
        const std::string_view cell = place == PayloadFile::none ? std::string_view() : row[place];
        if (is_clean_utf8(cell)) {
            text_ += cell;
        } else {
            append_repaired(cell, text_);
            ++tally.repaired_cells;
        }
        if (text_.size() - starts_.back() > std::numeric_limits<std::uint32_t>::max())
            throw Error(Exit::bad_data, "a row of payload is longer than 4 GiB");
        ends_.push_back(static_cast<std::uint32_t>(text_.size() - starts_.back()));
    }
}

void Records::sort_by_person()
{
    order_.resize(persons_.size());
    std::iota(order_.begin(), order_.end(), 0u);
    std::ranges::sort(order_, {}, [this](std::uint32_t i) { return std::pair(persons_[i], i); });
}

std::size_t Records::column(std::string_view name) const noexcept
{
    const auto found = std::ranges::find(columns_, name);
    return found == columns_.end() ? PayloadFile::none : static_cast<std::size_t>(found - columns_.begin());
}

std::string_view Records::cell(std::size_t record, std::size_t column) const noexcept
{
    const std::size_t row = order_[record];
    const std::size_t i = row * columns_.size() + column;
    const std::uint32_t start = column == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(starts_[row] + start, ends_[i] - start);
}

} // namespace gauze::research
