// The policy: the agreement all parties sign, as a file (TOML; docs/file-formats.md has every key). It says
// which fields are compared, how they are encoded, who takes part, and what may leave. Its digest is in every
// artefact and a file made under another policy is refused.
//
// A FIELDS.toml, as gauze-lab reads it, is the [[field]]/[[view]] part alone.
#pragma once

#include "bloom/base/crypto.hpp"
#include "engine/project/governance.hpp"
#include "engine/project/stratum.hpp"

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
    upn,
    nino,
    phone,
    email,
    code,
    number,
    text,
};
std::string_view to_text(FieldKind kind); // "given-name", as policies spell it
std::optional<FieldKind> field_kind_from(std::string_view text);

// How much of a value goes into a match key. Which levels a kind has is in docs/file-formats.md.
enum class PartLevel {
    exact,      // the whole normal form; of a date the day, of a postcode the unit
    sound,      // phonetic code of a name
    initial,    // first letter of a name
    bigram,     // one bigram of a name, address, place or text, the same one for most misspellings (min-hash)
    year_month, // two parts of three of a date
    month_day,
    year_day,
    year,         // of a date
    sector,       // "SW1A 1" of a UK postcode
    outward,      // "SW1A"
    district,     // "SW1"
    month_before, // of a date: the year and month before its own, so that neighbouring months can meet
    month_after,
};
std::string_view to_text(PartLevel level); // "year-month", as policies spell it
std::optional<PartLevel> part_level_from(std::string_view text);
bool has_level(FieldKind kind, PartLevel level) noexcept;

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
    // What says "not known" in this column beside a blank cell, compared trimmed and without case.
    std::vector<std::string> missing; // for every party that `missing_at` does not name
    std::map<std::string, std::vector<std::string>> missing_at;
    std::uint32_t earliest = 18500101, latest = 21001231; // of a date, YYYYMMDD: others are not plausible
    // False for a guardian's name and the like: it stands in no view and no key that does not name it.
    bool about_person = true;
    bool rarity = false; // the linkage unit is told how common each record's value is at its custodian
    const std::vector<std::string>& missing_of(std::string_view party) const;
    const Column* column_of(std::string_view party) const;
};

// What is done to a filter before it is shown, in the profile `custom`. None of it is protection but
// diffusion (docs/threat-model.md); the others are for reproducing what others published.
struct Hardening {
    enum class Kind { none, diffuse, fold, balance, rule90, blip };
    Kind kind = Kind::none;
    std::uint32_t bits = 0;      // diffuse: length of the output
    std::uint32_t samples = 0;   // diffuse: base bits in each output bit
    std::uint32_t folds = 0;     // fold
    std::uint32_t per_mille = 0; // blip: bits flipped, per thousand
    bool operator==(const Hardening&) const = default;
};

// One keyed Bloom filter a record, made of some fields - or, with symbols, what stands for a filter that is
// not shown: each symbol is eight pseudorandom bits of `samples` secretly chosen bits of it.
struct View {
    std::string name;
    std::uint32_t bits = 1024; // of the (base) filter
    struct Part {
        std::string field;
        // One of the two is 0. Positions set for each token, or for the whole value, however many tokens.
        std::uint32_t hashes = 0;
        std::uint32_t value_bits = 0;
        bool operator==(const Part&) const = default;
    };
    std::vector<Part> parts;
    std::uint32_t symbols = 0; // 0: the filter itself
    std::uint32_t samples = 0; // with symbols: 1 to 96
    std::uint32_t padding = 0; // a value of fewer tokens is filled up with keyed dummies; 0: is not
    Hardening hardening;
    // The share of set bits that the policy allows in the mean of a file, in thousandths.
    std::uint32_t lowest_density = 0, highest_density = 1000;
    bool joined = true; // pairs are sought and ordered by it; otherwise it is there for the decision only
    bool is_symbols() const noexcept { return symbols > 0; }
    // Length of what is shown of a view without symbols: the filter, or what hardening makes of it.
    std::uint32_t shown_bits() const noexcept;
    bool operator==(const View&) const = default;
};

