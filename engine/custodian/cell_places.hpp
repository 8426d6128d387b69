// Cells that are in their normal form at first sight: a date of ten characters, a UK postcode as it is
// written on letters. They are told, and their parts numbered, by their characters' places alone; whatever is
// unusual is left to the rules. A test says that the rules agree. A few nanoseconds a cell: here and not
// behind a call, since what is found is taken up at once.
#pragma once

#include "engine/custodian/date_format.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace gauze::custodian {

// How far a character is behind another; one that stands before it is very far.
constexpr std::uint32_t behind(char first, char c) noexcept
{
    return static_cast<std::uint32_t>(static_cast<unsigned char>(c)) -
           static_cast<std::uint32_t>(static_cast<unsigned char>(first));
}

// Where the digits of a date stand, of a format that has them all in fixed places.
class DatePlaces {
public:
    static std::optional<DatePlaces> of(const DateFormat& format)
    {
        const std::string text = format.to_text();
        if (text != "YYYY-MM-DD" && text != "DD-MM-YYYY" && text != "MM-DD-YYYY") return std::nullopt;
        DatePlaces places;
        places.year_ = text.find('Y'), places.month_ = text.find('M'), places.day_ = text.find('D');
        places.separators_[0] = text.find('-'), places.separators_[1] = text.rfind('-');
        return places;
    }
    struct Day {
        std::uint32_t year, month, day;
    };
    // The day, if the cell is ten characters of this format and a day of the calendar from `earliest` to
    // `latest` (YYYYMMDD): then its normal form is these digits, and it has no fault.
    std::optional<Day> read(std::string_view cell, std::uint32_t earliest,
                            std::uint32_t latest) const noexcept
    {
        if (cell.size() != 10) return std::nullopt;
        static_assert('.' == '-' + 1 && '/' == '-' + 2);
        if (behind('-', cell[separators_[0]]) > 2 || behind('-', cell[separators_[1]]) > 2)
            return std::nullopt;
        std::uint64_t digits = 0; // of YYYYMMDD, the first one lowest
        static_assert(std::endian::native == std::endian::little);
        std::memcpy(&digits, cell.data() + year_, 4);
        digits |= two_at(cell, month_) << 32 | two_at(cell, day_) << 48;
        constexpr std::uint64_t ones = 0x0101010101010101u;
        digits ^= '0' * ones; // a digit becomes its value; anything else has a high bit, or is above nine
        if (((digits | (digits + 6 * ones)) & 0xf0 * ones) != 0) return std::nullopt;
        digits = digits * 10 + (digits >> 8); // every second byte: a number of two digits
        const auto pair = [&](unsigned p) { return static_cast<std::uint32_t>(digits >> 16 * p & 0xff); };
        const Day day{pair(0) * 100 + pair(1), pair(2), pair(3)};
        if (day.month - 1 > 11 || day.day == 0) return std::nullopt;
        if (day.day > 28 && day.day > days_in(day.year, day.month)) return std::nullopt;
        const std::uint32_t place = day.year * 10'000 + day.month * 100 + day.day;
        return place < earliest || place > latest ? std::nullopt : std::optional(day);
    }

private:
    static std::uint64_t two_at(std::string_view cell, std::size_t at) noexcept
    {
        std::uint16_t two = 0;
        std::memcpy(&two, cell.data() + at, 2);
        return two;
    }
    static std::uint32_t days_in(std::uint32_t year, std::uint32_t month) noexcept
    {
        constexpr std::uint8_t usual[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return usual[month - 1] + (month == 2 && leap ? 1u : 0u);
    }
    std::size_t year_, month_, day_, separators_[2];
};

// A UK postcode whose normal form is the cell itself, with a district of one or two letters and one or two
// digits. Equal parts have equal numbers, different ones different.
struct PostcodePlaces {
    static constexpr std::uint32_t districts = 26 * 27 * 100, seams = 100, inwards = 10 * 26 * 26;
    std::uint32_t district = 0; // "OL16"
    std::uint32_t seam = 0;     // the digits on both sides of the blank
    std::uint32_t inward = 0;   // "4AB"

    // Districts of one and of two digits alternate without any order: a branch for them would often be taken
    // in vain, so that all is computed and judged at the end.
    static std::optional<PostcodePlaces> read(std::string_view cell) noexcept
    {
        const std::size_t n = cell.size();
        if (n < 6 || n > 8) return std::nullopt;
        const std::uint32_t first = behind('A', cell[0]), second = behind('A', cell[1]);
        const std::uint32_t letters = second < 26 ? 2 : 1;
        const std::uint32_t tens = behind('0', cell[letters]), units = behind('0', cell[letters + 1]);
        const std::size_t digits = n - 4 - letters;
        const bool two = digits == 2;
        const std::uint32_t number = two ? tens * 10 + units : tens, last = two ? units : tens;
        const std::uint32_t sector = behind('0', cell[n - 3]);
        const std::uint32_t third = behind('A', cell[n - 2]), fourth = behind('A', cell[n - 1]);
        const bool regular = (first < 26) & (digits - 1 < 2) & (tens - 1 < 9) & (last < 10) &
                             (cell[n - 4] == ' ') & (sector < 10) & (third < 26) & (fourth < 26);
        if (!regular || (first == 25 && second == 25)) return std::nullopt; // ZZ: nobody lives there
        const std::uint32_t area = first * 27 + (letters - 1) * (second + 1);
        return PostcodePlaces{area * 100 + number, last * 10 + sector, (sector * 26 + third) * 26 + fourth};
    }
};

} // namespace gauze::custodian
