#include "engine/research/disclosure/joint.hpp"

#include "engine/project/refusal.hpp"
#include "engine/research/disclosure/cliques.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

namespace gauze::research::disclosure {

namespace {

constexpr std::size_t unnamed = static_cast<std::size_t>(-1);

// What a table does with one variable: the category of each piece along its axis, and whether it is counted.
struct Use {
    std::optional<std::size_t> axis;
    std::vector<std::size_t> category; // of each piece; unnamed: none
    std::vector<bool> counted;         // within the slices
};

struct Variable {
    std::string name;
    std::size_t pieces = 0;
    std::vector<std::optional<Use>> uses; // by table
};

// The values of one category of an axis.
std::vector<std::string> values_of(const Axis& axis, std::size_t category)
{
    if (axis.made_of.empty()) return {axis.values[category]};
    assert(axis.made_of.size() == axis.values.size());
    return axis.made_of[category];
}

// What one table says of each value it names: category along its axis, whether in its slices.
struct Named {
    std::optional<std::size_t> axis;
    std::map<std::string, std::size_t> category;
    std::optional<std::set<std::string>> slice;
};

std::optional<Named> named_by(const Shape& shape, const std::string& variable)
{
    Named named;
    for (std::size_t i = 0; i < shape.axes.size(); ++i)
        if (shape.axes[i].variable == variable) {
            assert(!named.axis);
            named.axis = i;
            for (std::size_t category = 0; category < shape.axes[i].categories(); ++category)
                for (const std::string& value : values_of(shape.axes[i], category))
                    named.category.emplace(value, category);
        }
    for (const Slice& slice : shape.where)
        if (slice.variable == variable) {
            std::set<std::string> values(slice.values.begin(), slice.values.end());
            if (named.slice) // two slices: what is in both
                std::erase_if(values,
                              [&](const std::string& value) { return !named.slice->contains(value); });
            named.slice = std::move(values);
        }
    if (!named.axis && !named.slice) return std::nullopt;
    return named;
}

// Values that all tables treat alike are one piece; nullopt among them stands for what nobody names.
Variable cut(const std::string& name, std::span<const Shape* const> tables)
{
    std::vector<std::optional<Named>> named;
    std::set<std::optional<std::string>> values;
    bool all_named = false;
    for (const Shape* table : tables) {
        named.push_back(named_by(*table, name));
        if (!named.back()) continue;
        for (const auto& [value, category] : named.back()->category) values.insert(value);
        if (named.back()->slice) values.insert(named.back()->slice->begin(), named.back()->slice->end());
        if (named.back()->axis && !named.back()->slice) all_named = true;
    }
    if (!all_named) values.insert(std::nullopt);

    std::map<std::vector<std::pair<std::size_t, bool>>, std::size_t> pieces;
    Variable variable{name, 0, {}};
    for (const auto& one : named) {
        variable.uses.emplace_back();
        if (one) variable.uses.back() = Use{one->axis, {}, {}};
    }
    for (const std::optional<std::string>& value : values) {
        std::vector<std::pair<std::size_t, bool>> treated;
        for (const auto& one : named) {
            if (!one) continue;
            const auto found = value ? one->category.find(*value) : one->category.end();
            treated.emplace_back(found == one->category.end() ? unnamed : found->second,
                                 !one->slice || (value && one->slice->contains(*value)));
        }
        if (!pieces.emplace(treated, pieces.size()).second) continue;
        std::size_t next = 0;
        for (std::size_t t = 0; t < named.size(); ++t)
            if (named[t]) {
                variable.uses[t]->category.push_back(treated[next].first);
                variable.uses[t]->counted.push_back(treated[next].second);
                ++next;
            }
    }
    variable.pieces = pieces.size();
    return variable;
}

std::vector<Variable> variables_of(std::span<const Shape* const> tables)
{
    std::vector<std::string> names;
    const auto add = [&names](const std::string& name) {
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    };
    for (const Shape* table : tables) {
        for (const Axis& axis : table->axes) add(axis.variable);
        for (const Slice& slice : table->where) add(slice.variable);
    }
    std::vector<Variable> variables;
    for (const std::string& name : names) variables.push_back(cut(name, tables));
    return variables;
}

// The cells of one clique: visit(cell, piece of each of its variables).
template <class Visit>
void each_cell(const VariableSet& clique, const std::vector<Variable>& variables, Visit visit)
{
    std::vector<std::size_t> pieces(clique.size(), 0);
    for (std::size_t cell = 0;; ++cell) {
        visit(cell, pieces);
        std::size_t i = clique.size();
        while (i > 0 && ++pieces[i - 1] == variables[clique[i - 1]].pieces) pieces[--i] = 0;
        if (i == 0) return;
    }
}

std::size_t cells_of(const VariableSet& clique, const std::vector<Variable>& variables)
{
    std::size_t cells = 1;
    for (const std::size_t variable : clique) cells *= variables[variable].pieces;
    return cells;
}

// Where a person in these pieces of a clique stands in a table.
struct Standing {
    bool counted = true, named = true;
    std::vector<std::size_t> places;
};

Standing standing(const Shape& shape, std::size_t table, const VariableSet& clique,
                  const std::vector<std::size_t>& pieces, const std::vector<Variable>& variables)
{
    Standing standing{true, true, std::vector<std::size_t>(shape.axes.size(), unnamed)};
    for (std::size_t i = 0; i < clique.size(); ++i) {
        const std::optional<Use>& use = variables[clique[i]].uses[table];
        if (!use) continue;
        standing.counted = standing.counted && use->counted[pieces[i]];
        if (use->axis) {
            standing.places[*use->axis] = use->category[pieces[i]];
            standing.named = standing.named && use->category[pieces[i]] != unnamed;
        }
    }
    return standing;
}

std::size_t clique_with(const CliqueTree& tree, std::size_t table, const std::vector<Variable>& variables)
{
    std::size_t best = tree.cliques.size();
    for (std::size_t c = 0; c < tree.cliques.size(); ++c) {
        bool holds = true;
        for (std::size_t v = 0; v < variables.size() && holds; ++v)
            if (variables[v].uses[table]) holds = std::ranges::binary_search(tree.cliques[c], v);
        if (holds && (best == tree.cliques.size() ||
                      cells_of(tree.cliques[c], variables) < cells_of(tree.cliques[best], variables)))
            best = c;
    }
    assert(best < tree.cliques.size());
    return best;
}

// The waves of the tables, numbered as they appear.
std::vector<std::size_t> waves_of(std::span<const Shape* const> tables)
{
    std::vector<std::string> seen;
    std::vector<std::size_t> waves;
    for (const Shape* table : tables) {
        const auto found = std::ranges::find(seen, table->wave);
        waves.push_back(static_cast<std::size_t>(found - seen.begin()));
        if (found == seen.end()) seen.push_back(table->wave);
    }
    return waves;
}

// Where unknowns stand: clique by clique, wave by wave.
struct Layout {
    std::vector<Variable> variables;
    CliqueTree tree;
    std::vector<std::size_t> waves; // of each table
    std::vector<std::size_t> first; // unknown of each clique in the first wave
    std::size_t block = 0;          // unknowns of a wave
    std::size_t blocks = 0;         // waves

