// Read `suggest_keys` at the bottom first.
#include "engine/custodian/suggest_keys.hpp"

#include "engine/custodian/suggest_agreement.hpp"
#include "engine/project/profiles.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::FieldKind;
using project::PartLevel;
using project::Policy;

constexpr double spare_bits = 4.5;
constexpr double weight_left = .6; // of a pair, after each key that agrees on it
constexpr std::size_t most_fields =
    12; // those that tell most; a wide policy would have millions of candidates
constexpr std::size_t most_parts = 3;
constexpr double luck_of_bigrams = 2;
constexpr std::size_t most_shown = 8; // of what is shared by too many

struct Candidate {
    std::vector<std::size_t> parts; // of the table, field by field
    double entropy = 0;
};

bool names_one_person(FieldKind kind)
{
    return kind == FieldKind::nhs_number || kind == FieldKind::upn || kind == FieldKind::nino;
}

// A letter or two of a full name may be the family's.
bool is_shared_by_a_family(const Policy& policy, const PartTable& table, const Candidate& candidate)
{
    std::vector<std::string> fields;
    for (const std::size_t p : candidate.parts) {
        const SuggestedPart& part = table.parts()[p];
        const bool a_bit = part.level == PartLevel::bigram || part.level == PartLevel::initial;
        if (policy.fields[part.field].kind != FieldKind::full_name || !a_bit)
            fields.push_back(policy.fields[part.field].name);
    }
    return project::is_shared_by_a_family(policy, fields);
}

// The fields that keys are made of, as ranges of the table.
struct FieldParts {
    std::size_t first = 0, end = 0;
    double tells = 0; // bits, of a record chosen at random
};

std::vector<FieldParts> telling_fields(const Policy& policy, const PartTable& table)
{
    std::vector<FieldParts> fields;
    for (std::size_t p = 0; p < table.parts().size(); ++p) {
        const SuggestedPart& part = table.parts()[p];
        if (policy.fields[part.field].kind == FieldKind::sex || part.told.records < 2) continue;
        if (fields.empty() || table.parts()[fields.back().first].field != part.field)
            fields.push_back({p, p, 0});
        fields.back().end = p + 1;
        fields.back().tells = std::max(fields.back().tells, part.told.entropy() * part.told.present());
    }
    if (fields.size() <= most_fields) return fields;
    std::ranges::stable_sort(fields, std::ranges::greater{}, &FieldParts::tells);
    fields.resize(most_fields);
    std::ranges::sort(fields, {}, &FieldParts::first);
    return fields;
}

class Candidates {
public:
    Candidates(const Policy& policy, const PartTable& table, double least_bits)
        : policy_(policy), table_(table), least_bits_(least_bits), fields_(telling_fields(policy, table))
    {
        for (std::size_t size = 1; size <= most_parts; ++size) extend({}, 0, size);
    }
    std::vector<Candidate> result() { return std::move(found_); }

private:
    // All ways to add `wanted` parts of fields from `from` on.
    void extend(const Candidate& so_far, std::size_t from, std::size_t wanted)
    {
        if (wanted == 0) return keep(so_far);
        for (std::size_t f = from; f < fields_.size(); ++f)
            for (std::size_t p = fields_[f].first; p < fields_[f].end; ++p) {
                if (table_.parts()[p].told.records < 2) continue;
                Candidate longer = so_far;
                longer.parts.push_back(p);
                longer.entropy += table_.parts()[p].told.entropy();
                extend(longer, f + 1, wanted - 1);
            }
    }

    void keep(const Candidate& candidate)
    {
        const SuggestedPart& first = table_.parts()[candidate.parts.front()];
        const bool enough_parts =
            candidate.parts.size() > 1 || names_one_person(policy_.fields[first.field].kind);
        if (enough_parts && candidate.entropy >= least_bits_ &&
            !is_shared_by_a_family(policy_, table_, candidate))
            found_.push_back(candidate);
    }

    const Policy& policy_;
    const PartTable& table_;
    double least_bits_;
    std::vector<FieldParts> fields_;
    std::vector<Candidate> found_;
};

// The imagined pairs, and how much of each is still to be found.
class Coverage {
public:
    Coverage(const PartTable& table, std::size_t fields)
        : pairs_(table, fields), weight_(ImaginedPairs::count, 1), missed_(ImaginedPairs::count, 1)
    {}

