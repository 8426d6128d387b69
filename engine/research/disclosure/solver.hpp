// Linear programs behind a small face. The only room that knows GLPK. Deterministic: no clock is asked, and
// limits count pivots. What it answers is floating point; whoever needs certainty checks the answer in whole
// numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace gauze::research::disclosure {

// Columns x >= their bounds, rows of coefficients with bounds; infinities stand for none. Solving again after
// a change of bounds or costs begins where the last one ended. One thread a program.
class LinearProgram {
public:
    explicit LinearProgram(std::size_t most_pivots);
    ~LinearProgram();
    LinearProgram(LinearProgram&&) noexcept;
    LinearProgram& operator=(LinearProgram&&) noexcept;

    std::size_t add_column(double least, double most, double cost = 0);
    struct Term {
        std::size_t column;
        double coefficient;
    };
    std::size_t add_row(double least, double most, std::span<const Term> terms);
    void bound_row(std::size_t row, double least, double most);
    void bound_column(std::size_t column, double least, double most);
    void cost(std::size_t column, double cost);

    enum class Outcome {
        optimal,
        infeasible,
        endless,
        gave_up, // more pivots than allowed, or numerical trouble
    };
    enum class Goal { least, most };
    Outcome solve(Goal goal = Goal::least);
    // After an optimal `solve`: the same in whole numbers, by branch and bound over at most `nodes`.
    Outcome solve_whole(std::size_t nodes);

    double objective() const;
    double value(std::size_t column) const; // of the last solve
    double whole_value(std::size_t column) const;
    std::size_t pivots() const; // so far, of all solves

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze::research::disclosure
