#include "engine/research/provenance.hpp"

#include "engine/project/cohort_words.hpp"
#include "engine/research/decimal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::research {

namespace {

using project::Unit;

std::string_view meaning_of_own(std::string_view column)
{
    if (column == "study_id") return "pseudonym of the person, for this recipient";
    if (column == "family_id") return "pseudonym of the family, for this recipient";
    if (column == "household_id")
        return "pseudonym of the household, for this recipient; blank where no home is known";
    if (column == "sources") return "who holds a record of the person, joined by +";
    if (column == "persons") return "how many persons of it have a record";
    return "who sent the episode";
}

// A table without columns of the policy shows each source's payload: S_records, S_COLUMN.
std::vector<Provenance> of_raw_columns(const Joined& joined)
{
    std::vector<Provenance> all;
    for (const Source& source : joined.sources) {
        if (!source.episodes.empty()) continue;
        all.push_back(
            {source.party + "_records", "how many records the source holds", "", {source.party}, {}});
        for (const std::string& name : source.records.columns())
            all.push_back({fmt::format("{}_{}", source.party, name),
                           "what the records say; several different values are joined by ;",
                           "",
                           {source.party},
                           {name}});
    }
    return all;
}

Provenance of_derived(const Joined& joined, const project::CohortColumn& column)
{
    Provenance one{
        column.name, in_words(column), column.table, sources_of(column, joined.policy, joined.recipient), {}};
    if (!column.bands.empty()) one.meaning += fmt::format(": {}", bands_in_words(column.bands));
    for (const std::string& name : {column.from, column.minus, column.where_column})
        if (!name.empty() && std::ranges::find(one.names, name) == one.names.end()) one.names.push_back(name);
    return one;
}

} // namespace

std::optional<project::PayloadColumn> payload_column(const project::Policy& policy, std::string_view party,
                                                     std::string_view episodes, std::string_view name)
{
    const project::Source* source = policy.governance ? policy.governance->source(party) : nullptr;
    if (source == nullptr) return std::nullopt;
    const project::EpisodeTable* table = episodes.empty() ? nullptr : source->table(episodes);
    if (!episodes.empty() && table == nullptr) return std::nullopt;
    for (const project::ColumnRule& rule : table == nullptr ? source->columns : table->columns) {
        if (rule.has(project::ColumnUse::payload) && rule.name == name)
            return project::PayloadColumn{rule.name, &rule, nullptr};
        for (const project::Generalisation& made : rule.generalised)
            if (made.as == name) return project::PayloadColumn{made.as, &rule, &made};
    }
    return std::nullopt;
}

std::vector<Provenance> provenance(const Joined& joined, const OutTable& table, Unit unit)
{
    std::vector<Provenance> made;
    for (const project::CohortColumn* column : columns_made(joined, unit))
        made.push_back(of_derived(joined, *column));
    if (made.empty() && unit == Unit::person) made = of_raw_columns(joined);
    std::vector<Provenance> all;
    for (const OutColumn& column : table.columns) {
        const auto found = std::ranges::find(made, column.name, &Provenance::column);
        if (found != made.end())
            all.push_back(*found);
        else
            all.push_back({column.name, std::string(meaning_of_own(column.name)), "", {}, {}});
    }
    return all;
}

std::vector<Provenance> provenance(const Joined& joined, const OutTable& table, const std::string& episodes)
{
    std::vector<Provenance> all;
    for (const OutColumn& column : table.columns) {
        Provenance& one = all.emplace_back();
        one.column = column.name;
        one.episodes = episodes;
        for (const Source& source : joined.sources)
            if (source.episodes == episodes && source.records.column(column.name) != PayloadFile::none)
                one.parties.push_back(source.party);
        if (one.parties.empty()) {
            one.meaning = meaning_of_own(column.name);
        } else {
            one.meaning = "as the source sends it";
            one.names = {column.name};
        }
    }
    return all;
}

} // namespace gauze::research
