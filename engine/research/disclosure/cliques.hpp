// Which variables must be looked at together. Tables of one population are margins of one joint table over
// all their variables; that may be far too large to hold. But where the tables' sets of variables hang
// together as a tree, joint tables of the tree's knots that agree on what neighbours share are as good: from
// such tables of whole numbers a joint table of whole numbers can always be put together (Vorob'ev 1962;
// Lauritzen, Graphical Models, 1996, chapter 3). Sets that make no tree are enlarged until they do.
#pragma once

#include <cstddef>
#include <vector>

namespace gauze::research::disclosure {

using VariableSet = std::vector<std::size_t>; // sorted

struct CliqueTree {
    std::vector<VariableSet> cliques; // none within another; at least one
    struct Edge {
        std::size_t one, other;
        VariableSet shared; // maybe empty: then only the totals agree
    };
    std::vector<Edge> edges;
};

// Every one of `sets` is within a clique. `sizes`: categories of each variable; fewest cells first.
CliqueTree clique_tree(const std::vector<VariableSet>& sets, const std::vector<std::size_t>& sizes);

} // namespace gauze::research::disclosure
