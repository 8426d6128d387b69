#include "bloom/encoded_rows.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace gauze::bloom {

namespace {

using Rows = std::vector<std::size_t>;

template <class Number>
void put(std::vector<std::byte>& into, const Number* from, std::size_t count)
{
    const auto bytes = std::as_bytes(std::span(from, count));
    into.insert(into.end(), bytes.begin(), bytes.end());
}

void put_present(const EncodedFile& file, std::size_t row, std::vector<std::byte>& into)
{
    const std::size_t fields = file.header().fields.size();
    std::vector<std::uint64_t> words((fields + 63) / 64);
    for (std::size_t f = 0; f < fields; ++f)
        if (file.has_field(f, row)) words[f / 64] |= std::uint64_t{1} << f % 64;
    put(into, words.data(), words.size());
}

void put_coarse(const EncodedFile& file, std::size_t row, std::vector<std::byte>& into)
{
    for (std::size_t s = 0; s < file.header().strata.size(); ++s)
        into.push_back(static_cast<std::byte>(file.stratum(s, row)));
    for (std::size_t r = 0; r < file.header().rarity.size(); ++r)
        into.push_back(static_cast<std::byte>(file.rarity(r, row)));
}

std::size_t view_of(const EncodedFile& file, std::string_view section)
{
    const std::string_view name = section.substr(section.find(':') + 1);
    const auto& views = file.header().views;
    return static_cast<std::size_t>(std::ranges::find(views, name, &ViewShape::name) - views.begin());
}

// The bytes of one section for one row, as the writer takes them.
void put_row(const EncodedFile& file, const SectionShape& section, std::size_t row,
             std::vector<std::byte>& into)
{
    const std::string_view name = section.name;
    const std::size_t keys = file.header().keys.size(), blocks = file.header().blocks.size();
    if (name == "tokens") return put(into, file.tokens()[row].bytes.data(), 16);
    if (name == "present") return put_present(file, row, into);
    if (name == "keys") return put(into, file.keys().data() + row * keys, keys);
    if (name == "blocks") return put(into, file.blocks().data() + row * blocks, blocks);
    if (name == "coarse") return put_coarse(file, row, into);
    if (name == "absent") {
        const auto marks = file.absent_marks();
        return put(into, marks.words.data() + row * marks.words_each, marks.words_each);
    }
    const std::size_t v = view_of(file, name);
    if (name.starts_with("symbols:"))
        return put(into, file.symbols(v).data() + row * section.row_bytes, section.row_bytes);
    const FilterRows& rows = file.view(v);
    put(into, rows.row(row), section.row_bytes / sizeof(std::uint64_t));
}

void append(const EncodedFile& file, const std::vector<SectionShape>& sections, const Rows& rows,
            EncodedFileWriter& out)
{
    std::vector<std::vector<std::byte>> buffers(sections.size());
    std::vector<Bytes> pieces;
    for (std::size_t s = 0; s < sections.size(); ++s) {
        for (const std::size_t row : rows) put_row(file, sections[s], row, buffers[s]);
        pieces.push_back(buffers[s]);
    }
    out.append(pieces);
}

} // namespace

std::uint64_t count_with(const EncodedFile& file, const TokenSet& tokens)
{
    return static_cast<std::uint64_t>(
        std::ranges::count_if(file.tokens(), [&](const RowToken& token) { return tokens.contains(token); }));
}

void write_without(const EncodedFile& file, const TokenSet& tokens, const std::filesystem::path& to)
{
    constexpr std::size_t rows_a_piece = 1u << 14;
    EncodedHeader header = file.header();
    const std::uint64_t gone = count_with(file, tokens);
    header.counts.read -= gone;
    header.counts.encoded -= gone;
    const auto sections = sections_of(header);
    EncodedFileWriter out(to, header);
    Rows rows;
    for (std::size_t row = 0; row < file.rows(); ++row) {
        if (!tokens.contains(file.tokens()[row])) rows.push_back(row);
        if (rows.size() < rows_a_piece && row + 1 < file.rows()) continue;
        append(file, sections, rows, out);
        rows.clear();
    }
    out.close();
}

} // namespace gauze::bloom
