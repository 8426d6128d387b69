#include "engine/custodian/audit/audit_sample.hpp"

#include "engine/custodian/repeats.hpp"
#include "engine/project/profiles.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <optional>
#include <queue>
#include <utility>

namespace gauze::custodian {

namespace {

using Lot = std::pair<std::uint64_t, std::uint64_t>; // of the household, then the row's number

// The columns that a household shares, if the party holds both.
class Households {
public:
    Households(const project::Policy& policy, const Source& source, std::uint64_t seed) : seed_(seed)
    {
        for (std::size_t f = 0; f < policy.fields.size(); ++f) {
            const project::Field& field = policy.fields[f];
            if (!field.about_person || !source.fields[f].held || !source.fields[f].whole) continue;
            if (project::names_a_family(field.kind) && !family_) family_ = source.fields[f].whole;
            if (project::names_a_home(field.kind) && !home_) home_ = source.fields[f].whole;
        }
    }

    Lot lot_of(const RowBlock& rows, std::size_t row) const
    {
        const std::uint64_t number = rows.number(row);
        const auto blank = [&](std::size_t column) { return rows.cell(row, column).reveal().empty(); };
        if (!family_ || !home_ || blank(*family_) || blank(*home_)) return {mixed(number, 0, 0), number};
        const std::string_view family = rows.cell(row, *family_).reveal(),
                               home = rows.cell(row, *home_).reveal();
        return {mixed(1, print_of(family.data(), family.size()), print_of(home.data(), home.size())), number};
    }

private:
    std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c) const
    {
        const std::uint64_t all[] = {seed_, a, b, c};
        return print_of(all, sizeof all);
    }
    std::uint64_t seed_;
    std::optional<std::size_t> family_, home_;
};

template <typename Visit>
void read_rows(const Input& input, const Source& source, std::uint64_t& broken, Visit visit)
{
    CsvReader file(input, source.facts);
    RowBlock block(file.columns().size());
    for (bool more = true; more;) {
        block.clear();
        while (more && !block.full()) {
            std::optional<FaultyRow> faulty;
            more = file.next(block, faulty);
            broken += faulty.has_value();
        }
        for (std::size_t r = 0; r < block.size(); ++r) visit(block, r);
    }
}

} // namespace

AuditSample draw_sample(const Input& input, const project::Policy& policy, const Source& source,
                        std::size_t most, std::uint64_t seed)
{
    const Households households(policy, source, seed);
    AuditSample sample;
    std::priority_queue<Lot> lowest; // the largest of them on top
    read_rows(input, source, sample.broken, [&](const RowBlock& block, std::size_t r) {
        ++sample.of;
        lowest.push(households.lot_of(block, r));
        if (lowest.size() > most) lowest.pop();
    });
    if (lowest.empty()) return sample;
    const Lot last = lowest.top();
    std::uint64_t again = 0;
    read_rows(input, source, again, [&](const RowBlock& block, std::size_t r) {
        const Lot lot = households.lot_of(block, r);
        if (lot > last) return;
        std::size_t bytes = 0;
        for (std::size_t c = 0; c < block.columns(); ++c) bytes += block.cell(r, c).reveal().size();
        if (sample.blocks.empty() || sample.blocks.back().full()) sample.blocks.emplace_back(block.columns());
        sample.blocks.back().begin_row(block.number(r), block.line(r), bytes);
        for (std::size_t c = 0; c < block.columns(); ++c)
            sample.blocks.back().add_cell(block.cell(r, c).reveal());
        sample.lots.push_back(lot.first);
        ++sample.rows;
    });
    return sample;
}

} // namespace gauze::custodian
