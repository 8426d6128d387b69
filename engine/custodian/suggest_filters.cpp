#include "engine/custodian/suggest_filters.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::custodian {

namespace {

constexpr std::size_t memory_for_values = 96u << 20; // of all threads together

// Where the agreement of two records' symbols stands out of the noise (length.md, section 2, for symbols):
// (1 - x)^samples = 4.6 standard deviations of the share of symbols that agree by chance, one in 256.
double reach_of(const project::View& view)
{
    if (!view.is_symbols()) return 1;
    const double least = 4.6 / (16 * std::sqrt(static_cast<double>(view.symbols)));
    return least >= 1 ? 0 : 1 - std::pow(least, 1.0 / view.samples);
}

} // namespace

project::Policy showing_base_filters(const project::Policy& policy)
{
    project::Policy shown = policy;
    shown.keys.clear();
    shown.blocks.clear();
    for (project::View& view : shown.views) {
        view.symbols = view.samples = 0;
        view.hardening = {};
    }
    return shown;
}

Encoder trial_encoder(const project::Policy& policy, const SampledRows& rows, std::string_view party)
{
    return Encoder(policy, ProjectKey::for_tests(policy.id, "policy suggest", policy.wave), rows.sources,
                   party);
}

void encode_blocks(const Encoder& encoder, const std::vector<RowBlock>& blocks,
                   const std::function<void(std::size_t, const EncodedBlock&)>& visit)
{
    const std::size_t tasks = std::min<std::size_t>(blocks.size(), threads());
    for_each_task(tasks, [&](std::size_t task) {
        Encoder::Scratch scratch(encoder, memory_for_values / tasks);
        EncodedBlock encoded;
        for (std::size_t b = task; b < blocks.size(); b += tasks) {
            encoder.encode(blocks[b], b, scratch, encoded);
            visit(b, encoded);
        }
    });
}

std::vector<SuggestedView> measure_views(const project::Policy& policy, const SampledRows& rows,
                                         std::string_view party, std::uint64_t register_size)
{
    const Encoder encoder = trial_encoder(policy, rows, party);
    const std::size_t views = policy.views.size();
    std::vector<std::vector<std::uint64_t>> prints(views, std::vector<std::uint64_t>(rows.rows));
    std::vector<std::vector<std::uint64_t>> bits_set(rows.blocks.size());
    project::Progress progress("encoding", "rows", rows.rows);
    encode_blocks(encoder, rows.blocks, [&](std::size_t b, const EncodedBlock& block) {
        bits_set[b] = block.bits_set;
        for (std::size_t v = 0; v < views; ++v)
            for (std::size_t r = 0; r < block.rows; ++r)
                if (block.has[v * block.rows + r] != 0)
                    prints[v][b * RowBlock::most_rows + r] =
                        std::max<std::uint64_t>(block.prints[v * block.rows + r], 1);
        progress.advance(block.rows);
    });
    std::vector<SuggestedView> measured;
    for (std::size_t v = 0; v < views; ++v) {
        const Collisions shown = collisions_of(prints[v]);
        std::uint64_t set = 0;
        for (const auto& block : bits_set) set += block[v];
        measured.push_back({.view = policy.views[v],
                            .density = shown.records == 0 ? 0
                                                          : static_cast<double>(set) / policy.views[v].bits /
                                                                static_cast<double>(shown.records),
                            .repeats = shown.repeats_in(register_size),
                            .missing = 1 - shown.present(),
                            .reach = reach_of(policy.views[v])});
    }
    return measured;
}

} // namespace gauze::custodian
