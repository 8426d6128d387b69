#include "bloom/clk_json.hpp"

#include "bloom/base/base64.hpp"
#include "bloom/base/error.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include <fmt/format.h>

namespace gauze::bloom {

namespace {

constexpr std::array<std::uint8_t, 256> reversed_bytes()
{
    std::array<std::uint8_t, 256> reversed{};
    for (unsigned byte = 0; byte < 256; ++byte)
        for (unsigned bit = 0; bit < 8; ++bit)
            if ((byte >> bit & 1) != 0)
                reversed[byte] = static_cast<std::uint8_t>(reversed[byte] | 0x80u >> bit);
    return reversed;
}
constexpr auto reversed = reversed_bytes();

// Reads exactly the shape that the header describes.
class Reader {
public:
    Reader(std::string_view text, std::string_view source) : text_(text), source_(source) {}

    FilterTable run()
    {
        expect('{', "an opening brace");
        if (string_at_cursor() != "clks") refuse("the first member is not \"clks\"");
        expect(':', "a colon");
        expect('[', "an opening bracket");
        const std::size_t list = at_;
        const std::size_t count = count_texts();
        at_ = list;
        FilterTable table = read_list(count);
        expect('}', "the closing brace: \"clks\" is the only member that is read");
        skip_blanks();
        if (at_ != text_.size()) refuse("there is something behind the closing brace");
        return table;
    }

private:
    [[noreturn]] void refuse(std::string_view why) const
    {
        const std::string place =
            in_list_ ? fmt::format("CLK {}, byte {}", clk_, at_) : fmt::format("byte {}", at_);
        throw Error(Exit::bad_data, fmt::format("{}: {}: {}", source_, place, why),
                    "a CLK file looks like {\"clks\": [\"<base64>\", ...]}");
    }

    void skip_blanks()
    {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
            ++at_;
    }
    bool take(char wanted)
    {
        skip_blanks();
        if (at_ == text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    void expect(char wanted, std::string_view name)
    {
        if (take(wanted)) return;
        refuse(at_ == text_.size() ? fmt::format("the file ends where {} should be", name)
                                   : fmt::format("this is not {}", name));
    }

    // What stands between the next two quotes, without looking into it.
    std::string_view string_at_cursor()
    {
        expect('"', "a text in quotes");
        const std::size_t end = text_.find('"', at_);
        if (end == text_.npos) refuse("a text is never closed");
        const std::string_view inside = text_.substr(at_, end - at_);
        at_ = end + 1;
        return inside;
    }

    // Every text of the list has two quotes, and the list ends at the first closing bracket: base64 has
    // neither.
    std::size_t count_texts()
    {
        const std::size_t end = text_.find(']', at_);
        if (end == text_.npos) {
            at_ = text_.size();
            refuse("the file ends inside the list");
        }
        const auto quotes = std::ranges::count(text_.substr(at_, end - at_), '"');
        return static_cast<std::size_t>(quotes) / 2;
    }

    // A text may have "\/" for "/"; any other escape is no base64.
    std::string_view without_escapes(std::string_view written)
    {
        if (written.find('\\') == written.npos) return written;
        unescaped_.clear();
        for (std::size_t i = 0; i < written.size(); ++i) {
            if (written[i] == '\\' && i + 1 < written.size() && written[i + 1] == '/') ++i;
            unescaped_ += written[i];
        }
        return unescaped_;
    }

    FilterTable read_list(std::size_t count)
    {
        in_list_ = true;
        if (take(']')) {
            in_list_ = false;
            return {FilterShape{8}, 0};
        }
        const std::size_t start = at_;
        const std::size_t size = size_of_base64(without_escapes(string_at_cursor())).value_or(0);
        if (size == 0 || size > longest_clk) {
            at_ = start;
            refuse(fmt::format("this is not base64 of 1 to {} bytes", longest_clk));
        }
        // The first pass counted quotes; no more memory is taken than the text has letters for.
        if (count * ((size + 2) / 3 * 4) > text_.size()) refuse("the CLKs are not all of one length");
        at_ = start;
        FilterTable table(FilterShape{static_cast<std::uint32_t>(size * 8)}, count);
        std::string clk(size, '\0');
        do read_clk(table, std::as_writable_bytes(std::span(clk)), count);
        while (take(','));
        expect(']', "a comma or the closing bracket");
        if (clk_ != count) refuse("the list is not made of texts alone");
        in_list_ = false;
        return table;
    }

    void read_clk(FilterTable& table, std::span<std::byte> clk, std::size_t count)
    {
        skip_blanks();
        const std::size_t start = at_;
        const std::string_view text = without_escapes(string_at_cursor());
        const auto fail = [&](std::string_view why) {
            at_ = start;
            refuse(why);
        };
        if (clk_ == count) fail("the list is not made of texts alone");
        if (!from_base64(text, clk))
            fail(size_of_base64(text) == clk.size() || text.size() % 4 != 0
                     ? "this is not base64"
                     : "this CLK has another length than the first");
        filter_of_clk(clk, table.row(clk_++));
    }

    std::string_view text_, source_;
    std::string unescaped_;
    std::size_t at_ = 0;
    std::size_t clk_ = 0;
    bool in_list_ = false;
};

} // namespace

void filter_of_clk(Bytes clk, std::span<std::uint64_t> words) noexcept
{
    assert(words.size() * 8 >= clk.size());
    for (std::size_t i = 0; i < clk.size(); ++i) {
        const std::uint64_t byte = reversed[std::to_integer<std::uint8_t>(clk[i])];
        const unsigned shift = static_cast<unsigned>(i % 8) * 8;
        words[i / 8] = (words[i / 8] & ~(std::uint64_t{0xff} << shift)) | byte << shift;
    }
}

void clk_of_filter(std::span<const std::uint64_t> words, std::span<std::byte> clk) noexcept
{
    assert(words.size() * 8 >= clk.size());
    for (std::size_t i = 0; i < clk.size(); ++i)
        clk[i] = static_cast<std::byte>(reversed[words[i / 8] >> i % 8 * 8 & 0xff]);
}

FilterTable parse_clk_json(std::string_view text, std::string_view source)
{
    return Reader(text, source).run();
}

FilterTable read_clk_json(const std::filesystem::path& path)
{
    const MappedFile file(path);
    const Bytes bytes = file.bytes();
    return parse_clk_json({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, path.string());
}

void append_clk_text(Bytes clk, std::string& into)
{
    into += '"';
    append_base64(clk, into);
    into += '"';
}

void write_clk_json(const std::filesystem::path& path, const FilterRows& rows, FileMode mode,
                    Existing existing)
{
    const auto partial = partial_name(path);
    FileWriter file(partial, mode);
    file.write(clk_json_head);
    std::string clk((rows.shape().bits + 7) / 8, '\0'), text;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        clk_of_filter({rows.row(r), rows.shape().words()}, std::as_writable_bytes(std::span(clk)));
        text.clear();
        if (r > 0) text += clk_json_separator;
        append_clk_text(bytes_of(clk), text);
        file.write(text);
    }
    file.write(clk_json_tail);
    file.close();
    give_name(partial, path, existing);
}

} // namespace gauze::bloom
