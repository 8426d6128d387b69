// Other ways to write or to say a name: groups of names that stand for each other.
#pragma once

#include "datasets/synth/names/naming.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth {

// The texts (variants_tables.cpp): groups end with ';'. "Alexander Alex Xander" is a name and its short
// forms; in the others all names of a group are worth the same. '_' stands for a blank.
std::string_view short_forms();
std::string_view spellings_of_given_names();
std::string_view spellings_of_family_names();
std::string_view transliterations();

// From a name to others. Immutable once made.
class Groups {
public:
    void add(std::string_view name, std::string_view other); // twice is once
    // One of the others, "" if there is none.
    std::string draw(std::string_view name, Draws& draws) const;
    const std::vector<std::string>* of(std::string_view name) const;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> others_;
};

struct Variants {
    Variants();
    Groups short_forms, full_forms, given, family, transliterations;
};

// By rules, "" where none fits: McDonald and MacDonald, O'Neill and ONeill, Smith-Jones and Smith Jones,
// D'Souza and DSouza.
std::string written_otherwise(std::string_view name, Draws& draws);
// Zoë and Zoe, Müller and Mueller, Al-Hassan and Alhassan, Xiaoming and Xiao Ming.
std::string transliterated(Custom custom, std::string_view name, Draws& draws);

} // namespace gauze::synth
