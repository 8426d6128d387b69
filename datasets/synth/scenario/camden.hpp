// What the files of Camden's description share: households, the people in them and what the sources call
// them. The story is told in camden.cpp.
#pragma once

#include "datasets/synth/scenario/setting.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth::scenario::camden {

constexpr Day cut_off = Day(std::chrono::year{2025} / 1 / 1);
constexpr int adult_from = 18, child_until = 5;

// People at one address: one family, or two that share it.
struct Household {
    std::shared_ptr<Neighbourhood> around;
    std::uint16_t number = 0;
    std::vector<Slot> children, adults;
    std::vector<Slot> elsewhere; // parents of the children who live elsewhere
    bool step_family = false;
    bool two_families = false;
};

enum class Role { child, parent, step_parent, grandparent, other_adult, parent_elsewhere };
constexpr std::array<std::string_view, 6> role_words{"child",       "parent",      "step-parent",
                                                     "grandparent", "other adult", "parent"};

struct Member {
    Somebody who;
    const Household* household = nullptr;
    Role role = Role::child;
    std::uint64_t family = 0; // number for its reference
    std::string makeup;
    std::uint32_t look = 0; // 1: registered a second time
};

struct Refs {
    References person, family;
};

struct Review {
    std::string_view type;
    int due; // days after birth
};
constexpr std::array<Review, 4> reviews{
    {{"new birth", 12}, {"6-8 weeks", 48}, {"1 year", 330}, {"2-2.5 years", 820}}};

struct Visit {
    Member child;
    std::size_t review;
};

// The latest review of nine children in ten, and the one before it for as many as rows are left.
std::vector<Visit> visits_to(const Setting& setting, const std::vector<Member>& children);

// The sources' files (camden_files.cpp). Rows of the centres' are in the members' order, then who is in it
// twice.
Table& make_health_visiting(const Setting& setting, const std::vector<Visit>& visits);
Table& make_centres(const Setting& setting, const Refs& references, std::vector<Member> members);
Table& make_camhs_and_slt(const Setting& setting, const std::vector<Member>& children);
void make_relationships(const Setting& setting, const Refs& references, const std::vector<Member>& members);
void make_nurseries(const Setting& setting, const std::vector<Member>& children);

// Consent, exemption and requests (camden_rights.cpp).
void make_family_workers(const Setting& setting, const Refs& references, std::uint64_t families);
void make_pcps(const Setting& setting, const Refs& references, const std::vector<Member>& members);
struct RightsAt {
    std::string_view service, column;
    std::array<std::uint64_t, 4> numbers; // restrict, erase, object, rectify
};
void make_rights(const Setting& setting, Table& source, const RightsAt& about);

} // namespace gauze::synth::scenario::camden
