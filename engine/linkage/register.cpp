// Read `name_members` at the bottom first: what each earlier person became, what each person of this run is
// called, and the register that follows from both. Everything is found by walking sorted lists side by side.
#include "engine/linkage/register.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <optional>
#include <tuple>

namespace gauze::linkage {

namespace {

constexpr std::uint32_t nobody = UINT32_MAX;
using KnownPerson = Register::KnownPerson;
using KnownRecord = Register::KnownRecord;
using Kind = RegisterEvent::Kind;

// The records that an earlier person and one of this run have in common.
struct Overlap {
    std::uint32_t earlier = 0, person = 0;
    std::uint32_t records = 0;
    std::uint32_t smallest = 0; // member with the smallest token among them
};

// By earlier person. Members and records are in order of their tokens.
std::vector<Overlap> overlaps(const std::vector<Member>& members, const std::vector<KnownRecord>& known)
{
    std::vector<Overlap> found;
    auto record = known.begin();
    for (std::uint32_t m = 0; m < members.size(); ++m) {
        while (record != known.end() && record->token < members[m].token) ++record;
        if (record != known.end() && record->token == members[m].token)
            found.push_back({record->person, members[m].person, 1, m});
    }
    std::ranges::sort(found, {},
                      [](const Overlap& o) { return std::tuple(o.earlier, o.person, o.smallest); });
    std::size_t kept = 0;
    for (const Overlap& one : found) {
        if (kept > 0 && found[kept - 1].earlier == one.earlier && found[kept - 1].person == one.person)
            ++found[kept - 1].records;
        else
            found[kept++] = one;
    }
    found.resize(kept);
    return found;
}

// By earlier person: who has most of its records now.
std::vector<std::uint32_t> heirs(const std::vector<Overlap>& overlaps, std::size_t earlier)
{
    std::vector<std::uint32_t> heir(earlier, nobody);
    std::vector<const Overlap*> best(earlier, nullptr);
    for (const Overlap& one : overlaps) {
        const Overlap*& most = best[one.earlier];
        if (most != nullptr &&
            std::tuple(most->records, one.smallest) >= std::tuple(one.records, most->smallest))
            continue;
        most = &one;
        heir[one.earlier] = one.person;
    }
    return heir;
}

// By person of this run: the earlier person whose id it has, the oldest of those that it is heir of.
std::vector<std::uint32_t> survivors(const std::vector<std::uint32_t>& heir,
                                     const std::vector<KnownPerson>& known, std::size_t persons)
{
    const auto age = [&](std::uint32_t e) { return std::tie(known[e].since, known[e].first, known[e].id); };
    std::vector<std::uint32_t> survivor(persons, nobody);
    for (std::uint32_t e = 0; e < heir.size(); ++e) {
        if (heir[e] == nobody) continue;
        std::uint32_t& oldest = survivor[heir[e]];
        if (oldest == nobody || age(e) < age(oldest)) oldest = e;
    }
    return survivor;
}

// By person of this run: the member with its smallest token, and how many there are.
struct Extent {
    std::uint32_t smallest = nobody, records = 0;
};

std::vector<Extent> extents(const std::vector<Member>& members, std::size_t persons)
{
    std::vector<Extent> list(persons);
    for (std::uint32_t m = 0; m < members.size(); ++m) {
        Extent& extent = list[members[m].person];
        if (extent.records++ == 0) extent.smallest = m;
    }
    return list;
}

bool ever_given(const std::vector<KnownPerson>& known, const PersonId& id)
{
    const auto found = std::ranges::lower_bound(known, id, {}, &KnownPerson::id);
    return found != known.end() && found->id == id;
}

PersonId new_id(Identity::PersonIds& ids, const RowToken& smallest, const std::vector<KnownPerson>& known)
{
    PersonId id = ids.of(smallest);
    for (std::uint32_t again = 1; ever_given(known, id); ++again) id = ids.of(smallest, again);
    return id;
}

std::vector<RegisterEvent> events_of(const std::vector<Overlap>& overlaps,
                                     const std::vector<std::uint32_t>& heir,
                                     const std::vector<std::uint32_t>& survivor,
                                     const std::vector<Extent>& extent, std::span<const PersonId> ids,
                                     const std::vector<KnownPerson>& known, std::uint32_t run)
{
    std::vector<RegisterEvent> events;
    std::vector<bool> has_earlier(ids.size(), false);
    for (const Overlap& one : overlaps) {
        has_earlier[one.person] = true;
        if (survivor[one.person] == one.earlier) continue;
        const Kind kind = heir[one.earlier] == one.person  ? Kind::merged
                          : survivor[one.person] == nobody ? Kind::split
                                                           : Kind::moved;
        events.push_back({run, kind, ids[one.person], known[one.earlier].id, one.records});
    }
    for (std::size_t p = 0; p < ids.size(); ++p)
        if (!has_earlier[p]) events.push_back({run, Kind::born, ids[p], {}, extent[p].records});
    std::ranges::sort(events);
    return events;
}

// The register's persons with this run's, not yet in order: first the known ones where they stand.
std::vector<KnownPerson> persons_after(std::vector<KnownPerson> known, const std::vector<Member>& members,
                                       const std::vector<Extent>& extent,
                                       const std::vector<std::uint32_t>& heir,
                                       const std::vector<std::uint32_t>& survivor,
                                       std::span<const PersonId> ids, std::uint32_t run)
{
    for (std::size_t e = 0; e < heir.size(); ++e) {
        if (heir[e] == nobody || survivor[heir[e]] == e) continue;
        known[e].retired = run;
        known[e].into = ids[heir[e]];
    }
    for (std::size_t p = 0; p < ids.size(); ++p)
        if (survivor[p] == nobody)
            known.push_back(
                {.id = ids[p], .first = members[extent[p].smallest].token, .since = run, .into = {}});
    return known;
}

// Where each person stands once they are in order of their ids; orders them.
std::vector<std::uint32_t> put_in_order(std::vector<KnownPerson>& persons)
{
    std::vector<std::uint32_t> order(persons.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t i) -> const PersonId& { return persons[i].id; });
    std::vector<KnownPerson> sorted;
    std::vector<std::uint32_t> place(persons.size());
    sorted.reserve(persons.size());
    for (std::uint32_t at = 0; at < order.size(); ++at) {
        sorted.push_back(persons[order[at]]);
        place[order[at]] = at;
    }
    persons = std::move(sorted);
    return place;
}

// Both lists by token, so the outcome is too. `now_at`: by earlier person, where it or who took it over
// stands; `stands_at`: the same by person of this run.
std::vector<KnownRecord> records_after(const std::vector<KnownRecord>& known,
                                       const std::vector<Member>& members,
                                       const std::vector<std::uint32_t>& now_at,
                                       const std::vector<std::uint32_t>& stands_at, std::uint32_t run)
{
    std::vector<KnownRecord> records;
    records.reserve(known.size() + members.size());
    auto old = known.begin();
    const auto keep_until = [&](const RowToken* token) {
        for (; old != known.end() && (token == nullptr || old->token < *token); ++old)
            records.push_back({old->token, now_at[old->person], old->first_run, old->last_run});
    };
    for (const Member& member : members) {
        keep_until(&member.token);
        const bool again = old != known.end() && old->token == member.token;
        records.push_back({member.token, stands_at[member.person], again ? old->first_run : run, run});
        if (again) ++old;
    }
    keep_until(nullptr);
    return records;
}

void count_events(Named& named)
{
    for (const RegisterEvent& event : named.history) {
        switch (event.kind) {
        case Kind::born: ++named.born; break;
        case Kind::merged: ++named.merged; break;
        case Kind::split: ++named.split; break;
        case Kind::moved: ++named.moved; break;
        }
        if (event.kind != Kind::born) named.next.history.push_back(event);
    }
}

} // namespace

