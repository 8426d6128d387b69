#include "datasets/synth/scenario/postcodes.hpp"

#include "datasets/synth/scenario/cells.hpp"

#include <algorithm>

namespace gauze::synth::scenario {

void PostcodeBook::add(const Neighbourhood& around)
{
    if (!seen_.insert(around.number).second) return;
    for (const Home& home : around.homes)
        if (!home.ward.empty()) places_.try_emplace(home.postcode, Place{home.ward, home.district});
}

std::string_view PostcodeBook::ward(const std::string& postcode) const
{
    const auto place = places_.find(postcode);
    return place == places_.end() ? std::string_view{} : std::string_view(place->second.ward);
}

void PostcodeBook::write(PartyFiles& files) const
{
    Table& table = files.file("public", "postcodes.csv", {"postcode", "sector", "ward", "district"});
    for (const auto& [postcode, place] : places_)
        table.add(no_person, {postcode, sector_of(postcode), place.ward, place.district});
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

} // namespace

bool shaped_like_postcode(std::string_view text)
{
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos || blank < 2 || blank > 4 || text.size() != blank + 4) return false;
    const std::string_view outward = text.substr(0, blank), inward = text.substr(blank + 1);
    const std::size_t letters = is_letter(outward[1]) ? 2 : 1;
    return is_letter(outward[0]) && blank > letters && blank <= letters + 2 && is_digit(outward[letters]) &&
           (blank == letters + 1 || is_digit(outward[blank - 1]) || is_letter(outward[blank - 1])) &&
           is_digit(inward[0]) && is_letter(inward[1]) && is_letter(inward[2]);
}

} // namespace gauze::synth::scenario
