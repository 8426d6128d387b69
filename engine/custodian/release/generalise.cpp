#include "engine/custodian/release/generalise.hpp"

#include "bloom/base/clock.hpp"
#include "engine/custodian/normal_rules.hpp"
#include "engine/custodian/release/age_window.hpp"
#include "engine/custodian/release/ethnicity.hpp"
#include "engine/custodian/tokens.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::refuse_with;

constexpr std::string_view no_date = "not a date", outside_bands = "outside the bands",
                           no_postcode = "not a UK postcode", no_ward = "ward not known",
                           no_number = "not a number", no_group = "in no group";
constexpr std::size_t pseudonym_bytes = 16;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_no(std::string_view cell)
{
    constexpr std::array<std::string_view, 5> words{"N", "NO", "0", "FALSE", "NONE"};
    return is_blank(cell) || stands_for_missing(trimmed(cell)) ||
           std::ranges::any_of(words, [&](std::string_view word) { return is_same_word(cell, word); });
}

} // namespace

std::optional<Generaliser::Rule> Generaliser::rule_from(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, Rule>, 19> known{{
        {"age", Rule::age},
        {"age-months", Rule::age_months},
        {"age-band", Rule::age_band},
        {"age-months-band", Rule::age_months_band},
        {"month", Rule::month},
        {"quarter", Rule::quarter},
        {"half-year", Rule::half_year},
        {"year", Rule::year},
        {"expected-month", Rule::expected_month},
        {"unborn", Rule::unborn},
        {"sector", Rule::sector},
        {"outward", Rule::outward},
        {"district", Rule::district},
        {"ward", Rule::ward},
        {"pseudonym", Rule::pseudonym},
        {"ethnicity-5", Rule::ethnicity_5},
        {"groups", Rule::groups},
        {"flag", Rule::flag},
        {"band", Rule::band},
    }};
    const auto found = std::ranges::find(known, name, &std::pair<std::string_view, Rule>::first);
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

Generaliser::Generaliser(const project::Generalisation& what, const Setting& setting)
    : rule_(Rule::age), setting_(setting)
{
    const auto rule = rule_from(what.rule);
    const project::GeneraliserRule* declared = project::generaliser_rule(what.rule);
    if (!rule || declared == nullptr)
        refuse_with("generalise-unknown", fmt::format("payload column {}: no such rule", what.as),
                    "gauze policy check lists the rules");
    rule_ = *rule;
    const std::string fault = project::fault_of_arguments(*declared, what.arguments);
    if (!fault.empty())
        refuse_with("generalise-arguments", fmt::format("payload column {}: {}", what.as, fault),
                    "gauze policy check says what each rule takes");
    read_arguments(what);
    if (rule_ == Rule::ward && setting_.wards == nullptr)
        refuse_with("postcodes-missing", fmt::format("payload column {} needs wards", what.as),
                    "give your list of postcodes and wards: --postcodes FILE");
    if (rule_ == Rule::pseudonym) pseudonyms_.emplace(setting_.pseudonym_key);
    setting_.pseudonym_key = {}; // lives only as long as this call
}

void Generaliser::read_arguments(const project::Generalisation& what)
{
    const auto kind = project::generaliser_rule(what.rule)->arguments;
    using project::RuleArguments;
    std::span<const std::string> rest(what.arguments);
    if (kind == RuleArguments::day || kind == RuleArguments::day_and_bands) {
        setting_.at = day_from(rest.front());
        rest = rest.subspan(1);
    }
    for (const std::string& text : rest) {
        if (kind != RuleArguments::groups) {
            project::Band band{};
            (void)project::read_band(text, band); // checked above
            bands_.emplace_back(band, text);
            continue;
        }
        const std::size_t equals = text.find('=');
        for (std::size_t at = equals + 1; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            groups_.emplace_back(text.substr(at, end - at), text.substr(0, equals));
            at = end + 1;
        }
    }
}

std::string_view Generaliser::make(std::string_view cell, const Beside& beside, std::string& into)
{
    into.clear();
    switch (rule_) {
    case Rule::age:
    case Rule::age_months:
    case Rule::age_band:
    case Rule::age_months_band: return make_age(cell, beside, into);
    case Rule::expected_month:
    case Rule::unborn: return make_unborn(beside, cell, into);
    case Rule::flag: into.assign(1, is_no(cell) ? '0' : '1'); return {};
    default: break;
    }
    if (is_blank(cell)) return {};
    switch (rule_) {
    case Rule::sector:
    case Rule::outward:
    case Rule::district: return make_area(cell, into);
    case Rule::ward: return make_ward(cell, into);
    case Rule::pseudonym:
        into = to_base32(Bytes((*pseudonyms_)(bytes_of(trimmed(cell)))).first(pseudonym_bytes));
        return {};
    case Rule::ethnicity_5: into = ethnic_group_of_five(cell); return into.empty() ? no_group : "";
    case Rule::groups: return make_group(cell, into);
    case Rule::band: return make_number_band(cell, into);
    default: return make_period(cell, into);
    }
}

std::string_view Generaliser::put_band(std::uint64_t number, std::string& into) const
{
    for (const auto& [band, label] : bands_)
        if (number >= band.first && number <= band.last) {
            into = label;
            return {};
        }
    return outside_bands;
}

std::string_view Generaliser::make_age(std::string_view cell, const Beside& beside, std::string& into) const
{
    const ReadDay birth = setting_.dates.read(cell);
    if (birth.day == 0 && !birth.blank) return no_date;
    const ReadDay expected = setting_.expected_dates.read(beside.expected);
    const LifeStage stage = life_stage(birth.day, expected.day, setting_.at);
    if (!stage.known) return expected.blank ? std::string_view() : no_date;
    if (stage.unborn) {
        into = "unborn";
        return {};
    }
    const bool in_months = rule_ == Rule::age_months || rule_ == Rule::age_months_band;
    const auto age = static_cast<std::uint64_t>(in_months ? stage.months : stage.months / 12);
    if (rule_ == Rule::age_band || rule_ == Rule::age_months_band) return put_band(age, into);
    into = fmt::format("{}", age);
    return {};
}

// The cell is an expected date; the birth date beside it says whether the child was born since.
std::string_view Generaliser::make_unborn(const Beside& beside, std::string_view cell,
                                          std::string& into) const
{
    const ReadDay birth = setting_.birth_dates.read(beside.birth), expected = setting_.dates.read(cell);
    const bool unreadable = expected.day == 0 && !expected.blank;
    const LifeStage stage = life_stage(birth.day, expected.day, setting_.at);
    const bool born = (!birth.blank && birth.day == 0) || (stage.known && !stage.unborn);
    if (!born && unreadable) return no_date;
    if (rule_ == Rule::unborn) {
        if (!born && !stage.known) return {};
        into.assign(1, stage.unborn && !born ? '1' : '0');
        return {};
    }
    if (!born && expected.day != 0)
        into = fmt::format("{:04}-{:02}", expected.day / 10000, expected.day / 100 % 100);
    return {};
}

std::string_view Generaliser::make_period(std::string_view cell, std::string& into) const
{
    const ReadDay date = setting_.dates.read(cell);
    if (date.day == 0) return no_date;
    const project::Day year = date.day / 10000, month = date.day / 100 % 100;
    into = rule_ == Rule::month       ? fmt::format("{:04}-{:02}", year, month)
           : rule_ == Rule::quarter   ? fmt::format("{:04}-Q{}", year, (month + 2) / 3)
           : rule_ == Rule::half_year ? fmt::format("{:04}-H{}", year, month <= 6 ? 1 : 2)
                                      : fmt::format("{:04}", year);
    return {};
}

std::string_view Generaliser::make_area(std::string_view cell, std::string& into) const
{
    WipedText normal;
    uk_postcode(cell, normal.value);
    if (normal.value.empty()) return no_postcode;
    const std::size_t blank = normal.value.find(' ');
    into = std::string_view(normal.value).substr(0, rule_ == Rule::sector ? blank + 2 : blank);
    if (rule_ == Rule::district && !is_digit(into.back())) into.pop_back();
    return {};
}

std::string_view Generaliser::make_ward(std::string_view cell, std::string& into) const
{
    const PostcodeWards::Found found = setting_.wards->ward_of(cell);
    into = found.ward;
    return found.blank ? no_postcode : found.ward.empty() ? no_ward : std::string_view();
}

std::string_view Generaliser::make_group(std::string_view cell, std::string& into) const
{
    for (const auto& [code, group] : groups_)
        if (trimmed(cell) == code) {
            into = group;
            return {};
        }
    return no_group;
}

// By the whole part of the number: 2.5 sessions are two. Nothing below zero is in a band.
std::string_view Generaliser::make_number_band(std::string_view cell, std::string& into) const
{
    WipedText normal;
    if (!fold(cell, normal.value) || normal_number(normal.value) != CellFault::none) return no_number;
    const std::string_view text(normal.value);
    if (text.starts_with('-')) return outside_bands;
    std::uint64_t whole = 0;
    const std::string_view digits = text.substr(0, text.find('.'));
    if (!digits.empty() &&
        std::from_chars(digits.data(), digits.data() + digits.size(), whole).ec != std::errc())
        return no_number;
    return put_band(whole, into);
}

Secret pseudonym_key(Bytes own_secret, std::string_view policy_digest, std::string_view party,
                     std::string_view recipient)
{
    const std::string info = length_prefixed({"gauze-pseudonym/1", policy_digest, party, recipient});
    return hkdf_sha256(own_secret, bytes_of("gauze-pseudonym"), bytes_of(info), 32);
}

} // namespace gauze::custodian
