// Read `audit` at the bottom first: draw, encode, attack, judge.
#include "engine/custodian/audit/audit.hpp"

#include "engine/custodian/audit/audit_sample.hpp"
#include "engine/custodian/audit/linear_decode.hpp"
#include "engine/custodian/repeats.hpp"
#include "engine/custodian/suggest_sample.hpp"
#include "engine/project/profiles.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::Policy;

constexpr std::size_t register_factor = 3;
constexpr std::size_t few_known = 50;
constexpr std::size_t draws_of_known = 4;    // M3 is the mean of so many draws of the known people
constexpr std::size_t most_rank_rows = 8192; // as encode measures ranks by
constexpr std::size_t most_front_sample = 6000;
constexpr std::size_t self_check_people = 600;
constexpr double found_by_a_working_attacker = .5; // of the people that plain shows

// Everything that is drawn or keyed in one audit comes from one number, which nobody keeps.
std::uint64_t seed_of(const AuditOptions& options)
{
    std::uint64_t seed = 0;
    if (options.test_seed) {
        const Digest digest = sha256(bytes_of(*options.test_seed));
        std::memcpy(&seed, digest.data(), sizeof seed);
    } else {
        random_bytes(std::as_writable_bytes(std::span(&seed, 1)));
    }
    return seed;
}

ProjectKey thrown_away_key(const Policy& policy, const AuditOptions& options, std::string_view whose)
{
    if (!options.test_seed) return ProjectKey::generate(policy.id, policy.wave);
    return ProjectKey::for_tests(policy.id, fmt::format("audit {} {}", whose, *options.test_seed),
                                 policy.wave);
}

// The released people and what the attacker holds of them.
struct Sides {
    Picture released, register_;
    std::vector<std::size_t> truth;
    Attacked attacked() const { return {released, register_, truth}; }
};

// The people of one audit. Rows of the register stand in the order of their lots, households together.
class Trial {
public:
    Trial(const Policy& policy, const AuditOptions& options, const Source& source, const AuditSample& sample,
          std::uint64_t seed)
        : policy_(policy),
          rows_{sample.blocks, source.fields, source.strata, options.party},
          released_key_(thrown_away_key(policy, options, "custodian")),
          own_key_(thrown_away_key(policy, options, "attacker")),
          seed_(seed)
    {
        const Picture people = shown_picture(showing_one_filter(policy, 1024, 4), own_key_, rows_);
        choose(people, sample, options.people);
        similarity_ = part_of(people, register_rows_);
        const bloom::FilterRows filters = similarity().table.rows();
        for (std::size_t r = 0; r < filters.size(); ++r)
            prints_.push_back(print_of(filters.row(r), filters.shape().words() * 8));
    }

    std::size_t size() const { return people_; }
    std::size_t register_size() const { return register_rows_.size(); }
    const SeenView& similarity() const { return similarity_.views.front(); } // by register row
    const std::vector<std::uint64_t>& people() const { return prints_; }     // likewise

    // All rows of the sample under a policy, for both sides.
    struct Encoded {
        Picture shown, hidden;
    };
    Encoded encode(const Policy& policy) const
    {
        Encoded encoded{shown_picture(policy, released_key_, rows_), hidden_picture(policy, own_key_, rows_)};
        encoded.hidden.beside = encoded.shown.beside; // in the clear: the same under any key
        return encoded;
    }

    // `most` released people at most, drawn one by one from the register, or its first households as a whole.
    // The register is smaller in proportion.
    enum class Draw { scattered, households };
    Sides sides(const Encoded& encoded, std::size_t most, Draw draw) const
    {
        const std::size_t n = std::min(most, people_);
        const std::size_t m = std::min(register_rows_.size(), n * register_factor);
        Sides sides;
        sides.truth = draw == Draw::scattered ? drawn(n, m, seed_ + 1) : others({}, n);
        sides.released = part_of(encoded.shown, rows_of(sides.truth));
        sides.register_ = part_of(encoded.hidden, rows_of(others({}, m)));
        return sides;
    }

    Picture tokens(const Sides& sides) const
    {
        return part_of(shown_picture(showing_tokens(policy_), own_key_, rows_), rows_of(sides.truth));
    }

private:
    // Rows without anything to compare are left out.
    void choose(const Picture& people, const AuditSample& sample, std::size_t most)
    {
        for (std::size_t r = 0; r < sample.rows; ++r)
            if (people.views.front().has[r] != 0) register_rows_.push_back(r);
        std::ranges::stable_sort(register_rows_, {}, [&](std::size_t r) { return sample.lots[r]; });
        people_ = std::min(most, register_rows_.size());
        register_rows_.resize(std::min(register_rows_.size(), people_ * register_factor));
    }

