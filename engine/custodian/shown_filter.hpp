// How a view that shows its filter shows it: as it is (the profile plain), or after what the profile custom
// asks for. None of it but diffusion is protection (docs/threat-model.md).
#pragma once

#include "bloom/keyed/harden.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace gauze::custodian {

// Immutable; any number of threads.
class ShownFilter {
public:
    ShownFilter(const project::View& view, std::span<const std::byte> key);
    std::size_t words() const noexcept { return words_; } // of what is shown, a multiple of eight
    // `base` has the view's filter, `into` takes `words()` words. `nonce` is different for each record: noise
    // that is the same for two records would be no noise.
    void show(std::span<const std::uint64_t> base, std::uint64_t nonce, std::span<std::uint64_t> into) const;

private:
    project::View view_;
    std::size_t words_;
    std::optional<keyed::Diffusion> diffusion_;
    std::optional<keyed::Balance> balance_;
    std::optional<keyed::Blip> blip_;
};

} // namespace gauze::custodian
