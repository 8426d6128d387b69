#include "bench/quality/strata.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace gauze::lab {

Strata Strata::read(const std::filesystem::path& path, const Truth& truth)
{
    const CsvTable table = read_csv(path);
    const auto entity = table.column("entity");
    if (!entity || table.columns.size() < 2)
        throw Error(Exit::bad_data, fmt::format("{} divides nothing into strata", path.string()),
                    "its columns are entity and one or more that divide");
    if (truth.in_pairs())
        throw Error(Exit::bad_data, "a truth in pairs names no entities, so there are no strata",
                    "give the truth as party,id,entity");
    Strata strata;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (column == *entity) continue;
        std::map<std::string, std::uint32_t> places;
        const auto place = [&](const std::string& value) {
            const auto [at, fresh] =
                places.try_emplace(value, static_cast<std::uint32_t>(strata.strata_.size()));
            if (fresh) strata.strata_.push_back({.column = table.columns[column], .value = value});
            return at->second;
        };
        const std::uint32_t unnamed = place("");
        strata.unnamed_.push_back(unnamed);
        auto& of_entity = strata.of_entity_.emplace_back(truth.entities(), unnamed);
        std::vector<bool> seen(truth.entities());
        for (const auto& row : table.rows) {
            const auto number = truth.entity_called(row[*entity]);
            if (!number) continue; // of somebody no party holds
            if (seen[*number])
                throw Error(Exit::bad_data, fmt::format("{}: an entity stands twice", path.string()));
            seen[*number] = true;
            of_entity[*number] = place(row[column]);
        }
    }
    return strata;
}

std::size_t Strata::stratum(Entity entity, std::size_t column) const
{
    const auto& of_entity = of_entity_[column];
    return entity < of_entity.size() ? of_entity[entity] : unnamed_[column];
}

void Strata::count_right(Entity entity, std::uint64_t pairs)
{
    for (std::size_t column = 0; column < of_entity_.size(); ++column)
        strata_[stratum(entity, column)].right += pairs;
}

void Strata::count_found(Entity entity, std::uint64_t halves)
{
    for (std::size_t column = 0; column < of_entity_.size(); ++column)
        strata_[stratum(entity, column)].found_halves += halves;
}

void Strata::expect(const Truth& truth, const std::vector<std::string>& parties, bool within)
{
    for (const auto& [entity, pairs] : truth.pairs_by_entity(parties, within))
        for (std::size_t column = 0; column < of_entity_.size(); ++column)
            strata_[stratum(entity, column)].true_pairs += pairs;
}

void Strata::found(Entity a, Entity b)
{
    count_found(a, 1);
    count_found(b, 1);
    if (a == b) count_right(a, 1);
}

void Strata::found(std::span<const Labelled> person, bool within)
{
    if (person.size() < 2) return;
    std::unordered_map<std::uint32_t, std::uint64_t> by_party;
    std::unordered_map<Entity, std::uint64_t> by_entity;
    std::map<std::pair<Entity, std::uint32_t>, std::uint64_t> by_both;
    for (const Labelled& record : person) {
        ++by_party[record.party];
        ++by_entity[record.entity];
        ++by_both[{record.entity, record.party}];
    }
    for (const Labelled& record : person)
        count_found(record.entity, person.size() - (within ? 1 : by_party[record.party]));
    const auto pairs_of = [](std::uint64_t n) { return n * (n - 1) / 2; };
    std::unordered_map<Entity, std::uint64_t> right;
    for (const auto& [entity, n] : by_entity) right[entity] = pairs_of(n);
    if (!within)
        for (const auto& [both, n] : by_both) right[both.first] -= pairs_of(n);
    for (const auto& [entity, pairs] : right) count_right(entity, pairs);
}

std::vector<Stratum> Strata::result() const
{
    std::vector<Stratum> strata;
    for (const Stratum& stratum : strata_)
        if (stratum.found_halves > 0 || stratum.true_pairs > 0) strata.push_back(stratum);
    // Columns stay in the order of the file.
    std::map<std::string, std::size_t> place;
    for (const Stratum& stratum : strata_) place.try_emplace(stratum.column, place.size());
    std::ranges::sort(strata, [&](const Stratum& a, const Stratum& b) {
        return std::tuple(place[a.column], std::cref(a.value).get()) <
               std::tuple(place[b.column], std::cref(b.value).get());
    });
    return strata;
}

Json to_json(const std::vector<Stratum>& strata, Json into)
{
    std::vector<Json> list;
    for (const Stratum& stratum : strata)
        list.push_back(Json()
                           .set("column", stratum.column)
                           .set("value", stratum.value)
                           .set("precision", stratum.precision())
                           .set("recall", stratum.recall())
                           .set("f1", stratum.f1())
                           .set("true_pairs", stratum.true_pairs)
                           .set("found_pairs", static_cast<double>(stratum.found_halves) / 2)
                           .set("right_pairs", stratum.right));
    return into.set("strata", list);
}

std::string in_words(const std::vector<Stratum>& strata)
{
    std::string text;
    std::string_view column;
    for (const Stratum& stratum : strata) {
        if (stratum.column != column) text += fmt::format("by {}\n", column = stratum.column);
        text += fmt::format("  {:<26} precision {:.4f}  recall {:.4f}  F1 {:.4f}  ({} true pairs)\n",
                            stratum.value.empty() ? "(not said)" : stratum.value, stratum.precision(),
                            stratum.recall(), stratum.f1(), stratum.true_pairs);
    }
    return text;
}

} // namespace gauze::lab
