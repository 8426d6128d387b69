#include "bench/quality/evaluate.hpp"

#include "bench/quality/records.hpp"
#include "bloom/base/error.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace gauze::lab {

namespace {

struct ScoredPair {
    double score = 0;
    bool right = false;
};

double score_of(const std::string& cell, const std::filesystem::path& path)
{
    double score = 0;
    const auto [end, failed] = std::from_chars(cell.data(), cell.data() + cell.size(), score);
    if (failed != std::errc() || end != cell.data() + cell.size() || !std::isfinite(score))
        throw Error(Exit::bad_data, fmt::format("{}: a score is not a number", path.string()));
    return score;
}

// A pair counts if it is across parties (where parties are known), or for dedup in any case.
bool counts(const std::optional<Truth::Named>& a, const std::optional<Truth::Named>& b, bool dedup)
{
    return dedup || !a || !b || a->party.empty() || a->party != b->party;
}

// With what is to be found counted already.
std::optional<Strata> strata_for(const Truth& truth, const EvaluateOptions& options)
{
    if (!options.strata) return std::nullopt;
    Strata strata = Strata::read(*options.strata, truth);
    strata.expect(truth, truth.parties(), options.dedup);
    return strata;
}

std::vector<Stratum> strata_of_clusters(const std::vector<Labelled>& labels,
                                        const std::vector<std::pair<std::size_t, std::size_t>>& joins,
                                        const Truth& truth, const EvaluateOptions& options)
{
    std::optional<Strata> strata = strata_for(truth, options);
    if (!strata) return {};
    std::map<std::size_t, std::vector<Labelled>> persons; // by their first record
    for (const auto& [first, record] : joins) persons[first].push_back(labels[record]);
    for (const auto& [first, person] : persons) strata->found(person, options.dedup);
    return strata->result();
}

Evaluation of_pairs(const CsvTable& table, const Truth& truth, const EvaluateOptions& options)
{
    const std::size_t a = *table.column("id_a"), b = *table.column("id_b");
    const auto score = table.column("score");
    std::set<std::pair<std::string, std::string>> seen;
    std::set<std::string> unknown;
    std::vector<ScoredPair> pairs;
    std::optional<Strata> strata = strata_for(truth, options);
    Entity unnamed = UINT32_MAX;
    for (const auto& row : table.rows) {
        if (!seen.insert(std::minmax(row[a], row[b])).second || row[a] == row[b]) continue;
        const auto x = truth.named(row[a]), y = truth.named(row[b]);
        if (!x) unknown.insert(row[a]);
        if (!y) unknown.insert(row[b]);
        if (!counts(x, y, options.dedup)) continue;
        pairs.push_back(
            {score ? score_of(row[*score], *options.result) : 0.0, x && y && x->entity == y->entity});
        const Entity first = x ? x->entity : --unnamed, second = y ? y->entity : --unnamed;
        if (strata) strata->found(first, second);
    }
    Evaluation evaluation;
    if (strata) evaluation.strata = strata->result();
    evaluation.unknown = unknown.size();
    evaluation.quality.true_pairs = truth.pairs(truth.parties(), options.dedup);
    evaluation.quality.found = pairs.size();
    evaluation.quality.right =
        static_cast<std::uint64_t>(std::ranges::count(pairs, true, &ScoredPair::right));
    if (!score) return evaluation;

    std::ranges::sort(pairs, std::greater{}, &ScoredPair::score);
    Quality so_far{.found = 0, .right = 0, .true_pairs = evaluation.quality.true_pairs, .unknown = 0};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        ++so_far.found;
        so_far.right += pairs[i].right;
        if (i + 1 < pairs.size() && pairs[i + 1].score == pairs[i].score) continue;
        if (evaluation.best && so_far.f1() <= evaluation.best->f1()) continue;
        evaluation.best = so_far;
        evaluation.best_threshold = pairs[i].score;
    }
    return evaluation;
}

Evaluation of_clusters(const CsvTable& table, std::size_t cluster, const Truth& truth,
                       const EvaluateOptions& options)
{
    const std::size_t id = *table.column("id");
    const auto party = table.column("party");
    Evaluation evaluation;
    std::map<std::string, std::uint32_t> party_numbers;
    std::map<std::string, std::size_t> first_of;
    std::vector<Labelled> labels;
    std::vector<std::pair<std::size_t, std::size_t>> joins;
    Entity unnamed = UINT32_MAX;
    for (const auto& row : table.rows) {
        std::optional<Truth::Named> known;
        if (!party) {
            known = truth.named(row[id]);
        } else if (const auto entity = truth.entity(row[*party], row[id])) {
            known = Truth::Named{row[*party], *entity};
        }
        if (!known) ++evaluation.unknown;
        const std::string& name = party ? row[*party] : (known ? known->party : std::string());
        // Records whose party nobody knows are parties of their own, so that all their pairs count.
        const auto number = name.empty()
                                ? static_cast<std::uint32_t>(1'000'000 + labels.size())
                                : party_numbers.try_emplace(name, party_numbers.size()).first->second;
        const std::size_t at = labels.size();
        labels.push_back({number, known ? known->entity : --unnamed});
        joins.emplace_back(first_of.try_emplace(row[cluster], at).first->second, at);
    }
    evaluation.strata = strata_of_clusters(labels, joins, truth, options);
    PairCounts counted(std::move(labels), truth.pairs(truth.parties(), options.dedup), options.dedup);
    for (const auto& [first, record] : joins) counted.join(first, record);
    evaluation.quality = counted.quality();
    return evaluation;
}

Evaluation of_persons(Truth& truth, const EvaluateOptions& options)
{
    Records records;
    for (const auto& ledger : options.ledgers) records.add_ledger(ledger);
    records.place_in(truth);
    Evaluation evaluation;
    std::optional<Strata> strata;
    if (options.strata) strata = Strata::read(*options.strata, truth);
    evaluation.quality = quality_of(linkage::read_persons(*options.persons), records, truth, options.dedup,
                                    strata ? &*strata : nullptr);
    if (strata) evaluation.strata = strata->result();
    evaluation.unknown = evaluation.quality.unknown;
    return evaluation;
}

} // namespace

Evaluation evaluate(const EvaluateOptions& options)
{
    if (options.result.has_value() == options.persons.has_value())
        throw Error(Exit::usage, "name either a result file or --persons with --ledger",
                    "see gauze-lab evaluate --help");
    Truth truth = Truth::read(options.truth);
    if (options.persons) return of_persons(truth, options);
    const CsvTable table = read_csv(*options.result);
    if (table.column("id_a") && table.column("id_b")) return of_pairs(table, truth, options);
    for (const std::string_view name : {"cluster", "person", "entity"})
        if (const auto cluster = table.column(name); cluster && table.column("id"))
            return of_clusters(table, *cluster, truth, options);
    throw Error(Exit::bad_data,
                fmt::format("{} is no result: its columns are neither", options.result->string()),
                "a result has the columns id_a,id_b[,score] or [party,]id,cluster");
}

} // namespace gauze::lab
