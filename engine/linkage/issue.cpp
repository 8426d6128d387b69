#include "engine/linkage/issue.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/persons_file.hpp"
#include "engine/project/link_map.hpp"
#include "engine/project/policy.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

// Names go into keys and file headers, so they are kept to letters that survive every system.
void refuse_odd_name(const std::string& name, std::string_view what)
{
    const bool plain =
        !name.empty() && name.size() <= 64 &&
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
            std::string::npos;
    if (!plain) throw Error(Exit::usage, fmt::format("the {} must be 1 to 64 letters, digits, - or _", what));
}

} // namespace

IssueSummary issue(const IssueOptions& options)
{
    refuse_odd_name(options.recipient, "recipient");
    refuse_odd_name(options.release, "release");
    const auto policy = project::read_policy(options.policy);
    const Identity identity = Identity::read(options.identity);
    const PersonsFile persons = read_persons(options.persons);
    if (persons.policy != policy.fingerprint())
        throw Error(Exit::refused,
                    fmt::format("{} was linked under policy {}.., this policy is {}..",
                                options.persons.string(), persons.policy.substr(0, 8),
                                policy.fingerprint().substr(0, 8)),
                    "issue study ids under the policy of the link run");

    link_map::LinkMap map{.project = policy.id,
                          .policy = policy.fingerprint(),
                          .recipient = options.recipient,
                          .release = options.release,
                          .entries = {}};
    auto study_ids = identity.study_ids(policy.id, options.recipient, options.release);
    IssueSummary summary;
    const PersonId* last = nullptr;
    for (const PersonRow& row : persons.rows) { // one person's rows stand together
        map.entries.push_back({row.token, study_ids.of(row.person)});
        if (last == nullptr || *last != row.person) ++summary.persons;
        last = &row.person;
        ++summary.rows;
    }
    link_map::write(options.out, std::move(map));
    return summary;
}

} // namespace gauze::linkage
