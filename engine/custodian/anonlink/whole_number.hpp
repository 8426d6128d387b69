// Whole numbers of any size, with the few operations that the CLK format asks for, and Python's way of
// reading numbers from text. The reference computes numeric neighbourhoods without bounds, so a column of
// large numbers must not overflow here either. Holds what a cell held: wiped when it goes.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian::anonlink {

class WholeNumber {
public:
    WholeNumber() = default; // zero
    explicit WholeNumber(std::int64_t value);
    static WholeNumber of_digits(std::string_view digits, bool negative); // ASCII digits
    static WholeNumber of_double(double whole);                           // finite and without a fraction
    WholeNumber(const WholeNumber&) = default;
    WholeNumber(WholeNumber&&) = default;
    WholeNumber& operator=(const WholeNumber&) = default;
    WholeNumber& operator=(WholeNumber&&) = default;
    ~WholeNumber();

    void multiply(std::uint64_t factor);
    void multiply_by_power_of_ten(unsigned power);
    void add(std::uint64_t amount);
    void subtract(std::uint64_t amount);
    std::uint64_t floor_modulo(std::uint64_t divisor) const; // 0 <= result < divisor

    bool is_zero() const noexcept { return limbs_.empty(); }
    std::size_t digits() const noexcept;       // decimal ones; 1 for zero
    void append_text(std::string& into) const; // minimal decimal, "-" for negatives
    std::strong_ordering operator<=>(const WholeNumber& other) const;
    bool operator==(const WholeNumber& other) const { return (*this <=> other) == 0; }

private:
    void add_to_magnitude(std::uint64_t amount);
    void take_from_magnitude(std::uint64_t amount);
    bool magnitude_below(std::uint64_t amount) const;
    void shorten();
    std::vector<std::uint32_t> limbs_; // base 10^9, lowest first, the last one not zero
    bool negative_ = false;            // never of zero
};

// Python's int(text): blanks around, one sign, decimal digits of any script with single underscores between
// them. Above 4,300 digits the reference's Python refuses, and so does this. The text is well-formed UTF-8.
std::optional<WholeNumber> read_whole(std::string_view text);
// Python's float(text), where the result is a number and finite.
std::optional<double> read_real(std::string_view text);

inline constexpr std::size_t most_digits = 4300;

// Half to even, as Python's round().
double round_half_to_even(double value) noexcept;
// The double next to 10^power; power <= 308.
double power_of_ten(unsigned power);

} // namespace gauze::custodian::anonlink
