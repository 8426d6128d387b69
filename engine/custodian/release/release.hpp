// What the agreement lets out of one file: the one object that a governed run of `encode` asks. An ungoverned
// run has none and pays nothing.
//
// Three threads' worth of work, which may overlap: rows are judged as they are read (`judge`), payload is
// made as they are dealt out (`payload`), counts are taken when all is done.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/release/eligibility.hpp"
#include "engine/custodian/release/episodes.hpp"
#include "engine/custodian/release/payload_plan.hpp"
#include "engine/custodian/release/quality.hpp"
#include "engine/custodian/release/row_retention.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gauze::custodian {

// What was left out and why; with RowCounts, read = encoded + excluded + rejected, and the reasons add up to
// excluded.
struct ReleaseSummary {
    ReasonCounts excluded{};
    std::vector<std::pair<std::string, std::uint64_t>> exempt; // by code: in without consent
    std::vector<std::pair<std::string, ListCounts>> lists;     // by list
    std::uint64_t opt_out_numbers = 0;                         // in the cleaned list; 0: it does not apply
    project::Day opt_out_made_on = 0;
    struct ToRecipient {
        std::string name;
        std::filesystem::path file; // in the output folder
        std::uint64_t rows = 0;
        ReasonCounts withheld{}; // rows that are encoded and that this recipient does not get
    };
    std::vector<ToRecipient> recipients;

    Json to_json() const;
    // Flat, for the statement that travels with a submission: "excluded.objected": 17, "exempt.CPP": 140. A
    // reason that nobody has is not named.
    void add_to(Json& counts) const;
};

class Release {
public:
    // Null for an ungoverned policy. All arguments outlive the object.
    static std::unique_ptr<Release> of(const project::Policy& policy, const project::Party& party,
                                       const Source& file, const ReleaseFiles& files, Bytes own_secret);

    // Whether a row is in. `recipients` as in Eligibility.
    Reason judge(const RowBlock& rows, std::size_t row, std::span<Reason> recipients)
    {
        quality_.see(rows, row);
        return eligibility_.judge(rows, row, recipients);
    }
    std::size_t recipients() const noexcept { return eligibility_.recipients(); }

    PayloadPlan& payload() noexcept { return payload_; }
    const PayloadPlan& payload() const noexcept { return payload_; }

    // On which day the rows are due: for the ledger alone.
    RowRetention& retention() noexcept { return retention_; }
    const RowRetention& retention() const noexcept { return retention_; }

    // Of which of the source's services a row is, as its file says: for the ledger alone, so that a person
    // can be withdrawn from one of them.
    bool has_services() const noexcept { return service_.has_value(); }
    std::string_view service(const RowBlock& rows, std::size_t row) const
    {
        return service_ ? trimmed(rows.cell(row, *service_).reveal()) : std::string_view();
    }

    // Counts a row that is out, and one that is encoded and goes to those recipients for whom it has no
    // reason.
    void count_out(Reason reason) { ++summary_.excluded[static_cast<std::size_t>(reason)]; }
    void count_encoded(std::span<const Reason> recipients);

    // Before the first row; the records that went out are noted for their episodes as they are written.
    bool has_episodes() const noexcept { return !episodes_.empty(); }
    SentRecords& sent() noexcept { return sent_; }
    std::vector<EpisodeSummary> send_episodes(const OutputFolder& out);

    ReleaseSummary summary() const;
    Json quality(std::uint64_t rejected) const { return quality_.to_json(rejected); }

private:
    Release(const project::Policy& policy, const project::Party& party, const Source& file,
            const ReleaseFiles& files, Bytes own_secret);
    const project::Policy& policy_;
    const project::Source& source_;
    std::vector<EpisodeInput> episodes_;
    SentRecords sent_;
    std::optional<std::size_t> service_;
    std::unique_ptr<PostcodeWards> wards_;
    Eligibility eligibility_;
    PayloadPlan payload_;
    Quality quality_;
    RowRetention retention_;
    ReleaseSummary summary_;
};

} // namespace gauze::custodian
