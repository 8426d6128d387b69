#include "engine/custodian/audit/linear_decode.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/custodian/audit/matched_filter.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Core>

namespace gauze::custodian {

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Eigen::Index;

constexpr std::size_t people_at_once = 64;
constexpr std::array<float, 3> penalties{.01F, .1F, 1}; // times an encoding's likeness with itself

Index at(std::size_t i) { return static_cast<Index>(i); }

// How much of two encodings is equal: for each view a share or a correlation, for each key 0 or 1.
Matrix likeness(const Picture& released, const std::vector<std::size_t>& these,
                const std::vector<std::size_t>& those)
{
    Matrix kernel = Matrix::Zero(at(these.size()), at(those.size()));
    for_each_task(these.size(), [&](std::size_t i) {
        for (const SeenView& view : released.views) {
            if (view.has[these[i]] == 0) continue;
            const auto counts = compare_rows(view, these[i], those);
            for (std::size_t j = 0; j < those.size(); ++j) {
                if (view.has[those[j]] == 0) continue;
                const float share = static_cast<float>(counts[j]) / static_cast<float>(view.length);
                kernel(at(i), at(j)) += view.symbols ? share : 1 - 2 * share;
            }
        }
        for (const SeenTag& tag : released.tags)
            for (std::size_t j = 0; j < those.size() && tag.has[these[i]] != 0; ++j)
                kernel(at(i), at(j)) +=
                    tag.has[those[j]] != 0 && tag.values[these[i]] == tag.values[those[j]] ? 1.0F : 0.0F;
    });
    return kernel;
}

Matrix bits_of(const SeenView& view, const std::vector<std::size_t>& rows)
{
    Matrix bits(at(rows.size()), at(view.length));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint64_t* row = view.table.rows().row(rows[i]);
        for (std::uint32_t b = 0; b < view.length; ++b)
            bits(at(i), b) = static_cast<float>(row[b / 64] >> b % 64 & 1);
    }
    return bits;
}

// How many unknown people have their own register entry nearest to what was decoded of them.
double count_named(const Matrix& kernel, const Matrix& weights, const Matrix& candidates,
                   const std::vector<std::size_t>& right)
{
    std::vector<double> named((right.size() + people_at_once - 1) / people_at_once);
    for_each_task(named.size(), [&](std::size_t task) {
        const std::size_t first = task * people_at_once,
                          count = std::min(people_at_once, right.size() - first);
        const Matrix decoded = kernel.middleRows(at(first), at(count)) * weights;
        const Matrix scores = decoded * candidates.transpose();
        for (std::size_t i = 0; i < count; ++i) {
            const auto row = scores.row(at(i));
            const float best = row.maxCoeff();
            if (!(row(at(right[first + i])) < best))
                named[task] += 1 / static_cast<double>((row.array() == best).count());
        }
    });
    double sum = 0;
    for (const double part : named) sum += part;
    return sum;
}

} // namespace

Named linear_decode(const Attacked& attacked, const SeenView& targets, const std::vector<std::size_t>& known)
{
    const auto unknown = others(known, attacked.released.rows);
    if (known.empty() || unknown.empty()) return {.named = 0, .tried = unknown.size()};
    std::vector<std::size_t> known_rows, candidates, right;
    for (const std::size_t k : known) known_rows.push_back(attacked.truth[k]);
    std::vector<std::size_t> sorted = known_rows;
    std::ranges::sort(sorted);
    candidates = others(sorted, attacked.register_.rows);
    for (const std::size_t v : unknown)
        right.push_back(static_cast<std::size_t>(std::ranges::lower_bound(candidates, attacked.truth[v]) -
                                                 candidates.begin()));

    Matrix learnt = bits_of(targets, known_rows), register_ = bits_of(targets, candidates);
    const Eigen::RowVectorXf mean = learnt.colwise().mean();
    learnt.rowwise() -= mean;
    register_.rowwise() -= mean;
    for (Index r = 0; r < register_.rows(); ++r)
        register_.row(r) /= std::max(register_.row(r).norm(), 1e-6F); // compared by direction
    const Matrix among = likeness(attacked.released, known, known);
    const Matrix kernel = likeness(attacked.released, unknown, known);
    const float itself = std::max(among.diagonal().mean(), 1e-6F);

    Named best{.named = 0, .tried = unknown.size()};
    for (const float penalty : penalties) {
        Eigen::MatrixXf ridge = among;
        ridge.diagonal().array() += penalty * itself;
        const Eigen::LLT<Eigen::MatrixXf> solver(ridge);
        if (solver.info() != Eigen::Success) continue;
        const Matrix weights = solver.solve(learnt);
        best.named = std::max(best.named, count_named(kernel, weights, register_, right));
    }
    return best;
}

} // namespace gauze::custodian