    // Of positions in the register: rows of the sample.
    std::vector<std::size_t> rows_of(std::vector<std::size_t> positions) const
    {
        for (std::size_t& one : positions) one = register_rows_[one];
        return positions;
    }

    const Policy& policy_;
    RowsToEncode rows_;
    ProjectKey released_key_, own_key_;
    std::uint64_t seed_;
    Picture similarity_;
    std::vector<std::size_t> register_rows_; // rows of the sample
    std::size_t people_ = 0;
    std::vector<std::uint64_t> prints_;
};

// The mean over some draws of the known people.
MatchedFilter matched_filter_of(const Attacked& attacked, std::size_t known, std::uint64_t seed,
                                std::size_t draws)
{
    MatchedFilter mean;
    for (std::size_t d = 0; d < draws; ++d) {
        const MatchedFilter one = matched_filter(attacked, drawn(known, attacked.released.rows, seed + d));
        mean.named.named += one.named.named / static_cast<double>(draws);
        mean.beside.named += one.beside.named / static_cast<double>(draws);
        mean.named.tried = mean.beside.tried = one.named.tried;
    }
    return mean;
}

// Judges figure after figure.
class Judging {
public:
    Judging(AuditReport& report, const AuditLimits& limits) : report_(report), limits_(limits) {}

    void matched_filter(const MatchedFilter& found, std::size_t known, bool decides)
    {
        add({.id = "M3",
             .name = fmt::format("m3_known_{}", known),
             .figure = found.named.rate(),
             .limit = limits_.m3.most,
             .is_share = true,
             .decides = decides && limits_.known_people_decide,
             .passes = !is_above(found.named.named, found.named.tried, limits_.m3.most),
             .meaning =
                 fmt::format("Of the other people, so many are named right by somebody who knows {} of "
                             "{} and has a register.",
                             known, report_.released)});
        if (!decides) return;
        add({.id = "M3",
             .name = fmt::format("m3_beside_{}", known),
             .figure = found.beside.rate(),
             .limit = limits_.m3.most,
             .is_share = true,
             .decides = false,
             .passes = !is_above(found.beside.named, found.beside.tried, limits_.m3.most),
             .meaning = "The same, where he also looks at which fields are blank, at strata and at rarity "
                        "classes."});
    }

    void households(const MatchedFilter& found, std::size_t known)
    {
        add({.id = "M3",
             .name = fmt::format("m3_households_{}", known),
             .figure = found.named.rate(),
             .limit = limits_.m3.most,
             .is_share = true,
             .decides = false,
             .passes = !is_above(found.named.named, found.named.tried, limits_.m3.most),
             .meaning = "The same, where whole households are in the file: who knows a child knows what its "
                        "sisters look like."});
    }

    void frequency()
    {
        double worst = 0;
        std::size_t largest = 0;
        for (const FrequencyLeak& leak : report_.frequency) {
            if (!leak.judged) continue;
            worst = std::max(worst, leak.reidentified);
            largest = std::max(largest, leak.largest);
        }
        const auto n = static_cast<double>(std::max<std::size_t>(report_.released, 1));
        add({.id = "A1",
             .name = "a1_reidentified",
             .figure = worst / n,
             .limit = limits_.reidentified,
             .is_share = true,
             .passes = !is_frequency_above(worst, report_.released, limits_.reidentified),
             .meaning = "So many records show a value that can be told by how often it occurs (worst view or "
                        "key)."});
        add({.id = "A1",
             .name = "a1_largest_group",
             .figure = static_cast<double>(largest),
             .limit = static_cast<double>(limits_.largest_group),
             .passes = largest <= limits_.largest_group,
             .meaning = "So many different people at most share what a view or key shows."});
    }

    void decoded(const Named& found, std::size_t percent, double limit)
    {
        add({.id = "A4",
             .name = fmt::format("a4_known_{}", percent),
             .figure = found.rate(),
             .limit = limit,
             .is_share = true,
             .decides = limits_.known_people_decide,
             .passes = !is_above(found.named, found.tried, limit),
             .meaning = fmt::format("So many are named by regression from encodings to letters, learnt from "
                                    "{} % of the people.",
                                    percent)});
    }

