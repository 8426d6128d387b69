// Whether some people are linked worse than others. Custodians may send coarse strata with their records (an
// age band, a group of origin; project::Stratum); for every two parties and every value of a stratum this
// says how many records were linked, how sure that share is, and how many of the links are expected to be
// false or missing. A smaller share by itself may be true: fewer of these people are in the other file.
// Together with more expected missed links it is a bias of the data or of the linkage.
//
// What leaves this page is safe to show: counts below the policy's smallest count are withheld, and with them
// as many others of the same margin (at least two in all) as it takes for none to come back by subtraction
// from the totals, which are shown. Nothing withheld is in these structs.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/linkage/judge.hpp"
#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage {

// One value of a stratum, among the records of one party, as they were linked to another.
struct BiasRow {
    std::string value; // as the policy lists it, "other" or "not known"; of a whole table "all"
    std::optional<std::uint64_t> records; // nothing: withheld, as everything below
    std::optional<std::uint64_t> linked;  // records with a link to the other party
    std::optional<double> share;          // linked of records
    // 95 % interval of the share (Wilson 1927). Where `linked` is withheld because it or its rest is small:
    // what the share may still be. Where it is withheld for the sake of another: 0 to 1.
    double least = 0, most = 1;
    std::optional<double> difference; // of the share to that of the whole
    bool differs = false;             // the interval excludes the share of the whole
    // Of links, by the log-odds of candidates: links of these records that are none, and links that were not
    // made (blocking losses not among them). Nothing if withheld or if no candidate was judged.
    std::optional<double> expected_false, expected_missed;
    std::optional<double> found; // of these records' true links, the share that is expected to be made
};

// All values of one stratum that occur.
struct BiasTable {
    std::string stratum;
    std::string of, to; // parties: whose records are counted, to whom they are linked; equal within one file
    BiasRow whole;
    std::vector<BiasRow> rows; // in the policy's order, then "other", then "not known"
    bool any_withheld = false;
};

struct BiasReport {
    std::uint32_t smallest_count = 0;
    std::vector<BiasTable> tables;     // by stratum, then party pair, each pair both ways
    std::vector<std::string> findings; // sentences: whose share differs, and which way the errors lie
    Json to_json() const;
    std::string in_words() const; // for people: a table each, then the findings
};

// Says in words what the tables show; `report_bias` has done so.
void add_findings(BiasReport& report);

// Empty without strata. A record counts as linked to a party if its person has a record there. `judged` are
// the candidates of the run in any order, links among them; `persons` are all persons, with those of one
// record or without. A link is expected to be false with one minus the probability of the best candidate that
// joins the record to the other party within its person (with 0 if none does: it came about through a third
// party). A link is expected to be missing with the probability of the best candidate of a record without
// link, to a record that is itself without link back where the record's own party is clean. Costs two passes
// over the candidates and 16 bytes a record and other party. One thread; the same whatever the order of
// candidates, persons and files.
BiasReport report_bias(const project::Policy& policy, const Parties& parties, std::span<const Judged> judged,
                       std::span<const Person> persons);

} // namespace gauze::linkage
