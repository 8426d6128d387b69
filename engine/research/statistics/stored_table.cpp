#include "engine/research/statistics/stored_table.hpp"

#include "bloom/base/files.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstdlib>
#include <deque>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

namespace gauze::research::statistics {

namespace {

constexpr const char* make_anew = "make the cohort anew with gauze cohort; do not edit its files";

// Walks the cells of RFC 4180 text, one row after the other.
class Rows {
public:
    Rows(std::string_view text, const std::filesystem::path& path) : rest_(text), path_(path) {}
    bool done() const { return rest_.empty(); }
    // The next row; the texts are valid until the next call.
    const std::vector<std::string_view>& next();
    std::uint64_t number() const { return number_; } // of the row read last; the header is 0
    [[noreturn]] void damaged(std::string_view what) const
    {
        project::refuse_with("cohort-damaged", fmt::format("{}: row {} {}", path_.string(), number_, what),
                             make_anew, Exit::bad_data);
    }

private:
    std::string_view quoted();
    std::string_view plain();
    std::string_view rest_;
    const std::filesystem::path& path_;
    std::vector<std::string_view> cells_;
    std::deque<std::string> unquoted_; // cells that held a quote
    std::uint64_t number_ = ~std::uint64_t{0};
};

std::string_view Rows::plain()
{
    const std::size_t end = std::min(rest_.find_first_of(",\n\""), rest_.size());
    if (end < rest_.size() && rest_[end] == '"') damaged("has a quote where none can be");
    const std::string_view cell = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return cell;
}

std::string_view Rows::quoted()
{
    rest_.remove_prefix(1);
    std::string text;
    for (;;) {
        const std::size_t end = rest_.find('"');
        if (end == std::string_view::npos) damaged("ends within quotes");
        const bool doubled = end + 1 < rest_.size() && rest_[end + 1] == '"';
        if (!doubled && text.empty()) {
            const std::string_view cell = rest_.substr(0, end);
            rest_.remove_prefix(end + 1);
            return cell;
        }
        text += rest_.substr(0, doubled ? end + 1 : end);
        rest_.remove_prefix(doubled ? end + 2 : end + 1);
        if (!doubled) return unquoted_.emplace_back(std::move(text));
    }
}

const std::vector<std::string_view>& Rows::next()
{
    ++number_;
    cells_.clear();
    unquoted_.clear();
    for (;;) {
        cells_.push_back(!rest_.empty() && rest_.front() == '"' ? quoted() : plain());
        if (rest_.empty()) damaged("has no end");
        const char after = rest_.front();
        rest_.remove_prefix(1);
        if (after == '\n') return cells_;
        if (after != ',') damaged("goes on behind a quote");
    }
}

std::string_view text_of(const MappedFile& file)
{
    return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()};
}

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// One column while it is read: texts in the order in which they came.
struct Gathered {
    std::size_t place = 0; // in the file
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> seen;
    std::vector<std::uint32_t> codes;

    void take(std::string_view cell)
    {
        auto found = seen.find(cell);
        if (found == seen.end())
            found = seen.emplace(std::string(cell), static_cast<std::uint32_t>(seen.size())).first;
        codes.push_back(found->second);
    }
    // The codes renumbered by the order of the texts, so that nothing depends on the order of rows.
    Column finish(std::string name) &&
    {
        Column column{std::move(name), {}, std::move(codes), false};
        column.counts_all_rows = column.codes.size() > 1 && seen.size() == column.codes.size();
        std::vector<std::pair<std::string_view, std::uint32_t>> sorted(seen.begin(), seen.end());
        std::ranges::sort(sorted, [](const auto& a, const auto& b) { return in_order(a.first, b.first); });
        std::vector<std::uint32_t> place_of(sorted.size());
        for (std::uint32_t rank = 0; rank < sorted.size(); ++rank) {
            column.values.emplace_back(sorted[rank].first);
            place_of[sorted[rank].second] = rank;
        }
        for (std::uint32_t& code : column.codes) code = place_of[code];
        return column;
    }
};

// The number that a text begins with: 3 of "3-5", nothing of "WBRI".
std::optional<double> number_in(std::string_view text)
{
    double number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || !(number == number)) return std::nullopt;
    const bool digits = text.find_first_of("0123456789") < static_cast<std::size_t>(end - text.data());
    return digits ? std::optional(number) : std::nullopt;
}

} // namespace

bool in_order(std::string_view a, std::string_view b)
{
    if (a.empty() || b.empty()) return !a.empty() && b.empty();
    // "<0" is the band below all others.
    const bool below_a = a.front() == '<', below_b = b.front() == '<';
    if (below_a != below_b) return below_a;
    const auto first = number_in(a), second = number_in(b);
    if (first.has_value() != second.has_value()) return first.has_value();
    if (first && *first != *second) return *first < *second;
    return a < b;
}

const Column& StoredTable::column(std::string_view name) const
{
    const auto found = std::ranges::find(columns, name, &Column::name);
    assert(found != columns.end());
    if (found == columns.end()) std::abort();
    return *found;
}

std::vector<std::string> header_of(const std::filesystem::path& csv)
{
    const MappedFile file(csv);
    Rows rows(text_of(file), csv);
    const auto& cells = rows.next();
    return {cells.begin(), cells.end()};
}

StoredTable read_stored(const std::filesystem::path& csv, const std::vector<std::string>& wanted)
{
    const MappedFile file(csv);
    StoredTable table;
    table.path = csv;
    table.sha256 = to_hex(sha256(file.bytes()));
    Rows rows(text_of(file), csv);
    const auto& names = rows.next();
    table.header.assign(names.begin(), names.end());
    std::vector<Gathered> gathered(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto found = std::ranges::find(table.header, wanted[i]);
        if (found == table.header.end())
            project::refuse_with("no-such-column",
                                 fmt::format("{} has no column \"{}\"", csv.string(), wanted[i]),
                                 "dictionary.csv of the cohort lists what there is", Exit::bad_data);
        gathered[i].place = static_cast<std::size_t>(found - table.header.begin());
    }
    while (!rows.done()) {
        const auto& cells = rows.next();
        if (cells.size() != table.header.size()) rows.damaged("has another number of cells than the header");
        for (Gathered& one : gathered) one.take(cells[one.place]);
        ++table.rows;
    }
    for (std::size_t i = 0; i < wanted.size(); ++i)
        table.columns.push_back(std::move(gathered[i]).finish(wanted[i]));
    return table;
}

} // namespace gauze::research::statistics
