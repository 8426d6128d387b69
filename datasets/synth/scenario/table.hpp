// A file of a party before it is written: rows in the order in which they were made, each knowing the person
// it is about. The person is for the truth alone and never reaches the party's file.
#pragma once

#include "datasets/synth/observe/record.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth::scenario {

inline constexpr PersonNumber no_person = std::numeric_limits<PersonNumber>::max();

using Cells = std::vector<std::string>;

struct Row {
    PersonNumber person = no_person; // no_person: about a family, or about nobody
    Cells cells;
};

class Table {
public:
    // `reference` is the column by which the party itself names a row, or "".
    Table(std::string party, std::string file, Cells columns, std::string_view reference = {});

    const std::string& party() const noexcept { return party_; }
    const std::string& file() const noexcept { return file_; } // "nhs_a.csv"
    const Cells& columns() const noexcept { return columns_; }
    const std::vector<Row>& rows() const noexcept { return rows_; }
    std::size_t size() const noexcept { return rows_.size(); }

    // Adds a row of as many cells as there are columns, and returns its place.
    std::size_t add(PersonNumber person, Cells cells);
    // The cell, to read or to spoil. Looks the column up by name: no such column is a programming fault.
    std::string& at(std::size_t row, std::string_view column);
    const std::string& at(std::size_t row, std::string_view column) const;
    void set(std::size_t row, std::string_view column, std::string text);
    PersonNumber person(std::size_t row) const { return rows_[row].person; }
    // What the party calls the row, or "" if it has no name for it.
    std::string_view reference(std::size_t row) const;

    ErrorCounts errors; // of the observation of its rows

private:
    std::size_t place_of(std::string_view column) const;
    std::string party_, file_;
    Cells columns_;
    std::size_t reference_;
    std::vector<Row> rows_;
};

} // namespace gauze::synth::scenario
