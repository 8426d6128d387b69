#include "datasets/synth/scenario/party_files.hpp"

#include "datasets/synth/scenario/cast.hpp"
#include "datasets/synth/scenario/person_file.hpp"

#include <algorithm>
#include <utility>

namespace gauze::synth::scenario {

void PartyFiles::party(std::string_view name, std::string_view role)
{
    parties_.push_back({std::string(name), std::string(role)});
}

Table& PartyFiles::file(std::string party, std::string file, Cells columns, std::string_view reference)
{
    return files_.emplace_back(std::move(party), std::move(file), std::move(columns), reference);
}

std::vector<std::string>& PartyFiles::list(std::string party, std::string file)
{
    return lists_.emplace_back(List{std::move(party), std::move(file), {}}).lines;
}

Table& PartyFiles::truth(std::string file, Cells columns)
{
    return truths_.emplace_back("truth", std::move(file), std::move(columns));
}

void PartyFiles::person(const Somebody& who)
{
    const auto [place, is_new] = persons_.try_emplace(who.number());
    if (is_new) place->second = person_line(who);
    if (!world_edition_.empty()) return;
    world_edition_ = who.world->edition();
    names_edition_ = who.world->naming().edition();
}

Planted& PartyFiles::planted(const std::string& name, std::string_view stated)
{
    const auto same = std::find_if(planted_.begin(), planted_.end(),
                                   [&](const Planted& planted) { return planted.name == name; });
    if (same != planted_.end()) return *same;
    return planted_.emplace_back(Planted{name, std::string(stated), {}, {}});
}

} // namespace gauze::synth::scenario
