#include "engine/custodian/audit/frequency.hpp"

#include "engine/custodian/repeats.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct Values {
    std::vector<std::uint64_t> values; // by row
    const std::vector<std::uint8_t>& has;
};

Values values_of(const SeenView& view)
{
    Values all{.values = {}, .has = view.has};
    const bloom::FilterRows rows = view.table.rows();
    for (std::size_t r = 0; r < rows.size(); ++r)
        all.values.push_back(print_of(rows.row(r), rows.shape().words() * 8));
    return all;
}

// Values by rank of their frequency: those that are equally frequent share an interval of ranks.
class Ranking {
public:
    Ranking(const Values& values, const std::vector<std::uint64_t>& people)
    {
        std::unordered_map<std::uint64_t, std::set<std::uint64_t>> who;
        for (std::size_t r = 0; r < values.values.size(); ++r)
            if (values.has[r] != 0) who[values.values[r]].insert(people[r]);
        std::map<std::size_t, std::size_t, std::greater<>> values_by_count;
        for (const auto& [value, those] : who) {
            count_[value] = those.size();
            ++values_by_count[those.size()];
        }
        std::size_t first = 0;
        for (const auto& [count, how_many] : values_by_count) {
            ranks_[count] = {first, first + how_many};
            first += how_many;
        }
    }
    std::size_t count(std::uint64_t value) const
    {
        const auto found = count_.find(value);
        return found == count_.end() ? 0 : found->second;
    }
    std::pair<std::size_t, std::size_t> ranks(std::uint64_t value) const { return ranks_.at(count(value)); }
    std::size_t largest() const { return ranks_.empty() ? 0 : ranks_.begin()->first; }

private:
    std::unordered_map<std::uint64_t, std::size_t> count_;
    std::map<std::size_t, std::pair<std::size_t, std::size_t>, std::greater<>> ranks_;
};

// The chance that one rank is both: each interval is in random order.
double alignment(std::pair<std::size_t, std::size_t> a, std::pair<std::size_t, std::size_t> b)
{
    const std::size_t low = std::max(a.first, b.first), high = std::min(a.second, b.second);
    if (low >= high) return 0;
    return static_cast<double>(high - low) /
           (static_cast<double>(a.second - a.first) * static_cast<double>(b.second - b.first));
}

FrequencyLeak leak_of(const Values& released, const Values& known, const Attacked& attacked,
                      const std::vector<std::uint64_t>& people)
{
    std::vector<std::uint64_t> released_people;
    for (const std::size_t row : attacked.truth) released_people.push_back(people[row]);
    const Ranking shown(released, released_people), register_(known, people);
    FrequencyLeak leak;
    leak.largest = shown.largest();
    std::size_t with = 0;
    for (std::size_t v = 0; v < released.values.size(); ++v) {
        if (released.has[v] == 0) continue;
        ++with;
        const std::uint64_t true_value = known.values[attacked.truth[v]];
        if (shown.count(released.values[v]) < 2 || register_.count(true_value) == 0) continue;
        leak.reidentified += alignment(shown.ranks(released.values[v]), register_.ranks(true_value));
    }
    leak.largest_share = with == 0 ? 0 : static_cast<double>(leak.largest) / static_cast<double>(with);
    return leak;
}

} // namespace

std::vector<FrequencyLeak> frequency_leaks(const Attacked& attacked, const std::vector<std::uint64_t>& people)
{
    std::vector<FrequencyLeak> leaks;
    for (std::size_t v = 0; v < attacked.released.views.size(); ++v) {
        leaks.push_back(leak_of(values_of(attacked.released.views[v]), values_of(attacked.register_.views[v]),
                                attacked, people));
        leaks.back().slot = fmt::format("view {}", attacked.released.views[v].name);
    }
    for (std::size_t t = 0; t < attacked.released.tags.size(); ++t) {
        const SeenTag &tag = attacked.released.tags[t], &theirs = attacked.register_.tags[t];
        if (tag.block) continue;
        leaks.push_back(leak_of({tag.values, tag.has}, {theirs.values, theirs.has}, attacked, people));
        leaks.back().slot = fmt::format("key {}", tag.name);
        leaks.back().judged = tag.person;
    }
    return leaks;
}

} // namespace gauze::custodian
