// A quality sheet: what was measured in made data beside what is documented of real data. It is a plain
// value; those who measure fill it, and three writers show it: as text, as JSON and as a page.
#pragma once

#include "bloom/base/json.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gauze::synth::describe {

enum class Unit { share, per_thousand, number, count }; // a share is shown in per cent

// One line of a table. The standard error is that of the measured figure when neighbourhoods are what is
// drawn (shares.hpp); none where a figure is exact or too little was seen.
struct Figure {
    std::string name;
    std::optional<double> documented, measured, standard_error;
    std::string source; // a key of Sheet::sources, or "" when nothing is documented
};
// (measured - documented) in standard errors, and relative to the documented figure.
std::optional<double> in_standard_errors(const Figure& figure);
std::optional<double> relative(const Figure& figure);

struct Curve {
    std::string name;
    bool documented = false;
    std::vector<std::pair<double, double>> points;
};

// How a table is drawn: not at all; a bar a line with a tick where the documented figure is; two bars a line,
// back to back (the lines come in pairs); or its curves over a logarithmic axis.
enum class Drawing { none, bars, pyramid, curves };

struct Table {
    std::string title;
    Unit unit = Unit::share;
    Drawing drawing = Drawing::none;
    std::string remark = {};
    std::vector<Figure> figures = {};
    std::vector<Curve> curves = {};
    std::string across = {}; // what a curve's axis counts
    bool detail = false;     // for those who ask: folded on the page, left out of the text
};

struct Section {
    std::string title, about;
    std::vector<Table> tables;
};

struct Source {
    std::string key, text;
};

struct Sheet {
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts; // what was described
    std::vector<Section> sections;
    std::vector<Source> sources;
};

// A figure as a reader wants it: "30.2 %", "13.7", "1,234".
std::string shown(double value, Unit unit);
std::string shown(const std::optional<double>& value, Unit unit); // "–" when there is none
std::string with_commas(std::uint64_t number);

Json to_json(const Sheet& sheet);
std::string to_text(const Sheet& sheet);
std::string to_page(const Sheet& sheet); // one HTML file that asks for nothing

} // namespace gauze::synth::describe
