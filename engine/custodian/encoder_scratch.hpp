// What one thread brings to encode blocks of rows: memory of values and tokens, hidden filters, and lists
// that are made again for every block. Private to the encoder.
#pragma once

#include "bloom/keyed/or_words.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/encoder_plan.hpp"
#include "engine/custodian/repeats.hpp"
#include "engine/custodian/wiped_arena.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// Bytes of masks that are asked for ahead: more would be driven out of the nearest cache before they are
// used.
inline constexpr std::size_t most_in_cache = 24u << 10;

inline bool is_shown_as_it_is(const ViewPlan& view)
{
    return !view.symbols && view.view.hardening.kind == project::Hardening::Kind::none;
}

struct Encoder::Scratch::State {
    State(const EncodingPlan& plan, std::size_t memory)
    {
        for (const FieldPlan& field : plan.fields) fields.emplace_back(field, memory / plan.fields.size());
        for (const ViewPlan& view : plan.views) {
            bases.emplace_back(is_shown_as_it_is(view) ? 8 : RowBlock::most_rows * view.words * 8);
            sources.emplace_back();
            symbols.push_back(view.symbols ? std::optional(view.symbols->clone()) : std::nullopt);
            shown.emplace_back(RowBlock::most_rows * std::max(1u, view.view.symbols));
        }
        for (const KeyPlan& key : plan.keys) hashes.push_back(key.hash.clone());
        std::size_t part_uses = 0;
        for (const FieldPlan& field : plan.fields) {
            first_part.push_back(part_uses);
            part_uses += field.parts.size();
        }
        parts.resize(part_uses * RowBlock::most_rows);
        hashed.resize(RowBlock::most_rows);
        std::size_t mask_bytes = 1; // of a row
        for (const FieldPlan& field : plan.fields) mask_bytes += field.mask_words * 8;
        at_once = std::clamp<std::size_t>(most_in_cache / mask_bytes, 8, FieldEncoder::ahead);
        lay_out_sources(plan);
    }
    // Every use of a field in a view has its places among the masks that the view's filter is the union of.
    void lay_out_sources(const EncodingPlan& plan)
    {
        std::vector<std::vector<std::size_t>> first(plan.fields.size());
        for (std::size_t f = 0; f < plan.fields.size(); ++f)
            for (const ViewUse& use : plan.fields[f].views) {
                first[f].push_back(sources[use.view].each);
                sources[use.view].each += fields[f].masks_a_value();
            }
        for (auto& of_view : sources) of_view.of.resize(FieldEncoder::ahead * of_view.each);
        uses.resize(plan.fields.size());
        for (std::size_t f = 0; f < plan.fields.size(); ++f)
            for (std::size_t u = 0; u < first[f].size(); ++u) {
                const ViewUse& use = plan.fields[f].views[u];
                Sources& into = sources[use.view];
                uses[f].push_back({into.of.data() + first[f][u], into.each, use.mask_at, into.fields.data()});
                for (std::size_t i = 0; i < FieldEncoder::ahead; ++i) // a field that is not held stays so
                    std::fill_n(uses[f].back().row(i), fields[f].masks_a_value(),
                                fields[f].nothing() + use.mask_at);
            }
    }
    std::uint64_t* base(std::size_t view, std::size_t words, std::size_t row)
    {
        return reinterpret_cast<std::uint64_t*>(bases[view].fill().data()) + row * words;
    }
    std::size_t at_once = 0; // rows that are looked up together
    std::vector<FieldEncoder> fields;
    struct Sources {          // of a view, by row under way: what its filter is the union of
        std::size_t each = 0; // a row
        std::vector<const std::uint64_t*> of;
        std::array<std::uint32_t, FieldEncoder::ahead> fields{}; // that the row has
    };
    std::vector<Sources> sources; // by view
    struct Use {                  // of a field in a view: where its sources go
        const std::uint64_t** of; // in the first row
        std::size_t each, mask_at;
        std::uint32_t* fields;
        const std::uint64_t** row(std::size_t i) const { return of + i * each; }
    };
    std::vector<std::vector<Use>> uses; // by field
    std::vector<Secret> bases;          // by view: the block's filters, if anything is to be done to them
    std::vector<std::optional<keyed::Symbols>> symbols;
    std::vector<Secret> shown;
    std::vector<keyed::MatchKeyHash> hashes;
    std::vector<std::size_t> first_part;   // by field: its first part among all
    std::vector<std::string_view> parts;   // by part, by row of the block; one without data() is absent
    std::vector<std::string_view> message; // parts of one key of one row
    WipedArena texts;                      // of parts that are remembered nowhere
    std::vector<std::uint64_t> hashed;
    keyed::UniteRows unite_rows = keyed::unite_rows();
    PrintRows print_rows = custodian::print_rows();
    keyed::CountBits count_bits = keyed::count_bits();
};

} // namespace gauze::custodian
