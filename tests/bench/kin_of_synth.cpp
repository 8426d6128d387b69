// Families, households and the unborn of a synthetic country, from encodings alone: who was merged that
// should not be, and how much of the truth is found. The persons are decided by what the mixture makes of the
// candidates, at the usual cost of twenty missed links for a false one. Prints its figures.
#include "bench/quality/encode_parties.hpp"
#include "bench/quality/records.hpp"
#include "engine/linkage/families.hpp"
#include "engine/linkage/make_plan.hpp"
#include "engine/linkage/run_plan.hpp"
#include "engine/linkage/settle.hpp"
#include "engine/linkage/unborn.hpp"
#include "engine/project/progress.hpp"
#include "tests/bench/kin_files.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze {
namespace {

using namespace linkage;

std::vector<Pair> candidates(const Parties& parties, const project::Policy& policy,
                             const std::filesystem::path& work)
{
    const Planned planned =
        make_plan(parties, policy.id, policy.fingerprint(), {.estimate = false, .evidence = false});
    (void)run_plan(planned.plan, parties, work, {.memory = planned.estimate.edges});
    return pairs_of(planned.plan, work, planned.estimate.edges);
}

std::vector<Person> decided(const Parties& parties, const project::Policy& policy,
                            const std::vector<Pair>& pairs)
{
    return settle(policy, parties, {.pairs = pairs}, {}).decided.persons;
}

struct Share {
    std::uint64_t part = 0, whole = 0;
    double value() const { return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole); }
    void count(bool is) { part += is, ++whole; }
};

struct Figures {
    Share siblings, twins;                 // pairs of them, in two files, that were merged
    Share family_precision, family_recall; // pairs of records of different people
    Share household_precision, household_recall;
    Share parted_one_family, parted_two_homes; // children's parents who live apart
    Share roommates_apart;                     // unrelated families at one address that stay two
    Share unborn_precision, unborn_recall;
};

// One run over one population.
class KinRun {
public:
    KinRun(const std::string& profile, std::size_t people, bool reference)
        : files_(folder_.path(), people),
          policy_(project::parse_policy(test::kin_policy(profile, reference), "kin.toml"))
    {
        project::be_quiet(true);
        std::vector<std::filesystem::path> encoded;
        for (const auto& party : lab::encode_parties(policy_, files_.inputs(), folder_ / "parties", "1"))
            encoded.push_back(party.file);
        records_ = lab::Records::from_ledgers(encoded);
        parties_ = receive(encoded, policy_, false);
        std::filesystem::create_directory(folder_ / "work");
        persons_ = decided(parties_, policy_, candidates(parties_, policy_, folder_ / "work"));
        count_merged();
        joined_ = join_unborn(persons_, parties_, policy_);
        const Identity identity = Identity::for_tests("kin");
        kinship_ = find_families(persons_, parties_, policy_, identity);
        count_unborn();
        count_groups(*kinship_.families, false, figures_.family_precision, figures_.family_recall);
        count_groups(*kinship_.households, true, figures_.household_precision, figures_.household_recall);
        count_parents();
        count_roommates();
    }
    const Figures& figures() const { return figures_; }
    void print(const std::string& profile) const;

private:
    const std::string& id(RecordRef record) const { return records_.id_of(parties_.token(record)); }
    const test::Kin& kin(const std::string& id) const { return files_.kin().at(id); }

    // Of each person that truth knows: the persons its records were put into.
    std::map<std::string, std::vector<std::uint32_t>> where() const
    {
        std::map<std::string, std::vector<std::uint32_t>> where;
        for (std::uint32_t p = 0; p < persons_.size(); ++p)
            for (const RecordRef record : persons_[p].records) where[id(record)].push_back(p);
        return where;
    }
    static bool share(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b)
    {
        return std::ranges::any_of(a, [&](std::uint32_t p) { return std::ranges::find(b, p) != b.end(); });
    }

