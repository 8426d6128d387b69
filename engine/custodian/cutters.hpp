// One cutter for each kind of field: from a cell that has been through `fold` to its tokens. Private to the
// tokeniser, which has already dealt with blank cells, invalid UTF-8 and words that stand for "missing".
//
// Every cutter appends to a TokenList that is empty, and may use up the folded text. Any thread; no state.
#pragma once

#include "engine/custodian/tokens.hpp"

#include <array>
#include <bitset>
#include <string>
#include <string_view>

namespace gauze::custodian {

// cut_words.cpp
CellFault cut_name(std::string& folded, TokenList& into); // also places and text
CellFault cut_address(std::string& folded, TokenList& into);
CellFault cut_email(std::string& folded, TokenList& into);
CellFault cut_sex(std::string& folded, TokenList& into);

// cut_identifiers.cpp
CellFault cut_postcode(std::string& folded, TokenList& into);
CellFault cut_nhs_number(std::string& folded, TokenList& into);
CellFault cut_phone(std::string& folded, TokenList& into);
CellFault cut_code(std::string& folded, TokenList& into);

// cut_values.cpp
CellFault cut_date(const DateFormat& format, std::string_view folded, TokenList& into);
CellFault cut_date(const DateFormat::Placed& date, TokenList& into);
CellFault cut_number(std::string& folded, TokenList& into);

// "9.43E+09": how a spreadsheet shortens a long number. The digits behind the third are gone.
bool is_shortened_number(std::string_view folded);
// "9434765919.0" -> "9434765919": how a column of numbers with gaps comes out of a spreadsheet or a data
// frame.
std::string_view without_zero_decimals(std::string_view folded);

// Appends bigrams, each once however often it occurs. For printable ASCII.
class BigramCutter {
public:
    explicit BigramCutter(TokenList& into) : into_(into) {}
    void cut(std::string_view text);
    // With the pad before and behind the text.
    void cut_padded(char pad, std::string_view text);

private:
    void add(char first, char second);
    std::bitset<std::size_t{96} * 96> seen_; // by first and second character, from the blank on
    TokenList& into_;
};

// Appends the token "LABEL:c", for instance "y0:1" or "-3:1".
void add_placed(std::string_view label, char character, TokenList& into);
// Appends "0:A" "1:B" ... for the characters of the text, counted from the front.
void add_places(std::string_view text, TokenList& into);
// Appends "-1:B" "-2:A" ... : counted from the back, so that what is missing in front moves nothing.
void add_places_from_back(std::string_view text, TokenList& into);

} // namespace gauze::custodian
