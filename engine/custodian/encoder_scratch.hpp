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
            sources.push_back(
                {.most = view.view.parts.size() * Masks::most, .of = {}, .count = {}, .fields = {}});
            sources.back().of.resize(FieldEncoder::ahead * sources.back().most);
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
    }
    std::uint64_t* base(std::size_t view, std::size_t words, std::size_t row)
    {
        return reinterpret_cast<std::uint64_t*>(bases[view].fill().data()) + row * words;
    }
    std::size_t at_once = 0; // rows that are looked up together
    std::vector<FieldEncoder> fields;
    struct Sources {      // of a view, by row under way: what its filter is the union of
        std::size_t most; // a row
        std::vector<const std::uint64_t*> of;
        std::array<std::size_t, FieldEncoder::ahead> count, fields; // `fields` of them all
    };
    std::vector<Sources> sources; // by view
    struct Use {                  // of the field under way in a view: where its sources go
        const std::uint64_t** of;
        std::size_t *count, *fields;
        std::size_t most, mask_at;
    };
    std::vector<Use> uses;
    std::vector<Secret> bases; // by view: the block's filters, if anything is to be done to them
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
