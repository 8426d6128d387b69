#include "engine/custodian/encoder.hpp"

#include <algorithm>

namespace gauze::custodian {

Encoder::Encoder(const project::Policy& policy, const ProjectKey& key,
                 const std::vector<FieldSource>& sources)
    : sources_(sources), uses_(policy.fields.size())
{
    const std::string specification = specification_fingerprint(policy);
    for (std::size_t f = 0; f < policy.fields.size(); ++f)
        tokenisers_.emplace_back(policy.fields[f].kind, sources[f].format);
    for (std::size_t v = 0; v < policy.views.size(); ++v) {
        const project::View& view = policy.views[v];
        shapes_.push_back({view.bits});
        auto& hashes = hashes_.emplace_back();
        for (std::size_t p = 0; p < view.parts.size(); ++p) {
            const auto& part = view.parts[p];
            const Secret derived = key.derive({"bloom", specification, view.name, part.field});
            hashes.emplace_back(derived.reveal(), view.bits, part.hashes);
            const auto field = std::ranges::find(policy.fields, part.field, &project::Field::name);
            uses_[static_cast<std::size_t>(field - policy.fields.begin())].push_back({v, p});
        }
    }
}

Encoder::Scratch::Scratch(const Encoder& encoder)
{
    for (std::size_t v = 0; v < encoder.hashes_.size(); ++v) {
        auto& masks = masks_.emplace_back();
        for (const keyed::KeyedHash& hash : encoder.hashes_[v])
            masks.emplace_back(hash.clone(), encoder.shapes_[v].words());
    }
}

CellFault Encoder::tokens_of(std::size_t field, const Cells& record, TokenList& into) const
{
    const FieldSource& source = sources_[field];
    if (source.whole) return tokenisers_[field].tokens(record[*source.whole].reveal(), into);
    return tokenisers_[field].tokens(record[source.day].reveal(), record[source.month].reveal(),
                                     record[source.year].reveal(), into);
}

std::size_t Encoder::encode(const Cells& record, std::span<const std::span<std::uint64_t>> rows,
                            Scratch& scratch, std::vector<FaultyCell>& faults) const
{
    std::size_t present = 0;
    for (std::size_t f = 0; f < sources_.size(); ++f) {
        if (!sources_[f].held) continue;
        const CellFault fault = tokens_of(f, record, scratch.tokens_);
        if (fault != CellFault::none) faults.push_back({f, fault, scratch.tokens_.empty()});
        if (scratch.tokens_.empty() || uses_[f].empty()) continue;
        ++present;
        for (const Use use : uses_[f])
            for (std::size_t t = 0; t < scratch.tokens_.size(); ++t)
                scratch.masks_[use.view][use.part].set(scratch.tokens_[t], rows[use.view]);
    }
    return present;
}

} // namespace gauze::custodian
