#include "datasets/synth/names/lists.hpp"

#include "bloom/base/checksum.hpp"
#include "bloom/base/error.hpp"
#include "datasets/synth/names/british.hpp"
#include "datasets/synth/names/csv_gz.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Tables of lists in the making: a column for each year.
using Columns = std::map<int, Weights>;

class Reader {
public:
    Reader(const std::filesystem::path& folder, Naming::Tables& tables)
        : folder_(folder), t_(tables), own_(stocks_of_these_islands())
    {
        find_names_of_others();
    }

    void read_given_names();
    void read_families();
    void read_nicknames();
    void read_spellings(std::string_view file, std::string_view header, Groups& groups);
    std::uint64_t digest() const { return digest_.value(); }

private:
    std::string text_of(std::string_view file);
    template <class Take>
    void each(std::string_view file, std::string_view header, const Take& take)
    {
        const std::string text = text_of(file);
        each_line(folder_ / file, text, header, take);
    }
    void find_names_of_others();
    void replace(YearTable& table, Columns& columns);
    template <class Number>
    Number number(std::string_view cell, std::string_view file) const;

    const std::filesystem::path& folder_;
    Naming::Tables& t_;
    std::span<const Stock> own_;
    std::vector<bool> given_of_others_, family_of_others_; // by NameNumber
    Checksum digest_;
};

std::string Reader::text_of(std::string_view file)
{
    std::string text = unpacked(folder_ / file);
    digest_.update(bytes_of(text));
    return text;
}

template <class Number>
Number Reader::number(std::string_view cell, std::string_view file) const
{
    Number value{};
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size())
        throw Error(Exit::bad_data, fmt::format("{} has a number that is none", (folder_ / file).string()),
                    "datasets/README.md says where the lists of names come from");
    return value;
}

// What only the tables of peoples from elsewhere hold is theirs, however common it is in the lists by now.
void Reader::find_names_of_others()
{
    enum : char { nobody = 0, here = 1, elsewhere = 2 };
    std::vector<char> given(t_.pool.size()), family(t_.pool.size());
    const auto mark = [](std::vector<char>& marks, const Weights& names, char by) {
        for (std::size_t i = 0; i < names.size(); ++i)
            marks[names.name(i)] = static_cast<char>(marks[names.name(i)] | by);
    };
    const auto is_here = [&](StockName name) {
        return std::any_of(own_.begin(), own_.end(), [&](const Stock& stock) { return stock.name == name; });
    };
    for (const Stock& stock : stocks()) {
        const StockTables& tables = t_.of(stock.name);
        const char by = is_here(stock.name) ? here : elsewhere;
        for (const YearTable* table : {&tables.girls, &tables.boys})
            for (std::size_t column = 0; column < table->years().size(); ++column)
                mark(given, table->column(column), by);
        mark(family, tables.families, by);
    }
    const auto of_others = [](const std::vector<char>& marks) {
        std::vector<bool> only(marks.size());
        std::transform(marks.begin(), marks.end(), only.begin(), [](char by) { return by == elsewhere; });
        return only;
    };
    std::string_view others = names_of_others();
    for (std::string_view word = next_word(others); !word.empty(); word = next_word(others)) {
        const NameNumber name = t_.pool.add(word);
        if (name >= given.size()) given.resize(name + 1);
        given[name] = static_cast<char>(given[name] | elsewhere);
    }
    given_of_others_ = of_others(given), family_of_others_ = of_others(family);
}

void Reader::replace(YearTable& table, Columns& columns)
{
    // Before the first year that was counted our own columns stand: made of ranks, or estimated.
    YearTable fuller;
    for (std::size_t i = 0; i < table.years().size() && table.years()[i] < columns.begin()->first; ++i)
        fuller.add(table.years()[i], table.column(i));
    for (auto& [year, column] : columns) fuller.add(year, std::move(column));
    table = std::move(fuller);
}

void Reader::read_given_names()
{
    constexpr std::string_view file = "uk_baby_names_1974_2020.csv.gz";
    std::map<std::pair<StockName, bool>, Columns> read; // girls: true
    each(file, "nation,year,sex,name,n", [&](std::span<const std::string_view> cells) {
        const StockName stock = cells[0] == "EW"  ? StockName::english
                                : cells[0] == "S" ? StockName::scottish
                                                  : StockName::northern_irish;
        const NameNumber name = t_.pool.add(proper_case(cells[3], false));
        if (name < given_of_others_.size() && given_of_others_[name]) return;
        read[{stock, cells[2] == "F"}][number<int>(cells[1], file)].add(
            name, number<std::uint32_t>(cells[4], file));
    });
    if (read.size() != 6)
        throw Error(Exit::bad_data, fmt::format("{} lacks a nation or a sex", (folder_ / file).string()),
                    "datasets/README.md says where the lists of names come from");
    for (auto& [key, columns] : read) {
        StockTables& tables = t_.stocks[static_cast<std::size_t>(key.first)];
        replace(key.second ? tables.girls : tables.boys, columns);
    }
}

