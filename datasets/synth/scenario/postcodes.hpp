// What is public about postcodes: the ward and the local authority of each. Parties need it to tell who lives
// where; it holds every postcode of the neighbourhoods a scenario draws on, and nothing about who lives
// there.
#pragma once

#include "datasets/synth/scenario/party_files.hpp"

#include <map>
#include <set>
#include <string>

namespace gauze::synth::scenario {

class PostcodeBook {
public:
    void add(const Neighbourhood& around);
    // "" for a postcode that is not known: mistyped, or missing.
    std::string_view ward(const std::string& postcode) const;
    // As public/postcodes.csv: postcode, sector, ward, district.
    void write(PartyFiles& files) const;

private:
    struct Place {
        std::string ward, district;
    };
    std::set<std::uint64_t> seen_; // neighbourhoods
    std::map<std::string, Place> places_;
};

// One or two letters, a digit, perhaps another character; a blank; a digit and two letters.
bool shaped_like_postcode(std::string_view text);

} // namespace gauze::synth::scenario
