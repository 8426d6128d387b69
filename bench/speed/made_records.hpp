// Six-field records for measuring encoders: names by Zipf's law over made-up lists as long as a country's,
// dates over ninety years, postcodes of
// some three thousand districts and twelve thousand sectors, as the country has them, mostly met once.
// Nothing in them is real.
#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace gauze::speed {

inline constexpr std::string_view made_header = "given,family,dob,sex,postcode,town\n";
inline constexpr std::string_view made_fields = R"(
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "family"
kind = "family-name"
[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]
[[field]]
name = "sex"
kind = "sex"
[[field]]
name = "postcode"
kind = "postcode"
[[field]]
name = "town"
kind = "place"
)";

class MadeRecords {
public:
    explicit MadeRecords(std::uint64_t seed) : random_(seed)
    {
        given_ = words(2'000), family_ = words(20'000), towns_ = words(800);
    }
    // One line of CSV.
    void append(std::string& into)
    {
        const auto below = [&](unsigned n) { return static_cast<unsigned>(random_() % n); };
        const auto letter = [&] { return static_cast<char>('A' + below(26)); };
        const unsigned area = below(120);
        fmt::format_to(std::back_inserter(into), "{},{},{}-{:02}-{:02},{},{}{}{} {}{}{},{}\n",
                       by_zipf(given_), by_zipf(family_), 1930 + below(90), 1 + below(12), 1 + below(28),
                       below(2) == 0 ? 'F' : 'M', static_cast<char>('A' + area % 26),
                       static_cast<char>('A' + area / 5), 1 + below(24), 1 + below(4), letter(), letter(),
                       by_zipf(towns_));
    }

private:
    std::vector<std::string> words(std::size_t count)
    {
        constexpr std::string_view heads[] = {"b", "br", "c", "ch", "d", "f", "g",  "h", "j", "k",
                                              "l", "m",  "n", "p",  "r", "s", "st", "t", "w"};
        constexpr std::string_view tails[] = {"a",  "an", "e",  "ey", "i",  "in",  "o",
                                              "on", "er", "ar", "or", "es", "and", "orn"};
        std::vector<std::string> made;
        for (std::size_t i = 0; i < count; ++i) {
            std::string word;
            for (unsigned s = 0, n = 2 + static_cast<unsigned>(random_() % 2); s < n; ++s)
                word += fmt::format("{}{}", heads[random_() % std::size(heads)],
                                    tails[random_() % std::size(tails)]);
            word[0] = static_cast<char>(word[0] - 'a' + 'A');
            made.push_back(std::move(word));
        }
        return made;
    }
    // The k-th word about 1 / k as often as the first.
    const std::string& by_zipf(const std::vector<std::string>& list)
    {
        const double u = std::generate_canonical<double, 53>(random_);
        const double rank = std::pow(static_cast<double>(list.size()) + 1, u);
        return list[std::min(list.size() - 1, static_cast<std::size_t>(rank) - 1)];
    }
    std::mt19937_64 random_;
    std::vector<std::string> given_, family_, towns_;
};

} // namespace gauze::speed
