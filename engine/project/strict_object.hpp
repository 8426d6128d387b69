// A JSON object of a signed text, read so that it says one thing: every member that the format has is there
// once and of its type, and no other member is. Each refusal is Error(bad_data) with its own code and quotes
// nothing: statement-damaged, statement-repeated, statement-unknown, statement-incomplete, statement-type.
#pragma once

#include "bloom/base/json.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// Cheap to make; copies its part of the text. One thread.
class StrictObject {
public:
    using Members = std::initializer_list<std::string_view>;

    // Reads a whole text; `source` names it in messages.
    StrictObject(std::string_view text, std::string_view source, Members members);

    std::string text(std::string_view member) const;
    bool flag(std::string_view member) const;
    StrictObject object(std::string_view member, Members members) const;
    std::vector<StrictObject> objects(std::string_view member, Members members) const;
    // An object of any members, for readers with rules of their own.
    Json free_object(std::string_view member) const;

private:
    StrictObject(Json json, std::string source, Members members);
    void need(std::string_view member, Json::Type type, std::string_view called) const;
    Json json_;
    std::string source_;
};

} // namespace gauze::project
