// Read `run` first: three stages that work on three batches at the same time.
#include "engine/custodian/submission.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/keyed/gf2_rank.hpp"
#include "engine/custodian/aggregates.hpp"
#include "engine/custodian/decoys.hpp"
#include "engine/custodian/repeats.hpp"
#include "engine/custodian/scratch_pool.hpp"
#include "engine/custodian/utf8.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

constexpr std::size_t blocks_a_batch = 16;
constexpr std::size_t most_left_out = 1u << 16; // in one batch: a file of nothing else takes no more memory
constexpr std::size_t most_rank_rows = 8192;    // more do not make the rank of 4,096 bits larger

// Rows on their way from the file into the buckets.
struct Batch {
    std::vector<RowBlock> blocks;
    std::size_t used = 0; // blocks
    std::vector<EncodedBlock> encoded = std::vector<EncodedBlock>(blocks_a_batch);
    struct LeftOut { // a row that could not be cut into cells, or is not to be let out
        FaultyRow row;
        Reason reason = Reason::none; // none: it could not be cut
    };
    std::vector<LeftOut> left_out; // in row order
    // By block, row and recipient: why it does not get the row. Empty without governance.
    std::vector<std::vector<Reason>> rulings = std::vector<std::vector<Reason>>(blocks_a_batch);
};

