// One table of a TOML file, read by asking for its keys. A stranger wrote the file: a key that is not known,
// a value of another type, an empty list are errors of the file, and every message opens with
// file:line:column. The only room that includes toml++, which costs five seconds of compiling wherever it is
// included.
#pragma once

#include "bloom/base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::project {

// A view of one table that keeps the whole document alive. Immutable; cheap to copy. Everything that reads
// throws Error(bad_data) when the value is not of the type that is asked for.
class TomlTable {
public:
    // `source` names the text in messages. Throws Error(bad_data) for what is not TOML.
    static TomlTable parse(std::string_view text, std::string_view source);

    // Refuses every key but these, with the one that was probably meant.
    void only(std::initializer_list<std::string_view> known) const;
    bool has(std::string_view key) const;
    bool is_table(std::string_view key) const;
    bool is_text(std::string_view key) const;
    std::vector<std::string> keys() const;

    // The value of a key, or nothing when it is absent.
    std::optional<std::string> text(std::string_view key) const;
    std::optional<bool> flag(std::string_view key) const;
    std::optional<std::uint32_t> number(std::string_view key, std::uint32_t least, std::uint32_t most) const;
    std::optional<TomlTable> table(std::string_view key) const;
    // Absent: empty. Written down, a list holds at least one entry and none of them twice.
    std::vector<std::string> texts(std::string_view key) const;
    // Likewise of numbers, whole or not, which may stand twice.
    std::vector<double> numbers(std::string_view key) const;
    std::vector<TomlTable> tables(std::string_view key) const; // [[key]]

    // A text that must be there; as a name it is 1 to 64 letters, digits, _ and -.
    std::string required_text(std::string_view key) const;
    std::string required_name(std::string_view key) const;

    // "policy.toml:3:9": where the table, a value, or one entry of a list stands.
    std::string place() const;
    std::string place(std::string_view key) const;
    std::string place(std::string_view key, std::size_t entry) const;

private:
    struct Document;
    struct Node;
    TomlTable(std::shared_ptr<const Document> document, const void* table);
    std::shared_ptr<const Document> document_;
    const void* table_; // a toml::table inside *document_
};

// Throws Error(bad_data) with the place in front.
[[noreturn]] void refuse(const std::string& place, const std::string& what, std::string hint = {});

// A hint: the word of `known` that was probably meant, else all of them.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

} // namespace gauze::project
