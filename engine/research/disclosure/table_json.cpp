// Tables as JSON: for the registry with the reasons, for readers without. What is read back is checked in
// full; a registry may have been touched.
#include "bloom/base/error.hpp"
#include "engine/research/disclosure/registry.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace gauze::research::disclosure {

namespace {

Json to_json(const Axis& axis)
{
    Json json;
    json.set("variable", axis.variable).set("values", axis.values).set("sensitive", axis.sensitive);
    if (axis.made_of.empty()) return json;
    std::vector<Json> groups;
    for (const std::vector<std::string>& group : axis.made_of) groups.push_back(Json().set("values", group));
    return json.set("made_of", groups);
}

Json shape_json(const Shape& shape)
{
    std::vector<Json> axes, where;
    for (const Axis& axis : shape.axes) axes.push_back(to_json(axis));
    for (const Slice& slice : shape.where)
        where.push_back(Json().set("variable", slice.variable).set("values", slice.values));
    Json json;
    json.set("name", shape.name).set("population", shape.population).set("wave", shape.wave);
    return json.set("area", shape.area).set("axes", axes).set("where", where);
}

std::vector<std::string> texts_of(const Protected& table)
{
    std::vector<std::string> texts;
    for (const ShownCell& cell : table.cells) texts.push_back(cell.text);
    return texts;
}

[[noreturn]] void damaged(std::string_view source, std::string_view what)
{
    throw Error(Exit::bad_data, fmt::format("{}: a released table {}", source, what),
                "take the file from a copy; it was changed by something else than a release");
}

Axis axis_from(const Json& json, std::string_view source)
{
    Axis axis{json.text("variable"), json.texts("values"), {}, json.flag("sensitive")};
    if (axis.values.empty()) damaged(source, "has an axis without categories");
    if (json.has("made_of"))
        for (const Json& group : json.objects("made_of")) axis.made_of.push_back(group.texts("values"));
    if (!axis.made_of.empty() && axis.made_of.size() != axis.values.size())
        damaged(source, "has an axis whose groups are not its categories");
    return axis;
}

// Axes of one variable, or so many cells that nobody has published them, are no table.
Shape shape_from(const Json& json, std::string_view source)
{
    Shape shape{json.text("name"), json.text("population"), json.text("wave"), {}, {}, json.text("area")};
    double cells = 1;
    for (const Json& one : json.objects("axes")) {
        Axis axis = axis_from(one, source);
        if (std::ranges::any_of(shape.axes,
                                [&](const Axis& other) { return other.variable == axis.variable; }))
            damaged(source, "crosses a variable with itself");
        cells *= static_cast<double>(axis.categories() + 1);
        shape.axes.push_back(std::move(axis));
    }
    if (cells > 1e7) damaged(source, "has more cells than a table can have");
    for (const Json& one : json.objects("where"))
        shape.where.push_back({one.text("variable"), one.texts("values")});
    return shape;
}

std::optional<Why> why_from(std::string_view text)
{
    for (const Why why : {Why::shown, Why::impossible, Why::small, Why::secondary, Why::whole})
        if (to_text(why) == text) return why;
    return std::nullopt;
}

// The text must be what protect writes for the reason: digits of a count that may be shown, symbol, "z".
ShownCell cell_from(std::string_view text, std::string_view reason, const Profile& profile,
                    std::string_view source)
{
    const std::optional<Why> why = why_from(reason);
    if (!why) damaged(source, "has a cell with an unknown reason");
    ShownCell cell{*why, 0, std::string(text)};
    if (is_withheld(*why) ? text != profile.symbol : *why == Why::impossible && text != "z")
        damaged(source, "has a cell whose text is not that of its reason");
    if (*why != Why::shown) return cell;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), cell.value);
    if (code != std::errc() || fmt::format("{}", cell.value) != text || cell.value > unbounded / 4)
        damaged(source, "has a shown cell that is no count");
    return cell;
}

} // namespace

Json to_json(const Protected& table)
{
    std::vector<std::string> why;
    for (const ShownCell& cell : table.cells) why.emplace_back(to_text(cell.why));
    Json json = shape_json(table.shape);
    return json.set("profile", table.profile).set("cells", texts_of(table)).set("why", why);
}

Json published_json(const Protected& table)
{
    Json json = shape_json(table.shape);
    return json.set("profile", table.profile).set("cells", texts_of(table));
}

Protected from_json(const Json& json, std::string_view source)
{
    Protected table{shape_from(json, source), json.text("profile"), {}};
    const Profile& profile = profile_named(table.profile);
    const std::vector<std::string> texts = json.texts("cells"), why = json.texts("why");
    if (texts.size() != table.shape.cells() || why.size() != texts.size())
        damaged(source, "has not as many cells as its axes say");
    for (std::size_t cell = 0; cell < texts.size(); ++cell)
        table.cells.push_back(cell_from(texts[cell], why[cell], profile, source));
    table.whole_withheld =
        std::ranges::all_of(table.cells, [](const ShownCell& cell) { return cell.why == Why::whole; });
    return table;
}

} // namespace gauze::research::disclosure
