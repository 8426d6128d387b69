// A stock is what one people calls its children and its families: tables as texts (weighted.hpp says how they
// are written), before anything is drawn. Communities (communities.hpp) take their names from one stock or
// from several.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace gauze::synth {

enum class StockName : std::uint8_t {
    english,
    welsh,
    scottish,
    northern_irish,
    irish,
    jewish,
    polish,
    lithuanian,
    romanian,
    ukrainian,
    bulgarian,
    italian,
    greek,
    portuguese,
    spanish,
    albanian,
    punjabi,
    pakistani,
    gujarati,
    hindu, // northern India
    bangladeshi,
    tamil,
    kerala, // Christians of southern India
    sinhala,
    nepali,
    afghan,
    iranian,
    arabic,
    somali,
    turkish,
    kurdish,
    eritrean, // and Ethiopian
    yoruba,
    igbo,
    hausa, // and Muslims of West Africa: Sierra Leone, the Gambia
    akan,
    zimbabwean,
    congolese,
    caribbean,
    christian, // English names as Africans and Filipinos choose them: Grace, Emmanuel
    mandarin,
    cantonese,
    vietnamese,
    filipino,
};
inline constexpr std::size_t stock_count = static_cast<std::size_t>(StockName::filipino) + 1;

// Years of the columns of most tables: an older fashion, a younger one.
inline constexpr std::array<int, 2> two_fashions{1960, 2010};

struct Stock {
    StockName name;
    std::string_view girls, boys; // a column for each of `years`; "" where only the family names are used
    std::span<const int> years;
    std::string_view families;        // one column
    std::uint32_t plain = 0;          // of a million names with accents, those that are registered without
    std::string_view last_of_women{}; // Bibi, Begum: what women bear instead of a family name
};

// Everything: one entry for each name.
std::span<const Stock> stocks();

// By region, where the texts are.
std::span<const Stock> stocks_of_these_islands();
std::span<const Stock> stocks_of_europe();
std::span<const Stock> stocks_of_south_asia();
std::span<const Stock> stocks_of_west_asia(); // and of the Horn of Africa
std::span<const Stock> stocks_of_africa();    // and the Caribbean
std::span<const Stock> stocks_of_east_asia();

// Second names of the British: three columns, 1920, 1960 and 2010.
inline constexpr std::array<int, 3> middle_years{1920, 1960, 2010};
std::string_view middle_names_of_girls();
std::string_view middle_names_of_boys();

// Names that stand before the one a man goes by: Mohammed, Syed, Abdul. And day names of the Akan, Monday's
// first.
std::string_view names_before_the_name();
std::string_view day_names_of_girls();
std::string_view day_names_of_boys();

// Names that are neither British nor in any stock.
std::string_view names_of_others();

} // namespace gauze::synth
