#include "engine/desk/usage_verb.hpp"

#include "engine/desk/usage.hpp"

#include <iostream>
#include <memory>

namespace gauze::desk {

namespace {

struct UsageVerb {
    UsageOptions options;
    std::vector<std::string> policies;
    project::Common common;

    Exit run()
    {
        options.policies.assign(policies.begin(), policies.end());
        const Usage usage = count_usage(options);
        std::cout << (common.json ? usage.to_json().pretty() : usage.in_words());
        return usage.whole() ? Exit::ok : Exit::condition_not_met;
    }
};

} // namespace

void add_usage_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<UsageVerb>();
    program.verb("usage", "List from the evidence who opened what, by role, party, kind and day")
        .paths("FOLDER", verb->options.folders, "evidence folders, of one party or of several", 1)
        .texts("--policy", verb->policies,
               "the signed policies to go by; otherwise those in the folders, on their own word")
        .example("gauze usage unit/evidence university/evidence", "for who oversees how data are used")
        .example("gauze usage --json */evidence",
                 "the same for a script; it holds counts and names of parties")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::desk
