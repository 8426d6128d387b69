// Which figures may stand side by side. Figures of one table are sums of cells: persons in A are those only
// in A and those in A and B. Whoever has some of the figures has every sum and difference of them, so each
// new figure is published only if nothing small follows from it and those already out. What follows is kept
// as a basis in reduced row echelon form: a cell can be worked out if and only if one row of it is that cell
// alone.
//
// What it prevents: that a cell or a named secret can be worked out exactly by adding and subtracting, and
// that cells can be seen to add up to less than `smallest`. What it does not: bounds that follow from counts
// being no less than 0. (Cox 1980, "Suppression methodology and statistical disclosure control".)
//
// Costs cells x published figures for each figure that is offered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace gauze::linkage::report {

class Publishing {
public:
    explicit Publishing(std::uint64_t smallest) : smallest_(static_cast<double>(smallest)) {}

    // A cell, before anything is published. Returns its number.
    std::size_t cell(std::uint64_t value);

    // A sum of cells, each with its factor.
    using Figure = std::vector<std::pair<std::size_t, double>>;

    // A sum that must not be worked out, if it is small; a single cell needs no mention.
    void guard(const Figure& figure);
    // What everybody knows, whatever follows from it.
    void known(const Figure& figure);
    // Publishes the figure unless something small would follow. Says whether it did.
    bool publish(const Figure& figure);

    std::uint64_t value_of(const Figure& figure) const;
    bool small(std::uint64_t value) const { return value > 0 && static_cast<double>(value) < smallest_; }

private:
    using Row = std::vector<double>; // by cell
    struct Basis {
        std::size_t pivot = 0;
        Row row;
    };
    Row as_row(const Figure& figure) const;
    void reduce(Row& row) const;
    bool gives_away(const Row& row) const;
    bool take(const Figure& figure, bool anyway);

    double smallest_;
    std::vector<double> values_; // by cell
    std::vector<Basis> basis_;
    std::vector<Row> secrets_; // reduced by the basis; never all zero, unless known to everybody
};

} // namespace gauze::linkage::report
