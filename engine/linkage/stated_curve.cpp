// Read `stated_curve` at the bottom first.
#include "engine/linkage/stated_curve.hpp"

#include "engine/linkage/counted_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gauze::linkage {

namespace {

constexpr double one_in_fifty = .02;

// Persons as they grow while the cut falls. A person is counted anew only when links have been added to it.
class Growing {
public:
    explicit Growing(const ToState& run) : run_(run), counted_(run)
    {
        std::size_t at = 0;
        for (std::uint32_t p = 0; p < run.sources.rows.size(); ++p) {
            start_.push_back(at);
            at += run.sources.rows[p];
        }
        parent_.resize(at);
        std::iota(parent_.begin(), parent_.end(), 0u);
        list_candidates();
    }

    void link(std::uint32_t candidate)
    {
        std::uint32_t x = root(number(run_.pairs[candidate].a)), y = root(number(run_.pairs[candidate].b));
        if (x == y) return;
        Grown& into = grown_of(x);
        Grown& from = grown_of(y);
        if (into.records.size() < from.records.size()) return join(y, x);
        join(x, y);
    }

    // Brings the count up to date.
    const CountedPairs& counted()
    {
        for (const std::uint32_t at : changed_) {
            Grown& one = grown_[slot_[at]];
            if (root(at) != at || !one.changed) continue;
            counted_.add(one.records, one.bonds, 1);
            one.changed = false;
        }
        changed_.clear();
        return counted_;
    }

private:
    struct Grown {
        std::vector<RecordRef> records;
        std::vector<Bond> bonds;
        bool changed = true; // not in the count
    };

    std::uint32_t number(RecordRef r) const { return static_cast<std::uint32_t>(start_[r.party] + r.row); }
    RecordRef record(std::uint32_t number) const
    {
        const auto party =
            static_cast<std::uint32_t>(std::ranges::upper_bound(start_, number) - start_.begin() - 1);
        return {party, static_cast<std::uint32_t>(number - start_[party])};
    }
    std::uint32_t root(std::uint32_t at)
    {
        while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
        return at;
    }

    // By record: its candidates.
    void list_candidates()
    {
        first_.assign(parent_.size() + 1, 0);
        for (const Pair& pair : run_.pairs) ++first_[number(pair.a) + 1], ++first_[number(pair.b) + 1];
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        std::vector<std::uint64_t> at(first_.begin(), first_.end() - 1);
        of_record_.resize(2 * run_.pairs.size());
        for (std::uint32_t e = 0; e < run_.pairs.size(); ++e) {
            of_record_[at[number(run_.pairs[e].a)]++] = e;
            of_record_[at[number(run_.pairs[e].b)]++] = e;
        }
        slot_.assign(parent_.size(), UINT32_MAX);
        place_.resize(parent_.size());
        grown_.reserve(parent_.size());
    }

    Grown& grown_of(std::uint32_t at)
    {
        if (slot_[at] == UINT32_MAX) {
            slot_[at] = static_cast<std::uint32_t>(grown_.size());
            grown_.push_back({{record(at)}, {}, true});
            place_[at] = 0;
        }
        return grown_[slot_[at]];
    }

    // The person of y becomes part of that of x, with all candidates between the two.
    void join(std::uint32_t x, std::uint32_t y)
    {
        Grown& into = grown_[slot_[x]];
        Grown& from = grown_[slot_[y]];
        for (Grown* one : {&into, &from})
            if (!one->changed) counted_.add(one->records, one->bonds, -1);
        into.changed = true;
        const auto shift = static_cast<std::uint32_t>(into.records.size());
        for (const RecordRef& moved : from.records) add_bonds(moved, x, shift, into);
        for (Bond bond : from.bonds)
            into.bonds.push_back({bond.x + shift, bond.y + shift, bond.candidate, bond.p});
        for (const RecordRef& moved : from.records) place_[number(moved)] += shift;
        into.records.insert(into.records.end(), from.records.begin(), from.records.end());
        from = {};
        parent_[y] = x;
        changed_.push_back(x);
    }