class Encoding {
public:
    Encoding(const project::Policy& policy, const project::Party& party, const Source& source,
             const Encoder& encoder, RowTokens& tokens, Rejects& rejects, TokenSort& sorted, Release* release)
        : policy_(policy),
          source_(source),
          encoder_(encoder),
          tokens_(tokens),
          rejects_(rejects),
          sorted_(sorted),
          release_(release),
          pool_(encoder),
          decoys_(policy.decoys_per_mille, tokens.seed(), Decoys::numbers_among(policy, source.fields)),
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
        for (bool more = true; more || encoding->used > 0 || dealing->used > 0 ||
                               !dealing->left_out.empty() || !encoding->left_out.empty();) {
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
    // Reads until the batch is full; false at the end of the file. Faulty rows are noted on the way, and
    // those that may not be let out leave here: nothing further on ever sees them. A block in which none is
    // left ends the batch, so that blocks that are used stand together.
    bool fill(CsvReader& file, Batch& batch)
    {
        batch.left_out.clear();
        batch.used = 0;
        for (std::size_t b = 0; b < batch.blocks.size(); ++b) {
            RowBlock& block = batch.blocks[b];
            block.clear();
            batch.rulings[b].clear();
            bool more = true;
            std::optional<FaultyRow> faulty;
            while (more && !block.full()) {
                const std::size_t judged = block.size();
                more = file.next(block, faulty);
                if (release_ != nullptr) leave_out(block, judged, batch, batch.rulings[b]);
                if (faulty) batch.left_out.push_back({*faulty, Reason::none});
                if (batch.left_out.size() >= most_left_out) break;
            }
            decoys_.append(block);
            batch.used += block.size() > 0;
            if (!more) return false;
            if (batch.left_out.size() >= most_left_out) return true;
        }
        return true;
    }

    // Judges the rows of the block from `judged` on.
    void leave_out(RowBlock& block, std::size_t judged, Batch& batch, std::vector<Reason>& rulings)
    {
        const std::size_t recipients = release_->recipients();
        ruling_.assign(recipients, Reason::none);
        block.take_out(judged, [&](std::size_t r) {
            const Reason reason = release_->judge(block, r, ruling_);
            if (reason == Reason::none)
                rulings.insert(rulings.end(), ruling_.begin(), ruling_.end());
            else
                batch.left_out.push_back({{block.number(r), block.line(r), {}}, reason});
            return reason != Reason::none;
        });
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
        next_left_out_ = 0;
        for (std::size_t b = 0; b < batch.used; ++b) {
            const RowBlock& block = batch.blocks[b];
            const EncodedBlock& encoded = batch.encoded[b];
            next_fault_ = 0;
            for (std::size_t r = 0; r < block.size(); ++r) {
                if (block.number(r) != 0) note_left_out(batch, block.number(r));
                note_faulty_cells(block, encoded, r);
                keep(block, encoded, r, rulings_of(batch, b, r));
            }
            for (std::size_t v = 0; v < bits_set_.size(); ++v) bits_set_[v] += encoded.bits_set[v];
            measure_ranks(block, encoded);
        }
        note_left_out(batch, UINT64_MAX);
        batch.used = 0;
        batch.left_out.clear();
    }

    // Empty for decoys, and without governance.
    std::span<const Reason> rulings_of(const Batch& batch, std::size_t b, std::size_t r) const
    {
        if (release_ == nullptr || batch.blocks[b].number(r) == 0) return {};
        return std::span(batch.rulings[b]).subspan(r * release_->recipients(), release_->recipients());
    }

    void note_left_out(const Batch& batch, std::uint64_t before)
    {
        for (; next_left_out_ < batch.left_out.size() && batch.left_out[next_left_out_].row.number < before;
             ++next_left_out_) {
            const auto& [row, reason] = batch.left_out[next_left_out_];
            ++submission_.counts.read;
            if (reason == Reason::none) {
                ++submission_.counts.rejected;
                rejects_.add(row.number, row.line, Rejects::whole_row, to_text(row.fault),
                             Consequence::row_rejected);
            } else {
                exclude(row.number, row.line, reason);
            }
        }
    }

    void exclude(std::uint64_t number, std::uint64_t line, Reason reason)
    {
        ++submission_.counts.excluded;
        if (release_ != nullptr) release_->count_out(reason);
        if (reason == Reason::nothing_to_compare)
            rejects_.add(number, line, Rejects::whole_row, "no field to compare", Consequence::row_excluded);
        else if (is_fault(reason))
            rejects_.add(number, line, Rejects::whole_row, to_text(reason), Consequence::row_excluded);
    }

    void note_faulty_cells(const RowBlock& block, const EncodedBlock& encoded, std::size_t r)
    {
        for (; next_fault_ < encoded.faults.size() && encoded.faults[next_fault_].row == r; ++next_fault_) {
            const FaultyCell& cell = encoded.faults[next_fault_];
            rejects_.add(block.number(r), block.line(r), cell.field, to_text(cell.fault),
                         cell.missing ? Consequence::cell_missing : Consequence::cell_as_written);
        }
    }

    void keep(const RowBlock& block, const EncodedBlock& encoded, std::size_t r,
              std::span<const Reason> rulings)
    {
        const bool decoy = block.number(r) == 0;
        if (!decoy) ++submission_.counts.read;
        if (encoded.usable[r] == 0) {
            if (!decoy) exclude(block.number(r), block.line(r), Reason::nothing_to_compare);
            return;
        }
        if (decoy)
            ++submission_.decoys;
        else
            ++submission_.counts.encoded;
        gather_cells(block, r, decoy);
        if (release_ != nullptr) gather_governed_cells(block, r, rulings);
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

    // Who gets the row, the cells of the payload, when it is due, its service; a decoy goes to nobody.
    void gather_governed_cells(const RowBlock& block, std::size_t r, std::span<const Reason> rulings)
    {
        PayloadPlan& plan = release_->payload();
        const std::size_t due = 2 + plan.cells().size();
        cells_.resize(due + 2);
        if (block.number(r) != 0) {
            cells_[due] = release_->retention().see(block, r);
            cells_[due + 1] = release_->service(block, r);
        }
        given_.clear();
        for (const Reason reason : rulings) given_ += reason == Reason::none ? '1' : '0';
        cells_[1] = given_;
        if (given_.find('1') == std::string::npos) {
            if (!rulings.empty()) release_->count_encoded(rulings);
            return;
        }
        release_->count_encoded(rulings);
        plan.make(block, r, [&](std::size_t c, std::string_view why) {
            rejects_.add(block.number(r), block.line(r),
                         static_cast<std::uint32_t>(policy_.fields.size() + c), why,
                         Consequence::payload_emptied);
        });
        for (std::size_t c = 0; c < plan.cells().size(); ++c) cells_[2 + c] = plan.cell(c);
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
    Release* release_;
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
    std::string given_;
    std::vector<Reason> ruling_; // of the row that is judged
    std::size_t next_left_out_ = 0, next_fault_ = 0;
    Submission submission_;
};

} // namespace

Submission encode_rows(const Input& input, const project::Policy& policy, const project::Party& party,
                       const Source& source, const Encoder& encoder, RowTokens& tokens, Rejects& rejects,
                       TokenSort& sorted, Release* release)
{
    return Encoding(policy, party, source, encoder, tokens, rejects, sorted, release).run(input);
}

} // namespace gauze::custodian
