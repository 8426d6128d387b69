#include "engine/custodian/release/postcode_wards.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/normal_rules.hpp"
#include "engine/custodian/release/days.hpp"
#include "engine/custodian/tokens.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

using project::refuse_with;

void uk_postcode(std::string_view cell, std::string& normal)
{
    if (is_blank(cell) || !fold(cell, normal)) {
        normal.clear();
        return;
    }
    (void)normal_postcode(normal);
    if (!is_uk_postcode(normal)) normal.clear();
}

namespace {

std::uint64_t packed(std::string_view postcode) // at most eight characters
{
    std::uint64_t bytes = 0;
    for (const char c : postcode) bytes = bytes << 8 | static_cast<unsigned char>(c);
    return bytes;
}

} // namespace

// Two spellings of one ward in two cases are one ward, by the spelling that came first.
std::uint32_t PostcodeWards::ward_number(std::string_view name)
{
    std::string low(trimmed(name));
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const auto [at, is_new] = numbers_.try_emplace(low, static_cast<std::uint32_t>(wards_.size()));
    if (is_new) wards_.emplace_back(trimmed(name));
    return at->second;
}

PostcodeWards::PostcodeWards(const std::filesystem::path& path)
{
    CsvReader file(path, examine(path));
    const auto postcode = file.column("postcode"), ward = file.column("ward");
    if (!postcode || !ward)
        refuse_with("postcodes-columns",
                    fmt::format("{} has not the columns postcode and ward", path.string()),
                    "a CSV with both in its header; others are passed over");
    std::string normal;
    for (Row row; file.next(row);) {
        if (!row.fault) uk_postcode(row.cells[*postcode].reveal(), normal);
        if (row.fault || normal.empty() || is_blank(row.cells[*ward].reveal()))
            refuse_with("postcodes-damaged",
                        fmt::format("{}, row {} (line {}): {}", path.string(), row.number, row.line,
                                    row.fault ? to_text(*row.fault) : "no UK postcode, or no ward"),
                        "mend the list or take the row out");
        places_.push_back({packed(normal), ward_number(row.cells[*ward].reveal())});
    }
    if (places_.empty())
        refuse_with("postcodes-empty", fmt::format("{} has no rows", path.string()),
                    "was its export finished?");
    std::ranges::sort(places_, {}, [](const Place& p) { return std::pair(p.postcode, p.ward); });
    for (std::size_t i = 1; i < places_.size(); ++i)
        if (places_[i].postcode == places_[i - 1].postcode && places_[i].ward != places_[i - 1].ward)
            refuse_with("postcodes-contradict", fmt::format("{}: a postcode is in two wards", path.string()),
                        "each postcode once");
}

PostcodeWards::Found PostcodeWards::ward_of(std::string_view cell) const
{
    WipedText normal;
    uk_postcode(cell, normal.value);
    if (normal.value.empty()) return {{}, true};
    const std::uint64_t wanted = packed(normal.value);
    const auto at = std::ranges::lower_bound(places_, wanted, {}, &Place::postcode);
    if (at == places_.end() || at->postcode != wanted) return {{}, false};
    return {wards_[at->ward], false};
}

} // namespace gauze::custodian
