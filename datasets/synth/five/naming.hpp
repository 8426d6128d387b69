// Draws names from the tables of names.hpp: a family gets its name by its community, a child its given name
// by community and sex. Everything is a pure function of the stream of draws that is handed in.
#pragma once

#include "datasets/synth/draws.hpp"
#include "datasets/synth/five/names.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth::five {

enum class Sex : std::uint8_t { female, male };

// A name table ready for drawing, in proportion to the weights. Immutable: any number of threads. A draw
// costs a binary search.
class WeightedNames {
public:
    explicit WeightedNames(NameTable table);
    const std::string& draw(Draws& draws) const;

    const std::vector<std::string>& names() const noexcept { return names_; }
    std::uint32_t weight(std::size_t name) const noexcept
    {
        return up_to_[name] - (name == 0 ? 0 : up_to_[name - 1]);
    }

private:
    std::vector<std::string> names_;
    std::vector<std::uint32_t> up_to_; // weights summed up to and with each name
};

// The name of a family: one form for all, or two where girls and boys carry different ones (Kowalska,
// Kowalski).
struct FamilyName {
    std::string girls, boys;
    const std::string& of(Sex sex) const { return sex == Sex::female ? girls : boys; }
};

// Positions in communities().
std::size_t draw_community(Draws& draws);

FamilyName draw_family_name(std::size_t community, Draws& draws);
std::string draw_given_name(std::size_t community, Sex sex, Draws& draws);

// One of the other forms in which `given` is used ("Ben" for "Benjamin"), or "" if the name has none.
std::string_view draw_short_form(std::string_view given, Draws& draws);
bool has_short_form(std::string_view given);

} // namespace gauze::synth::five
