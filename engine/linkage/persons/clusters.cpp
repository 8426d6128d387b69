// Read `cluster` at the bottom first. Components of nominating ties are dealt with one after another: records
// of different ones never meet.
#include "engine/linkage/persons/clusters.hpp"

#include "engine/linkage/persons/components.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <queue>
#include <unordered_map>
#include <utility>

namespace gauze::linkage {

namespace {

constexpr auto none = std::numeric_limits<std::uint32_t>::max();

// All pairs between the records of two persons.
struct Between {
    Weight sum = 0;
    std::uint64_t count = 0;   // that are candidates
    std::uint32_t best = none; // the first of the ties that may join the two
    bool apart = false;
};

// One component, its records numbered from 0.
class Agglomeration {
public:
    Agglomeration(std::vector<std::uint64_t> sources, std::vector<Tie> ties);

    void join(std::uint32_t a, std::uint32_t b); // whatever speaks against it
    void hold_apart(std::uint32_t a, std::uint32_t b) { between(of(a), of(b)).apart = true; }
    // Joins what joins at this cut. Tells `joined` the number of each tie that joined two persons.
    template <class Joined>
    void run(Weight cut, const Joined& joined);
    std::uint32_t of(std::uint32_t record) { return persons_.of(record); }

private:
    static std::uint64_t name(std::uint32_t x, std::uint32_t y)
    {
        return std::uint64_t{std::min(x, y)} << 32 | std::max(x, y);
    }
    Between& between(std::uint32_t x, std::uint32_t y);
    bool outweighed(std::uint32_t x, std::uint32_t y, const Between& pairs);
    void weigh_and_queue(Weight cut);
    void move(std::uint32_t from, std::uint32_t to, std::uint32_t other);

