// Numbers of payload, exact: whole numbers of 10^-9, so that a sum is the same in any order of its records
// and never ends in ...0000001. Payload numbers have at most nine digits (project::ColumnRule::may_hold).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gauze::research {

class Decimal {
public:
    Decimal() = default;
    explicit Decimal(std::uint64_t whole) : parts_(static_cast<Parts>(whole) * one) {}
    // "12", "-3.5", with blanks around it; nothing for anything else, or more than 18 digits before the point
    // or nine behind it.
    static std::optional<Decimal> read(std::string_view text) noexcept;
    static Decimal nearest(double number) noexcept; // to nine places; below 10^9

    Decimal operator+(Decimal other) const noexcept { return Decimal(parts_ + other.parts_, 0); }
    Decimal operator-(Decimal other) const noexcept { return Decimal(parts_ - other.parts_, 0); }
    // To six places, half away from zero.
    Decimal over(std::uint64_t count) const noexcept;
    auto operator<=>(const Decimal&) const = default;
    bool is_whole() const noexcept { return parts_ % one == 0; }
    std::string text() const; // without zeros that say nothing

private:
    __extension__ typedef __int128 Parts;
    static constexpr Parts one = 1'000'000'000;
    Decimal(Parts parts, int) : parts_(parts) {}
    Parts parts_ = 0;
};

// The band of a number: from one lower edge to below the next. Edges 0, 1, 3 make "0", "1-2", "3+", and
// "<0"; where an edge is not whole, "0.5-<1.5".
std::string band_of(Decimal number, std::span<const double> edges);
// All of them, in order, that of what lies below the first edge at the front.
std::string bands_in_words(std::span<const double> edges);

} // namespace gauze::research
