// Read `measure_person` at the bottom first.
#include "engine/linkage/person_tree.hpp"

#include <algorithm>
#include <numeric>

namespace gauze::linkage {

namespace {

// Beyond so many links a path is not walked: a bond beside it adds nothing that matters.
constexpr unsigned longest_path = 64;

class Tree {
public:
    Tree(std::span<const RecordRef> records, std::vector<Bond> bonds, bool within)
        : records_(records), bonds_(std::move(bonds)), within_(within), kind_(records.size())
    {
        for (const RecordRef& record : records) parties_.push_back(record.party);
        std::ranges::sort(parties_);
        parties_.erase(std::ranges::unique(parties_).begin(), parties_.end());
        for (std::size_t r = 0; r < records.size(); ++r)
            kind_[r] = static_cast<std::size_t>(std::ranges::lower_bound(parties_, records[r].party) -
                                                parties_.begin());
        const std::size_t kinds = parties_.size();
        sums_.resize(kinds * kinds);
        for (std::size_t a = 0; a < kinds; ++a)
            for (std::size_t b = 0; b < kinds; ++b) sums_[a * kinds + b].which = {parties_[a], parties_[b]};
    }

    PersonMeasure measure()
    {
        span_tree();
        root_tree();
        reach_down();
        reach_up();
        count_pairs();
        PersonMeasure result;
        for (std::size_t r = 1; r < order_.size(); ++r) stake_of(order_[r], result.stakes);
        for (const Bond& bond : beside_) better_by_itself(bond);
        for (const PairsOfPerson& one : sums_)
            if (one.pairs > 0) result.by_pair.push_back(one);
        return result;
    }

private:
    std::size_t kinds() const noexcept { return parties_.size(); }
    PairsOfPerson& sum(std::size_t x, std::size_t y)
    {
        return sums_[std::min(x, y) * kinds() + std::max(x, y)];
    }

    // Kruskal 1956, the likeliest first; of equals the earlier candidate.
    void span_tree()
    {
        std::ranges::sort(bonds_, [](const Bond& x, const Bond& y) {
            return x.p != y.p ? x.p > y.p : x.candidate < y.candidate;
        });
        std::vector<std::uint32_t> parent(records_.size());
        std::iota(parent.begin(), parent.end(), 0u);
        const auto root = [&](std::uint32_t at) {
            while (parent[at] != at) at = parent[at] = parent[parent[at]];
            return at;
        };
        near_.resize(records_.size());
        const auto join = [&](const Bond& bond) {
            const std::uint32_t x = root(bond.x), y = root(bond.y);
            if (x == y) return false;
            parent[y] = x;
            near_[bond.x].push_back(bond);
            near_[bond.y].push_back({bond.y, bond.x, bond.candidate, bond.p});
            return true;
        };
        for (const Bond& bond : bonds_)
            if (!join(bond)) beside_.push_back(bond);
        for (std::uint32_t r = 1; r < records_.size(); ++r) join({0, r, no_candidate, 1});
    }

    void root_tree()
    {
        above_.assign(records_.size(), {});
        depth_.assign(records_.size(), 0);
        order_.assign(1, 0);
        for (std::size_t at = 0; at < order_.size(); ++at)
            for (const Bond& bond : near_[order_[at]]) {
                if (order_[at] != 0 && bond.y == above_[order_[at]].y) continue;
                above_[bond.y] = {bond.y, bond.x, bond.candidate, bond.p};
                depth_[bond.y] = depth_[bond.x] + 1;
                order_.push_back(bond.y);
            }
    }

    // By record and party: how many records of the party are expected to be the record's person, along paths
    // that lead down; it itself included.
    void reach_down()
    {
        down_.assign(records_.size() * kinds(), 0);
        for (std::size_t r = order_.size(); r-- > 0;) {
            const std::uint32_t at = order_[r];
            down_[at * kinds() + kind_[at]] += 1;
            if (r == 0) break;
            for (std::size_t k = 0; k < kinds(); ++k)
                down_[above_[at].y * kinds() + k] += above_[at].p * down_[at * kinds() + k];
        }
    }

