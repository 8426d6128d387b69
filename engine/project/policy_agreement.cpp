#include "bloom/base/clock.hpp"
#include "engine/project/policy_governance.hpp"
#include "engine/project/territories.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

constexpr std::size_t longest_saying = 1000;

bool blank(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](unsigned char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

void read_purposes(const TomlTable& agreement, Governance& governance, Faults& faults)
{
    faults.during([&] { governance.purpose = agreement.required_name("purpose"); });
    governance.other_purposes = agreement.texts("other_purposes");
    for (std::size_t i = 0; i < governance.other_purposes.size(); ++i)
        if (governance.other_purposes[i] == governance.purpose)
            faults.add("purpose-twice", agreement.place("other_purposes", i),
                       "the agreement's own purpose is none of the others", "leave it out here");
}

void read_territories(const TomlTable& agreement, Governance& governance, Faults& faults)
{
    governance.territories = agreement.texts("territories");
    if (governance.territories.empty())
        faults.add("territory-missing", agreement.place(), "territories is missing",
                   "where data may be: territories = [\"UK\"]");
    for (std::size_t i = 0; i < governance.territories.size(); ++i)
        if (!is_territory(governance.territories[i]))
            faults.add("territory-unknown", agreement.place("territories", i),
                       fmt::format("\"{}\" is not the UK or a country of the EEA", governance.territories[i]),
                       "\"UK\", or the two letters of a country of the EEA; others are never allowed");
}

void read_disclosure(const TomlTable& file, Governance& governance, Faults& faults)
{
    const auto disclosure = file.table("disclosure");
    if (!disclosure) return;
    disclosure->only({"profile"});
    governance.disclosure = one_of(*disclosure, "profile", "disclosure-profile",
                                   {"tre10", "dfe", "hes", "sdap10", "council5"}, faults)
                                .value_or(governance.disclosure);
}

} // namespace

bool is_governed(const TomlTable& file) { return file.has("agreement"); }

std::optional<std::string> one_of(const TomlTable& table, std::string_view key, std::string_view code,
                                  const std::vector<std::string>& words, Faults& faults)
{
    auto text = table.text(key);
    if (text && std::find(words.begin(), words.end(), *text) == words.end()) {
        faults.add(code, table.place(key), fmt::format("{} cannot be \"{}\"", key, *text),
                   did_you_mean(*text, words));
        return std::nullopt;
    }
    return text;
}

std::vector<std::string> text_or_texts(const TomlTable& table, std::string_view key)
{
    if (table.is_text(key)) return {*table.text(key)};
    return table.texts(key);
}

std::string said(const TomlTable& table, std::string_view key, Faults& faults)
{
    const auto text = table.text(key);
    if (!text)
        faults.add("missing", table.place(), fmt::format("{} is missing", key),
                   fmt::format("{} = \"...\"; see docs/policy.md", key));
    else if (blank(*text) || text->size() > longest_saying)
        faults.add("says-nothing", table.place(key),
                   fmt::format("{} is empty or longer than {} characters", key, longest_saying));
    return text.value_or("");
}

Day day_of(const TomlTable& table, std::string_view key, Need need, Faults& faults)
{
    const auto text = table.text(key);
    if (!text) {
        if (need == Need::required)
            faults.add("missing", table.place(), fmt::format("{} is missing", key),
                       fmt::format("a day: {} = \"2027-03-31\"", key));
        return 0;
    }
    const Day day = day_from(*text);
    if (day == 0)
        faults.add("day", table.place(key), fmt::format("{} is not a day of the calendar", key),
                   fmt::format("for example {} = \"2027-03-31\"", key));
    return day;
}

void read_agreement(const TomlTable& file, Governance& governance, Faults& faults)
{
    faults.during([&] {
        const TomlTable agreement = *file.table("agreement");
        agreement.only({"id", "purpose", "other_purposes", "review_by", "controller", "registration",
                        "contact", "complaints", "dpia", "territories", "rehearsal"});
        governance.agreement = said(agreement, "id", faults);
        governance.controller = said(agreement, "controller", faults);
        governance.registration = said(agreement, "registration", faults);
        governance.contact = said(agreement, "contact", faults);
        governance.complaints = said(agreement, "complaints", faults);
        governance.dpia = said(agreement, "dpia", faults);
        governance.review_by = day_of(agreement, "review_by", Need::required, faults);
        governance.rehearsal = agreement.flag("rehearsal").value_or(false);
        read_purposes(agreement, governance, faults);
        read_territories(agreement, governance, faults);
    });
    faults.during([&] { read_disclosure(file, governance, faults); });
}

} // namespace gauze::project
