// One cutter for each kind of field: from a normal form to its tokens. Private to tokens.cpp. A cutter
// appends to an empty TokenList and is given a normal form of its kind that is not empty; of any other text
// it makes some tokens or none, but does no harm. Any thread; no state.
#pragma once

#include "engine/custodian/tokens.hpp"

#include <cstdint>
#include <string_view>

namespace gauze::custodian {

// cut_words.cpp
void cut_words(std::string_view words, TokenList& into);
void cut_address(std::string_view words, TokenList& into);
void cut_email(std::string_view address, TokenList& into);

// cut_identifiers.cpp
void cut_postcode(std::string_view postcode, TokenList& into);
void cut_phone(std::string_view number, TokenList& into);
void cut_code(std::string_view code, TokenList& into);

// cut_values.cpp
void cut_date(std::string_view places, TokenList& into);
void cut_number(std::string_view decimal, TokenList& into);

// Appends bigrams, each once however often it occurs in the texts it is given. It may not share its list with
// another while it works.
class BigramCutter {
public:
    explicit BigramCutter(TokenList& into) : start_(into.bytes()), into_(into) {}
    void cut(std::string_view text)
    {
        if (text.size() < 2) return;
        into_.add_bigrams(text.front(), text.substr(1, text.size() - 2), text.back(), start_, seen_);
    }
    // With the pad before and behind the text.
    void cut_padded(char pad, std::string_view text)
    {
        if (!text.empty()) into_.add_bigrams(pad, text, pad, start_, seen_);
    }

private:
    std::uint64_t seen_ = 0;
    std::size_t start_;
    TokenList& into_;
};

// Appends the token "LABEL:c", for instance "y0:1" or "-3:1".
void add_placed(std::string_view label, char character, TokenList& into);
// Appends "0:A" "1:B" ... for the characters of the text, counted from the front.
void add_places(std::string_view text, TokenList& into);
// Appends "-1:B" "-2:A" ... : counted from the back, so that what is missing in front moves nothing.
void add_places_from_back(std::string_view text, TokenList& into);

} // namespace gauze::custodian