// What a match key speaks of. Only those about the person decide who is one person.
enum class About {
    person,
    family,    // who shows the same value is of one family: a guardian's name and birth date, a reference
    household, // persons of one family with the same value live together: an address
    unborn,    // a guardian and the month in which a child is expected
    born,      // a guardian and the month in which one was born, or one beside it
};
std::string_view to_text(About about); // "person", as policies spell it
std::optional<About> about_from(std::string_view text);

// 64 keyed bits of a conjunction of parts: agreement says much, disagreement nothing.
struct MatchKey {
    std::string name;
    struct Part {
        std::string field;
        PartLevel level = PartLevel::exact;
        bool operator==(const Part&) const = default;
    };
    std::vector<Part> parts; // in the order of the policy's fields
    About about = About::person;
    // The key whose values this one's can be compared with, because it is made of the same kinds of parts: a
    // mother's own name and birth date with those that her child's record gives for her. Empty: none.
    std::string same_as = {};
    bool within_party = false; // a reference that means nothing outside the organisation that gave it
    bool operator==(const MatchKey&) const = default;
};

// A few keyed bits of a conjunction of parts: records that share them are candidates. Coarse on purpose, so
// that by size a bucket is one among many: as many bits as leave at least `bucket` records of a register of
// `records` to each value, were the values spread evenly.
struct TokenBlock {
    std::string name;
    std::vector<MatchKey::Part> parts; // as a match key's
    std::uint32_t records = 0, bucket = 0;
    // The most bits with bucket * 2^bits <= records.
    std::uint32_t bits() const noexcept;
    // Records of such a register to a value: from `bucket` to below twice that.
    double expected() const noexcept;
    bool operator==(const TokenBlock&) const = default;
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

// How much worse a false link is than a missed one.
struct Cost {
    std::uint32_t false_link = 20, missed_link = 1; // each at least 1, at most 10^6
    bool operator==(const Cost&) const = default;
};
// Reads "20:1". Throws Error(usage) for anything else.
Cost cost_from(std::string_view text);
std::string to_text(const Cost& cost);

struct Policy {
    std::string id; // short name of the project: letters, digits, - and _
    std::string title;
    std::string profile = "standard";
    // Least Dice of a link where the custodians agreed on one; without it the decision chooses its own cut.
    std::optional<Threshold> threshold;
    Cost cost;                         // which that cut goes by
    std::uint32_t smallest_count = 10; // counts below are withheld in tables
    std::vector<Party> parties;
    std::vector<Field> fields;
    std::vector<View> views;    // never empty: without any in the file the profile has chosen
    std::vector<MatchKey> keys; // as the file lists them, or as the profile has chosen; those about
                                // the person come first
    // Families at one address are one household: an address alone makes one then.
    bool households_by_address = false;
    std::vector<TokenBlock> blocks;     // as the file lists them; no profile has any of its own
    std::vector<Stratum> strata;        // sent beside the encodings, to see who is linked worse
    std::string wave;                   // of the profile strict: each wave has a secret of its own
    std::uint32_t decoys_per_mille = 0; // rows of nobody among a thousand rows of people
    std::uint32_t most_repeats =
        1000; // share of records, in thousandths, that may share a view or key with another

    // Nothing: the laboratory's policy, that nobody signs and no party relies on.
    std::optional<Governance> governance;

    std::uint32_t person_keys() const noexcept;           // how many of the keys are about the person
    const Party& party(std::string_view name) const;      // throws Error(usage) that lists the names
    const Field& field(std::string_view name) const;      // a programming fault if there is none
    std::size_t field_index(std::string_view name) const; // likewise

    // SHA-256 of the policy in a canonical form: the same for two files that mean the same.
    Digest digest() const;
    std::string fingerprint() const; // digest() in hex
    // What decides the bits, in canonical form: fields, kinds, views, keys, blocks and strata. Columns and
    // parties do not.
    std::string specification() const;
    // The same as lines for people ("view record: 1024 bits"), so that two custodians' can be compared.
    std::vector<std::string> settings() const;
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
    std::string profile = "plain";
};
Policy read_lab_policy(const std::filesystem::path& path, const LabParties& parties);

} // namespace gauze::project
