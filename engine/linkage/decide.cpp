#include "engine/linkage/decide.hpp"

#include "engine/linkage/persons/numbered_persons.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace gauze::linkage {

std::string_view to_text(Verdict verdict)
{
    constexpr std::array<std::string_view, verdicts> words = {
        "known link",  "known apart", "joined",         "within", "taken",
        "would clash", "outweighed",  "below the lead", "review", "below"};
    return words[static_cast<std::size_t>(verdict)];
}

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

std::vector<std::uint32_t> numbers_of(Decision& decision, const Parties& parties)
{
    std::vector<std::uint32_t> numbers;
    numbers.reserve(decision.records());
    for (std::uint32_t p = 0; p < parties.size(); ++p)
        for (std::uint32_t r = 0; r < parties[p].rows(); ++r)
            numbers.push_back(static_cast<std::uint32_t>(decision.person_of({p, r})));
    return numbers;
}

} // namespace

Decided decide(std::vector<Pair> pairs, const Parties& parties)
{
    order_for_decision(pairs, parties);
    Decision decision(parties);
    Decided decided;
    for (const Pair& pair : pairs) {
        const Verdict verdict = decision.offer(pair);
        if (verdict == Verdict::joined || verdict == Verdict::within) decided.links.push_back(pair);
        ++decided.counts[static_cast<std::size_t>(verdict)];
    }
    decided.taken = decided.count(Verdict::taken);
    decided.clashes = decided.count(Verdict::would_clash);
    decided.persons = numbered_persons(numbers_of(decision, parties), parties);
    return decided;
}

} // namespace gauze::linkage