    std::uint32_t unknown(std::size_t wave, std::size_t clique, std::size_t cell) const
    {
        return static_cast<std::uint32_t>(wave * block + first[clique] + cell);
    }
};

[[noreturn]] void too_many(std::size_t most)
{
    project::refuse_with(
        "too-many-cells",
        fmt::format(
            "the tables of this population, taken together, have more than {} joint cells, so that it "
            "cannot be verified that nothing follows from them",
            most),
        "release a table with fewer categories or variables, or one that shares more of its variables with "
        "the "
        "earlier ones");
}

Layout lay_out(std::span<const Shape* const> tables, std::size_t most)
{
    Layout layout{variables_of(tables), {}, waves_of(tables), {}};
    std::vector<std::size_t> sizes;
    for (const Variable& variable : layout.variables) sizes.push_back(variable.pieces);
    std::vector<VariableSet> sets(tables.size());
    for (std::size_t t = 0; t < tables.size(); ++t)
        for (std::size_t v = 0; v < layout.variables.size(); ++v)
            if (layout.variables[v].uses[t]) sets[t].push_back(v);
    layout.tree = clique_tree(sets, sizes);
    layout.blocks = tables.empty() ? 0 : *std::ranges::max_element(layout.waves) + 1;
    for (const VariableSet& clique : layout.tree.cliques) {
        layout.first.push_back(layout.block);
        double cells = static_cast<double>(layout.block);
        double product = 1;
        for (const std::size_t v : clique) product *= static_cast<double>(sizes[v]);
        cells += product;
        if (cells * static_cast<double>(layout.blocks) > static_cast<double>(most)) too_many(most);
        layout.block += static_cast<std::size_t>(product);
    }
    return layout;
}

// Adds one joint cell to every cell of the table that counts it: its interior one and all margins of that.
void add_to_cells(const Shape& shape, const std::vector<std::size_t>& places, std::uint32_t unknown,
                  std::vector<Joint::Columns>& members)
{
    for (std::size_t margin = 0; margin < std::size_t{1} << places.size(); ++margin) {
        std::vector<std::size_t> at = places;
        for (std::size_t i = 0; i < at.size(); ++i)
            if ((margin >> i & 1) != 0) at[i] = shape.axes[i].categories();
        members[shape.cell(at)].push_back(unknown);
    }
}

// What each cell of the table adds up: people of its wave and, as they stay, of those before it.
std::vector<Joint::Columns> members_of(const Shape& shape, std::size_t table, const Layout& layout,
                                       std::set<std::uint32_t>& empty)
{
    std::vector<Joint::Columns> members(shape.cells());
    const std::size_t clique = clique_with(layout.tree, table, layout.variables);
    const VariableSet& variables = layout.tree.cliques[clique];
    each_cell(variables, layout.variables, [&](std::size_t cell, const auto& pieces) {
        const Standing where = standing(shape, table, variables, pieces, layout.variables);
        if (!where.counted) return;
        for (std::size_t wave = 0; wave <= layout.waves[table]; ++wave) {
            const std::uint32_t unknown = layout.unknown(wave, clique, cell);
            if (where.named)
                add_to_cells(shape, where.places, unknown, members);
            else
                empty.insert(unknown);
        }
    });
    for (Joint::Columns& columns : members) std::ranges::sort(columns);
    return members;
}

// Two neighbours of the tree count as many people for each value of what they share, wave by wave.
void agree(const CliqueTree::Edge& edge, const Layout& layout, std::vector<Joint::Agreement>& agreements)
{
    for (std::size_t wave = 0; wave < layout.blocks; ++wave) {
        std::map<std::vector<std::size_t>, Joint::Agreement> by_value;
        for (const std::size_t clique : {edge.one, edge.other}) {
            const VariableSet& variables = layout.tree.cliques[clique];
            each_cell(variables, layout.variables, [&](std::size_t cell, const auto& pieces) {
                std::vector<std::size_t> value;
                for (std::size_t i = 0; i < variables.size(); ++i)
                    if (std::ranges::binary_search(edge.shared, variables[i])) value.push_back(pieces[i]);
                Joint::Agreement& both = by_value[value];
                (clique == edge.one ? both.one : both.other).push_back(layout.unknown(wave, clique, cell));
            });
        }
        for (auto& [value, agreement] : by_value) agreements.push_back(std::move(agreement));
    }
}

} // namespace

Joint::Joint(std::span<const Shape* const> tables, std::size_t most)
{
    const Layout layout = lay_out(tables, most);
    unknowns_ = layout.block * layout.blocks;
    std::set<std::uint32_t> empty;
    for (std::size_t t = 0; t < tables.size(); ++t)
        members_.push_back(members_of(*tables[t], t, layout, empty));
    empty_.assign(empty.begin(), empty.end());
    for (const CliqueTree::Edge& edge : layout.tree.edges) agree(edge, layout, agreements_);
}

} // namespace gauze::research::disclosure
