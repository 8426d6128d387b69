// The published counts of births by given name.
#include "datasets/synth/describe/measure_names.hpp"
#include "datasets/synth/names/csv_gz.hpp"
#include "datasets/synth/spelling.hpp"

#include <charconv>

namespace gauze::synth::describe {

namespace {

constexpr std::string_view list = "uk_baby_names_1974_2020.csv.gz";
constexpr std::string_view header = "nation,year,sex,name,n";
constexpr int first_whole_decade = 2000; // England and Wales begin in 1996, Northern Ireland in 1997
constexpr int last_whole_decade = 2010;  // the list ends in 2020

int number_in(std::string_view text)
{
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

} // namespace

PublishedNames read_published_names(const std::filesystem::path& lists)
{
    PublishedNames published;
    const std::filesystem::path path = lists / list;
    if (!std::filesystem::exists(path)) return published;
    each_line(path, unpacked(path), header, [&](std::span<const std::string_view> cells) {
        const int decade = number_in(cells[1]) / 10 * 10;
        if (decade < first_whole_decade || decade > last_whole_decade) return;
        const Sex sex = cells[2] == "F" ? Sex::female : Sex::male;
        published.births[{sex, decade}][in_capitals(cells[3])] += number_in(cells[4]);
    });
    return published;
}

} // namespace gauze::synth::describe
