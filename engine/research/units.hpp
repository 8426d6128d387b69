// The units that tables hold one row of: persons, families, households. A walk goes over the units in order
// of their ids and brings together, for each, its records of every source.
#pragma once

#include "engine/project/governance.hpp"
#include "engine/research/records.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace gauze::research {

// Records of one unit in one source, by their numbers there; those of one person stand together.
class RecordRun {
public:
    RecordRun(const Records& records, std::span<const std::uint32_t> order, std::size_t first,
              std::size_t last)
        : records_(&records), order_(order), first_(first), last_(last)
    {}
    std::size_t size() const noexcept { return last_ - first_; }
    bool empty() const noexcept { return first_ == last_; }
    std::size_t operator[](std::size_t i) const noexcept
    {
        return order_.empty() ? first_ + i : order_[first_ + i];
    }
    Person person(std::size_t i) const noexcept { return records_->person((*this)[i]); }
    std::string_view cell(std::size_t i, std::size_t column) const noexcept
    {
        return records_->cell((*this)[i], column);
    }

private:
    const Records* records_;
    std::span<const std::uint32_t> order_; // empty: by person, as they stand
    std::size_t first_, last_;
};

// Immutable; any number of threads may walk. `people` and `sources` must outlive it. Of persons it holds
// nothing, of families and households 4 bytes a record.
class Units {
public:
    Units(project::Unit unit, const People& people, const std::vector<Source>& sources);

    project::Unit unit() const noexcept { return unit_; }
    // For every unit that has a record: its number, and its records in each source, many of them empty.
    void each(const std::function<void(std::uint32_t, std::span<const RecordRun>)>& visit) const;
    std::string_view id(std::uint32_t unit) const noexcept;
    // Records of persons who are in no such unit, in all sources.
    std::uint64_t records_outside() const noexcept { return outside_; }

private:
    std::uint32_t unit_of(const Source& source, std::size_t place, std::size_t i) const noexcept;
    std::size_t count() const noexcept; // of units, with and without records
    project::Unit unit_;
    const People& people_;
    const std::vector<Source>& sources_;
    std::vector<std::vector<std::uint32_t>> orders_; // by source
    std::vector<std::size_t> sizes_;                 // of them, without the records outside
    std::uint64_t outside_ = 0;
};

} // namespace gauze::research
