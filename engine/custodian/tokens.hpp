// From a cell to tokens: what is hashed into a filter. First the cell is normalised by the rules of its
// field's kind (fixed and versioned: `normalisation_version` is in every fingerprint), then cut:
//
//   given, family and full names,   padded bigrams of each word on its own, so that the order of two names
//   costs places, text                    nothing: "ANNA" -> "_A" "AN" "NN" "NA" "A_" address lines the same,
//   and each word or number whole: "=14" "=HIGH" e-mail                          padded bigrams of both sides
//   of the @, in lower case: "@jo" ... date                            each character with its place and each
//   part whole: "y0:1" ... "d1:7" "y:1974" postcode                        each character with its place (of
//   a UK postcode: from the front in the outward,
//                                   from the back in the inward part), and padded bigrams
//   NHS number                      each character with its place
//   phone                           the last ten characters, each with its place from the back, and bigrams
//   code                            the whole, and each character with its place: "=AB12" "0:A" "1:B" ...
//   number                          its neighbourhood on a fine and a coarse scale
//   sex                             one token
//
// Tokens are printable ASCII and make a set: none stands twice. Names hold no '_', so padding is not mistaken
// for content, and a whole word cannot be mistaken for a bigram. Tokens of different fields never meet: each
// field has its own key.
//
// A bad cell never costs its row: what can be placed is encoded, else the field is missing; either way the
// fault is handed back to be counted with row and column.
#pragma once

#include "engine/custodian/date_format.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/plaintext.hpp"
#include "engine/project/policy.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// Names the rules below; changes whenever any cell could give another token.
inline constexpr std::string_view normalisation_version = "gauze-normal-1";

// What was wrong with a cell, in words for the rejects file.
enum class CellFault {
    none,
    invalid_utf8,
    impossible_date,    // 31-02-1974: placed as written
    not_a_date,         // cannot be placed: missing
    strange_date,       // other characters among the digits: placed as written
    spreadsheet_number, // 9.43E+09, or a date as 43831: what it was is gone; missing
    not_a_postcode,     // other characters than letters and digits, or not 3 to 8 of them (then missing)
    wrong_check_digit,  // NHS number: encoded as written
    not_a_number,       // letters among the digits: placed as written; or too few or too many digits: missing
    nothing_left,       // only characters that normalisation drops
};
std::string_view to_text(CellFault fault);

// The tokens of one cell, end to end in one buffer that is reused; it holds plaintext and is wiped at the
// end, and whenever it moves to grow.
class TokenList {
public:
    TokenList() = default;
    TokenList(const TokenList&) = delete;
    ~TokenList();
    void clear() noexcept { text_.clear(), ends_.clear(); }
    void add(std::string_view token) { add(token, {}); }
    void add(std::string_view first, std::string_view second)
    {
        if (text_.capacity() - text_.size() < first.size() + second.size())
            grow(first.size() + second.size());
        text_ += first, text_ += second;
        ends_.push_back(text_.size());
    }
    std::size_t size() const noexcept { return ends_.size(); }
    bool empty() const noexcept { return ends_.empty(); }
    std::string_view operator[](std::size_t i) const noexcept
    {
        const std::size_t start = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(text_).substr(start, ends_[i] - start);
    }

private:
    void grow(std::size_t more);
    std::string text_;
    std::vector<std::size_t> ends_;
};

// The tokeniser of one field. Immutable and shared by all threads; each thread brings its own TokenList.
class Tokeniser {
public:
    // `format` is given for a date in one column, and only then.
    Tokeniser(project::FieldKind kind, std::optional<DateFormat> format);
    ~Tokeniser();
    Tokeniser(Tokeniser&&) noexcept;

    // Replaces `into` by the tokens of the cell; an empty list means the field is missing. An empty or blank
    // cell is missing and no fault; so is one that says so (`stands_for_missing`), except in codes and texts.
    // Costs a few hundred nanoseconds for ASCII and Latin-1, about ten microseconds for other writing.
    CellFault tokens(std::string_view cell, TokenList& into) const;
    // The same for a date that stands in three columns. (kind date only) A blank part gives no tokens.
    CellFault tokens(std::string_view day, std::string_view month, std::string_view year,
                     TokenList& into) const;

private:
    struct Rules;
    std::unique_ptr<Rules> rules_;
};

} // namespace gauze::custodian
