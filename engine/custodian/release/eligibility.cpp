#include "engine/custodian/release/eligibility.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::refuse_with;

// Of the column by which lists and the opt-out know people: the opt-out's, or the field of that kind.
std::string nhs_column(const project::Policy& policy, const project::Source& source)
{
    if (!source.opt_out.column.empty()) return source.opt_out.column;
    for (const project::Field& field : policy.fields) {
        const project::Column* column = field.column_of(source.party);
        if (field.kind == project::FieldKind::nhs_number && column != nullptr) return column->whole;
    }
    return {};
}

ListNames list_names(const project::Policy& policy, const project::Party& party)
{
    const project::Source& source = *policy.governance->source(party.name);
    ListNames names{party.id_column, nhs_column(policy, source), source.service_column, {}};
    for (const project::Recipient& one : policy.governance->recipients) names.recipients.push_back(one.name);
    return names;
}

} // namespace

Eligibility::Eligibility(const project::Policy& policy, const project::Party& party, const Source& file,
                         const ReleaseFiles& files, const PostcodeWards* wards, project::Day today)
    : governance_(*policy.governance),
      source_(*governance_.source(party.name)),
      columns_(file),
      wards_(wards),
      today_(today),
      window_(source_.eligibility),
      consent_(columns_.find(source_.consent.column)),
      consent_date_(columns_.find(source_.consent.date_column)),
      consent_form_(columns_.find(source_.consent.form_column)),
      exemption_(columns_.find(source_.consent.exemption_column)),
      nhs_number_(columns_.find(nhs_column(policy, source_))),
      service_(columns_.find(source_.service_column)),
      id_(columns_.find(party.id_column)),
      postcode_(columns_.find(window_.postcode_column)),
      birth_(columns_.find(window_.birth_column)),
      expected_(columns_.find(window_.expected_column)),
      age_(columns_.find(window_.age_column)),
      consent_dates_(columns_.dates_of(consent_date_)),
      birth_dates_(columns_.dates_of(birth_)),
      expected_dates_(columns_.dates_of(expected_)),
      lists_(list_names(policy, party)),
      exempt_(source_.consent.exemptions.size())
{
    if (window_.at == 0) window_.at = today;
    check_source();
    open_lists(files);
    find_recipients();
}

void Eligibility::check_source() const
{
    if (source_.purpose != governance_.purpose &&
        std::ranges::count(governance_.other_purposes, source_.purpose) == 0)
        refuse_with("other-purpose",
                    fmt::format("{} collected this for {}, the agreement is about {}", source_.party,
                                source_.purpose.empty() ? "no stated purpose" : source_.purpose,
                                governance_.purpose),
                    "rows of another purpose need an agreement that names it");
    const project::Consent& consent = source_.consent;
    if (consent.mode == project::Consent::Mode::opt_in && (!consent_ || !consent_date_))
        refuse_with("consent-no-date-column",
                    "the policy asks for consent, and not where it stands and of when",
                    "an opt-in names its column and its date_column");
    if (!consent.forms.empty() && !consent_form_)
        refuse_with("consent-no-form-column", "the policy lists form versions, and not where they stand",
                    "an opt-in with forms names its form_column");
    if (!window_.wards.empty() && wards_ == nullptr)
        refuse_with("postcodes-missing", "the agreement is about some wards alone",
                    "give your list of postcodes and wards: --postcodes FILE");
    for (const std::string& wanted : window_.wards)
        if (std::ranges::none_of(wards_->wards(),
                                 [&](const std::string& w) { return is_same_word(w, wanted); }))
            refuse_with("ward-unknown", fmt::format("no postcode is in ward {}", wanted),
                        "is it the right list of postcodes, and the ward spelt as in the policy?");
    if (governance_.recipients.size() > 64)
        refuse_with("too-many-recipients", "more than 64 recipients", "make a second project of it");
}

void Eligibility::open_lists(const ReleaseFiles& files)
{
    if (source_.consent.mode == project::Consent::Mode::objection && files.objections.empty())
        refuse_with("objections-missing", "who objected must be known before anything is encoded",
                    "give the list, even if nobody is on it: --objections FILE");
    if (!files.objections.empty()) lists_.read_objections(files.objections);
    if (!files.withdrawals.empty()) lists_.read_withdrawals(files.withdrawals);
    if (!files.rights.empty()) lists_.read_rights(files.rights);
    if (source_.opt_out.column.empty()) {
        if (!files.opt_out.empty())
            refuse_with("opt-out-not-asked",
                        "under this policy the NHS opt-out does not apply to this source",
                        "leave --opt-out away, or agree on a policy that asks for it");
        return;
    }
    if (files.opt_out.empty())
        refuse_with("opt-out-missing", "the NHS opt-out applies to this source",
                    "gauze opt-out list writes the numbers to submit; give the cleaned list: --opt-out FILE");
    opt_out_.emplace(files.opt_out, source_.opt_out.most_days, today_);
}

