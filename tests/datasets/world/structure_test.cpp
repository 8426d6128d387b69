// What holds in every neighbourhood, whatever was drawn.
#include "tests/datasets/world/sample_world.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace gauze::synth {

namespace {

using std::chrono::days;

bool dead(const Person& person) { return person.death <= today(); }

// Runs `check` on every person of the sample.
template <class Check>
void each_person(Check check)
{
    for (const Neighbourhood& around : sample())
        for (std::size_t slot = 0; slot < around.people.size(); ++slot)
            check(around, around.people[slot], static_cast<Slot>(slot));
}

} // namespace

TEST(Structure, SlotsAreNumbersAndNeverRunOut)
{
    for (const Neighbourhood& around : sample()) {
        ASSERT_LE(around.people.size(), slots_in_neighbourhood);
        for (std::size_t slot = 0; slot < around.people.size(); ++slot)
            EXPECT_EQ(around.people[slot].number, around.number * slots_in_neighbourhood + slot);
    }
}

TEST(Structure, HouseholdsArePartsOfTheLiving)
{
    for (const Neighbourhood& around : sample()) {
        std::vector<int> times(around.people.size(), 0);
        for (std::size_t i = 0; i < around.households.size(); ++i) {
            const Household& household = around.households[i];
            EXPECT_FALSE(household.members.empty());
            for (const Slot who : household.members) {
                ++times[who];
                EXPECT_EQ(around.people[who].household, i);
                EXPECT_EQ(around.people[who].stay_on(today()).home, household.home);
            }
            EXPECT_TRUE(std::is_sorted(household.members.begin(), household.members.end()));
        }
        for (std::size_t slot = 0; slot < around.people.size(); ++slot) {
            EXPECT_EQ(times[slot], around.people[slot].alive(today()) ? 1 : 0);
            EXPECT_EQ(around.people[slot].household == no_household, dead(around.people[slot]));
        }
    }
}

TEST(Structure, PeopleStandHouseholdByHousehold)
{
    for (const Neighbourhood& around : sample()) {
        std::set<std::uint16_t> left;
        std::uint16_t last = no_household;
        for (const Person& person : around.people) {
            if (person.household == last || person.household == no_household) continue;
            EXPECT_TRUE(left.insert(person.household).second);
            last = person.household;
        }
    }
}

TEST(Structure, FamiliesArePartsOfTheLivingAndTheUnborn)
{
    for (const Neighbourhood& around : sample()) {
        std::vector<int> times(around.people.size(), 0);
        for (std::size_t i = 0; i < around.families.size(); ++i) {
            std::set<std::uint32_t> needs;
            for (const Slot who : around.families[i].members) {
                ++times[who];
                EXPECT_EQ(around.people[who].family, i);
                needs.insert(around.people[who].need);
            }
            EXPECT_EQ(needs.size(), 1u);
            EXPECT_LT(*needs.begin(), 1'000'000u);
        }
        for (std::size_t slot = 0; slot < around.people.size(); ++slot)
            EXPECT_EQ(times[slot], dead(around.people[slot]) ? 0 : 1);
    }
}

TEST(Structure, ChildrenAreInTheirParentsFamily)
{
    each_person([](const Neighbourhood& around, const Person& person, Slot) {
        if (dead(person) || person.age(today()) >= 18) return;
        for (const Slot parent : {person.mother, person.father})
            if (parent != nobody && !dead(around.people[parent])) {
                EXPECT_EQ(around.people[parent].family, person.family);
            }
    });
}

TEST(Structure, FamiliesHoldNobodyElse)
{
    // Whoever is not first in a family is tied to somebody in it as a child under 18, a parent of one or a
    // partner.
    for (const Neighbourhood& around : sample())
        for (const Family& family : around.families) {
            if (family.members.size() == 1) continue;
            for (const Slot who : family.members) {
                const Person& person = around.people[who];
                const auto tied = [&](Slot other) {
                    const Person& second = around.people[other];
                    const bool child =
                        person.age(today()) < 18 && (person.mother == other || person.father == other);
                    const bool parent =
                        second.age(today()) < 18 && (second.mother == who || second.father == who);
                    return child || parent || person.partner == other;
                };
                EXPECT_TRUE(std::any_of(family.members.begin(), family.members.end(), tied));
            }
        }
}

TEST(Structure, PartnersAreOfOneMindAndOfAge)
{
    each_person([](const Neighbourhood& around, const Person& person, Slot who) {
        if (person.partner == nobody) return;
        const Person& partner = around.people[person.partner];
        EXPECT_EQ(partner.partner, who);
        EXPECT_NE(person.partner, who);
        EXPECT_EQ(person.household, partner.household);
        EXPECT_GE(person.age(today()), 17);
        EXPECT_NE(person.mother, person.partner);
        EXPECT_NE(person.father, person.partner);
        EXPECT_TRUE(person.mother == nobody || person.mother != partner.mother);
    });
}