    void count_merged()
    {
        const auto at = where();
        std::map<std::string, std::vector<std::string>> children; // by mother
        for (const auto& [one, persons] : at)
            if (!kin(one).mother.empty() && kin(one).born) children[kin(one).mother].push_back(one);
        for (const auto& [mother, list] : children)
            for (std::size_t i = 0; i < list.size(); ++i)
                for (std::size_t j = i + 1; j < list.size(); ++j) {
                    const bool twins = !kin(list[i]).twin_birth.empty() && !kin(list[j]).twin_birth.empty();
                    (twins ? figures_.twins : figures_.siblings).count(share(at.at(list[i]), at.at(list[j])));
                }
    }

    // Unborn records of maternity beside a born record of another party.
    void count_unborn()
    {
        std::set<std::string> born;
        for (std::size_t p = 0; p < 2; ++p)
            for (std::uint32_t r = 0; r < parties_[p].rows(); ++r)
                born.insert(id({static_cast<std::uint32_t>(p), r}));
        for (const Person& person : persons_) {
            if (person.records.back().party != 2) continue;
            const std::string& expected = id(person.records.back());
            const bool alone = person.records.size() == 1;
            const bool right =
                std::ranges::all_of(person.records, [&](RecordRef record) { return id(record) == expected; });
            if (born.contains(expected)) figures_.unborn_recall.count(!alone && right);
            if (!alone) figures_.unborn_precision.count(right);
        }
    }

    // Over all pairs of records of different people: in one group, and of one family with a child (who have
    // one household).
    void count_groups(const Groups& groups, bool one_home, Share& precision, Share& recall)
    {
        std::map<std::uint64_t, std::vector<std::pair<std::uint32_t, const std::string*>>> by_truth, by_group;
        for (std::uint32_t p = 0; p < persons_.size(); ++p)
            for (const RecordRef record : persons_[p].records) {
                if (record.party == 2) continue; // the unborn are counted apart
                const std::string& one = id(record);
                if (kin(one).with_child) by_truth[kin(one).family].push_back({groups.of[p], &one});
                if (groups.of[p] != no_group) by_group[groups.of[p]].push_back({groups.of[p], &one});
            }
        const auto each_pair = [](const auto& sets, const auto& visit) {
            for (const auto& [number, set] : sets)
                for (std::size_t i = 0; i < set.size(); ++i)
                    for (std::size_t j = i + 1; j < set.size(); ++j)
                        if (*set[i].second != *set[j].second) visit(set[i], set[j]);
        };
        const auto akin = [&](const auto& a, const auto& b) {
            return kin(*a.second).family == kin(*b.second).family &&
                   (!one_home || kin(*a.second).household == kin(*b.second).household);
        };
        each_pair(by_truth, [&](const auto& a, const auto& b) {
            if (akin(a, b)) recall.count(a.first == b.first && a.first != no_group);
        });
        each_pair(by_group, [&](const auto& a, const auto& b) { precision.count(akin(a, b)); });
    }

    template <class Visit>
    void each_parents_apart(Visit visit)
    {
        const auto at = where();
        std::set<std::pair<std::string, std::string>> seen;
        for (const auto& [one, persons] : at) {
            const test::Kin& child = kin(one);
            if (!child.born || !at.contains(child.mother) || !at.contains(child.father)) continue;
            const test::Kin &mother = kin(child.mother), &father = kin(child.father);
            if (mother.home == father.home || mother.family != father.family) continue;
            if (seen.insert({child.mother, child.father}).second)
                visit(at.at(child.mother), at.at(child.father));
        }
    }
    void count_parents()
    {
        const auto &family = kinship_.families->of, &home = kinship_.households->of;
        each_parents_apart([&](const auto& mother, const auto& father) {
            bool one_family = false, one_home = false;
            for (const std::uint32_t a : mother)
                for (const std::uint32_t b : father) {
                    one_family = one_family || family[a] == family[b];
                    one_home = one_home || (home[a] == home[b] && home[a] != no_group);
                }
            figures_.parted_one_family.count(one_family);
            figures_.parted_two_homes.count(!one_home);
        });
    }
    // People of different families at one address.
    void count_roommates()
    {
        std::map<std::uint64_t, std::vector<std::pair<std::uint64_t, std::uint32_t>>> at; // family, person
        for (std::uint32_t p = 0; p < persons_.size(); ++p)
            if (persons_[p].records.front().party == 0) {
                const test::Kin& one = kin(id(persons_[p].records.front()));
                at[one.home].push_back({one.family, p});
            }
        for (const auto& [home, people] : at)
            for (std::size_t i = 0; i < people.size(); ++i)
                for (std::size_t j = i + 1; j < people.size() && people.size() < 12; ++j)
                    if (people[i].first != people[j].first)
                        figures_.roommates_apart.count(kinship_.families->of[people[i].second] !=
                                                       kinship_.families->of[people[j].second]);
    }

