#include "engine/custodian/parts.hpp"

#include "engine/custodian/normalize.hpp"
#include "engine/custodian/nysiis.hpp"

#include <algorithm>
#include <vector>

namespace gauze::custodian {

using project::FieldKind;
using project::PartLevel;

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name(FieldKind kind)
{
    return kind == FieldKind::given_name || kind == FieldKind::family_name || kind == FieldKind::full_name;
}

std::vector<std::string_view> words_of(std::string_view words)
{
    std::vector<std::string_view> list;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        list.push_back(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return list;
}

void append_without_blanks(std::string_view text, std::string& into)
{
    std::copy_if(text.begin(), text.end(), std::back_inserter(into), [](char c) { return c != ' '; });
}

bool exact_full_name(std::string_view normal, std::string& into)
{
    std::vector<std::string_view> words = words_of(normal);
    std::sort(words.begin(), words.end());
    for (const std::string_view word : words) into += word;
    return !into.empty();
}

bool sound_of(FieldKind kind, std::string_view normal, std::string& into)
{
    if (kind != FieldKind::full_name) return append_nysiis(normal.substr(0, normal.find(' ')), into);
    std::vector<std::string> codes;
    for (const std::string_view word : words_of(normal)) append_nysiis(word, codes.emplace_back());
    std::sort(codes.begin(), codes.end());
    for (std::string& code : codes) {
        into += code;
        wipe(std::as_writable_bytes(std::span(code)));
    }
    return !into.empty();
}

// Of the digits "19740224"; a part that is not known or zero is none.
bool date_part(PartLevel level, std::string_view date, std::string& into)
{
    if (date.size() != 8) return false;
    const bool year = level != PartLevel::month_day;
    const bool month = level != PartLevel::year && level != PartLevel::year_day;
    const bool day = level != PartLevel::year && level != PartLevel::year_month;
    const auto append = [&](std::size_t start, std::size_t length) {
        const std::string_view part = date.substr(start, length);
        const bool known = std::all_of(part.begin(), part.end(), is_digit) &&
                           std::any_of(part.begin(), part.end(), [](char c) { return c != '0'; });
        if (known) into += part;
        return known;
    };
    const bool present = (!year || append(0, 4)) && (!month || append(4, 2)) && (!day || append(6, 2));
    if (!present) into.clear();
    return present;
}

// "197412" becomes "197411" or "197501".
void step_month(PartLevel level, std::string& into)
{
    int year = 0, month = 0;
    for (std::size_t i = 0; i < 4; ++i) year = year * 10 + (into[i] - '0');
    for (std::size_t i = 4; i < 6; ++i) month = month * 10 + (into[i] - '0');
    const int months = year * 12 + month - 1 + (level == PartLevel::month_after ? 1 : -1);
    for (int rest = months / 12 * 100 + months % 12 + 1, i = 5; i >= 0; --i, rest /= 10)
        into[static_cast<std::size_t>(i)] = static_cast<char>('0' + rest % 10);
}

bool month_beside(PartLevel level, std::string_view date, std::string& into)
{
    if (!date_part(PartLevel::year_month, date, into)) return false;
    step_month(level, into);
    return true;
}

bool postcode_part(PartLevel level, std::string_view postcode, std::string& into)
{
    const std::size_t blank = postcode.find(' ');
    if (blank == std::string_view::npos || blank == 0 || blank + 1 == postcode.size()) return false;
    into = postcode.substr(0, blank);
    if (level == PartLevel::sector) into += postcode[blank + 1];
    if (level == PartLevel::district && !is_digit(into.back())) into.pop_back();
    return true;
}

bool exact(FieldKind kind, std::string_view normal, std::string& into)
{
    if (kind == FieldKind::date) return date_part(PartLevel::exact, normal, into);
    if (kind == FieldKind::full_name) return exact_full_name(normal, into);
    append_without_blanks(kind == FieldKind::nino ? normal.substr(0, 8) : normal, into);
    return true;
}

} // namespace

bool part_of(FieldKind kind, PartLevel level, std::string_view normal, std::string& into)
{
    wipe(std::as_writable_bytes(std::span(into)));
    into.clear();
    into.reserve(normal.size() + 8); // empties no buffer of its own: what grows has been wiped
    if (normal.empty()) return false;
    switch (level) {
    case PartLevel::exact: return exact(kind, normal, into);
    case PartLevel::sound: return is_name(kind) && sound_of(kind, normal, into);
    case PartLevel::initial:
        if (is_name(kind)) into = normal.front();
        return is_name(kind);
    case PartLevel::bigram: return false;
    case PartLevel::year_month:
    case PartLevel::month_day:
    case PartLevel::year_day:
    case PartLevel::year: return kind == FieldKind::date && date_part(level, normal, into);
    case PartLevel::month_before:
    case PartLevel::month_after: return kind == FieldKind::date && month_beside(level, normal, into);
    case PartLevel::sector:
    case PartLevel::outward:
    case PartLevel::district: return kind == FieldKind::postcode && postcode_part(level, normal, into);
    }
    return false;
}

} // namespace gauze::custodian
