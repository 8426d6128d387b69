// How good a result is, in every usual sense. Each measure is a pure function of an Outcome; none walks all
// pairs of a person, so that one who wrongly holds half a file costs no more than others.
#pragma once

#include "bench/quality/outcome.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gauze::lab {

// Pairs found and true, divided among the persons they are of: a true pair belongs to its person, a found one
// half to each of the two its records are of. So the parts of all persons add up to the whole.
struct PersonPairs {
    std::uint64_t found_halves = 0, right = 0, true_pairs = 0;
    auto operator<=>(const PersonPairs&) const = default;
};
std::vector<PersonPairs> pairs_by_person(const Outcome& outcome); // one for each real person
Quality quality_of(const Outcome& outcome);                       // over all pairs that count

struct PartyPairQuality {
    std::string a, b; // by name; equal for pairs of one party
    Quality quality;
};
// Of parties that have a true or a found pair, by name.
std::vector<PartyPairQuality> by_party_pair(const Outcome& outcome);

// Precision and recall record by record, averaged over all records (Bagga and Baldwin 1998): of those in a
// record's found person the share that is really of its person, and the other way round. All records of all
// parties count alike, `within` or not. A result in pairs is closed first: a = b and b = c make a = c.
struct BCubed {
    double precision = 1, recall = 1;
    double f1() const noexcept
    {
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    }
};
BCubed b_cubed(const Outcome& outcome);

// People whose records are together, all of them and nobody else's.
struct Recovered {
    std::uint64_t people = 0, exactly = 0;          // all
    std::uint64_t several = 0, several_exactly = 0; // those of two and more records
};
Recovered recovered(const Outcome& outcome);

// Where sources hold a person once at most (all but those of `repeats`): of a result in persons the times
// that one has two records or more of such a source; of a result in pairs the records with two partners or
// more in such a source, and the pairs inside one.
std::uint64_t one_to_one_violations(const Outcome& outcome, const std::vector<std::string>& repeats);

// What scores are worth, whatever threshold somebody chooses. Equal scores stand or fall together.
struct Curve {
    double best_threshold = 0;
    Quality best;                               // at or above it
    double recall_at_99 = 0, recall_at_999 = 0; // the highest with precision of .99, of .999; 0: never
    double average_precision = 0;               // sum of precision times growth of recall
};
std::optional<Curve> curve(const Outcome& outcome); // of a result in pairs with scores

struct Interval {
    double low = 0, high = 1;
};
// 95 % of what other people of the same kind would give: people are drawn with replacement, as many as there
// are, and the 2.5th and 97.5th of a hundred taken (Efron 1979). The same for the same outcome.
struct Intervals {
    Interval precision, recall, f1;
};
Intervals bootstrap(const Outcome& outcome, unsigned draws = 1000, std::uint64_t seed = 1);

// What was left to be compared: of all true pairs the share among the candidates (pairs completeness), of all
// candidates the share that is true (pairs quality), and the share of all pairs that need not be compared
// (reduction ratio). All pairs are those of records that the truth or the result names.
struct CandidateQuality {
    std::uint64_t candidates = 0, right = 0, true_pairs = 0, all_pairs = 0;
    double completeness() const noexcept { return share(right, true_pairs, 1); }
    double quality() const noexcept { return share(right, candidates, 1); }
    double reduction() const noexcept { return 1 - share(candidates, all_pairs, 0); }

private:
    static double share(std::uint64_t part, std::uint64_t whole, double of_nothing) noexcept
    {
        return whole == 0 ? of_nothing : static_cast<double>(part) / static_cast<double>(whole);
    }
};
CandidateQuality candidate_quality(const Candidates& candidates, const Outcome& outcome);

} // namespace gauze::lab
