// How a name is made of its parts: the customs of the communities. What is drawn comes from tables.hpp; here
// stands who takes whose name.
#pragma once

#include "datasets/synth/names/tables.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <utility>

namespace gauze::synth {

// A rate that changes with the year of birth: straight between the years given, level outside.
struct RateInYear {
    int year;
    std::uint32_t per_million;
};
Rate by_year(int year, std::initializer_list<RateInYear> rates);

// The words of a family name or of middle names. Particles stay with what they belong to: "de la Cruz".
std::vector<std::string> parts_of_name(std::string_view name);

class Customs {
public:
    explicit Customs(const Naming::Tables& tables) : t_(tables) {}

    Name founder(const Named& who, Draws& draws) const;
    Name child(const Named& who, const Name& mother, const Name* father, std::span<const std::string> elder,
               Draws& draws) const;
    Name married(const Named& who, const Name& own, const Name& partner, Draws& draws) const;
    // A given name that none of `elder` bears.
    std::string another_given(const Named& who, std::span<const std::string> elder, Draws& draws) const;

private:
    // What follows the given name of somebody without parents in the world.
    void complete(const Named& who, StockName stock, Name& name, Draws& draws) const;
    std::string with_hyphens(const Named& who, std::string family, Draws& draws) const;
    void personal_last(const Named& who, Name& name, Draws& draws) const;
    void father_chain(const Named& who, Name& name, Draws& draws) const;
    void family_first(const Named& who, StockName stock, Name& name, Draws& draws) const;
    void two_family_names(const Named& who, Name& name, Draws& draws) const;
    // A woman's form of a family name; registered without its accents about as often as other names of the
    // stock.
    std::string of_woman(const Named& who, const std::string& man, bool wife, Draws& draws) const;
    // The middle names that are a matter of taste, not of descent.
    std::string middle(const Named& who, StockName stock, const std::string& given, Draws& draws) const;
    std::string british_middle(const Named& who, StockName stock, const std::string& given,
                               Draws& draws) const;
    std::string middle_of_stock(const Named& who, StockName stock, const std::string& given,
                                Draws& draws) const;

    // What a child has from its parents.
    void inherit(const Named& who, StockName stock, const Name& mother, const Name* father, Name& child,
                 Draws& draws) const;
    std::string inherited_family(const Named& who, const Name& mother, const Name& father,
                                 Draws& draws) const;
    void inherit_chain(const Named& who, const Name& mother, const Name* father, Name& child,
                       Draws& draws) const;
    void inherit_two_names(const Named& who, const Name& mother, const Name* father, Name& child,
                           Draws& draws) const;

    bool of_stock(const Named& who, StockName stock) const { return t_.own_stock(who.community) == stock; }

    const Naming::Tables& t_;
};

} // namespace gauze::synth
