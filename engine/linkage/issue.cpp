#include "engine/linkage/issue.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/kin_file.hpp"
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

// What makes the ids of one recipient and one release; of groups, where the policy's cohort has them.
struct Ids {
    Identity::StudyIds persons;
    struct OfGroups {
        KinFile file;
        Identity::StudyIds ids;
        // "" of a record whose person is in no such group.
        std::string of(const RowToken& token)
        {
            const PersonId* group = file.group_of(token);
            return group == nullptr ? std::string() : ids.of(*group);
        }
    };
    std::optional<OfGroups> families = {}, households = {};
};

Ids ids_for(const project::Policy& policy, const IssueOptions& options, const PersonsFile& persons,
            bool longitudinal)
{
    using Unit = Identity::StudyUnit;
    const Identity identity = Identity::read(options.identity);
    const auto ids = [&](Unit unit) {
        return longitudinal ? identity.longitudinal_study_ids(policy.id, options.recipient, unit)
                            : identity.study_ids(policy.id, options.recipient, options.release, unit);
    };
    Ids all{ids(Unit::person)};
    if (!policy.governance) return all;
    const std::filesystem::path folder = options.persons.parent_path();
    const project::Cohort& cohort = policy.governance->cohort;
    if (cohort.has(project::Unit::family))
        all.families.emplace(KinFile(folder, "families", persons), ids(Unit::family));
    if (cohort.has(project::Unit::household))
        all.households.emplace(KinFile(folder, "households", persons), ids(Unit::household));
    return all;
}

// A person has one family and one home, whichever of its records is asked.
void refuse_torn(const link_map::Entry& one, const link_map::Entry& other)
{
    if (one.family_id != other.family_id || one.household_id != other.household_id)
        throw Error(Exit::bad_data, "two records of one person stand in two families or households",
                    "persons and families are of two link runs; link again");
}

// Rows of `sources`, or of all when there are none named.
link_map::LinkMap make_map(const project::Policy& policy, const IssueOptions& options,
                           const PersonsFile& persons, Ids ids,
                           const std::optional<std::set<std::string>>& sources, IssueSummary& summary)
{
    link_map::LinkMap map{.project = policy.id,
                          .policy = policy.fingerprint(),
                          .recipient = options.recipient,
                          .release = options.release,
                          .entries = {},
                          .families = ids.families.has_value(),
                          .households = ids.households.has_value()};
    std::optional<PersonId> last;
    for (const PersonRow& row : persons.rows) { // one person's rows stand together
        if (sources && !sources->contains(row.party)) {
            ++summary.rows_withheld;
            continue;
        }
        link_map::Entry entry{row.token, ids.persons.of(row.person)};
        if (ids.families) entry.family_id = ids.families->of(row.token);
        if (ids.households) entry.household_id = ids.households->of(row.token);
        if (ids.families && entry.family_id.empty())
            throw Error(
                Exit::bad_data,
                fmt::format("{} tells no family of a person of the run", ids.families->file.path().string()),
                "persons and families are of two link runs; link again");
        if (last == row.person)
            refuse_torn(map.entries.back(), entry);
        else
            ++summary.persons;
        map.entries.push_back(std::move(entry));
        last = row.person;
        ++summary.rows;
    }
    return map;
}

// Whether the recipient may have an episode table of the source.
bool has_episodes(const project::Source& source, const project::Recipient& recipient)
{
    return std::ranges::any_of(source.tables, [&](const project::EpisodeTable& table) {
        return project::receives_table(recipient, table.name);
    });
}

// Sources of which the recipient gets payload or episodes.
std::set<std::string> sources_for(const project::Governance& governance, const project::Recipient& recipient)
{
    std::set<std::string> names;
    for (const project::Source& source : governance.sources)
        if (!project::payload_columns(source, recipient).empty() || has_episodes(source, recipient))
            names.insert(source.party);
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
    IssueSummary summary;
    link_map::write(options.out, make_map(policy, options, persons, ids_for(policy, options, persons, false),
                                          {}, summary));
    return summary;
}

IssueSummary issue_sealed(const project::Admitted& me, const IssueOptions& options)
{
    const project::Governance& governance = *me.policy.governance;
    const project::Recipient& recipient = recipient_of(governance, options.recipient);
    const PersonsFile persons = persons_under(me.policy, options);
    IssueSummary summary;
    summary.longitudinal = recipient.longitudinal;
    const link_map::LinkMap map =
        make_map(me.policy, options, persons, ids_for(me.policy, options, persons, recipient.longitudinal),
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
