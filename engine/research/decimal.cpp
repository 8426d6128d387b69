#include "engine/research/decimal.hpp"

#include <cmath>

#include <fmt/format.h>

namespace gauze::research {

namespace {

constexpr std::size_t most_whole_digits = 18, most_places = 9;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) noexcept
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Of the band whose lower edge is edges[i]. Whole bands are written with the last whole number in them.
std::string label(std::span<const double> edges, std::size_t i)
{
    const Decimal low = Decimal::nearest(edges[i]);
    if (i + 1 == edges.size()) return fmt::format("{}+", low.text());
    const Decimal next = Decimal::nearest(edges[i + 1]);
    if (!low.is_whole() || !next.is_whole()) return fmt::format("{}-<{}", low.text(), next.text());
    const Decimal last = next - Decimal(1);
    return last == low ? low.text() : fmt::format("{}-{}", low.text(), last.text());
}

} // namespace

std::optional<Decimal> Decimal::read(std::string_view text) noexcept
{
    text = trimmed(text);
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    Parts parts = 0;
    std::size_t digits = 0, places = 0;
    for (; digits < text.size() && is_digit(text[digits]); ++digits)
        parts = parts * 10 + (text[digits] - '0');
    if (digits == 0 || digits > most_whole_digits) return std::nullopt;
    text.remove_prefix(digits);
    if (!text.empty()) {
        if (text.front() != '.') return std::nullopt;
        text.remove_prefix(1);
        for (; places < text.size() && is_digit(text[places]) && places < most_places; ++places)
            parts = parts * 10 + (text[places] - '0');
        if (places == 0 || places != text.size()) return std::nullopt;
    }
    for (; places < most_places; ++places) parts *= 10;
    return Decimal(negative ? -parts : parts, 0);
}

Decimal Decimal::nearest(double number) noexcept
{
    return Decimal(static_cast<Parts>(std::llround(number * 1e9)), 0);
}

Decimal Decimal::over(std::uint64_t count) const noexcept
{
    constexpr Parts step = 1000; // of six places
    const Parts whole = parts_ < 0 ? -parts_ : parts_;
    const Parts divisor = static_cast<Parts>(count) * step;
    const Parts rounded = (whole + divisor / 2) / divisor * step;
    return Decimal(parts_ < 0 ? -rounded : rounded, 0);
}

std::string Decimal::text() const
{
    const Parts size = parts_ < 0 ? -parts_ : parts_;
    const auto whole = static_cast<std::uint64_t>(size / one);
    std::string text =
        fmt::format("{}{}.{:09}", parts_ < 0 ? "-" : "", whole, static_cast<std::uint64_t>(size % one));
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string band_of(Decimal number, std::span<const double> edges)
{
    std::size_t i = edges.size();
    while (i > 0 && number < Decimal::nearest(edges[i - 1])) --i;
    return i == 0 ? fmt::format("<{}", Decimal::nearest(edges[0]).text()) : label(edges, i - 1);
}

std::string bands_in_words(std::span<const double> edges)
{
    std::string text = fmt::format("<{}", Decimal::nearest(edges[0]).text());
    for (std::size_t i = 0; i < edges.size(); ++i) text += fmt::format(" {}", label(edges, i));
    return text;
}

} // namespace gauze::research
