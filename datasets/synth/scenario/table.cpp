#include "datasets/synth/scenario/table.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gauze::synth::scenario {

namespace {

constexpr std::size_t no_column = std::numeric_limits<std::size_t>::max();

} // namespace

Table::Table(std::string party, std::string file, Cells columns, std::string_view reference)
    : party_(std::move(party)),
      file_(std::move(file)),
      columns_(std::move(columns)),
      reference_(reference.empty() ? no_column : place_of(reference))
{}

std::size_t Table::place_of(std::string_view column) const
{
    const auto place = std::find(columns_.begin(), columns_.end(), column);
    assert(place != columns_.end());
    return static_cast<std::size_t>(place - columns_.begin());
}

std::size_t Table::add(PersonNumber person, Cells cells)
{
    assert(cells.size() == columns_.size());
    rows_.push_back({person, std::move(cells)});
    return rows_.size() - 1;
}

std::string& Table::at(std::size_t row, std::string_view column)
{
    return rows_[row].cells[place_of(column)];
}

const std::string& Table::at(std::size_t row, std::string_view column) const
{
    return rows_[row].cells[place_of(column)];
}

void Table::set(std::size_t row, std::string_view column, std::string text)
{
    at(row, column) = std::move(text);
}

std::string_view Table::reference(std::size_t row) const
{
    return reference_ == no_column ? std::string_view{} : std::string_view(rows_[row].cells[reference_]);
}

} // namespace gauze::synth::scenario