void Eligibility::find_recipients()
{
    for (const project::Recipient& one : governance_.recipients) {
        RecipientRule rule;
        if (source_.column(one.consent_column) != nullptr) rule.word = columns_.find(one.consent_column);
        if (rule.word && !one.forms.empty()) {
            rule.form = columns_.find(one.form_column);
            if (!rule.form)
                refuse_with("consent-no-form-column",
                            fmt::format("recipient {} has form versions, and no column for them", one.name),
                            "a recipient with forms names its form_column");
        }
        recipient_rules_.push_back(rule);
    }
}

Reason Eligibility::judge_wishes(const WishesFound& found) const
{
    const auto wished = [&](Wish wish) { return found.all[static_cast<std::size_t>(wish)]; };
    if (wished(Wish::object)) return Reason::objected;
    if (wished(Wish::withdraw)) return Reason::withdrawn;
    if (wished(Wish::restrict)) return Reason::restricted;
    return wished(Wish::erase) ? Reason::erased : Reason::none;
}

// A child that was not born when the row was made has no number of its own that could be looked up. A row
// with a birth date, or with anything in place of a number, is of somebody who is asked.
bool Eligibility::is_unborn(const RowBlock& rows, std::size_t row) const
{
    if (!source_.opt_out.unborn || !is_blank(cell(rows, row, nhs_number_))) return false;
    return is_blank(cell(rows, row, birth_)) && expected_dates_.read(cell(rows, row, expected_)).day != 0;
}

Reason Eligibility::judge_opt_out(const RowBlock& rows, std::size_t row)
{
    if (!opt_out_) return Reason::none;
    valid_nhs_number(cell(rows, row, nhs_number_), number_.value);
    if (number_.value.empty()) return is_unborn(rows, row) ? Reason::none : Reason::no_nhs_number;
    return opt_out_->allows(number_.value) ? Reason::none : Reason::opted_out;
}

Reason Eligibility::judge_ward(const RowBlock& rows, std::size_t row) const
{
    if (window_.wards.empty()) return Reason::none;
    const PostcodeWards::Found found = wards_->ward_of(cell(rows, row, postcode_));
    if (found.blank) return Reason::no_postcode;
    if (found.ward.empty()) return Reason::postcode_unknown;
    const bool inside = std::ranges::any_of(
        window_.wards, [&](const std::string& ward) { return is_same_word(ward, found.ward); });
    return inside ? Reason::none : Reason::outside_wards;
}

Reason Eligibility::judge(const RowBlock& rows, std::size_t row, std::span<Reason> recipients)
{
    const WishesFound found =
        lists_.look_up({cell(rows, row, id_), cell(rows, row, nhs_number_), cell(rows, row, service_)});
    const ConsentRuling consent = judge_consent(source_.consent,
                                                {cell(rows, row, consent_), cell(rows, row, consent_date_),
                                                 cell(rows, row, consent_form_), cell(rows, row, exemption_)},
                                                consent_dates_, today_);
    Reason reason = consent.reason;
    if (reason == Reason::none) reason = judge_wishes(found);
    if (reason == Reason::none) reason = judge_opt_out(rows, row);
    if (reason == Reason::none) reason = judge_ward(rows, row);
    if (reason == Reason::none)
        reason = judge_age(window_, birth_dates_.read(cell(rows, row, birth_)),
                           expected_dates_.read(cell(rows, row, expected_)));
    if (reason == Reason::no_birth_date) reason = judge_stated_age(window_, cell(rows, row, age_));
    if (reason != Reason::none) return reason;
    if (consent.exemption) ++exempt_[*consent.exemption];
    for (std::size_t r = 0; r < recipient_rules_.size(); ++r) {
        const RecipientRule& rule = recipient_rules_[r];
        const project::Recipient& one = governance_.recipients[r];
        WishesFound own;
        for (std::size_t w = 0; w < wishes; ++w) own.all[w] = (found.recipients[w] >> r & 1) != 0;
        recipients[r] = judge_wishes(own);
        if (recipients[r] == Reason::none && rule.word)
            recipients[r] = judge_words(one.consent_yes, one.forms, cell(rows, row, rule.word),
                                        rule.form ? std::optional(cell(rows, row, rule.form)) : std::nullopt);
    }
    return Reason::none;
}

} // namespace gauze::custodian
