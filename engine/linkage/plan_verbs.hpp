// The verbs of long runs, and of whoever wants to look at the stages: `plan`, `score`, `merge`.
#pragma once

#include "engine/linkage/candidate_sources.hpp"
#include "engine/project/command_line.hpp"

#include <optional>
#include <string>

namespace gauze::linkage {

// Adds the verbs to the program. What they fill lives as long as the program's command line.
void add_plan_verbs(project::CommandLine& program);

// "2h", "30m", "90s", "45": seconds; "8G", "512M": bytes. Throws Error(usage).
double seconds_from(const std::string& text);
std::uint64_t bytes_from(const std::string& text);

// What --candidates, --view and --floor say; nothing if none of them was given.
std::optional<CandidateSources> sources_asked_for(const std::string& candidates, const std::string& view,
                                                  const std::string& floor);

} // namespace gauze::linkage
