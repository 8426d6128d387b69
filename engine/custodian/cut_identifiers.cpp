// Identifiers: every character counts, and so does its place. Places are counted from where the writing is
// firm: a UK postcode's inward part and a phone number end where they must, whatever is missing or added in
// front.
#include "engine/custodian/cutters.hpp"
#include "engine/custodian/normalize.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

void add_placed(std::string_view label, char character, TokenList& into)
{
    const char tail[] = {':', character};
    into.add(label, {tail, 2});
}

void add_places(std::string_view text, TokenList& into)
{
    for (std::size_t i = 0; i < text.size(); ++i) add_placed(fmt::format_int(i).c_str(), text[i], into);
}

void add_places_from_back(std::string_view text, TokenList& into)
{
    for (std::size_t i = 1; i <= text.size(); ++i)
        add_placed(fmt::format_int(-static_cast<long>(i)).c_str(), text[text.size() - i], into);
}

// A blank makes a postcode one of the UK; the bigrams run across it.
void cut_postcode(std::string_view postcode, TokenList& into)
{
    const std::size_t blank = std::min(postcode.find(' '), postcode.size());
    const std::string_view outward = postcode.substr(0, blank);
    const std::string_view inward = postcode.substr(std::min(blank + 1, postcode.size()));
    add_places(outward, into);
    add_places_from_back(inward, into);
    WipedText joined;
    joined.value.append(outward).append(inward);
    BigramCutter(into).cut_padded('_', joined.value);
}

void cut_outward(std::string_view uk_postcode, TokenList& into)
{
    const std::string_view outward = uk_postcode.substr(0, uk_postcode.size() - 4);
    into.clear();
    add_places(outward, into);
    WipedText front;
    front.value.append("_").append(outward);
    BigramCutter(into).cut(front.value);
}

void cut_seam(std::string_view uk_postcode, TokenList& into)
{
    const char across[] = {uk_postcode[uk_postcode.size() - 5], uk_postcode[uk_postcode.size() - 3]};
    into.clear();
    BigramCutter(into).cut({across, 2});
}

void cut_inward(std::string_view uk_postcode, TokenList& into)
{
    const std::string_view inward = uk_postcode.substr(uk_postcode.size() - 3);
    into.clear();
    add_places_from_back(inward, into);
    const char back[] = {inward[0], inward[1], inward[2], '_'};
    BigramCutter(into).cut({back, 4});
}

void cut_phone(std::string_view number, TokenList& into)
{
    add_places_from_back(number, into);
    BigramCutter(into).cut(number);
}

void cut_code(std::string_view code, TokenList& into)
{
    constexpr std::size_t placed_at_most = 64; // longer ones are texts; the whole still tells them apart
    into.add("=", code);
    add_places(code.substr(0, placed_at_most), into);
}

} // namespace gauze::custodian
