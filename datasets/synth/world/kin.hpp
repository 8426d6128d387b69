// Who lives with whom and is whose child: households are drawn one kind after the other until the
// neighbourhood is full, each with those who belong to it but live elsewhere. Nobody has a name or an address
// yet.
//
// Sizes and kinds follow the census of 2021 for England and Wales (ONS TS003, TS017: 30 per cent alone, of
// them 13 aged 66 and over; mean size 2.36), ages the mid-year estimates of 2022, births those of ONS "Births
// in England and Wales" 2021 and 2022 (mean age of mothers 30.9; 14 to 15 multiple maternities in 1,000).
// Where no source is named, rates are our own estimates.
#pragma once

#include "datasets/synth/world/making.hpp"

namespace gauze::synth {

// ONS, "Births in England and Wales by characteristics of birth" 2013: 51.3 per cent.
inline constexpr std::uint32_t boys_per_thousand = 513;

class Kin {
public:
    explicit Kin(Making& making);
    // Fills people, drafts and roofs.
    void settle();

private:
    // persons.cpp: single persons and pairs
    std::uint16_t new_roof(Wish wish = Wish::ordinary, bool elsewhere = false);
    Slot add(std::uint16_t roof, Sex sex, Day birth);
    Slot adult(std::uint16_t roof, Sex sex, Day birth, Group group);
    Slot countryman(std::uint16_t roof, Sex sex, Day birth, Slot of); // of the same community
    void draw_arrival(Slot who);
    Day birth_at(int age); // of somebody who is that old today; as births fall in the year
    Slot partner_for(std::uint16_t roof, Slot who, Day birth, bool parents = false);
    void unite(Slot one, Slot other, Day latest);
    void was_married(Slot who, bool widowed);

    // households.cpp: kinds of household without children
    void household();
    void institution();
    void alone_old(Group group);
    void alone(Group group);
    void couple_old(Group group);
    void couple(Group group);
    void couple_with_grown(Group group);
    void lone_with_grown(Group group);
    void sharers(Group group);
    void dead_alone(Group group);
    void late_spouse(Slot survivor);
    void expects(Slot mother, Slot father);
    void grown_children(Slot mother, Slot father, unsigned count);

    // families.cpp: those with children. Without the whole story nobody outside the roof comes into it.
    void couple_with_children(std::uint16_t roof, Group group, bool whole_story);
    void lone_parent(std::uint16_t roof, Group group, bool whole_story);
    void lone_father(std::uint16_t roof, Slot father, std::span<const Day> births);
    void two_families(Group group);
    void step_family(Slot mother, Slot partner, std::span<const Day> births, std::size_t earlier);
    std::vector<Slot> partners_children(Slot partner);
    Slot former_partner(Slot of, std::span<const Slot> children, Day parted);
    void new_family_of(Slot parted_one, Day parted);
    std::uint32_t with_grandparents(Group group, Slot parent);
    void grandparents(Slot parent);
    void temporary_home(std::uint16_t roof);

    // births.cpp
    std::vector<Day> draw_births(Group group, bool lone, Day& mothers_birth);
    std::vector<Slot> bear(std::uint16_t roof, Slot mother, Slot father, std::span<const Day> due);
    void bear_once(std::uint16_t roof, Slot mother, Slot father, Day due, std::vector<Slot>& born);
    Slot child(std::uint16_t roof, Slot mother, Slot father, Sex sex, Day birth, Day expected);
    bool still_at_home(Day birth);
    bool taken_into_care(Slot mother, Slot father, Sex sex, Day birth, Day expected);
    void misfortunes(Slot child);
    void foster(std::uint16_t roof);
    void childrens_homes();

    // descent.cpp: what children have from their parents, and which grown-ups are whose children
    void inherit();
    void inherit(Slot child);
    Group group_of_child(Group mothers, Group fathers);
    void find_parents();
    bool could_be_mother(Slot mother, Slot child);
    void give_parents(Slot mother, Slot child);

    Making& making_;
    Draws draws_;
    struct InCare {
        Slot mother, father;
        Sex sex;
        Day birth, expected;
    };
    std::vector<InCare> in_care_; // children to be placed in a later household
    std::uint32_t need_ = 0;      // of the kin group being made
};

} // namespace gauze::synth
