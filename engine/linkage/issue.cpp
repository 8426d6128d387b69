#include "engine/linkage/issue.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/persons_file.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/link_map.hpp"
#include "engine/project/payload_columns.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <optional>
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

PersonsFile persons_under(const project::Policy& policy, const IssueOptions& options)
{
    refuse_odd_name(options.recipient, "recipient");
    refuse_odd_name(options.release, "release");
    PersonsFile persons = read_persons(options.persons);
    if (persons.policy != policy.fingerprint())
        throw Error(Exit::refused,
                    fmt::format("{} was linked under policy {}.., this policy is {}..",
                                options.persons.string(), persons.policy.substr(0, 8),
                                policy.fingerprint().substr(0, 8)),
                    "issue study ids under the policy of the link run");
    return persons;
}

// Rows of `sources`, or of all when there are none named.
link_map::LinkMap make_map(const project::Policy& policy, const IssueOptions& options,
                           const PersonsFile& persons, Identity::StudyIds study_ids,
                           const std::optional<std::set<std::string>>& sources, IssueSummary& summary)
{
    link_map::LinkMap map{.project = policy.id,
                          .policy = policy.fingerprint(),
                          .recipient = options.recipient,
                          .release = options.release,
                          .entries = {}};
    std::optional<PersonId> last;
    for (const PersonRow& row : persons.rows) { // one person's rows stand together
        if (sources && !sources->contains(row.party)) {
            ++summary.rows_withheld;
            continue;
        }
        map.entries.push_back({row.token, study_ids.of(row.person)});
        if (last != row.person) ++summary.persons;
        last = row.person;
        ++summary.rows;
    }
    return map;
}

// Sources of which the recipient gets payload.
std::set<std::string> sources_for(const project::Governance& governance, const project::Recipient& recipient)
{
    std::set<std::string> names;
    for (const project::Source& source : governance.sources)
        if (!project::payload_columns(source, recipient).empty()) names.insert(source.party);
    return names;
}

const project::Recipient& recipient_of(const project::Governance& governance, const std::string& name)
{
    const project::Recipient* recipient = governance.recipient(name);
    if (recipient == nullptr)
        project::refuse_with("unknown-recipient", "the policy has no recipient of that name",
                             "gauze policy explain shows who receives");
    if (!project::receives_rows(governance, *recipient))
        project::refuse_with("no-rows", fmt::format("{} gets tables, and no rows of anybody", name),
                             "study ids are for researchers");
    return *recipient;
}

} // namespace

IssueSummary issue(const IssueOptions& options)
{
    const auto policy = project::read_policy(options.policy);
    const PersonsFile persons = persons_under(policy, options);
    const Identity identity = Identity::read(options.identity);
    IssueSummary summary;
    link_map::write(options.out,
                    make_map(policy, options, persons,
                             identity.study_ids(policy.id, options.recipient, options.release), {}, summary));
    return summary;
}

IssueSummary issue_sealed(const project::Admitted& me, const IssueOptions& options)
{
    const project::Governance& governance = *me.policy.governance;
    const project::Recipient& recipient = recipient_of(governance, options.recipient);
    const PersonsFile persons = persons_under(me.policy, options);
    const Identity identity = Identity::read(options.identity);
    IssueSummary summary;
    summary.longitudinal = recipient.longitudinal;
    const link_map::LinkMap map =
        make_map(me.policy, options, persons,
                 recipient.longitudinal ? identity.longitudinal_study_ids(me.policy.id, recipient.name)
                                        : identity.study_ids(me.policy.id, recipient.name, options.release),
                 sources_for(governance, recipient), summary);
    // From here on it is settled who is who for this recipient; what follows only seals it.

    project::Statement statement;
    statement.kind = "link-map";
    statement.release = options.release;
    statement.profile = me.policy.profile;
    statement.counts.set("rows", summary.rows).set("persons", summary.persons);
    statement.figures.set("recipient", recipient.name).set("longitudinal", recipient.longitudinal);
    statement.statistics_only = true;
    const auto make = [&](const project::Take& take) {
        link_map::write([&](std::string_view text) { take(bytes_of(text)); }, map);
    };
    summary.statement = project::seal_stream(me, make, {governance.member(recipient.member)},
                                             std::move(statement), options.out);
    return summary;
}

} // namespace gauze::linkage