    // The same along all paths.
    void reach_up()
    {
        all_ = down_;
        for (std::size_t r = 1; r < order_.size(); ++r)
            for (std::size_t k = 0; k < kinds(); ++k)
                all_[order_[r] * kinds() + k] += above_[order_[r]].p * not_below(order_[r], k);
    }
    // What the record above reaches without this one.
    double not_below(std::uint32_t record, std::size_t kind) const
    {
        const Bond& up = above_[record];
        return all_[up.y * kinds() + kind] - up.p * down_[record * kinds() + kind];
    }

    void count_pairs()
    {
        std::vector<double> records(kinds());
        for (const std::size_t kind : kind_) ++records[kind];
        for (std::size_t a = 0; a < kinds(); ++a)
            for (std::size_t b = a; b < kinds(); ++b) {
                if (a == b && !within_) continue;
                sum(a, b).pairs = a == b ? records[a] * (records[a] - 1) / 2 : records[a] * records[b];
                sum(a, b).implied = sum(a, b).pairs;
            }
        for (const Bond& bond : bonds_)
            if (counts(kind_[bond.x], kind_[bond.y])) --sum(kind_[bond.x], kind_[bond.y]).implied;
        for (std::size_t r = 0; r < records_.size(); ++r)
            for (std::size_t k = kind_[r]; k < kinds(); ++k)
                if (counts(kind_[r], k))
                    sum(kind_[r], k).right +=
                        k == kind_[r] ? (all_[r * kinds() + k] - 1) / 2 : all_[r * kinds() + k];
    }
    bool counts(std::size_t x, std::size_t y) const noexcept { return within_ || x != y; }

    void stake_of(std::uint32_t record, std::vector<Stake>& stakes) const
    {
        const Bond& up = above_[record];
        if (up.candidate == no_candidate) return;
        for (std::size_t a = 0; a < kinds(); ++a)
            for (std::size_t b = a; b < kinds(); ++b) {
                if (!counts(a, b)) continue;
                double pairs = down_[record * kinds() + a] * not_below(record, b);
                if (a != b) pairs += down_[record * kinds() + b] * not_below(record, a);
                if (pairs > 0) stakes.push_back({up.candidate, {parties_[a], parties_[b]}, pairs});
            }
    }

    // A candidate that is likelier by itself than the path beside it.
    void better_by_itself(const Bond& bond)
    {
        if (!counts(kind_[bond.x], kind_[bond.y])) return;
        double path = 1;
        std::uint32_t x = bond.x, y = bond.y;
        for (unsigned step = 0; x != y; ++step) {
            if (step == longest_path) return;
            std::uint32_t& lower = depth_[x] >= depth_[y] ? x : y;
            path *= above_[lower].p;
            lower = above_[lower].y;
        }
        sum(kind_[bond.x], kind_[bond.y]).right += std::max(bond.p - path, 0.0);
    }

    std::span<const RecordRef> records_;
    std::vector<Bond> bonds_, beside_;
    bool within_;
    std::vector<std::uint32_t> parties_;  // that the person has records of
    std::vector<std::size_t> kind_;       // by record: which of them
    std::vector<std::vector<Bond>> near_; // by record
    std::vector<Bond> above_;             // by record: y is the record above
    std::vector<std::uint32_t> depth_, order_;
    std::vector<double> down_, all_; // by record, by party
    std::vector<PairsOfPerson> sums_;
};

} // namespace

PersonMeasure measure_person(std::span<const RecordRef> records, std::vector<Bond> bonds, bool within)
{
    if (records.size() < 2) return {};
    if (records.size() > 2 || bonds.size() != 1) return Tree(records, std::move(bonds), within).measure();
    // Most persons: two records, one link.
    if (!within && records[0].party == records[1].party) return {};
    const PartyPair which{std::min(records[0].party, records[1].party),
                          std::max(records[0].party, records[1].party)};
    return {{{which, 1, 0, bonds[0].p}}, {{bonds[0].candidate, which, 1}}};
}

} // namespace gauze::linkage
