// Whose rows are in, row by row, before anything is made of them (docs/eligibility.md): consent, then
// objections, withdrawals and rights, the NHS opt-out, wards, ages; and who of the recipients gets the row.
// The first reason that applies is the row's, but every row is shown to the lists, so that an entry that
// meets nobody is known.
#pragma once

#include "engine/custodian/release/age_window.hpp"
#include "engine/custodian/release/columns.hpp"
#include "engine/custodian/release/consent.hpp"
#include "engine/custodian/release/opt_out_list.hpp"
#include "engine/custodian/release/person_lists.hpp"
#include "engine/custodian/release/postcode_wards.hpp"
#include "engine/custodian/release/reasons.hpp"
#include "engine/custodian/row_block.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace gauze::custodian {

// What the custodian brings beside its file; empty paths: nothing.
// A file of episodes, as `encode --table NAME=FILE` names it.
struct EpisodeInput {
    std::string table;
    std::filesystem::path path;
};

struct ReleaseFiles {
    std::filesystem::path objections, withdrawals, rights, opt_out, postcodes;
    std::vector<EpisodeInput> episodes; // every table that the policy has of the source
};

class Eligibility {
public:
    // Refusals (Error(refused)): other-purpose, opt-out-missing, opt-out-not-asked, objections-missing,
    // postcodes-missing, ward-unknown, consent-no-date-column, too-many-recipients, and those of the lists.
    // `wards` may be null where the policy asks for none. All arguments outlive the object.
    Eligibility(const project::Policy& policy, const project::Party& party, const Source& file,
                const ReleaseFiles& files, const PostcodeWards* wards, project::Day today);

    // One row; one thread. `recipients`: by recipient of the policy, why it does not get this row, or none;
    // filled for rows that are in.
    Reason judge(const RowBlock& rows, std::size_t row, std::span<Reason> recipients);
    std::size_t recipients() const noexcept { return governance_.recipients.size(); }

    // By code of the policy's exemptions: rows that are in under it, without consent.
    const std::vector<std::uint64_t>& exempt() const noexcept { return exempt_; }
    std::vector<std::pair<std::string, ListCounts>> list_counts() const { return lists_.counts(); }
    const std::optional<OptOutList>& opt_out() const noexcept { return opt_out_; }

private:
    struct RecipientRule {
        std::optional<std::size_t> word, form;
    };
    using Place = std::optional<std::size_t>;
    void check_source() const;
    void open_lists(const ReleaseFiles& files);
    void find_recipients();
    Reason judge_wishes(const WishesFound& found) const;
    bool is_unborn(const RowBlock& rows, std::size_t row) const;
    Reason judge_opt_out(const RowBlock& rows, std::size_t row);
    Reason judge_ward(const RowBlock& rows, std::size_t row) const;
    std::string_view cell(const RowBlock& rows, std::size_t row, const Place& column) const
    {
        return column ? rows.cell(row, *column).reveal() : std::string_view();
    }

    const project::Governance& governance_;
    const project::Source& source_;
    ControlColumns columns_;
    const PostcodeWards* wards_;
    project::Day today_;
    project::Eligibility window_;
    Place consent_, consent_date_, consent_form_, exemption_, nhs_number_, service_, id_, postcode_, birth_,
        expected_, age_;
    DayReader consent_dates_, birth_dates_, expected_dates_;
    std::vector<RecipientRule> recipient_rules_;
    PersonLists lists_;
    std::optional<OptOutList> opt_out_;
    std::vector<std::uint64_t> exempt_;
    WipedText number_;
};

} // namespace gauze::custodian
