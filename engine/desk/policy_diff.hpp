// What one version of a policy allows that another did not. A change that lets more out, to more people, for
// longer or under weaker protection is "widened", and nobody should sign it without having seen it so called.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/policy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gauze::desk {

enum class Weight { widened, changed, narrowed };
std::string_view to_text(Weight weight); // "WIDENED", "changed", "narrowed"

struct Change {
    Weight weight;
    std::string what; // a sentence; names and settings of the policies only
};

// All changes of meaning, the widened ones first. Never empty when the digests differ.
std::vector<Change> changes_between(const project::Policy& old, const project::Policy& now);
bool is_widened(const std::vector<Change>& changes);

std::string in_words(const std::vector<Change>& changes);
Json to_json(const std::vector<Change>& changes);

} // namespace gauze::desk
