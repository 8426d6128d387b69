// Read `limit_front` at the bottom first.
#include "engine/custodian/limit_front.hpp"

#include "bloom/base/parallel.hpp"
#include "bloom/filter_table.hpp"
#include "bloom/kernels.hpp"
#include "engine/custodian/suggest_collisions.hpp"
#include "engine/custodian/suggest_filters.hpp"
#include "engine/custodian/suggest_slips.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace gauze::custodian {

namespace {

using project::Policy;

constexpr std::size_t fewest_fields = 2; // as the encoder has it for views of symbols
constexpr std::size_t rows_a_tile = RowBlock::most_rows;
constexpr std::uint8_t beyond = front_radii.size(); // farther than every radius

// The smallest radius that `differing` of `bits` bits are within, as its position.
std::uint8_t ring_of(std::uint32_t differing, std::uint32_t bits)
{
    for (std::uint8_t ring = 0; ring < beyond; ++ring)
        if (differing <= front_radii[ring] * bits + 1e-9) return ring;
    return beyond;
}

// Base filters of all rows, view by view. Wiped: the key they are under is no secret.
struct Filters {
    Filters(const Policy& policy, std::size_t rows)
    {
        for (const project::View& view : policy.views) {
            tables.emplace_back(bloom::FilterShape{view.bits}, rows);
            has.emplace_back(rows);
        }
        present.assign(policy.fields.size(), std::vector<std::uint8_t>(rows));
    }
    Filters(const Filters&) = delete;
    ~Filters()
    {
        for (bloom::FilterTable& table : tables)
            for (std::size_t r = 0; r < table.rows().size(); ++r) wipe(std::as_writable_bytes(table.row(r)));
    }
    std::vector<bloom::FilterTable> tables;
    std::vector<std::vector<std::uint8_t>> has;     // by view, by row: enough fields are there
    std::vector<std::vector<std::uint8_t>> present; // by field, by row
};

// One encoded block, read as base filters.
class EncodedFilters {
public:
    EncodedFilters(const Policy& policy, const Encoder& encoder, const EncodedBlock& block)
        : policy_(policy), encoder_(encoder), block_(block)
    {}
    const std::uint64_t* filter(std::size_t view, std::size_t row) const
    {
        return block_.record(row) + encoder_.offsets()[view + 1] / 8;
    }
    bool has_field(std::size_t field, std::size_t row) const
    {
        return (block_.record(row)[field / 64] >> field % 64 & 1u) != 0;
    }
    bool has_view(std::size_t view, std::size_t row) const
    {
        std::size_t there = 0;
        for (const project::View::Part& part : policy_.views[view].parts)
            there += has_field(policy_.field_index(part.field), row);
        return there >= std::min(fewest_fields, policy_.views[view].parts.size());
    }

private:
    const Policy& policy_;
    const Encoder& encoder_;
    const EncodedBlock& block_;
};

void fill(const Policy& policy, const Encoder& encoder, const SampledRows& rows, Filters& filters)
{
    encode_blocks(encoder, rows.blocks, [&](std::size_t b, const EncodedBlock& block) {
        const EncodedFilters from(policy, encoder, block);
        for (std::size_t r = 0; r < block.rows; ++r) {
            const std::size_t row = b * RowBlock::most_rows + r;
            for (std::size_t v = 0; v < policy.views.size(); ++v) {
                const auto to = filters.tables[v].row(row);
                std::copy_n(from.filter(v, r), to.size(), to.begin());
                filters.has[v][row] = from.has_view(v, r);
            }
            for (std::size_t f = 0; f < policy.fields.size(); ++f)
                filters.present[f][row] = from.has_field(f, r);
        }
    });
}

// How near second records are to the first, row by row.
std::vector<std::uint8_t> rings_of_second_records(const Policy& policy, const Encoder& encoder,
                                                  const SampledRows& rows, const Filters& first, Care care)
{
    const SecondRecords second(policy, rows, care, first.present);
    std::vector<RowBlock> blocks;
    for (std::size_t b = 0; b < rows.blocks.size(); ++b) blocks.push_back(second.of(b));
    std::vector<std::uint8_t> rings(rows.rows, beyond);
    encode_blocks(encoder, blocks, [&](std::size_t b, const EncodedBlock& block) {
        const EncodedFilters made(policy, encoder, block);
        for (std::size_t r = 0; r < block.rows; ++r) {
            const std::size_t row = b * RowBlock::most_rows + r;
            for (std::size_t v = 0; v < policy.views.size(); ++v) {
                if (first.has[v][row] == 0 || !made.has_view(v, r)) continue;
                const bloom::FilterRows table = first.tables[v].rows();
                const std::uint64_t *a = table.row(row), *c = made.filter(v, r);
                std::uint32_t differing = 0;
                for (std::size_t w = 0; w < table.shape().words(); ++w)
                    differing += static_cast<std::uint32_t>(std::popcount(a[w] ^ c[w]));
                rings[row] = std::min(rings[row], ring_of(differing, policy.views[v].bits));
            }
        }
    });
    return rings;
}

// What one tile of pairs found. Minima and sums: in whatever order tiles are added, the result is the same.
struct Near {
    std::vector<std::uint8_t> rings_a, rings_b;            // by row of either side: its nearest
    std::array<std::uint64_t, front_radii.size()> pairs{}; // by ring
};

// All rows with each other, in tiles that fit the cache.
class AllPairs {
public:
    AllPairs(const Policy& policy, const Filters& filters, std::size_t rows)
        : policy_(policy), filters_(filters), rows_(rows), kernel_(bloom::active_kernel())
    {
        for (std::size_t v = 0; v < policy.views.size(); ++v) {
            weights_.push_back(bloom::weights(filters.tables[v].rows()));
            std::uint32_t most = 0;
            while (ring_of(most + 1, policy.views[v].bits) != beyond) ++most;
            most_.push_back(most);
        }
    }

