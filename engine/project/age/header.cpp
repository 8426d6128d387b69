#include "engine/project/age/header.hpp"

#include "engine/project/age/base64.hpp"
#include "engine/project/age/refused.hpp"

#include <algorithm>
#include <string_view>

namespace gauze::age {

namespace {

constexpr std::string_view version_line = "age-encryption.org/v1", any_version = "age-encryption.org/",
                           stanza_mark = "->", mac_mark = "---";
constexpr std::size_t columns = 64, bytes_a_line = 48, mac_characters = 43;

bool is_argument(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '!' && c <= '~'; });
}

class HeaderReader {
public:
    explicit HeaderReader(Source& source) : source_(source) {}

    Header run()
    {
        read_version();
        while (next_line(), !line_.starts_with(mac_mark)) header_.stanzas.push_back(read_stanza());
        if (header_.stanzas.empty()) refuse("age-header", "the header names no recipient");
        header_.covered += mac_mark;
        read_mac();
        return std::move(header_);
    }

private:
    void read_version()
    {
        const Source::End end = source_.line(line_, columns);
        if (line_ == version_line && end == Source::End::line_feed) return keep();
        if (line_.starts_with(any_version) && line_ != version_line)
            refuse("age-version", "this is an age file of another version than v1");
        refuse("age-version", "this is not an age file");
    }
    void next_line()
    {
        const Source::End end = source_.line(line_, longest_header - header_.covered.size());
        if (end == Source::End::too_long) refuse("age-header-size", "the header is longer than 64 KiB");
        if (end == Source::End::input) refuse("age-header-end", "the file ends inside its header");
        // The line that holds the MAC is covered up to its mark only.
        if (!line_.starts_with(mac_mark)) keep();
    }
    void keep()
    {
        if (header_.covered.size() + line_.size() + 1 > longest_header)
            refuse("age-header-size", "the header is longer than 64 KiB");
        header_.covered += line_;
        header_.covered += '\n';
    }
    Stanza read_stanza()
    {
        if (!line_.starts_with(stanza_mark))
            refuse("age-header", "a line of the header is neither a recipient's nor the last");
        Stanza stanza;
        std::string_view rest = std::string_view(line_).substr(stanza_mark.size());
        while (!rest.empty()) { // a space and an argument, again and again
            const std::size_t end = std::min(rest.find(' ', 1), rest.size());
            const std::string_view argument = rest.substr(1, end - 1);
            if (rest.front() != ' ' || !is_argument(argument))
                refuse("age-header", "a recipient's line is not arguments with one space between");
            stanza.arguments.emplace_back(argument);
            rest.remove_prefix(end);
        }
        if (stanza.arguments.empty()) refuse("age-header", "a recipient's line has no arguments");
        read_body(stanza.body);
        return stanza;
    }
    // Full lines, and a shorter one at the end, which may be empty.
    void read_body(std::vector<std::byte>& body)
    {
        do {
            next_line();
            std::array<std::byte, bytes_a_line> bytes;
            if (line_.size() > columns) refuse("age-header", "a line of a recipient's body is too long");
            if (line_.starts_with(mac_mark) || line_.starts_with(stanza_mark))
                refuse("age-header", "a recipient's body has no short line at its end");
            const auto size = from_base64(line_, bytes);
            if (!size) refuse("age-base64", "a recipient's body is not base64 in its one spelling");
            body.insert(body.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*size));
        } while (line_.size() == columns);
    }
    void read_mac()
    {
        const std::string_view text = std::string_view(line_).substr(mac_mark.size());
        if (text.size() != 1 + mac_characters || text.front() != ' ')
            refuse("age-mac-line", "the last line of the header is not '---', a space and a MAC");
        if (!from_base64(text.substr(1), header_.mac))
            refuse("age-base64", "the header's MAC is not base64 in its one spelling");
    }

    Source& source_;
    Header header_;
    std::string line_;
};

} // namespace

Header read_header(Source& source) { return HeaderReader(source).run(); }

std::string header_text(const std::vector<Stanza>& stanzas)
{
    std::string text(version_line);
    for (const Stanza& stanza : stanzas) {
        text += "\n->";
        for (const std::string& argument : stanza.arguments) {
            text += ' ';
            text += argument;
        }
        // A body that fills its last line is followed by an empty one.
        for (std::size_t at = 0; at <= stanza.body.size(); at += bytes_a_line) {
            text += '\n';
            append_base64(text,
                          Bytes(stanza.body).subspan(at, std::min(bytes_a_line, stanza.body.size() - at)));
        }
    }
    text += '\n';
    text += mac_mark;
    return text;
}

std::array<std::byte, 32> header_mac(Bytes file_key, std::string_view covered)
{
    const Secret key = hkdf_sha256(file_key, {}, bytes_of("header"), 32);
    return hmac_sha256(key.reveal(), bytes_of(covered));
}

} // namespace gauze::age
