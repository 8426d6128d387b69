// People whose every cell can be found again wherever it turns up.
#pragma once

#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace gauze::test {

inline constexpr int marked_people = 200;

inline std::string two_letters(int person)
{
    return {static_cast<char>('a' + person / 26), static_cast<char>('a' + person % 26)};
}

// One person's cells.
struct Marked {
    explicit Marked(int person)
        : id(fmt::format("Zqident{:03}", person)),
          given(fmt::format("Zqgiven{}", two_letters(person))),
          family(fmt::format("Zqfamily{}", two_letters(person))),
          dob(fmt::format("{}-{:02}-{:02}", 1871 + person % 9, 1 + person % 12, 1 + person % 28)),
          nhs(fmt::format("{:010}", 9'434'000'000 + person * 7919)),
          home(fmt::format("ZQ{} {}QZ", 10 + person / 10, person % 10)),
          payload(fmt::format("Zqpayload{}", two_letters(person))),
          extra(fmt::format("Zqextra{}", two_letters(person)))
    {}
    std::string row() const
    {
        return fmt::format("{},{},{},{},{},{},{},{}\n", id, given, family, dob, nhs, home, payload, extra);
    }
    std::string id, given, family, dob, nhs, home, payload, extra;
};

enum class Kind { id, payload, other };

// All that must not be seen, in small letters: as it is written and as its normal form is.
inline std::vector<std::pair<std::string, Kind>> all_marks()
{
    std::vector<std::pair<std::string, Kind>> marks{{"zqident", Kind::id},    {"zqpayload", Kind::payload},
                                                    {"zqgiven", Kind::other}, {"zqfamily", Kind::other},
                                                    {"zqextra", Kind::other}, {"zqdate", Kind::other},
                                                    {"zqnumber", Kind::other}};
    for (int p = 0; p < marked_people; ++p) {
        const Marked one(p);
        const auto add = [&](std::string text) {
            for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            marks.emplace_back(text, Kind::other);
            std::erase_if(text, [](char c) { return c == '-' || c == ' '; });
            marks.emplace_back(text, Kind::other);
        };
        add(one.dob), add(one.nhs), add(one.home);
    }
    return marks;
}

// A row that cannot be cut into cells, one way or another.
inline std::string broken_row(const Marked& m, int way)
{
    switch (way % 6) {
    case 0: return fmt::format("{},{},{}\n", m.id, m.given, m.family);
    case 1: return m.row().insert(3, fmt::format("{},", m.extra));
    case 2: return fmt::format("{},{}{}{},{},{},,,,\n", m.id, m.given, '\0', m.given, m.family, m.dob);
    case 3:
        return fmt::format("{},\"{},{},{},{},{},{},{}\n", m.id, m.given, m.family, m.dob, m.nhs, m.home,
                           m.payload, m.extra);
    case 4: return fmt::format("{},\"{}\"{},{},{},,,,\n", m.id, m.given, m.extra, m.family, m.dob);
    default:
        if (way > 5) return fmt::format("{}\n", m.given);
        return fmt::format("{},{}{},{},{},,,,\n", m.id, m.given, std::string(1'100'000, 'x'), m.family,
                           m.dob);
    }
}

} // namespace gauze::test
