// How a file writes its dates. A policy may declare it ("DD/MM/YYYY"); otherwise it is inferred once per file
// from the whole column and printed, and a column that two readings fit asks instead of guessing.
#pragma once

#include "engine/custodian/plaintext.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// A reading of a date: the order of its parts, how long the year is, and whether anything stands between
// them. Two cells that differ only in the separators ("1/2/1990", "01-02.1990") have one format. One of
//   YYYY-MM-DD  DD-MM-YYYY  MM-DD-YYYY  YYYYMMDD  DDMMYYYY  DD-MM-YY  MM-DD-YY  DD-MMM-YYYY  DD-MMM-YY
// where MMM is an English month, cut to three letters or more (Jan, Sept, January), and - is any run of - / .
// , _ \ and blanks. A small value; any thread.
class DateFormat {
public:
    DateFormat() = default; // YYYY-MM-DD
    // Reads a pattern of a policy ("dd/mm/yyyy"). nullopt if it is none of the above.
    static std::optional<DateFormat> from(std::string_view pattern);
    // Every format, in the order above.
    static std::vector<DateFormat> all();
    std::string to_text() const; // canonical, as listed above

    // The digits of a cell put in their places: eight characters, year month day. Characters that are no
    // digits keep their place if the cell has the shape of the format, so that one slip of the finger costs
    // one character; letters are in upper case, what is not ASCII is '?'.
    struct Placed {
        std::array<char, 8> characters{}; // "19740231"
        bool digits = true;               // all of them are
        bool possible = true;             // a day of the calendar, between 1850 and 2100
    };
    // nullopt: the cell cannot be placed, because it has another shape or fewer than five digits. Leading and
    // trailing blanks and a time of day behind the date are ignored; single-digit days and months are filled
    // up; a compact date may have lost its leading zero or gained a ".0" in a spreadsheet. Two-digit years:
    // above `century_turn` (30) are 19xx, the others 20xx.
    std::optional<Placed> place(std::string_view cell) const;
    // The same for text that has been through `fold` (normalize.hpp).
    std::optional<Placed> place_folded(std::string_view text) const;
    static constexpr int century_turn = 30;

    // A date that stands in three columns. The month may be a name, the year short. A blank part leaves
    // blanks in its places, and the date is then neither possible nor all digits. nullopt: a part has more
    // characters than its places, or the month is an unknown word.
    static std::optional<Placed> place_parts(std::string_view day, std::string_view month,
                                             std::string_view year);

    bool operator==(const DateFormat&) const = default;

private:
    explicit DateFormat(std::uint8_t reading) : reading_(reading) {}
    std::uint8_t reading_ = 0; // row of the table in date_format.cpp
};

// Whether eight characters, year month day, are digits and a day of the calendar, of whatever year.
bool is_day_of_calendar(const std::array<char, 8>& characters);

// Sees every cell of one date column, then decides. One thread. Cost: a handful of parses a cell.
class DateInference {
public:
    DateInference();
    void see(std::string_view cell);

    struct Verdict {
        enum class Kind { one, several, none, empty } kind = Kind::empty;
        std::vector<DateFormat>
            fitting; // `one`: the reading; `several`: the best reading and, if any fits, the next
    };
    // A reading *places* a cell that has its shape, and *fits* one that is then a day of the calendar (of any
    // year between separators; of 1850 to 2100 where only the value tells which digits are the year). Of the
    // cells that are not empty
    //   none     no reading fits half of them: this is no date column;
    //   one      the best reading fits half of them and places nine in ten, and it leads: it fits more cells
    //   than any
    //            other reading, by at least one in a hundred;
    //   several  anything else: two readings fit alike (only days up to 12), or the column mixes formats.
    //   Ask.
    // Impossible dates (31-02-1974) count as placed: a bad column is still read the one way it can be read.
    Verdict decide() const;

private:
    struct Candidate {
        DateFormat format;
        bool separated;
        std::uint64_t placed = 0;
        std::uint64_t fits = 0;
    };
    std::vector<Candidate> candidates_;
    std::uint64_t seen_ = 0;
};

} // namespace gauze::custodian