    double agrees(const Candidate& candidate, std::size_t pair) const
    {
        double product = 1;
        for (const std::size_t p : candidate.parts) product *= pairs_.agreement(p)[pair];
        return product;
    }
    double gain(const Candidate& candidate) const { return mean(candidate, weight_); }
    double finds(const Candidate& candidate) const { return mean(candidate, ones_); }
    void take(const Candidate& candidate)
    {
        for (std::size_t i = 0; i < weight_.size(); ++i) {
            const double p = agrees(candidate, i);
            weight_[i] *= 1 - (1 - weight_left) * p;
            missed_[i] *= 1 - p;
        }
    }
    double found_together() const
    {
        double missed = 0;
        for (const double one : missed_) missed += one;
        return 1 - missed / static_cast<double>(missed_.size());
    }

private:
    double mean(const Candidate& candidate, const std::vector<double>& weights) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * agrees(candidate, i);
        return sum / static_cast<double>(weights.size());
    }
    ImaginedPairs pairs_;
    std::vector<double> weight_, missed_, ones_ = std::vector<double>(ImaginedPairs::count, 1);
};

SuggestedKey described(const Policy& policy, const PartTable& table, const Candidate& candidate,
                       const Collisions& joint, std::uint64_t register_size)
{
    SuggestedKey suggested{.key = {},
                           .entropy = candidate.entropy,
                           .repeats = joint.repeats_in(register_size),
                           .missing = 1 - joint.present()};
    for (const std::size_t p : candidate.parts)
        suggested.key.parts.push_back({policy.fields[table.parts()[p].field].name, table.parts()[p].level});
    return suggested;
}

// Whether `encode` will keep to the limit under any key and for the whole file, as far as can be foreseen.
bool is_rare_enough(const SuggestedKey& key, const Collisions& joint, const KeyWishes& wishes)
{
    const bool luck =
        std::ranges::any_of(key.key.parts, [](const auto& part) { return part.level == PartLevel::bigram; });
    return joint.repeats_at_most_in(wishes.register_size) * (luck ? luck_of_bigrams : 1) <=
           wishes.most_repeats;
}

// A candidate's gain when it was last computed; it can only have become smaller since.
struct Bid {
    double gain;
    std::size_t candidate;
    std::size_t chosen; // keys there were then
    bool operator<(const Bid& other) const
    {
        return gain != other.gain ? gain < other.gain : candidate > other.candidate;
    }
};

} // namespace

SuggestedKeys suggest_keys(const Policy& policy, const PartTable& table, const KeyWishes& wishes)
{
    const double least_bits = std::log2(static_cast<double>(wishes.register_size)) + spare_bits;
    const auto candidates = Candidates(policy, table, least_bits).result();
    SuggestedKeys result{.keys = {}, .shared = {}, .candidates = candidates.size()};
    if (candidates.empty()) return result;
    Coverage coverage(table, policy.fields.size());
    std::priority_queue<Bid> bids;
    for (std::size_t c = 0; c < candidates.size(); ++c) bids.push({coverage.gain(candidates[c]), c, 0});
    project::Progress progress("choosing", "keys", wishes.most_keys);
    while (!bids.empty() && result.keys.size() < wishes.most_keys) {
        const Bid best = bids.top();
        bids.pop();
        const Candidate& candidate = candidates[best.candidate];
        if (best.gain <= 0) break; // never there in two records at once
        if (best.chosen < result.keys.size()) {
            bids.push({coverage.gain(candidate), best.candidate, result.keys.size()});
            continue;
        }
        const Collisions joint = table.jointly(candidate.parts);
        SuggestedKey key = described(policy, table, candidate, joint, wishes.register_size);
        key.finds = coverage.finds(candidate);
        if (!is_rare_enough(key, joint, wishes)) {
            if (result.shared.size() < most_shown) result.shared.push_back(std::move(key));
            continue;
        }
        coverage.take(candidate);
        key.found_together = coverage.found_together();
        key.key.name = fmt::format("key-{}", result.keys.size() + 1);
        result.keys.push_back(std::move(key));
        progress.advance();
    }
    return result;
}

} // namespace gauze::custodian