TEST(Structure, ParentsAreOfAnAgeToBe)
{
    each_person([](const Neighbourhood& around, const Person& person, Slot who) {
        if (person.mother != nobody) {
            const Person& mother = around.people[person.mother];
            const int age = mother.age(person.birth);
            EXPECT_EQ(mother.sex, Sex::female);
            EXPECT_GE(age, 13);
            EXPECT_LE(age, 50);
            EXPECT_GE(mother.death, person.birth);
            EXPECT_NE(person.mother, who);
        }
        if (person.father != nobody) {
            const Person& father = around.people[person.father];
            EXPECT_EQ(father.sex, Sex::male);
            EXPECT_GE(father.age(person.birth), 14);
            EXPECT_LE(father.age(person.birth), 85);
        }
    });
}

TEST(Structure, BirthsOfOneMotherAreTwinsOrTenMonthsApart)
{
    for (const Neighbourhood& around : sample()) {
        std::map<Slot, std::vector<Slot>> children;
        for (std::size_t slot = 0; slot < around.people.size(); ++slot)
            if (around.people[slot].mother != nobody)
                children[around.people[slot].mother].push_back(static_cast<Slot>(slot));
        for (const auto& [mother, those] : children)
            for (const Slot one : those)
                for (const Slot other : those) {
                    if (other <= one) continue;
                    const Person &a = around.people[one], &b = around.people[other];
                    if (a.twin == nobody || b.twin == nobody || a.birth != b.birth) {
                        EXPECT_GE(std::chrono::abs(a.birth - b.birth), days{290});
                    }
                }
    }
}

TEST(Structure, TwinsShareBirthMotherAndRing)
{
    each_person([](const Neighbourhood& around, const Person& person, Slot who) {
        if (person.twin == nobody) return;
        Slot next = person.twin;
        int steps = 1;
        for (; next != who && steps < 4; ++steps) {
            const Person& twin = around.people[next];
            EXPECT_EQ(twin.birth, person.birth);
            EXPECT_EQ(twin.mother, person.mother);
            EXPECT_EQ(twin.father, person.father);
            EXPECT_EQ(twin.expected, person.expected);
            next = twin.twin;
        }
        EXPECT_EQ(next, who);
        EXPECT_TRUE(steps == 2 || steps == 3);
    });
}

TEST(Structure, PartedParentsAreOneFamilyInTwoHouseholds)
{
    std::size_t parted = 0;
    each_person([&](const Neighbourhood& around, const Person& person, Slot) {
        if (dead(person) || person.age(today()) >= 18 || person.mother == nobody || person.father == nobody)
            return;
        const Person &mother = around.people[person.mother], &father = around.people[person.father];
        if (mother.partner == person.father || dead(mother) || dead(father)) return;
        ++parted;
        EXPECT_NE(mother.household, father.household);
        EXPECT_EQ(mother.family, father.family);
    });
    EXPECT_GT(parted, sample_size * 5);
}

TEST(Structure, StaysAndNamesAreInOrderAndNobodyLivesBeforeBirth)
{
    each_person([](const Neighbourhood& around, const Person& person, Slot) {
        ASSERT_FALSE(person.stays.empty());
        ASSERT_FALSE(person.names.empty());
        EXPECT_GE(person.stays.front().from, person.birth);
        if (person.arrival != always) {
            EXPECT_GE(person.stays.front().from, person.arrival);
            EXPECT_GE(person.arrival, person.birth);
            EXPECT_LE(person.arrival, today());
        }
        for (std::size_t i = 0; i < person.stays.size(); ++i) {
            EXPECT_LT(person.stays[i].home, around.homes.size());
            if (i > 0) {
                EXPECT_LT(person.stays[i - 1].from, person.stays[i].from);
                EXPECT_NE(person.stays[i - 1].home, person.stays[i].home);
            }
            if (!person.unborn(today())) {
                EXPECT_LE(person.stays[i].from, today());
            }
        }
        EXPECT_EQ(person.names.front().reason, NameReason::birth);
        EXPECT_EQ(person.names.front().from, person.birth);
        for (std::size_t i = 1; i < person.names.size(); ++i) {
            EXPECT_LE(person.names[i - 1].from, person.names[i].from);
            EXPECT_LE(person.names[i].from, today());
            EXPECT_LT(person.names[i].from, person.death);
            EXPECT_NE(person.names[i].reason, NameReason::birth);
        }
        for (const NameSpell& spell : person.names) EXPECT_FALSE(spell.name.given.empty());
    });
}

