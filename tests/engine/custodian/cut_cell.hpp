// One cell through the tokeniser of its kind, as the tests of tokens see it: a set, and what was wrong.
#pragma once

#include "engine/custodian/tokens.hpp"

#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace gauze::custodian {

using project::FieldKind;
using Set = std::set<std::string>;

inline Tokeniser tokeniser(FieldKind kind)
{
    const auto format = kind == FieldKind::date ? DateFormat::from("DD-MM-YYYY") : std::nullopt;
    return Tokeniser(kind, format);
}

// A cell's tokens and what was wrong with it.
struct Cut {
    Set tokens;
    CellFault fault = CellFault::none;
    bool operator==(const Cut&) const = default;
};
inline std::ostream& operator<<(std::ostream& out, const Cut& cut)
{
    for (const std::string& token : cut.tokens) out << '"' << token << "\" ";
    return out << "(" << to_text(cut.fault) << ")";
}

inline Cut gathered(const TokenList& list, CellFault fault)
{
    Cut cut{{}, fault};
    for (std::size_t i = 0; i < list.size(); ++i) cut.tokens.emplace(list[i]);
    EXPECT_EQ(cut.tokens.size(), list.size()) << "a token stands twice";
    return cut;
}

inline Cut cut(FieldKind kind, std::string_view cell)
{
    TokenList list;
    const CellFault fault = tokeniser(kind).tokens(cell, list);
    return gathered(list, fault);
}

inline Cut cut_parts(std::string_view day, std::string_view month, std::string_view year)
{
    TokenList list;
    const Tokeniser parts(FieldKind::date, std::nullopt);
    const CellFault fault = parts.tokens(day, month, year, list);
    return gathered(list, fault);
}

inline const Cut missing{};
inline Cut missing_because(CellFault fault) { return {{}, fault}; }

} // namespace gauze::custodian
