// From a cell that may not travel to one that may: the rules of project/generaliser_rules.hpp, applied
// (docs/eligibility.md has each with examples). What comes out is put together from parts that the rule
// knows; a cell of which it cannot be made becomes empty and is counted, and never passes as it is.
#pragma once

#include "bloom/base/crypto.hpp"
#include "engine/custodian/release/days.hpp"
#include "engine/custodian/release/postcode_wards.hpp"
#include "engine/project/generaliser_rules.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::custodian {

// What the rules know beside the cell.
struct Setting {
    project::Day at = 0;  // of `unborn` and `expected-month`: the day of the age window, or today
    DayReader dates = {}; // of the source column
    DayReader birth_dates = {}, expected_dates = {}; // of the cells beside it
    const PostcodeWards* wards = nullptr;            // of the rule `ward`; outlives the generaliser
    Bytes pseudonym_key = {};                        // of the rule `pseudonym`: of this recipient
};

// The row's other cells that a rule about ages looks at.
struct Beside {
    std::string_view birth, expected;
};

class Generaliser {
public:
    // Refusals (Error(refused)): generalise-unknown, generalise-arguments, postcodes-missing.
    Generaliser(const project::Generalisation& what, const Setting& setting);

    // Replaces `into`. Returns why nothing could be made of a cell that is not blank ("not a date"), a text
    // of static duration; "" if all is well. One thread. Costs some microseconds.
    std::string_view make(std::string_view cell, const Beside& beside, std::string& into);

private:
    enum class Rule {
        age,
        age_months,
        age_band,
        age_months_band,
        month,
        quarter,
        half_year,
        year,
        expected_month,
        unborn,
        sector,
        outward,
        district,
        ward,
        pseudonym,
        ethnicity_5,
        groups,
        flag,
        band,
    };
    static std::optional<Rule> rule_from(std::string_view name);
    void read_arguments(const project::Generalisation& what);
    std::string_view put_band(std::uint64_t number, std::string& into) const;
    std::string_view make_age(std::string_view cell, const Beside& beside, std::string& into) const;
    std::string_view make_unborn(const Beside& beside, std::string_view cell, std::string& into) const;
    std::string_view make_period(std::string_view cell, std::string& into) const;
    std::string_view make_area(std::string_view cell, std::string& into) const;
    std::string_view make_ward(std::string_view cell, std::string& into) const;
    std::string_view make_group(std::string_view cell, std::string& into) const;
    std::string_view make_number_band(std::string_view cell, std::string& into) const;

    Rule rule_;
    Setting setting_;
    std::vector<std::pair<project::Band, std::string>> bands_;
    std::vector<std::pair<std::string, std::string>> groups_; // code, group
    std::optional<Hmac> pseudonyms_;
};

// The key of pseudonyms for one recipient: HKDF of the custodian's own secret, with the policy's digest, the
// party and the recipient. Two recipients, two policies or two custodians share no pseudonym of one
// reference.
Secret pseudonym_key(Bytes own_secret, std::string_view policy_digest, std::string_view party,
                     std::string_view recipient);

} // namespace gauze::custodian
