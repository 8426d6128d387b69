#include "engine/linkage/decide.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace gauze::linkage {

void order_for_decision(std::vector<Pair>& pairs, const Parties& parties)
{
    std::ranges::sort(pairs, [&](const Pair& x, const Pair& y) {
        if (const auto order = x.dice <=> y.dice; order != 0) return order > 0;
        const auto [x1, x2] = std::minmax(parties.token(x.a), parties.token(x.b));
        const auto [y1, y2] = std::minmax(parties.token(y.a), parties.token(y.b));
        return std::tie(x1, x2) < std::tie(y1, y2);
    });
}

Decision::Decision(const Parties& parties) : parties_(parties.size()), clean_(parties.clean)
{
    std::size_t at = 0;
    for (std::size_t p = 0; p < parties_; ++p) {
        start_.push_back(at);
        at += parties[p].rows();
    }
    parent_.resize(at);
    std::iota(parent_.begin(), parent_.end(), 0u);
    size_.assign(at, 1);
    partners_.assign(at, 0);
    sources_.resize(at);
    for (std::size_t p = 0; p < parties_; ++p)
        std::fill_n(sources_.begin() + static_cast<std::ptrdiff_t>(start_[p]), parties[p].rows(),
                    clean_[p] ? std::uint64_t{1} << p : 0);
}

std::size_t Decision::root(std::size_t record)
{
    while (parent_[record] != record) {
        parent_[record] = parent_[parent_[record]];
        record = parent_[record];
    }
    return record;
}

std::size_t Decision::person_of(RecordRef record) { return root(position(record)); }

bool Decision::has_partner(std::size_t record, std::uint32_t party) const
{
    return clean_[party] && (partners_[record] >> party & 1) != 0;
}

void Decision::note_partner(std::size_t record, std::uint32_t party)
{
    partners_[record] |= std::uint64_t{1} << party;
}

Decision::Verdict Decision::offer(const Pair& pair)
{
    const std::size_t a = position(pair.a), b = position(pair.b);
    if (has_partner(a, pair.b.party) || has_partner(b, pair.a.party)) return Verdict::taken;
    std::size_t x = root(a), y = root(b);
    if (x != y && (sources_[x] & sources_[y]) != 0) return Verdict::would_clash;
    note_partner(a, pair.b.party);
    note_partner(b, pair.a.party);
    if (x == y) return Verdict::within;
    if (size_[x] < size_[y]) std::swap(x, y);
    parent_[y] = static_cast<std::uint32_t>(x);
    size_[x] += size_[y];
    sources_[x] |= sources_[y];
    return Verdict::joined;
}

namespace {

std::vector<Person> persons_of(Decision& decision, const Parties& parties)
{
    std::vector<Person> persons;
    std::vector<std::uint32_t> place(decision.records(), UINT32_MAX); // by person number
    for (std::uint32_t p = 0; p < parties.size(); ++p)
        for (std::uint32_t r = 0; r < parties[p].rows(); ++r) {
            auto& at = place[decision.person_of({p, r})];
            if (at == UINT32_MAX) {
                at = static_cast<std::uint32_t>(persons.size());
                persons.emplace_back();
            }
            persons[at].records.push_back({p, r});
        }
    return persons;
}

} // namespace

Decided decide(std::vector<Pair> pairs, const Parties& parties)
{
    order_for_decision(pairs, parties);
    Decision decision(parties);
    Decided decided;
    for (const Pair& pair : pairs) {
        switch (decision.offer(pair)) {
        case Decision::Verdict::joined:
        case Decision::Verdict::within: decided.links.push_back(pair); break;
        case Decision::Verdict::taken: ++decided.taken; break;
        case Decision::Verdict::would_clash: ++decided.clashes; break;
        default: break;
        }
    }
    decided.persons = persons_of(decision, parties);
    return decided;
}

} // namespace gauze::linkage
