// What a careful clerk with all papers on the table would hold about a person: the record before anything
// goes wrong. The papers are those of a day; who was unborn then, or not yet named, is held as such.
#pragma once

#include "datasets/synth/observe/record.hpp"

namespace gauze::synth {

struct AsItIs {
    Record record;
    Day seen;             // the day the record is of: the captured day, or one before the birth
    bool unnamed = false; // a "Baby"
};
// Draws nothing by `look`: every record an organisation holds about somebody starts from the same truth.
AsItIs as_it_is(const World& world, const Neighbourhood& around, Slot who, const Lens& lens);

// The homes in which the person lived before the one of that day, oldest first; none if that one is a refuge,
// and no refuges.
std::vector<const Home*> homes_before(const Neighbourhood& around, const Person& person, Day day);
// The family name before the last change, else that of the parent whose name the person does not bear; ""
// if there is none.
std::string other_family_name(const Neighbourhood& around, const Person& person, Day day);

} // namespace gauze::synth
