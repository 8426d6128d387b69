// Founders, and the parts that all customs share. Rates without a source are our own estimates.
#include "datasets/synth/names/customs.hpp"

#include "datasets/synth/names/gendered.hpp"
#include "datasets/synth/spelling.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

constexpr int a_generation = 29; // years between father and child

// Estimates: adults of no particular descent with two family names joined by a hyphen.
Rate founder_with_hyphen(int year)
{
    return by_year(year, {{1920, 3'000}, {1970, 7'000}, {1990, 15'000}, {2010, 40'000}});
}

// Estimates: one name in the passport, and nothing else; three or four family names in a row.
constexpr Rate single_name{8'000}, grand_name{250};

bool differs(const std::string& a, std::string_view b) { return a != b; }

} // namespace

Rate by_year(int year, std::initializer_list<RateInYear> rates)
{
    assert(rates.size() > 0);
    const RateInYear* before = rates.begin();
    if (year <= before->year) return {before->per_million};
    for (const RateInYear* after = before + 1; after != rates.end(); before = after++) {
        if (year > after->year) continue;
        const std::int64_t rise = std::int64_t{after->per_million} - std::int64_t{before->per_million};
        return {static_cast<std::uint32_t>(before->per_million +
                                           rise * (year - before->year) / (after->year - before->year))};
    }
    return {before->per_million};
}

std::vector<std::string> parts_of_name(std::string_view name)
{
    constexpr std::array<std::string_view, 11> particles{"de", "da", "do",  "dos", "das", "del",
                                                         "la", "e",  "las", "los", "y"};
    std::vector<std::string> parts;
    std::string held;
    for (std::string_view word = next_word(name); !word.empty(); word = next_word(name)) {
        if (!held.empty()) held += ' ';
        held += word;
        if (std::find(particles.begin(), particles.end(), word) != particles.end()) continue;
        parts.push_back(std::move(held));
        held.clear();
    }
    if (!held.empty()) parts.push_back(std::move(held));
    return parts;
}

Name Customs::founder(const Named& who, Draws& draws) const
{
    const StockName stock = t_.given_stock(who, draws);
    Name name;
    name.given = t_.given(stock, who.sex, who.year, draws);
    complete(who, stock, name, draws);
    const Custom custom = communities()[who.community].custom;
    const bool usual = custom == Custom::personal_last || custom == Custom::father_chain;
    if (who.born_abroad && usual && draws.happens(single_name)) name.middle.clear(), name.family.clear();
    return name;
}

void Customs::complete(const Named& who, StockName stock, Name& name, Draws& draws) const
{
    const Custom custom = communities()[who.community].custom;
    const bool woman = who.sex == Sex::female;
    switch (custom) {
    case Custom::personal_last: personal_last(who, name, draws); return;
    case Custom::father_chain: father_chain(who, name, draws); return;
    case Custom::family_first: family_first(who, stock, name, draws); return;
    case Custom::two_family_names: two_family_names(who, name, draws); return;
    case Custom::family_name:
    case Custom::gendered_family:
    case Custom::singh_kaur:
    case Custom::father_middle:
    case Custom::day_name: break;
    }
    name.family = t_.family(who.community, draws);
    name.middle = middle(who, stock, name.given, draws);
    if (custom == Custom::gendered_family && woman) name.family = of_woman(who, name.family, false, draws);
    if (custom == Custom::singh_kaur) {
        const std::string_view shared = woman ? "Kaur" : "Singh";
        (name.family == "Singh" ? name.family : name.middle) = shared;
    }
    if (custom == Custom::father_middle)
        name.middle = t_.given(t_.own_stock(who.community), Sex::male, who.year - a_generation, draws);
    if (custom == Custom::family_name && ways()[who.community].middle == Ways::Middle::british)
        name.family = with_hyphens(who, name.family, draws);
}

std::string Customs::with_hyphens(const Named& who, std::string family, Draws& draws) const
{
    int more = draws.happens(founder_with_hyphen(who.year)) ? 1 : draws.happens(grand_name) ? 3 : 0;
    for (; more > 0; --more) {
        const std::string second = t_.family(who.community, draws);
        if (family.find(second) == std::string::npos) family = fmt::format("{}-{}", family, second);
    }
    return family;
}

std::string Customs::of_woman(const Named& who, const std::string& man, bool wife, Draws& draws) const
{
    std::string family = wife ? form_of_wife(man) : form_of_daughter(man);
    const std::uint32_t plain = t_.of(t_.own_stock(who.community)).plain;
    if (family != man && without_accents(man) == man && draws.happens({plain}))
        family = without_accents(family);
    return family;
}

