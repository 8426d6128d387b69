// Tells what kind of file a custodian has brought, from all its bytes and from how its first rows come out
// under each delimiter. Nobody is asked, since the person at the desk rarely knows; what was found is said
// instead.
#include "bloom/base/error.hpp"
#include "engine/custodian/csv_records.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

constexpr std::string_view delimiters = ",\t;|"; // the earlier wins where two explain a file equally well
constexpr std::size_t rows_sampled = 100;
constexpr std::size_t piece_size = 64u << 10;
constexpr WindowSize small_window{.first = 16u << 10}; // for a look at the first rows

// Looks for one valid multi-byte sequence (no overlong form, no surrogate, none above U+10FFFF) in bytes that
// arrive in pieces.
class Utf8Search {
public:
    void see(std::string_view bytes)
    {
        while (!found_ && !bytes.empty()) {
            if (missing_ == 0) bytes.remove_prefix(length_of_ascii(bytes));
            if (bytes.empty()) return;
            see(static_cast<unsigned char>(bytes.front()));
            bytes.remove_prefix(1);
        }
    }
    bool found() const noexcept { return found_; }
    bool high_bytes() const noexcept { return high_bytes_; }

private:
    static std::size_t length_of_ascii(std::string_view bytes) noexcept
    {
        std::size_t length = 0;
        for (std::uint64_t word = 0; length + sizeof word <= bytes.size(); length += sizeof word) {
            std::memcpy(&word, bytes.data() + length, sizeof word);
            if ((word & 0x8080808080808080u) != 0) break;
        }
        while (length < bytes.size() && static_cast<unsigned char>(bytes[length]) < 0x80) ++length;
        return length;
    }

    void see(unsigned char byte) noexcept
    {
        if (missing_ > 0 && byte >= lowest_ && byte <= highest_) {
            lowest_ = 0x80, highest_ = 0xBF;
            found_ = --missing_ == 0;
            return;
        }
        high_bytes_ |= byte >= 0x80;
        missing_ = byte < 0xC2 || byte > 0xF4 ? 0 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
        lowest_ = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
        highest_ = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    }

    unsigned missing_ = 0;                         // bytes of the sequence that has begun
    unsigned char lowest_ = 0x80, highest_ = 0xBF; // of the next one
    bool found_ = false;
    bool high_bytes_ = false;
};

// UTF-16 without a byte-order mark gives itself away: most of its delimiters and line ends have a zero beside
// them, always on the same side. A NUL that strayed into another file has not.
std::optional<Charset> utf16_by_delimiters(std::string_view text)
{
    std::size_t seen = 0, little = 0, big = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        if (byte != '\n' && byte != '\r' && delimiters.find(byte) == delimiters.npos) continue;
        ++seen;
        little += at % 2 == 0 && at + 1 < text.size() && text[at + 1] == '\0';
        big += at % 2 == 1 && text[at - 1] == '\0';
    }
    if (2 * little > seen) return Charset::utf16_le;
    if (2 * big > seen) return Charset::utf16_be;
    return std::nullopt;
}

// Charset, if the first bytes alone decide it.
std::optional<Charset> charset_by_mark(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF")) return Charset::utf8;
    if (text.starts_with("\xFF\xFE")) return Charset::utf16_le;
    if (text.starts_with("\xFE\xFF")) return Charset::utf16_be;
    return std::nullopt;
}

// The whole file is read even when its first bytes decide: a gzip stream is checked to its end before any row
// is used.
FileFacts facts_of_bytes(const Input& input)
{
    ByteSource source(input);
    WipedBuffer piece(piece_size);
    const auto next_piece = [&] {
        return std::string_view(piece.data(), source.read({piece.data(), piece.size()}));
    };

    std::string_view text = next_piece();
    FileFacts facts{.gzip = source.gzip()};
    const auto marked = charset_by_mark(text);
    const auto settled = marked ? marked : utf16_by_delimiters(text);
    facts.byte_order_mark = marked.has_value();
    const std::size_t mark_size = !marked ? 0 : *marked == Charset::utf8 ? 3 : 2;
    if (text.size() == mark_size)
        throw Error(Exit::bad_data, fmt::format("{} is empty", input.string()), "was its export finished?");

    Utf8Search utf8;
    for (; !text.empty(); text = next_piece())
        if (!settled) utf8.see(text);
    facts.charset = settled                              ? *settled
                    : utf8.high_bytes() && !utf8.found() ? Charset::windows_1252
                                                         : Charset::utf8;
    return facts;
}

// How well a delimiter explains the file: sampled rows with as many cells as the header, then cells of the
// header. A header of one cell explains nothing.
std::pair<std::size_t, std::size_t> fit(const Input& input, const FileFacts& facts)
{
    CsvRecords records(input, facts, small_window);
    CsvRecord record;
    if (!records.next(record) || record.cells.size() < 2) return {0, 0};
    const std::size_t columns = record.cells.size();
    std::size_t alike = 0;
    for (std::size_t row = 0; row < rows_sampled && records.next(record); ++row)
        alike += record.cells.size() == columns;
    return {alike, columns};
}

} // namespace

FileFacts examine(const Input& input)
{
    FileFacts facts = facts_of_bytes(input);
    std::pair<std::size_t, std::size_t> best{0, 0};
    FileFacts tried = facts;
    for (const char delimiter : delimiters) {
        tried.delimiter = delimiter;
        const auto fits = fit(input, tried);
        if (fits <= best) continue;
        best = fits;
        facts.delimiter = delimiter;
    }
    return facts;
}

std::string_view to_text(Charset charset)
{
    switch (charset) {
    case Charset::utf8: return "UTF-8";
    case Charset::utf16_le: return "UTF-16LE";
    case Charset::utf16_be: return "UTF-16BE";
    case Charset::windows_1252: return "Windows-1252";
    }
    return "unknown";
}

} // namespace gauze::custodian
