// The names people have, as tables: which communities live here, what each calls its children, and which
// short forms are in use. The tables (names.cpp) are facts in our own compact form; drawing from them is
// naming.hpp.
#pragma once

#include "datasets/synth/draws.hpp"

#include <span>
#include <string_view>

namespace gauze::synth::five {

// A table of names is one text: "Olivia 1600 Amelia 1500 ...", each name followed by its relative weight. In
// a name,
// '_' stands for a blank; "Kowalski/Kowalska" is a family name with a form for boys and one for girls.
using NameTable = std::string_view;

struct Community {
    std::string_view name;
    Rate share;         // of families; the shares add up to one
    Rate local_given;   // children given a name that is usual in the country instead
    Rate two_barrelled; // families whose name is two names with a hyphen
    Rate rare_family;   // families whose name is composed from parts: the long tail
    NameTable girls, boys, families;
};

// The first one gives the names that are usual in the country.
std::span<const Community> communities();

// Rare family names are a beginning and an ending, both in falling frequency: "Thorn" "ley".
NameTable rare_beginnings();
NameTable rare_endings();

// Second halves of names like Lily-Mae and Tommy-Lee.
NameTable second_names_of_girls();
NameTable second_names_of_boys();

// "Alexander Alex Xander; Benjamin Ben Benji; ...": a name and the short forms in use.
std::string_view short_forms();

} // namespace gauze::synth::five
