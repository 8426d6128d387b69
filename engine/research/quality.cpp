#include "engine/research/quality.hpp"

#include "engine/research/provenance.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gauze::research {

namespace {

struct Quality {
    std::uint64_t rows = 0, blank = 0, conflicting = 0, persons = 0;
    std::vector<std::string> codes; // of the policy
    std::vector<bool> used;         // of them
};

void count_code(Quality& quality, std::string_view cell)
{
    const auto found = std::ranges::find(quality.codes, cell);
    if (found != quality.codes.end())
        quality.used[static_cast<std::size_t>(found - quality.codes.begin())] = true;
}

// One person's records of one source in one column.
void count_person(Quality& quality, const RecordRun& run, std::size_t column)
{
    std::string_view first;
    bool differ = false;
    for (std::size_t i = 0; i < run.size(); ++i) {
        const std::string_view cell = run.cell(i, column);
        quality.blank += cell.empty();
        if (cell.empty()) continue;
        if (!quality.codes.empty()) count_code(quality, cell);
        if (first.empty()) first = cell;
        differ = differ || cell != first;
    }
    quality.rows += run.size();
    quality.persons += !run.empty();
    quality.conflicting += differ;
}

std::vector<std::vector<Quality>> count_all(const Joined& joined, const Units& persons)
{
    std::vector<std::vector<Quality>> all;
    for (const Source& source : joined.sources) {
        std::vector<Quality>& of = all.emplace_back(source.records.columns().size());
        for (std::size_t c = 0; c < of.size(); ++c) {
            const auto column =
                payload_column(joined.policy, source.party, source.episodes, source.records.columns()[c]);
            if (column && column->made == nullptr) of[c].codes = column->column->codes;
            of[c].used.resize(of[c].codes.size());
        }
    }
    persons.each([&](std::uint32_t, std::span<const RecordRun> runs) {
        for (std::size_t s = 0; s < runs.size(); ++s)
            if (!runs[s].empty())
                for (std::size_t c = 0; c < all[s].size(); ++c) count_person(all[s][c], runs[s], c);
    });
    return all;
}

// `part` of `all`, as it may be shown.
std::string shown(std::uint64_t part, std::uint64_t all, std::uint32_t smallest)
{
    if (part > 0 && part < smallest) return fmt::format("<{}", smallest);
    if (part < all && all - part < smallest) return "withheld";
    return fmt::to_string(part);
}

void put_quality(const Source& source, const std::string& column, const Quality& quality,
                 std::uint32_t smallest, const std::function<void(Cells)>& visit)
{
    const bool episodes = !source.episodes.empty();
    const std::string rows = shown(quality.rows, quality.rows, smallest);
    const std::string blank = shown(quality.blank, quality.rows, smallest);
    const std::string used =
        quality.codes.empty() ? std::string() : fmt::to_string(std::ranges::count(quality.used, true));
    const std::string conflicting =
        episodes ? std::string() : shown(quality.conflicting, quality.persons, smallest);
    visit(std::array<std::string_view, 7>{episodes ? std::string_view(source.episodes) : "payload",
                                          source.party, column, rows, blank, used, conflicting});
}

} // namespace

OutTable quality(const Joined& joined, const Units& persons)
{
    using Holds = OutColumn::Holds;
    OutTable table{"quality",
                   "columns",
                   {{"table"},
                    {"source"},
                    {"column"},
                    {"rows", Holds::whole},
                    {"blank", Holds::whole},
                    {"codes_used", Holds::whole},
                    {"conflicting", Holds::whole}},
                   {}};
    table.each_row = [&joined, &persons](const std::function<void(Cells)>& visit) {
        const auto all = count_all(joined, persons);
        for (std::size_t s = 0; s < joined.sources.size(); ++s)
            for (std::size_t c = 0; c < all[s].size(); ++c)
                put_quality(joined.sources[s], joined.sources[s].records.columns()[c], all[s][c],
                            joined.policy.smallest_count, visit);
    };
    return table;
}

} // namespace gauze::research
