// What children have from their parents, and what a marriage changes. Rates without a source are our own
// estimates.
#include "datasets/synth/names/customs.hpp"
#include "datasets/synth/names/gendered.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

// When the parents have different names. Estimates, so chosen that among all children about one in a hundred
// of the 1970s and one in ten of 2020 has a name with a hyphen: over these years births outside marriage rose
// from under a tenth to a half (ONS, Births in England and Wales).
Rate child_with_both(int year)
{
    return by_year(year, {{1950, 5'000}, {1975, 40'000}, {1995, 90'000}, {2020, 190'000}});
}
Rate child_with_mothers(int year)
{
    return by_year(year, {{1950, 300'000}, {1975, 200'000}, {2020, 130'000}});
}
// A woman at her marriage, by her year of birth; our estimate.
Rate wife_takes(int year) { return by_year(year, {{1930, 975'000}, {1960, 930'000}, {1990, 830'000}}); }
Rate wife_joins(int year) { return by_year(year, {{1930, 3'000}, {1960, 15'000}, {1990, 60'000}}); }
// Sons called like their fathers, and parents' names handed on as second names. Estimates.
Rate son_like_father(int year) { return by_year(year, {{1920, 60'000}, {1960, 30'000}, {2010, 8'000}}); }
constexpr Rate second_like_parent{130'000};

constexpr Rate husband_takes{12'000}, husband_joins{25'000};

std::string first_half(const std::string& family) { return family.substr(0, family.find('-')); }
std::string last_half(const std::string& family) { return family.substr(family.rfind('-') + 1); }

// The names of both, and no more than two halves.
std::string joined(const std::string& first, const std::string& second)
{
    const std::string a = last_half(first), b = first_half(second);
    return a == b ? a : fmt::format("{}-{}", a, b);
}

std::string first_word(const std::string& names) { return names.substr(0, names.find(' ')); }

const std::string& last_name(const Name& name) { return name.family.empty() ? name.given : name.family; }

} // namespace

Name Customs::child(const Named& who, const Name& mother, const Name* father,
                    std::span<const std::string> elder, Draws& draws) const
{
    const auto taken = [&](const std::string& name) {
        return std::find(elder.begin(), elder.end(), name) != elder.end();
    };
    const StockName stock = t_.given_stock(who, draws);
    Name child;
    child.given = t_.given(stock, who.sex, who.year, draws);
    const bool hands_on = ways()[who.community].middle != Ways::Middle::by_custom;
    const bool girl = who.sex == Sex::female;
    if (hands_on && father && !girl && draws.happens(son_like_father(who.year))) child.given = father->given;
    if (taken(child.given)) child.given = another_given(who, elder, draws);
    inherit(who, stock, mother, father, child, draws);
    const Name* const like = girl ? &mother : father;
    const bool one_second = !child.middle.empty() && child.middle.find(' ') == std::string::npos;
    const Custom custom = communities()[who.community].custom;
    if (hands_on && custom == Custom::family_name && like && one_second && like->given != child.given &&
        draws.happens(second_like_parent))
        child.middle = like->given;
    return child;
}

void Customs::inherit(const Named& who, StockName stock, const Name& mother, const Name* father, Name& child,
                      Draws& draws) const
{
    const Name& parent = father ? *father : mother;
    const bool girl = who.sex == Sex::female;
    switch (communities()[who.community].custom) {
    case Custom::personal_last: {
        complete(who, stock, child, draws);
        const Rate shared = by_year(who.year, {{1960, 150'000}, {1990, 500'000}, {2015, 780'000}});
        if (draws.happens(shared)) child.family = last_name(parent);
        return;
    }
    case Custom::father_chain: inherit_chain(who, mother, father, child, draws); return;
    case Custom::two_family_names: inherit_two_names(who, mother, father, child, draws); return;
    case Custom::family_first:
        complete(who, stock, child, draws); // for the middle
        child.family = last_name(parent);
        return;
    case Custom::singh_kaur: {
        const std::string_view shared = girl ? "Kaur" : "Singh";
        child.family = last_name(parent);
        if (child.family == "Singh" || child.family == "Kaur")
            child.family = shared;
        else
            child.middle = shared;
        return;
    }
    case Custom::father_middle:
        child.middle = father ? father->given : first_word(mother.middle);
        child.family = last_name(parent);
        return;
    case Custom::gendered_family: {
        constexpr Rate form_of_father{80'000}; // registered here as it stands
        child.family = form_of_man(last_name(parent));
        if (girl && !(father && draws.happens(form_of_father)))
            child.family = of_woman(who, child.family, false, draws);
        child.middle = middle(who, stock, child.given, draws);
        return;
    }
    case Custom::family_name:
    case Custom::day_name:
        child.family = father ? inherited_family(who, mother, *father, draws) : last_name(mother);
        child.middle = middle(who, stock, child.given, draws);
        return;
    }
}

std::string Customs::inherited_family(const Named& who, const Name& mother, const Name& father,
                                      Draws& draws) const
{
    const std::string &of_mother = last_name(mother), &of_father = last_name(father);
    if (of_mother == of_father) return of_father;
    // One has the other's name in a double one: the child has the double one.
    if (of_mother.find('-') != std::string::npos && of_mother.find(of_father) != std::string::npos)
        return of_mother;
    if (draws.happens(child_with_both(who.year)))
        return draws.below(4) == 0 ? joined(of_father, of_mother) : joined(of_mother, of_father);
    return draws.happens(child_with_mothers(who.year)) ? of_mother : of_father;
}

void Customs::inherit_chain(const Named& who, const Name& mother, const Name* father, Name& child,
                            Draws& draws) const
{
    const StockName own = t_.own_stock(who.community);
    if (!father) {
        child.middle = mother.middle, child.family = last_name(mother);
        return;
    }
    if (own == StockName::tamil) {
        child.family = father->given;
        return;
    }
    // Somalis and Eritreans keep to the chain; others take a family name from the father half of the time.
    constexpr Rate family_kept{550'000};
    const bool keeps = own != StockName::somali && own != StockName::eritrean;
    child.middle = father->given;
    const bool chain = !father->middle.empty() && !(keeps && draws.happens(family_kept));
    child.family = chain ? first_word(father->middle) : last_name(*father);
}

void Customs::inherit_two_names(const Named& who, const Name& mother, const Name* father, Name& child,
                                Draws& draws) const
{
    const StockName own = t_.own_stock(who.community);
    const std::vector<std::string> of_mother = parts_of_name(last_name(mother));
    if (own == StockName::filipino) {
        constexpr Rate second_given{350'000};
        if (draws.happens(second_given)) child.middle = t_.given(own, who.sex, who.year, draws);
        if (father)
            child.middle = child.middle.empty() ? of_mother.back()
                                                : fmt::format("{} {}", child.middle, of_mother.back());
        child.family = last_name(father ? *father : mother);
        return;
    }
    complete(who, own, child, draws); // for the middle
    child.family = last_name(mother);
    if (!father) return;
    const std::vector<std::string> of_father = parts_of_name(last_name(*father));
    constexpr Rate fathers_alone{200'000}; // as is usual here
    const bool spanish = own == StockName::spanish;
    const std::string& his = spanish ? of_father.front() : of_father.back();
    if (!who.born_abroad && draws.happens(fathers_alone))
        child.family = his;
    else if (spanish)
        child.family = fmt::format("{} {}", his, of_mother.front());
    else
        child.family = fmt::format("{} {}", of_mother.back(), his);
}

Name Customs::married(const Named& who, const Name& own, const Name& partner, Draws& draws) const
{
    Name name = own;
    if (partner.family.empty()) return name;
    const bool wife = who.sex == Sex::female;
    const auto takes = [&](Rate rate) { return wife && draws.happens(rate); };
    switch (communities()[who.community].custom) {
    case Custom::personal_last:
        if (takes(by_year(who.year, {{1960, 60'000}, {1990, 350'000}}))) name.family = partner.family;
        return name;
    case Custom::father_chain: {
        const bool tamil = of_stock(who, StockName::tamil);
        if (takes(tamil ? Rate{800'000} : Rate{60'000})) name.family = tamil ? partner.given : partner.family;
        return name;
    }
    case Custom::family_first:
        if (takes({220'000}))
            name.family = partner.family;
        else if (of_stock(who, StockName::cantonese) && takes({100'000}) && name.family != partner.family)
            name.family = fmt::format("{} {}", partner.family, name.family); // Chan Wong
        return name;
    case Custom::two_family_names: {
        const bool spanish = of_stock(who, StockName::spanish);
        const std::string last = parts_of_name(partner.family).back();
        if (takes(spanish ? Rate{80'000} : Rate{450'000}))
            name.family =
                spanish ? partner.family : fmt::format("{} {}", parts_of_name(last_name(name)).back(), last);
        return name;
    }
    case Custom::singh_kaur:
        if (!takes({850'000}) || partner.family == "Singh" || partner.family == "Kaur") return name;
        name.family = partner.family;
        if (name.middle.empty()) name.middle = "Kaur";
        return name;
    case Custom::father_middle:
        if (takes({850'000})) name.middle = partner.given, name.family = partner.family;
        return name;
    case Custom::gendered_family:
        if (takes(wife_takes(who.year)))
            name.family = of_woman(who, form_of_man(partner.family), true, draws);
        else if (!name.family.empty() && takes(wife_joins(who.year)))
            name.family = joined(name.family, form_of_daughter(partner.family));
        return name;
    case Custom::family_name:
    case Custom::day_name: break;
    }
    if (draws.happens(wife ? wife_takes(who.year) : husband_takes))
        name.family = partner.family;
    else if (!name.family.empty() && draws.happens(wife ? wife_joins(who.year) : husband_joins))
        name.family = joined(name.family, partner.family);
    return name;
}

} // namespace gauze::synth