    void lengths()
    {
        LengthLeak worst;
        bool passes = true;
        for (const LengthLeak& leak : report_.lengths) {
            if (std::abs(leak.correlation) >= std::abs(worst.correlation)) worst = leak;
            passes = passes && !is_correlation_above(leak.correlation, leak.records, limits_.length);
        }
        add({.id = "A5",
             .name = "a5_length",
             .figure = std::abs(worst.correlation),
             .limit = limits_.length,
             .passes = passes,
             .meaning = "How closely the set bits shown follow the length of names (0 not at all, 1 "
                        "exactly; worst view)."});
    }

    void blocking(const Policy& policy)
    {
        add({.id = "A6",
             .name = "a6_rebuilt",
             .figure = report_.blocking.rank_correlation,
             .limit = limits_.rebuilt,
             .passes = report_.blocking.rank_correlation <= limits_.rebuilt ||
                       !is_correlation_above(report_.blocking.rank_correlation, report_.blocking.pairs,
                                             limits_.rebuilt),
             .meaning = "How closely shared keys and blocks follow the likeness of two random people (rank "
                        "correlation)."});
        if (policy.blocks.empty()) return;
        double expected = INFINITY, share = 0;
        for (const project::TokenBlock& block : policy.blocks)
            expected = std::min(expected, block.expected());
        for (const auto& bucket : report_.blocking.buckets) share = std::max(share, bucket.largest_share);
        add({.id = "A6",
             .name = "a6_expected_bucket",
             .figure = expected,
             .limit = limits_.expected_bucket,
             .at_least = true,
             .passes = expected >= limits_.expected_bucket,
             .meaning = "So many records of the register have one block token, were values spread evenly "
                        "(smallest block)."});
        add({.id = "A6",
             .name = "a6_largest_share",
             .figure = share,
             .is_share = true,
             .decides = false,
             .meaning = "So many records have the commonest token of a block."});
    }

    void ranks()
    {
        if (report_.ranks.empty()) return;
        double worst = 0;
        bool passes = true;
        for (const RankLeak& leak : report_.ranks) {
            worst = std::max(worst, leak.share());
            passes = passes && !leak.is_recoverable();
        }
        add({.id = "rank",
             .name = "rank_share",
             .figure = worst,
             .limit = .5,
             .passes = passes,
             .meaning = "Bits that a diffused view shows, as a share of the rank of what they are made of: "
                        "above one half they can be solved for."});
    }

    void uniqueness(const Picture& released)
    {
        std::vector<std::uint64_t> all = released.beside;
        std::ranges::sort(all);
        std::size_t alone = 0;
        for (std::size_t i = 0; i < all.size(); ++i)
            alone += (i == 0 || all[i - 1] != all[i]) && (i + 1 == all.size() || all[i + 1] != all[i]);
        add({.id = "A9",
             .name = "a9_alone_beside",
             .figure = all.empty() ? 0 : static_cast<double>(alone) / static_cast<double>(all.size()),
             .is_share = true,
             .decides = false,
             .meaning = "So many records are the only ones of the sample with their blanks, strata and "
                        "rarity classes."});
    }

    void self_check()
    {
        // One of two, beyond doubt: an attacker who works finds nearly all.
        report_.is_void = wilson_lower(report_.self_check.named, report_.self_check.tried) <
                          std::min(found_by_a_working_attacker, limits_.m3.most * 10);
        add({.id = "A10",
             .name = "a10_plain",
             .figure = report_.self_check.rate(),
             .limit = limits_.m3.most,
             .is_share = true,
             .at_least = true,
             .decides = false,
             .passes = !report_.is_void,
             .meaning = "The same people under the profile plain, who must be found: else the attacker does "
                        "not work on this file."});
    }

private:
    void add(AuditCheck check) { report_.checks.push_back(std::move(check)); }
    AuditReport& report_;
    const AuditLimits& limits_;
};

void remark(const Policy& policy, AuditReport& report)
{
    auto& remarks = report.remarks;
    if (policy.profile == "tolerant") remarks.emplace_back(project::tolerant_warning);
    if (policy.profile == "plain")
        remarks.emplace_back("the profile plain shows filters as they are; it fails by design");
    if (report.released < enough_people)
        remarks.push_back(fmt::format(
            "only {} people could be released: a figure counts as above its limit only where chance does not "
            "explain it, and a pass says little",
            report.released));
    else if (report.register_size < report.released * register_factor)
        remarks.push_back(
            fmt::format("the file has no more than {} usable rows: the register is smaller than "
                        "three times the released people, which helps the attacker",
                        report.register_size));
    for (const FrequencyLeak& leak : report.frequency)
        if (!leak.judged && leak.largest > 5)
            remarks.push_back(fmt::format("{}: up to {} people share it, as families do; it is not judged",
                                          leak.slot, leak.largest));
}