std::string_view to_text(RegisterEvent::Kind kind)
{
    switch (kind) {
    case Kind::born: return "new";
    case Kind::merged: return "merged";
    case Kind::split: return "split";
    case Kind::moved: return "moved";
    }
    return "";
}

const KnownPerson* Register::current(const PersonId& id) const
{
    for (PersonId next = id;;) { // each step goes to a later run, or to one that is not retired
        const auto found = std::ranges::lower_bound(persons, next, {}, &KnownPerson::id);
        if (found == persons.end() || found->id != next) return nullptr;
        if (found->retired == 0) return &*found;
        next = found->into;
    }
}

Json Named::to_json() const
{
    return Json()
        .set("run", next.runs)
        .set("kept", kept)
        .set("new", born)
        .set("merged", merged)
        .set("split", split)
        .set("moved", moved);
}

Named name_members(std::vector<Member> members, std::span<PersonId> ids, const Identity& identity,
                   std::string_view project, const Register* earlier)
{
    const Register before = earlier == nullptr ? Register{.project = std::string(project)} : *earlier;
    assert(before.project == project);
    std::ranges::sort(members, {}, &Member::token);
    const std::uint32_t run = before.runs + 1;
    const std::vector<Extent> extent = extents(members, ids.size());
    const std::vector<Overlap> common = overlaps(members, before.records);
    const std::vector<std::uint32_t> heir = heirs(common, before.persons.size());
    const std::vector<std::uint32_t> survivor = survivors(heir, before.persons, ids.size());
    // From here on it is settled which ids go on.

    Identity::PersonIds hmac = identity.person_ids(project);
    for (std::size_t p = 0; p < ids.size(); ++p)
        ids[p] = survivor[p] != nobody ? before.persons[survivor[p]].id
                                       : new_id(hmac, members[extent[p].smallest].token, before.persons);
    Named named;
    named.history = events_of(common, heir, survivor, extent, ids, before.persons, run);
    named.kept = ids.size() - static_cast<std::size_t>(std::ranges::count(survivor, nobody));

    named.next = {.project = before.project,
                  .runs = run,
                  .persons = persons_after(before.persons, members, extent, heir, survivor, ids, run),
                  .records = {},
                  .history = before.history};
    const std::vector<std::uint32_t> place = put_in_order(named.next.persons);
    std::vector<std::uint32_t> now_at(before.persons.size()), stands_at(ids.size());
    auto added = static_cast<std::uint32_t>(before.persons.size());
    for (std::size_t p = 0; p < ids.size(); ++p)
        stands_at[p] = place[survivor[p] != nobody ? survivor[p] : added++];
    for (std::size_t e = 0; e < now_at.size(); ++e)
        now_at[e] = heir[e] == nobody || survivor[heir[e]] == e ? place[e] : stands_at[heir[e]];
    named.next.records = records_after(before.records, members, now_at, stands_at, run);
    count_events(named);
    return named;
}

Named name_persons(std::span<Person> persons, const Parties& parties, const Identity& identity,
                   std::string_view project, const Register* earlier)
{
    std::vector<Member> members;
    members.reserve(parties.records());
    for (std::uint32_t p = 0; p < persons.size(); ++p)
        for (const RecordRef record : persons[p].records) members.push_back({parties.token(record), p});
    std::vector<PersonId> ids(persons.size());
    Named named = name_members(std::move(members), ids, identity, project, earlier);
    for (std::size_t p = 0; p < persons.size(); ++p) persons[p].id = ids[p];
    return named;
}

} // namespace gauze::linkage
