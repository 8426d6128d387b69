// What is compared, laid out for the kernels: Parties::lay_views_together.
#include "engine/linkage/receive.hpp"

#include <algorithm>
#include <cstring>

namespace gauze::linkage {

namespace {

using bloom::EncodedFile;
using Filters = Parties::Filters;

std::vector<std::size_t> joined_views(const project::Policy& policy)
{
    std::vector<std::size_t> joined;
    for (std::size_t v = 0; v < policy.views.size(); ++v)
        if (policy.views[v].joined) joined.push_back(v);
    return joined;
}

Filters bits_of(const EncodedFile& file, const std::vector<std::size_t>& views)
{
    if (views.size() == 1) {
        const auto weights = file.view_weights(views[0]);
        return {file.view(views[0]), {}, {weights.begin(), weights.end()}};
    }
    std::size_t words = 0;
    for (const std::size_t v : views) words += file.view(v).shape().words();
    auto table = std::make_unique<bloom::FilterTable>(
        bloom::FilterShape{static_cast<std::uint32_t>(words * 64)}, file.rows());
    for (std::size_t r = 0; r < file.rows(); ++r) {
        auto to = table->row(r).begin();
        for (const std::size_t v : views)
            to = std::copy_n(file.view(v).row(r), file.view(v).shape().words(), to);
    }
    const bloom::FilterRows rows = table->rows();
    return {rows, std::move(table), bloom::weights(rows)};
}

bloom::AgreementShape agreement_of(const Parties& parties)
{
    bloom::AgreementShape shape{.keys = parties.person_keys()};
    for (const bloom::ViewShape& view : parties[0].header().views) shape.symbols += view.symbols;
    return shape;
}

// Absent symbols and keys hold random values, which agree with nothing but by accident.
Filters agreements_of(const EncodedFile& file, const bloom::AgreementShape& shape)
{
    const auto& header = file.header();
    auto table = std::make_unique<bloom::FilterTable>(
        bloom::FilterShape{static_cast<std::uint32_t>(shape.words() * 64)}, file.rows());
    std::vector<std::uint32_t> weights(file.rows());
    for (std::size_t r = 0; r < file.rows(); ++r) {
        auto* symbols = reinterpret_cast<std::uint8_t*>(table->row(r).data());
        for (std::size_t v = 0; v < header.views.size(); ++v) {
            const std::uint32_t m = header.views[v].symbols;
            symbols = std::copy_n(file.symbols(v).data() + r * m, m, symbols);
            weights[r] += file.has_view(v, r) ? m : 0;
        }
        std::uint64_t* keys = table->row(r).data() + 8 * shape.symbol_lines();
        std::copy_n(file.keys().data() + r * header.keys.size(), shape.keys, keys);
        for (std::size_t k = 0; k < shape.keys; ++k) weights[r] += file.has_key(k, r) ? shape.key_weight : 0;
    }
    const bloom::FilterRows rows = table->rows();
    return {rows, std::move(table), std::move(weights)};
}

} // namespace

void Parties::lay_one_view(std::size_t view)
{
    for (const EncodedFile& file : files) filters.push_back(bits_of(file, {view}));
}

void Parties::lay_views_together(const project::Policy& policy)
{
    const bool hidden =
        policy.person_keys() > 0 || std::ranges::any_of(policy.views, &project::View::is_symbols);
    if (hidden) agreement = agreement_of(*this);
    for (const EncodedFile& file : files)
        filters.push_back(hidden ? agreements_of(file, *agreement) : bits_of(file, joined_views(policy)));
}

} // namespace gauze::linkage
