// What an Encoder has settled before the first row: under which keys each field goes into which views and
// match keys, and where everything stands in a record. Private to the encoder.
#pragma once

#include "bloom/encoded_file.hpp"
#include "bloom/keyed/match_key.hpp"
#include "bloom/keyed/symbols.hpp"
#include "engine/custodian/field_encoder.hpp"
#include "engine/custodian/shown_filter.hpp"
#include "engine/custodian/strata.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gauze::custodian {

struct ViewPlan {
    project::View view;
    std::size_t words = 0;                 // of the base filter
    std::optional<keyed::Symbols> symbols; // shows symbols, or
    std::optional<ShownFilter> shown;      // the filter, hardened or as it is
    std::size_t record_at = 0;             // in bytes
    std::size_t shown_bytes = 0;
};

// A match key, or a block, which is one whose value is cut short.
struct KeyPlan {
    std::string name;
    std::uint32_t bits = 64; // the highest ones are shown
    keyed::MatchKeyHash hash;
    struct Part {
        std::size_t field, use; // use: position in FieldPlan::parts
    };
    std::vector<Part> parts;
};

// A stratum, of the exact part of a field or of a column of its own; of neither where the party lacks it.
struct StratumPlan {
    StratumReader reader;
    std::optional<KeyPlan::Part> part;
    std::optional<std::size_t> column;
};

struct EncodingPlan {
    EncodingPlan(const project::Policy& policy, const ProjectKey& key,
                 const std::vector<FieldSource>& sources, std::string_view party,
                 const std::vector<std::optional<std::size_t>>& columns_of_strata);

    std::vector<FieldPlan> fields; // as the policy orders them
    std::vector<ViewPlan> views;
    std::vector<KeyPlan> keys; // match keys, then blocks
    std::vector<bloom::ViewShape> shapes;
    std::vector<std::string> key_names; // of the match keys
    std::vector<bloom::BlockShape> blocks;
    std::vector<StratumPlan> strata;
    std::vector<bloom::StratumShape> stratum_shapes;
    std::vector<KeyPlan::Part> rarity; // exact parts
    std::vector<std::string> rarity_names;
    std::size_t present_words = 0, absent_words = 0;
    std::size_t keys_at = 0, blocks_at = 0, absent_at = 0; // in a record, in bytes
    std::size_t coarse_at = 0, prints_at = 0;
    std::size_t record_bytes = 0;
    std::vector<std::size_t> offsets; // of the sections

private:
    void add_views(const project::Policy& policy, const ProjectKey& key, const std::string& specification);
    void add_keys(const project::Policy& policy, const ProjectKey& key, const std::string& specification);
    void add_coarse(const project::Policy& policy,
                    const std::vector<std::optional<std::size_t>>& columns_of_strata);
    void lay_out();
};

} // namespace gauze::custodian
