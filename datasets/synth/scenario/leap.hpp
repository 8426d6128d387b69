// What the files of LEAP's description share: its parties, its services with their planted effects, and the
// children. The story is told in leap.cpp.
#pragma once

#include "datasets/synth/scenario/postcodes.hpp"
#include "datasets/synth/scenario/setting.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth::scenario::leap {

constexpr Day cut_off = Day(std::chrono::year{2025} / 1 / 1);
constexpr std::array<std::string_view, 4> wards{"Coldharbour", "Stockwell", "Tulse Hill", "Vassall"};
constexpr std::array<std::string_view, 3> domains{"social-emotional", "communication-language",
                                                  "diet-nutrition"};

enum Source : std::size_t { nhs_a, nhs_b, council, charity };
constexpr std::size_t sources = 4;
struct SourceFacts {
    std::string_view party, file;
    std::uint64_t rows;             // of the page
    std::uint64_t too_far, too_old; // rows of children who should not be in, among them
    std::string_view reference;
    bool nhs;
};
constexpr std::array<SourceFacts, sources> facts{
    SourceFacts{"nhs-a", "nhs_a.csv", 4'500, 90, 45, "HA", true},
    SourceFacts{"nhs-b", "nhs_b.csv", 3'000, 60, 30, "MB", true},
    SourceFacts{"council", "council.csv", 2'500, 50, 25, "CL", false},
    SourceFacts{"charity", "charity.csv", 1'200, 24, 12, "", false},
};

// How many of 6,000 children are known to which parties. A bit for each source.
struct Pattern {
    unsigned sources;
    std::uint64_t children;
};
constexpr std::array<Pattern, 15> patterns{{{1, 1'500},
                                            {2, 500},
                                            {4, 350},
                                            {8, 150},
                                            {3, 1'000},
                                            {5, 650},
                                            {9, 250},
                                            {6, 350},
                                            {10, 150},
                                            {12, 150},
                                            {7, 500},
                                            {11, 150},
                                            {13, 150},
                                            {14, 50},
                                            {15, 100}}};

// Points on a scale of 100 that a service adds in each domain, and what pairs add beyond their sum.
struct Service {
    std::string_view code;
    Source source;
    std::array<int, 3> effect;
};
constexpr std::array<Service, 8> services{{{"HVC", nhs_a, {2, 2, 1}},
                                           {"FNP", nhs_a, {4, 2, 2}},
                                           {"MID", nhs_b, {2, 0, 2}},
                                           {"BFS", nhs_b, {1, 0, 4}},
                                           {"CCG", council, {2, 2, 1}},
                                           {"CHT", council, {1, 5, 0}},
                                           {"BRF", charity, {4, 1, 0}},
                                           {"COO", charity, {1, 0, 3}}}};
struct Together {
    std::string_view one, other;
    std::array<int, 3> effect;
};
constexpr std::array<Together, 4> combinations{{{"HVC", "BFS", {0, 0, 3}},
                                                {"HVC", "CHT", {0, 4, 0}},
                                                {"MID", "BRF", {3, 0, 0}},
                                                {"CCG", "COO", {-2, 0, 2}}}};
constexpr int spread_of_outcome = 5;

using ServiceSet = unsigned; // a bit for each service

int planted_change(ServiceSet set, std::size_t domain);
std::string in_words(ServiceSet set); // "BFS+HVC"
bool in_the_wards(std::string_view ward);

enum class Standing { eligible, too_far, too_old };
struct Child {
    Somebody who;
    Standing standing = Standing::eligible;
    unsigned sources = 0;
    ServiceSet services = 0;
    bool seen_before_birth = false; // by nhs-b
};

// The party's file, a row for each service that a child uses there.
Table& make_source(const Setting& setting, const std::vector<Child>& children, Source source);
// Consent, objections, opt-outs, withdrawals, ages, and the lists of who should not be in. `tables` by
// source.
void plant_traps(const Setting& setting, const std::vector<Child>& children, const PostcodeBook& postcodes,
                 const std::vector<Table*>& tables);

} // namespace gauze::synth::scenario::leap
