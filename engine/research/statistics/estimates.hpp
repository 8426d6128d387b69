// The formulas of statistics, each with its name and where it stands; all intervals are of 95 %. A number
// that does not exist (an odds over nobody, an interval of one person) is no number: `exists` says so.
//
//   rate         share x / n, with Wilson's score interval (Wilson 1927; Newcombe 1998, method 3)
//   mean         with Student's t of n - 1 degrees of freedom: mean +- t s / sqrt(n), s^2 with divisor n - 1
//   odds         a / b, with exp(ln(a / b) +- z sqrt(1/a + 1/b))
//   odds ratio   (a d) / (b c), with exp(ln OR +- z sqrt(1/a + 1/b + 1/c + 1/d)) (Woolf 1955); no half is
//   added
//                to any cell, and none exists where a cell is empty
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace gauze::research::statistics {

struct Estimate {
    double value = 0, low = 0, high = 0;
    bool exists = false;       // value
    bool has_interval = false; // low, high
};

// What is said of the formulas in every file of results.
inline constexpr const char* wilson_words = "Wilson score interval, 95 %, without continuity correction";
inline constexpr const char* student_words = "Student's t interval, 95 %, n - 1 degrees of freedom";
inline constexpr const char* woolf_words = "Woolf's logarithmic interval, 95 %, nothing added to any cell";

inline constexpr double normal_975 = 1.959963984540054; // the standard normal's 97.5th percentile
// Student's t, the same percentile, of at least one degree of freedom; right to 1e-11 of itself.
double student_975(std::uint64_t degrees);

Estimate rate(std::uint64_t with, std::uint64_t people, double per);
Estimate odds(std::uint64_t with, std::uint64_t without);
// Exposed with and without the outcome, reference with and without it.
Estimate odds_ratio(const std::array<std::uint64_t, 4>& cells);

struct Mean {
    std::uint64_t people = 0;
    Estimate mean;
    double deviation = 0; // standard deviation of the sample; 0 of one person
};
// Of values that so many people have: value, people. The result is the same to the last bit in any order of
// people, if the values are given in rising order.
Mean mean_of(std::span<const std::pair<double, std::uint64_t>> values);

} // namespace gauze::research::statistics
