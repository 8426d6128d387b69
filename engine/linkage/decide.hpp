// Who is one person. Two ways:
//
//     by Dice        a fixed threshold: pairs are taken from the most alike downwards, one-to-one per party
//                    pair, source-aware over all parties (`Decision`)
//     by log-odds    judged candidates: assignment, lead over the runner-up, known pairs, and persons by all
//                    that speaks for them and against (`DecisionRule`)
//
// In both, ties are broken by row token, so that nothing depends on the order of files or rows.
#pragma once

#include "engine/linkage/judge.hpp"
#include "engine/linkage/known_pairs.hpp"
#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::linkage {

// What became of one pair.
enum class Verdict : std::uint8_t {
    known_link,  // said to be one person beforehand
    known_apart, // said not to be, or held apart by such a word about others of the two persons
    joined,      // a link, and two persons became one
    within,      // between records of one person that other pairs had made
    taken,       // a record has a better partner in that party, which holds a person once
    would_clash, // a party that holds a person once would hold it twice
    outweighed,  // all pairs between the two persons together speak against it
    below_lead,  // the runner-up of one of the records is too near: for review
    review,      // between the lower cut and the cut: for review
    below        // under both cuts
};
inline constexpr std::size_t verdicts = 10;
// "known link", "known apart", "joined", ... "below the lead", "review", "below".
std::string_view to_text(Verdict verdict);

// ---- by Dice

// Sorts pairs into the order in which they are decided.
void order_for_decision(std::vector<Pair>& pairs, const Parties& parties);

// Takes pairs one after another and keeps persons up to date. What it has decided after the first n pairs is
// what a run with a threshold just above pair n + 1 would decide: a sweep over thresholds needs one pass.
class Decision {
public:
    explicit Decision(const Parties& parties);

    using Verdict = linkage::Verdict;
    Verdict offer(const Pair& pair); // joined, within, taken or would_clash

    // A number that two records share if and only if they are one person so far.
    std::size_t person_of(RecordRef record);
    std::size_t records() const noexcept { return parent_.size(); }

private:
    std::size_t position(RecordRef record) const { return start_[record.party] + record.row; }
    std::size_t root(std::size_t record);
    bool has_partner(std::size_t record, std::uint32_t party) const;
    void note_partner(std::size_t record, std::uint32_t party);

    std::size_t parties_;
    std::vector<bool> clean_;
    std::vector<std::size_t> start_;    // by party: position of its first record
    std::vector<std::uint32_t> parent_; // union-find
    std::vector<std::uint32_t> size_;
    std::vector<std::uint64_t> sources_;  // by root: clean parties in the person, one bit each
    std::vector<std::uint64_t> partners_; // by record: parties in which it has a partner
};

// ---- by log-odds

enum class Assignment : std::uint8_t {
    greedy,      // the best pair first
    mutual_best, // only pairs in which neither record has a better partner
    optimal      // the greatest sum of log-odds above the cut (persons/optimal_matching.hpp)
};

struct DecisionRule {
    double cut = 0;                       // least log-odds of a link
    std::optional<double> lower_cut = {}; // least log-odds of a pair for review; not above the cut
    double lead = 0; // least gap in log-odds to the runner-up of either record, in a party that holds it once
    Assignment assignment = Assignment::greedy;
    std::uint32_t top = 0; // best candidates of each record in each other party that are kept
    std::vector<KnownPair> known = {};
    std::size_t most_optimal = 5000; // records on one side of a component that is solved to the optimum
};

// A pair at or above the lower cut (or the cut, where there is none), and what became of it.
struct DecidedPair {
    Judged judged;
    Verdict verdict{};
};

// One of the best candidates of a record.
struct TopCandidate {
    RecordRef record;
    std::uint32_t rank = 0; // from 1, by the party of the other record
    Judged judged;
    Verdict verdict{};
};

struct Decided {
    std::vector<Link> links;     // in order of decision
    std::vector<Person> persons; // by smallest record; ids not yet given
    std::uint64_t taken = 0;     // pairs above the cut that were not linked, and why
    std::uint64_t clashes = 0;

    // The rest only by log-odds.
    std::vector<double> link_log_odds = {};       // by link
    std::vector<DecidedPair> pairs = {};          // by log-odds, the highest first
    std::array<std::uint64_t, verdicts> counts{}; // of `pairs`, by verdict
    std::vector<TopCandidate> top = {};           // by record (party, row token), party of the other, rank
    std::uint64_t left_to_greedy = 0;             // components too large for the optimum
    std::uint64_t largest_component = 0;          // records connected by pairs above the cut
    std::vector<std::string> warnings = {};       // in words

    std::uint64_t count(Verdict verdict) const { return counts[static_cast<std::size_t>(verdict)]; }
};

Decided decide(std::vector<Pair> pairs, const Parties& parties);

// `judged` are all candidates, those below the cut as well: they speak against persons
// (persons/clusters.hpp). Throws Error(bad_data) when known pairs contradict each other or would put two
// records of a party that holds a person once into one person, with both places. One thread; n log n in
// candidates, beside the optimum.
Decided decide(std::vector<Judged> judged, const Parties& parties, const DecisionRule& rule);

// Persons at several strictnesses in one pass, nested: who is one person at a higher cut is one person at
// every lower one. `levels` has one entry for each of `cuts`, in their order; at rule.cut it is what `main`
// says.
struct DecidedLevels {
    Decided main;
    struct Level {
        double cut = 0;
        std::vector<Person> persons; // by smallest record; ids not yet given
    };
    std::vector<Level> levels;
};
DecidedLevels decide_levels(std::vector<Judged> judged, const Parties& parties, const DecisionRule& rule,
                            std::span<const double> cuts);

} // namespace gauze::linkage
