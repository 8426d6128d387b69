#include "engine/linkage/report/charts.hpp"

#include "engine/linkage/report/words.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <span>
#include <vector>

#include <fmt/format.h>

namespace gauze::linkage::report {

namespace {

// Narrow enough to be read on a telephone, where it fills the screen.
constexpr double width = 520, left = 54, right = 508, top = 30;

std::string opening(double height, std::string_view id, std::string_view title, std::string_view description)
{
    return fmt::format("<svg viewBox=\"0 0 {0} {1}\" role=\"img\" aria-labelledby=\"{2}-t {2}-d\">"
                       "<title id=\"{2}-t\">{3}</title><desc id=\"{2}-d\">{4}</desc>\n",
                       width, height, id, escaped(title), escaped(description));
}

// What lies across: log-odds in natural logarithms, or Dice.
struct Across {
    double from = 0, to = 1;
    double operator()(double at) const
    {
        return left + (right - left) * (std::clamp(at, from, to) - from) / (to - from);
    }
};

// Odds at whole powers of ten, or a Dice at round fractions; not more than five.
std::vector<double> ticks_across(const Across& across, Scale scale)
{
    const double unit = scale == Scale::dice ? 0.01 : std::numbers::ln10;
    static constexpr double of_dice[] = {1, 2, 5, 10, 20, 50}, of_odds[] = {1, 2, 3, 4, 6, 8, 12};
    double step = unit;
    for (const double factor : scale == Scale::dice ? std::span<const double>(of_dice) : of_odds)
        if ((across.to - across.from) / step > 5) step = factor * unit;
    std::vector<double> ticks;
    for (double k = std::ceil(across.from / step - 1e-9); k * step <= across.to + 1e-9; ++k)
        ticks.push_back(k * step);
    return ticks;
}

std::string tick_text(double at, Scale scale)
{
    if (scale == Scale::dice) return fmt::format("{:.2f}", at);
    return std::abs(at) < 1e-9 ? "1\u00a0:\u00a01" : odds(at);
}

std::string axis_across(const Across& across, Scale scale, double bottom, std::string_view name)
{
    std::string svg = fmt::format("<line class=\"axis\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>\n", left,
                                  right, bottom, bottom);
    for (const double at : ticks_across(across, scale)) {
        const double x = across(at);
        const char* anchor = x < left + 14 ? "start" : x > right - 22 ? "end" : "middle";
        svg += fmt::format("<line class=\"axis\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/>"
                           "<text class=\"tick\" x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"{4}\">{5}</text>\n",
                           x, bottom, bottom + 4, bottom + 17, anchor, tick_text(at, scale));
    }
    return svg + fmt::format("<text class=\"name\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                             (left + right) / 2, bottom + 34, name);
}

std::string_view name_across(Scale scale)
{
    return scale == Scale::dice ? "how alike the two records are (Dice)"
                                : "odds that the two records are one person";
}

// The cut as a line with its name above the plot, wherever it stands.
std::string cut_line(const Report& report, const Across& across, double bottom)
{
    const double x = across(report.cut.at);
    const bool at_right = x > right - 90;
    return fmt::format("<line class=\"cut\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/>"
                       "<text class=\"cutname\" x=\"{3:.1f}\" y=\"{4}\" text-anchor=\"{5}\">cut {6}</text>\n",
                       x, top - 8, bottom, at_right ? x - 5 : x + 5, top - 10, at_right ? "end" : "start",
                       score(report.cut.at, report.scale));
}

std::string review_band(const Report& report, const Across& across, double bottom, bool named)
{
    if (!report.cut.review_from) return {};
    const double from = across(*report.cut.review_from),
                 to = across(report.cut.review_to.value_or(report.cut.at));
    if (to - from < 0.5) return {};
    std::string svg =
        fmt::format("<rect class=\"review\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\">"
                    "<title>for a person to look at</title></rect>",
                    from, top, to - from, bottom - top);
    if (named)
        svg +=
            fmt::format("<text class=\"tick\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"end\">for review</text>\n",
                        from - 3, top + 30);
    return svg;
}

// ---- Histogram

// Upwards: from half a candidate to the next power of ten, logarithmically.
struct Upward {
    double decades = 1, bottom = 0;
    double operator()(double number) const
    {
        if (number <= 0.5) return bottom;
        return bottom - (bottom - top) * std::log10(number / 0.5) / (decades + std::log10(2));
    }
};

// The candidates of a bar as many as one of usual width would have.
double usual_width(const std::vector<Bin>& bins)
{
    double least = bins.front().to - bins.front().from;
    for (const Bin& bin : bins) least = std::min(least, bin.to - bin.from);
    return least;
}

// Bars of one kind as an outline, so that two kinds can be seen through each other.
std::string steps(const std::vector<Bin>& bins, const Across& across, const Upward& up, std::string_view kind,
                  const std::function<double(const Bin&)>& number)
{
    const double usual = usual_width(bins);
    std::string path = fmt::format("M{:.1f} {:.1f}", across(bins.front().from), up.bottom);
    for (const Bin& bin : bins) {
        const double y = up(number(bin) * usual / (bin.to - bin.from));
        path += fmt::format("V{:.1f}H{:.1f}", y, across(bin.to));
    }
    return fmt::format("<path class=\"steps {}\" d=\"{}V{:.1f}Z\"/>\n", kind, path, up.bottom);
}

std::string told(const Bin& bin, Scale scale)
{
    std::string text =
        fmt::format("{} to {}: {} {}", lower_end(bin, scale), score(bin.to, scale), shown(bin.candidates),
                    bin.candidates.value == 1 ? "candidate" : "candidates");
    if (bin.matches) text += fmt::format(", {} expected to be one person", approximate(*bin.matches));
    return escaped(text);
}

std::string power_text(int power)
{
    static constexpr const char* names[] = {"1",  "10",  "100",  "1k", "10k", "100k",
                                            "1M", "10M", "100M", "1G", "10G", "100G"};
    return power < 12 ? names[power] : "";
}

std::string axis_upward(const Upward& up)
{
    std::string svg;
    for (int power = 0; power <= static_cast<int>(up.decades); ++power) {
        const double y = up(std::pow(10, power));
        svg += fmt::format("<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
                           "<text class=\"tick\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
                           left, right, y, y, left - 5, y + 4, power_text(power));
    }
    return svg;
}

// ---- Explorer

struct Line {
    std::string_view name, kind;
    std::optional<double> CutPoint::*value;
};
constexpr Line lines[] = {{"precision", "precision", &CutPoint::precision},
                          {"recall", "recall", &CutPoint::recall},
                          {"F1", "f1", &CutPoint::f1}};

// The axis begins where the lines do around the run's cut; what is further off leaves the plot below.
double lowest_shown(const Report& report)
{
    double least = 1;
    for (const CutPoint& point : report.cuts)
        if (report.scale == Scale::dice || std::abs(point.at - report.cut.at) < 2 * std::numbers::ln10)
            for (const Line& line : lines) least = std::min(least, (point.*line.value).value_or(1));
    for (const double begin : {0.9, 0.8, 0.5})
        if (least >= begin) return begin;
    return 0;
}

std::string polyline(const Report& report, const Across& across,
                     const std::function<double(const CutPoint&)>& up, std::string_view kind)
{
    std::string points;
    for (const CutPoint& point : report.cuts)
        points += fmt::format("{:.1f},{:.1f} ", across(point.at), up(point));
    points.pop_back();
    return fmt::format("<polyline class=\"line {}\" points=\"{}\" clip-path=\"url(#plot)\"/>\n", kind,
                       points);
}

std::string name_at(const Line& line, double x, double y, const char* anchor)
{
    return fmt::format("<text class=\"linename {}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n",
                       line.kind, x, y, anchor, line.name);
}

// Recall is named on the left, where it is high, precision on the right, F1 beside its way down.
std::string line_names(const Report& report, const Across& across,
                       const std::function<double(double)>& height, double bottom)
{
    const auto below = [&](double share) { return std::min(height(share) + 17, bottom - 6); };
    std::string svg = name_at(lines[0], right - 2, below(report.cuts.back().precision.value_or(1)), "end") +
                      name_at(lines[1], left + 6, below(report.cuts.front().recall.value_or(1)), "start");
    const CutPoint* last = nullptr;
    for (const CutPoint& point : report.cuts)
        if (height(point.f1.value_or(0)) < bottom - 30 && across(point.at) < right - 30) last = &point;
    if (last) svg += name_at(lines[2], across(last->at) + 8, height(last->f1.value_or(0)) + 4, "start");
    return svg;
}

std::string expected_lines(const Report& report, const Across& across, double bottom)
{
    const double lowest = lowest_shown(report);
    const std::function<double(double)> height = [&](double share) {
        return bottom - (bottom - top) * (share - lowest) / (1 - lowest);
    };
    std::string svg;
    for (int i = 0; i <= 5; ++i) {
        const double share = lowest + (1 - lowest) * i / 5;
        svg +=
            fmt::format("<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
                        "<text class=\"tick\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{:.0f} %</text>\n",
                        left, right, height(share), height(share), left - 5, height(share) + 4, 100 * share);
    }
    for (const Line& line : lines)
        svg += polyline(
            report, across, [&](const CutPoint& point) { return height((point.*line.value).value_or(0)); },
            line.kind);
    return svg + line_names(report, across, height, bottom);
}

} // namespace

std::string histogram_chart(const Report& report, const BetweenParties& between, std::size_t number)
{
    const std::vector<Bin>& bins = between.bins;
    if (bins.empty() || bins.front().candidates.withheld) return {};
    constexpr double bottom = 210, height = 250;
    const double usual = usual_width(bins);
    const Across across{std::min(bins.front().from, report.cut.at - usual),
                        std::max(bins.back().to, report.cut.at + usual)};
    double most = 10;
    bool modelled = true;
    for (const Bin& bin : bins) {
        most = std::max(most, static_cast<double>(bin.candidates.value) * usual / (bin.to - bin.from));
        modelled = modelled && bin.matches.has_value();
    }
    const Upward up{std::ceil(std::log10(most) - 1e-9), bottom};
    std::string svg = opening(
        height, fmt::format("h{}", number),
        fmt::format("Candidates by score, {}", names_of(report, between.a, between.b)),
        fmt::format("A histogram of {} candidate pairs on a logarithmic axis, with the cut at {}. The table "
                    "below has the figures.",
                    grouped(between.candidates), score(report.cut.at, report.scale)));
    svg += axis_upward(up) + review_band(report, across, bottom, true);
    if (modelled) {
        svg += steps(bins, across, up, "others", [](const Bin& bin) {
            return static_cast<double>(bin.candidates.value) - bin.matches.value_or(0);
        });
        svg += steps(bins, across, up, "matches", [](const Bin& bin) { return bin.matches.value_or(0); });
        svg += fmt::format(
            "<text class=\"linename others\" x=\"{}\" y=\"{}\">two people</text>"
            "<text class=\"linename matches\" x=\"{}\" y=\"{}\" text-anchor=\"end\">one person</text>\n",
            left + 6, top + 12, right - 2, top + 12);
    } else {
        svg += steps(bins, across, up, "matches",
                     [](const Bin& bin) { return static_cast<double>(bin.candidates.value); });
    }
    svg += axis_across(across, report.scale, bottom, name_across(report.scale));
    // Something to point at: each bar from top to bottom, unseen, with its figures.
    for (const Bin& bin : bins)
        svg += fmt::format(
            "<rect class=\"touch\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\"><title>{}</title>"
            "</rect>\n",
            across(bin.from), top, across(bin.to) - across(bin.from), bottom - top, told(bin, report.scale));
    return svg + cut_line(report, across, bottom) + "</svg>\n";
}

std::string explorer_chart(const Report& report)
{
    if (report.cuts.size() < 2 || !report.cuts.front().precision) return {};
    constexpr double bottom = 230, height = 270;
    const Across across{report.cuts.front().at, report.cuts.back().at};
    std::string svg =
        opening(height, "explorer", "Expected precision, recall and F1 by cut",
                "Three lines over the odds at which links begin. Precision rises and recall falls as the "
                "cut moves to the right. The table of cuts has the figures.");
    svg +=
        fmt::format("<clipPath id=\"plot\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>\n",
                    left, top - 1, right - left, bottom - top + 1);
    svg += review_band(report, across, bottom, false) + expected_lines(report, across, bottom) +
           axis_across(
               across, report.scale, bottom,
               fmt::format("links begin at {}", report.scale == Scale::dice ? "this Dice" : "these odds"));
    svg += cut_line(report, across, bottom);
    svg +=
        fmt::format("<g id=\"moved\" data-left=\"{}\" data-right=\"{}\" data-top=\"{}\" data-bottom=\"{}\" "
                    "data-lowest=\"{}\" visibility=\"hidden\"><line class=\"moved\" y1=\"{}\" y2=\"{}\"/>"
                    "<circle class=\"dot precision\" r=\"4.5\"/><circle class=\"dot recall\" r=\"4.5\"/>"
                    "<circle class=\"dot f1\" r=\"4.5\"/></g>\n",
                    left, right, top, bottom, lowest_shown(report), top, bottom);
    return svg + "</svg>\n";
}

std::string bar(double share, double low, double high)
{
    const auto part = [](double x) { return 100 * std::clamp(x, 0.0, 1.0); };
    std::string svg = fmt::format("<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                                  "aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"10\"/>"
                                  "<rect class=\"fill\" width=\"{:.2f}\" height=\"10\"/>",
                                  part(share));
    if (low < high)
        svg += fmt::format("<rect class=\"whisker\" x=\"{:.2f}\" y=\"4\" width=\"{:.2f}\" height=\"2\"/>",
                           part(low), std::max(0.6, part(high) - part(low)));
    return svg + "</svg>";
}

} // namespace gauze::linkage::report
