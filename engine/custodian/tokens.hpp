// From a normal form (normal_form.hpp) to tokens: what is hashed into a filter. A pure function of the kind
// and the normal form, so that anyone can compute it again:
//
//   names, places, texts   padded bigrams of each word on its own, so that the order of two names costs
//                          nothing: "ANNA" -> "_A" "AN" "NN" "NA" "A_"
//   address lines          the same, and each word or number whole: "=14" "=HIGH"
//   e-mail                 padded bigrams of both sides of the @: "@jo" gives "@j" "jo" "o@"
//   date                   each known character with its place and each known part whole: "y0:1" ... "d1:7"
//                          "y:1974"
//   postcode               each character with its place, and padded bigrams; places count from the front,
//                          in the inward part of a UK postcode from the back
//   NHS number, UPN, NINO  each character with its place
//   phone                  each character with its place from the back, and bigrams
//   code                   the whole, and each character with its place: "=AB12" "0:A" "1:B" ...
//   number                 its neighbourhood on a fine and a coarse scale
//   sex                    one token
//
// Tokens are printable ASCII and make a set: none stands twice. Names hold no '_', so padding is not mistaken
// for content, and a whole word cannot be mistaken for a bigram. Tokens of different fields never meet: each
// field has its own key.
#pragma once

#include "engine/custodian/normal_form.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace gauze::custodian {

// The tokens of one cell, end to end in one buffer that is reused; it holds plaintext and is wiped at the
// end, and whenever it moves to grow.
class TokenList {
public:
    TokenList() = default;
    TokenList(const TokenList&) = delete;
    ~TokenList();
    void clear() noexcept { size_ = 0, bytes_ = 0; }
    void add(std::string_view token) { add(token, {}); }
    void add(std::string_view first, std::string_view second)
    {
        make_room(1, first.size() + second.size());
        bytes_ += first.copy(text_.get() + bytes_, first.size());
        bytes_ += second.copy(text_.get() + bytes_, second.size());
        ends_[size_++] = static_cast<std::uint32_t>(bytes_);
    }
    // Bigrams, each once however often it occurs: those of `word` with `before` in front and `behind` at its
    // end. From the first of them on, which stands at byte `start`, this list may hold nothing but bigrams.
    // `seen` remembers roughly which; only where it says "perhaps" the list is looked through.
    void add_bigrams(char before, std::string_view word, char behind, std::size_t start, std::uint64_t& seen)
    {
        make_room(word.size() + 1, 2 * (word.size() + 1));
        for (std::size_t i = 0; i <= word.size(); ++i) {
            const char second = i < word.size() ? word[i] : behind;
            add_bigram(before, second, start, seen);
            before = second;
        }
    }
    std::size_t size() const noexcept { return size_; }
    std::size_t bytes() const noexcept { return bytes_; }
    bool empty() const noexcept { return size_ == 0; }
    std::string_view operator[](std::size_t i) const noexcept
    {
        const std::size_t start = i == 0 ? 0 : ends_[i - 1];
        return {text_.get() + start, ends_[i] - start};
    }

private:
    void add_bigram(char first, char second, std::size_t start, std::uint64_t& seen) noexcept
    {
        const auto bit = std::uint64_t{1}
                         << ((static_cast<unsigned>(first) * 7 + static_cast<unsigned>(second)) & 63);
        char* const text = text_.get();
        if ((seen & bit) != 0)
            for (std::size_t at = start; at < bytes_; at += 2)
                if (text[at] == first && text[at + 1] == second) return;
        seen |= bit;
        text[bytes_] = first, text[bytes_ + 1] = second;
        bytes_ += 2;
        ends_[size_++] = static_cast<std::uint32_t>(bytes_);
    }
    void make_room(std::size_t tokens, std::size_t bytes)
    {
        if (text_room_ - bytes_ < bytes || ends_room_ - size_ < tokens) grow(tokens, bytes);
    }
    void grow(std::size_t tokens, std::size_t bytes);

    std::unique_ptr<char[]> text_;
    std::unique_ptr<std::uint32_t[]> ends_; // of each token, in text_
    std::size_t bytes_ = 0, text_room_ = 0;
    std::size_t size_ = 0, ends_room_ = 0;
};

// Replaces `into` by the tokens of a normal form; "" has none. Any thread. Costs a few nanoseconds a token.
void cut(project::FieldKind kind, std::string_view normal, TokenList& into);

// The tokens of a UK postcode's normal form as three sets whose union they are: those that its outward part
// decides ("SW1A"), the one bigram that runs across the blank ("A1"), and those that its inward part does
// ("1AA"). There are some three thousand districts, a few hundred seams and four thousand inward parts, so
// all can be remembered where whole postcodes cannot.
void cut_outward(std::string_view uk_postcode, TokenList& into);
void cut_seam(std::string_view uk_postcode, TokenList& into);
void cut_inward(std::string_view uk_postcode, TokenList& into);
// Whether a postcode's normal form is one of the UK.
inline bool is_uk_postcode(std::string_view normal) noexcept
{
    return normal.size() >= 6 && normal[normal.size() - 4] == ' ';
}

// The tokens of a date's normal form, of which every part is known, as three sets whose union they are.
void cut_year(std::string_view date, TokenList& into);
void cut_month(std::string_view date, TokenList& into);
void cut_day(std::string_view date, TokenList& into);

// Both steps at once, for who needs the tokens alone. Immutable and shared by all threads; each thread brings
// its own TokenList.
class Tokeniser {
public:
    Tokeniser(project::FieldKind kind, std::optional<DateFormat> format, NormalOptions options = {})
        : rules_(kind, format, std::move(options))
    {}

    // Replaces `into` by the tokens of the cell; an empty list means the field is missing.
    CellFault tokens(std::string_view cell, TokenList& into) const;
    // The same for a date that stands in three columns (kind date only).
    CellFault tokens(std::string_view day, std::string_view month, std::string_view year,
                     TokenList& into) const;

private:
    Normaliser rules_;
};

} // namespace gauze::custodian
