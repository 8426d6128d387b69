// The tables of British names, one text each (weighted.hpp says how they are written), and the years of their
// columns. The texts are written by make_tables.py.
#pragma once

#include <array>
#include <string_view>

namespace gauze::synth {

inline constexpr std::array<int, 15> english_years{1904, 1914, 1924, 1934, 1944, 1954, 1964, 1974,
                                                   1984, 1994, 2000, 2005, 2010, 2015, 2020};
inline constexpr std::array<int, 14> scottish_years{1904, 1924, 1944, 1964, 1974, 1979, 1984,
                                                    1989, 1994, 1999, 2004, 2009, 2014, 2020};
inline constexpr std::array<int, 10> northern_irish_years{1904, 1924, 1944, 1964, 1984,
                                                          1997, 2002, 2007, 2013, 2020};

std::string_view english_girls();
std::string_view english_boys();
std::string_view scottish_girls();
std::string_view scottish_boys();
std::string_view northern_irish_girls();
std::string_view northern_irish_boys();
std::string_view british_families();

} // namespace gauze::synth
