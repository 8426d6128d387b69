// Read `run` first: three stages that work on three batches at the same time.
#include "engine/custodian/submission.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/keyed/gf2_rank.hpp"
#include "engine/custodian/aggregates.hpp"
#include "engine/custodian/decoys.hpp"
#include "engine/custodian/repeats.hpp"
#include "engine/custodian/utf8.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

constexpr std::size_t blocks_a_batch = 16;
constexpr std::size_t memory_for_values = 160u << 20; // of all threads together
constexpr std::size_t most_rank_rows = 8192;          // more do not make the rank of 4,096 bits larger
constexpr std::size_t most_memory_a_thread = 64u << 20;

// Scratches are dear (they remember values and tokens), so tasks borrow them.
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
        return std::make_unique<Encoder::Scratch>(
            encoder_, std::min(most_memory_a_thread, memory_for_values / threads()));
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

// Rows on their way from the file into the buckets.
struct Batch {
    std::vector<RowBlock> blocks;
    std::size_t used = 0; // blocks
    std::vector<EncodedBlock> encoded = std::vector<EncodedBlock>(blocks_a_batch);
    std::vector<FaultyRow> faulty; // rows that could not be cut into cells, in row order
};

class Encoding {
public:
    Encoding(const project::Policy& policy, const project::Party& party, const Source& source,
             const Encoder& encoder, RowTokens& tokens, Rejects& rejects, TokenSort& sorted)
        : policy_(policy),
          source_(source),
          encoder_(encoder),
          tokens_(tokens),
          rejects_(rejects),
          sorted_(sorted),
          pool_(encoder),
          decoys_(policy.decoys_per_mille, tokens.seed()),
          filler_(tokens.seed()),
          aggregates_(policy, source.fields, party.name),
          repeats_(encoder.views().size() + encoder.keys().size()),
          has_(repeats_.size()),
          bits_set_(encoder.views().size()),
          ranks_(encoder.views().size()),
          submission_(encoder)
    {
        for (const bloom::BlockShape& block : encoder.blocks()) buckets_.emplace_back(block.bits);
        for (std::size_t v = 0; v < policy.views.size(); ++v)
            if (policy.views[v].hardening.kind == project::Hardening::Kind::diffuse)
                ranks_[v].emplace(policy.views[v].bits, most_rank_rows);
    }

    Submission run(const Input& input)
    {
        CsvReader file(input, source_.facts);
        project::Progress progress("encoding", "bytes", input.size());
        std::uint64_t shown = 0;
        Batch batches[3];
        for (Batch& batch : batches)
            for (std::size_t b = 0; b < blocks_a_batch; ++b)
                batch.blocks.emplace_back(file.columns().size(), decoys_.real_rows());
        Batch *reading = &batches[0], *encoding = &batches[1], *dealing = &batches[2];
        for (bool more = true; more || encoding->used > 0 || dealing->used > 0 || !dealing->faulty.empty() ||
                               !encoding->faulty.empty();) {
            // Task 0 reads on, task 1 deals out what is encoded; the others encode what was read before.
            for_each_task(2 + encoding->used, [&](std::size_t task) {
                if (task == 0 && more) more = fill(file, *reading);
                if (task == 1) deal_out(*dealing);
                if (task >= 2) encode(*encoding, task - 2);
            });
            std::swap(dealing, encoding); // encoded -> to be dealt out
            std::swap(encoding, reading); // read -> to be encoded
            progress.advance(file.bytes_read() - shown);
            shown = file.bytes_read();
        }
        submission_.blank_lines = file.blank_lines();
        return finish();
    }

private:
    // Reads until the batch is full; false at the end of the file. Faulty rows are noted on the way.
    bool fill(CsvReader& file, Batch& batch)
    {
        batch.faulty.clear();
        batch.used = 0;
        for (RowBlock& block : batch.blocks) {
            block.clear();
            bool more = true;
            std::optional<FaultyRow> faulty;
            while (more && !block.full()) {
                more = file.next(block, faulty);
                if (faulty) batch.faulty.push_back(*faulty);
            }
            decoys_.append(block);
            batch.used += block.size() > 0;
            if (!more) return false;
        }
        return true;
    }

