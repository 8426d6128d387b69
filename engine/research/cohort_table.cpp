#include "engine/research/cohort_table.hpp"

#include "bloom/base/error.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace gauze::research {

namespace {

std::string lower(std::string name)
{
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

} // namespace

std::vector<std::string> cohort_columns(const std::vector<PayloadFile>& payloads)
{
    std::vector<std::string> columns{"study_id", "sources"};
    for (const PayloadFile& payload : payloads) {
        columns.push_back(payload.party() + "_records");
        for (const std::string& column : payload.columns()) columns.push_back(payload.party() + "_" + column);
    }
    std::set<std::string> taken;
    for (const std::string& column : columns)
        if (!taken.insert(lower(column)).second)
            throw Error(
                Exit::configuration,
                fmt::format("two columns of the cohort table would be called '{}'", column),
                "rename a party or a payload column in the policy, and let all parties sign it again");
    return columns;
}

std::vector<bool> count_columns(const std::vector<PayloadFile>& payloads)
{
    std::vector<bool> counts{false, false};
    for (const PayloadFile& payload : payloads) {
        counts.push_back(true);
        counts.resize(counts.size() + payload.columns().size(), false);
    }
    return counts;
}

void CohortTable::each_person(const std::function<void(Person, const Runs&)>& visit) const
{
    Runs runs(sources_.size());
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const auto person = static_cast<Person>(i);
        bool any = false;
        for (std::size_t s = 0; s < sources_.size(); ++s) {
            const Records& records = sources_[s].records;
            Run& run = runs[s];
            run.first = run.last;
            while (run.last < records.joined() && records.person(run.last) == person) ++run.last;
            any = any || run.last > run.first;
        }
        if (any) visit(person, runs);
    }
}

std::vector<std::size_t> CohortTable::places_of(const Runs& runs)
{
    std::vector<std::size_t> places;
    for (std::size_t s = 0; s < runs.size(); ++s)
        if (runs[s].last > runs[s].first) places.push_back(s);
    return places;
}

std::string CohortTable::names_of(const std::vector<std::size_t>& places) const
{
    std::string names;
    for (const std::size_t place : places) {
        if (!names.empty()) names += '+';
        names += sources_[place].party;
    }
    return names;
}

void CohortTable::each_row(const std::function<void(std::span<const std::string_view>)>& visit) const
{
    std::vector<std::string> texts;
    std::vector<std::string_view> cells;
    each_person([&](Person person, const Runs& runs) {
        texts.resize(2);
        texts[0] = people_.study_id(person);
        texts[1] = names_of(places_of(runs));
        for (std::size_t s = 0; s < sources_.size(); ++s) {
            texts.push_back(fmt::format_int(runs[s].last - runs[s].first).str());
            for (std::size_t column = 0; column < sources_[s].columns.size(); ++column)
                join_values(sources_[s].records, runs[s].first, runs[s].last, column, texts.emplace_back());
        }
        cells.assign(texts.begin(), texts.end());
        visit(cells);
    });
}

std::vector<SourceCount> CohortTable::count_sources() const
{
    std::map<std::vector<std::size_t>, std::uint64_t> persons;
    each_person([&](Person, const Runs& runs) { ++persons[places_of(runs)]; });
    std::vector<SourceCount> counts;
    counts.reserve(persons.size());
    for (const auto& [places, count] : persons) counts.push_back({names_of(places), count, Shown::exactly});
    return counts;
}

} // namespace gauze::research
