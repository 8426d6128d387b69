#include "engine/custodian/text_source.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <zlib.h>

namespace gauze::custodian {

namespace {

constexpr std::size_t stored_piece = 64u << 10;
constexpr std::size_t raw_piece = 16u << 10;

// zlib keeps the last 32 KiB of plaintext in memory of its own and frees it as it is. These two remember the
// size of each piece before the piece itself, and wipe it at the end.
constexpr std::size_t size_note = alignof(std::max_align_t);

voidpf allocate(voidpf, uInt items, uInt size)
{
    const std::size_t bytes = size_note + std::size_t{items} * size;
    auto* piece = static_cast<std::byte*>(std::calloc(1, bytes));
    if (piece == nullptr) return nullptr;
    std::memcpy(piece, &bytes, sizeof bytes);
    return piece + size_note;
}

void wipe_and_free(voidpf, voidpf address)
{
    auto* piece = static_cast<std::byte*>(address) - size_note;
    std::size_t bytes = 0;
    std::memcpy(&bytes, piece, sizeof bytes);
    wipe({piece, bytes});
    std::free(piece);
}

} // namespace

struct ByteSource::State {
    explicit State(const Input& input);
    State(const State&) = delete;
    ~State();
    std::size_t stored(std::span<char> into);
    std::size_t unpacked(std::span<char> into);
    bool begin_member();
    [[noreturn]] void damaged(std::string_view how) const;

