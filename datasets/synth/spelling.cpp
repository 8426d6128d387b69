#include "datasets/synth/spelling.hpp"

#include "datasets/synth/five/places.hpp"

#include <algorithm>
#include <array>

namespace gauze::synth {

namespace {

// A letter and its accented forms: all that occur in the tables of names, and some more.
struct Letter {
    char plain;
    std::string_view accented;
};
constexpr std::array<Letter, 34> letters{{
    {'A', "ÁÀÂÄÃÅĂĄĀ"},
    {'C', "ÇĆČĊ"},
    {'D', "ĎĐ"},
    {'E', "ÉÈÊËĘĚĖĒ"},
    {'G', "ĞĢĠ"},
    {'I', "ÍÌÎÏİĮĪ"},
    {'K', "Ķ"},
    {'L', "ŁĽĻĹ"},
    {'N', "ÑŃŇŅ"},
    {'O', "ÓÒÔÖÕØŐŌ"},
    {'R', "ŘŔ"},
    {'S', "ŚŠŞȘ"},
    {'T', "ŤŢȚ"},
    {'U', "ÚÙÛÜŮŰŲŪ"},
    {'W', "Ŵ"},
    {'Y', "ÝŶŸ"},
    {'Z', "ŹŻŽ"},
    {'a', "áàâäãåăąāảạấầẩẫậắằẳẵặ"},
    {'c', "çćčċ"},
    {'d', "ďđ"},
    {'e', "éèêëęěėēẻẽẹếềểễệ"},
    {'g', "ğģġ"},
    {'i', "íìîïıįīỉĩị"},
    {'k', "ķ"},
    {'l', "łľļĺ"},
    {'n', "ñńňņ"},
    {'o', "óòôöõøőōỏọốồổỗộơớờởỡợ"},
    {'r', "řŕ"},
    {'s', "śšşș"},
    {'t', "ťţț"},
    {'u', "úùûüůűųūủũụưứừửữự"},
    {'w', "ŵ"},
    {'y', "ýŷÿỳỷỹỵ"},
    {'z', "źżž"},
}};

// Bytes of the character that begins with this one.
std::size_t length_of_character(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

char plain_letter(std::string_view character)
{
    // No character's bytes occur inside another's: UTF-8 is made so.
    for (const Letter& letter : letters)
        if (letter.accented.find(character) != std::string_view::npos) return letter.plain;
    return '?';
}

} // namespace

std::string without_accents(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const std::string_view character = text.substr(0, length_of_character(text.front()));
        plain += character.size() == 1 ? character.front() : plain_letter(character);
        text.remove_prefix(character.size());
    }
    return plain;
}

std::string in_capitals(std::string_view text)
{
    std::string capitals = without_accents(text);
    for (char& letter : capitals)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return capitals;
}

std::string with_short_street(std::string_view address_line)
{
    std::string line(address_line);
    for (const five::Abbreviation& street : five::street_abbreviations()) {
        if (!line.ends_with(street.full)) continue;
        line.replace(line.size() - street.full.size(), street.full.size(), street.brief);
        break;
    }
    return line;
}

std::string without_blanks(std::string_view text)
{
    std::string tight(text);
    tight.erase(std::remove(tight.begin(), tight.end(), ' '), tight.end());
    return tight;
}

CsvLine& CsvLine::cell(std::string_view text)
{
    // Cells are short and many: a look at each character is cheaper than four searches.
    bool plain = true;
    for (const char c : text) plain = plain && c != ',' && c != '"' && c != '\r' && c != '\n';
    if (plain) return cells(text);
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    for (const char character : text) {
        if (character == '"') out_ += '"';
        out_ += character;
    }
    out_ += '"';
    return *this;
}

CsvLine& CsvLine::cells(std::string_view written)
{
    if (!first_) out_ += ',';
    first_ = false;
    out_ += written;
    return *this;
}

} // namespace gauze::synth
