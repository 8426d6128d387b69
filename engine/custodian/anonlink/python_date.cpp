#include "engine/custodian/anonlink/python_date.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/secret.hpp"
#include "engine/custodian/anonlink/unicode_text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <span>

#include <fmt/format.h>

namespace gauze::custodian::anonlink {

namespace {

using Choices = std::vector<std::string_view>;

// What a directive of digits may look like, in the order in which Python tries it. Each pair stands for one
// character: lowest and highest; "##" is a decimal digit of any script.
const Choices* shapes_of(char directive)
{
    static const Choices d{"3301", "12##", "0019", "19", "  19"},
        f{"090909090909", "0909090909", "09090909", "090909", "0909", "09"}, H{"2203", "01##", "##"},
        I{"1102", "0019", "19"}, j{"336606", "3305##", "12####", "0019##", "000019", "19##", "0019", "19"},
        m{"1102", "0019", "19"}, M{"05##", "##"}, S{"6601", "05##", "##"}, y{"####"}, Y{"########"};
    switch (directive) {
    case 'd': return &d;
    case 'f': return &f;
    case 'H': return &H;
    case 'I': return &I;
    case 'j': return &j;
    case 'm': return &m;
    case 'M': return &M;
    case 'S': return &S;
    case 'y': return &y;
    case 'Y': return &Y;
    default: return nullptr;
    }
}

const Choices* names_of(char directive)
{
    static const Choices months{"january", "february", "march",     "april",   "may",      "june",
                                "july",    "august",   "september", "october", "november", "december"},
        short_months{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
        days{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
        short_days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}, halves{"am", "pm"};
    switch (directive) {
    case 'B': return &months;
    case 'b': return &short_months;
    case 'A': return &days;
    case 'a': return &short_days;
    case 'p': return &halves;
    default: return nullptr;
    }
}

char32_t ascii_lower(char32_t c) { return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c; }

// Lower case as matching without case sees it; four letters outside ASCII meet an ASCII one.
char32_t folded(char32_t c)
{
    if (c == 0x17f) return U's';
    if (c == 0x212a) return U'k';
    return c == 0x130 || c == 0x131 ? U'i' : ascii_lower(c);
}

// The value of the digits at the front of `text` if they have this shape, otherwise -1.
int value_by_shape(std::string_view shape, std::u32string_view text)
{
    if (text.size() < shape.size() / 2) return -1;
    int value = 0;
    for (std::size_t i = 0; i < shape.size() / 2; ++i) {
        const char lowest = shape[2 * i], highest = shape[2 * i + 1];
        const bool any_script = lowest == '#';
        if (!any_script &&
            (text[i] < static_cast<char32_t>(lowest) || text[i] > static_cast<char32_t>(highest)))
            return -1;
        const int digit = lowest == ' ' ? 0 : digit_value(text[i]);
        if (digit < 0) return -1;
        value = value * 10 + digit;
    }
    return value;
}

// Python looks a name up once more after matching it, and does not know "\u017fep" then.
bool begins_with_name(std::u32string_view text, std::string_view name)
{
    return text.size() >= name.size() &&
           std::equal(name.begin(), name.end(), text.begin(),
                      [](char n, char32_t t) { return static_cast<char32_t>(n) == ascii_lower(t); });
}

[[noreturn]] void refuse(std::string_view where, std::string_view why)
{
    throw Error(Exit::configuration, fmt::format("{}: the date format {}", where, why),
                "%d %m %Y %y %j %b %B, times, %a %A, %% and plain characters are supported, each once");
}

} // namespace

PythonDate::PythonDate(std::string_view pattern, std::string_view where)
{
    std::u32string text;
    decode(pattern, text);
    if (text.size() > 200) refuse(where, "is longer than 200 characters");
    std::string seen;
    for (std::size_t at = 0; at < text.size(); ++at) {
        Part part;
        const char32_t c = text[at];
        if (is_blank(c)) {
            while (at + 1 < text.size() && is_blank(text[at + 1])) ++at;
            part.kind = Part::Kind::blanks;
            only_days_months_years_ = false;
        } else if (c != U'%') {
            if (c >= 0x80 && !is_caseless(c)) refuse(where, "has a letter outside ASCII");
            part.literal = folded(c);
        } else {
            if (++at == text.size()) refuse(where, "ends in a percent sign");
            if (text[at] == U'%') {
                part.literal = U'%';
                parts_.push_back(part);
                continue;
            }
            part.directive = text[at] < 0x80 ? static_cast<char>(text[at]) : '?';
            const bool digits = shapes_of(part.directive) != nullptr;
            if (!digits && names_of(part.directive) == nullptr)
                refuse(where, "has a directive that is not supported");
            if (seen.find(part.directive) != seen.npos) refuse(where, "has the same directive twice");
            seen += part.directive;
            only_days_months_years_ &=
                std::string_view("dmyY").find(part.directive) != std::string_view::npos;
            part.kind = digits ? Part::Kind::digits : Part::Kind::name;
        }
        parts_.push_back(part);
    }
}

// Later directives for the same thing win, as in Python.
void PythonDate::note(char directive, int value, Found& found)
{
    switch (directive) {
    case 'd': found.day = value; break;
    case 'm': found.month = value; break;
    case 'B':
    case 'b': found.month = value + 1; break;
    case 'Y': found.year = value; break;
    case 'y': found.year = value + (value <= 68 ? 2000 : 1900); break;
    case 'j': found.day_of_year = value; break;
    case 'S': found.second = value; break;
    default: break; // read and forgotten
    }
}

// The first way to match all parts from `index` on, trying the choices in Python's order; `end` is where it
// ends.
bool PythonDate::match(std::size_t index, std::u32string_view text, std::size_t at, Found& found,
                       std::size_t& end) const
{
    if (index == parts_.size()) {
        end = at;
        return true;
    }
    const Part& part = parts_[index];
    const std::u32string_view rest = text.substr(at);
    const auto go_on = [&](std::size_t length, int value) {
        const Found before = found;
        if (part.directive != 0) note(part.directive, value, found);
        if (match(index + 1, text, at + length, found, end)) return true;
        found = before;
        return false;
    };
    switch (part.kind) {
    case Part::Kind::literal: return !rest.empty() && folded(rest[0]) == part.literal && go_on(1, 0);
    case Part::Kind::blanks: {
        const auto stop = std::ranges::find_if_not(rest, is_blank);
        for (auto length = static_cast<std::size_t>(stop - rest.begin()); length > 0; --length)
            if (go_on(length, 0)) return true;
        return false;
    }
    case Part::Kind::digits:
        for (const std::string_view shape : *shapes_of(part.directive)) {
            const int value = value_by_shape(shape, rest);
            if (value >= 0 && go_on(shape.size() / 2, value)) return true;
        }
        return false;
    case Part::Kind::name:
        for (std::size_t i = 0; i < names_of(part.directive)->size(); ++i) {
            const std::string_view name = (*names_of(part.directive))[i];
            if (begins_with_name(rest, name) && go_on(name.size(), static_cast<int>(i))) return true;
        }
        return false;
    }
    return false;
}

bool PythonDate::match_in_full(std::string_view text, Found& found) const
{
    if (!only_days_months_years_) return false;
    for (const Part& part : parts_) {
        if (part.kind == Part::Kind::literal) {
            if (text.empty() || folded(static_cast<unsigned char>(text.front())) != part.literal)
                return false;
            text.remove_prefix(1);
            continue;
        }
        const std::size_t width = part.directive == 'Y' ? 4 : 2;
        int value = 0;
        if (text.size() < width) return false;
        for (const char c : text.substr(0, width)) {
            if (c < '0' || c > '9') return false;
            value = value * 10 + (c - '0');
        }
        const int most = part.directive == 'd' ? 31 : part.directive == 'm' ? 12 : 9999;
        if (value > most || (value == 0 && most < 9999)) return false;
        note(part.directive, value, found);
        text.remove_prefix(width);
    }
    return text.empty();
}

namespace {

// "19900201".
void append_date(int year, unsigned month, unsigned day, std::string& into)
{
    std::array<char, 8> digits;
    unsigned rest = (static_cast<unsigned>(year) * 100 + month) * 100 + day;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, rest /= 10)
        *digit = static_cast<char>('0' + rest % 10);
    into.append(digits.data(), digits.size());
}

} // namespace

bool PythonDate::match_by_choices(std::string_view text, Found& found) const
{
    constexpr std::size_t longest = 1000; // bytes of a date that anybody ever wrote
    if (text.size() > longest) return false;
    std::u32string characters;
    decode(text, characters);
    std::size_t end = 0;
    const bool matched = match(0, characters, 0, found, end) && end == characters.size();
    wipe(std::as_writable_bytes(std::span(characters)));
    return matched;
}

bool PythonDate::read(std::string_view text, std::string& into) const
{
    using namespace std::chrono;
    Found found;
    if (!match_in_full(text, found)) {
        found = {};
        if (!match_by_choices(text, found)) return false;
    }
    if (found.second > 59) return false;
    if (found.year < 0) found.year = 1900;
    year_month_day date{year{found.year}, month{static_cast<unsigned>(found.month)},
                        day{static_cast<unsigned>(found.day)}};
    // A day of the year outweighs month and day, and the 366th of a common year is the next first of January.
    if (found.day_of_year > 0) date = sys_days{year{found.year} / 1 / 1} + days{found.day_of_year - 1};
    const int y = static_cast<int>(date.year());
    if (!date.ok() || y < 1000 || y > 9999) return false;
    append_date(y, static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), into);
    return true;
}

} // namespace gauze::custodian::anonlink
