// Everything published of one population, as inequalities over the unknown people (joint.hpp), and the two
// questions asked of it: whether a cell could hold at least or at most so many, and the least and most it
// could. Bounds that follow by adding up are drawn first; what is left goes to the solver.
//
// "Yes" is proved: by a population of whole people, checked against every inequality in whole numbers. "No"
// and intervals are the solver's word.
#pragma once

#include "engine/research/disclosure/joint.hpp"
#include "engine/research/disclosure/solver.hpp"
#include "engine/research/disclosure/walk.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace gauze::research::disclosure {

inline constexpr std::int64_t no_bound = std::int64_t{1} << 60;

// A sum less a sum, within bounds.
struct Inequality {
    Joint::Columns plus, minus;
    std::int64_t least = 0, most = no_bound;
};

// The inequalities of tables as published, and of the joint table itself.
std::vector<Inequality> inequalities(const Joint& joint, std::span<const Protected* const> tables);

// Bounds of each unknown that follow from the inequalities by adding up; false when they contradict.
struct Bounds {
    std::vector<std::int64_t> least, most;
    bool fixed(std::uint32_t unknown) const { return least[unknown] == most[unknown]; }
};
bool tighten(Bounds& bounds, const std::vector<Inequality>& all);

// A population, by joint cell, that agrees with everything published.
using Witness = std::vector<std::int64_t>;
std::int64_t count(const Witness& witness, const Joint::Columns& members);

// What is asked of a cell: at_least `number`, or at most.
struct Demand {
    std::size_t table = 0, cell = 0;
    bool at_least = true;
    std::int64_t number = 0;
    bool met_by(std::int64_t count) const { return at_least ? count >= number : count <= number; }
};

class Published {
public:
    // `joint` and `tables` must outlive it; tables in the order of the joint's.
    Published(const Joint& joint, std::span<const Protected* const> tables, std::size_t most_pivots);

    enum class Answer { yes, no, unknown };
    // Whether anybody at all could be behind it.
    Answer consistent();
    // `yes` leaves a witness. Begins the search at `from`, if given: a population that agrees.
    Answer possible(const Demand& demand, const Witness* from = nullptr);
    const Witness& witness() const { return witness_; }
    // Nothing when the limit is reached.
    std::optional<Interval> tightest(std::size_t table, std::size_t cell);
    std::size_t pivots() const { return program_.pivots(); }

private:
    struct Row {
        std::size_t number = 0;
        std::int64_t least = -no_bound, most = no_bound;
    };
    struct Sum { // of a cell: what is known, and the row of the rest (or none)
        std::int64_t known = 0;
        const Row* row = nullptr;
    };
    Sum sum_of(const Joint::Columns& members);
    void add(const Inequality& inequality);
    Row& row_of(Joint::Columns plus, Joint::Columns minus);
    void bound(const Row& row, std::int64_t least, std::int64_t most);
    Answer answer(LinearProgram::Outcome outcome);
    bool read(bool whole);
    bool walk_from_fractions();
    bool take(Witness found);

    const Joint& joint_;
    std::vector<Inequality> all_;
    Bounds bounds_;
    LinearProgram program_;
    Walk walk_;                       // the same rows
    std::vector<std::size_t> column_; // of each unknown that is not fixed
    std::map<std::pair<Joint::Columns, Joint::Columns>, Row> rows_;
    bool contradiction_ = false;
    Witness witness_;
};

} // namespace gauze::research::disclosure
