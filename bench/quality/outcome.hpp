// A result beside the truth, in numbers: every record that either of them names, whose it really is, and what
// the result makes of it. All measures (measures.hpp) are taken from this.
//
//     id_a,id_b[,score]          pairs, also with party_a,party_b where ids of several parties meet
//     [party,]id,cluster         clusters (the last column may also be called person or entity)
//     a persons.table of `gauze link` with the custodians' ledgers
//
// Records of the truth that the result does not name are persons of one. So a measure sees what was lost,
// also to blocking.
#pragma once

#include "bench/quality/pair_counts.hpp"
#include "bench/quality/records.hpp"
#include "bench/quality/truth.hpp"
#include "engine/linkage/persons_file.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace gauze::lab {

struct FoundPair {
    std::uint32_t a = 0, b = 0; // positions in Outcome::records, a < b
    double score = 0;
};

struct Outcome {
    std::vector<std::string> parties; // by number
    // Records that nobody says the party of are parties of their own, with numbers beyond the list's. Records
    // unknown to the truth have entities of their own.
    std::vector<Labelled> records;
    std::vector<std::uint32_t> person; // by record; of a result in pairs: what the pairs join
    bool in_pairs = false, scored = false;
    std::vector<FoundPair> pairs;         // of a result in pairs: those that count, each once
    std::vector<FoundPair> inside_a_file; // likewise: those that do not, being of one party
    bool within = false;                  // pairs of one party count too
    std::uint64_t unknown = 0;            // records of the result that the truth does not name
};

// `within`: pairs of one party count. Throws Error(bad_data) for columns that are none of the above, a record
// in two clusters, and for an id that stands for several records.
Outcome read_outcome(const std::filesystem::path& result, Truth& truth, bool within);
// Of these parties alone, whatever else the truth knows. Throws Error(bad_data) when it has no true pair
// among them: it is the truth of something else.
Outcome outcome_of(const linkage::PersonsFile& persons, const Records& records, const Truth& truth,
                   bool within);

// Candidate pairs (the same columns as a result in pairs): those that count, each once.
struct Candidates {
    std::uint64_t count = 0;
    std::uint64_t right = 0;   // of these, true ones
    std::uint64_t unknown = 0; // of these, with a record that the truth does not name
};
Candidates read_candidates(const std::filesystem::path& path, const Truth& truth, const Outcome& outcome);

} // namespace gauze::lab
