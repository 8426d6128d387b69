// The rules by which a column that may not travel becomes one that may, as policies name them, and what each
// asks for. The custodian applies them (engine/custodian/generalise.hpp); here they are checked when a policy
// is read, so that a rule nobody can follow is never signed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

enum class RuleArguments {
    none,
    day,           // one day "YYYY-MM-DD"
    day_and_bands, // a day, then bands in rising order: "0-4", "5-17", "18+"; whole numbers
    bands,         // bands alone
    groups,        // "White=A B C": a name and the codes that become it, each code once
};

struct GeneraliserRule {
    std::string_view name;
    RuleArguments arguments;
    std::string_view of;   // what the source column holds: "date", "postcode", "id", "code", "number"
    std::string_view says; // what becomes of it, for people
};
std::span<const GeneraliserRule> generaliser_rules() noexcept;
const GeneraliserRule* generaliser_rule(std::string_view name) noexcept;

// One band; `last` is inclusive, or 0xffffffff of "18+".
struct Band {
    std::uint32_t first, last;
};
// Reads "0-4", "3" or "18+". False for anything else.
bool read_band(std::string_view text, Band& into) noexcept;

// What is wrong with the arguments of a rule, or "".
std::string fault_of_arguments(const GeneraliserRule& rule, const std::vector<std::string>& arguments);

} // namespace gauze::project
