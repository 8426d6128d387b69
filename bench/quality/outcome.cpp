#include "bench/quality/outcome.hpp"

#include "bloom/base/crypto.hpp"
#include "bloom/base/error.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace gauze::lab {

namespace {

constexpr std::uint32_t nobodys = 1u << 31; // party numbers from here on are of one record each
constexpr std::uint32_t nowhere = UINT32_MAX;

// Gives records numbers: those of the truth in its order, then those that only the result names.
class Numbering {
public:
    // `parties`: of these alone; empty: of all.
    Numbering(const Truth& truth, const std::vector<std::string>& parties, Outcome& outcome)
        : truth_(truth), outcome_(outcome)
    {
        for (const Truth::Named& record : truth.records()) {
            const bool left_out = !parties.empty() && !record.party.empty() &&
                                  std::ranges::find(parties, record.party) == parties.end();
            place_.push_back(left_out ? nowhere : add(record.party, record.entity));
        }
    }

    // `party` may be empty: the id speaks for itself.
    std::uint32_t of(const std::string& party, const std::string& id)
    {
        const auto known = party.empty() ? truth_.named(id) : truth_.record(party, id);
        if (known && place_[known->number] != nowhere) return place_[known->number];
        const auto [at, fresh] = unknown_.try_emplace(length_prefixed({party, id}), 0);
        if (fresh) {
            at->second = add(party, --unnamed_);
            ++outcome_.unknown;
        }
        return at->second;
    }

    // Another record that its party calls the same.
    std::uint32_t another(std::uint32_t record)
    {
        outcome_.records.push_back(outcome_.records[record]);
        return static_cast<std::uint32_t>(outcome_.records.size() - 1);
    }

private:
    std::uint32_t add(const std::string& party, Entity entity)
    {
        const auto at = static_cast<std::uint32_t>(outcome_.records.size());
        outcome_.records.push_back({party.empty() ? nobodys + at : number_of(party), entity});
        return at;
    }
    std::uint32_t number_of(const std::string& party)
    {
        const auto [at, fresh] =
            parties_.try_emplace(party, static_cast<std::uint32_t>(outcome_.parties.size()));
        if (fresh) outcome_.parties.push_back(party);
        return at->second;
    }

    const Truth& truth_;
    Outcome& outcome_;
    std::vector<std::uint32_t> place_; // by number in the truth
    std::unordered_map<std::string, std::uint32_t> parties_, unknown_;
    Entity unnamed_ = UINT32_MAX;
};

double score_of(const std::string& cell, const std::filesystem::path& path)
{
    double score = 0;
    const auto [end, failed] = std::from_chars(cell.data(), cell.data() + cell.size(), score);
    if (failed != std::errc() || end != cell.data() + cell.size() || !std::isfinite(score))
        throw Error(Exit::bad_data, fmt::format("{}: a score is not a number", path.string()));
    return score;
}

bool is_table_of_pairs(const CsvTable& table) { return table.column("id_a") && table.column("id_b"); }

// The pairs of a table, each once, with the higher score; sorted.
std::vector<FoundPair> pairs_in(const CsvTable& table, const std::filesystem::path& path,
                                Numbering& numbering)
{
    const std::size_t a = *table.column("id_a"), b = *table.column("id_b");
    const auto party_a = table.column("party_a"), party_b = table.column("party_b"),
               score = table.column("score");
    std::vector<FoundPair> pairs;
    for (const auto& row : table.rows) {
        const std::uint32_t x = numbering.of(party_a ? row[*party_a] : std::string(), row[a]);
        const std::uint32_t y = numbering.of(party_b ? row[*party_b] : std::string(), row[b]);
        if (x != y)
            pairs.push_back({std::min(x, y), std::max(x, y), score ? score_of(row[*score], path) : 0.0});
    }
    std::ranges::sort(pairs, [](const FoundPair& x, const FoundPair& y) {
        return std::tuple(x.a, x.b, -x.score) < std::tuple(y.a, y.b, -y.score);
    });
    const auto same = [](const FoundPair& x, const FoundPair& y) { return x.a == y.a && x.b == y.b; };
    pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
    return pairs;
}

bool counts(const Outcome& outcome, const FoundPair& pair)
{
    return outcome.within || outcome.records[pair.a].party != outcome.records[pair.b].party;
}

void join_pairs(Outcome& outcome)
{
    std::vector<std::uint32_t>& parent = outcome.person;
    parent.resize(outcome.records.size());
    std::iota(parent.begin(), parent.end(), 0u);
    const auto root = [&](std::uint32_t n) {
        while (parent[n] != n) n = parent[n] = parent[parent[n]];
        return n;
    };
    for (const FoundPair& pair : outcome.pairs) parent[root(pair.a)] = root(pair.b);
    for (std::uint32_t n = 0; n < parent.size(); ++n) parent[n] = root(n);
}

void take_pairs(const CsvTable& table, const std::filesystem::path& path, Numbering& numbering,
                Outcome& outcome)
{
    outcome.in_pairs = true;
    outcome.scored = table.column("score").has_value();
    for (const FoundPair& pair : pairs_in(table, path, numbering))
        (counts(outcome, pair) ? outcome.pairs : outcome.inside_a_file).push_back(pair);
    join_pairs(outcome);
}

// Records that nobody has put into a person yet are persons of one.
void fill_up(Outcome& outcome, std::uint32_t persons)
{
    outcome.person.resize(outcome.records.size(), nowhere);
    for (std::uint32_t& person : outcome.person)
        if (person == nowhere) person = persons++;
}

void take_clusters(const CsvTable& table, std::size_t cluster, const std::filesystem::path& path,
                   Numbering& numbering, Outcome& outcome)
{
    const std::size_t id = *table.column("id");
    const auto party = table.column("party");
    std::unordered_map<std::string, std::uint32_t> numbers;
    for (const auto& row : table.rows) {
        const std::uint32_t record = numbering.of(party ? row[*party] : std::string(), row[id]);
        const auto person =
            numbers.try_emplace(row[cluster], static_cast<std::uint32_t>(numbers.size())).first->second;
        if (record >= outcome.person.size()) outcome.person.resize(record + 1, nowhere);
        std::uint32_t& so_far = outcome.person[record];
        if (so_far != nowhere && so_far != person)
            throw Error(Exit::bad_data, fmt::format("{}: a record stands in two clusters", path.string()));
        so_far = person;
    }
    fill_up(outcome, static_cast<std::uint32_t>(numbers.size()));
}

} // namespace

