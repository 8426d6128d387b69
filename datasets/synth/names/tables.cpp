#include "datasets/synth/names/tables.hpp"

#include "datasets/synth/names/british.hpp"
#include "datasets/synth/names/lists.hpp"
#include "datasets/synth/spelling.hpp"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <charconv>

namespace gauze::synth {

namespace {

constexpr std::array<int, 1> one_column{0};

// The words of communities.cpp, in the order of StockName.
constexpr std::array<std::string_view, stock_count> stock_words{
    "english",    "welsh",      "scottish",  "northern_irish", "irish",     "jewish",   "polish",
    "lithuanian", "romanian",   "ukrainian", "bulgarian",      "italian",   "greek",    "portuguese",
    "spanish",    "albanian",   "punjabi",   "pakistani",      "gujarati",  "hindu",    "bangladeshi",
    "tamil",      "kerala",     "sinhala",   "nepali",         "afghan",    "iranian",  "arabic",
    "somali",     "turkish",    "kurdish",   "eritrean",       "yoruba",    "igbo",     "hausa",
    "akan",       "zimbabwean", "congolese", "caribbean",      "christian", "mandarin", "cantonese",
    "vietnamese", "filipino"};

std::uint32_t stock_number(std::string_view word)
{
    const auto found = std::find(stock_words.begin(), stock_words.end(), word);
    assert(found != stock_words.end());
    return static_cast<std::uint32_t>(found - stock_words.begin());
}

std::uint32_t ethnicity_number(std::string_view code)
{
    const auto all = ethnicities();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Ethnicity& e) { return e.code == code; });
    assert(found != all.end());
    return static_cast<std::uint32_t>(found - all.begin());
}

template <class Number>
Weights read_shares(std::string_view text, const Number& number)
{
    Weights shares;
    for (std::string_view word = next_word(text); !word.empty(); word = next_word(text)) {
        const std::string_view digits = next_word(text);
        std::uint32_t share = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), share);
        shares.add(number(word), share);
    }
    assert(shares.total() == 1000);
    shares.make_ready();
    return shares;
}

Composer::Region region(StockName stock)
{
    if (stock == StockName::scottish) return Composer::Region::scotland;
    if (stock == StockName::welsh) return Composer::Region::wales;
    if (stock == StockName::irish || stock == StockName::northern_irish) return Composer::Region::ireland;
    return Composer::Region::england;
}

bool plain_letters(std::string_view name)
{
    return std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string joined(std::string_view name, std::string_view between)
{
    std::string out;
    bool start = true;
    for (const char c : name) {
        if (c == ' ') {
            out += between;
            start = between.empty() ? false : true;
            continue;
        }
        out += start || !between.empty() ? c : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        start = false;
    }
    return out;
}

} // namespace

Naming::Tables::Tables(const std::filesystem::path& lists) : composed(pool.add("*")), composer(pool)
{
    edition = "own tables 1";
    read_stocks();
    read_communities();
    middle_girls = read_table(middle_names_of_girls(), middle_years, pool);
    middle_boys = read_table(middle_names_of_boys(), middle_years, pool);
    days_of_girls = read_table(day_names_of_girls(), one_column, pool).column(0);
    days_of_boys = read_table(day_names_of_boys(), one_column, pool).column(0);
    std::string_view before = names_before_the_name();
    for (std::string_view word = next_word(before); !word.empty(); word = next_word(before))
        titles.emplace(word);
    if (!lists.empty()) read_lists(lists, *this);
}

void Naming::Tables::read_stocks()
{
    for (const Stock& stock : synth::stocks()) {
        StockTables& read = stocks[static_cast<std::size_t>(stock.name)];
        if (!stock.girls.empty()) read.girls = read_table(stock.girls, stock.years, pool);
        if (!stock.boys.empty()) read.boys = read_table(stock.boys, stock.years, pool);
        if (!stock.families.empty()) read.families = read_table(stock.families, one_column, pool).column(0);
        if (!stock.last_of_women.empty())
            read.last_of_women = read_table(stock.last_of_women, one_column, pool).column(0);
        read.plain = stock.plain;
    }
}

void Naming::Tables::read_communities()
{
    for (const Ways& way : ways())
        communities.push_back(
            {read_shares(way.given, stock_number), read_shares(way.given_abroad, stock_number),
             read_shares(way.families, stock_number), read_shares(way.ethnicities, ethnicity_number)});
}

StockName Naming::Tables::given_stock(const Named& who, Draws& draws) const
{
    const CommunityTables& community = communities[who.community];
    const Weights& shares = who.born_abroad ? community.given_abroad : community.given;
    return static_cast<StockName>(shares.draw(draws));
}

StockName Naming::Tables::own_stock(CommunityNumber community) const
{
    return static_cast<StockName>(communities[community].families.name(0));
}

std::string Naming::Tables::given(StockName stock, Sex sex, int year, Draws& draws) const
{
    const YearTable& table = of(stock).given(sex);
    const NameNumber name = table.draw(year, draws);
    if (name != composed) return form(stock, pool[name], false, draws);
    const auto ordinary = [&](Draws& again) {
        NameNumber other = composed;
        while (other == composed) other = table.draw(year, again);
        return pool[other];
    };
    return composer.given(sex, year, draws, ordinary);
}

std::string Naming::Tables::given(const Named& who, Draws& draws) const
{
    return given(given_stock(who, draws), who.sex, who.year, draws);
}

std::string Naming::Tables::family(StockName stock, Draws& draws) const
{
    const NameNumber name = of(stock).families.draw(draws);
    if (name == composed) return composer.family(region(stock), draws);
    return form(stock, pool[name], true, draws);
}

std::string Naming::Tables::family(CommunityNumber community, Draws& draws) const
{
    return family(static_cast<StockName>(communities[community].families.draw(draws)), draws);
}

std::string Naming::Tables::last_of_woman(CommunityNumber community, Draws& draws) const
{
    const Weights& last = of(own_stock(community)).last_of_women;
    return last.empty() ? family(community, draws) : pool[last.draw(draws)];
}

std::vector<Form> Naming::Tables::forms(StockName stock, const std::string& name, bool family) const
{
    if (!plain_letters(name) && of(stock).plain > 0) {
        const std::uint32_t plain = of(stock).plain;
        return {{name, 1'000'000 - plain}, {without_accents(name), plain}};
    }
    const bool two_syllables = !family && name.find(' ') != std::string::npos;
    if (stock == StockName::cantonese && two_syllables)
        return {{name, 600'000}, {joined(name, "-"), 250'000}, {joined(name, ""), 150'000}};
    if (stock == StockName::mandarin && two_syllables)
        return {{joined(name, ""), 800'000}, {name, 140'000}, {joined(name, "-"), 60'000}};
    return {{name, 1'000'000}};
}

std::string Naming::Tables::form(StockName stock, const std::string& name, bool family, Draws& draws) const
{
    const bool chinese = stock == StockName::cantonese || stock == StockName::mandarin;
    if (!chinese && plain_letters(name)) return name;
    const std::vector<Form> all = forms(stock, name, family);
    if (all.size() == 1) return all.front().name;
    std::uint32_t left = draws.below(1'000'000);
    std::size_t at = 0;
    for (; left >= all[at].per_million; ++at) left -= all[at].per_million;
    return all[at].name;
}

} // namespace gauze::synth