    std::filesystem::path path;
    std::unique_ptr<StoredBytes> file;
    std::array<char, 2> first{}; // bytes, read to tell gzip and still to be handed out
    std::size_t first_at = 0, first_end = 0;
    bool gzip = false;
    bool between_members = false;
    bool ended = false; // the file; zlib may hold more
    std::uint64_t bytes_read = 0;
    WipedBuffer packed{0};
    z_stream stream{};
};

ByteSource::State::State(const Input& input) : path(input.path()), file(input.begin_pass())
{
    first_end = file->read(first);
    if (first_end < first.size() || first[0] != '\x1f' || first[1] != '\x8b') return;
    gzip = true;
    WipedBuffer(stored_piece).swap(packed);
    stream.zalloc = allocate;
    stream.zfree = wipe_and_free;
    constexpr int gzip_only = 16 + MAX_WBITS;
    if (::inflateInit2(&stream, gzip_only) != Z_OK) throw Error(Exit::internal, "zlib cannot be started");
}

ByteSource::State::~State()
{
    if (gzip) (void)::inflateEnd(&stream);
    wipe(std::as_writable_bytes(std::span(first)));
}

void ByteSource::State::damaged(std::string_view how) const
{
    throw Error(Exit::bad_data, fmt::format("{} is a damaged gzip file: {}", path.string(), how),
                "copy it again from its source; gzip -t tests a file");
}

std::size_t ByteSource::State::stored(std::span<char> into)
{
    std::size_t filled = 0;
    while (filled < into.size() && first_at < first_end) into[filled++] = first[first_at++];
    if (filled < into.size()) filled += file->read(into.subspan(filled));
    bytes_read += filled;
    return filled;
}

std::size_t ByteSource::State::unpacked(std::span<char> into)
{
    const std::size_t room = std::min<std::size_t>(into.size(), std::numeric_limits<uInt>::max());
    stream.next_out = reinterpret_cast<Bytef*>(into.data());
    stream.avail_out = static_cast<uInt>(room);
    while (stream.avail_out > 0) {
        if (stream.avail_in == 0) {
            stream.next_in = reinterpret_cast<Bytef*>(packed.data());
            stream.avail_in = static_cast<uInt>(stored({packed.data(), packed.size()}));
            ended = stream.avail_in == 0;
        }
        if (between_members && !begin_member()) {
            if (ended) break;
            continue;
        }
        // Called at the end of the file too: zlib may still hold unpacked bytes for which there was no room.
        const int result = ::inflate(&stream, Z_NO_FLUSH);
        if (result == Z_BUF_ERROR) damaged("it is cut short");
        if (result != Z_OK && result != Z_STREAM_END) damaged("its contents do not pass the check");
        between_members = result == Z_STREAM_END;
    }
    return room - stream.avail_out;
}

// Members may stand one behind the other, and tapes and some disks pad with zeros. False: nothing but zeros
// so far.
bool ByteSource::State::begin_member()
{
    while (stream.avail_in > 0 && *stream.next_in == 0) ++stream.next_in, --stream.avail_in;
    if (stream.avail_in == 0) return false;
    (void)::inflateReset(&stream);
    return true;
}

ByteSource::ByteSource(const Input& input) : state_(std::make_unique<State>(input)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

std::size_t ByteSource::read(std::span<char> into)
{
    return state_->gzip ? state_->unpacked(into) : state_->stored(into);
}

bool ByteSource::gzip() const noexcept { return state_->gzip; }
std::uint64_t ByteSource::bytes_read() const noexcept { return state_->bytes_read; }

namespace {

// Bytes 80 to 9F of Windows-1252; the others stand where Unicode has them.
constexpr std::array<char16_t, 32> windows_1252_high{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

constexpr char32_t half_a_unit = 0x110000; // beyond Unicode: written as the byte FF
constexpr std::size_t longest_character = 4;

std::size_t write_utf8(char32_t character, char* to) noexcept
{
    const auto continuation = [&](unsigned shift) {
        return static_cast<char>(0x80 | ((character >> shift) & 0x3F));
    };
    if (character < 0x80) {
        to[0] = static_cast<char>(character);
        return 1;
    }
    if (character < 0x800) {
        to[0] = static_cast<char>(0xC0 | (character >> 6));
        to[1] = continuation(0);
        return 2;
    }
    if (character < 0x10000) {
        to[0] = static_cast<char>(0xE0 | (character >> 12));
        to[1] = continuation(6);
        to[2] = continuation(0);
        return 3;
    }
    if (character == half_a_unit) {
        to[0] = '\xFF';
        return 1;
    }
    to[0] = static_cast<char>(0xF0 | (character >> 18));
    to[1] = continuation(12);
    to[2] = continuation(6);
    to[3] = continuation(0);
    return 4;
}

std::string_view byte_order_mark(Charset charset)
{
    switch (charset) {
    case Charset::utf8: return "\xEF\xBB\xBF";
    case Charset::utf16_le: return "\xFF\xFE";
    case Charset::utf16_be: return "\xFE\xFF";
    case Charset::windows_1252: break;
    }
    return {};
}

} // namespace

TextSource::TextSource(const Input& input, Charset charset)
    : bytes_(input), charset_(charset), raw_(raw_piece)
{
    (void)supply();
    const std::string_view mark = byte_order_mark(charset);
    if (std::string_view(raw_.data(), raw_end_).starts_with(mark)) raw_at_ = mark.size();
}

// Makes sure that a whole character stands in `raw_`. False at the end of the file.
bool TextSource::supply()
{
    const std::size_t kept = raw_end_ - raw_at_;
    if (kept < longest_character && !ended_) {
        std::memmove(raw_.data(), raw_.data() + raw_at_, kept);
        const std::size_t got = bytes_.read({raw_.data() + kept, raw_.size() - kept});
        ended_ = got < raw_.size() - kept;
        raw_at_ = 0;
        raw_end_ = kept + got;
    }
    return raw_at_ < raw_end_;
}

std::size_t TextSource::read(std::span<char> into)
{
    if (charset_ == Charset::utf8) return pass_on(into);
    std::size_t filled = 0;
    while (filled < into.size()) {
        if (spill_at_ < spill_end_)
            into[filled++] = spill_[spill_at_++];
        else if (supply())
            filled += transcode(into.subspan(filled));
        else
            break;
    }
    return filled;
}

// UTF-8 goes straight to the caller, but for the first piece, in which the byte-order mark was looked for.
std::size_t TextSource::pass_on(std::span<char> into)
{
    const std::size_t first = std::min(into.size(), raw_end_ - raw_at_);
    std::memcpy(into.data(), raw_.data() + raw_at_, first);
    raw_at_ += first;
    return first + (ended_ ? 0 : bytes_.read(into.subspan(first)));
}

// Converts what is at hand until less than a character, or less than the room for one, is left. A character
// that may not fit into what remains of the room goes through the spill.
std::size_t TextSource::transcode(std::span<char> into)
{
    if (into.size() < longest_character) {
        spill_at_ = 0;
        spill_end_ = write_utf8(next_character(), spill_.data());
        return 0;
    }
    const std::size_t stop = ended_ ? raw_end_ : raw_end_ - longest_character + 1;
    std::size_t filled = 0;
    while (raw_at_ < stop && filled + longest_character <= into.size()) {
        filled += write_utf8(next_character(), into.data() + filled);
        filled += copy_ascii(into.subspan(filled));
    }
    return filled;
}

// Most text is ASCII in every character set, and a run of it needs no look at each character's length.
std::size_t TextSource::copy_ascii(std::span<char> into)
{
    const std::size_t width = charset_ == Charset::windows_1252 ? 1 : 2;
    const std::size_t low = charset_ == Charset::utf16_be ? 1 : 0;
    const char* from = raw_.data() + raw_at_;
    const std::size_t most = std::min(into.size(), (raw_end_ - raw_at_) / width);
    std::size_t length = 0;
    for (; length < most; ++length, from += width) {
        const char rest = width == 2 ? from[1 - low] : '\0';
        if (rest != 0 || static_cast<unsigned char>(from[low]) >= 0x80) break;
        into[length] = from[low];
    }
    raw_at_ += length * width;
    return length;
}

char32_t TextSource::next_character()
{
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(raw_.data()[at]); };
    if (charset_ == Charset::windows_1252) {
        const unsigned char code = byte(raw_at_++);
        return code >= 0x80 && code < 0xA0 ? windows_1252_high[code - 0x80u] : code;
    }
    const auto unit = [&](std::size_t at) {
        const bool big = charset_ == Charset::utf16_be;
        return static_cast<char32_t>(byte(at + (big ? 0 : 1)) << 8 | byte(at + (big ? 1 : 0)));
    };
    if (raw_end_ - raw_at_ < 2) {
        raw_at_ = raw_end_;
        return half_a_unit;
    }
    const char32_t high = unit(raw_at_);
    raw_at_ += 2;
    if (high < 0xD800 || high > 0xDBFF || raw_end_ - raw_at_ < 2) return high;
    const char32_t low = unit(raw_at_);
    if (low < 0xDC00 || low > 0xDFFF) return high;
    raw_at_ += 2;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

} // namespace gauze::custodian