    void add_bonds(RecordRef moved, std::uint32_t x, std::uint32_t shift, Grown& into)
    {
        const std::uint32_t me = number(moved);
        for (std::uint64_t at = first_[me]; at < first_[me + 1]; ++at) {
            const Pair& pair = run_.pairs[of_record_[at]];
            const std::uint32_t other = number(pair.a) == me ? number(pair.b) : number(pair.a);
            if (root(other) == x)
                into.bonds.push_back({place_[other], place_[me] + shift, of_record_[at],
                                      1 / (1 + std::exp(-run_.log_odds[of_record_[at]]))});
        }
    }

    const ToState& run_;
    CountedPairs counted_;
    std::vector<std::size_t> start_;       // by party
    std::vector<std::uint32_t> parent_;    // by record
    std::vector<std::uint64_t> first_;     // by record
    std::vector<std::uint32_t> of_record_; // candidates, twice each
    std::vector<std::uint32_t> slot_;      // by root: where it has grown
    std::vector<std::uint32_t> place_;     // by record: in its person
    std::vector<Grown> grown_;
    std::vector<std::uint32_t> changed_;
};

// Cuts by number of links: after which ones a point is wanted.
std::vector<std::size_t> ends_of(const std::vector<std::uint32_t>& links, std::span<const double> log_odds,
                                 std::size_t points)
{
    std::vector<std::size_t> ends;
    const std::size_t half = std::max<std::size_t>(points / 2, 1);
    for (std::size_t i = 1; i <= half; ++i) ends.push_back(links.size() * i / half);
    const double high = std::min(log_odds[links.front()], 20.), low = std::max(log_odds[links.back()], -20.);
    for (std::size_t i = 0; i < half; ++i) {
        const double cut = high - (high - low) * static_cast<double>(i) / static_cast<double>(half);
        ends.push_back(static_cast<std::size_t>(
            std::ranges::partition_point(links, [&](std::uint32_t e) { return log_odds[e] >= cut; }) -
            links.begin()));
    }
    // Links of equal log-odds stand and fall together.
    for (std::size_t& end : ends)
        while (end > 0 && end < links.size() && log_odds[links[end]] == log_odds[links[end - 1]]) ++end;
    std::ranges::sort(ends);
    ends.erase(std::ranges::unique(ends).begin(), ends.end());
    std::erase(ends, 0u);
    return ends;
}

} // namespace

std::vector<CurvePoint> stated_curve(const ToState& run, std::size_t points)
{
    const std::vector<std::uint32_t> links = greedy_links(run.pairs, run.log_odds, run.sources);
    std::vector<CurvePoint> curve;
    if (links.empty()) return curve;
    Growing growing(run);
    std::size_t done = 0;
    for (const std::size_t end : ends_of(links, run.log_odds, points)) {
        for (; done < end; ++done) growing.link(links[done]);
        CurvePoint point;
        point.cut = run.log_odds[links[end - 1]];
        point.links = static_cast<double>(end);
        point.by_pair = expected_pairs(run, growing.counted());
        point.all = sum_of(point.by_pair);
        curve.push_back(std::move(point));
        // Nobody cuts so low; and where files hold a person several times, all hang together there in persons
        // of thousands.
        if (curve.back().all.precision.value < one_in_fifty) break;
    }
    return curve;
}

Json to_json(const CurvePoint& point, std::span<const std::string> names)
{
    const auto figures = [](const StatedPairs& one) {
        return Json()
            .set("pairs", one.pairs)
            .set("precision", one.precision.value)
            .set("recall", one.recall.value)
            .set("f1", one.f1.value);
    };
    Json json = figures(point.all).set("least_log_odds", point.cut).set("links", point.links);
    std::vector<Json> each;
    for (const StatedPairs& one : point.by_pair)
        each.push_back(figures(one).set("party_a", names[one.which.a]).set("party_b", names[one.which.b]));
    return json.set("by_party_pair", each);
}

} // namespace gauze::linkage
