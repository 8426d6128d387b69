// Names that stand in no table: the long tail. They are put together from parts in use: Lily-Mae, Jaydan,
// Kaylee for Kayleigh; Thornley, Hathersage, Tregarrick. What is composed is never a name that a table holds,
// so the shares of those stay what the tables say.
#pragma once

#include "datasets/synth/names/naming.hpp"
#include "datasets/synth/names/weighted.hpp"

#include <string>

namespace gauze::synth {

class Composer {
public:
    explicit Composer(NamePool& pool);

    // `ordinary` draws a name from the table of the same people and year.
    template <class Ordinary>
    std::string given(Sex sex, int year, Draws& draws, const Ordinary& ordinary) const
    {
        for (;;) {
            std::string name = composed_given(sex, year, draws, ordinary(draws));
            if (!pool_.holds(name)) return name;
        }
    }
    enum class Region : std::uint8_t { england, scotland, wales, ireland };
    std::string family(Region region, Draws& draws) const;
    // The second half of names like Lily-Mae.
    const std::string& second_half(Sex sex, Draws& draws) const;

private:
    std::string composed_given(Sex sex, int year, Draws& draws, std::string name) const;
    std::string composed_family(Region region, Draws& draws) const;
    const std::string& part(const Weights& weights, Draws& draws) const
    {
        return parts_[weights.draw(draws)];
    }

    const NamePool& pool_;
    NamePool parts_;
    Weights second_girls_, second_boys_, girl_starts_, girl_ends_, boy_starts_, boy_ends_;
    Weights places_, place_ends_, clans_, cornish_, cornish_ends_, irish_, fathers_;
};

// Another way to write the same sound, by one rule drawn from those that fit; "" if none does.
std::string respelled(std::string_view name, Draws& draws);

} // namespace gauze::synth
