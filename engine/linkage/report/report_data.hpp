// What a report says of a run: everything that report.html and report.json show, and nothing else. Figures
// and names of parties, fields and strata; no row token, no person id, no key, no path.
//
// Small counts. A Report that leaves the program has passed withhold_small_counts (withhold.hpp), which
// write_report sees to. After it every count of persons, links or records of a group that is below
// `smallest_count`, and every other one that would give such a count away, is withheld: its value is gone
// from the data, not only from the drawing. Numbers of records of a whole file, of pairs compared and of
// candidates are the run's own size and are always shown.
//
// Shares are between 0 and 1, log-odds are natural logarithms, memory is in bytes. All vectors are in the
// order in which they are shown. Values of a plain struct: any thread may read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gauze::linkage::report {

// A number of persons, links or records of a group, unless it is withheld.
struct Count {
    std::uint64_t value = 0; // 0 if withheld
    bool withheld = false;
    bool operator==(const Count&) const = default;
};

// An estimate with its 95 % interval.
struct Estimated {
    double value = 0, low = 0, high = 1;
    bool operator==(const Estimated&) const = default;
};

// How right the links are expected to be, what blocking lost included.
struct Expected {
    Estimated precision, recall, f1;
    bool operator==(const Expected&) const = default;
};

// What pairs are ordered by: the mixture's log-odds, or the bare Dice where no model speaks of the views.
enum class Scale { log_odds, dice };

struct Source {
    std::string party;
    std::uint64_t records = 0;
    bool clean = true;  // holds one person at most once
    std::string sha256; // of its file, hex
    struct Fill {
        std::string field;
        std::optional<double> share; // of its records that have the field; none: withheld, see `mostly`
        bool mostly = false;         // where it is withheld: nearly all have it, rather than hardly any
        bool operator==(const Fill&) const = default;
    };
    std::vector<Fill> fill; // empty if the file does not say
    bool operator==(const Source&) const = default;
};

// Candidates whose score is at or above `from` and below `to`; neighbours of one bar lie end to end.
struct Bin {
    double from = 0, to = 0;
    Count candidates;
    std::optional<double>
        matches; // of them expected to be one person, where there is a model and no withholding
    bool operator==(const Bin&) const = default;
};

// What blocking lost between two parties: of the pairs that some view shows to be alike.
struct Lost {
    std::uint64_t sampled = 0; // records that were compared with all of the other side
    Estimated share;
    bool operator==(const Lost&) const = default;
};

struct BetweenParties {
    std::uint32_t a = 0, b = 0; // positions in `sources`; equal: within one file
    std::uint64_t candidates = 0;
    Count links;
    std::optional<Expected> expected;
    std::vector<Bin> bins;
    std::optional<Lost> lost;
    bool operator==(const BetweenParties&) const = default;
};

// Where links begin, and why there.
struct Cut {
    double at = 0; // on the report's scale; a link is at or above
    // Pairs from here up to `review_to` are for a person to look at, if a review band was asked for.
    std::optional<double> review_from, review_to;
    std::optional<Count> for_review; // pairs in the band
    std::string why;                 // a sentence: "A false link is counted as bad as 20 missed ones."
    bool operator==(const Cut&) const = default;
};

// What would be had if links began elsewhere: the pairs of records that would count as one person, those
// included that only a third record joins, and how right they are expected to be.
struct CutPoint {
    double at = 0;
    Count pairs;
    std::optional<double> precision, recall, f1; // expected
    bool operator==(const CutPoint&) const = default;
};

// Persons of `from` to `to` records each; of `to` 0: of `from` and more.
struct ClusterSize {
    std::uint32_t from = 1, to = 1;
    Count persons;
    bool operator==(const ClusterSize&) const = default;
};

// Persons with records in exactly these parties.
struct Combination {
    std::vector<std::uint32_t> parties;
    Count persons;
    bool operator==(const Combination&) const = default;
};

// Persons with records in both parties, whoever else has them; a == b: in this party.
struct InBoth {
    std::uint32_t a = 0, b = 0;
    Count persons;
    bool operator==(const InBoth&) const = default;
};

// One value of a stratum among the records of one party, as they were linked to another: the figures of the
// bias report, which come withheld as that report's own rule says. What is absent is withheld or not known.
struct StratumRow {
    std::string value; // "F"; of the whole "all"
    std::optional<std::uint64_t> records, linked;
    std::optional<double> share;                     // linked of records
    double least = 0, most = 1;                      // 95 % interval of the share, or what it may still be
    bool differs = false;                            // the interval leaves out the share of the whole
    std::optional<double> false_links, missed_links; // expected
    bool operator==(const StratumRow&) const = default;
};
struct Stratum {
    std::string name;   // "age band"
    std::string of, to; // parties
    StratumRow whole;
    std::vector<StratumRow> rows;
    bool operator==(const Stratum&) const = default;
};

// One class of the fitted mixture.
struct FittedClass {
    std::string name; // "one person"
    bool match = false;
    double pairs = 0; // expected among all pairs of records
    struct Agreement {
        std::string field;
        double equal = 0; // how often the field agrees in a pair of this class
        bool operator==(const Agreement&) const = default;
    };
    std::vector<Agreement> agreements;
    bool operator==(const FittedClass&) const = default;
};

struct Fact {
    std::string name, value; // "policy", "3f9a..."
    bool operator==(const Fact&) const = default;
};

struct Stage {
    std::string name;
    double seconds = 0;
    std::uint64_t peak_memory = 0; // of the process so far
    bool operator==(const Stage&) const = default;
};

// What differs between two runs of the same thing, in one place.
struct Machine {
    std::string kernel;
    std::uint32_t threads = 0;
    std::vector<Stage> stages;
    bool operator==(const Machine&) const = default;
};

struct Report {
    std::string project, title, profile;
    std::string model; // in words; empty: pairs were ordered by Dice
    Scale scale = Scale::log_odds;
    std::uint32_t smallest_count = 10;
    bool small_counts_withheld = false; // set by withhold_small_counts
    std::vector<std::string> warnings;  // in words, the worst first

    std::uint64_t records = 0, compared = 0, candidates = 0;
    bool all_compared = true; // every record with every record of the other side: blocking loses nothing
    Count links, persons;
    Count pairs; // of records that count as one person: links, and pairs that only a third record joins
    std::optional<Count> families, households;
    std::optional<Expected> expected;
    Cut cut;

    std::vector<Source> sources;         // by party name
    std::vector<BetweenParties> between; // by a, then b
    std::vector<CutPoint> cuts;          // ascending
    std::vector<ClusterSize> cluster_sizes;
    std::vector<Combination> combinations;         // the most persons first
    std::optional<Combination> other_combinations; // all that are not listed, with no parties
    std::uint64_t other_combinations_number = 0;
    std::vector<InBoth> in_both; // by a, then b; empty for more than 20 parties
    std::vector<Stratum> strata;
    std::vector<std::string> strata_findings; // sentences: who is linked worse
    std::vector<FittedClass> classes;
    std::vector<Fact> facts; // parameters and digests
    Machine machine;
    bool operator==(const Report&) const = default;
};

} // namespace gauze::linkage::report
