// The plain twin of the encoder, written from docs/encoding.md line by line and as slow as it reads: nothing
// is remembered, one record at a time, and only plain forms of the keyed room are used.
#pragma once

#include "bloom/keyed/keyed_hash.hpp"
#include "bloom/keyed/match_key.hpp"
#include "bloom/keyed/symbols.hpp"
#include "engine/custodian/parts.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/custodian/tokens.hpp"
#include "tests/engine/custodian/made_records.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace gauze::custodian {

struct PlainRecord {
    std::vector<bool> present;                                   // by field
    std::vector<std::vector<std::uint64_t>> bases;               // by view, empty filters included
    std::vector<std::optional<std::vector<std::uint8_t>>> views; // symbols, or the bytes of the filter
    std::vector<std::optional<std::uint64_t>> keys;
    std::vector<std::optional<std::uint32_t>> blocks;
};

// specification = hex(SHA-256(lp("gauze-specification-1", lp("gauze-specification-2", lines...), ...)))
inline std::string plain_specification(const project::Policy& policy)
{
    std::string lines = length_prefixed({"gauze-specification-2"});
    for (const std::string& line : policy.settings()) lines += length_prefixed({line});
    return to_hex(sha256(
        bytes_of(length_prefixed({"gauze-specification-1", lines, "gauze-normal-2", unicode_version()}))));
}

class PlainEncoder {
public:
    PlainEncoder(const project::Policy& policy, const ProjectKey& key, std::vector<FieldSource> sources)
        : policy_(policy),
          key_(key),
          sources_(std::move(sources)),
          specification_(plain_specification(policy))
    {}

    // `cells`: by column.
    PlainRecord encode(const MadeCells& cells) const
    {
        PlainRecord record;
        std::vector<Field> fields;
        for (std::size_t f = 0; f < policy_.fields.size(); ++f) {
            fields.push_back(read(f, cells));
            record.present.push_back(!fields.back().tokens.empty());
        }
        for (const project::View& view : policy_.views) {
            record.bases.push_back(base_of(view, fields));
            record.views.push_back(shown(view, fields, record.bases.back()));
        }
        for (const project::MatchKey& wanted : policy_.keys)
            record.keys.push_back(value_of("key", "bigram", wanted.name, wanted.parts, fields));
        for (const project::TokenBlock& wanted : policy_.blocks) {
            std::uint32_t bits = 0;
            while (std::uint64_t{wanted.bucket} << (bits + 1) <= wanted.records) ++bits;
            auto& token = record.blocks.emplace_back();
            if (const auto value = value_of("block", "block bigram", wanted.name, wanted.parts, fields))
                token = static_cast<std::uint32_t>(*value >> (64 - bits));
        }
        return record;
    }

private:
    struct Field {
        std::string normal;
        std::vector<std::string> tokens;
    };

    Field read(std::size_t f, const MadeCells& cells) const
    {
        Field field;
        const FieldSource& source = sources_[f];
        if (!source.held) return field;
        const project::Field& wanted = policy_.fields[f];
        const Normaliser rules(wanted.kind, source.format,
                               {.earliest = wanted.earliest, .latest = wanted.latest, .missing = {}});
        if (source.whole)
            (void)rules.normalise(cells[*source.whole], field.normal);
        else
            (void)rules.normalise(cells[source.day], cells[source.month], cells[source.year], field.normal);
        TokenList tokens;
        cut(wanted.kind, field.normal, tokens);
        for (std::size_t t = 0; t < tokens.size(); ++t) field.tokens.emplace_back(tokens[t]);
        return field;
    }

    std::vector<std::uint64_t> base_of(const project::View& view, const std::vector<Field>& fields) const
    {
        std::vector<std::uint64_t> filter((view.bits + 511) / 512 * 8);
        for (const project::View::Part& part : view.parts) {
            std::vector<std::string> tokens = fields[policy_.field_index(part.field)].tokens;
            if (tokens.empty()) continue;
            while (tokens.size() < view.padding) tokens.push_back(fmt::format("\1{:02}", tokens.size()));
            const Secret secret = key_.derive({"bloom", specification_, view.name, part.field});
            keyed::KeyedHash hash(secret.reveal(), view.bits, 1);
            const std::size_t n = tokens.size();
            for (std::size_t t = 0; t < n; ++t) {
                std::size_t count = part.hashes;
                if (part.value_bits > 0) count = part.value_bits / n + (t < part.value_bits % n ? 1 : 0);
                std::vector<std::uint32_t> positions(count);
                hash.first(tokens[t], positions);
                for (const std::uint32_t p : positions) filter[p / 64] |= std::uint64_t{1} << p % 64;
            }
        }
        return filter;
    }

    std::optional<std::vector<std::uint8_t>> shown(const project::View& view,
                                                   const std::vector<Field>& fields,
                                                   const std::vector<std::uint64_t>& base) const
    {
        const auto there = std::ranges::count_if(view.parts, [&](const auto& part) {
            return !fields[policy_.field_index(part.field)].tokens.empty();
        });
        if (there < (view.is_symbols() && view.parts.size() > 1 ? 2 : 1)) return std::nullopt;
        std::vector<std::uint8_t> bytes(view.is_symbols() ? view.symbols : base.size() * 8);
        if (view.is_symbols()) {
            const Secret slots = key_.derive({"slots", specification_, view.name});
            const Secret symbols = key_.derive({"symbols", specification_, view.name});
            keyed::PlainSymbols(slots.reveal(), symbols.reveal(), {view.bits, view.symbols, view.samples})
                .compute(base.data(), reinterpret_cast<std::byte*>(bytes.data()));
        } else {
            std::copy_n(reinterpret_cast<const std::uint8_t*>(base.data()), bytes.size(), bytes.data());
        }
        return bytes;
    }

    // The first eight bytes of the HMAC of these parts, under the key that this label and name give.
    std::optional<std::uint64_t> value_of(std::string_view label, std::string_view bigram_label,
                                          const std::string& name,
                                          const std::vector<project::MatchKey::Part>& listed,
                                          const std::vector<Field>& fields) const
    {
        std::vector<std::string> parts;
        for (const project::MatchKey::Part& part : listed) {
            const std::size_t f = policy_.field_index(part.field);
            const Field& field = fields[f];
            if (field.tokens.empty()) return std::nullopt;
            std::string& one = parts.emplace_back();
            if (part.level == project::PartLevel::bigram)
                one = first_bigram(bigram_label, name, part.field, field.tokens);
            else if (!part_of(policy_.fields[f].kind, part.level, field.normal, one))
                return std::nullopt;
        }
        const std::vector<std::string_view> texts(parts.begin(), parts.end());
        const Secret secret = key_.derive({label, specification_, name});
        Hmac hmac(secret.reveal());
        return keyed::plain_match_key(hmac, texts);
    }

    std::string first_bigram(std::string_view label, const std::string& key, const std::string& field,
                             const std::vector<std::string>& tokens) const
    {
        const Secret secret = key_.derive({label, specification_, key, field});
        return *std::ranges::min_element(tokens, {}, [&](const std::string& token) {
            const Digest digest = hmac_sha256(secret.reveal(), bytes_of(token));
            return std::vector<std::byte>(digest.begin(), digest.begin() + 8);
        });
    }

    const project::Policy& policy_;
    const ProjectKey& key_;
    std::vector<FieldSource> sources_;
    std::string specification_;
};

} // namespace gauze::custodian