    Near compare(std::size_t a, std::size_t b) const
    {
        const std::size_t start_a = a * rows_a_tile, start_b = b * rows_a_tile;
        const std::size_t end_a = std::min(rows_, start_a + rows_a_tile);
        const std::size_t size_b = std::min(rows_, start_b + rows_a_tile) - start_b;
        std::vector<std::uint8_t> rings((end_a - start_a) * size_b, beyond);
        std::vector<std::uint32_t> shared(size_b);
        for (std::size_t v = 0; v < policy_.views.size(); ++v)
            for (std::size_t i = start_a; i < end_a; ++i)
                if (filters_.has[v][i] != 0)
                    compare_row(v, i, start_b, shared, rings.data() + (i - start_a) * size_b);
        return summed(rings, end_a - start_a, size_b, a == b);
    }

private:
    void compare_row(std::size_t v, std::size_t i, std::size_t start, std::vector<std::uint32_t>& shared,
                     std::uint8_t* rings) const
    {
        const bloom::FilterRows table = filters_.tables[v].rows();
        kernel_.and_counts(table.row(i), table.row(start), table.shape().words(), shared.size(),
                           shared.data());
        for (std::size_t j = 0; j < shared.size(); ++j) {
            const std::uint32_t differing = weights_[v][i] + weights_[v][start + j] - 2 * shared[j];
            if (differing > most_[v] || filters_.has[v][start + j] == 0) continue;
            rings[j] = std::min(rings[j], ring_of(differing, policy_.views[v].bits));
        }
    }

    static Near summed(const std::vector<std::uint8_t>& rings, std::size_t rows_a, std::size_t rows_b,
                       bool is_same)
    {
        Near near{.rings_a = std::vector<std::uint8_t>(rows_a, beyond),
                  .rings_b = std::vector<std::uint8_t>(rows_b, beyond)};
        for (std::size_t i = 0; i < rows_a; ++i)
            for (std::size_t j = is_same ? i + 1 : 0; j < rows_b; ++j) {
                const std::uint8_t ring = rings[i * rows_b + j];
                if (ring == beyond) continue;
                ++near.pairs[ring];
                near.rings_a[i] = std::min(near.rings_a[i], ring);
                near.rings_b[j] = std::min(near.rings_b[j], ring);
            }
        return near;
    }

