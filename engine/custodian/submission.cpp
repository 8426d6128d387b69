#include "engine/custodian/submission.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/custodian/utf8.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

constexpr std::size_t rows_a_task = 512;

// Scratches are dear (they remember tokens), so tasks borrow them.
class ScratchPool {
public:
    explicit ScratchPool(const Encoder& encoder) : encoder_(encoder) {}
    std::unique_ptr<Encoder::Scratch> borrow()
    {
        {
            const std::lock_guard lock(guard_);
            if (!idle_.empty()) {
                auto scratch = std::move(idle_.back());
                idle_.pop_back();
                return scratch;
            }
        }
        return std::make_unique<Encoder::Scratch>(encoder_);
    }
    void give_back(std::unique_ptr<Encoder::Scratch> scratch)
    {
        const std::lock_guard lock(guard_);
        idle_.push_back(std::move(scratch));
    }

private:
    const Encoder& encoder_;
    std::mutex guard_;
    std::vector<std::unique_ptr<Encoder::Scratch>> idle_;
};

// Up to one chunk of rows on their way from the file into the submission.
struct Batch {
    std::vector<Row> rows;
    std::size_t used = 0;
    std::vector<std::size_t> present;            // by row: fields present
    std::vector<std::vector<FaultyCell>> faults; // by row
    std::vector<bloom::FilterTable> tables;      // by view
};

class Reading {
public:
    Reading(const project::Policy& policy, const Source& source, const Encoder& encoder, RowTokens& tokens,
            Submission& into)
        : policy_(policy), source_(source), encoder_(encoder), tokens_(tokens), into_(into), pool_(encoder)
    {}

    void run(const std::filesystem::path& input)
    {
        CsvReader file(input, source_.facts);
        project::Progress progress("encoding", "bytes", std::filesystem::file_size(input));
        std::uint64_t shown = 0;
        while (fill(file)) {
            encode_batch();
            keep_batch();
            progress.advance(file.bytes_read() - shown);
            shown = file.bytes_read();
        }
        into_.blank_lines = file.blank_lines();
    }

private:
    // Reads until a chunk of good rows is together; faulty ones are counted on the way.
    bool fill(CsvReader& file)
    {
        batch_.rows.resize(Submission::rows_a_chunk);
        batch_.used = 0;
        while (batch_.used < batch_.rows.size() && file.next(batch_.rows[batch_.used])) {
            const Row& row = batch_.rows[batch_.used];
            ++into_.counts.read;
            if (row.fault) {
                ++into_.counts.rejected;
                into_.rejects.add(row.number, row.line, Rejects::whole_row, to_text(*row.fault),
                                  Consequence::row_rejected);
            } else {
                ++batch_.used;
            }
        }
        return batch_.used > 0;
    }

    void encode_batch()
    {
        batch_.tables.clear();
        for (const project::View& view : policy_.views)
            batch_.tables.emplace_back(bloom::FilterShape{view.bits}, batch_.used);
        batch_.present.assign(batch_.used, 0);
        batch_.faults.assign(batch_.used, {});
        for_each_task((batch_.used + rows_a_task - 1) / rows_a_task, [&](std::size_t task) {
            auto scratch = pool_.borrow();
            std::vector<std::span<std::uint64_t>> rows(batch_.tables.size());
            const std::size_t end = std::min(batch_.used, (task + 1) * rows_a_task);
            for (std::size_t r = task * rows_a_task; r < end; ++r) {
                for (std::size_t v = 0; v < rows.size(); ++v) rows[v] = batch_.tables[v].row(r);
                batch_.present[r] = encoder_.encode(batch_.rows[r].cells, rows, *scratch, batch_.faults[r]);
            }
            pool_.give_back(std::move(scratch));
        });
    }

    // Takes the batch over in row order, so that nothing depends on which thread encoded what.
    void keep_batch()
    {
        for (std::size_t r = 0; r < batch_.used; ++r) {
            const Row& row = batch_.rows[r];
            for (const FaultyCell& cell : batch_.faults[r]) note(row, cell);
            if (batch_.present[r] == 0) {
                ++into_.counts.excluded;
                into_.rejects.add(row.number, row.line, Rejects::whole_row, "no field to compare",
                                  Consequence::row_excluded);
                continue;
            }
            ++into_.counts.encoded;
            keep(row, r);
        }
    }

    void note(const Row& row, const FaultyCell& cell)
    {
        into_.rejects.add(row.number, row.line, static_cast<std::uint32_t>(cell.field), to_text(cell.fault),
                          cell.missing ? Consequence::cell_missing : Consequence::cell_as_written);
    }

    void keep(const Row& row, std::size_t r)
    {
        const std::string number = std::to_string(row.number);
        const std::string_view id = source_.id ? row.cells[*source_.id].reveal() : std::string_view(number);
        into_.tokens.push_back(tokens_.next(id));
        into_.ids.add(id);
        into_.numbers.push_back(row.number);
        for (std::size_t c = 0; c < source_.payload.size(); ++c) {
            const std::string_view cell = row.cells[source_.payload[c]].reveal();
            const bool readable = is_utf8(cell);
            if (!readable)
                into_.rejects.add(row.number, row.line, static_cast<std::uint32_t>(policy_.fields.size() + c),
                                  to_text(CellFault::invalid_utf8), Consequence::payload_emptied);
            into_.payload.add(readable ? cell : std::string_view());
        }
        for (std::size_t v = 0; v < batch_.tables.size(); ++v) {
            auto& chunks = into_.chunks[v];
            const std::size_t place = (into_.tokens.size() - 1) % Submission::rows_a_chunk;
            if (place == 0)
                chunks.emplace_back(bloom::FilterShape{policy_.views[v].bits}, Submission::rows_a_chunk);
            std::ranges::copy(batch_.tables[v].row(r), chunks.back().row(place).begin());
        }
    }

    const project::Policy& policy_;
    const Source& source_;
    const Encoder& encoder_;
    RowTokens& tokens_;
    Submission& into_;
    ScratchPool pool_;
    Batch batch_;
};

// Names for the rejects file: the fields' columns, then the payload's.
std::vector<std::string> column_names(const project::Party& party, const Source& source)
{
    std::vector<std::string> names;
    for (const FieldSource& field : source.fields) names.push_back(field.column);
    names.insert(names.end(), party.payload.begin(), party.payload.end());
    return names;
}

} // namespace

std::vector<std::uint32_t> Submission::by_token() const
{
    std::vector<std::uint32_t> order(tokens.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t r) { return tokens[r]; });
    for (std::size_t i = 1; i < order.size(); ++i)
        if (tokens[order[i - 1]] == tokens[order[i]]) {
            const auto [first, second] = std::minmax(numbers[order[i - 1]], numbers[order[i]]);
            throw Error(Exit::bad_data,
                        fmt::format("rows {} and {} hold the same reference in the id column", first, second),
                        "with a test seed every record needs a reference of its own");
        }
    return order;
}

Submission encode_rows(const std::filesystem::path& input, const project::Policy& policy,
                       const project::Party& party, const Source& source, const Encoder& encoder,
                       RowTokens& tokens)
{
    Submission submission{.counts = {},
                          .blank_lines = 0,
                          .tokens = {},
                          .chunks = std::vector<std::vector<bloom::FilterTable>>(policy.views.size()),
                          .payload = CellStore(party.payload.size()),
                          .ids = CellStore(1),
                          .numbers = {},
                          .rejects = Rejects(column_names(party, source))};
    Reading(policy, source, encoder, tokens, submission).run(input);
    return submission;
}

} // namespace gauze::custodian
