#include "bench/quality/records.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::lab {

namespace {

// Numbers parties, and gives records that the truth does not name entities that no other record has.
class Labels {
public:
    Labelled of(std::string_view party, std::string_view id, const Truth& truth)
    {
        const auto number =
            parties_.try_emplace(std::string(party), static_cast<std::uint32_t>(parties_.size()))
                .first->second;
        const auto entity = truth.entity(party, id);
        return {number, entity ? *entity : --unnamed_};
    }

private:
    std::map<std::string, std::uint32_t> parties_;
    Entity unnamed_ = UINT32_MAX;
};

} // namespace

Records Records::from_ledgers(const std::vector<std::filesystem::path>& encoded)
{
    Records records;
    for (const auto& file : encoded)
        records.add_ledger(file.parent_path().parent_path() / "stays-here/ledger.table");
    return records;
}

void Records::add_ledger(const std::filesystem::path& ledger)
{
    const project::TableFile table(ledger, "ledger");
    const std::string party = table.about().text("party");
    const std::size_t token = table.column("row_token"), id = table.column("record_id");
    table.each_row([&](std::span<const std::string_view> cells) {
        if (const auto row = row_token_from(cells[token])) records_[*row] = {party, std::string(cells[id])};
    });
}

const Records::Record& Records::at(const RowToken& token) const
{
    const auto found = records_.find(token);
    if (found == records_.end())
        throw Error(Exit::bad_data, "a row token stands in no ledger",
                    "name the ledgers of all parties of the run");
    return found->second;
}

const std::string& Records::id_of(const RowToken& token) const { return at(token).id; }

const std::string& Records::party_of(const RowToken& token) const { return at(token).party; }

std::vector<std::string> Records::parties() const
{
    std::vector<std::string> names;
    for (const auto& [token, record] : records_)
        if (std::ranges::find(names, record.party) == names.end()) names.push_back(record.party);
    return names;
}

void Records::place_in(Truth& truth) const
{
    for (const auto& [token, record] : records_) truth.place(record.party, record.id);
}

std::vector<Labelled> Records::labels(const linkage::Parties& parties, const Truth& truth) const
{
    Labels labels;
    std::vector<Labelled> list;
    for (const auto& file : parties.files)
        for (const RowToken& token : file.tokens()) {
            const Record& record = at(token);
            list.push_back(labels.of(record.party, record.id, truth));
        }
    return list;
}

} // namespace gauze::lab
