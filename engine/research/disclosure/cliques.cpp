#include "engine/research/disclosure/cliques.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace gauze::research::disclosure {

namespace {

using Neighbours = std::vector<std::vector<bool>>;

double cells_of(const VariableSet& set, const std::vector<std::size_t>& sizes)
{
    double cells = 1;
    for (const std::size_t variable : set) cells *= static_cast<double>(sizes[variable]);
    return cells;
}

bool within(const VariableSet& inner, const VariableSet& outer)
{
    return std::ranges::includes(outer, inner);
}

// The variable and all its neighbours that are still there.
VariableSet family(std::size_t variable, const Neighbours& near, const std::vector<bool>& gone)
{
    VariableSet set;
    for (std::size_t other = 0; other < near.size(); ++other)
        if (other == variable || (near[variable][other] && !gone[other])) set.push_back(other);
    return set;
}

// Takes out the variable whose family has fewest cells, one after the other, and makes each family a clique.
std::vector<VariableSet> eliminate(Neighbours near, const std::vector<std::size_t>& sizes)
{
    std::vector<VariableSet> families;
    std::vector<bool> gone(near.size(), false);
    for (std::size_t step = 0; step < near.size(); ++step) {
        std::size_t next = near.size();
        double fewest = std::numeric_limits<double>::infinity();
        for (std::size_t variable = 0; variable < near.size(); ++variable) {
            if (gone[variable]) continue;
            const double cells = cells_of(family(variable, near, gone), sizes);
            if (cells < fewest) {
                fewest = cells;
                next = variable;
            }
        }
        const VariableSet set = family(next, near, gone);
        for (const std::size_t one : set)
            for (const std::size_t other : set)
                if (one != other) near[one][other] = true;
        gone[next] = true;
        families.push_back(set);
    }
    return families;
}

std::vector<VariableSet> largest_only(const std::vector<VariableSet>& sets)
{
    std::vector<VariableSet> kept;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        bool needed = true;
        for (std::size_t j = 0; j < sets.size() && needed; ++j)
            if (i != j && within(sets[i], sets[j]) && (sets[i] != sets[j] || j < i)) needed = false;
        if (needed) kept.push_back(sets[i]);
    }
    return kept;
}

// A spanning tree of largest shared sets is a junction tree of the cliques of a triangulated graph.
std::vector<CliqueTree::Edge> joined(const std::vector<VariableSet>& cliques)
{
    std::vector<CliqueTree::Edge> edges;
    std::vector<bool> in(cliques.size(), false);
    in[0] = true;
    while (edges.size() + 1 < cliques.size()) {
        CliqueTree::Edge best{};
        bool found = false;
        for (std::size_t one = 0; one < cliques.size(); ++one)
            for (std::size_t other = 0; other < cliques.size(); ++other) {
                if (!in[one] || in[other]) continue;
                VariableSet shared;
                std::ranges::set_intersection(cliques[one], cliques[other], std::back_inserter(shared));
                if (!found || shared.size() > best.shared.size()) best = {one, other, std::move(shared)};
                found = true;
            }
        in[best.other] = true;
        edges.push_back(std::move(best));
    }
    return edges;
}

} // namespace

CliqueTree clique_tree(const std::vector<VariableSet>& sets, const std::vector<std::size_t>& sizes)
{
    Neighbours near(sizes.size(), std::vector<bool>(sizes.size(), false));
    for (const VariableSet& set : sets)
        for (const std::size_t one : set)
            for (const std::size_t other : set)
                if (one != other) near[one][other] = true;
    CliqueTree tree;
    tree.cliques = largest_only(eliminate(std::move(near), sizes));
    if (tree.cliques.empty()) tree.cliques.emplace_back(); // no variables at all: one cell
    tree.edges = joined(tree.cliques);
    return tree;
}

} // namespace gauze::research::disclosure
