// A list of texts and numbers as bytes that no other list has: every text stands behind its length, every
// list behind its size. What a policy means is hashed in this form.
#pragma once

#include "bloom/base/crypto.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

class Canonical {
public:
    Canonical& text(std::string_view part)
    {
        bytes_ += length_prefixed({part});
        return *this;
    }
    Canonical& number(std::uint64_t value) { return text(std::to_string(value)); }
    Canonical& texts(const std::vector<std::string>& parts)
    {
        number(parts.size());
        for (const std::string& part : parts) text(part);
        return *this;
    }
    // Of a list whose order means nothing.
    Canonical& set(std::vector<std::string> parts)
    {
        std::sort(parts.begin(), parts.end());
        return texts(parts);
    }
    std::string bytes() && { return std::move(bytes_); }

private:
    std::string bytes_;
};

struct Governance;
struct Cohort;
// Appends what the governed part of a policy means (governance_form.cpp).
void put_governance(Canonical& into, const Governance& governance);
// Its [cohort] (cohort_form.cpp).
void put_cohort(Canonical& into, const Cohort& cohort);

} // namespace gauze::project
