#include "engine/research/people.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace gauze::research {

People::People(std::vector<link_map::Entry> entries)
{
    if (entries.size() >= std::numeric_limits<std::uint32_t>::max())
        throw Error(Exit::bad_data, "the link map has more than 2^32 - 2 entries", "split the project");
    tokens_.reserve(entries.size());
    for (const link_map::Entry& entry : entries) tokens_.push_back(entry.token);

    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t i) -> std::string_view { return entries[i].study_id; });
    persons_.resize(entries.size());
    for (const std::uint32_t i : order) {
        if (study_ids_.empty() || study_ids_.back() != entries[i].study_id)
            study_ids_.push_back(std::move(entries[i].study_id));
        persons_[i] = static_cast<Person>(study_ids_.size() - 1);
    }
}

} // namespace gauze::research
