#include "engine/linkage/prospects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gauze::linkage {

namespace {

// Which records are one person so far, and whose partners are found.
class Partners {
public:
    explicit Partners(const Sources& sources) : clean_(sources.clean)
    {
        std::size_t at = 0;
        for (const std::size_t rows : sources.rows) {
            start_.push_back(at);
            at += rows;
        }
        parent_.resize(at);
        std::iota(parent_.begin(), parent_.end(), 0u);
        found_.assign(at, 0);
        sources_.resize(at);
        for (std::size_t p = 0; p < start_.size(); ++p)
            std::fill_n(sources_.begin() + static_cast<std::ptrdiff_t>(start_[p]), sources.rows[p],
                        clean_[p] ? std::uint64_t{1} << p : 0);
    }

    bool link(const Pair& pair)
    {
        const std::size_t a = start_[pair.a.party] + pair.a.row, b = start_[pair.b.party] + pair.b.row;
        if (has(a, pair.b.party) || has(b, pair.a.party)) return false;
        const std::uint32_t x = root(a), y = root(b);
        if (x != y && (sources_[x] & sources_[y]) != 0) return false;
        found_[a] |= std::uint64_t{1} << pair.b.party;
        found_[b] |= std::uint64_t{1} << pair.a.party;
        if (x == y) return true;
        parent_[std::max(x, y)] = std::min(x, y);
        sources_[std::min(x, y)] |= sources_[std::max(x, y)];
        return true;
    }

private:
    bool has(std::size_t record, std::uint32_t party) const
    {
        return clean_[party] && (found_[record] >> party & 1) != 0;
    }
    std::uint32_t root(std::size_t record)
    {
        auto at = static_cast<std::uint32_t>(record);
        while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
        return at;
    }

    std::vector<bool> clean_;
    std::vector<std::size_t> start_;     // by party
    std::vector<std::uint32_t> parent_;  // by record
    std::vector<std::uint64_t> found_;   // by record: parties in which it has a partner
    std::vector<std::uint64_t> sources_; // by root: clean parties in the person
};

} // namespace

std::vector<std::uint32_t> greedy_links(std::span<const Pair> pairs, std::span<const double> log_odds,
                                        const Sources& sources)
{
    std::vector<std::uint32_t> order(pairs.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, [&](std::uint32_t x, std::uint32_t y) {
        return log_odds[x] != log_odds[y] ? log_odds[x] > log_odds[y] : x < y;
    });
    Partners partners(sources);
    std::erase_if(order, [&](std::uint32_t e) { return !partners.link(pairs[e]); });
    return order;
}

Prospects prospects_of(std::span<const Pair> pairs, std::span<const double> log_odds, const Sources& sources)
{
    Prospects prospects;
    for (const std::uint32_t e : greedy_links(pairs, log_odds, sources))
        prospects.log_odds.push_back(log_odds[e]);
    for (const double one : log_odds) prospects.true_pairs += 1 / (1 + std::exp(-one));
    return prospects;
}

} // namespace gauze::linkage
