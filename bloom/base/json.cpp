#include "bloom/base/json.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/json_members.hpp"

#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace gauze {

struct Json::Value {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    std::string source = "a JSON text";

    const nlohmann::ordered_json& member(std::string_view key) const
    {
        const auto found = json.find(key);
        if (found == json.end())
            throw Error(Exit::bad_data, fmt::format("{} has no member \"{}\"", source, key));
        return *found;
    }
    [[noreturn]] void wrong_type(std::string_view key, std::string_view wanted) const
    {
        throw Error(Exit::bad_data, fmt::format("member \"{}\" of {} is not {}", key, source, wanted));
    }
    Json wrap(const nlohmann::ordered_json& part) const
    {
        Json json_part;
        json_part.value_->json = part;
        json_part.value_->source = source;
        return json_part;
    }
};

Json::Json() : value_(std::make_unique<Value>()) {}
Json::Json(const Json& other) : value_(std::make_unique<Value>(*other.value_)) {}
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json& other)
{
    if (this != &other) value_ = std::make_unique<Value>(*other.value_);
    return *this;
}
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

Json& Json::set(std::string_view key, std::string_view value)
{
    value_->json[std::string(key)] = std::string(value);
    return *this;
}
Json& Json::set(std::string_view key, const Json& value)
{
    value_->json[std::string(key)] = value.value_->json;
    return *this;
}
Json& Json::set(std::string_view key, const std::vector<Json>& values)
{
    auto list = nlohmann::ordered_json::array();
    for (const Json& value : values) list.push_back(value.value_->json);
    value_->json[std::string(key)] = std::move(list);
    return *this;
}
Json& Json::set(std::string_view key, const std::vector<std::string>& values)
{
    value_->json[std::string(key)] = values;
    return *this;
}
Json& Json::set(std::string_view key, double value)
{
    value_->json[std::string(key)] = value;
    return *this;
}
Json& Json::set(std::string_view key, bool value)
{
    value_->json[std::string(key)] = value;
    return *this;
}
Json& Json::set_number(std::string_view key, std::int64_t value)
{
    value_->json[std::string(key)] = value;
    return *this;
}
Json& Json::set_null(std::string_view key)
{
    value_->json[std::string(key)] = nullptr;
    return *this;
}

std::string Json::line() const
{
    return value_->json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}
std::string Json::pretty() const
{
    return value_->json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Json Json::parse(std::string_view text, std::string_view source)
{
    int depth = 0;
    bool too_deep = false;
    // The library recurses when it destroys a value: depth is bounded while reading.
    auto bound = [&](int level, nlohmann::ordered_json::parse_event_t, nlohmann::ordered_json&) {
        depth = level;
        if (depth > 64) too_deep = true;
        return !too_deep;
    };
    Json parsed;
    parsed.value_->source = std::string(source);
    parsed.value_->json = nlohmann::ordered_json::parse(text, bound, false);
    if (too_deep || parsed.value_->json.is_discarded() || !parsed.value_->json.is_object())
        throw Error(Exit::bad_data, fmt::format("{} is not a JSON object", source));
    return parsed;
}

std::string Json::text(std::string_view key) const
{
    const auto& found = value_->member(key);
    if (!found.is_string()) value_->wrong_type(key, "a text");
    return found.get<std::string>();
}
std::int64_t Json::number(std::string_view key) const
{
    const auto& found = value_->member(key);
    if (!found.is_number_integer()) value_->wrong_type(key, "a whole number");
    if (found.is_number_unsigned() && found.get<std::uint64_t>() > std::uint64_t{INT64_MAX})
        value_->wrong_type(key, "a whole number in range");
    return found.get<std::int64_t>();
}
double Json::real(std::string_view key) const
{
    const auto& found = value_->member(key);
    if (!found.is_number()) value_->wrong_type(key, "a number");
    return found.get<double>();
}
bool Json::flag(std::string_view key) const
{
    const auto& found = value_->member(key);
    if (!found.is_boolean()) value_->wrong_type(key, "true or false");
    return found.get<bool>();
}
Json Json::object(std::string_view key) const
{
    const auto& found = value_->member(key);
    if (!found.is_object()) value_->wrong_type(key, "an object");
    return value_->wrap(found);
}
std::vector<Json> Json::objects(std::string_view key) const
{
    const auto& found = value_->member(key);
    if (!found.is_array()) value_->wrong_type(key, "a list");
    std::vector<Json> list;
    for (const auto& part : found) {
        if (!part.is_object()) value_->wrong_type(key, "a list of objects");
        list.push_back(value_->wrap(part));
    }
    return list;
}
std::vector<std::string> Json::texts(std::string_view key) const
{
    const auto& found = value_->member(key);
    if (!found.is_array()) value_->wrong_type(key, "a list");
    std::vector<std::string> list;
    for (const auto& part : found) {
        if (!part.is_string()) value_->wrong_type(key, "a list of texts");
        list.push_back(part.get<std::string>());
    }
    return list;
}
bool Json::has(std::string_view key) const { return value_->json.contains(key); }

Json::Type Json::type(std::string_view key) const
{
    const auto& found = value_->member(key);
    if (found.is_null()) return Type::null;
    if (found.is_boolean()) return Type::flag;
    if (found.is_number_integer()) return Type::whole;
    if (found.is_number()) return Type::real;
    if (found.is_string()) return Type::text;
    return found.is_array() ? Type::list : Type::object;
}
std::vector<std::string> Json::keys() const
{
    std::vector<std::string> names;
    for (const auto& member : value_->json.items()) names.push_back(member.key());
    return names;
}

bool repeats_a_member(std::string_view json)
{
    std::vector<std::set<std::string>> open_objects; // the names that each has had
    bool repeated = false;
    const auto watch = [&](int, nlohmann::ordered_json::parse_event_t event, nlohmann::ordered_json& part) {
        using Event = nlohmann::ordered_json::parse_event_t;
        if (event == Event::object_start) open_objects.emplace_back();
        if (event == Event::object_end) open_objects.pop_back();
        if (event == Event::key)
            repeated |= !open_objects.back().insert(part.get_ref<const std::string&>()).second;
        return true;
    };
    const bool whole = !nlohmann::ordered_json::parse(json, watch, false).is_discarded();
    return whole && repeated;
}

} // namespace gauze
