// Schemas of one column, and what becomes of one cell under them.
#pragma once

#include "bloom/base/error.hpp"
#include "bloom/clk_json.hpp"
#include "engine/custodian/anonlink/clk_encoder.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::custodian::anonlink::sample {

inline std::string schema_text(std::string_view format, std::string_view hashing,
                               std::string_view config = R"("l": 64, "kdf": {"type": "HKDF"})")
{
    return fmt::format(R"({{"version": 3, "clkConfig": {{{}}}, "features": [{{"identifier": "name", )"
                       R"("format": {{{}}}, "hashing": {{{}}}}}]}})",
                       config, format, hashing);
}

inline constexpr std::string_view text_format = R"("type": "string")";
inline constexpr std::string_view bigrams =
    R"("comparison": {"type": "ngram", "n": 2}, "strategy": {"bitsPerToken": 3})";

inline Schema schema_of(std::string_view format, std::string_view hashing = bigrams)
{
    return parse_schema(schema_text(format, hashing), "schema.json");
}

// What is wrong with a schema; empty if nothing is.
inline std::string complaint(std::string_view text)
{
    try {
        (void)parse_schema(text, "schema.json");
        return {};
    } catch (const Error& error) {
        EXPECT_TRUE(error.code() == Exit::configuration || error.code() == Exit::bad_data);
        return error.what();
    }
}

inline std::string clk_text(Bytes clk)
{
    std::string text;
    bloom::append_clk_text(clk, text);
    return text.substr(1, text.size() - 2);
}

// The CLK of one record in base64, or the reason why there is none; both ways must agree, twice.
inline std::string encoded(const Schema& schema, std::vector<std::string_view> cells,
                           std::string_view secret = "s", bool validate = true)
{
    const ClkEncoder encoder(schema, bytes_of(secret), validate);
    ClkEncoder::Scratch scratch(encoder);
    const auto text = [&](bool remember) -> std::string {
        std::vector<std::byte> clk(encoder.clk_size());
        const auto fault =
            remember ? encoder.encode(cells, scratch, clk) : encoder.encode_afresh(cells, scratch, clk);
        return fault ? std::string(to_text(fault->reason)) : clk_text(clk);
    };
    const std::string plain = text(false);
    EXPECT_EQ(text(true), plain);
    EXPECT_EQ(text(true), plain);
    return plain;
}

// The value that a cell of the first column comes to, in angle brackets, or the reason why it has none.
inline std::string value_of(const Schema& schema, std::string_view cell, bool validate = true)
{
    CellRule rule(schema.features[0], validate);
    WipedText scratch;
    std::string_view value;
    const CellReason reason = rule.value(cell, scratch, value);
    return reason == CellReason::none ? fmt::format("<{}>", value) : std::string(to_text(reason));
}

// The tokens of a value of the first column.
inline std::vector<std::string> tokens_of(const Schema& schema, std::string_view value)
{
    TokenList tokens;
    std::vector<std::string> list;
    const CellReason reason = tokens.cut(schema.features[0], value);
    if (reason != CellReason::none) return {std::string(to_text(reason))};
    for (std::size_t i = 0; i < tokens.size(); ++i) list.emplace_back(tokens[i]);
    return list;
}

} // namespace gauze::custodian::anonlink::sample