    test::TemporaryFolder folder_;
    test::KinFiles files_;
    project::Policy policy_;
    lab::Records records_;
    Parties parties_;
    std::vector<Person> persons_;
    UnbornJoined joined_;
    Kinship kinship_;
    Figures figures_;
};

void KinRun::print(const std::string& profile) const
{
    const auto say = [](std::string_view what, const Share& share) {
        std::cout << fmt::format("  {:<44} {:7.4f}  of {}\n", what, share.value(), share.whole);
    };
    std::cout << fmt::format("{}: {} records, {} persons\n", profile, parties_.records(), persons_.size());
    say("siblings merged", figures_.siblings);
    say("twins merged", figures_.twins);
    say("family, precision of pairs", figures_.family_precision);
    say("family with a child, recall of pairs", figures_.family_recall);
    say("household, precision of pairs", figures_.household_precision);
    say("household, recall of pairs", figures_.household_recall);
    say("parents apart are one family", figures_.parted_one_family);
    say("parents apart are two households", figures_.parted_two_homes);
    say("families at one address stay apart", figures_.roommates_apart);
    say("unborn records joined rightly", figures_.unborn_precision);
    say("unborn records joined, of those born", figures_.unborn_recall);
    std::cout << "  " << kinship_.to_json().line() << "\n  " << joined_.to_json().line() << "\n";
}

// Of guardians' names and birth dates alone, one in twenty guardians not being given at all, some families
// are not found; with the council's references nearly all are.
void expect_good(const Figures& figures, bool reference)
{
    // So few twins may be merged by chance (99 %) where the goal of 2 % is what they are merged with. A
    // record without a given name is linked where everything else agrees: one birth in seventy is of twins,
    // so that is right far oftener than a cost of 20 : 1 asks for.
    const auto pairs = static_cast<double>(figures.twins.whole);
    const double most = .02 * pairs + 2.33 * std::sqrt(pairs * .02 * .98);
    EXPECT_LE(figures.siblings.value(), .005);
    EXPECT_LE(static_cast<double>(figures.twins.part), most);
    EXPECT_GE(figures.family_precision.value(), .99);
    EXPECT_GE(figures.family_recall.value(), reference ? .97 : .8);
    EXPECT_GE(figures.parted_one_family.value(), reference ? .97 : .8);
    EXPECT_GE(figures.household_precision.value(), .98);
    EXPECT_GE(figures.parted_two_homes.value(), .98);
    EXPECT_GE(figures.roommates_apart.value(), .98);
    EXPECT_GE(figures.unborn_precision.value(), .98);
}

void run_and_expect(const std::string& profile, std::size_t people, bool reference)
{
    const KinRun run(profile, people, reference);
    run.print(fmt::format("{}, {}", profile, reference ? "guardians and references" : "guardians"));
    expect_good(run.figures(), reference);
}

TEST(KinOfSynthSmall, FamiliesAndTheUnbornAreFoundAndSiblingsAreKeptApart)
{
    run_and_expect("plain", 1500, false);
}

TEST(KinOfSynthLong, SiblingsAndTwinsAreKeptApartUnderStandard)
{
    for (const bool reference : {false, true}) run_and_expect("standard", 20'000, reference);
}

TEST(KinOfSynthLong, SiblingsAndTwinsAreKeptApartUnderPlain) { run_and_expect("plain", 20'000, false); }

} // namespace
} // namespace gauze
