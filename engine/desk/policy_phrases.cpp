#include "engine/desk/policy_phrases.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/legal_basis.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::desk {

namespace {

using project::ColumnRule;
using project::ColumnUse;
using project::Consent;
using project::Source;

std::string with_meaning(std::string_view what, std::string_view code)
{
    return fmt::format("{} {} ({})", what, code, project::meaning_of(code));
}

std::string consent_in_words(const Consent& consent)
{
    if (consent.mode == Consent::Mode::none) return "All its rows are in unless a rule below takes them out.";
    if (consent.mode == Consent::Mode::objection)
        return "A row is in unless the person has objected or withdrawn.";
    std::string text =
        fmt::format("A row is in only after an explicit yes ({}) with a date", listed(consent.yes, "or"));
    if (!consent.forms.empty()) text += fmt::format(" on a form of version {}", listed(consent.forms, "or"));
    if (consent.valid_months > 0) text += fmt::format(", no older than {} months", consent.valid_months);
    text += "; a blank is no yes.";
    if (!consent.exemptions.empty())
        text += fmt::format(" Without consent only under the code {}, which is counted.",
                            listed(consent.exemptions, "or"));
    return text;
}

std::string opt_out_in_words(const project::OptOut& opt_out)
{
    if (!opt_out.column.empty())
        return fmt::format(
            " NHS numbers that the National Data Opt-out's list (at most {} days old) does not "
            "allow are out{}.",
            opt_out.most_days, opt_out.unborn ? "; the unborn, who have none, are not asked" : "");
    return opt_out.reason.empty()
               ? std::string()
               : fmt::format(" The National Data Opt-out is not applied: {}.", opt_out.reason);
}

std::string eligibility_in_words(const project::Eligibility& who)
{
    std::string text;
    if (!who.wards.empty()) text += fmt::format(" Only people of {}.", listed(who.wards));
    if (who.months_below > 0) {
        text += fmt::format(" Only ages from {} to below {} months on {}", who.months_from, who.months_below,
                            day_text(who.at));
        text +=
            who.unborn_months > 0
                ? fmt::format(", and the unborn from {} months before the expected date.", who.unborn_months)
                : std::string(".");
    }
    return text;
}

} // namespace

std::string listed(const std::vector<std::string>& names, std::string_view last)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? fmt::format(" {} ", last) : ", ";
        text += names[i];
    }
    return names.empty() ? "nothing" : text;
}

std::string basis_in_words(const project::LegalBasis& basis)
{
    std::string text = with_meaning("Article", basis.article_6);
    if (!basis.article_9.empty()) text += ", " + with_meaning("Article", basis.article_9);
    for (const std::string& one : basis.schedule_1) text += ", " + with_meaning("Schedule 1 condition", one);
    if (!basis.article_10.empty()) text += ", " + with_meaning("Article", basis.article_10);
    return text;
}

std::string inclusion_in_words(const Source& source)
{
    return consent_in_words(source.consent) + opt_out_in_words(source.opt_out) +
           eligibility_in_words(source.eligibility);
}

std::string retention_in_words(const project::RetentionRule& rule)
{
    std::string text = fmt::format("{}: {} years from {}", rule.name, rule.years,
                                   rule.from == "birth"      ? "birth"
                                   : rule.from == "last-use" ? "the last use of the service"
                                   : rule.from == "receipt"  ? "receipt"
                                                             : "the end of the study");
    if (!rule.column.empty()) text += fmt::format(" (column {})", rule.column);
    if (rule.not_before != 0) text += fmt::format(", which is not before {}", day_text(rule.not_before));
    text += rule.sources == "*" ? ", all sources" : fmt::format(", source {}", rule.sources);
    if (!rule.flag_column.empty())
        text += fmt::format(", rows where {} is {}", rule.flag_column, rule.flag_value);
    if (!rule.together_column.empty())
        text += fmt::format(", each with the latest of the rows of its {}", rule.together_column);
    if (rule.cap_years > 0) text += fmt::format(", never more than {} years from receipt", rule.cap_years);
    return text;
}

namespace {

std::vector<std::string> travelling_in_words(const std::vector<ColumnRule>& columns)
{
    std::vector<std::string> names;
    for (const ColumnRule& rule : columns) {
        if (rule.has(ColumnUse::payload)) names.push_back(rule.name);
        for (const auto& made : rule.generalised)
            names.push_back(fmt::format("{} ({} of {})", made.as, made.rule, rule.name));
    }
    std::ranges::sort(names);
    return names;
}

} // namespace

std::vector<std::string> payload_in_words(const Source& source)
{
    return travelling_in_words(source.columns);
}

std::vector<std::string> tables_in_words(const Source& source)
{
    std::vector<std::string> tables;
    for (const project::EpisodeTable& table : source.tables)
        tables.push_back(fmt::format("{}: {}", table.name, listed(travelling_in_words(table.columns))));
    return tables;
}

std::vector<std::string> columns_with(const Source& source, ColumnUse use)
{
    std::vector<std::string> names;
    for (const ColumnRule& rule : source.columns)
        if (rule.has(use)) names.push_back(rule.name);
    return names;
}

std::vector<std::string> columns_kept(const Source& source)
{
    std::vector<std::string> names;
    for (const ColumnRule& rule : source.columns)
        if (rule.uses == std::vector{ColumnUse::control}) names.push_back(rule.name);
    return names;
}

std::vector<std::string> payload_for(const project::Recipient& recipient, const Source& source)
{
    std::vector<std::string> names = source.payload();
    if (!recipient.payload.empty())
        std::erase_if(names, [&](const std::string& name) {
            return std::ranges::find(recipient.payload, name) == recipient.payload.end();
        });
    return names;
}

std::string wrapped(std::string_view first, std::string_view indent, std::string_view paragraph)
{
    constexpr std::size_t width = 100;
    std::string text(first), line_start(indent);
    std::size_t used = first.size();
    bool fresh = true;
    while (!paragraph.empty()) {
        const std::size_t end = std::min(paragraph.find(' '), paragraph.size());
        const std::string_view word = paragraph.substr(0, end);
        if (!fresh && used + 1 + word.size() > width) {
            text.append("\n").append(line_start);
            used = line_start.size();
            fresh = true;
        }
        if (!fresh) text += ' ', ++used;
        text += word;
        used += word.size();
        fresh = false;
        paragraph.remove_prefix(std::min(end + 1, paragraph.size()));
    }
    return text + "\n";
}

} // namespace gauze::desk
