#include "engine/custodian/suggest_sample.hpp"

#include "engine/custodian/repeats.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <span>

namespace gauze::custodian {

namespace {

// The lowest bits thin a file while it is read, the order of the whole number thins it further.
std::uint64_t lot_of(std::uint64_t row_number) { return print_of(&row_number, sizeof row_number); }

// Appends some columns of a row and says how many bytes they have.
std::size_t append(const RowBlock& from, std::size_t row, std::span<const std::size_t> columns,
                   std::vector<RowBlock>& into)
{
    std::size_t bytes = 0;
    for (const std::size_t column : columns) bytes += from.cell(row, column).reveal().size();
    if (into.empty() || into.back().full()) into.emplace_back(columns.size());
    into.back().begin_row(from.number(row), from.line(row), bytes);
    for (const std::size_t column : columns) into.back().add_cell(from.cell(row, column).reveal());
    return bytes;
}

std::vector<std::size_t> all_columns(std::size_t count)
{
    std::vector<std::size_t> columns(count);
    for (std::size_t c = 0; c < count; ++c) columns[c] = c;
    return columns;
}

class Sampler {
public:
    Sampler(const std::vector<FieldSource>& sources, std::size_t most_rows) : most_rows_(most_rows)
    {
        for (FieldSource source : sources) {
            if (source.held && source.whole) source.whole = place_of(*source.whole);
            if (source.held && !source.whole)
                for (std::size_t* column : {&source.day, &source.month, &source.year})
                    *column = place_of(*column);
            sampled_.sources.push_back(std::move(source));
        }
    }

    void offer(const RowBlock& block, std::size_t row)
    {
        ++sampled_.of;
        if (!is_taken(block.number(row))) return;
        bytes_ += append(block, row, columns_, sampled_.blocks);
        ++sampled_.rows;
        while ((sampled_.rows > most_rows_ || bytes_ > most_sampled_bytes) && sampled_.rows > 1) thin();
    }
    void note_broken() { ++sampled_.broken; }
    SampledRows result() { return std::move(sampled_); }

private:
    bool is_taken(std::uint64_t number) const
    {
        return (lot_of(number) & ((std::uint64_t{1} << level_) - 1)) == 0;
    }

    std::size_t place_of(std::size_t column)
    {
        const auto known = std::ranges::find(columns_, column);
        if (known == columns_.end()) columns_.push_back(column);
        return static_cast<std::size_t>(std::ranges::find(columns_, column) - columns_.begin());
    }

    // Every other row goes.
    void thin()
    {
        ++level_;
        const auto columns = all_columns(columns_.size());
        std::vector<RowBlock> old;
        old.swap(sampled_.blocks);
        bytes_ = 0, sampled_.rows = 0;
        for (const RowBlock& block : old)
            for (std::size_t r = 0; r < block.size(); ++r) {
                if (!is_taken(block.number(r))) continue;
                bytes_ += append(block, r, columns, sampled_.blocks);
                ++sampled_.rows;
            }
    }

    std::size_t most_rows_;
    std::vector<std::size_t> columns_; // of the file, as the sample keeps them
    unsigned level_ = 0;
    std::size_t bytes_ = 0;
    SampledRows sampled_;
};

} // namespace

SampledRows sample_rows(const Input& input, const Source& source, std::size_t most_rows)
{
    CsvReader file(input, source.facts);
    project::Progress progress("reading", "bytes", input.size());
    Sampler sampler(source.fields, most_rows);
    RowBlock block(file.columns().size());
    std::uint64_t shown = 0;
    for (bool more = true; more;) {
        block.clear();
        while (more && !block.full()) {
            std::optional<FaultyRow> faulty;
            more = file.next(block, faulty);
            if (faulty) sampler.note_broken();
        }
        for (std::size_t r = 0; r < block.size(); ++r) sampler.offer(block, r);
        progress.advance(file.bytes_read() - shown);
        shown = file.bytes_read();
    }
    return sampler.result();
}

SampledRows thinned(const SampledRows& rows, std::size_t most)
{
    std::vector<std::uint64_t> lots;
    for (const RowBlock& block : rows.blocks)
        for (std::size_t r = 0; r < block.size(); ++r) lots.push_back(lot_of(block.number(r)));
    std::uint64_t last = UINT64_MAX;
    if (lots.size() > most && most > 0) {
        const auto at = lots.begin() + static_cast<std::ptrdiff_t>(most - 1);
        std::ranges::nth_element(lots, at);
        last = *at;
    }
    SampledRows thin;
    thin.sources = rows.sources, thin.of = rows.of, thin.broken = rows.broken;
    for (const RowBlock& block : rows.blocks) {
        const auto columns = all_columns(block.columns());
        for (std::size_t r = 0; r < block.size(); ++r) {
            if (lot_of(block.number(r)) > last) continue;
            (void)append(block, r, columns, thin.blocks);
            ++thin.rows;
        }
    }
    return thin;
}

} // namespace gauze::custodian
