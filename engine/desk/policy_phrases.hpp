// How parts of a policy are said in words, for the page that explains it and for the record of processing.
#pragma once

#include "engine/project/policy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gauze::desk {

// "a, b and c"; "nothing" of none.
std::string listed(const std::vector<std::string>& names, std::string_view last = "and");
std::string basis_in_words(const project::LegalBasis& basis);
std::string inclusion_in_words(const project::Source& source);
std::string retention_in_words(const project::RetentionRule& rule);
// What the researcher gets of a source: "age_band (age-band of child_dob)".
std::vector<std::string> payload_in_words(const project::Source& source);
// The same of each table of episodes: "cin: start_quarter (quarter of start)".
std::vector<std::string> tables_in_words(const project::Source& source);
std::vector<std::string> columns_with(const project::Source& source, project::ColumnUse use);
// Columns that decide whose rows are in and of which nothing leaves, not even coarser.
std::vector<std::string> columns_kept(const project::Source& source);
// What a recipient may have of a source, by its own list.
std::vector<std::string> payload_for(const project::Recipient& recipient, const project::Source& source);
// Breaks a paragraph into lines of at most 100 characters, each after `indent`; the first after `first`.
std::string wrapped(std::string_view first, std::string_view indent, std::string_view paragraph);

} // namespace gauze::desk
