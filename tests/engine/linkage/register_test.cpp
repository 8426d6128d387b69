#include "engine/linkage/decide.hpp"
#include "engine/linkage/register.hpp"
#include "engine/linkage/score.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::TemporaryFolder;
using Kind = RegisterEvent::Kind;

const Identity identity = Identity::for_tests("register");

RowToken token(unsigned number)
{
    RowToken made;
    made.bytes[0] = static_cast<std::byte>(number >> 8);
    made.bytes[1] = static_cast<std::byte>(number);
    made.bytes[15] = std::byte{7};
    return made;
}

using Cluster = std::set<unsigned>; // numbers of tokens
using Clusters = std::vector<Cluster>;

struct Outcome {
    std::vector<PersonId> ids; // by cluster
    Named named;
};

Outcome run(const Clusters& clusters, const Register* earlier)
{
    std::vector<Member> members;
    for (std::uint32_t c = 0; c < clusters.size(); ++c)
        for (const unsigned number : clusters[c]) members.push_back({token(number), c});
    Outcome done{.ids = std::vector<PersonId>(clusters.size()), .named = {}};
    done.named = name_members(std::move(members), done.ids, identity, "study", earlier);
    return done;
}

PersonId first_id(unsigned number) { return identity.person_ids("study").of(token(number)); }

TEST(Register, WithoutAnEarlierOneGivesTheIdOfTheSmallestToken)
{
    const Outcome first = run({{3, 9}, {4}}, nullptr);
    EXPECT_EQ(first.ids, (std::vector{first_id(3), first_id(4)}));
    EXPECT_EQ(first.named.born, 2u);
    EXPECT_EQ(first.named.kept, 0u);
    EXPECT_EQ(first.named.next.runs, 1u);
    EXPECT_EQ(first.named.next.records.size(), 3u);
    EXPECT_TRUE(first.named.next.history.empty()); // the new ones stand among its persons
}

TEST(Register, KeepsTheIdOfAPersonThatGetsASmallerTokenOrLosesOne)
{
    const Outcome first = run({{3, 9}, {4}}, nullptr);
    const Outcome grown = run({{1, 3, 9}, {4}}, &first.named.next);
    EXPECT_EQ(grown.ids, first.ids);
    EXPECT_TRUE(grown.named.history.empty());
    EXPECT_EQ(grown.named.kept, 2u);
    const Outcome shrunk = run({{9}}, &grown.named.next);
    EXPECT_EQ(shrunk.ids[0], first.ids[0]);
    const Outcome back = run({{3, 9}, {1}, {4}}, &shrunk.named.next); // 1 was split off while it was away
    EXPECT_EQ(back.ids[0], first.ids[0]);
    EXPECT_EQ(back.ids[2], first.ids[1]);
    EXPECT_EQ(back.named.history,
              (std::vector<RegisterEvent>{{4, Kind::split, back.ids[1], first.ids[0], 1}}));
}

TEST(Register, MergesIntoTheOldestAndRetiresTheOthers)
{
    const Outcome first = run({{8}}, nullptr);
    const Outcome second = run({{8}, {2}, {5}}, &first.named.next);
    const Outcome merged = run({{2, 5, 8, 9}}, &second.named.next);
    EXPECT_EQ(merged.ids[0], first_id(8)); // older, though 2 is smaller
    std::vector<RegisterEvent> expected{{3, Kind::merged, first_id(8), first_id(2), 1},
                                        {3, Kind::merged, first_id(8), first_id(5), 1}};
    std::ranges::sort(expected);
    EXPECT_EQ(merged.named.history, expected);
    EXPECT_EQ(merged.named.next.current(first_id(2))->id, first_id(8));
    EXPECT_EQ(merged.named.next.current(first_id(9)), nullptr);
    // Apart again: the retired id does not come back, and the counter makes another of the same token.
    const Outcome apart = run({{2}, {5, 8, 9}}, &merged.named.next);
    EXPECT_EQ(apart.ids[1], first_id(8));
    EXPECT_EQ(apart.ids[0], identity.person_ids("study").of(token(2), 1));
    EXPECT_EQ(apart.named.history,
              (std::vector<RegisterEvent>{{4, Kind::split, apart.ids[0], first_id(8), 1}}));
}

TEST(Register, OfTwoOfOneAgeTheOneWithTheSmallerFirstTokenSurvives)
{
    const Outcome first = run({{6}, {4}}, nullptr);
    EXPECT_EQ(run({{4, 6}}, &first.named.next).ids[0], first_id(4));
}

