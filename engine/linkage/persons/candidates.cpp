#include "engine/linkage/persons/candidates.hpp"

#include <algorithm>
#include <tuple>

namespace gauze::linkage {

void order_for_decision(std::vector<Judged>& judged, const Parties& parties)
{
    std::ranges::sort(judged, [&](const Judged& x, const Judged& y) {
        const Weight left = weight_of(x.log_odds), right = weight_of(y.log_odds);
        if (left != right) return left > right;
        if (const auto order = x.pair.dice <=> y.pair.dice; order != 0) return order > 0;
        const auto tokens = [&](const Pair& pair) {
            return std::minmax(parties.token(pair.a), parties.token(pair.b));
        };
        const auto [x1, x2] = tokens(x.pair);
        const auto [y1, y2] = tokens(y.pair);
        return std::tie(x1, x2, x.pair.a.party, x.pair.b.party) <
               std::tie(y1, y2, y.pair.a.party, y.pair.b.party);
    });
}

std::vector<PartyCandidates> by_party_pair(std::span<const Judged> judged, std::size_t parties)
{
    std::vector<PartyCandidates> all(parties * parties);
    for (std::uint32_t i = 0; i < judged.size(); ++i) {
        const PartyPair which{judged[i].pair.a.party, judged[i].pair.b.party};
        PartyCandidates& some = all[which.a * parties + which.b];
        some.parties = which;
        some.numbers.push_back(i);
    }
    std::erase_if(all, [](const PartyCandidates& some) { return some.numbers.empty(); });
    return all;
}

} // namespace gauze::linkage
