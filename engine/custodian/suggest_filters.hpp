// The sample's rows, encoded as `encode` would do it, under a key that stands in this program and protects
// nothing: what comes of it is measured here and wiped, and never leaves. With a key of the project the same
// would be measured but for the luck of the draw.
#pragma once

#include "bloom/filter_table.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/suggest_collisions.hpp"
#include "engine/custodian/suggest_sample.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// The policy, showing its views' base filters and nothing else.
project::Policy showing_base_filters(const project::Policy& policy);
Encoder trial_encoder(const project::Policy& policy, const SampledRows& rows, std::string_view party);

// Calls visit(b, block b encoded) for each block, each on one of several threads.
void encode_blocks(const Encoder& encoder, const std::vector<RowBlock>& blocks,
                   const std::function<void(std::size_t, const EncodedBlock&)>& visit);

// A view as `encode` would measure it.
struct SuggestedView {
    project::View view;
    double density = 0; // mean share of set bits of the base filter
    double repeats = 0; // share of records, at the size of the register
    double missing = 0;
    double reach = 0; // about how far apart base filters may be (share of bits) to be seen as alike
    bool within_band() const noexcept
    {
        return missing >= 1 ||
               (density * 1000 >= view.lowest_density && density * 1000 <= view.highest_density);
    }
};
std::vector<SuggestedView> measure_views(const project::Policy& policy, const SampledRows& rows,
                                         std::string_view party, std::uint64_t register_size);

} // namespace gauze::custodian
