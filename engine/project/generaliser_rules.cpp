#include "engine/project/generaliser_rules.hpp"

#include "bloom/base/clock.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::array rules{
    GeneraliserRule{"age", RuleArguments::day, "date", "whole years of age on a day"},
    GeneraliserRule{"age-months", RuleArguments::day, "date", "whole months of age on a day"},
    GeneraliserRule{"age-band", RuleArguments::day_and_bands, "date", "band of the years of age on a day"},
    GeneraliserRule{"age-months-band", RuleArguments::day_and_bands, "date",
                    "band of the months of age on a day"},
    GeneraliserRule{"month", RuleArguments::none, "date", "year and month"},
    GeneraliserRule{"quarter", RuleArguments::none, "date", "year and quarter"},
    GeneraliserRule{"half-year", RuleArguments::none, "date", "year and half"},
    GeneraliserRule{"year", RuleArguments::none, "date", "year"},
    GeneraliserRule{"expected-month", RuleArguments::none, "date",
                    "year and month in which a child is expected that is not born; nothing of the born"},
    GeneraliserRule{"unborn", RuleArguments::none, "date", "1 for a child that is not born, else 0"},
    GeneraliserRule{"sector", RuleArguments::none, "postcode", "postcode sector (SW1A 1)"},
    GeneraliserRule{"outward", RuleArguments::none, "postcode", "outward code (SW1A)"},
    GeneraliserRule{"district", RuleArguments::none, "postcode", "postcode district (SW1)"},
    GeneraliserRule{"ward", RuleArguments::none, "postcode", "ward, by the custodian's list of postcodes"},
    GeneraliserRule{"pseudonym", RuleArguments::none, "id", "a pseudonym of its own for each recipient"},
    GeneraliserRule{"ethnicity-5", RuleArguments::none, "code", "ethnic group in five"},
    GeneraliserRule{"groups", RuleArguments::groups, "code", "group of codes"},
    GeneraliserRule{"flag", RuleArguments::none, "code",
                    "1 if something stands there that is no \"no\", else 0"},
    GeneraliserRule{"band", RuleArguments::bands, "number", "band of a number"},
};

constexpr std::uint32_t open_end = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t most_arguments = 200;

std::string fault_of_bands(std::span<const std::string> texts)
{
    if (texts.empty()) return "it needs bands, for example \"0-4\", \"5-17\", \"18+\"";
    std::uint64_t next = 0;
    for (const std::string& text : texts) {
        Band band{};
        if (!read_band(text, band)) return fmt::format("\"{}\" is not a band like \"5-17\" or \"18+\"", text);
        if (band.first < next) return fmt::format("the band \"{}\" does not lie behind the one before", text);
        next = std::uint64_t{band.last} + 1;
    }
    return {};
}

std::string fault_of_groups(const std::vector<std::string>& texts)
{
    if (texts.empty()) return "it needs groups, for example \"White=A B C\"";
    std::vector<std::string_view> seen;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
            return fmt::format("\"{}\" is not a group like \"White=A B C\"", text);
        std::string_view codes = std::string_view(text).substr(equals + 1);
        while (!codes.empty()) {
            const std::size_t end = std::min(codes.find(' '), codes.size());
            const std::string_view code = codes.substr(0, end);
            codes.remove_prefix(std::min(end + 1, codes.size()));
            if (code.empty()) return fmt::format("\"{}\" has two blanks between codes", text);
            if (std::ranges::find(seen, code) != seen.end())
                return fmt::format("the code \"{}\" stands in two groups", code);
            seen.push_back(code);
        }
    }
    return {};
}

std::string fault_of_day(const std::vector<std::string>& arguments)
{
    if (!arguments.empty() && day_from(arguments.front()) != 0) return {};
    return "its first argument is the day on which age is counted, for example \"2026-09-01\"";
}

} // namespace

std::span<const GeneraliserRule> generaliser_rules() noexcept { return rules; }

const GeneraliserRule* generaliser_rule(std::string_view name) noexcept
{
    const auto found = std::ranges::find(rules, name, &GeneraliserRule::name);
    return found == rules.end() ? nullptr : &*found;
}

bool read_band(std::string_view text, Band& into) noexcept
{
    const char* end = text.data() + text.size();
    const auto number = [&](const char*& at, std::uint32_t& value) {
        const auto [stop, fault] = std::from_chars(at, end, value);
        const bool fine = fault == std::errc() && stop - at <= 9;
        at = stop;
        return fine;
    };
    const char* at = text.data();
    if (!number(at, into.first)) return false;
    into.last = into.first;
    if (at == end) return true;
    if (*at == '+') {
        into.last = open_end;
        return at + 1 == end;
    }
    if (*at != '-') return false;
    ++at;
    return number(at, into.last) && at == end && into.last >= into.first;
}

std::string fault_of_arguments(const GeneraliserRule& rule, const std::vector<std::string>& arguments)
{
    if (arguments.size() > most_arguments) return fmt::format("more than {} arguments", most_arguments);
    switch (rule.arguments) {
    case RuleArguments::none: return arguments.empty() ? std::string() : "it takes no arguments";
    case RuleArguments::bands: return fault_of_bands(arguments);
    case RuleArguments::groups: return fault_of_groups(arguments);
    case RuleArguments::day:
        return arguments.size() > 1 ? std::string("it takes one argument, a day") : fault_of_day(arguments);
    case RuleArguments::day_and_bands: {
        const std::string fault = fault_of_day(arguments);
        return fault.empty() ? fault_of_bands(std::span(arguments).subspan(1)) : fault;
    }
    }
    return {};
}

} // namespace gauze::project
