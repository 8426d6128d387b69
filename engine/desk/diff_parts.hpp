// The parts of a comparison of two policies, and how one difference is told. For policy_diff.cpp alone.
#pragma once

#include "engine/desk/policy_diff.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::desk {

// Gathers changes. What is the same before and after adds nothing.
class Differences {
public:
    void add(Weight weight, std::string what) { all_.push_back({weight, std::move(what)}); }
    void text(std::string_view what, std::string_view old, std::string_view now,
              Weight weight = Weight::changed);
    // A later day lets more happen; none (0) is the latest.
    void day(std::string_view what, std::uint32_t old, std::uint32_t now);
    // `more` is the weight of a larger amount; the other way round it is the opposite.
    void amount(std::string_view what, std::uint32_t old, std::uint32_t now, Weight more);
    // Names that were added or taken away, one change each.
    void names(std::string_view what, const std::vector<std::string>& old,
               const std::vector<std::string>& now, Weight added, Weight taken);
    std::vector<Change> all() && { return std::move(all_); }

private:
    std::vector<Change> all_;
};

void compare_members(const project::Governance& old, const project::Governance& now, Differences& into);
void compare_sources(const project::Governance& old, const project::Governance& now, Differences& into);
void compare_source(const project::Source& old, const project::Source& now, Differences& into);
void compare_recipients(const project::Governance& old, const project::Governance& now, Differences& into);
void compare_retention(const project::Governance& old, const project::Governance& now, Differences& into);
void compare_checkers(const project::Governance& old, const project::Governance& now, Differences& into);
void compare_cohort(const project::Cohort& old, const project::Cohort& now, Differences& into);

} // namespace gauze::desk
