// The cohort: one row a person, in order of study id, with what each source says about them.
//
//     study_id, sources, then for each source S: S_records, S_COLUMN ...
//
// `sources` names the parties that hold at least one record of the person, in the order of the policy
// ("gp+hospital"). Several records of one party: the distinct values that are not empty, sorted, joined by ";
// ". Nobody without a record is in it, and no row token.
#pragma once

#include "engine/research/counts.hpp"
#include "engine/research/payload.hpp"
#include "engine/research/people.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

// What one party sent, joined.
struct Source {
    std::string party;
    std::vector<std::string> columns;
    Records records;
};

// The names of the cohort's columns. Throws Error(configuration) when two would be one to a program that does
// not tell upper from lower case, as SQLite does not.
std::vector<std::string> cohort_columns(const std::vector<PayloadFile>& payloads);
// Which of them hold numbers of records.
std::vector<bool> count_columns(const std::vector<PayloadFile>& payloads);

// Walks the sorted records of all sources side by side; holds nothing but one row. `people` and `sources` (in
// the order of the policy) must outlive it. Any number of threads may walk.
class CohortTable {
public:
    CohortTable(const People& people, const std::vector<Source>& sources) : people_(people), sources_(sources)
    {}

    // The cells are valid during the call only.
    void each_row(const std::function<void(std::span<const std::string_view>)>& visit) const;

    // How many persons stand in each combination of sources that occurs, ordered by the sources' places in
    // the policy: an order that says nothing about the counts.
    std::vector<SourceCount> count_sources() const;

private:
    struct Run { // the records of one person in one source
        std::size_t first = 0, last = 0;
    };
    using Runs = std::vector<Run>;
    void each_person(const std::function<void(Person, const Runs&)>& visit) const;
    std::string names_of(const std::vector<std::size_t>& places) const;
    static std::vector<std::size_t> places_of(const Runs& runs);

    const People& people_;
    const std::vector<Source>& sources_;
};

} // namespace gauze::research
