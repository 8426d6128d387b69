// JSON behind a small face: headers of files, summaries, reports. The only room that includes nlohmann's
// library, which costs six seconds of compiling wherever it is included. Objects keep the order in which
// members were set, so the same content gives the same bytes.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gauze {

class Json {
public:
    Json(); // an empty object
    Json(const Json&);
    Json(Json&&) noexcept;
    Json& operator=(const Json&);
    Json& operator=(Json&&) noexcept;
    ~Json();

    // Adds or replaces a member of this object; returns *this, so calls can be chained.
    Json& set(std::string_view key, std::string_view value);
    Json& set(std::string_view key, const char* value) { return set(key, std::string_view(value)); }
    Json& set(std::string_view key, const Json& value);
    Json& set(std::string_view key, const std::vector<Json>& values);
    Json& set(std::string_view key, const std::vector<std::string>& values);
    Json& set(std::string_view key, double value);
    Json& set(std::string_view key, bool value);
    Json& set(std::string_view key, std::integral auto value)
    {
        return set_number(key, static_cast<std::int64_t>(value));
    }
    Json& set_null(std::string_view key);

    // One line, or indented for people. Bytes that are not UTF-8 are replaced, never thrown at.
    std::string line() const;
    std::string pretty() const;

    // Reads a stranger's text. Throws Error(bad_data) naming `source` when it is not a JSON object; at most
    // 64 levels.
    static Json parse(std::string_view text, std::string_view source);

    // Members of a parsed object. Each throws Error(bad_data) when the member is absent or of another type;
    // the message names the member and the source given to `parse`.
    std::string text(std::string_view key) const;
    std::int64_t number(std::string_view key) const;
    double real(std::string_view key) const;
    bool flag(std::string_view key) const;
    Json object(std::string_view key) const;
    std::vector<Json> objects(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;
    bool has(std::string_view key) const;

    // What a member is, for readers whose rules depend on it: 1 is whole, 1.0 and 1e0 are real, and so is a
    // whole number beyond 64 bits. Throws like the others when the member is absent.
    enum class Type { null, flag, whole, real, text, list, object };
    Type type(std::string_view key) const;
    std::vector<std::string> keys() const; // of this object, in order

private:
    struct Value;
    Json& set_number(std::string_view key, std::int64_t value);
    std::unique_ptr<Value> value_;
};

} // namespace gauze
