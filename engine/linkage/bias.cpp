// Read `report_bias` at the bottom first.
#include "engine/linkage/bias.hpp"

#include "engine/linkage/strata.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

constexpr double unjudged = -std::numeric_limits<double>::infinity();
constexpr double z = 1.959963984540054; // 95 % of a normal distribution lie within

double probability(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

// Wilson 1927: does what it says for few records and for shares near 0 and 1.
void set_interval(BiasRow& row, std::uint64_t linked, std::uint64_t records)
{
    const auto n = static_cast<double>(records), k = static_cast<double>(linked);
    row.share = k / n;
    const double centre = (k + z * z / 2) / (n + z * z);
    const double half = z / (n + z * z) * std::sqrt(k * (n - k) / n + z * z / 4);
    row.least = std::max(0.0, centre - half);
    row.most = std::min(1.0, centre + half);
}

// Who is linked where, by record.
class Links {
public:
    Links(const Parties& parties, std::span<const Person> persons)
    {
        for (std::size_t p = 0; p < parties.size(); ++p)
            records_.emplace_back(parties[p].rows(), Record{0, UINT32_MAX});
        std::uint32_t number = 0;
        for (const Person& person : persons) {
            std::vector<std::uint32_t> held(parties.size());
            for (const RecordRef r : person.records) ++held[r.party];
            for (const RecordRef r : person.records) {
                Record& record = records_[r.party][r.row];
                record.person = number;
                for (std::uint32_t p = 0; p < held.size(); ++p)
                    if (held[p] > (p == r.party ? 1u : 0u)) record.parties |= std::uint64_t{1} << p;
            }
            ++number;
        }
    }
    bool linked(RecordRef r, std::uint32_t party) const
    {
        return (records_[r.party][r.row].parties >> party & 1u) != 0;
    }
    bool one_person(const Pair& pair) const
    {
        const std::uint32_t person = records_[pair.a.party][pair.a.row].person;
        return person != UINT32_MAX && person == records_[pair.b.party][pair.b.row].person;
    }

private:
    struct Record {
        std::uint64_t parties; // in which its person has another record
        std::uint32_t person;
    };
    std::vector<std::vector<Record>> records_; // by party, by row
};

// The records of one party, as they were linked to another, value by value of one stratum.
struct Side {
    std::uint32_t of = 0, to = 0;
    std::vector<double> made, missed; // by row: log-odds of its link, and of its best candidate without link
};

struct Sums {
    std::vector<std::uint64_t> records, linked; // by byte
    std::vector<double> expected_false, expected_missed;
};

// Both directions of each pair of parties; one where duplicates within one file are meant.
std::vector<Side> sides_of(const Parties& parties, std::span<const Judged> judged)
{
    std::vector<bool> within(parties.size(), false);
    if (parties.size() == 1) within[0] = true;
    for (const Judged& one : judged)
        if (one.pair.a.party == one.pair.b.party) within[one.pair.a.party] = true;
    std::vector<Side> sides;
    const auto add = [&](std::uint32_t of, std::uint32_t to) {
        const std::vector<double> none(parties[of].rows(), unjudged);
        sides.push_back({of, to, none, none});
    };
    for (std::uint32_t a = 0; a < parties.size(); ++a) {
        if (within[a]) add(a, a);
        for (std::uint32_t b = a + 1; b < parties.size(); ++b) add(a, b), add(b, a);
    }
    return sides;
}

void note(Side& side, RecordRef record, RecordRef other, const Judged& one, const Links& links,
          const Parties& parties)
{
    double& made = side.made[record.row];
    double& missed = side.missed[record.row];
    if (links.one_person(one.pair)) made = std::max(made, one.log_odds);
    const bool other_is_free = !links.linked(other, record.party) || !parties.clean[record.party];
    if (!links.linked(record, other.party) && other_is_free) missed = std::max(missed, one.log_odds);
}

void note_judged(std::vector<Side>& sides, std::span<const Judged> judged, const Links& links,
                 const Parties& parties)
{
    std::vector<Side*> by_parties(parties.size() * parties.size(), nullptr);
    for (Side& side : sides) by_parties[side.of * parties.size() + side.to] = &side;
    for (const Judged& one : judged) {
        const RecordRef a = one.pair.a, b = one.pair.b;
        note(*by_parties[a.party * parties.size() + b.party], a, b, one, links, parties);
        note(*by_parties[b.party * parties.size() + a.party], b, a, one, links, parties);
    }
}

Sums sum_up(const Side& side, std::size_t stratum, std::uint32_t bytes, const Links& links,
            const Parties& parties)
{
    Sums sums{std::vector<std::uint64_t>(bytes), std::vector<std::uint64_t>(bytes),
              std::vector<double>(bytes), std::vector<double>(bytes)};
    for (std::uint32_t row = 0; row < side.made.size(); ++row) {
        const std::uint8_t byte = parties[side.of].stratum(stratum, row);
        ++sums.records[byte];
        if (links.linked({side.of, row}, side.to)) {
            ++sums.linked[byte];
            if (side.made[row] != unjudged) sums.expected_false[byte] += 1 - probability(side.made[row]);
        } else if (side.missed[row] != unjudged) {
            sums.expected_missed[byte] += probability(side.missed[row]);
        }
    }
    return sums;
}

void add_margins(const Sums& sums, std::vector<Margin>& margins)
{
    std::vector<std::uint64_t> unlinked;
    for (std::size_t v = 0; v < sums.records.size(); ++v)
        unlinked.push_back(sums.records[v] - sums.linked[v]);
    margins.push_back({sums.linked, sums.records, true});
    margins.push_back({std::move(unlinked), sums.records, true});
}

void set_expected(BiasRow& row, std::uint64_t linked, double expected_false, double expected_missed)
{
    row.expected_false = expected_false;
    row.expected_missed = expected_missed;
    const double right = static_cast<double>(linked) - expected_false, all = right + expected_missed;
    if (all > 0) row.found = right / all;
}

// What a reader may know of a share whose counts are withheld because one is small.
void set_bounds(BiasRow& row, std::uint64_t linked, std::uint64_t records, std::uint32_t smallest)
{
    const double small = (smallest - 1) / static_cast<double>(records);
    if (linked < smallest) row.most = std::min(1.0, small);
    if (records - linked < smallest) row.least = std::max(0.0, 1 - small);
}

// Everything that is settled before the rows of one stratum are written.
struct Showing {
    const project::Policy& policy;
    const project::Stratum& stratum;
    const std::vector<bool>& records; // withheld even in number
    const Withheld& counts;
    bool judged; // any candidate was
};

BiasRow row_of(const Sums& sums, std::uint8_t byte, const BiasRow& whole, const Showing& showing)
{
    BiasRow row{.value = std::string(showing.stratum.name_of(byte)),
                .records = {},
                .linked = {},
                .share = {},
                .difference = {},
                .expected_false = {},
                .expected_missed = {},
                .found = {}};
    if (showing.records[byte]) return row;
    row.records = sums.records[byte];
    if (showing.counts.values[byte]) {
        if (showing.counts.holds)
            set_bounds(row, sums.linked[byte], sums.records[byte], showing.policy.smallest_count);
        return row;
    }
    row.linked = sums.linked[byte];
    set_interval(row, sums.linked[byte], sums.records[byte]);
    if (whole.share) {
        row.difference = *row.share - *whole.share;
        row.differs = *whole.share < row.least || *whole.share > row.most;
    }
    if (showing.judged)
        set_expected(row, sums.linked[byte], sums.expected_false[byte], sums.expected_missed[byte]);
    return row;
}

template <typename T>
T total(const std::vector<T>& counts)
{
    T sum = 0;
    for (const T one : counts) sum += one;
    return sum;
}

BiasRow whole_of(const Sums& sums, bool judged, std::uint32_t smallest)
{
    BiasRow whole{.value = "all",
                  .records = {},
                  .linked = {},
                  .share = {},
                  .difference = {},
                  .expected_false = {},
                  .expected_missed = {},
                  .found = {}};
    const std::uint64_t records = total(sums.records), linked = total(sums.linked);
    if (records < std::max(smallest, 1u)) return whole;
    whole.records = records;
    if (linked > 0 && linked < smallest) return whole;
    whole.linked = linked;
    set_interval(whole, linked, records);
    if (judged) set_expected(whole, linked, total(sums.expected_false), total(sums.expected_missed));
    return whole;
}

BiasTable table_of(const Side& side, const Sums& sums, const Showing& showing, const Parties& parties)
{
    BiasTable table{.stratum = showing.stratum.name,
                    .of = parties.name(side.of),
                    .to = parties.name(side.to),
                    .whole = whole_of(sums, showing.judged, showing.policy.smallest_count),
                    .rows = {}};
    for (const std::uint8_t byte : reading_order(showing.stratum)) {
        if (sums.records[byte] == 0) continue;
        table.rows.push_back(row_of(sums, byte, table.whole, showing));
        table.any_withheld = table.any_withheld || !table.rows.back().linked;
    }
    return table;
}

bool is_held(const Sums& sums) { return sums.records[bloom::stratum_not_known] < total(sums.records); }

// Both directions of one pair of parties withhold the same values: they speak of nearly the same links.
void add_tables(const project::Policy& policy, const Parties& parties, std::span<const Side> sides,
                std::size_t s, const Links& links, bool judged, BiasReport& report)
{
    const project::Stratum& stratum = policy.strata[s];
    std::vector<Sums> sums;
    std::vector<Margin> margins;
    std::vector<bool> also(stratum.bytes());
    std::vector<std::vector<bool>> records;
    for (const Side& side : sides) {
        sums.push_back(sum_up(side, s, stratum.bytes(), links, parties));
        if (is_held(sums.back())) add_margins(sums.back(), margins);
        records.push_back(withhold_records(sums.back().records, policy.smallest_count).values);
        for (std::size_t v = 0; v < also.size(); ++v) also[v] = also[v] || records.back()[v];
    }
    const Withheld withheld = withhold(margins, also, policy.smallest_count);
    for (std::size_t i = 0; i < sides.size(); ++i) {
        if (!is_held(sums[i])) continue;
        report.tables.push_back(
            table_of(sides[i], sums[i], {policy, stratum, records[i], withheld, judged}, parties));
    }
}

} // namespace

BiasReport report_bias(const project::Policy& policy, const Parties& parties, std::span<const Judged> judged,
                       std::span<const Person> persons)
{
    BiasReport report{.smallest_count = policy.smallest_count, .tables = {}, .findings = {}};
    if (policy.strata.empty() || parties.size() == 0 || parties[0].header().strata.empty()) return report;
    const Links links(parties, persons);
    std::vector<Side> sides = sides_of(parties, judged);
    note_judged(sides, judged, links, parties);
    // From here on it is known of each record whether it is linked, and how surely.

    for (std::size_t s = 0; s < policy.strata.size(); ++s)
        for (std::size_t i = 0; i < sides.size();) {
            const std::size_t directions = sides[i].of == sides[i].to ? 1 : 2;
            add_tables(policy, parties, std::span(sides).subspan(i, directions), s, links, !judged.empty(),
                       report);
            i += directions;
        }
    add_findings(report);
    return report;
}

} // namespace gauze::linkage
