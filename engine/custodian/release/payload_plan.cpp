#include "engine/custodian/release/payload_plan.hpp"

#include "engine/custodian/release/plain_cell.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

using project::refuse_with;

struct PayloadPlan::Maker {
    project::PayloadColumn column;
    std::optional<std::size_t> recipient; // of whom alone it is
    std::size_t at = 0;                   // of the column in the file
    std::optional<std::size_t> birth, expected;
    std::optional<Generaliser> generaliser;
};

PayloadPlan::PayloadPlan(const project::Policy& policy, const project::Party& party, const Source& file,
                         const PostcodeWards* wards, Bytes own_secret, project::Day today)
    : policy_(policy),
      party_(party),
      source_(*policy.governance->source(party.name)),
      columns_(file),
      wards_(wards),
      at_(source_.eligibility.at != 0 ? source_.eligibility.at : today),
      birth_(columns_.find(source_.eligibility.birth_column)),
      expected_(columns_.find(source_.eligibility.expected_column))
{
    const auto& all = policy.governance->recipients;
    for (std::size_t r = 0; r < all.size(); ++r) {
        if (!project::receives_rows(*policy.governance, all[r])) continue;
        if (all[r].name == "linkage-unit" || all[r].name.find('/') != std::string::npos)
            refuse_with("recipient-name", "a recipient has a name that is no folder of its own",
                        "another name in [[recipient]]");
        RecipientPayload payload{
            r, all[r].name, {}, {}, fmt::format("to-{}/{}.payload", all[r].name, party.name)};
        for (const project::PayloadColumn& column : project::payload_columns(source_, all[r])) {
            payload.columns.push_back(column.name);
            payload.cells.push_back(add(column, all[r], own_secret));
        }
        if (!payload.columns.empty()) recipients_.push_back(std::move(payload));
    }
}

PayloadPlan::~PayloadPlan() = default;

Setting PayloadPlan::setting_for(const project::ColumnRule& column) const
{
    return {.at = at_,
            .dates = columns_.dates_of(columns_.find(column.name)),
            .birth_dates = columns_.dates_of(birth_),
            .expected_dates = columns_.dates_of(expected_),
            .wards = wards_,
            .pseudonym_key = {}};
}

// The cell of this column, made now or, where recipients share it, before.
std::size_t PayloadPlan::add(const project::PayloadColumn& column, const project::Recipient& recipient,
                             Bytes secret)
{
    const bool own = column.made != nullptr && column.made->rule == "pseudonym";
    for (std::size_t c = 0; c < cells_.size() && !own; ++c)
        if (makers_[c]->column.name == column.name) return c;
    auto maker = std::make_unique<Maker>();
    maker->column = column;
    maker->at = *columns_.find(column.column->name);
    // Of an age it matters whether the person is born, of an expected date as well; of other people's not.
    if (birth_ == maker->at) maker->expected = expected_;
    if (expected_ == maker->at) maker->birth = birth_;
    if (column.made == nullptr && column.column->has(project::ColumnUse::link) &&
        column.column->kind != project::PayloadKind::codes)
        refuse_with("payload-identifies",
                    fmt::format("{}: column {} links people and may not travel as it stands", party_.name,
                                column.name),
                    "list its codes, or generalise it");
    if (column.made != nullptr) {
        Setting setting = setting_for(*column.column);
        Secret key;
        if (own) {
            if (secret.empty())
                refuse_with("pseudonym-no-secret", fmt::format("payload column {} needs a key", column.name),
                            "name your party's key: --as KEYFILE");
            key = pseudonym_key(secret, policy_.fingerprint(), party_.name, recipient.name);
            setting.pseudonym_key = key.reveal();
        }
        maker->generaliser.emplace(*column.made, setting);
    }
    makers_.push_back(std::move(maker));
    made_.push_back(std::make_unique<WipedText>());
    cells_.push_back(own ? fmt::format("{} ({})", column.name, recipient.name) : column.name);
    return cells_.size() - 1;
}

std::string_view PayloadPlan::make_cell(std::size_t c, const RowBlock& rows, std::size_t row)
{
    Maker& maker = *makers_[c];
    std::string& into = made_[c]->value;
    const std::string_view cell = rows.cell(row, maker.at).reveal();
    const auto beside = [&](const std::optional<std::size_t>& at) {
        return at ? rows.cell(row, *at).reveal() : std::string_view();
    };
    if (maker.generaliser) {
        const std::string_view why =
            maker.generaliser->make(cell, {beside(maker.birth), beside(maker.expected)}, into);
        if (!why.empty()) into.clear();
        return why;
    }
    return plain_cell(*maker.column.column, cell, into);
}

} // namespace gauze::custodian
