// Finds a population of whole people near another one: from a population that agrees with everything, steps
// of single people towards one that meets a demand besides. Cheap where there is room, which is nearly
// always; where it finds none, that says nothing, and the solver is asked.
//
// Feasibility jump (Luteberget and Sartor, 2023): of the people in a broken inequality move the one that
// mends most, inequalities weighing more the longer they stay broken. Deterministic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::research::disclosure {

class Walk {
public:
    // Bounds of each unknown; both must outlive it.
    Walk(const std::vector<std::int64_t>& least, const std::vector<std::int64_t>& most);

    // A sum less a sum, within bounds; numbered 0, 1, ...
    std::size_t add(std::span<const std::uint32_t> plus, std::span<const std::uint32_t> minus,
                    std::int64_t least, std::int64_t most);
    void bound(std::size_t row, std::int64_t least, std::int64_t most);

    // Moves `people` (within the unknowns' bounds) until every row holds; false after `most_moves`.
    bool settle(std::vector<std::int64_t>& people, std::size_t most_moves);

private:
    struct Part {
        std::uint32_t number;
        int sign;
    };
    struct Row {
        std::vector<Part> parts; // unknowns
        std::int64_t least, most;
        std::int64_t sum = 0;
        double weight = 1;
        std::int64_t broken(std::int64_t by) const;
    };
    struct Step {
        std::uint32_t unknown = 0;
        std::int64_t by = 0;
        double gain = 0;
    };
    double gain(std::uint32_t unknown, std::int64_t by) const;
    Step best_step(const Row& row, const std::vector<std::int64_t>& people) const;
    void start(const std::vector<std::int64_t>& people);

    const std::vector<std::int64_t>& least_;
    const std::vector<std::int64_t>& most_;
    std::vector<Row> rows_;
    std::vector<std::vector<Part>> rows_of_; // of each unknown
};

} // namespace gauze::research::disclosure