TEST(Register, GivesASplitPersonsIdToTheLargestPartAndOfEqualsToTheSmallestToken)
{
    const Outcome first = run({{1, 2, 3, 4, 5}, {11, 12}}, nullptr);
    const Outcome split = run({{1, 2}, {3, 4, 5}, {12}, {11, 13, 14}}, &first.named.next);
    EXPECT_EQ(split.ids[1], first_id(1));
    EXPECT_EQ(split.ids[3], first_id(11));
    EXPECT_EQ(split.ids[2], first_id(12));
    EXPECT_EQ(split.ids[0], identity.person_ids("study").of(token(1), 1)); // that of token 1 lives on
}

TEST(Register, SaysWhatMovedFromOnePersonThatStaysToAnother)
{
    const Outcome first = run({{1, 2, 3}, {4, 5, 6}}, nullptr);
    const Outcome moved = run({{1, 2}, {3, 4, 5, 6}}, &first.named.next);
    EXPECT_EQ(moved.ids, first.ids);
    EXPECT_EQ(moved.named.history,
              (std::vector<RegisterEvent>{{2, Kind::moved, first.ids[1], first.ids[0], 1}}));
}

TEST(Register, LetsAbsentRecordsFollowTheirPerson)
{
    const Outcome first = run({{1}, {2, 3}}, nullptr);
    const Outcome merged = run({{1, 2}}, &first.named.next); // 3 is away
    const Outcome back = run({{3}}, &merged.named.next);
    EXPECT_EQ(back.ids[0], first_id(1));
    EXPECT_EQ(back.named.kept, 1u);
}

TEST(Register, IsTheSameForAnyOrderOfRecordsAndPersons)
{
    const Outcome first = run({{1, 2, 3}, {4, 5, 6}, {7}}, nullptr);
    const Clusters clusters{{1, 4}, {2, 3, 9}, {5}, {6, 7}};
    const Outcome one = run(clusters, &first.named.next);
    std::mt19937 random(3);
    std::vector<Member> members;
    for (std::uint32_t c = 0; c < clusters.size(); ++c)
        for (const unsigned number : clusters[c])
            members.push_back({token(number), static_cast<std::uint32_t>(clusters.size()) - 1 - c});
    std::ranges::shuffle(members, random);
    std::vector<PersonId> ids(clusters.size());
    const Named other = name_members(members, ids, identity, "study", &first.named.next);
    std::ranges::reverse(ids);
    EXPECT_EQ(ids, one.ids);
    EXPECT_EQ(other.next, one.named.next);
    EXPECT_EQ(other.history, one.named.history);
}

TEST(Register, CountsItsEventsAndTakesNoPersonAtAll)
{
    const Outcome nobody = run({}, nullptr);
    EXPECT_EQ(nobody.named.next.runs, 1u);
    EXPECT_TRUE(nobody.named.next.persons.empty());
    EXPECT_EQ(run({{1}}, &nobody.named.next).named.to_json().line(),
              R"({"run":2,"kept":0,"new":1,"merged":0,"split":0,"moved":0})");
}

// The rules as they are written, with sets and maps.
class PlainTwin {
public:
    struct Life {
        unsigned since = 0, first = 0, retired = 0;
        PersonId into{};
    };
    std::map<PersonId, Life> persons;
    std::map<unsigned, PersonId> where; // by token
    std::set<RegisterEvent> events;     // of the last run
    unsigned runs = 0;

