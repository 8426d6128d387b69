// Is what is stated true? Files are simulated as evidence, of which everything is known; the mixture is
// learned, a cut chosen and an error stated as a run does, without a label; and the stated intervals are held
// against the truth. Of intervals of 95 % about 95 in a hundred should hold it.
#pragma once

#include "bench/quality/simulate_evidence.hpp"
#include "bloom/base/json.hpp"
#include "engine/linkage/stated_error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gauze::lab {

// One simulation: what was stated and what is true.
struct Held {
    SimulatedFiles files;
    linkage::StatedPairs stated;
    double precision = 0, recall = 0, f1 = 0; // true
    bool covers(const linkage::Figure& figure, double truth) const noexcept
    {
        return figure.low - 1e-9 <= truth && truth <= figure.high + 1e-9;
    }
    bool precision_held() const noexcept { return covers(stated.precision, precision); }
    bool recall_held() const noexcept { return covers(stated.recall, recall); }
    bool f1_held() const noexcept { return covers(stated.f1, f1); }
    double seconds = 0; // fit, cut and statement
    bool warned = false;
};

// Mixture number n of a series: size, overlap and kind follow from it. Sizes are spread evenly by their
// logarithm from 1,000 to `most`, overlaps from 1 % to 100 %; one in five looks for duplicates within one
// file.
SimulatedFiles files_of_series(std::uint64_t series, std::size_t n, std::size_t most, bool correlated);

// Fit, cut at 20 : 1, decide, state; against the truth.
Held hold(const SimulatedFiles& files, std::size_t draws);

struct Series {
    std::uint64_t series = 1, first = 0, mixtures = 1'000, records = 1'000'000, draws = 40;
    bool correlated = false;
};
// All of them, one on each thread. Some 40 MB for each thread at a million records.
std::vector<Held> hold_series(const Series& series);

// How many of some simulations held, by what they have in common.
struct Coverage {
    std::string of;
    std::size_t mixtures = 0, precision = 0, recall = 0, f1 = 0, warned = 0;
    // Means: of stated less true, and of the intervals' widths.
    double precision_off = 0, recall_off = 0, precision_width = 0, recall_width = 0;
    void add(const Held& held);
};
// All of them; then by overlap, by size, by kind.
std::vector<Coverage> coverage_of(const std::vector<Held>& held);
std::string in_words(const std::vector<Coverage>& coverage);
Json to_json(const Coverage& coverage);

} // namespace gauze::lab
