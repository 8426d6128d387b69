#include "datasets/synth/world/person.hpp"

#include <cassert>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

using std::chrono::year_month_day;

// The last that began on or before the day; the first, if none did.
template <class Spell>
const Spell& at(const std::vector<Spell>& spells, Day day)
{
    assert(!spells.empty());
    std::size_t i = spells.size() - 1;
    while (i > 0 && spells[i].from > day) --i;
    return spells[i];
}

} // namespace

std::string to_text(PersonNumber number) { return fmt::format("P{:010x}", number); }

std::string_view to_text(Relation relation)
{
    static constexpr std::string_view words[] = {"parent",  "step-parent",  "partner",      "former partner",
                                                 "sibling", "half-sibling", "step-sibling", "grandparent"};
    return words[static_cast<std::size_t>(relation)];
}

int Person::age(Day day) const
{
    const year_month_day then{birth}, now{day};
    const int years = static_cast<int>(now.year()) - static_cast<int>(then.year());
    const bool before_birthday =
        now.month() < then.month() || (now.month() == then.month() && now.day() < then.day());
    return years - (before_birthday ? 1 : 0);
}

Day Person::documented_birth() const
{
    if (!documents_say_january) return birth;
    return Day{year_month_day{birth}.year() / 1 / 1};
}

const NameSpell& Person::name_on(Day day) const { return at(names, day); }
const Stay& Person::stay_on(Day day) const { return at(stays, day); }

} // namespace gauze::synth