void Reader::read_families()
{
    constexpr std::string_view file = "lastname_uk.csv.gz";
    Weights families;
    each(file, "surname,freq", [&](std::span<const std::string_view> cells) {
        const NameNumber name = t_.pool.add(proper_case(cells[0], true));
        if (name < family_of_others_.size() && family_of_others_[name]) return;
        // Shares are given to five digits.
        families.add(name, static_cast<std::uint32_t>(number<double>(cells[1], file) * 100'000 + 0.5));
    });
    families.make_ready();
    t_.stocks[static_cast<std::size_t>(StockName::english)].families = std::move(families);
}

void Reader::read_nicknames()
{
    each("nicknames.csv.gz", "name1,relationship,name2", [&](std::span<const std::string_view> cells) {
        const std::string name = proper_case(cells[0], false), other = proper_case(cells[2], false);
        // The list runs in both directions and over whole families of names: kept is what is not longer.
        if (other.size() > name.size() || name == other || name[0] != other[0]) return;
        t_.variants.short_forms.add(name, other);
        t_.variants.full_forms.add(other, name);
    });
}

void Reader::read_spellings(std::string_view file, std::string_view header, Groups& groups)
{
    each(file, header, [&](std::span<const std::string_view> cells) {
        // Recorded together, but only few are spellings of one sound: those that differ by a letter or two.
        if (cells[0] == cells[1] || cells[0].size() < 4 || letters_apart(cells[0], cells[1]) > 2) return;
        const bool family = &groups == &t_.variants.family;
        groups.add(proper_case(cells[0], family), proper_case(cells[1], family));
    });
}

} // namespace

std::string proper_case(std::string_view name, bool family)
{
    std::string proper;
    std::size_t word = 0; // letters of this word so far
    for (const char c : name) {
        if (c == '.') continue;
        proper += word == 0 ? upper(c) : lower(c);
        // After the apostrophe of D'Arcy and O'Shea a new word begins, after that of Sa'ad none.
        word = is_letter(c) || (c == '\'' && word > 1) ? word + 1 : 0;
    }
    if (!family) return proper;
    constexpr std::array<std::string_view, 30> irish{
        "Obrien",    "Oneill",  "Oconnor",  "Osullivan", "Oleary",  "Odonnell", "Oreilly", "Oneil",
        "Ohara",     "Okeefe",  "Okeeffe",  "Okane",     "Orourke", "Ohagan",   "Oshea",   "Odonoghue",
        "Odriscoll", "Ogorman", "Ohanlon",  "Otoole",    "Odea",    "Oconnell", "Ohare",   "Oloughlin",
        "Omalley",   "Omahony", "Oriordan", "Odowd",     "Odwyer",  "Ogrady"};
    if (std::find(irish.begin(), irish.end(), proper) != irish.end())
        return fmt::format("O'{}{}", upper(proper[1]), proper.substr(2));
    if (proper.starts_with("Mc") && proper.size() > 4) proper[2] = upper(proper[2]);
    constexpr std::array<std::string_view, 22> scottish{
        "Donald",  "Kenzie", "Leod",    "Gregor", "Farlane", "Intyre", "Rae",   "Lean",
        "Pherson", "Millan", "Dougall", "Arthur", "Neil",    "Phail",  "Aulay", "Innes",
        "Kinnon",  "Lennan", "Queen",   "Kay",    "Dermott", "Callum"};
    if (proper.starts_with("Mac"))
        for (const std::string_view clan : scottish)
            if (proper.size() == clan.size() + 3 && upper(proper[3]) == clan[0] &&
                proper.compare(4, std::string::npos, clan.substr(1)) == 0)
                proper[3] = clan[0];
    return proper;
}

unsigned letters_apart(std::string_view a, std::string_view b)
{
    std::vector<unsigned> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<unsigned>(j);
    for (std::size_t i = 0; i < a.size(); ++i) {
        unsigned diagonal = std::exchange(row[0], static_cast<unsigned>(i + 1));
        for (std::size_t j = 0; j < b.size(); ++j) {
            const unsigned changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

void read_lists(const std::filesystem::path& folder, Naming::Tables& tables)
{
    Reader reader(folder, tables);
    reader.read_given_names();
    reader.read_families();
    reader.read_nicknames();
    reader.read_spellings("firstname_uk_variant.csv.gz", "forename,forename2,freq", tables.variants.given);
    reader.read_spellings("lastname_uk_variant.csv.gz", "lastname1,lastname2,freq", tables.variants.family);
    tables.edition += fmt::format(", lists {:016x}", reader.digest());
}

} // namespace gauze::synth