    std::vector<std::uint64_t> sources_; // by person
    std::vector<Tie> ties_;
    Components persons_;
    std::unordered_map<std::uint64_t, Between> between_; // by name of two persons
    std::vector<std::vector<std::uint32_t>> neighbours_; // by person; some are persons no more
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> queue_; // of ties
    std::uint32_t nominating_ = 0; // ties before this one are at or above the cut
};

Agglomeration::Agglomeration(std::vector<std::uint64_t> sources, std::vector<Tie> ties)
    : sources_(std::move(sources)),
      ties_(std::move(ties)),
      persons_(sources_.size()),
      neighbours_(sources_.size())
{
    between_.reserve(ties_.size());
    for (std::uint32_t t = 0; t < ties_.size(); ++t) {
        Between& pairs = between(ties_[t].a, ties_[t].b);
        pairs.count = 1;
        if (ties_[t].nominates) pairs.best = t;
    }
}

Between& Agglomeration::between(std::uint32_t x, std::uint32_t y)
{
    const auto [at, is_new] = between_.try_emplace(name(x, y));
    if (is_new) {
        neighbours_[x].push_back(y);
        neighbours_[y].push_back(x);
    }
    return at->second;
}

// In doubles, which hold these whole numbers exactly for persons of any likely size.
bool Agglomeration::outweighed(std::uint32_t x, std::uint32_t y, const Between& pairs)
{
    const double all = static_cast<double>(persons_.size(x)) * static_cast<double>(persons_.size(y));
    return static_cast<double>(pairs.sum) <
           static_cast<double>(dissent) * (all - static_cast<double>(pairs.count));
}

// What every pair counts at this cut, and the ties that may join at it.
void Agglomeration::weigh_and_queue(Weight cut)
{
    const Weight zero = std::min<Weight>(cut, 0);
    for (auto& [name, pairs] : between_) pairs.sum = 0;
    for (const Tie& tie : ties_)
        if (const std::uint32_t x = of(tie.a), y = of(tie.b); x != y)
            between_.at(name(x, y)).sum += std::max(tie.weight - zero, -dissent);

    queue_ = {};
    const auto first_below =
        std::ranges::partition_point(ties_, [&](const Tie& tie) { return tie.weight >= cut; });
    nominating_ = static_cast<std::uint32_t>(first_below - ties_.begin());
    for (std::uint32_t t = 0; t < nominating_; ++t)
        if (ties_[t].nominates) queue_.push(t);
}

// What stands between `from` and `other` stands between `to` and `other` from now on. Where both had ties to
// it, the two together may outweigh what each alone did not.
void Agglomeration::move(std::uint32_t from, std::uint32_t to, std::uint32_t other)
{
    const auto at = between_.find(name(from, other));
    if (at == between_.end()) return; // has moved before
    const Between moved = at->second;
    between_.erase(at);
    Between& pairs = between(to, other);
    const bool both = pairs.count > 0 && moved.count > 0;
    pairs.sum += moved.sum;
    pairs.count += moved.count;
    pairs.best = std::min(pairs.best, moved.best);
    pairs.apart |= moved.apart;
    if (both && pairs.best < nominating_ && !outweighed(to, other, pairs)) queue_.push(pairs.best);
}

void Agglomeration::join(std::uint32_t a, std::uint32_t b)
{
    const std::uint32_t x = of(a), y = of(b);
    if (x == y) return;
    between_.erase(name(x, y));
    persons_.tie(x, y);
    const std::uint32_t to = of(x), from = to == x ? y : x;
    sources_[to] |= sources_[from];
    for (const std::uint32_t other : std::exchange(neighbours_[from], {})) move(from, to, other);
}

template <class Joined>
void Agglomeration::run(Weight cut, const Joined& joined)
{
    weigh_and_queue(cut);
    while (!queue_.empty()) {
        const std::uint32_t tie = queue_.top();
        queue_.pop();
        const std::uint32_t x = of(ties_[tie].a), y = of(ties_[tie].b);
        if (x == y) continue;
        const Between& pairs = between_.at(name(x, y));
        if (pairs.apart || (sources_[x] & sources_[y]) != 0 || outweighed(x, y, pairs)) continue;
        joined(tie);
        join(x, y);
    }
}

// Which component each record is in, numbered from 0 in order of records, and how the records are numbered in
// it.
struct Split {
    std::vector<std::uint32_t> component, place; // by record
    std::vector<std::uint32_t> size;             // by component
};

Split split(const Clustering& task)
{
    const std::size_t records = task.sources.size();
    Components whole(records);
    for (const Tie& tie : task.ties)
        if (tie.nominates && tie.weight >= task.cuts.back()) whole.tie(tie.a, tie.b);
    for (const auto& [a, b] : task.together) whole.tie(a, b);
    Split split{std::vector<std::uint32_t>(records), std::vector<std::uint32_t>(records), {}};
    std::vector<std::uint32_t> number(records, none);
    for (std::uint32_t r = 0; r < records; ++r) {
        std::uint32_t& component = number[whole.of(r)];
        if (component == none) {
            component = static_cast<std::uint32_t>(split.size.size());
            split.size.push_back(0);
        }
        split.component[r] = component;
        split.place[r] = split.size[component]++;
    }
    return split;
}

// Things that belong to components, by component, in their own order; some belong to none.
class Dealt {
public:
    template <class ComponentOf>
    Dealt(std::size_t things, std::size_t components, const ComponentOf& component_of)
        : first_(components + 1)
    {
        for (std::uint32_t t = 0; t < things; ++t)
            if (const std::uint32_t c = component_of(t); c != none) ++first_[c + 1];
        for (std::size_t c = 0; c < components; ++c) first_[c + 1] += first_[c];
        things_.resize(first_.back());
        std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
        for (std::uint32_t t = 0; t < things; ++t)
            if (const std::uint32_t c = component_of(t); c != none) things_[next[c]++] = t;
    }
    std::span<const std::uint32_t> of(std::uint32_t component) const
    {
        return std::span(things_).subspan(first_[component], first_[component + 1] - first_[component]);
    }
    std::size_t first(std::uint32_t component) const { return first_[component]; }

private:
    std::vector<std::size_t> first_; // by component
    std::vector<std::uint32_t> things_;
};

// Everything by component, and what becomes of it.
class Run {
public:
    explicit Run(const Clustering& task)
        : task_(task),
          split_(split(task)),
          records_(split_.component.size(), split_.size.size(),
                   [&](std::uint32_t r) { return split_.component[r]; }),
          ties_(task.ties.size(), split_.size.size(),
                [&](std::uint32_t t) { return shared(task.ties[t].a, task.ties[t].b); }),
          together_(task.together.size(), split_.size.size(),
                    [&](std::uint32_t t) { return shared(task.together[t].first, task.together[t].second); }),
          apart_(task.apart.size(), split_.size.size(),
                 [&](std::uint32_t t) { return shared(task.apart[t].first, task.apart[t].second); })
    {
        const std::size_t records = split_.component.size();
        clusters_.person.assign(task.cuts.size(), std::vector<std::uint32_t>(records));
        clusters_.joined_at.assign(task.ties.size(), static_cast<std::uint8_t>(task.cuts.size()));
        clusters_.largest = split_.size.empty() ? 0 : std::ranges::max(split_.size);
    }

