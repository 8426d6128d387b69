// A governed policy in plain English, for whoever answers for it: who sends what to whom, on what basis,
// until when, and what never leaves. And the record of processing that Article 30 asks for, in Markdown.
// Both are made of the policy and of nothing else.
#pragma once

#include "engine/project/policy.hpp"

#include <string>

namespace gauze::desk {

// About a page; lines of at most 100 characters. Of a governed policy.
std::string explain(const project::Policy& policy);
std::string record_of_processing(const project::Policy& policy);

} // namespace gauze::desk
