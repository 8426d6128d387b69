// Any bytes as a cell of any kind: no crash; normal form, tokens and parts of printable ASCII only, no token
// twice, and nothing missing without a reason. And any bytes as a normal form: no crash.
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/parts.hpp"
#include "engine/custodian/tokens.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace gauze;

namespace {

using project::FieldKind;
using project::PartLevel;

constexpr int kinds = static_cast<int>(FieldKind::text) + 1;
constexpr int levels = static_cast<int>(PartLevel::month_after) + 1;

void require(bool holds)
{
    if (!holds) __builtin_trap();
}

void require_printable(std::string_view text)
{
    for (const char c : text) require(c >= 0x20 && c <= 0x7e);
}

// Where the cell says itself that there is nothing: blank (to the last folded character), a word for missing,
// or a sex on record as not known.
bool may_be_silent(FieldKind kind, std::string_view cell)
{
    std::string folded;
    return kind == FieldKind::sex || custodian::stands_for_missing(custodian::trimmed(cell)) ||
           !custodian::fold(cell, folded) || custodian::trimmed(folded).empty();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::vector<custodian::Normaliser> rules = [] {
        std::vector<custodian::Normaliser> list;
        for (int kind = 0; kind < kinds; ++kind) {
            const auto k = static_cast<FieldKind>(kind);
            list.emplace_back(k, k == FieldKind::date ? custodian::DateFormat::from("DD/MM/YYYY")
                                                      : std::nullopt);
        }
        return list;
    }();
    if (size == 0) return 0;
    const auto kind = static_cast<FieldKind>(data[0] % kinds);
    const std::string_view cell(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::string normal, part;
    custodian::TokenList tokens;
    const auto fault = rules[static_cast<std::size_t>(kind)].normalise(cell, normal);
    require_printable(normal);
    require(!normal.empty() || fault != custodian::CellFault::none || may_be_silent(kind, cell));
    custodian::cut(kind, normal, tokens);
    std::set<std::string_view> different;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        require_printable(tokens[t]);
        require(different.insert(tokens[t]).second);
    }
    for (int level = 0; level < levels; ++level) {
        require(custodian::part_of(kind, static_cast<PartLevel>(level), normal, part) == !part.empty());
        require_printable(part);
        (void)custodian::part_of(kind, static_cast<PartLevel>(level), cell, part);
    }
    custodian::cut(kind, cell, tokens);
    return 0;
}
