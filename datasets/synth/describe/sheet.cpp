#include "datasets/synth/describe/sheet.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::synth::describe {

namespace {

constexpr std::size_t name_width = 52;

// Characters, not bytes: names have accents.
std::size_t width_of(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string right(const std::string& text, std::size_t width)
{
    const std::size_t own = width_of(text);
    return (own < width ? std::string(width - own, ' ') : std::string()) + text;
}

std::string left(const std::string& text, std::size_t width)
{
    const std::size_t own = width_of(text);
    return text + (own < width ? std::string(width - own, ' ') : std::string());
}

std::string line_of(const Figure& figure, Unit unit)
{
    const auto sigma = in_standard_errors(figure), off = relative(figure);
    return fmt::format("    {} {} {} {} {}  {}\n", left(figure.name, name_width),
                       right(shown(figure.documented, unit), 11), right(shown(figure.measured, unit), 11),
                       right(off ? fmt::format("{:+.1f} %", *off * 100) : "", 9),
                       right(sigma ? fmt::format("{:+.1f} se", *sigma) : "", 9), figure.source);
}

const char* word_for(Unit unit)
{
    switch (unit) {
    case Unit::share: return "share";
    case Unit::per_thousand: return "per_thousand";
    case Unit::number: return "number";
    case Unit::count: return "count";
    }
    return "";
}

void set_if(Json& json, std::string_view key, const std::optional<double>& value)
{
    if (value) json.set(key, *value);
}

Json to_json(const Figure& figure)
{
    Json json;
    json.set("name", figure.name);
    set_if(json, "documented", figure.documented);
    if (!figure.source.empty()) json.set("source", figure.source);
    set_if(json, "measured", figure.measured);
    set_if(json, "standard_error", figure.standard_error);
    set_if(json, "in_standard_errors", in_standard_errors(figure));
    set_if(json, "relative", relative(figure));
    return json;
}

Json to_json(const Curve& curve)
{
    std::vector<Json> points;
    for (const auto& [across, up] : curve.points) points.push_back(Json().set("x", across).set("y", up));
    return Json().set("name", curve.name).set("documented", curve.documented).set("points", points);
}

Json to_json(const Table& table)
{
    std::vector<Json> figures, curves;
    for (const Figure& figure : table.figures) figures.push_back(to_json(figure));
    for (const Curve& curve : table.curves) curves.push_back(to_json(curve));
    Json json;
    json.set("title", table.title).set("unit", word_for(table.unit)).set("figures", figures);
    if (!table.remark.empty()) json.set("remark", table.remark);
    if (!curves.empty()) json.set("curves", curves);
    return json;
}

} // namespace

std::optional<double> in_standard_errors(const Figure& figure)
{
    if (!figure.documented || !figure.measured || !figure.standard_error || *figure.standard_error <= 0)
        return std::nullopt;
    return (*figure.measured - *figure.documented) / *figure.standard_error;
}

std::optional<double> relative(const Figure& figure)
{
    if (!figure.documented || !figure.measured || *figure.documented == 0) return std::nullopt;
    return *figure.measured / *figure.documented - 1;
}

std::string with_commas(std::uint64_t number)
{
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

std::string shown(double value, Unit unit)
{
    switch (unit) {
    case Unit::share: return fmt::format("{:.{}f} %", value * 100, value != 0 && value < 0.001 ? 3 : 2);
    case Unit::per_thousand: return fmt::format("{:.2f}", value);
    case Unit::number: return fmt::format("{:.2f}", value);
    case Unit::count: return with_commas(static_cast<std::uint64_t>(std::llround(std::max(0.0, value))));
    }
    return {};
}

std::string shown(const std::optional<double>& value, Unit unit)
{
    return value ? shown(*value, unit) : "\u2013";
}

std::string to_text(const Sheet& sheet)
{
    std::string text = fmt::format("{}\n", sheet.title);
    for (const auto& [name, value] : sheet.facts) text += fmt::format("  {} {}\n", left(name, 28), value);
    for (const Section& section : sheet.sections) {
        text += fmt::format("\n{}\n", section.title);
        for (const Table& table : section.tables) {
            if (table.detail || table.drawing == Drawing::pyramid || table.figures.empty()) continue;
            text += fmt::format("  {} {} {} {}\n", left(table.title, name_width + 2), right("documented", 11),
                                right("measured", 11), right("difference", 19));
            for (const Figure& figure : table.figures) text += line_of(figure, table.unit);
        }
    }
    text += "\nSources (se: standard errors of the measured figure)\n";
    for (const Source& source : sheet.sources) text += fmt::format("  {:<10} {}\n", source.key, source.text);
    return text;
}

Json to_json(const Sheet& sheet)
{
    Json facts;
    for (const auto& [name, value] : sheet.facts) facts.set(name, value);
    std::vector<Json> sections, sources;
    for (const Section& section : sheet.sections) {
        std::vector<Json> tables;
        for (const Table& table : section.tables) tables.push_back(to_json(table));
        sections.push_back(
            Json().set("title", section.title).set("about", section.about).set("tables", tables));
    }
    for (const Source& source : sheet.sources)
        sources.push_back(Json().set("key", source.key).set("text", source.text));
    return Json()
        .set("made_by", "gauze-synth describe 1")
        .set("title", sheet.title)
        .set("facts", facts)
        .set("sections", sections)
        .set("sources", sources);
}

} // namespace gauze::synth::describe
