#include "engine/custodian/release/opt_out_list.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/release/person_lists.hpp"
#include "engine/custodian/text_source.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::refuse_with;

constexpr std::size_t line_bytes = 12; // ten digits, comma, LF
constexpr std::size_t lines_a_piece = 4096;
constexpr std::string_view ask_again = "get the cleaned list from the service once more, and change nothing";

bool are_digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_mailbox(std::string_view text)
{
    return !text.empty() &&
           text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos;
}

project::Day number_of(std::string_view digits)
{
    project::Day number = 0;
    (void)std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

// One line of `line_bytes`, its LF included, or less at the end of the file.
void check_line(std::string_view line, const std::filesystem::path& path, std::uint64_t number)
{
    const auto refuse = [&](std::string_view code, std::string_view what) {
        refuse_with(code, fmt::format("{}, line {}: {}", path.string(), number, what),
                    std::string(ask_again));
    };
    if (line.find('\r') != std::string_view::npos) refuse("opt-out-crlf", "lines must end in LF alone");
    if (line.size() < line_bytes && line.find('\n') == std::string_view::npos)
        refuse("opt-out-cut-short", "the last line is not complete");
    if (line.size() < 11 || !are_digits(line.substr(0, 10)))
        refuse("opt-out-not-a-number", "an NHS number has ten digits, and nothing stands beside it");
    if (line[10] != ',') refuse("opt-out-no-comma", "no comma behind the number");
    if (line.find('\n') != line_bytes - 1)
        refuse("opt-out-not-a-number", "more than a number and a comma on a line");
    WipedText normal;
    valid_nhs_number(line.substr(0, 10), normal.value);
    if (normal.value.empty()) refuse("opt-out-check-digit", "no NHS number: its check digit is wrong");
}

void check_day(const std::filesystem::path& path, project::Day day, std::uint32_t most_days,
               project::Day today)
{
    const std::int64_t age = days_from_civil(today) - days_from_civil(day);
    if (age < 0)
        refuse_with("opt-out-in-future", fmt::format("{} is of a day to come", path.filename().string()),
                    "is this machine's clock right?");
    if (age > most_days)
        refuse_with(
            "opt-out-stale",
            fmt::format("{} is {} days old; the policy allows {}", path.filename().string(), age, most_days),
            "submit the numbers again and use the new list");
}

} // namespace

project::Day day_in_name(const std::filesystem::path& path)
{
    const std::string name = path.filename().string();
    const auto refuse = [&] {
        refuse_with("opt-out-name", "the opt-out list is not named as the service names it",
                    "MAILBOX-DDMMYY-0001.dat, for example 8HQ50OT001-030626-0001.dat");
    };
    const std::size_t first = name.find('-'), second = name.find('-', first + 1);
    if (!name.ends_with(".dat") || first == std::string::npos || second == std::string::npos) refuse();
    const std::string_view whole(name), mailbox = whole.substr(0, first),
                                        date = whole.substr(first + 1, second - first - 1),
                                        sequence = whole.substr(second + 1, name.size() - second - 5);
    if (!is_mailbox(mailbox) || !are_digits(date) || !are_digits(sequence) || sequence.size() != 4) refuse();
    project::Day day = 0;
    if (date.size() == 8) day = number_of(date);
    if (date.size() == 6)
        day = 20000000 + number_of(date.substr(4)) * 10000 + number_of(date.substr(2, 2)) * 100 +
              number_of(date.substr(0, 2));
    if (!is_day(day)) refuse();
    return day;
}

OptOutList::OptOutList(const std::filesystem::path& path, std::uint32_t most_days, project::Day today)
    : made_on_(day_in_name(path))
{
    check_day(path, made_on_, most_days, today);
    ByteSource source(path);
    WipedBuffer piece(line_bytes * lines_a_piece);
    std::uint64_t line = 0;
    while (const std::size_t got = source.read({piece.data(), piece.size()})) {
        for (std::size_t at = 0; at < got; at += line_bytes) {
            const std::string_view text(piece.data() + at, std::min(line_bytes, got - at));
            check_line(text, path, ++line);
            allowed_.push_back(prints_({text.substr(0, 10)}));
        }
    }
    if (allowed_.empty())
        refuse_with("opt-out-empty", fmt::format("{} holds no number", path.string()),
                    std::string(ask_again));
    std::ranges::sort(allowed_);
    if (std::ranges::adjacent_find(allowed_) != allowed_.end())
        refuse_with("opt-out-twice", fmt::format("{}: a number stands twice", path.string()),
                    std::string(ask_again));
}

