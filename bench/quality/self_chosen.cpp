#include "bench/quality/self_chosen.hpp"

#include "engine/linkage/decide.hpp"
#include "engine/linkage/judge.hpp"

#include <cmath>

namespace gauze::lab {

namespace {

using namespace linkage;

std::vector<Judged> judged_pairs(const Judgement& judgement, const std::vector<Pair>& pairs)
{
    std::vector<Judged> judged;
    judged.reserve(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) judged.push_back({pairs[i], judgement.log_odds[i]});
    return judged;
}

// All records of a person are joined, one after another.
Quality quality_of(const Decided& decided, const Parties& parties, PairCounts counts)
{
    std::vector<std::size_t> start{0};
    for (std::size_t p = 0; p < parties.size(); ++p) start.push_back(start.back() + parties[p].rows());
    const auto position = [&](RecordRef record) { return start[record.party] + record.row; };
    for (const Person& person : decided.persons)
        for (const RecordRef record : person.records)
            counts.join(position(person.records.front()), position(record));
    return counts.quality();
}

} // namespace

std::optional<SelfChosen> self_chosen(const project::Policy& policy, const Parties& parties,
                                      const std::vector<Pair>& pairs, std::vector<Labelled> labels,
                                      std::uint64_t true_pairs, bool within, double cut)
{
    const auto judgement = judge(policy, parties, pairs, within);
    if (!judgement) return std::nullopt;
    const Decided decided = decide(judged_pairs(*judgement, pairs), parties, {.cut = cut});
    double certainty = 0;
    for (const double log_odds : decided.link_log_odds) certainty += 1 / (1 + std::exp(-log_odds));
    const auto links = static_cast<double>(decided.links.size());
    return SelfChosen{quality_of(decided, parties, PairCounts(std::move(labels), true_pairs, within)),
                      links > 0 ? certainty / links : 1, judgement->fit.matches, judgement->fit.settled};
}

} // namespace gauze::lab
