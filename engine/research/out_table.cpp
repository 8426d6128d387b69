#include "engine/research/out_table.hpp"

#include "bloom/base/error.hpp"

#include <set>

#include <fmt/format.h>

namespace gauze::research {

namespace {

std::string lower(std::string name)
{
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

} // namespace

void refuse_one_name_twice(const OutTable& table)
{
    std::set<std::string> taken;
    for (const OutColumn& column : table.columns)
        if (!taken.insert(lower(column.name)).second)
            throw Error(
                Exit::configuration,
                fmt::format("two columns of the {} table would be called '{}'", table.name, column.name),
                "rename a party or a payload column in the policy, and let all parties sign it again");
}

} // namespace gauze::research
