// The policy: the agreement all parties sign, as a file (TOML; docs/file-formats.md has every key). It says
// which fields are compared, how they are encoded, who takes part, and what may leave. Its digest is in every
// artefact and a file made under another policy is refused.
//
// A FIELDS.toml, as gauze-lab reads it, is the [[field]]/[[view]] part alone.
#pragma once

#include "bloom/base/crypto.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// What a field holds decides how it is normalised and cut into tokens.
enum class FieldKind {
    given_name,
    family_name,
    full_name,
    date,
    sex,
    postcode,
    address_line,
    place,
    nhs_number,
    phone,
    email,
    code,
    number,
    text,
};
std::string_view to_text(FieldKind kind); // "given-name", as policies spell it
std::optional<FieldKind> field_kind_from(std::string_view text);

// Where a party keeps a field: one column, or for a date three.
struct Column {
    std::string whole;
    std::string day, month, year; // all three set, or none
    bool in_parts() const noexcept { return whole.empty(); }
};

struct Field {
    std::string name;
    FieldKind kind{};
    std::vector<std::string> formats; // of a date, for example "YYYY-MM-DD"; empty: inferred from the file
    std::optional<Column> column;     // for every party that `columns` does not name
    std::map<std::string, Column> columns; // by party; a party in neither does not hold this field
    const Column* column_of(std::string_view party) const;
};

// One keyed Bloom filter a record, made of some fields.
struct View {
    std::string name;
    std::uint32_t bits = 1024;
    struct Part {
        std::string field;
        std::uint32_t hashes; // positions set for each token of the field
    };
    std::vector<Part> parts;
};

struct Party {
    std::string name;
    std::string id_column; // the custodian's own reference; stays in its ledger. Empty: the row number
    bool clean = true;     // holds one person at most once
    std::vector<std::string> payload; // columns that travel to the researcher
};

// A Dice threshold as an exact fraction, so that "at or above" means the same on every machine.
struct Threshold {
    std::uint32_t numerator = 8;
    std::uint32_t denominator = 10; // at most 10^9
};
// Reads "0.85", ".85" or "1" exactly. Throws Error(usage) for anything else or outside (0, 1].
Threshold threshold_from(std::string_view decimal);
std::string to_text(const Threshold& threshold);

struct Policy {
    std::string id; // short name of the project: letters, digits, - and _
    std::string title;
    std::string profile = "plain";
    Threshold threshold;
    std::uint32_t smallest_count = 10; // counts below are withheld in tables
    std::vector<Party> parties;
    std::vector<Field> fields;
    std::vector<View> views; // never empty: without any in the file the profile has chosen

    const Party& party(std::string_view name) const; // throws Error(usage) that lists the names
    const Field& field(std::string_view name) const; // a programming fault if there is none

    // SHA-256 of the policy in a canonical form: the same for two files that mean the same.
    Digest digest() const;
    std::string fingerprint() const; // digest() in hex
    // What decides the bits, in canonical form: fields, kinds and views. Columns and parties do not.
    std::string specification() const;
};

// Throws Error(input_missing / bad_data) with the line and column of what is wrong; unknown keys are errors.
Policy read_policy(const std::filesystem::path& path);
// The same from text in memory; `source` names it in messages.
Policy parse_policy(std::string_view toml, std::string_view source);
// Reads a FIELDS.toml and makes a policy of it for parties of these names, all of which use the same columns.
struct LabParties {
    std::vector<std::string> names;
    std::string id_column;
    std::vector<std::string> repeats; // sources that may hold one person more than once
};
Policy read_lab_policy(const std::filesystem::path& path, const LabParties& parties);

} // namespace gauze::project
