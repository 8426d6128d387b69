// What an Encoder has settled before the first row: under which keys each field goes into which views and
// match keys, and where everything stands in a record. Private to the encoder.
#pragma once

#include "bloom/encoded_file.hpp"
#include "bloom/keyed/match_key.hpp"
#include "bloom/keyed/symbols.hpp"
#include "engine/custodian/field_encoder.hpp"
#include "engine/custodian/shown_filter.hpp"

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

struct EncodingPlan {
    EncodingPlan(const project::Policy& policy, const ProjectKey& key,
                 const std::vector<FieldSource>& sources, std::string_view party);

    std::vector<FieldPlan> fields; // as the policy orders them
    std::vector<ViewPlan> views;
    std::vector<KeyPlan> keys; // match keys, then blocks
    std::vector<bloom::ViewShape> shapes;
    std::vector<std::string> key_names; // of the match keys
    std::vector<bloom::BlockShape> blocks;
    std::size_t present_words = 0, absent_words = 0;
    std::size_t keys_at = 0, blocks_at = 0, absent_at = 0; // in a record, in bytes
    std::size_t record_bytes = 0;
    std::vector<std::size_t> offsets; // of the sections

private:
    void add_views(const project::Policy& policy, const ProjectKey& key, const std::string& specification);
    void add_keys(const project::Policy& policy, const ProjectKey& key, const std::string& specification);
    void lay_out();
};

} // namespace gauze::custodian
