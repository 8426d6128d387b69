#include "engine/custodian/date_format.hpp"

#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <chrono>

namespace gauze::custodian {
namespace {

enum class Order : std::uint8_t { ymd, dmy, mdy };

struct Reading {
    std::string_view name;
    Order order;
    bool compact;
    bool short_year;
    bool month_name;
};

constexpr std::array readings{
    Reading{"YYYY-MM-DD", Order::ymd, false, false, false},
    Reading{"DD-MM-YYYY", Order::dmy, false, false, false},
    Reading{"MM-DD-YYYY", Order::mdy, false, false, false},
    Reading{"YYYYMMDD", Order::ymd, true, false, false},
    Reading{"DDMMYYYY", Order::dmy, true, false, false},
    Reading{"DD-MM-YY", Order::dmy, false, true, false},
    Reading{"MM-DD-YY", Order::mdy, false, true, false},
    Reading{"DD-MMM-YYYY", Order::dmy, false, false, true},
    Reading{"DD-MMM-YY", Order::dmy, false, true, true},
};

constexpr std::array<std::string_view, 12> month_names{"JANUARY",   "FEBRUARY", "MARCH",    "APRIL",
                                                       "MAY",       "JUNE",     "JULY",     "AUGUST",
                                                       "SEPTEMBER", "OCTOBER",  "NOVEMBER", "DECEMBER"};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_separator(char c) { return std::string_view("-/., _\\").find(c) != std::string_view::npos; }

std::string_view without_separators(std::string_view text)
{
    while (!text.empty() && is_separator(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_separator(text.back())) text.remove_suffix(1);
    return text;
}

// "12 JAN 1990 10:15:00" -> "12 JAN 1990". A time is known by its colon, behind one or two digits and a blank
// or T.
std::string_view without_time_of_day(std::string_view text)
{
    std::size_t start = text.find(':');
    if (start == std::string_view::npos) return text;
    const std::size_t colon = start;
    while (start > 0 && colon - start < 2 && is_digit(text[start - 1])) --start;
    if (start == colon || start < 2) return text;
    const char before = text[start - 1];
    return before == ' ' || before == 'T' ? without_separators(text.substr(0, start - 1)) : text;
}

struct Parts {
    std::string_view first, second, third;
};

std::optional<Parts> split_at_separators(std::string_view text)
{
    std::array<std::string_view, 3> parts;
    for (std::string_view& part : parts) {
        text = without_separators(text);
        const auto end = std::find_if(text.begin(), text.end(), is_separator);
        part = text.substr(0, static_cast<std::size_t>(end - text.begin()));
        if (part.empty()) return std::nullopt;
        text.remove_prefix(part.size());
    }
    if (!without_separators(text).empty()) return std::nullopt;
    return Parts{parts[0], parts[1], parts[2]};
}

// "01OCT1990": the letters separate.
std::optional<Parts> split_at_month(std::string_view text)
{
    const auto first = std::find_if(text.begin(), text.end(), is_letter);
    const auto last = std::find_if_not(first, text.end(), is_letter);
    const auto start = static_cast<std::size_t>(first - text.begin());
    const auto length = static_cast<std::size_t>(last - first);
    const Parts parts{without_separators(text.substr(0, start)), text.substr(start, length),
                      without_separators(text.substr(start + length))};
    if (parts.first.empty() || parts.second.empty() || parts.third.empty()) return std::nullopt;
    return parts;
}

// "JAN" -> "01"; "" if it is the beginning of no English month, or too short to tell.
std::string_view month_number(std::string_view word)
{
    static constexpr std::array<std::string_view, 12> numbers{"01", "02", "03", "04", "05", "06",
                                                              "07", "08", "09", "10", "11", "12"};
    if (word.size() < 3) return {};
    for (std::size_t month = 0; month < month_names.size(); ++month)
        if (month_names[month].starts_with(word)) return numbers[month];
    return {};
}

// The century of a two-digit year. A character that is no digit counts as nine: most people were born in
// 19xx.
std::string_view century(std::string_view year)
{
    const auto digit = [](char c) { return is_digit(c) ? c - '0' : 9; };
    return digit(year[0]) * 10 + digit(year[1]) > DateFormat::century_turn ? "19" : "20";
}

bool is_of_our_time(const std::array<char, 8>& characters)
{
    const std::string_view year(characters.data(), 4);
    return year >= "1850" && year <= "2100";
}

// A slip of the finger leaves a digit; "XX" and "??" say that the part is not known.
bool says_something(std::string_view part)
{
    const bool blank = part.find_first_not_of(' ') == std::string_view::npos; // of a date in three columns
    return blank || std::any_of(part.begin(), part.end(), is_digit);
}

// Puts three parts in their places; a day or month of one character is filled up with a zero.
std::optional<DateFormat::Placed> placed(std::string_view year, std::string_view month, std::string_view day)
{
    if (year.size() != 4 || month.empty() || month.size() > 2 || day.empty() || day.size() > 2)
        return std::nullopt;
    if (!says_something(year) || !says_something(month) || !says_something(day)) return std::nullopt;
    DateFormat::Placed result;
    result.characters.fill('0');
    std::copy(year.begin(), year.end(), result.characters.begin());
    std::copy_backward(month.begin(), month.end(), result.characters.begin() + 6);
    std::copy_backward(day.begin(), day.end(), result.characters.begin() + 8);
    result.digits = std::all_of(result.characters.begin(), result.characters.end(), is_digit);
    result.possible = is_day_of_calendar(result.characters) && is_of_our_time(result.characters);
    return result;
}

// "1021974.0" -> "01021974", for days first; "" if the text is not eight characters without a separator.
std::string compact_text(std::string_view text, bool day_first)
{
    if (text.ends_with(".0")) text.remove_suffix(2);
    const bool zero_lost = day_first && text.size() == 7;
    if (text.size() + zero_lost != 8 || std::any_of(text.begin(), text.end(), is_separator)) return {};
    return std::string(zero_lost ? "0" : "").append(text);
}

std::optional<DateFormat::Placed> place_compact(std::string_view text, Order order)
{
    const std::string digits = compact_text(text, order == Order::dmy);
    const std::string_view all(digits);
    if (all.empty()) return std::nullopt;
    if (order == Order::ymd) return placed(all.substr(0, 4), all.substr(4, 2), all.substr(6, 2));
    return placed(all.substr(4, 4), all.substr(2, 2), all.substr(0, 2));
}

std::optional<DateFormat::Placed> place_separated(std::string_view text, const Reading& reading)
{
    std::optional<Parts> parts = split_at_separators(text);
    if (!parts && reading.month_name) parts = split_at_month(text);
    if (!parts) return std::nullopt;
    auto [first, second, third] = *parts;
    if (reading.order == Order::ymd) return placed(first, second, third);
    if (reading.order == Order::mdy) std::swap(first, second); // now day, month, year
    if (reading.month_name) second = month_number(second);
    if (!reading.short_year) return placed(third, second, first);
    if (third.size() != 2 || !says_something(third)) return std::nullopt;
    return placed(std::string(century(third)).append(third), second, first);
}

} // namespace

bool is_day_of_calendar(const std::array<char, 8>& characters)
{
    if (!std::all_of(characters.begin(), characters.end(), is_digit)) return false;
    const auto number = [&](std::size_t from, std::size_t to) {
        int value = 0;
        for (std::size_t i = from; i < to; ++i) value = value * 10 + (characters[i] - '0');
        return value;
    };
    return std::chrono::year_month_day(std::chrono::year(number(0, 4)),
                                       std::chrono::month(static_cast<unsigned>(number(4, 6))),
                                       std::chrono::day(static_cast<unsigned>(number(6, 8))))
        .ok();
}

std::optional<DateFormat> DateFormat::from(std::string_view pattern)
{
    std::string canonical;
    for (const char c : trimmed(pattern)) {
        const bool lower = c >= 'a' && c <= 'z';
        canonical += is_separator(c) ? '-' : lower ? static_cast<char>(c - 'a' + 'A') : c;
    }
    for (const DateFormat format : all())
        if (format.to_text() == canonical) return format;
    return std::nullopt;
}

std::vector<DateFormat> DateFormat::all()
{
    std::vector<DateFormat> formats;
    for (std::size_t reading = 0; reading < readings.size(); ++reading)
        formats.push_back(DateFormat(static_cast<std::uint8_t>(reading)));
    return formats;
}

std::string DateFormat::to_text() const { return std::string(readings[reading_].name); }

std::optional<DateFormat::Placed> DateFormat::place(std::string_view cell) const
{
    WipedText text;
    if (!fold(cell, text.value)) return std::nullopt;
    return place_folded(text.value);
}

std::optional<DateFormat::Placed> DateFormat::place_folded(std::string_view text) const
{
    const Reading& reading = readings[reading_];
    const std::string_view date = without_time_of_day(trimmed(text));
    return reading.compact ? place_compact(date, reading.order) : place_separated(date, reading);
}

std::optional<DateFormat::Placed> DateFormat::place_parts(std::string_view day, std::string_view month,
                                                          std::string_view year)
{
    WipedText folded[3];
    std::array<std::string_view, 3> parts{day, month, year};
    for (std::size_t i = 0; i < 3; ++i) {
        if (!fold(parts[i], folded[i].value)) return std::nullopt;
        parts[i] = trimmed(folded[i].value);
        if (parts[i].ends_with(".0")) parts[i].remove_suffix(2);
    }
    if (is_letter(parts[1].empty() ? '0' : parts[1].front()) && parts[1].size() > 2) {
        parts[1] = month_number(parts[1]);
        if (parts[1].empty()) return std::nullopt;
    }
    if (parts[2].size() > 4) return std::nullopt;
    std::string long_year(parts[2]);
    if (long_year.size() == 2 && says_something(parts[2])) long_year.insert(0, century(parts[2]));
    const auto or_blank = [](std::string_view part, std::string_view blank) {
        return part.empty() ? blank : part;
    };
    return placed(or_blank(long_year, "    "), or_blank(parts[1], "  "), or_blank(parts[0], "  "));
}

DateInference::DateInference()
{
    for (const DateFormat format : DateFormat::all())
        candidates_.push_back({format, format.to_text().find('-') != std::string::npos});
}

void DateInference::see(std::string_view cell)
{
    WipedText text;
    const bool readable = fold(cell, text.value);
    if (readable && (trimmed(text.value).empty() || stands_for_missing(trimmed(cell)))) return;
    ++seen_;
    if (!readable) return;
    for (Candidate& candidate : candidates_) {
        const auto date = candidate.format.place_folded(text.value);
        if (!date) continue;
        ++candidate.placed;
        const bool any_year = candidate.separated && is_day_of_calendar(date->characters);
        candidate.fits += date->possible || any_year;
    }
}

DateInference::Verdict DateInference::decide() const
{
    using Kind = Verdict::Kind;
    if (seen_ == 0) return {Kind::empty, {}};
    std::vector<Candidate> best = candidates_;
    std::stable_sort(best.begin(), best.end(), [](const auto& a, const auto& b) { return a.fits > b.fits; });
    const Candidate &first = best[0], &second = best[1];
    if (first.fits * 2 < seen_) return {Kind::none, {}};

    const std::uint64_t lead = first.fits - second.fits;
    if (lead > 0 && lead * 100 >= seen_ && first.placed * 10 >= seen_ * 9) return {Kind::one, {first.format}};
    if (second.fits == 0) return {Kind::several, {first.format}};
    return {Kind::several, {first.format, second.format}};
}

} // namespace gauze::custodian
