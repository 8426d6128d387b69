// One object of the schema, seen with the eyes of JSON Schema: members with their types, numbers with their
// ranges, names that are not known. Every complaint says where in the schema it is.
#pragma once

#include "bloom/base/json.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::custodian::anonlink {

class SchemaPart {
public:
    SchemaPart(Json json, std::string where) : json_(std::move(json)), where_(std::move(where)) {}

    const std::string& where() const noexcept { return where_; }
    bool has(std::string_view key) const { return json_.has(key); }
    const Json& json() const noexcept { return json_; }

    std::string text(std::string_view key) const;
    std::optional<std::string> optional_text(std::string_view key) const;
    bool flag(std::string_view key, bool otherwise) const;
    double real(std::string_view key) const;
    SchemaPart object(std::string_view key) const;
    // A whole number from `least` to `most`. 1.0 counts as one only where `written_as_real` allows it: the
    // reference's check of the schema lets it pass everywhere, but its encoding then stumbles over most of
    // them.
    enum class Written { whole, whole_or_real };
    std::int64_t whole(std::string_view key, std::int64_t least, std::int64_t most,
                       Written written = Written::whole) const;
    // Which of these words the text member is.
    std::size_t word(std::string_view key, std::initializer_list<std::string_view> words) const;

    void only(std::initializer_list<std::string_view> known) const; // refuses members of any other name
    [[noreturn]] void refuse(std::string_view why) const;

private:
    Json json_;
    std::string where_;
};

} // namespace gauze::custodian::anonlink
