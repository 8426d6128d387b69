#include "engine/custodian/encoder_plan.hpp"

#include <algorithm>

namespace gauze::custodian {

namespace {

constexpr std::size_t words_for(std::size_t bits) { return (bits + 63) / 64; }

// The use of a level by several keys is one, but for bigrams, which each key chooses for itself.
std::size_t use_of(FieldPlan& field, project::PartLevel level, std::optional<keyed::BigramOrder> order)
{
    if (!order) {
        const auto known = std::ranges::find(field.parts, level, &PartUse::level);
        if (known != field.parts.end()) return static_cast<std::size_t>(known - field.parts.begin());
    }
    field.parts.push_back({level, std::move(order)});
    return field.parts.size() - 1;
}

} // namespace

EncodingPlan::EncodingPlan(const project::Policy& policy, const ProjectKey& key,
                           const std::vector<FieldSource>& sources, std::string_view party,
                           const std::vector<std::optional<std::size_t>>& columns_of_strata)
{
    const std::string specification = specification_fingerprint(policy);
    for (std::size_t f = 0; f < policy.fields.size(); ++f)
        fields.emplace_back(policy.fields[f], sources[f], party);
    add_views(policy, key, specification);
    add_keys(policy, key, specification);
    add_coarse(policy, columns_of_strata);
    lay_out();
}

void EncodingPlan::add_views(const project::Policy& policy, const ProjectKey& key,
                             const std::string& specification)
{
    for (std::size_t v = 0; v < policy.views.size(); ++v) {
        const project::View& view = policy.views[v];
        ViewPlan plan{
            .view = view, .words = bloom::FilterShape{view.bits}.words(), .symbols = {}, .shown = {}};
        for (const project::View::Part& part : view.parts) {
            FieldPlan& field = fields[policy.field_index(part.field)];
            const Secret derived = key.derive({"bloom", specification, view.name, part.field});
            field.views.push_back(
                {.view = v,
                 .words = plan.words,
                 .mask_at = field.mask_words,
                 .hashes = part.hashes,
                 .value_bits = part.value_bits,
                 .padding = view.padding,
                 .hash = keyed::KeyedHash(derived.reveal(), view.bits, std::max(1u, part.hashes))});
            field.mask_words += plan.words;
        }
        const Secret slots = key.derive({"slots", specification, view.name});
        if (view.is_symbols()) {
            const Secret block = key.derive({"symbols", specification, view.name});
            plan.symbols.emplace(slots.reveal(), block.reveal(),
                                 keyed::SymbolShape{view.bits, view.symbols, view.samples});
            plan.shown_bytes = view.symbols;
        } else {
            plan.shown.emplace(view, slots.reveal());
            plan.shown_bytes = plan.shown->words() * 8;
        }
        shapes.push_back({view.name, {view.is_symbols() ? view.bits : view.shown_bits()}, view.symbols});
        views.push_back(std::move(plan));
    }
}

void EncodingPlan::add_keys(const project::Policy& policy, const ProjectKey& key,
                            const std::string& specification)
{
    const auto add = [&](const auto& wanted, std::string_view called, std::uint32_t bits,
                         std::string_view label, std::string_view bigram_label) {
        const Secret derived = key.derive({label, specification, called});
        KeyPlan plan{
            .name = wanted.name, .bits = bits, .hash = keyed::MatchKeyHash(derived.reveal()), .parts = {}};
        for (const project::MatchKey::Part& part : wanted.parts) {
            const std::size_t f = policy.field_index(part.field);
            std::optional<keyed::BigramOrder> order;
            if (part.level == project::PartLevel::bigram)
                order.emplace(key.derive({bigram_label, specification, wanted.name, part.field}).reveal());
            plan.parts.push_back({f, use_of(fields[f], part.level, std::move(order))});
        }
        keys.push_back(std::move(plan));
    };
    for (const project::MatchKey& wanted : policy.keys) {
        add(wanted, wanted.same_as.empty() ? wanted.name : wanted.same_as, 64, "key", "bigram");
        key_names.push_back(wanted.name);
    }
    for (const project::TokenBlock& wanted : policy.blocks) {
        add(wanted, wanted.name, wanted.bits(), "block", "block bigram");
        blocks.push_back({wanted.name, wanted.bits()});
    }
}

void EncodingPlan::add_coarse(const project::Policy& policy,
                              const std::vector<std::optional<std::size_t>>& columns_of_strata)
{
    const auto exact = [&](std::size_t field) {
        return KeyPlan::Part{field, use_of(fields[field], project::PartLevel::exact, {})};
    };
    for (std::size_t s = 0; s < policy.strata.size(); ++s) {
        const project::Stratum& stratum = policy.strata[s];
        const project::Field* of = stratum.field.empty() ? nullptr : &policy.field(stratum.field);
        StratumPlan plan{.reader = StratumReader(stratum, of), .part = {}, .column = {}};
        if (of != nullptr) plan.part = exact(policy.field_index(stratum.field));
        if (s < columns_of_strata.size()) plan.column = columns_of_strata[s];
        strata.push_back(std::move(plan));
        stratum_shapes.push_back({stratum.name, stratum.bytes()});
    }
    for (std::size_t f = 0; f < policy.fields.size(); ++f)
        if (policy.fields[f].rarity) {
            rarity.push_back(exact(f));
            rarity_names.push_back(policy.fields[f].name);
        }
}

// As `sections_of` lists them: present, views, keys, blocks, absent, coarse. Prints are for this program
// alone.
void EncodingPlan::lay_out()
{
    present_words = words_for(fields.size());
    offsets.push_back(0);
    std::size_t at = present_words * 8;
    bool marks = !keys.empty();
    for (ViewPlan& view : views) {
        view.record_at = at;
        offsets.push_back(at);
        at += (view.shown_bytes + 7) / 8 * 8;
        marks = marks || view.view.is_symbols();
    }
    keys_at = at;
    if (!key_names.empty()) offsets.push_back(at);
    at += key_names.size() * 8;
    blocks_at = at;
    if (!blocks.empty()) offsets.push_back(at);
    at += words_for(blocks.size() * 32) * 8;
    absent_at = at;
    if (marks) {
        absent_words = words_for(views.size() + keys.size());
        offsets.push_back(at);
    }
    coarse_at = at + absent_words * 8;
    const std::size_t coarse_bytes = strata.size() + rarity.size();
    if (coarse_bytes > 0) offsets.push_back(coarse_at);
    prints_at = coarse_at + (coarse_bytes + 7) / 8 * 8;
    record_bytes = prints_at + rarity.size() * 8;
}

} // namespace gauze::custodian
