// Quality by groups of people: by community, by age group, by whatever a file says of each entity:
//
//     entity,community,age_group      one row an entity; every further column is a division into strata
//
// A pair found belongs half to the stratum of each of its two records. So a right pair counts whole in the
// stratum of its person, a wrong one of two people counts half in the stratum of either, and the strata of a
// column add up to the whole.
#pragma once

#include "bench/quality/pair_counts.hpp"
#include "bench/quality/truth.hpp"
#include "bloom/base/json.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace gauze::lab {

struct Stratum {
    std::string column,
        value; // "" for entities that the file does not name, and records unknown to the truth
    std::uint64_t found_halves = 0, right = 0, true_pairs = 0;
    double precision() const noexcept
    {
        return found_halves == 0 ? 1.0 : 2.0 * static_cast<double>(right) / static_cast<double>(found_halves);
    }
    double recall() const noexcept
    {
        return true_pairs == 0 ? 1.0 : static_cast<double>(right) / static_cast<double>(true_pairs);
    }
    double f1() const noexcept
    {
        const std::uint64_t both = found_halves + 2 * true_pairs;
        return both == 0 ? 1.0 : 4.0 * static_cast<double>(right) / static_cast<double>(both);
    }
};

class Strata {
public:
    // Throws Error(bad_data) when there is no column `entity`, an entity stands twice, or the truth is in
    // pairs and names no entities.
    static Strata read(const std::filesystem::path& path, const Truth& truth);

    // The true pairs of these parties; `within` counts pairs of one party too.
    void expect(const Truth& truth, const std::vector<std::string>& parties, bool within);
    void found(Entity a, Entity b);
    // All pairs of a person's records that count. Costs a few hash look-ups a record, however large the
    // person.
    void found(std::span<const Labelled> person, bool within);

    // By column, then by value; strata without any pair are left out.
    std::vector<Stratum> result() const;

private:
    void count_right(Entity entity, std::uint64_t pairs);
    void count_found(Entity entity, std::uint64_t halves);
    std::size_t stratum(Entity entity, std::size_t column) const;

    std::vector<std::vector<std::uint32_t>> of_entity_; // by column and entity: position in strata_
    std::vector<std::uint32_t> unnamed_;                // by column, likewise
    std::vector<Stratum> strata_;
};

Json to_json(const std::vector<Stratum>& strata, Json into);
std::string in_words(const std::vector<Stratum>& strata);

} // namespace gauze::lab
