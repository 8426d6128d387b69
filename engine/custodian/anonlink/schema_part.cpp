#include "engine/custodian/anonlink/schema_part.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::custodian::anonlink {

void SchemaPart::refuse(std::string_view why) const
{
    throw Error(Exit::configuration, fmt::format("{}: {}", where_, why),
                "clkhash's documentation describes the linkage schema; versions 1 to 3 are read");
}

std::string SchemaPart::text(std::string_view key) const
{
    if (!has(key)) refuse(fmt::format("\"{}\" is missing", key));
    if (json_.type(key) != Json::Type::text) refuse(fmt::format("\"{}\" is not a text", key));
    return json_.text(key);
}

std::optional<std::string> SchemaPart::optional_text(std::string_view key) const
{
    if (!has(key)) return std::nullopt;
    return text(key);
}

bool SchemaPart::flag(std::string_view key, bool otherwise) const
{
    if (!has(key)) return otherwise;
    if (json_.type(key) != Json::Type::flag) refuse(fmt::format("\"{}\" is not true or false", key));
    return json_.flag(key);
}

double SchemaPart::real(std::string_view key) const
{
    if (!has(key)) refuse(fmt::format("\"{}\" is missing", key));
    const auto type = json_.type(key);
    if (type != Json::Type::whole && type != Json::Type::real)
        refuse(fmt::format("\"{}\" is not a number", key));
    return json_.real(key);
}

SchemaPart SchemaPart::object(std::string_view key) const
{
    if (!has(key)) refuse(fmt::format("\"{}\" is missing", key));
    if (json_.type(key) != Json::Type::object) refuse(fmt::format("\"{}\" is not an object", key));
    return {json_.object(key), fmt::format("{}: {}", where_, key)};
}

std::int64_t SchemaPart::whole(std::string_view key, std::int64_t least, std::int64_t most,
                               Written written) const
{
    const double value = real(key);
    if (std::trunc(value) != value) refuse(fmt::format("\"{}\" is not a whole number", key));
    // Compared as doubles first: what is far outside must not be converted.
    if (value < static_cast<double>(least) || value > static_cast<double>(most) || std::fabs(value) >= 0x1p63)
        refuse(fmt::format("\"{}\" is not from {} to {}", key, least, most));
    const bool as_real = json_.type(key) == Json::Type::real;
    if (as_real && written == Written::whole)
        refuse(fmt::format("\"{}\" is written with a decimal point, which the reference cannot encode with",
                           key));
    const std::int64_t exact = as_real ? static_cast<std::int64_t>(value) : json_.number(key);
    if (exact < least || exact > most) refuse(fmt::format("\"{}\" is not from {} to {}", key, least, most));
    return exact;
}

std::size_t SchemaPart::word(std::string_view key, std::initializer_list<std::string_view> words) const
{
    const std::string written = text(key);
    const auto found = std::ranges::find(words, written);
    if (found == words.end()) refuse(fmt::format("\"{}\" is none of {}", key, fmt::join(words, ", ")));
    return static_cast<std::size_t>(found - words.begin());
}

void SchemaPart::only(std::initializer_list<std::string_view> known) const
{
    for (const std::string& name : json_.keys())
        if (std::ranges::find(known, name) == known.end())
            refuse(fmt::format("\"{}\" is not known here; known are {}", name, fmt::join(known, ", ")));
}

} // namespace gauze::custodian::anonlink
