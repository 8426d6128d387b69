// Who is one person. Pairs are taken from the most alike downwards (ties by row token, so that nothing
// depends on the order of files). A pair becomes a link if neither record has a better partner in the other's
// party, where that party holds a person only once; and the persons of both records become one if no clean
// party would then hold it twice. Greedy, one-to-one per party pair, source-aware over all parties.
#pragma once

#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

// Sorts pairs into the order in which they are decided.
void order_for_decision(std::vector<Pair>& pairs, const Parties& parties);

// Takes pairs one after another and keeps persons up to date. What it has decided after the first n pairs is
// what a run with a threshold just above pair n + 1 would decide: a sweep over thresholds needs one pass.
class Decision {
public:
    explicit Decision(const Parties& parties);

    enum class Verdict {
        joined,     // a link, and two persons became one
        within,     // a link between records that were one person already
        taken,      // a record has a better partner in that party
        would_clash // a clean party would hold the person twice
    };
    Verdict offer(const Pair& pair);

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

struct Decided {
    std::vector<Link> links;     // in order of decision
    std::vector<Person> persons; // by smallest record; ids not yet given
    std::uint64_t taken = 0;     // pairs above the cut that were not linked, and why
    std::uint64_t clashes = 0;
};

Decided decide(std::vector<Pair> pairs, const Parties& parties);

} // namespace gauze::linkage
