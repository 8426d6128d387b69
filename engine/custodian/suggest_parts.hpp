// What match keys could be made of: every level of every field, as prints of the sampled rows' parts, and
// what each of them tells. A print is a hash without a key, so the table is as secret as the file and is
// wiped.
#pragma once

#include "engine/custodian/suggest_collisions.hpp"
#include "engine/custodian/suggest_sample.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

struct SuggestedPart {
    std::size_t field = 0; // position in the policy
    project::PartLevel level{};
    Collisions told;                   // what it tells
    std::vector<std::uint64_t> prints; // by row; 0: the row does not have it
};

class PartTable {
public:
    // Reads each field of each row once, on several threads.
    PartTable(const project::Policy& policy, const SampledRows& rows, std::string_view party);
    PartTable(const PartTable&) = delete;
    ~PartTable();

    std::size_t rows() const noexcept { return rows_; }
    const std::vector<SuggestedPart>& parts() const noexcept { return parts_; } // field by field
    // How often records agree in all of these parts at once. Costs a sort of the rows.
    Collisions jointly(const std::vector<std::size_t>& parts) const;

private:
    void read_field(std::size_t first, std::size_t end, const project::Policy& policy,
                    const SampledRows& rows, std::string_view party);
    std::size_t rows_;
    std::vector<SuggestedPart> parts_;
};

// "given:sound", as policies spell it; the level exact goes without saying.
std::string spelled(const project::Policy& policy, std::size_t field, project::PartLevel level);

} // namespace gauze::custodian
