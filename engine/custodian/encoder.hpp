// One record in, its filters out. Policy, key and the file's columns come in at the door; afterwards there is
// one verb. An Encoder is immutable and shared by all threads; each thread brings a Scratch, which holds its
// token memory.
#pragma once

#include "bloom/filter_table.hpp"
#include "bloom/keyed/keyed_hash.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/custodian/tokens.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::custodian {

// A cell that was not what its field expects. The record is encoded all the same.
struct FaultyCell {
    std::size_t field = 0; // position in the policy
    CellFault fault{};
    bool missing = false; // nothing of the cell could be used
};

class Encoder {
public:
    Encoder(const project::Policy& policy, const ProjectKey& key, const std::vector<FieldSource>& sources);

    class Scratch {
    public:
        explicit Scratch(const Encoder& encoder);

    private:
        friend class Encoder;
        std::vector<std::vector<keyed::TokenMasks>> masks_; // by view, by part
        TokenList tokens_;
    };

    // Fills one row for each view of the policy (given as zeros). Appends what was wrong to `faults`. Returns
    // how many fields of the record were present; 0 leaves the rows empty.
    std::size_t encode(const Cells& record, std::span<const std::span<std::uint64_t>> rows, Scratch& scratch,
                       std::vector<FaultyCell>& faults) const;

private:
    struct Use { // of a field in a view
        std::size_t view, part;
    };
    CellFault tokens_of(std::size_t field, const Cells& record, TokenList& into) const;
    std::vector<FieldSource> sources_;
    std::vector<Tokeniser> tokenisers_;
    std::vector<std::vector<Use>> uses_;                // by field
    std::vector<std::vector<keyed::KeyedHash>> hashes_; // by view, by part
    std::vector<bloom::FilterShape> shapes_;
};

} // namespace gauze::custodian
