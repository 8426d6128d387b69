// Encoders as their tests use them: policies over the usual fields, and records encoded block by block.
#pragma once

#include "engine/custodian/encoder.hpp"
#include "tests/engine/custodian/plain_encoder.hpp"

namespace gauze::custodian {

inline constexpr std::string_view usual_fields = R"(
[[party]]
name = "hospital"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "family"
kind = "family-name"
[[field]]
name = "dob"
kind = "date"
[[field]]
name = "postcode"
kind = "postcode"
[[field]]
name = "sex"
kind = "sex"
[[field]]
name = "nhs"
kind = "nhs-number"
)";

inline project::Policy policy_of(std::string_view project, std::string_view rest = usual_fields)
{
    return project::parse_policy(fmt::format("[project]\nid = \"study\"\n{}\n{}", project, rest),
                                 "policy.toml");
}
inline project::Policy standard() { return policy_of("profile = \"standard\""); }

struct Encoded {
    explicit Encoded(const project::Policy& policy, std::vector<FieldSource> sources)
        : key(ProjectKey::for_tests("study", "1", policy.wave)), encoder(policy, key, sources, "hospital")
    {}
    explicit Encoded(const project::Policy& policy) : Encoded(policy, made_sources(policy)) {}
    ProjectKey key;
    Encoder encoder;

    // In blocks of so many records.
    std::vector<EncodedBlock> run(const std::vector<MadeCells>& records, Encoder::Scratch& scratch,
                                  std::size_t a_block = RowBlock::most_rows) const
    {
        std::vector<EncodedBlock> blocks;
        RowBlock block(records.front().size());
        for (std::size_t at = 0; at < records.size(); at += a_block) {
            put(records, at, std::min(records.size(), at + a_block), block);
            encoder.encode(block, 99, scratch, blocks.emplace_back());
        }
        return blocks;
    }
    std::vector<EncodedBlock> run(const std::vector<MadeCells>& records) const
    {
        Encoder::Scratch scratch(encoder);
        return run(records, scratch);
    }
};

} // namespace gauze::custodian