void Customs::personal_last(const Named& who, Name& name, Draws& draws) const
{
    if (who.sex == Sex::female) {
        // Bibi, Begum, Khatun: the rule for grandmothers, rare among girls born here.
        const Rate personal = by_year(who.year, {{1960, 720'000}, {1990, 330'000}, {2015, 120'000}});
        name.family = draws.happens(personal) ? t_.last_of_woman(who.community, draws)
                                              : t_.family(who.community, draws);
        return;
    }
    name.family = t_.family(who.community, draws);
    // A name before the name is mostly followed by the one its bearer goes by.
    const Rate second = t_.before_the_name(name.given) ? Rate{650'000} : Rate{60'000};
    if (draws.happens(second)) {
        const std::string middle = t_.given(t_.own_stock(who.community), Sex::male, who.year, draws);
        if (!t_.before_the_name(middle) && middle != name.given && middle != name.family)
            name.middle = middle;
    }
}

void Customs::father_chain(const Named& who, Name& name, Draws& draws) const
{
    const StockName stock = t_.own_stock(who.community);
    name.family = t_.family(who.community, draws);
    if (stock == StockName::tamil) {
        // The father's name is last; before it may stand an initial.
        constexpr Rate with_initial{120'000};
        if (draws.happens(with_initial))
            name.middle = t_.given(stock, Sex::male, who.year - 60, draws).substr(0, 1);
        return;
    }
    constexpr Rate known_by_two{150'000}; // no father's name between
    if (!draws.happens(known_by_two))
        name.middle = t_.given(stock, Sex::male, who.year - a_generation, draws);
}

void Customs::family_first(const Named& who, StockName stock, Name& name, Draws& draws) const
{
    const StockName own = t_.own_stock(who.community);
    const bool woman = who.sex == Sex::female;
    name.family = t_.family(who.community, draws);
    if (own == StockName::vietnamese) {
        const Rate thi_or_van = by_year(who.year, {{1960, 750'000}, {2010, 300'000}});
        if (stock == own && draws.happens(thi_or_van))
            name.middle = t_.form(own, woman ? "Thị" : "Văn", false, draws);
        return;
    }
    // An English name and the Chinese one behind it, or the Chinese one and sometimes an English one.
    constexpr Rate chinese_behind{600'000}, english_behind{180'000};
    if (stock != own && draws.happens(chinese_behind)) name.middle = t_.given(own, who.sex, who.year, draws);
    if (stock == own && own == StockName::cantonese && draws.happens(english_behind))
        name.middle = t_.given(StockName::english, who.sex, who.year, draws);
}

void Customs::two_family_names(const Named& who, Name& name, Draws& draws) const
{
    constexpr Rate second_given{350'000}, one_only{120'000}, three{60'000};
    const StockName own = t_.own_stock(who.community);
    if (draws.happens(second_given)) {
        const std::string second = t_.given(own, who.sex, who.year, draws);
        if (second != name.given) name.middle = second;
    }
    name.family = t_.family(who.community, draws);
    if (own == StockName::filipino) { // the mother's family name stands in the middle
        const std::string mothers = t_.family(who.community, draws);
        name.middle = name.middle.empty() ? mothers : fmt::format("{} {}", name.middle, mothers);
        return;
    }
    if (draws.happens(one_only)) return;
    name.family = fmt::format("{} {}", name.family, t_.family(who.community, draws));
    if (own == StockName::portuguese && draws.happens(three))
        name.family = fmt::format("{} {}", name.family, t_.family(who.community, draws));
}

std::string Customs::middle(const Named& who, StockName stock, const std::string& given, Draws& draws) const
{
    if (communities()[who.community].custom == Custom::day_name) {
        const Weights& days = who.sex == Sex::female ? t_.days_of_girls : t_.days_of_boys;
        constexpr Rate both{700'000};
        if (!draws.happens(both)) return {};
        return stock == StockName::akan ? t_.given(StockName::christian, who.sex, who.year, draws)
                                        : t_.pool[days.draw(draws)];
    }
    switch (ways()[who.community].middle) {
    case Ways::Middle::british: return british_middle(who, stock, given, draws);
    case Ways::Middle::own: return middle_of_stock(who, stock, given, draws);
    case Ways::Middle::by_custom: break;
    }
    return {};
}

std::string Customs::british_middle(const Named& who, StockName stock, const std::string& given,
                                    Draws& draws) const
{
    const Rate none = by_year(who.year, {{1900, 400'000}, {1950, 190'000}, {1980, 120'000}, {2020, 170'000}});
    const Rate another = by_year(who.year, {{1900, 110'000}, {1980, 70'000}, {2020, 130'000}});
    if (draws.happens(none)) return {};
    const YearTable& usual = who.sex == Sex::female ? t_.middle_girls : t_.middle_boys;
    std::string names;
    do {
        constexpr Rate from_the_usual{700'000};
        const std::string next = draws.happens(from_the_usual) ? t_.pool[usual.draw(who.year, draws)]
                                                               : t_.given(stock, who.sex, who.year, draws);
        if (!differs(given, next) || names.find(next) != std::string::npos) continue;
        names = names.empty() ? next : fmt::format("{} {}", names, next);
    } while (draws.happens(another));
    return names;
}

std::string Customs::middle_of_stock(const Named& who, StockName stock, const std::string& given,
                                     Draws& draws) const
{
    constexpr Rate one{420'000};
    if (!draws.happens(one)) return {};
    const StockName own = t_.own_stock(who.community);
    // An English name with one of the old country behind it, or two of that.
    const std::string next =
        t_.given(stock == own && draws.below(3) == 0 ? StockName::english : own, who.sex, who.year, draws);
    return next == given ? std::string() : next;
}

std::string Customs::another_given(const Named& who, std::span<const std::string> elder, Draws& draws) const
{
    const auto taken = [&](const std::string& name) {
        return std::find(elder.begin(), elder.end(), name) != elder.end();
    };
    std::string name = t_.given(who, draws);
    for (int tries = 0; taken(name) && tries < 200; ++tries) name = t_.given(who, draws);
    // A family of so many: the next is told apart by a second name.
    while (taken(name)) name = fmt::format("{}-{}", name, t_.composer.second_half(who.sex, draws));
    return name;
}

} // namespace gauze::synth