    std::vector<PersonId> take(const Clusters& clusters)
    {
        ++runs;
        events.clear();
        const std::map<PersonId, std::size_t> heir = heirs(clusters);
        std::vector<PersonId> ids;
        for (std::size_t c = 0; c < clusters.size(); ++c) ids.push_back(id_of(clusters[c], c, heir));
        for (std::size_t c = 0; c < clusters.size(); ++c) note(clusters[c], c, ids[c], heir);
        for (const auto& [id, cluster] : heir)
            if (ids[cluster] != id) retire(id, ids[cluster]);
        for (std::size_t c = 0; c < clusters.size(); ++c)
            for (const unsigned number : clusters[c]) where[number] = ids[c];
        for (const PersonId& id : born_) persons.at(id).since = runs;
        born_.clear();
        return ids;
    }

private:
    Cluster shared(const PersonId& id, const Cluster& cluster) const
    {
        Cluster both;
        for (const unsigned number : cluster)
            if (where.contains(number) && where.at(number) == id) both.insert(number);
        return both;
    }
    std::map<PersonId, std::size_t> heirs(const Clusters& clusters) const
    {
        std::map<PersonId, std::size_t> heir;
        for (const auto& [id, life] : persons) {
            Cluster most;
            for (std::size_t c = 0; c < clusters.size(); ++c) {
                const Cluster part = shared(id, clusters[c]);
                if (part.empty() || part.size() < most.size()) continue;
                if (part.size() == most.size() && *part.begin() > *most.begin()) continue;
                most = part;
                heir[id] = c;
            }
        }
        return heir;
    }
    PersonId id_of(const Cluster& cluster, std::size_t c, const std::map<PersonId, std::size_t>& heir)
    {
        std::set<std::pair<std::pair<unsigned, unsigned>, PersonId>> claims;
        for (const auto& [id, heirs_cluster] : heir)
            if (heirs_cluster == c) claims.insert({{persons.at(id).since, persons.at(id).first}, id});
        if (!claims.empty()) return claims.begin()->second;
        PersonId id = first_id(*cluster.begin());
        for (std::uint32_t again = 1; persons.contains(id); ++again)
            id = identity.person_ids("study").of(token(*cluster.begin()), again);
        born_.push_back(id);
        persons[id] = {.since = 0, .first = *cluster.begin(), .into = {}};
        return id;
    }
    void note(const Cluster& cluster, std::size_t c, const PersonId& id,
              const std::map<PersonId, std::size_t>& heir)
    {
        std::set<PersonId> from;
        for (const unsigned number : cluster)
            if (where.contains(number)) from.insert(where.at(number));
        const bool is_new = std::ranges::find(born_, id) != born_.end();
        for (const PersonId& other : from) {
            if (other == id) continue;
            const Kind kind = heir.at(other) == c ? Kind::merged : is_new ? Kind::split : Kind::moved;
            events.insert({runs, kind, id, other, static_cast<std::uint32_t>(shared(other, cluster).size())});
        }
        if (from.empty())
            events.insert({runs, Kind::born, id, {}, static_cast<std::uint32_t>(cluster.size())});
    }
    void retire(const PersonId& id, const PersonId& into)
    {
        persons.at(id).retired = runs;
        persons.at(id).into = into;
        for (auto& [number, person] : where)
            if (person == id) person = into;
    }
    std::vector<PersonId> born_;
};

unsigned draw(std::mt19937& random, std::size_t below) { return static_cast<unsigned>(random() % below); }

// Persons of another run: some records go and come, some persons are joined, some are cut.
Clusters random_clusters(std::mt19937& random)
{
    const unsigned persons = 1 + draw(random, 8);
    std::map<unsigned, Cluster> by_person;
    for (unsigned number = 0; number < 16; ++number)
        if (random() % 5 != 0) by_person[draw(random, persons)].insert(number);
    Clusters clusters;
    for (auto& [person, cluster] : by_person) clusters.push_back(std::move(cluster));
    std::ranges::shuffle(clusters, random);
    return clusters;
}

Clusters disturbed(Clusters clusters, std::mt19937& random)
{
    for (unsigned change = 0; change < 3 && clusters.size() > 1; ++change) {
        const std::size_t a = random() % clusters.size(), b = random() % clusters.size();
        if (a == b) continue;
        if (random() % 2 == 0) {
            clusters[a].merge(clusters[b]);
            clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(b));
        } else if (clusters[a].size() > 1) {
            const unsigned number = *std::next(clusters[a].begin(), draw(random, 2));
            clusters[a].erase(number);
            if (random() % 2 == 0)
                clusters.push_back({number});
            else
                clusters[b].insert(number);
        }
    }
    return clusters;
}

// Whoever has the earlier ids and the history has the new ones: nothing else happened.
void expect_documented(const Register& before, const Outcome& now, const Clusters& clusters)
{
    std::map<std::pair<PersonId, PersonId>, std::uint32_t> changes; // now, before
    for (std::size_t c = 0; c < clusters.size(); ++c)
        for (const unsigned number : clusters[c]) {
            const auto known =
                std::ranges::lower_bound(before.records, token(number), {}, &Register::KnownRecord::token);
            const bool is_known = known != before.records.end() && known->token == token(number);
            if (is_known && before.persons[known->person].id != now.ids[c])
                ++changes[{now.ids[c], before.persons[known->person].id}];
        }
    std::map<std::pair<PersonId, PersonId>, std::uint32_t> told;
    for (const RegisterEvent& event : now.named.history)
        if (event.kind != Kind::born) told[{event.person, event.other}] = event.records;
    EXPECT_EQ(told, changes);
}