TEST(Structure, LifeHasAnOrder)
{
    each_person([](const Neighbourhood& around, const Person& person, Slot) {
        EXPECT_LT(person.birth, person.death);
        EXPECT_TRUE(person.death == never || person.death <= today());
        EXPECT_TRUE(person.recognition == never || person.age(person.recognition) >= 18);
        if (person.unborn(today())) {
            EXPECT_LE(person.expected, today() + days{275});
            EXPECT_TRUE(person.nhs_number.empty() && person.upn.empty() && person.nino.empty());
            EXPECT_EQ(person.stays.size(), 1u);
            if (person.mother != nobody) {
                EXPECT_EQ(person.household, around.people[person.mother].household);
            }
        } else {
            EXPECT_FALSE(person.miscarried);
        }
        EXPECT_LT(person.ethnicity, ethnicities().size());
        EXPECT_LT(person.community, communities().size());
        if (person.documents_say_january) {
            EXPECT_NE(person.arrival, always);
        }
    });
}

TEST(Structure, TiesFollowFromParentsAndPartners)
{
    std::map<Relation, std::size_t> counts;
    for (std::size_t i = 0; i < 60; ++i) {
        const Neighbourhood& around = sample()[i];
        const std::vector<Tie> ties = around.ties();
        std::set<std::tuple<Slot, Slot>> siblings;
        for (std::size_t at = 0; at < ties.size(); ++at) {
            const Tie& tie = ties[at];
            const Person &from = around.people[tie.from], &to = around.people[tie.to];
            ++counts[tie.relation];
            if (at > 0) {
                EXPECT_LE(std::tie(ties[at - 1].from, ties[at - 1].to), std::tie(tie.from, tie.to));
            }
            EXPECT_EQ(tie.same_household, from.household != no_household && from.household == to.household);
            const bool shared_mother = from.mother != nobody && from.mother == to.mother;
            const bool shared_father = from.father != nobody && from.father == to.father;
            switch (tie.relation) {
            case Relation::parent: EXPECT_TRUE(to.mother == tie.from || to.father == tie.from); break;
            case Relation::partner: EXPECT_EQ(from.partner, tie.to); break;
            case Relation::sibling:
                EXPECT_TRUE(from.mother == to.mother && from.father == to.father &&
                            (shared_mother || shared_father));
                break;
            case Relation::half_sibling:
                EXPECT_TRUE(shared_mother || shared_father);
                EXPECT_FALSE(from.mother == to.mother && from.father == to.father);
                break;
            case Relation::step_sibling: EXPECT_FALSE(shared_mother || shared_father); break;
            case Relation::step_parent: EXPECT_FALSE(to.mother == tie.from || to.father == tie.from); break;
            case Relation::former_partner: EXPECT_NE(from.partner, tie.to); break;
            case Relation::grandparent: EXPECT_GE(from.age(to.birth), 28); break;
            }
            if (tie.relation >= Relation::partner && tie.relation != Relation::grandparent) {
                EXPECT_LT(tie.from, tie.to);
            }
        }
    }
    for (int relation = 0; relation < 8; ++relation)
        EXPECT_GT(counts[static_cast<Relation>(relation)], 0u) << relation;
}

TEST(Structure, TheSpecialCasesOccur)
{
    std::size_t adopted = 0, cared_for = 0, unrelated = 0, refuges = 0, nowhere = 0, recognised = 0,
                same_name = 0, divorced = 0, institutions = 0, rooms = 0, former_numbers = 0;
    for (const Neighbourhood& around : sample()) {
        for (const Home& home : around.homes) {
            refuges += home.withheld;
            nowhere += home.kind == Home::Kind::none;
            rooms += home.flat.starts_with("Room ");
        }
        for (const Household& household : around.households) {
            unrelated += household.families_unrelated;
            institutions += household.kind == Household::Kind::institution;
        }
        for (const Person& person : around.people) {
            for (const NameSpell& spell : person.names) {
                adopted += spell.reason == NameReason::adoption;
                recognised += spell.reason == NameReason::gender_recognition;
                divorced += spell.reason == NameReason::divorce;
            }
            former_numbers += !person.former_nhs_number.empty();
            const bool child = person.alive(today()) && person.age(today()) < 18 && person.mother != nobody;
            cared_for += child && around.people[person.mother].household != person.household &&
                         person.stays.size() > 2;
            if (person.father != nobody && person.sex == Sex::male)
                same_name +=
                    around.people[person.father].names.front().name.given == person.names.front().name.given;
        }
    }
    for (const std::size_t count : {adopted, cared_for, unrelated, refuges, nowhere, recognised, same_name,
                                    divorced, institutions, rooms, former_numbers})
        EXPECT_GT(count, 5u);
}

} // namespace gauze::synth
