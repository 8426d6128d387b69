// Read `measure_blocking` at the bottom first.
#include "bench/quality/measure_blocking.hpp"

#include "bench/quality/blocking_methods.hpp"
#include "bench/quality/encode_parties.hpp"
#include "bench/quality/records.hpp"
#include "bloom/base/error.hpp"
#include "engine/linkage/scratch.hpp"

#include <algorithm>
#include <unordered_map>

namespace gauze::lab {

namespace {

using linkage::Loss;
using linkage::Parties;
using linkage::PartyPair;
using linkage::Probe;
using Row = std::uint32_t;

// The least score of a pair that a view is taken to show: the policy's own where it names none.
project::Threshold shown_from(const Parties& parties)
{
    return parties.agreement ? project::Threshold{3, 100} : project::Threshold{8, 10};
}

// A party pair, its true pairs, and all its alike pairs beside those of each sample.
struct Case {
    PartyPair which;
    std::vector<std::pair<Row, Row>> true_pairs;
    Probe whole;
    std::vector<Probe> samples;
};

std::vector<std::pair<Row, Row>> true_pairs_of(std::span<const Labelled> a, std::span<const Labelled> b,
                                               bool within)
{
    std::unordered_map<Entity, std::vector<Row>> rows_of;
    for (std::size_t r = 0; r < b.size(); ++r) rows_of[b[r].entity].push_back(static_cast<Row>(r));
    std::vector<std::pair<Row, Row>> pairs;
    for (std::size_t r = 0; r < a.size(); ++r)
        if (const auto found = rows_of.find(a[r].entity); found != rows_of.end())
            for (const Row other : found->second)
                if (!within || r < other) pairs.emplace_back(static_cast<Row>(r), other);
    return pairs;
}

void draw_samples(const Parties& parties, Case& one)
{
    const auto threshold = shown_from(parties);
    const std::size_t rows = parties[one.which.a].rows();
    one.whole = probe(parties, one.which, threshold, rows);
    const std::size_t records = std::min(most_sampled, rows / loss_samples);
    for (std::size_t first = 0; first < loss_samples && records > 0; ++first)
        one.samples.push_back(probe(parties, one.which, threshold, records, first));
}

std::vector<Case> cases_of(const Parties& parties, const std::vector<Labelled>& labels)
{
    std::vector<std::span<const Labelled>> of_party;
    for (std::size_t p = 0, first = 0; p < parties.size(); first += parties[p++].rows())
        of_party.push_back(std::span(labels).subspan(first, parties[p].rows()));
    std::vector<Case> cases;
    for (std::uint32_t a = 0; a < parties.size(); ++a)
        for (std::uint32_t b = parties.size() == 1 ? a : a + 1; b < parties.size(); ++b) {
            Case one{{a, b}, true_pairs_of(of_party[a], of_party[b], a == b), {}, {}};
            draw_samples(parties, one);
            cases.push_back(std::move(one));
        }
    return cases;
}

void add_case(const Parties& parties, const BlockingMethod& method, const Case& one, BlockingResult& result)
{
    MethodJoin made = method.join(parties, one.which);
    const auto report =
        blocking::join(made.join(), [](std::uint32_t, std::span<const blocking::Candidate>) {});
    result.records += parties[one.which.a].rows();
    result.candidates += report.candidates;
    for (const auto& slot : report.slots) {
        result.most_rows_a = std::max(result.most_rows_a, slot.largest.rows_a);
        result.most_rows_b = std::max(result.most_rows_b, slot.largest.rows_b);
    }
    for (const auto& [a, b] : one.true_pairs) result.together += made.join().agreed(a, b) ? 1 : 0;
    LossCheck check{loss_of(one.whole, made.join()), {}};
    for (const Probe& sample : one.samples) check.stated.push_back(loss_of(sample, made.join()));
    result.losses.push_back(std::move(check));
}

std::vector<std::filesystem::path> files_of(const std::vector<EncodedParty>& encoded)
{
    std::vector<std::filesystem::path> files;
    for (const auto& party : encoded) files.push_back(party.file);
    return files;
}

void measure_profile(const BlockingOptions& options, const std::string& profile,
                     const std::filesystem::path& folder, std::vector<BlockingResult>& results)
{
    const auto policy = project::read_lab_policy(options.fields, {.names = party_names(options.inputs),
                                                                  .id_column = options.id_column,
                                                                  .repeats = {},
                                                                  .profile = profile});
    if (policy.blocks.empty())
        throw Error(Exit::usage, "the fields come without a [[block]]", "bench/quality/blocks has some");
    const auto files = files_of(encode_parties(policy, options.inputs, folder, options.seed));
    const Records records = Records::from_ledgers(files);
    Truth truth = Truth::read(options.truth);
    records.place_in(truth);
    const Parties parties = linkage::receive(files, policy, options.dedup);
    const auto cases = cases_of(parties, records.labels(parties, truth));
    // From here on it is known what there is to be found.
    for (const BlockingMethod& method : blocking_methods()) {
        if (method.profile != profile) continue;
        BlockingResult result{.profile = profile, .method = method.name, .losses = {}};
        result.true_pairs = truth.pairs(records.parties(), options.dedup);
        for (const Case& one : cases) add_case(parties, method, one, result);
        results.push_back(std::move(result));
    }
}

} // namespace

bool LossCheck::holds(std::size_t sample) const noexcept
{
    return stated[sample].low <= whole.share && whole.share <= stated[sample].high;
}

std::size_t LossCheck::held() const noexcept
{
    std::size_t count = 0;
    for (std::size_t s = 0; s < stated.size(); ++s) count += holds(s) ? 1 : 0;
    return count;
}

std::size_t BlockingResult::samples() const noexcept
{
    std::size_t count = 0;
    for (const LossCheck& check : losses) count += check.stated.size();
    return count;
}

std::size_t BlockingResult::held() const noexcept
{
    std::size_t count = 0;
    for (const LossCheck& check : losses) count += check.held();
    return count;
}

Json BlockingResult::to_json() const
{
    std::vector<Json> pairs;
    for (const LossCheck& check : losses) {
        Json one = Json().set("alike_pairs", check.whole.pairs).set("true_loss", check.whole.share);
        std::vector<Json> samples;
        for (std::size_t s = 0; s < check.stated.size(); ++s)
            samples.push_back(Json()
                                  .set("records", check.stated[s].sampled)
                                  .set("alike_pairs", check.stated[s].pairs)
                                  .set("loss", check.stated[s].share)
                                  .set("low", check.stated[s].low)
                                  .set("high", check.stated[s].high)
                                  .set("holds", check.holds(s)));
        pairs.push_back(one.set("samples", samples));
    }
    return Json()
        .set("profile", profile)
        .set("method", method)
        .set("true_pairs", true_pairs)
        .set("pairs_together", together)
        .set("completeness", completeness())
        .set("candidates", candidates)
        .set("candidates_per_record", candidates_per_record())
        .set("largest_block_rows_a", most_rows_a)
        .set("largest_block_rows_b", most_rows_b)
        .set("intervals", samples())
        .set("intervals_that_hold", held())
        .set("losses", pairs);
}

std::vector<BlockingResult> measure_blocking(const BlockingOptions& options)
{
    refuse_other_than_one_or_several(options.inputs, options.dedup);
    const linkage::Scratch scratch;
    std::vector<BlockingResult> results;
    for (const std::string& profile : options.profiles)
        measure_profile(options, profile, scratch.path() / profile, results);
    return results;
}

} // namespace gauze::lab