    void encode(Batch& batch, std::size_t b)
    {
        auto scratch = pool_.borrow();
        const RowBlock& block = batch.blocks[b];
        const std::uint64_t place[] = {filler_, block.number(0)}; // each block has its own filler
        encoder_.encode(block, print_of(place, sizeof place), *scratch, batch.encoded[b]);
        pool_.give_back(std::move(scratch));
    }

    // Takes the batch over in row order, so that nothing depends on which thread encoded what.
    void deal_out(Batch& batch)
    {
        next_faulty_ = 0;
        for (std::size_t b = 0; b < batch.used; ++b) {
            const RowBlock& block = batch.blocks[b];
            const EncodedBlock& encoded = batch.encoded[b];
            next_fault_ = 0;
            for (std::size_t r = 0; r < block.size(); ++r) {
                if (block.number(r) != 0) note_faulty_rows(batch, block.number(r));
                note_faulty_cells(block, encoded, r);
                keep(block, encoded, r);
            }
            for (std::size_t v = 0; v < bits_set_.size(); ++v) bits_set_[v] += encoded.bits_set[v];
            measure_ranks(block, encoded);
        }
        note_faulty_rows(batch, UINT64_MAX);
        batch.used = 0;
        batch.faulty.clear();
    }

    void note_faulty_rows(const Batch& batch, std::uint64_t before)
    {
        for (; next_faulty_ < batch.faulty.size() && batch.faulty[next_faulty_].number < before;
             ++next_faulty_) {
            const FaultyRow& row = batch.faulty[next_faulty_];
            ++submission_.counts.read;
            ++submission_.counts.rejected;
            rejects_.add(row.number, row.line, Rejects::whole_row, to_text(row.fault),
                         Consequence::row_rejected);
        }
    }

    void note_faulty_cells(const RowBlock& block, const EncodedBlock& encoded, std::size_t r)
    {
        for (; next_fault_ < encoded.faults.size() && encoded.faults[next_fault_].row == r; ++next_fault_) {
            const FaultyCell& cell = encoded.faults[next_fault_];
            rejects_.add(block.number(r), block.line(r), cell.field, to_text(cell.fault),
                         cell.missing ? Consequence::cell_missing : Consequence::cell_as_written);
        }
    }

    void keep(const RowBlock& block, const EncodedBlock& encoded, std::size_t r)
    {
        const bool decoy = block.number(r) == 0;
        if (!decoy) ++submission_.counts.read;
        if (encoded.usable[r] == 0) {
            if (decoy) return;
            ++submission_.counts.excluded;
            rejects_.add(block.number(r), block.line(r), Rejects::whole_row, "no field to compare",
                         Consequence::row_excluded);
            return;
        }
        if (decoy)
            ++submission_.decoys;
        else
            ++submission_.counts.encoded;
        gather_cells(block, r, decoy);
        const RowToken token = tokens_.next(cells_[0]);
        sorted_.add(token, block.number(r), reinterpret_cast<const std::byte*>(encoded.record(r)), cells_);
        if (!decoy) {
            aggregates_.offer(token, block, r);
            submission_.coarse.add(encoder_, reinterpret_cast<const std::byte*>(encoded.record(r)));
        }
        for (std::size_t s = 0; s < repeats_.size(); ++s) {
            if (encoded.has[s * block.size() + r] == 0) continue;
            repeats_[s].add(encoded.prints[s * block.size() + r]);
            ++has_[s];
        }
        for (std::size_t b = 0; b < buckets_.size(); ++b) {
            const std::size_t at = (repeats_.size() + b) * block.size() + r;
            if (encoded.has[at] != 0) buckets_[b].add(encoded.prints[at]);
        }
    }

