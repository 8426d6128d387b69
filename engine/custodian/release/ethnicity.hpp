// Ethnic groups in five, as the censuses of England and Wales have grouped them since 2001.
#pragma once

#include <string_view>

namespace gauze::custodian {

// "white", "mixed", "asian", "black" or "other", of the eighteen groups of the census of 2011 (by number, 1
// to 18, or in words), Roma of 2021, and the codes of schools (WBRI ... OOTH) and of the NHS (A ... S);
// "unknown" where the cell says that it is not known or was not asked, "refused" where it was. "" of anything
// else. Blanks, case and punctuation do not matter. Any thread.
std::string_view ethnic_group_of_five(std::string_view cell);

} // namespace gauze::custodian