void expect_twins(const PlainTwin& twin, const Register& reg)
{
    ASSERT_EQ(reg.persons.size(), twin.persons.size());
    for (const auto& person : reg.persons) {
        const PlainTwin::Life& life = twin.persons.at(person.id);
        EXPECT_EQ(person.since, life.since);
        EXPECT_EQ(person.first, token(life.first));
        EXPECT_EQ(person.retired, life.retired);
        EXPECT_EQ(person.into, life.into);
    }
    ASSERT_EQ(reg.records.size(), twin.where.size());
    auto expected = twin.where.begin();
    for (const auto& record : reg.records) {
        EXPECT_EQ(record.token, token(expected->first));
        EXPECT_EQ(reg.persons[record.person].id, expected->second);
        ++expected;
    }
}

TEST(Register, DoesWhatThePlainTwinDoesInAThousandRandomHistories)
{
    for (unsigned seed = 0; seed < 1000; ++seed) {
        std::mt19937 random(seed);
        PlainTwin twin;
        Register reg;
        Clusters clusters = random_clusters(random);
        for (unsigned r = 0; r < 6; ++r) {
            const Outcome done = run(clusters, r == 0 ? nullptr : &reg);
            ASSERT_EQ(done.ids, twin.take(clusters)) << seed << " run " << r;
            ASSERT_EQ(std::set(done.named.history.begin(), done.named.history.end()), twin.events);
            ASSERT_EQ(std::set(done.ids.begin(), done.ids.end()).size(), clusters.size());
            if (r > 0) expect_documented(reg, done, clusters);
            expect_twins(twin, done.named.next);
            if (HasFailure()) FAIL() << seed << " run " << r;
            reg = done.named.next;
            clusters = random() % 3 == 0 ? random_clusters(random) : disturbed(clusters, random);
        }
    }
}

// Persons by token, as a run over these files names them.
std::map<RowToken, PersonId> linked(const std::vector<std::filesystem::path>& inputs, const Register* earlier,
                                    Register* next)
{
    const Parties parties = receive(inputs, test::policy(), false);
    Decided decided = decide(score(parties, {.threshold = {8, 10}}).pairs, parties);
    Named named = name_persons(decided.persons, parties, identity, "study", earlier);
    std::map<RowToken, PersonId> ids;
    for (const Person& person : decided.persons)
        for (const RecordRef record : person.records) ids[parties.token(record)] = person.id;
    *next = std::move(named.next);
    return ids;
}

// The same records together, whatever they are called.
std::set<std::set<RowToken>> grouped(const std::map<RowToken, PersonId>& ids)
{
    std::map<PersonId, std::set<RowToken>> by_person;
    for (const auto& [token, id] : ids) by_person[id].insert(token);
    std::set<std::set<RowToken>> groups;
    for (const auto& [id, tokens] : by_person) groups.insert(tokens);
    return groups;
}

TEST(Register, AnIncrementalRunEqualsAFullRunOverTheSameFilesUpToItsHistory)
{
    test::MadeParties made;
    const auto a = made.write("alpha", test::numbers(0, 80)), b = made.write("beta", test::numbers(40, 120)),
               c = made.write("gamma", test::numbers(20, 140));
    Register first, second, again, full;
    const auto before = linked({a, b}, nullptr, &first);
    const auto now = linked({a, b, c}, &first, &second);
    EXPECT_EQ(grouped(now), grouped(linked({a, b, c}, nullptr, &full)));
    EXPECT_EQ(linked({c, b, a}, &first, &again), now); // files in another order
    EXPECT_EQ(again, second);
    EXPECT_EQ(second.records.size(), now.size());
    std::size_t kept = 0;
    for (const auto& [token, id] : before) {
        EXPECT_EQ(second.current(id)->id, now.at(token)); // nothing was split
        kept += now.at(token) == id ? 1 : 0;
    }
    EXPECT_GE(kept, 150u); // some of 160 were merged by what the third file knows
}

