// What one neighbourhood gives to the files of all organisations.
#pragma once

#include "datasets/synth/observe/file_style.hpp"
#include "datasets/synth/observe/observation.hpp"
#include "datasets/synth/observe/overlap.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gauze::synth {

// To one file.
struct FilePart {
    struct Row {
        std::uint64_t key; // of the order in the file
        std::size_t end;   // in the text; it begins where the one before ends
    };
    std::string text, true_cells;
    std::vector<Row> rows;
    std::uint64_t might_know = 0;
    ErrorCounts errors;
};

struct Part {
    std::vector<FilePart> files;
    std::string truth, errors, strata;
    Overlap overlap;
    std::size_t people = 0;
};

// How an organisation of these writes.
const FileStyle& style_for(const ObservationOptions& options, const Organisation& organisation);

// Makes parts. Immutable, for any number of threads; its arguments must outlive it.
class Looking {
public:
    Looking(const World& world, const ObservationOptions& options);
    // Of the first `people` of the neighbourhood.
    Part at(const Neighbourhood& around, std::size_t people) const;

private:
    void look_at(const Neighbourhood& around, Slot who, Part& part) const;
    void add_record(const Neighbourhood& around, Slot who, std::size_t organisation, std::uint32_t number,
                    Part& part) const;
    void add_stratum(const Person& person, Part& part) const;
    std::string reference(const Person& person, std::size_t organisation, std::uint32_t number) const;

    const World& world_;
    const ObservationOptions& options_;
    std::vector<Permutation> references_; // by organisation
};

} // namespace gauze::synth
