// What one encoded file shows of itself, view by view and key by key. For doctor.cpp.
#pragma once

#include "bloom/encoded_file.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace gauze::linkage {

struct SlotSymptoms {
    std::string name; // "view record", "key key-1"
    bool is_filter = false;
    bool in_question = true; // whether repeats are odd: not in a view of one field, nor among kin
    double missing = 0, repeats = 0, density = 0; // shares; density over records that have the view
    std::uint32_t dead = 0, constant = 0;         // bits set in no record and in every one
    std::array<std::uint32_t, 5> weights{};       // least, first decile, median, last decile, most
    std::vector<double> frequencies;              // of a filter: by bit, share of records that set it
    std::vector<std::uint64_t> values;            // of a key: ascending
};

struct FieldSymptoms {
    std::string name;
    double missing = 0;
};

struct Symptoms {
    std::size_t records = 0;
    std::size_t shared_possible = 0; // keys by which two parties could be seen to share anybody
    std::vector<SlotSymptoms> slots;
    std::vector<FieldSymptoms> fields;
};

// The first `person_keys` keys are about the person; kin share the values of the others.
Symptoms symptoms_of(const bloom::EncodedFile& file, std::uint32_t person_keys);

// Whether two ascending lists have a value in common.
bool share_a_value(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

} // namespace gauze::linkage
