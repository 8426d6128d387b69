#include "engine/linkage/report/words.hpp"

#include "engine/linkage/report/histogram.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

namespace gauze::linkage::report {

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default:
            if ((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) || c == '\n') out += c;
        }
    return out;
}

std::string grouped(std::uint64_t number)
{
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text.push_back(',');
        text.push_back(digits[i]);
    }
    return text;
}

std::string shown(const Count& count) { return count.withheld ? "withheld" : grouped(count.value); }

namespace {

// As many places as show how far a share is from 0 or 1, at least one, at most three.
int places_for(double share)
{
    const double rest = 100 * std::min(share, 1 - share);
    if (rest <= 0 || rest >= 1) return 1;
    return rest >= 0.1 ? 2 : 3;
}

std::string percent_number(double share, int places)
{
    if (share >= 1) return "100";
    if (share <= 0) return "0";
    const std::string text = fmt::format("{:.{}f}", 100 * share, places);
    // What is not all is not written as all.
    if (text == fmt::format("{:.{}f}", 100.0, places))
        return fmt::format("{:.{}f}", 100 - std::pow(10, -places), places);
    return text;
}

std::string raised(int exponent)
{
    static constexpr std::array digits{"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                       "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
    std::string text;
    for (const char c : std::to_string(exponent)) text += digits[static_cast<std::size_t>(c - '0')];
    return text;
}

// Two digits that count: "20", "1,300", "2.4 x 10^6".
std::string two_digits(double number)
{
    if (number < 9.95) {
        std::string text = fmt::format("{:.1f}", number);
        if (text.ends_with(".0")) text.resize(text.size() - 2);
        return text;
    }
    int exponent = static_cast<int>(std::floor(std::log10(number) + 1e-12));
    double leading = std::round(number / std::pow(10, exponent - 1));
    if (leading >= 100) {
        leading /= 10;
        ++exponent;
    }
    if (exponent < 5)
        return grouped(static_cast<std::uint64_t>(std::llround(leading * std::pow(10, exponent - 1))));
    const std::string power = fmt::format("10{}", raised(exponent));
    return leading == 10 ? power : fmt::format("{:.1f}\u00a0\u00d7\u00a0{}", leading / 10, power);
}

} // namespace

std::string percent(double share)
{
    return fmt::format("{}\u00a0%", percent_number(share, places_for(share)));
}

std::string percent(double share, int places)
{
    return fmt::format("{}\u00a0%", percent_number(share, places));
}

std::string interval(const Estimated& figure)
{
    const int places = std::max(places_for(figure.low), places_for(figure.high));
    return fmt::format("{} to {}\u00a0%", percent_number(figure.low, places),
                       percent_number(figure.high, places));
}

std::string shown(const Estimated& figure)
{
    return fmt::format("{} ({})", percent(figure.value), interval(figure));
}

std::string approximate(double number)
{
    if (number <= 0) return "0";
    if (number < 0.1) return "less than 0.1";
    return number < 100 ? fmt::format("{:.1f}", number)
                        : grouped(static_cast<std::uint64_t>(std::llround(number)));
}

std::string odds(double log_odds)
{
    if (log_odds >= 0)
        return fmt::format("{}\u00a0:\u00a01", two_digits(std::exp(std::min(log_odds, 700.0))));
    return fmt::format("1\u00a0:\u00a0{}", two_digits(std::exp(std::min(-log_odds, 700.0))));
}

std::string score(double at, Scale scale)
{
    return scale == Scale::dice ? fmt::format("{:.3f}", at) : odds(at);
}

std::string lower_end(const Bin& bin, Scale scale)
{
    const std::string text = score(bin.from, scale);
    return scale == Scale::log_odds && bin.from <= least_odds + 1e-3 ? text + " or less" : text;
}

std::string seconds_text(double seconds)
{
    if (seconds < 0.01) return "under 0.01\u00a0s";
    if (seconds < 10) return fmt::format("{:.2f}\u00a0s", seconds);
    if (seconds < 100) return fmt::format("{:.1f}\u00a0s", seconds);
    const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
    if (whole < 7200) return fmt::format("{}\u00a0min {}\u00a0s", whole / 60, whole % 60);
    return fmt::format("{}\u00a0h {}\u00a0min", whole / 3600, whole % 3600 / 60);
}

std::string memory_text(std::uint64_t bytes)
{
    const double mega = static_cast<double>(bytes) / 1e6;
    return mega < 1000 ? fmt::format("{:.0f}\u00a0MB", mega) : fmt::format("{:.1f}\u00a0GB", mega / 1000);
}

std::string plural(std::uint64_t number, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

std::string names_of(const Report& report, std::uint32_t a, std::uint32_t b)
{
    if (a == b) return fmt::format("within {}", report.sources[a].party);
    return fmt::format("{} and {}", report.sources[a].party, report.sources[b].party);
}

} // namespace gauze::linkage::report
