#include "engine/research/derived.hpp"

#include "engine/project/cohort_words.hpp"
#include "engine/research/decimal.hpp"

#include <algorithm>
#include <cassert>
#include <set>

#include <fmt/format.h>

namespace gauze::research {

namespace {

using project::CohortColumn;
using Take = project::CohortColumn::Take;

bool is_asked(const CohortColumn& column, const std::string& party)
{
    return column.sources.empty() || std::ranges::find(column.sources, party) != column.sources.end();
}

// Distinct, in order, joined.
void join(std::vector<std::string_view> values, std::string& into)
{
    std::ranges::sort(values);
    const auto repeats = std::ranges::unique(values);
    values.erase(repeats.begin(), repeats.end());
    for (const std::string_view value : values) {
        if (!into.empty()) into += "; ";
        into += value;
    }
}

// Of equals the first as text. `values` is not empty.
std::string_view most_frequent(std::vector<std::string_view> values)
{
    std::ranges::sort(values);
    std::string_view best;
    std::size_t most = 0;
    for (std::size_t i = 0; i < values.size();) {
        std::size_t end = i;
        while (end < values.size() && values[end] == values[i]) ++end;
        if (end - i > most) most = end - i, best = values[i];
        i = end;
    }
    return best;
}

std::string_view one_of(Take take, const std::vector<std::string_view>& values)
{
    if (take == Take::first) return *std::ranges::min_element(values);
    if (take == Take::latest) return *std::ranges::max_element(values);
    return most_frequent(values);
}

void put(Decimal number, std::span<const double> bands, std::string& into)
{
    into = bands.empty() ? number.text() : band_of(number, bands);
}

} // namespace

std::vector<std::string> sources_of(const CohortColumn& column, const project::Policy& policy,
                                    const std::string& recipient)
{
    std::vector<std::string> parties;
    for (const project::Party& party : policy.parties) {
        if (!is_asked(column, party.name)) continue;
        const std::vector<std::string> agreed = agreed_columns(policy, party, recipient, column.table);
        const auto has = [&](const std::string& name) {
            return name.empty() || std::ranges::find(agreed, name) != agreed.end();
        };
        if (!agreed.empty() && has(column.from) && has(column.minus) && has(column.where_column))
            parties.push_back(party.name);
    }
    return parties;
}

bool can_be_made(const CohortColumn& column, const project::Policy& policy, const std::string& recipient)
{
    return !sources_of(column, policy, recipient).empty();
}

DerivedColumn::DerivedColumn(const CohortColumn& column, const std::vector<Source>& sources)
    : column_(column), sources_(sources)
{
    for (std::size_t s = 0; s < sources.size(); ++s) {
        const Source& source = sources[s];
        if (source.episodes != column.table || !is_asked(column, source.party)) continue;
        const auto place = [&](const std::string& name) {
            return name.empty() ? PayloadFile::none : source.records.column(name);
        };
        const auto lacks = [&](const std::string& name) {
            return !name.empty() && place(name) == PayloadFile::none;
        };
        if (lacks(column.from) || lacks(column.minus) || lacks(column.where_column)) continue;
        parts_.push_back({s, place(column.from), place(column.minus), place(column.where_column)});
    }
}

void DerivedColumn::each_record(
    std::span<const RecordRun> runs,
    const std::function<void(const Part&, const RecordRun&, std::size_t)>& visit) const
{
    for (const Part& part : parts_) {
        const RecordRun& run = runs[part.source];
        for (std::size_t i = 0; i < run.size(); ++i)
            if (part.where == PayloadFile::none ||
                std::ranges::find(column_.where_is, run.cell(i, part.where)) != column_.where_is.end())
                visit(part, run, i);
    }
}

void DerivedColumn::take(std::span<const RecordRun> runs, std::string& into) const
{
    into.clear();
    if (project::takes_numbers(column_.take))
        take_number(runs, into);
    else if (project::needs_from(column_.take))
        take_text(runs, into);
    else
        take_count(runs, into);
}

void DerivedColumn::take_count(std::span<const RecordRun> runs, std::string& into) const
{
    std::uint64_t records = 0;
    std::set<Person> persons;
    std::set<std::size_t> places;
    each_record(runs, [&](const Part& part, const RecordRun& run, std::size_t i) {
        ++records;
        if (column_.take == Take::persons) persons.insert(run.person(i));
        if (column_.take == Take::sources) places.insert(sources_[part.source].place);
    });
    if (column_.take == Take::any)
        into.assign(1, records > 0 ? '1' : '0');
    else
        put(Decimal(column_.take == Take::persons   ? persons.size()
                    : column_.take == Take::sources ? places.size()
                                                    : records),
            column_.bands, into);
}

void DerivedColumn::take_number(std::span<const RecordRun> runs, std::string& into) const
{
    std::uint64_t records = 0, numbers = 0;
    Decimal sum, least, most;
    each_record(runs, [&](const Part& part, const RecordRun& run, std::size_t i) {
        ++records;
        auto number = Decimal::read(run.cell(i, part.from));
        if (!number) return;
        if (part.minus != PayloadFile::none) {
            const auto less = Decimal::read(run.cell(i, part.minus));
            if (!less) return;
            number = *number - *less;
        }
        sum = sum + *number;
        least = numbers == 0 ? *number : std::min(least, *number);
        most = numbers == 0 ? *number : std::max(most, *number);
        ++numbers;
    });
    if (numbers == 0 && (records > 0 || column_.take != Take::sum)) return;
    put(column_.take == Take::sum    ? sum
        : column_.take == Take::mean ? sum.over(numbers)
        : column_.take == Take::min  ? least
                                     : most,
        column_.bands, into);
}

void DerivedColumn::take_text(std::span<const RecordRun> runs, std::string& into) const
{
    std::vector<std::string_view> values;
    each_record(runs, [&](const Part& part, const RecordRun& run, std::size_t i) {
        if (const std::string_view value = run.cell(i, part.from); !value.empty()) values.push_back(value);
    });
    if (values.empty()) return;
    if (column_.take == Take::values)
        join(std::move(values), into);
    else
        into = one_of(column_.take, values);
}

void join_values(const RecordRun& records, std::size_t column, std::string& into)
{
    into.clear();
    if (records.size() == 1) {
        into = records.cell(0, column);
        return;
    }
    std::vector<std::string_view> values;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (const auto value = records.cell(i, column); !value.empty()) values.push_back(value);
    join(std::move(values), into);
}

} // namespace gauze::research
