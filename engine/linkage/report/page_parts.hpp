// What the page of a report is put together from. Each part is the HTML of one section, or "" where the run
// has nothing to say on its matter.
#pragma once

#include "engine/linkage/report/report_data.hpp"

#include <string>
#include <string_view>

namespace gauze::linkage::report {

extern const std::string_view page_style;  // the one style sheet
extern const std::string_view page_script; // the one script

// A heading with an anchor, a sentence of explanation, and the rest.
std::string section(std::string_view anchor, std::string_view heading, std::string_view about,
                    const std::string& content);

std::string headline_part(const Report& report); // title, the result in a sentence, warnings, tiles
std::string scores_part(const Report& report);   // histograms by party pair
std::string explorer_part(const Report& report);
std::string persons_part(const Report& report); // cluster sizes, who shares whom
std::string pairs_part(const Report& report);   // links and expected figures by party pair, blocking losses
std::string fill_part(const Report& report);
std::string strata_part(const Report& report);
std::string model_part(const Report& report); // the fitted classes
std::string facts_part(const Report& report);
std::string machine_part(const Report& report);

} // namespace gauze::linkage::report