Outcome read_outcome(const std::filesystem::path& result, Truth& truth, bool within)
{
    const CsvTable table = read_csv(result);
    Outcome outcome;
    outcome.within = within;
    const auto read_with = [&](auto take) {
        Numbering numbering(truth, {}, outcome);
        take(numbering);
        return std::move(outcome);
    };
    if (is_table_of_pairs(table))
        return read_with([&](Numbering& numbers) { take_pairs(table, result, numbers, outcome); });
    for (const std::string_view name : {"cluster", "person", "entity"}) {
        const auto cluster = table.column(name), id = table.column("id"), party = table.column("party");
        if (!cluster || !id) continue;
        if (party)
            for (const auto& row : table.rows) truth.place(row[*party], row[*id]);
        return read_with(
            [&](Numbering& numbers) { take_clusters(table, *cluster, result, numbers, outcome); });
    }
    throw Error(Exit::bad_data, fmt::format("{} is no result: its columns are neither", result.string()),
                "a result has the columns id_a,id_b[,score] or [party,]id,cluster");
}

Outcome outcome_of(const linkage::PersonsFile& persons, const Records& records, const Truth& truth,
                   bool within)
{
    if (truth.pairs(records.parties(), within) == 0)
        throw Error(
            Exit::bad_data, "the truth has no true pair among these parties",
            "is it the truth of these files? its parties are called as the files are, its ids as theirs");
    Outcome outcome;
    outcome.within = within;
    Numbering numbering(truth, records.parties(), outcome);
    std::uint32_t person = 0;
    for (std::size_t r = 0; r < persons.rows.size(); ++r) {
        if (r > 0 && persons.rows[r].person != persons.rows[r - 1].person) ++person; // rows stand together
        const auto& token = persons.rows[r].token;
        std::uint32_t record = numbering.of(records.party_of(token), records.id_of(token));
        outcome.person.resize(outcome.records.size(), nowhere);
        if (outcome.person[record] != nowhere) {
            record = numbering.another(record);
            outcome.person.resize(outcome.records.size(), nowhere);
        }
        outcome.person[record] = person;
    }
    fill_up(outcome, person + 1);
    return outcome;
}

Candidates read_candidates(const std::filesystem::path& path, const Truth& truth, const Outcome& outcome)
{
    const CsvTable table = read_csv(path);
    if (!is_table_of_pairs(table))
        throw Error(Exit::bad_data, fmt::format("{} holds no candidate pairs", path.string()),
                    "its columns are id_a,id_b");
    Outcome numbered;
    numbered.within = outcome.within;
    Numbering numbering(truth, outcome.parties, numbered);
    const std::size_t known = numbered.records.size();
    Candidates candidates;
    for (const FoundPair& pair : pairs_in(table, path, numbering)) {
        if (!counts(numbered, pair)) continue;
        ++candidates.count;
        candidates.right += numbered.records[pair.a].entity == numbered.records[pair.b].entity;
        candidates.unknown += pair.b >= known;
    }
    return candidates;
}

} // namespace gauze::lab
