// Records for tests of the encoder: made up, seeded, in blocks as the reader hands them over; and where their
// fields stand.
#pragma once

#include "engine/custodian/row_block.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/policy.hpp"

#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace gauze::custodian {

using MadeCells = std::vector<std::string>; // of one record, a cell for each field of the policy
using Random = std::mt19937_64;

inline std::string made_name(Random& random, std::size_t syllables)
{
    constexpr std::string_view first = "bcdfghjklmnprstvwz", second = "aeiou";
    std::string name;
    for (std::size_t i = 0; i < syllables; ++i) {
        name += first[random() % first.size()];
        name += second[random() % second.size()];
        if (random() % 3 == 0) name += first[random() % first.size()];
    }
    return name;
}

inline std::string made_cell(project::FieldKind kind, Random& random)
{
    using project::FieldKind;
    const auto letter = [&] { return static_cast<char>('A' + random() % 26); };
    const auto digits = [&](int count) {
        std::string text;
        for (int i = 0; i < count; ++i) text += static_cast<char>('0' + random() % 10);
        return text;
    };
    switch (kind) {
    case FieldKind::date:
        return fmt::format("{:04}-{:02}-{:02}", 1930 + random() % 90, 1 + random() % 12, 1 + random() % 28);
    case FieldKind::sex: return random() % 2 == 0 ? "F" : "M";
    case FieldKind::postcode:
        return fmt::format("{}{}{} {}{}{}", letter(), letter(), digits(1), digits(1), letter(), letter());
    case FieldKind::address_line: return fmt::format("{} {} road", 1 + random() % 300, made_name(random, 3));
    case FieldKind::email: return fmt::format("{}@{}.org", made_name(random, 3), made_name(random, 2));
    case FieldKind::number: return fmt::format("{}.{}", random() % 10000, random() % 10);
    case FieldKind::phone: return fmt::format("07{}", digits(9));
    case FieldKind::nhs_number: return fmt::format("9{}", digits(9));
    case FieldKind::upn: return fmt::format("{}{}", letter(), digits(12));
    case FieldKind::nino: return fmt::format("AB{}C", digits(6));
    case FieldKind::code: return fmt::format("{}{}", letter(), digits(5));
    default: return made_name(random, 2 + random() % 3);
    }
}

// `blank`: the share of cells without content, in percent.
inline std::vector<MadeCells> made_records(const project::Policy& policy, std::size_t count,
                                           std::uint64_t seed, unsigned blank = 0)
{
    Random random(seed);
    std::vector<MadeCells> records(count);
    for (MadeCells& cells : records)
        for (const project::Field& field : policy.fields)
            cells.push_back(random() % 100 < blank ? std::string() : made_cell(field.kind, random));
    return records;
}

// Each field in the column of its own place; dates are written YYYY-MM-DD.
inline std::vector<FieldSource> made_sources(const project::Policy& policy)
{
    std::vector<FieldSource> sources;
    for (std::size_t f = 0; f < policy.fields.size(); ++f) {
        const bool date = policy.fields[f].kind == project::FieldKind::date;
        sources.push_back({.held = true,
                           .whole = f,
                           .format = date ? DateFormat::from("YYYY-MM-DD") : std::nullopt,
                           .column = {}});
    }
    return sources;
}

// Replaces the block by records first ... last - 1, numbered from 1.
inline void put(const std::vector<MadeCells>& records, std::size_t first, std::size_t last, RowBlock& block)
{
    block.clear();
    for (std::size_t r = first; r < last; ++r) {
        std::size_t bytes = 0;
        for (const std::string& cell : records[r]) bytes += cell.size();
        block.begin_row(r + 1, r + 2, bytes);
        for (const std::string& cell : records[r]) block.add_cell(cell);
    }
}

} // namespace gauze::custodian
