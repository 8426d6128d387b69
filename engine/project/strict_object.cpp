#include "engine/project/strict_object.hpp"

#include "bloom/base/json_members.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr const char* ask_again = "ask its sender for the file and its statement again";

[[noreturn]] void refuse(std::string_view code, const std::string& what)
{
    refuse_with(code, what, ask_again, Exit::bad_data);
}

Json parsed_once(std::string_view text, std::string_view source)
{
    Json json;
    try {
        json = Json::parse(text, source);
    } catch (const Error&) {
        refuse("statement-damaged", fmt::format("{} is not a JSON object", source));
    }
    if (repeats_a_member(text))
        refuse("statement-repeated", fmt::format("{} names a member of an object twice", source));
    return json;
}

} // namespace

StrictObject::StrictObject(std::string_view text, std::string_view source, Members members)
    : StrictObject(parsed_once(text, source), std::string(source), members)
{}

StrictObject::StrictObject(Json json, std::string source, Members members)
    : json_(std::move(json)), source_(std::move(source))
{
    for (const std::string& found : json_.keys())
        if (std::ranges::find(members, found) == members.end())
            refuse("statement-unknown",
                   fmt::format("{} has a member that its format does not have", source_));
    for (const std::string_view member : members)
        if (!json_.has(member))
            refuse("statement-incomplete", fmt::format("{} has no member \"{}\"", source_, member));
}

void StrictObject::need(std::string_view member, Json::Type type, std::string_view called) const
{
    if (json_.type(member) != type)
        refuse("statement-type", fmt::format("\"{}\" of {} is not {}", member, source_, called));
}

std::string StrictObject::text(std::string_view member) const
{
    need(member, Json::Type::text, "a text");
    return json_.text(member);
}

bool StrictObject::flag(std::string_view member) const
{
    need(member, Json::Type::flag, "true or false");
    return json_.flag(member);
}

StrictObject StrictObject::object(std::string_view member, Members members) const
{
    return {free_object(member), fmt::format("\"{}\" of {}", member, source_), members};
}

std::vector<StrictObject> StrictObject::objects(std::string_view member, Members members) const
{
    need(member, Json::Type::list, "a list");
    std::vector<Json> parts;
    try {
        parts = json_.objects(member);
    } catch (const Error&) {
        refuse("statement-type", fmt::format("\"{}\" of {} is not a list of objects", member, source_));
    }
    std::vector<StrictObject> objects;
    for (Json& part : parts)
        objects.push_back({std::move(part), fmt::format("a part of \"{}\" of {}", member, source_), members});
    return objects;
}

Json StrictObject::free_object(std::string_view member) const
{
    need(member, Json::Type::object, "an object");
    return json_.object(member);
}

} // namespace gauze::project
