// What each profile promises of its own file, as limits on the figures of an audit (privacy.md, section 2.3,
// with M3 for A3), and when a figure keeps to its limit.
//
// The rule. A limit of 1 % means little with forty people, whom one lucky guess puts over it. So with 500 or
// more people the figure itself decides: it may not be above the limit. With fewer, it is above the limit
// only if chance does not explain it: if the lower end of a one-sided 95 % interval (Wilson's for shares,
// Fisher's for correlations) is above. A small file therefore passes more easily, and the report says so.
#pragma once

#include <cstddef>
#include <string_view>

namespace gauze::custodian {

inline constexpr std::size_t enough_people = 500;

// How many people the attacker knows, and how many of the others he may name at most.
struct KnownLimit {
    std::size_t known = 0;
    double most = 0; // share
};

struct AuditLimits {
    // False: what somebody who knows people can do (M3, A4) is told and not judged (tolerant).
    bool known_people_decide = true;
    KnownLimit m3{.known = 300, .most = .01};
    double reidentified = .001;                      // A1
    std::size_t largest_group = 5;                   // A1: people who share a shown value
    double decoded_at_20 = .01, decoded_at_80 = .05; // A4
    double length = .35;                             // A5
    double expected_bucket = 64, rebuilt = .05;      // A6
};

// `custom` is judged by standard's limits, and so is `plain`, which fails by them. `strict` shows the views
// of `standard`, so that somebody who knows people gets as far; what padding and decoys change is held to
// stricter ones.
AuditLimits limits_of(std::string_view profile);

// Whether `named` of `tried` people are more than the limit allows, by the rule above.
bool is_above(double named, std::size_t tried, double limit);
// Of A1: values are recognised together with all who share them, and a single pair that is recognised for
// certain is no pattern yet: two records pass under any limit.
bool is_frequency_above(double reidentified, std::size_t people, double limit);
bool is_correlation_above(double correlation, std::size_t pairs, double limit);

// Lower end of the one-sided 95 % interval.
double wilson_lower(double named, std::size_t tried);
double fisher_lower(double correlation, std::size_t pairs); // of its absolute value

} // namespace gauze::custodian
