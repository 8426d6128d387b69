// Files for the tests of the custodian's readers: made in memory, in any character set, plain or gzip, with
// encoders that share no line with the decoders under test.
#pragma once

#include "bloom/base/error.hpp"
#include "engine/custodian/csv_reader.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

namespace gauze::custodian {

// A file that has a path but no place on the disk.
class SampleFile {
public:
    explicit SampleFile(std::string_view bytes) : descriptor_(::memfd_create("sample", MFD_CLOEXEC))
    {
        while (!bytes.empty()) {
            const auto part = ::write(descriptor_, bytes.data(), bytes.size());
            if (part <= 0) std::abort();
            bytes.remove_prefix(static_cast<std::size_t>(part));
        }
    }
    SampleFile(const SampleFile&) = delete;
    ~SampleFile() { ::close(descriptor_); }
    std::filesystem::path path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

private:
    int descriptor_;
};

inline std::string encoded(std::u32string_view text, Charset charset)
{
    std::string bytes;
    const auto put = [&](char32_t value) { bytes += static_cast<char>(value & 0xFF); };
    const auto put_unit = [&](char32_t unit) {
        if (charset == Charset::utf16_le)
            put(unit), put(unit >> 8);
        else
            put(unit >> 8), put(unit);
    };
    for (const char32_t c : text) {
        if (charset == Charset::windows_1252)
            put(c == U'\u20AC' ? 0x80 : c == U'\u2019' ? 0x92 : c == U'\u0178' ? 0x9F : c);
        else if (charset != Charset::utf8 && c >= 0x10000)
            put_unit(0xD7C0 + (c >> 10)), put_unit(0xDC00 + (c & 0x3FF));
        else if (charset != Charset::utf8)
            put_unit(c);
        else if (c < 0x80)
            put(c);
        else if (c < 0x800)
            put(0xC0 + (c >> 6)), put(0x80 + (c & 0x3F));
        else if (c < 0x10000)
            put(0xE0 + (c >> 12)), put(0x80 + (c >> 6 & 0x3F)), put(0x80 + (c & 0x3F));
        else
            put(0xF0 + (c >> 18)), put(0x80 + (c >> 12 & 0x3F)), put(0x80 + (c >> 6 & 0x3F)),
                put(0x80 + (c & 0x3F));
    }
    return bytes;
}

inline std::string utf8(std::u32string_view text) { return encoded(text, Charset::utf8); }

// One member of a gzip file.
inline std::string gzipped(std::string_view bytes)
{
    z_stream stream{};
    if (::deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) std::abort();
    std::string packed(::deflateBound(&stream, bytes.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    if (::deflate(&stream, Z_FINISH) != Z_STREAM_END) std::abort();
    packed.resize(stream.total_out);
    (void)::deflateEnd(&stream);
    return packed;
}

// What came out of a file, in a form that can be compared.
struct SeenRow {
    std::uint64_t number = 0;
    std::uint64_t line = 0;
    std::optional<RowFault> fault;
    std::vector<std::string> cells;
    bool operator==(const SeenRow&) const = default;
};

inline std::vector<SeenRow> rows_of(CsvReader& reader)
{
    std::vector<SeenRow> rows;
    for (Row row; reader.next(row);) {
        SeenRow& seen = rows.emplace_back(SeenRow{row.number, row.line, row.fault, {}});
        for (const Plaintext& cell : row.cells) seen.cells.emplace_back(cell.reveal());
    }
    return rows;
}

inline std::vector<SeenRow> rows_of(std::string_view bytes)
{
    const SampleFile file(bytes);
    CsvReader reader(file.path(), examine(file.path()));
    return rows_of(reader);
}

using Table = std::vector<std::vector<std::string>>;

// The cells of the good rows.
inline Table cells_of(std::string_view bytes)
{
    Table cells;
    for (SeenRow& row : rows_of(bytes))
        if (!row.fault) cells.push_back(std::move(row.cells));
    return cells;
}

// How the rows fared, one letter each: '.' good, else the fault.
inline std::string fate_of(const std::vector<SeenRow>& rows)
{
    std::string fate;
    for (const SeenRow& row : rows) {
        constexpr std::string_view letters =
            "rnotl"; // ragged, nul, open_quote, text_after_quote, cell_too_long
        fate += row.fault ? letters[static_cast<std::size_t>(*row.fault)] : '.';
    }
    return fate;
}
inline std::string fate_of(std::string_view bytes) { return fate_of(rows_of(bytes)); }

// The error that opening and reading this file ends in, or nothing.
template <typename Action>
std::optional<Error> error_of(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

} // namespace gauze::custodian