    // Diffused filters must stay well below the rank of what they are made of (length.md, section 5).
    void measure_ranks(const RowBlock& block, const EncodedBlock& encoded)
    {
        for (std::size_t v = 0; v < ranks_.size(); ++v) {
            if (!ranks_[v] || rank_rows_ >= most_rank_rows) continue;
            const std::size_t words = encoded.bases[v].size() / block.size();
            for (std::size_t r = 0; r < block.size() && !ranks_[v]->is_full(); ++r)
                ranks_[v]->add(std::span(encoded.bases[v]).subspan(r * words, words));
        }
        rank_rows_ += RowBlock::most_rows;
    }

    // The own reference, then the payload.
    void gather_cells(const RowBlock& block, std::size_t r, bool decoy)
    {
        cells_.assign(1 + source_.payload.size(), {});
        own_.value = decoy ? fmt::format("decoy {}", submission_.decoys) : std::to_string(block.number(r));
        cells_[0] = source_.id && !decoy ? block.cell(r, *source_.id).reveal() : std::string_view(own_.value);
        for (std::size_t c = 0; c < source_.payload.size() && !decoy; ++c) {
            const std::string_view cell = block.cell(r, source_.payload[c]).reveal();
            if (is_utf8(cell)) {
                cells_[c + 1] = cell;
                continue;
            }
            rejects_.add(block.number(r), block.line(r),
                         static_cast<std::uint32_t>(policy_.fields.size() + c),
                         to_text(CellFault::invalid_utf8), Consequence::payload_emptied);
        }
    }

    Submission finish()
    {
        const double rows = static_cast<double>(std::max<std::uint64_t>(sorted_.rows(), 1));
        for (std::size_t s = 0; s < repeats_.size(); ++s) {
            bloom::Measured one{.repeats = repeats_[s].share(),
                                .missing = 1 - static_cast<double>(has_[s]) / rows};
            if (s < bits_set_.size() && has_[s] > 0)
                one.density =
                    static_cast<double>(bits_set_[s]) / policy_.views[s].bits / static_cast<double>(has_[s]);
            submission_.measured.push_back(one);
        }
        for (std::size_t b = 0; b < buckets_.size(); ++b) {
            const project::TokenBlock& block = policy_.blocks[b];
            const auto with = static_cast<double>(buckets_[b].records());
            submission_.blocks.push_back({.name = block.name,
                                          .bits = block.bits(),
                                          .expected = block.expected(),
                                          .evenly = std::ldexp(with, -static_cast<int>(block.bits())),
                                          .found = buckets_[b].sizes(),
                                          .missing = 1 - with / rows});
        }
        for (const auto& rank : ranks_)
            submission_.ranks.push_back(rank ? static_cast<std::uint32_t>(rank->rank()) : 0);
        submission_.aggregates = aggregates_.result();
        return std::move(submission_);
    }

    const project::Policy& policy_;
    const Source& source_;
    const Encoder& encoder_;
    RowTokens& tokens_;
    Rejects& rejects_;
    TokenSort& sorted_;
    ScratchPool pool_;
    Decoys decoys_;
    std::uint64_t filler_;
    Aggregates aggregates_;
    std::vector<Repeats> repeats_;                         // by view, then by key
    std::vector<std::uint64_t> has_;                       // likewise: records that have it
    std::vector<Buckets> buckets_;                         // by block
    std::vector<std::uint64_t> bits_set_;                  // by view
    std::vector<std::optional<keyed::RankOverGf2>> ranks_; // by view
    std::size_t rank_rows_ = 0;
    std::vector<std::string_view> cells_;
    WipedText own_;
    std::size_t next_faulty_ = 0, next_fault_ = 0;
    Submission submission_;
};

} // namespace

Submission encode_rows(const Input& input, const project::Policy& policy,
                       const project::Party& party, const Source& source, const Encoder& encoder,
                       RowTokens& tokens, Rejects& rejects, TokenSort& sorted)
{
    return Encoding(policy, party, source, encoder, tokens, rejects, sorted).run(input);
}

} // namespace gauze::custodian
