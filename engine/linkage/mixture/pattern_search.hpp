// Which patterns a piece of evidence leaves likely. With five fields there are some thousands of patterns and
// with eight some hundred thousand, but only some tens matter to any class of pairs. What the keys say of a
// pattern is the same for all evidence with the same keys, and no view can say more for a pattern than it
// says for the one it fits best; so patterns are taken from the likeliest downwards, class by class, until no
// view could lift the next one back. What is found is what a look at every pattern would find.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage::mixture {

// What a view's score says of each pattern. Patterns that agree in the view's fields share a column.
struct ScoreTable {
    std::vector<std::uint32_t> column; // by pattern
    std::size_t columns = 0;
    std::vector<float> logarithm; // by score, then column: of the probability
    std::vector<float> most;      // by score: the greatest
};

// What a class says of the patterns before any evidence: logarithms. `margin`: patterns within this of the
// class's likeliest matter to it.
struct ClassPrior {
    std::vector<float> of_pattern;
    float margin = 0;
};

// One view's score of one pair.
struct SeenScore {
    std::size_t view = 0; // among the tables
    std::uint32_t score = 0;
};

struct LikelyPatterns {
    std::vector<std::uint32_t> pattern; // ascending
    std::vector<float> likelihood;      // up to a common factor; the likeliest has 1
};

class PatternSearch {
public:
    // `keys`: by pattern, what the match keys of all the evidence to come say, as logarithms. Costs a pass
    // over the patterns for each class and holds 8 bytes for each of these. Refers to its arguments. One
    // thread each.
    PatternSearch(std::vector<float> keys, std::span<const ScoreTable> views,
                  std::span<const ClassPrior> priors);

    // Patterns that matter to some class. Costs what it looks at: some hundreds where the views agree with
    // the keys.
    LikelyPatterns of(std::span<const SeenScore> scores);

private:
    // A class's patterns by how far they are behind its likeliest, in steps of one.
    struct Order {
        std::vector<std::uint32_t> pattern;
        std::vector<std::size_t> step; // where each step begins, and the end
        float best = 0;
    };
    float score(std::uint32_t pattern, std::span<const SeenScore> scores);

    std::vector<float> keys_;
    std::span<const ScoreTable> views_;
    std::span<const ClassPrior> priors_;
    std::vector<Order> orders_;              // by class
    std::vector<float> scored_;              // by pattern, if looked at
    std::vector<std::uint32_t> looked_at_;   // patterns
    std::vector<std::uint8_t> is_looked_at_; // by pattern
};

} // namespace gauze::linkage::mixture
