#include "engine/custodian/canary.hpp"

#include "engine/custodian/encoder.hpp"

#include <array>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

constexpr std::size_t records = 64;
using project::FieldKind;

// Cells that meet as many rules as possible: other scripts, marks, particles, repaired and broken values.
constexpr std::array<std::string_view, 16> words{
    "Zoë",          "O'Brien-Smith", "Łukasz", "Nguyễn Thị", "محمد",  "Анна", "Siân",      "Mc Donald",
    "van der Berg", "Ayşe",          "王小明", "Σοφία",      "Bjørn", "João", "al-Hassan", "D’Souza"};
constexpr std::array<std::string_view, 4> postcodes{"SW1A 1AA", "m1 1ae", "B33 8TH", "OL1 OAB"};
constexpr std::array<std::string_view, 4> numbers{"9434765919", "AB123456C", "A801200001001",
                                                  "+44 7700 900123"};

std::string cell(FieldKind kind, std::size_t i)
{
    switch (kind) {
    case FieldKind::date: return fmt::format("{:04}-{:02}-{:02}", 1930 + i * 13 % 95, i % 12 + 1, i % 28 + 1);
    case FieldKind::sex: return i % 2 == 0 ? "F" : "M";
    case FieldKind::postcode: return std::string(postcodes[i % postcodes.size()]);
    case FieldKind::address_line: return fmt::format("{} {} Road", i + 1, words[i % words.size()]);
    case FieldKind::email: return fmt::format("user{}@example.org", i);
    case FieldKind::number: return fmt::format("{}.{}", i * 37, i % 10);
    case FieldKind::nhs_number:
    case FieldKind::upn:
    case FieldKind::nino:
    case FieldKind::phone:
    case FieldKind::code: return std::string(numbers[i % numbers.size()]);
    default: return fmt::format("{} {}", words[i % words.size()], words[i * 7 / 3 % words.size()]);
    }
}

} // namespace

std::string canary(const project::Policy& policy, const ProjectKey& key)
{
    std::vector<FieldSource> sources;
    project::Policy everyone =
        policy; // a party's own words for "missing" are no difference between two programs
    for (std::size_t f = 0; f < policy.fields.size(); ++f) {
        everyone.fields[f].missing.clear();
        everyone.fields[f].missing_at.clear();
        const bool date = policy.fields[f].kind == FieldKind::date;
        sources.push_back({.held = true,
                           .whole = f,
                           .format = date ? DateFormat::from("YYYY-MM-DD") : std::nullopt,
                           .column = {}});
    }
    RowBlock rows(policy.fields.size());
    for (std::size_t i = 0; i < records; ++i) {
        rows.begin_row(i + 1, i + 1, 4096);
        for (const project::Field& field : policy.fields) rows.add_cell(cell(field.kind, i));
    }
    const Encoder encoder(everyone, key, sources, {});
    Encoder::Scratch scratch(encoder, 1u << 20);
    EncodedBlock encoded;
    encoder.encode(rows, 0, scratch, encoded);
    return key.canary(sha256(std::as_bytes(std::span(encoded.records))));
}

} // namespace gauze::custodian
