// The payload of each recipient: which columns it may have, and how each cell is made. A column that travels
// as it stands is held to the kind that the policy gives it; everything else is generalised.
//
// Recipients share what is the same for all; pseudonyms are made for each by itself.
#pragma once

#include "engine/custodian/release/columns.hpp"
#include "engine/custodian/release/generalise.hpp"
#include "engine/custodian/release/reasons.hpp"
#include "engine/custodian/row_block.hpp"
#include "engine/project/payload_columns.hpp"
#include "engine/project/policy.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

struct RecipientPayload {
    std::size_t recipient = 0; // position in the policy
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::size_t> cells; // of the plan, by column
    std::filesystem::path file;     // "to-liia/camden.payload"
};

class PayloadPlan {
public:
    // `own_secret`: the custodian's, of which keys of pseudonyms are derived; may be empty if the policy asks
    // for none. Refusals (Error(refused)): pseudonym-no-secret, payload-identifies (a column that links
    // travels as it stands and not as listed codes), recipient-name, and those of Generaliser.
    PayloadPlan(const project::Policy& policy, const project::Party& party, const Source& file,
                const PostcodeWards* wards, Bytes own_secret, project::Day today);
    ~PayloadPlan();

    const std::vector<RecipientPayload>& recipients() const noexcept { return recipients_; }
    // Names of the cells for people (rejects.csv): the payload column, with the recipient if it is its own.
    const std::vector<std::string>& cells() const noexcept { return cells_; }

    // Makes all cells of a row; calls fault(cell, why) for each that could not be made. One thread.
    template <typename Fault>
    void make(const RowBlock& rows, std::size_t row, Fault fault)
    {
        for (std::size_t c = 0; c < cells_.size(); ++c)
            if (const std::string_view why = make_cell(c, rows, row); !why.empty()) fault(c, why);
    }
    // Of the row that was made last.
    std::string_view cell(std::size_t c) const noexcept { return made_[c]->value; }

private:
    struct Maker;
    std::size_t add(const project::PayloadColumn& column, const project::Recipient& recipient, Bytes secret);
    Setting setting_for(const project::ColumnRule& column) const;
    std::string_view make_cell(std::size_t c, const RowBlock& rows, std::size_t row);

    const project::Policy& policy_;
    const project::Party& party_;
    const project::Source& source_;
    ControlColumns columns_;
    const PostcodeWards* wards_;
    project::Day at_;
    std::optional<std::size_t> birth_, expected_;
    std::vector<RecipientPayload> recipients_;
    std::vector<std::string> cells_;
    std::vector<std::unique_ptr<Maker>> makers_;   // by cell
    std::vector<std::unique_ptr<WipedText>> made_; // likewise
};

} // namespace gauze::custodian
