#include "engine/linkage/candidate_floor.hpp"

#include "bloom/base/parallel.hpp"
#include "bloom/kernels.hpp"
#include "engine/linkage/compare.hpp"

#include <algorithm>
#include <span>

namespace gauze::linkage {

namespace {

constexpr std::uint32_t bins = 1000;
constexpr std::size_t fewest_sampled = 64;

using Histogram = std::vector<std::uint64_t>; // by score in thousandths

// Adds the scores of one record of a with the rows of b.
void count_row(const Compared& compared, const bloom::Kernel& kernel, std::size_t a,
               std::vector<std::uint32_t>& counts, Histogram& histogram)
{
    counts.resize(compared.b.rows.size());
    const std::uint64_t* row = compared.a.rows.row(a);
    if (compared.agreement)
        agreement_counts(kernel, *compared.agreement, row, compared.b.rows.row(0), counts.size(),
                         counts.data());
    else
        kernel.and_counts(row, compared.b.rows.row(0), compared.a.rows.shape().words(), counts.size(),
                          counts.data());
    for (std::size_t b = 0; b < counts.size(); ++b) {
        if (compared.within && a == b) continue;
        const std::uint64_t sum = std::uint64_t{compared.a.weights[a]} + compared.b.weights[b];
        ++histogram[sum == 0 ? 0 : std::min<std::uint64_t>(std::uint64_t{2} * counts[b] * bins / sum, bins)];
    }
}

Histogram count_sample(const Compared& compared, std::size_t sampled)
{
    const bloom::Kernel& kernel = bloom::active_kernel();
    constexpr std::size_t rows_each = 8;
    const std::size_t rows = compared.a.rows.size();
    std::vector<Histogram> by_task((sampled + rows_each - 1) / rows_each, Histogram(bins + 1));
    for_each_task(by_task.size(), [&](std::size_t task) {
        std::vector<std::uint32_t> counts;
        for (std::size_t i = task * rows_each; i < std::min(sampled, (task + 1) * rows_each); ++i)
            count_row(compared, kernel, i * rows / sampled, counts, by_task[task]);
    });
    Histogram sum(bins + 1);
    for (const Histogram& part : by_task)
        for (std::size_t i = 0; i <= bins; ++i) sum[i] += part[i];
    return sum;
}

// By score, how many pairs of the party pair stand at it.
std::vector<double> predicted(const Compared& compared, std::uint64_t most_compared)
{
    const std::size_t rows_a = compared.a.rows.size(), rows_b = compared.b.rows.size();
    std::vector<double> pairs(bins + 1);
    if (rows_a == 0 || rows_b == 0) return pairs;
    const std::size_t sampled =
        std::min<std::size_t>(rows_a, std::max<std::uint64_t>(fewest_sampled, most_compared / rows_b));
    const Histogram counted = count_sample(compared, sampled);
    // Within one party a record meets each of its pairs, and each pair would be met from both sides.
    const double each =
        static_cast<double>(rows_a) / static_cast<double>(sampled) / (compared.within ? 2 : 1);
    for (std::size_t i = 0; i <= bins; ++i) pairs[i] = each * static_cast<double>(counted[i]);
    return pairs;
}

} // namespace

project::Threshold candidate_floor(const Parties& parties, const FloorWishes& wishes)
{
    const std::vector<PartyPair> all = party_pairs(parties);
    std::vector<double> pairs(bins + 1);
    for (const PartyPair which : all) {
        const auto of_this = predicted(compared_of(parties, which), wishes.compared / all.size());
        for (std::size_t i = 0; i <= bins; ++i) pairs[i] += of_this[i];
    }
    const double bearable = std::min(std::max(static_cast<double>(wishes.always),
                                              wishes.per_record * static_cast<double>(parties.records())),
                                     static_cast<double>(wishes.most_pairs));
    std::uint32_t floor = bins;
    for (double above = pairs[bins]; floor > 1 && (above += pairs[floor - 1]) <= bearable;) --floor;
    return {floor, bins};
}

} // namespace gauze::linkage
