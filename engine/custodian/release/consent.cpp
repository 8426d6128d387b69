#include "engine/custodian/release/consent.hpp"

#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <array>

namespace gauze::custodian {

namespace {

// What is counted as a plain no. Anything else that is no yes is an unknown word, and out as well.
constexpr std::array<std::string_view, 7> no{"N", "NO", "0", "FALSE", "REFUSED", "DECLINED", "WITHDRAWN"};

template <typename Words>
bool is_one_of(const Words& words, std::string_view cell)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return is_same_word(cell, word); });
}

Reason judge_date(const project::Consent& consent, const ReadDay& date, project::Day today)
{
    if (date.blank) return Reason::consent_no_date;
    if (date.day == 0) return Reason::consent_bad_date;
    if (date.day > today) return Reason::consent_in_future;
    if (consent.valid_months > 0 && add_months(date.day, consent.valid_months) <= today)
        return Reason::consent_expired;
    return Reason::none;
}

Reason judge_opt_in(const project::Consent& consent, const ConsentCells& cells, const DayReader& dates,
                    project::Day today)
{
    const Reason word = judge_words(consent.yes, {}, cells.word, std::nullopt);
    if (word != Reason::none) return word;
    const Reason date = judge_date(consent, dates.read(cells.date), today);
    if (date != Reason::none) return date;
    return judge_words(consent.yes, consent.forms, cells.word, cells.form);
}

} // namespace

Reason judge_words(const std::vector<std::string>& yes, const std::vector<std::string>& forms,
                   std::string_view word, std::optional<std::string_view> form)
{
    if (is_blank(word)) return Reason::not_consented_blank;
    if (!is_one_of(yes, word))
        return is_one_of(no, word) ? Reason::not_consented_no : Reason::consent_unknown_word;
    if (!forms.empty() && form && !is_one_of(forms, *form)) return Reason::consent_wrong_form;
    return Reason::none;
}

ConsentRuling judge_consent(const project::Consent& consent, const ConsentCells& cells,
                            const DayReader& dates, project::Day today)
{
    if (consent.mode != project::Consent::Mode::opt_in) return {};
    ConsentRuling ruling{judge_opt_in(consent, cells, dates, today), std::nullopt};
    if (ruling.reason == Reason::none || is_blank(cells.exemption)) return ruling;
    for (std::size_t e = 0; e < consent.exemptions.size(); ++e)
        if (is_same_word(cells.exemption, consent.exemptions[e])) return {Reason::none, e};
    return ruling;
}

} // namespace gauze::custodian
