#include "engine/project/evidence/verify_verb.hpp"

#include "engine/project/evidence/verify.hpp"

#include <iostream>
#include <memory>

namespace gauze::project {

namespace {

struct VerifyVerb {
    VerifyOptions options;
    std::vector<std::string> policies;
    Common common;

    Exit run()
    {
        options.policies.assign(policies.begin(), policies.end());
        const Verification result = verify(options);
        std::cout << (common.json ? result.to_json().pretty() : result.in_words());
        return result.well() ? Exit::ok : Exit::condition_not_met;
    }
};

} // namespace

void add_verify_verb(CommandLine& program)
{
    const auto verb = std::make_shared<VerifyVerb>();
    program.verb("verify", "Check evidence folders of any parties, from public keys alone")
        .paths("FOLDER", verb->options.folders, "evidence folders, of one party or of several", 1)
        .texts("--policy", verb->policies,
               "the signed policies to go by; otherwise those in the folders, on their own word")
        .path("--artefacts", verb->options.artefacts, "a folder of files whose digests are compared too")
        .example("gauze verify nhs-a/evidence linkage/evidence", "what is there, and does it hang together?")
        .example("gauze verify --policy policy.toml --artefacts outbox nhs-a/evidence",
                 "by the policy that you hold, with the files that were sent")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::project