bool OptOutList::allows(std::string_view nhs_number)
{
    return std::ranges::binary_search(allowed_, prints_({nhs_number}));
}

namespace {

// Numbers that are wiped when they go, and whenever they move to grow.
class WipedNumbers {
public:
    ~WipedNumbers() { wipe(std::as_writable_bytes(std::span(numbers_))); }
    void add(std::uint64_t number)
    {
        if (numbers_.size() == numbers_.capacity()) {
            std::vector<std::uint64_t> wider;
            wider.reserve(std::max<std::size_t>(4096, 2 * numbers_.size()));
            wider.assign(numbers_.begin(), numbers_.end());
            wipe(std::as_writable_bytes(std::span(numbers_)));
            numbers_.swap(wider);
        }
        numbers_.push_back(number);
    }
    std::span<const std::uint64_t> sorted_once()
    {
        std::ranges::sort(numbers_);
        return std::span(numbers_).first(numbers_.size() - std::ranges::unique(numbers_).size());
    }

private:
    std::vector<std::uint64_t> numbers_;
};

std::uint64_t gather_numbers(const std::filesystem::path& input, std::string_view column,
                             WipedNumbers& numbers, OptOutRequest& request)
{
    CsvReader file(input, examine(input));
    const auto at = file.column(column);
    if (!at)
        throw Error(Exit::bad_data, fmt::format("{} has no column {}", input.string(), column),
                    "the column that holds the NHS number, as the policy names it");
    WipedText normal;
    for (Row row; file.next(row); ++request.rows) {
        if (row.fault)
            normal.value.clear();
        else
            valid_nhs_number(row.cells[*at].reveal(), normal.value);
        std::uint64_t number = 0;
        (void)std::from_chars(normal.value.data(), normal.value.data() + normal.value.size(), number);
        normal.value.empty() ? void(++request.without_number) : numbers.add(number);
    }
    return request.rows;
}

} // namespace

OptOutRequest write_opt_out_request(const std::filesystem::path& input, std::string_view column,
                                    std::string_view mailbox, std::uint64_t sequence,
                                    const std::filesystem::path& folder, project::Day today)
{
    if (!is_mailbox(mailbox))
        throw Error(Exit::usage, "--mailbox is no mailbox id", "capitals and digits, like 8HQ50OT001");
    if (sequence > 9999) throw Error(Exit::usage, "--sequence has four digits", "0001 to 9999");
    OptOutRequest request;
    WipedNumbers numbers;
    gather_numbers(input, column, numbers, request);
    const auto distinct = numbers.sorted_once();
    request.numbers = distinct.size();
    if (distinct.empty())
        throw Error(Exit::bad_data, fmt::format("{} holds no valid NHS number", input.string()),
                    "is it the right column?");
    request.file = folder / fmt::format("{}-{:02}{:02}{:02}-{:04}.dat", mailbox, today % 100,
                                        today / 100 % 100, today / 10000 % 100, sequence);
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(request.file, ignored)))
        throw Error(Exit::cannot_write, fmt::format("{} exists", request.file.string()),
                    "each submission has a number of its own: --sequence");
    const std::filesystem::path partial = partial_name(request.file);
    FileWriter out(partial, FileMode::owner_only);
    WipedText line;
    for (const std::uint64_t number : distinct) {
        line.value.clear();
        fmt::format_to(std::back_inserter(line.value), "{:010},\n", number);
        out.write(line.value);
    }
    out.close();
    give_name(partial, request.file, Existing::refuse);
    return request;
}

} // namespace gauze::custodian
