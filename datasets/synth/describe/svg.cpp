#include "datasets/synth/describe/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace gauze::synth::describe {

namespace {

constexpr double width = 560;

std::string opening(const Table& table, double height)
{
    return fmt::format("<svg viewBox=\"0 0 {} {:.0f}\" role=\"img\" aria-label=\"{}\">\n", width, height,
                       escaped(table.title));
}

// A round number at or above `largest`, and how many steps an axis to there has.
struct Axis {
    double end = 1;
    int steps = 4;
};
Axis axis_for(double largest)
{
    if (!(largest > 0)) return {};
    const double ten = std::pow(10, std::floor(std::log10(largest)));
    for (const auto& [factor, steps] :
         {std::pair{1.0, 5}, {1.5, 3}, {2.0, 4}, {3.0, 3}, {4.0, 4}, {5.0, 5}, {6.0, 3}, {8.0, 4}, {10.0, 5}})
        if (factor * ten >= largest) return {factor * ten, steps};
    return {10 * ten, 5};
}

// Ends of axes are round: as many digits as they need, no more.
std::string tick_text(double value, Unit unit)
{
    if (unit == Unit::share) return fmt::format("{:.4g} %", value * 100);
    return unit == Unit::count ? shown(value, unit) : fmt::format("{:.4g}", value);
}

std::string told(const Figure& figure, Unit unit)
{
    std::string text = fmt::format("{}: {}", figure.name, shown(figure.measured, unit));
    if (figure.documented) text += fmt::format(", documented {}", shown(figure.documented, unit));
    return escaped(text);
}

double largest_of(const Table& table)
{
    double largest = 0;
    for (const Figure& figure : table.figures)
        largest = std::max({largest, figure.measured.value_or(0), figure.documented.value_or(0)});
    return largest;
}

// Room for the longest name, in the width that letters of this size have on average.
double label_width(const Table& table)
{
    std::size_t longest = 0;
    for (const Figure& figure : table.figures) longest = std::max(longest, figure.name.size());
    return std::clamp(20 + 6.3 * static_cast<double>(longest), 70.0, 240.0);
}

std::string bars(const Table& table)
{
    constexpr double row = 24, end = 490, top = 8;
    const double label = label_width(table);
    const Axis axis = axis_for(largest_of(table));
    const double bottom = top + row * static_cast<double>(table.figures.size());
    const auto place = [&](double value) { return label + (end - label) * value / axis.end; };
    std::string svg = opening(table, bottom + 26);
    for (int i = 0; i <= axis.steps; ++i) {
        const double value = axis.end * i / axis.steps;
        svg += fmt::format(
            "<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2:.1f}\"/>"
            "<text class=\"tick\" x=\"{0:.1f}\" y=\"{3:.1f}\" text-anchor=\"middle\">{4}</text>\n",
            place(value), top, bottom, bottom + 16, tick_text(value, table.unit));
    }
    double y = top;
    for (const Figure& figure : table.figures) {
        svg += fmt::format("<g><title>{}</title><text x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>",
                           told(figure, table.unit), label - 8, y + 16, escaped(figure.name));
        if (figure.measured)
            svg += fmt::format("<rect class=\"bar\" x=\"{}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"14\"/>",
                               label, y + 5, std::max(0.5, place(*figure.measured) - label));
        if (figure.documented)
            svg += fmt::format(
                "<line class=\"reference\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>",
                place(*figure.documented), y + 2, y + 22);
        svg += fmt::format("<text class=\"value\" x=\"{}\" y=\"{:.1f}\">{}</text></g>\n", end + 10, y + 16,
                           shown(figure.measured, table.unit));
        y += row;
    }
    return svg + "</svg>\n";
}

// Lines come in pairs: a band of ages among women, then among men. The youngest are at the bottom.
std::string pyramid(const Table& table)
{
    constexpr double row = 17, middle = 280, gap = 36, reach = 220, top = 26;
    const std::size_t bands = table.figures.size() / 2;
    const Axis axis = axis_for(largest_of(table));
    const double bottom = top + row * static_cast<double>(bands);
    std::string svg = opening(table, bottom + 26);
    svg += fmt::format("<text class=\"head\" x=\"{}\" y=\"16\" text-anchor=\"end\">women</text>"
                       "<text class=\"head\" x=\"{}\" y=\"16\">men</text>\n",
                       middle - gap, middle + gap);
    for (int i = 0; i <= axis.steps; ++i)
        for (const double side : {-1.0, 1.0}) {
            const double value = axis.end * i / axis.steps;
            svg +=
                fmt::format("<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2:.1f}\"/>"
                            "<text class=\"tick\" x=\"{0:.1f}\" y=\"{3:.1f}\" "
                            "text-anchor=\"middle\">{4}</text>\n",
                            middle + side * (gap + reach * value / axis.end), top, bottom, bottom + 16,
                            tick_text(value, table.unit));
        }
    for (std::size_t band = 0; band < bands; ++band) {
        const double y = bottom - row * static_cast<double>(band + 1);
        const std::string& name = table.figures[2 * band].name;
        svg += fmt::format("<text class=\"band\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
                           middle, y + 13, escaped(name.substr(0, name.find(','))));
        for (const std::size_t who : {std::size_t{0}, std::size_t{1}}) {
            const Figure& figure = table.figures[2 * band + who];
            const double side = who == 0 ? -1 : 1;
            const double length = reach * figure.measured.value_or(0) / axis.end;
            svg += fmt::format(
                "<g><title>{}</title><rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
                "height=\"{}\"/>",
                told(figure, table.unit), who == 0 ? "bar" : "bar other",
                who == 0 ? middle - gap - length : middle + gap, y + 2, length, row - 3);
            if (figure.documented)
                svg += fmt::format(
                    "<line class=\"reference\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>",
                    middle + side * (gap + reach * *figure.documented / axis.end), y + 1, y + row);
            svg += "</g>\n";
        }
    }
    return svg + "</svg>\n";
}

// Shares going up to 1 over a logarithmic axis. Curves of one thing, measured and documented, share a colour.
std::string curves(const Table& table)
{
    constexpr double left = 48, right = 430, top = 10, bottom = 250;
    double longest = 10;
    for (const Curve& curve : table.curves)
        for (const auto& point : curve.points) longest = std::max(longest, point.first);
    const double decades = std::ceil(std::log10(longest) - 1e-9);
    const auto across = [&](double x) {
        return left + (right - left) * std::log10(std::max(1.0, x)) / decades;
    };
    const auto up = [&](double y) { return bottom - (bottom - top) * y; };
    std::string svg = opening(table, bottom + 44);
    for (int i = 0; i <= 4; ++i)
        svg += fmt::format("<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>"
                           "<text class=\"tick\" x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5} %</text>\n",
                           left, right, up(i / 4.0), left - 6, up(i / 4.0) + 4, 25 * i);
    for (int i = 0; i <= static_cast<int>(decades); ++i)
        svg += fmt::format("<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/>"
                           "<text class=\"tick\" x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"middle\">{4}</text>\n",
                           across(std::pow(10, i)), top, bottom, bottom + 16,
                           with_commas(static_cast<std::uint64_t>(std::llround(std::pow(10, i)))));
    svg += fmt::format("<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                       (left + right) / 2, bottom + 36, escaped(table.across));
    std::vector<std::string> names;
    for (const Curve& curve : table.curves) {
        const auto known = std::find(names.begin(), names.end(), curve.name);
        const auto colour = static_cast<std::size_t>(known - names.begin());
        if (known == names.end()) names.push_back(curve.name);
        std::string points;
        for (const auto& [x, y] : curve.points) points += fmt::format("{:.1f},{:.1f} ", across(x), up(y));
        svg += fmt::format("<polyline class=\"curve c{}{}\" points=\"{}\"><title>{}, {}</title></polyline>\n",
                           colour % 4, curve.documented ? " documented" : "", points, escaped(curve.name),
                           curve.documented ? "documented" : "measured");
    }
    for (std::size_t i = 0; i < names.size(); ++i)
        svg += fmt::format("<line class=\"curve c{0}\" x1=\"440\" x2=\"460\" y1=\"{1}\" y2=\"{1}\"/>"
                           "<text x=\"466\" y=\"{2}\">{3}</text>\n",
                           i % 4, 24 + 22 * i, 28 + 22 * i, escaped(names[i]));
    return svg + "</svg>\n";
}

} // namespace

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

std::string to_svg(const Table& table)
{
    switch (table.drawing) {
    case Drawing::none: return {};
    case Drawing::bars: return table.figures.empty() ? std::string() : bars(table);
    case Drawing::pyramid: return table.figures.empty() ? std::string() : pyramid(table);
    case Drawing::curves: return table.curves.empty() ? std::string() : curves(table);
    }
    return {};
}

} // namespace gauze::synth::describe