    const Policy& policy_;
    const Filters& filters_;
    std::size_t rows_;
    const bloom::Kernel& kernel_;
    std::vector<std::vector<std::uint32_t>> weights_;
    std::vector<std::uint32_t> most_; // by view: differing bits within the largest radius
};

// The nearest other record of each row, and the pairs by ring.
Near nearest(const Policy& policy, const Filters& filters, std::size_t rows)
{
    const std::size_t tiles = (rows + rows_a_tile - 1) / rows_a_tile;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t a = 0; a < tiles; ++a)
        for (std::size_t b = a; b < tiles; ++b) pairs.emplace_back(a, b);
    const AllPairs all(policy, filters, rows);
    std::vector<Near> found(pairs.size());
    project::Progress progress("comparing", "tiles", pairs.size());
    for_each_task(pairs.size(), [&](std::size_t task) {
        found[task] = all.compare(pairs[task].first, pairs[task].second);
        progress.advance();
    });
    Near whole{.rings_a = std::vector<std::uint8_t>(rows, beyond), .rings_b = {}};
    for (std::size_t t = 0; t < pairs.size(); ++t) {
        const auto add = [&](std::size_t tile, const std::vector<std::uint8_t>& rings) {
            for (std::size_t r = 0; r < rings.size(); ++r)
                whole.rings_a[tile * rows_a_tile + r] =
                    std::min(whole.rings_a[tile * rows_a_tile + r], rings[r]);
        };
        add(pairs[t].first, found[t].rings_a);
        add(pairs[t].second, found[t].rings_b);
        for (std::size_t ring = 0; ring < whole.pairs.size(); ++ring)
            whole.pairs[ring] += found[t].pairs[ring];
    }
    return whole;
}

double share_within(const std::vector<std::uint8_t>& rings, std::size_t ring)
{
    const auto within = std::ranges::count_if(rings, [&](std::uint8_t one) { return one <= ring; });
    return rings.empty() ? 0 : static_cast<double>(within) / static_cast<double>(rings.size());
}

// What a sample saw of people who are near to another, for the whole file.
double people_near(const Near& near, std::size_t ring, const SampledRows& rows)
{
    const double counted = share_within(near.rings_a, ring);
    if (rows.is_whole_file() || rows.rows < 2) return counted;
    std::uint64_t pairs = 0;
    for (std::size_t r = 0; r <= ring; ++r) pairs += near.pairs[r];
    const auto n = static_cast<double>(rows.rows);
    const double c2 = static_cast<double>(pairs) / (n * (n - 1) / 2);
    return std::max(counted, Collisions::expected(c2, static_cast<double>(rows.of)));
}

std::size_t rows_that_fit(const Policy& policy)
{
    std::size_t row_bytes = 1;
    for (const project::View& view : policy.views) row_bytes += bloom::FilterShape{view.bits}.words() * 8;
    return std::min(most_front_rows, std::max<std::size_t>(most_front_bytes / row_bytes, 2));
}

} // namespace

LimitFront limit_front(const Policy& policy, const SampledRows& all_rows, std::string_view party)
{
    const Policy shown = showing_base_filters(policy);
    const SampledRows rows = thinned(all_rows, rows_that_fit(shown));
    const Encoder encoder = trial_encoder(shown, rows, party);
    Filters filters(shown, rows.rows);
    fill(shown, encoder, rows, filters);

    const auto careful = rings_of_second_records(shown, encoder, rows, filters, Care::careful);
    const auto careless = rings_of_second_records(shown, encoder, rows, filters, Care::careless);
    const Near near = nearest(shown, filters, rows.rows);
    // From here on every distance is known; what follows only counts.

    LimitFront front{.points = {}, .rows = rows.rows, .is_whole_file = rows.is_whole_file()};
    for (std::size_t ring = 0; ring < front_radii.size(); ++ring)
        front.points.push_back({.radius = front_radii[ring],
                                .found_careful = share_within(careful, ring),
                                .found_careless = share_within(careless, ring),
                                .people_near = people_near(near, ring, rows)});
    return front;
}

} // namespace gauze::custodian
