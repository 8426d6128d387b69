#include "engine/custodian/shown_filter.hpp"

#include "bloom/filter_table.hpp"

#include <algorithm>
#include <cstring>

namespace gauze::custodian {

using Kind = project::Hardening::Kind;

ShownFilter::ShownFilter(const project::View& view, std::span<const std::byte> key)
    : view_(view), words_(bloom::FilterShape{view.shown_bits()}.words())
{
    const project::Hardening& hardening = view.hardening;
    if (hardening.kind == Kind::diffuse)
        diffusion_.emplace(key, keyed::DiffusionShape{view.bits, hardening.bits, hardening.samples});
    if (hardening.kind == Kind::balance) balance_.emplace(key, view.bits);
    if (hardening.kind == Kind::blip) blip_.emplace(key, hardening.per_mille);
}

void ShownFilter::show(std::span<const std::uint64_t> base, std::uint64_t nonce,
                       std::span<std::uint64_t> into) const
{
    std::ranges::fill(into, 0u);
    switch (view_.hardening.kind) {
    case Kind::none: std::ranges::copy(base, into.begin()); break;
    case Kind::diffuse: diffusion_->apply(base, into); break;
    case Kind::fold: keyed::fold(base, view_.bits, view_.hardening.folds, into); break;
    case Kind::balance: balance_->apply(base, into); break;
    case Kind::rule90: keyed::rule90(base, view_.bits, into); break;
    case Kind::blip:
        std::ranges::copy(base, into.begin());
        blip_->flip(std::as_bytes(std::span(&nonce, 1)), view_.bits, into);
        break;
    }
}

} // namespace gauze::custodian