    Clusters take() &&
    {
        for (std::uint32_t c = 0; c < split_.size.size(); ++c) {
            if (split_.size[c] > 1)
                agglomerate(c);
            else
                for (auto& person : clusters_.person)
                    person[records_.of(c).front()] = static_cast<std::uint32_t>(records_.first(c));
        }
        return std::move(clusters_);
    }

private:
    std::uint32_t shared(std::uint32_t a, std::uint32_t b) const
    {
        return split_.component[a] == split_.component[b] ? split_.component[a] : none;
    }
    Agglomeration begin(std::uint32_t component) const;
    void agglomerate(std::uint32_t component);

    const Clustering& task_;
    Split split_;
    Dealt records_, ties_, together_, apart_;
    Clusters clusters_;
};

Agglomeration Run::begin(std::uint32_t component) const
{
    const auto place = [&](std::uint32_t record) { return split_.place[record]; };
    std::vector<std::uint64_t> sources;
    for (const std::uint32_t r : records_.of(component)) sources.push_back(task_.sources[r]);
    std::vector<Tie> ties;
    for (const std::uint32_t t : ties_.of(component)) {
        ties.push_back(task_.ties[t]);
        ties.back().a = place(ties.back().a);
        ties.back().b = place(ties.back().b);
    }
    Agglomeration agglomeration(std::move(sources), std::move(ties));
    for (const std::uint32_t t : apart_.of(component))
        agglomeration.hold_apart(place(task_.apart[t].first), place(task_.apart[t].second));
    for (const std::uint32_t t : together_.of(component))
        agglomeration.join(place(task_.together[t].first), place(task_.together[t].second));
    return agglomeration;
}

void Run::agglomerate(std::uint32_t component)
{
    Agglomeration agglomeration = begin(component);
    const auto records = records_.of(component), ties = ties_.of(component);
    const auto first = static_cast<std::uint32_t>(records_.first(component));
    for (std::size_t c = 0; c < task_.cuts.size(); ++c) {
        agglomeration.run(task_.cuts[c], [&](std::uint32_t tie) {
            clusters_.joined_at[ties[tie]] = static_cast<std::uint8_t>(c);
        });
        for (std::uint32_t r = 0; r < records.size(); ++r)
            clusters_.person[c][records[r]] = first + agglomeration.of(r);
    }
}

} // namespace

Clusters cluster(const Clustering& task)
{
    assert(!task.cuts.empty() && std::ranges::is_sorted(task.cuts, std::greater<>()));
    return Run(task).take();
}

} // namespace gauze::linkage
