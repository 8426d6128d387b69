#include "engine/custodian/suggest_parts.hpp"

#include "bloom/base/crypto.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/base/secret.hpp"
#include "engine/custodian/field_encoder.hpp"
#include "engine/custodian/repeats.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

using project::PartLevel;

namespace {

constexpr std::size_t memory_for_values = 32u << 20; // of one field

// Any secret order of bigrams tells as much as another; a fixed one gives the same answer in every run.
keyed::BigramOrder some_order() { return keyed::BigramOrder(sha256(bytes_of("gauze policy suggest"))); }

void wipe_prints(std::vector<std::uint64_t>& prints) { wipe(std::as_writable_bytes(std::span(prints))); }

} // namespace

PartTable::PartTable(const project::Policy& policy, const SampledRows& rows, std::string_view party)
    : rows_(rows.rows)
{
    std::vector<std::size_t> starts;
    for (std::size_t f = 0; f < policy.fields.size(); ++f) {
        if (!rows.sources[f].held) continue;
        starts.push_back(parts_.size());
        for (int l = 0; l <= static_cast<int>(PartLevel::district); ++l)
            if (const auto level = static_cast<PartLevel>(l); has_level(policy.fields[f].kind, level))
                parts_.push_back({f, level, {}, std::vector<std::uint64_t>(rows_)});
    }
    starts.push_back(parts_.size());
    project::Progress progress("measuring", "fields", starts.size() - 1);
    for_each_task(starts.size() - 1, [&](std::size_t task) {
        read_field(starts[task], starts[task + 1], policy, rows, party);
        progress.advance();
    });
}

PartTable::~PartTable()
{
    for (SuggestedPart& part : parts_) wipe_prints(part.prints);
}

void PartTable::read_field(std::size_t first, std::size_t end, const project::Policy& policy,
                           const SampledRows& rows, std::string_view party)
{
    const std::size_t field = parts_[first].field;
    FieldPlan plan(policy.fields[field], rows.sources[field], party);
    for (std::size_t p = first; p < end; ++p)
        plan.parts.push_back({parts_[p].level, parts_[p].level == PartLevel::bigram
                                                   ? std::optional(some_order())
                                                   : std::nullopt});
    FieldEncoder encoder(plan, memory_for_values);
    for (std::size_t b = 0; b < rows.blocks.size(); ++b)
        encoder.read_all(rows.blocks[b], [&](std::size_t r, const CellReading& reading, bool) {
            if (reading.missing) return;
            const std::size_t at = b * RowBlock::most_rows + r;
            for (std::size_t p = first; p < end; ++p)
                if (const std::string_view part = reading.parts[p - first]; part.data() != nullptr)
                    parts_[p].prints[at] = std::max<std::uint64_t>(print_of(part.data(), part.size()), 1);
        });
    for (std::size_t p = first; p < end; ++p) {
        std::vector<std::uint64_t> sorted = parts_[p].prints;
        parts_[p].told = collisions_of(sorted);
        wipe_prints(sorted);
    }
}

Collisions PartTable::jointly(const std::vector<std::size_t>& parts) const
{
    std::vector<std::uint64_t> joint(rows_);
    for (std::size_t r = 0; r < rows_; ++r) {
        std::uint64_t print = 1;
        for (const std::size_t p : parts) {
            const std::uint64_t both[] = {print, parts_[p].prints[r]};
            print = both[1] == 0 ? 0 : std::max<std::uint64_t>(print_of(both, sizeof both), 1);
            if (print == 0) break;
        }
        joint[r] = print;
    }
    const Collisions found = collisions_of(joint);
    wipe_prints(joint);
    return found;
}

std::string spelled(const project::Policy& policy, std::size_t field, PartLevel level)
{
    const std::string& name = policy.fields[field].name;
    return level == PartLevel::exact ? name : fmt::format("{}:{}", name, to_text(level));
}

} // namespace gauze::custodian