void attack(const Policy& policy, const AuditOptions& options, const Trial& trial, std::uint64_t seed,
            AuditReport& report)
{
    const AuditLimits limits = limits_of(policy.profile);
    Judging judging(report, limits);
    const Trial::Encoded encoded = trial.encode(policy);
    const Sides sides = trial.sides(encoded, trial.size(), Trial::Draw::scattered);
    const Attacked attacked = sides.attacked();
    const std::size_t n = trial.size(), half = n / 2;
    const auto share = [&](double part) {
        return static_cast<std::size_t>(std::lround(part * static_cast<double>(n)));
    };

    const std::size_t known = std::min(options.known > 0 ? options.known : limits.m3.known, half);
    if (few_known < known)
        judging.matched_filter(matched_filter_of(attacked, few_known, seed + 100, draws_of_known), few_known,
                               false);
    judging.matched_filter(matched_filter_of(attacked, known, seed + 200, draws_of_known), known, true);
    const Sides whole = trial.sides(encoded, trial.size(), Trial::Draw::households);
    judging.households(matched_filter_of(whole.attacked(), known, seed + 250, draws_of_known / 2), known);
    report.frequency = frequency_leaks(attacked, trial.people());
    judging.frequency();
    for (const auto& [percent, limit] :
         {std::pair(std::size_t{20}, limits.decoded_at_20), std::pair(std::size_t{80}, limits.decoded_at_80)})
        judging.decoded(linear_decode(attacked, trial.similarity(),
                                      drawn(share(static_cast<double>(percent) / 100), n, seed + percent)),
                        percent, limit);
    report.lengths = length_leaks(sides.released, trial.tokens(sides));
    judging.lengths();
    report.blocking = blocking_leak(attacked, trial.similarity(), seed + 300);
    judging.blocking(policy);
    report.ranks = rank_leaks(policy, encoded.hidden);
    judging.ranks();
    judging.uniqueness(sides.released);

    const Sides plain =
        trial.sides(trial.encode(showing_plain(policy)), self_check_people, Trial::Draw::scattered);
    const std::size_t checked = std::min<std::size_t>(300, plain.released.rows / 2);
    report.self_check = matched_filter_of(plain.attacked(), checked, seed + 400, 1).named;
    judging.self_check();
}

} // namespace

AuditReport audit(const Policy& policy, const AuditOptions& options)
{
    project::Stopwatch clock;
    const project::Party& party = policy.party(options.party);
    const std::uint64_t seed = seed_of(options);
    const Input input = options.opens ? *options.opens : Input(options.input);
    const Source source = survey(input, policy, party);
    const bool diffused = std::ranges::any_of(policy.views, [](const project::View& view) {
        return view.hardening.kind == project::Hardening::Kind::diffuse;
    });
    const std::size_t wanted = options.people * register_factor;
    const AuditSample sample =
        draw_sample(input, policy, source, diffused ? std::max(wanted, most_rank_rows) : wanted, seed);
    const Trial trial(policy, options, source, sample, seed);
    if (trial.size() < fewest_audited)
        project::refuse_with(
            "audit-too-few",
            fmt::format("{} has {} records that can be compared; an audit takes {}", options.input.string(),
                        trial.size(), fewest_audited),
            "of so few people nothing can be measured; agree with the other parties how they "
            "are to be sent",
            Exit::bad_data);
    // From here on the people are drawn and encoded; what follows attacks them.

    AuditReport report{.party = party.name,
                       .profile = policy.profile,
                       .policy = policy.fingerprint(),
                       .input_digest = digest_of(input),
                       .rows = sample.of,
                       .broken = sample.broken,
                       .released = trial.size(),
                       .register_size = trial.register_size(),
                       .checks = {},
                       .frequency = {},
                       .lengths = {},
                       .blocking = {},
                       .ranks = {},
                       .front = {},
                       .self_check = {},
                       .remarks = {}};
    attack(policy, options, trial, seed, report);
    if (options.front)
        report.front =
            limit_front(policy, thinned(sample_rows(input, source), most_front_sample), party.name);
    remark(policy, report);
    report.seconds = clock.lap();
    return report;
}

} // namespace gauze::custodian
