#include "engine/project/age/armour.hpp"

#include "engine/project/age/base64.hpp"
#include "engine/project/age/refused.hpp"

#include <algorithm>
#include <string_view>

namespace gauze::age {

namespace {

constexpr std::string_view begin_line = "-----BEGIN AGE ENCRYPTED FILE-----",
                           end_line = "-----END AGE ENCRYPTED FILE-----", blanks = " \t\r\n";
constexpr std::size_t columns = 64, bytes_a_line = 48, most_blanks = 1024, text_piece = std::size_t{1} << 16;

bool is_blank(std::string_view text) { return text.find_first_not_of(blanks) == std::string_view::npos; }

} // namespace

ArmourWriter::ArmourWriter(const Sink& sink) : sink_(sink)
{
    text_.reserve(text_piece + columns + 1);
    text_ = begin_line;
    text_ += '\n';
}

void ArmourWriter::write(Bytes bytes)
{
    while (!bytes.empty()) {
        const std::size_t piece = std::min(bytes.size(), bytes_a_line - held_);
        std::copy_n(bytes.begin(), piece, line_.begin() + static_cast<std::ptrdiff_t>(held_));
        held_ += piece;
        bytes = bytes.subspan(piece);
        if (held_ < bytes_a_line) continue;
        put_line(line_);
        held_ = 0;
    }
}

void ArmourWriter::put_line(Bytes bytes)
{
    append_base64(text_, bytes);
    text_.append((3 - bytes.size() % 3) % 3, '=');
    text_ += '\n';
    if (text_.size() >= text_piece) flush();
}

void ArmourWriter::flush()
{
    sink_(bytes_of(text_));
    text_.clear();
}

void ArmourWriter::close()
{
    if (held_ > 0) put_line(Bytes(line_).first(held_));
    text_ += end_line;
    text_ += '\n';
    flush();
}

bool is_armoured(Source& source)
{
    const auto first = source.peek();
    return first && (*first == std::byte{'-'} || blanks.find(static_cast<char>(*first)) != blanks.npos);
}

ArmourReader::ArmourReader(Source& text) : text_(text)
{
    std::size_t skipped = 0;
    Source::End end;
    do {
        end = text_.line(line_, most_blanks);
        skipped += line_.size() + 1;
    } while (end == Source::End::line_feed && is_blank(line_) && skipped <= most_blanks);
    has_crlf_ = line_.ends_with('\r');
    if (has_crlf_) line_.pop_back();
    if (line_ != begin_line || end != Source::End::line_feed)
        refuse("age-armour-begin", "the text does not start with the line of an armoured age file");
}

// The line without its end. Its ends are those of the first line, or CR is a character like others.
Source::End ArmourReader::take_line()
{
    const Source::End end = text_.line(line_, columns + 1);
    if (has_crlf_ && end == Source::End::line_feed) {
        if (!line_.ends_with('\r')) refuse("age-armour-line", "the lines of the armour end differently");
        line_.pop_back();
    }
    return end;
}

bool ArmourReader::next_line()
{
    if (ended_) return false;
    const Source::End end = take_line();
    if (line_ == end_line && end != Source::End::too_long) {
        check_trailing();
        ended_ = true;
        return false;
    }
    if (end == Source::End::input) refuse("age-armour-end", "the armour has no last line");
    decode_line();
    return true;
}

void ArmourReader::decode_line()
{
    std::string_view text = line_;
    if (was_short_ || text.empty() || text.size() > columns || text.size() % 4 != 0)
        refuse("age-armour-line", "a line of the armour is longer or shorter than it may be");
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
    was_short_ = text.size() < columns;
    const auto size = from_base64(text, bytes_);
    if (!size) refuse("age-armour-base64", "a line of the armour is not base64 in its one spelling");
    at_ = 0;
    held_ = *size;
}

void ArmourReader::check_trailing()
{
    std::size_t behind = 0;
    while (const auto byte = text_.next())
        if (blanks.find(static_cast<char>(*byte)) == blanks.npos || ++behind > most_blanks)
            refuse("age-armour-trailing", "something follows the last line of the armour");
}

std::size_t ArmourReader::read(std::span<std::byte> into)
{
    std::size_t filled = 0;
    while (filled < into.size() && (at_ < held_ || next_line())) {
        const std::size_t piece = std::min(into.size() - filled, held_ - at_);
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), piece,
                    into.begin() + static_cast<std::ptrdiff_t>(filled));
        at_ += piece;
        filled += piece;
    }
    return filled;
}

} // namespace gauze::age