// A register with everything in it.
Register eventful()
{
    Register reg = run({{1, 2}, {3}, {4, 5, 6}}, nullptr).named.next;
    reg = run({{1, 2, 3}, {4, 5}, {6}}, &reg).named.next;
    return run({{1, 4, 5}, {2, 3, 6}, {7}}, &reg).named.next;
}

TEST(RegisterFile, IsReadBackAsItWasWrittenAndForItsOwnerAlone)
{
    const TemporaryFolder folder;
    const Register reg = eventful();
    write_register(folder / "register.table", reg, identity);
    EXPECT_EQ(read_register(folder / "register.table", "study", identity), reg);
    EXPECT_EQ(std::filesystem::status(folder / "register.table").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(RegisterFile, OfAnotherIdentityOrProjectIsRefused)
{
    const TemporaryFolder folder;
    write_register(folder / "register.table", eventful(), identity);
    const auto read = [&](std::string_view project, const Identity& whose) {
        return code_of([&] { read_register(folder / "register.table", project, whose); });
    };
    EXPECT_EQ(read("study", Identity::for_tests("another")), Exit::refused);
    EXPECT_EQ(read("other", identity), Exit::refused);
    EXPECT_EQ(code_of([&] { read_register(folder / "none", "study", identity); }), Exit::input_missing);
}

TEST(RegisterFile, ThatIsDamagedAnywhereIsRefused)
{
    const TemporaryFolder folder;
    write_register(folder / "register.table", eventful(), identity);
    const std::string whole = test::read_file(folder / "register.table");
    for (std::size_t i = 0; i < whole.size(); i += 7) {
        std::string bad = whole;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        test::write_file(folder / "bad", bad);
        ASSERT_EQ(code_of([&] { read_register(folder / "bad", "study", identity); }), Exit::bad_data) << i;
    }
}

std::string with_end_line(const std::string& text)
{
    const auto lines = std::ranges::count(text, '\n');
    return fmt::format("{}end {} {}\n", text, lines - 2, to_hex(sha256(bytes_of(text))));
}

TEST(RegisterFile, ThatContradictsItselfIsRefusedThoughItsDigestIsRight)
{
    const TemporaryFolder folder;
    write_register(folder / "register.table", eventful(), identity);
    std::vector<std::string> lines;
    std::istringstream whole(test::read_file(folder / "register.table"));
    for (std::string line; std::getline(whole, line);) lines.push_back(line + "\n");
    lines.pop_back(); // the end line
    const auto read = [&] {
        std::string text;
        for (const std::string& line : lines) text += line;
        test::write_file(folder / "forged", with_end_line(text));
        return code_of([&] { read_register(folder / "forged", "study", identity); });
    };
    ASSERT_EQ(read(), Exit::ok);
    for (std::size_t row = 2; row < lines.size(); ++row) { // a row twice, and one that is gone
        const std::string kept = lines[row];
        lines[row] += kept;
        EXPECT_EQ(read(), Exit::bad_data) << kept;
        lines[row] = kept;
        for (const auto& [was, is] : {std::pair<std::string, std::string>{"person\t", "record\t"},
                                      {"\t1\t", "\t9\t"},
                                      {"\t1\t", "\t01\t"}}) {
            const std::size_t at = kept.find(was);
            if (at == std::string::npos) continue;
            lines[row].replace(at, was.size(), is);
            EXPECT_EQ(read(), Exit::bad_data) << lines[row];
            lines[row] = kept;
        }
    }
    std::swap(lines[2], lines[3]);
    EXPECT_EQ(read(), Exit::bad_data);
}

TEST(RegisterFile, WithPersonsWhoTookEachOtherOverIsRefused)
{
    const TemporaryFolder folder;
    Register reg = eventful();
    for (auto& person : reg.persons) {
        person.retired = 3;
        person.into = reg.persons[0].id;
    }
    reg.records.clear();
    write_register(folder / "circle", reg, identity);
    EXPECT_EQ(code_of([&] { read_register(folder / "circle", "study", identity); }), Exit::bad_data);
}

TEST(RegisterFile, TheHistoryOfARunStandsInATableOfItsOwn)
{
    const TemporaryFolder folder;
    const Outcome first = run({{1}}, nullptr);
    write_history(folder / "history.table", first.named.history, Json());
    EXPECT_NE(test::read_file(folder / "history.table")
                  .find(fmt::format("\n1\tnew\t{}\t\t1\n", to_hex(first_id(1)))),
              std::string::npos);
}

} // namespace
} // namespace gauze::linkage
