// The file in which the Anonlink family keeps its filters: {"clks": ["<base64>", ...]}, one text for each
// record, in the order of the records. Bit 0 of a CLK is the most significant bit of its first byte; in a
// filter it is bit 0 of word 0. The file says nothing about schema, key or length, so all that can be checked
// is its shape.
#pragma once

#include "bloom/base/crypto.hpp"
#include "bloom/base/files.hpp"
#include "bloom/filter_table.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace gauze::bloom {

inline constexpr std::size_t longest_clk = 131'072 / 8; // bytes

// Reads a stranger's text in one pass over its bytes, without a tree of it in memory: white space as JSON
// allows, the one member "clks" and nothing else, texts of standard base64 ('/' may be written "\/"), all of
// one length. The filters have 8 bits for each byte of a CLK; a file without any gives an empty table of 8
// bits. Throws Error(bad_data) that names `source`, the byte (from 0) and, inside the list, the CLK (from 0).
FilterTable parse_clk_json(std::string_view text, std::string_view source);
// The same from a file, mapped; also Error(input_missing).
FilterTable read_clk_json(const std::filesystem::path& path);

// The text of a CLK file, piece by piece: head, CLKs with separators between them, tail. Written as Python's
// json module writes it.
inline constexpr std::string_view clk_json_head = "{\"clks\": [";
inline constexpr std::string_view clk_json_separator = ", ";
inline constexpr std::string_view clk_json_tail = "]}";
void append_clk_text(Bytes clk, std::string& into); // with its quotes

// Writes filters as CLKs; the last byte of one is padded with zero bits. Whole or not at all.
void write_clk_json(const std::filesystem::path& path, const FilterRows& rows, FileMode mode,
                    Existing existing);

// Between the two orders of bits. `words` holds at least 8 bits for each byte of `clk`; what is beyond stays.
void filter_of_clk(Bytes clk, std::span<std::uint64_t> words) noexcept;
void clk_of_filter(std::span<const std::uint64_t> words, std::span<std::byte> clk) noexcept;

} // namespace gauze::bloom
