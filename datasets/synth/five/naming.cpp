#include "datasets/synth/five/naming.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <map>

namespace gauze::synth::five {

namespace {

constexpr std::string_view blanks = " \n";

// Cuts the next word off the front; "" at the end.
std::string_view next_word(std::string_view& text)
{
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(blanks)));
    const std::string_view word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    return word;
}

std::string spelled(std::string_view word)
{
    std::string name(word);
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

struct CommunityNames {
    explicit CommunityNames(const Community& community)
        : girls(community.girls), boys(community.boys), families(community.families)
    {}
    const WeightedNames& given(Sex sex) const { return sex == Sex::female ? girls : boys; }
    WeightedNames girls, boys, families;
};

using ShortForms = std::map<std::string, std::vector<std::string>, std::less<>>;

ShortForms read_short_forms()
{
    ShortForms forms;
    for (std::string_view rest = short_forms(); !rest.empty();) {
        std::string_view entry = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(rest.size(), entry.size() + 1));
        std::vector<std::string>& of_name = forms[std::string(next_word(entry))];
        for (std::string_view form = next_word(entry); !form.empty(); form = next_word(entry))
            of_name.emplace_back(form);
    }
    return forms;
}

// All tables, read once.
struct Tables {
    Tables()
    {
        for (const Community& community : five::communities()) communities.emplace_back(community);
    }
    std::vector<CommunityNames> communities;
    WeightedNames beginnings{rare_beginnings()}, endings{rare_endings()};
    WeightedNames girls_second{second_names_of_girls()}, boys_second{second_names_of_boys()};
    ShortForms short_forms = read_short_forms();
};

const Tables& tables()
{
    static const Tables read;
    return read;
}

FamilyName single_family_name(std::size_t community, Draws& draws)
{
    const Tables& t = tables();
    if (draws.happens(communities()[community].rare_family)) {
        const std::string& beginning = t.beginnings.draw(draws);
        std::string_view ending;
        do ending = t.endings.draw(draws);
        while (ending.substr(1) == std::string_view(beginning).substr(1)); // no Woodwood
        const std::string name = beginning + std::string(ending);
        return {name, name};
    }
    const std::string& entry = t.communities[community].families.draw(draws);
    const std::size_t slash = entry.find('/');
    if (slash == std::string::npos) return {entry, entry};
    return {entry.substr(slash + 1), entry.substr(0, slash)};
}

} // namespace

WeightedNames::WeightedNames(NameTable table)
{
    std::uint32_t sum = 0;
    for (std::string_view word = next_word(table); !word.empty(); word = next_word(table)) {
        const std::string_view digits = next_word(table);
        std::uint32_t weight = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), weight);
        assert(weight > 0 && "a name is followed by its weight");
        names_.push_back(spelled(word));
        up_to_.push_back(sum += weight);
    }
}

const std::string& WeightedNames::draw(Draws& draws) const
{
    const auto found = std::upper_bound(up_to_.begin(), up_to_.end(), draws.below(up_to_.back()));
    return names_[static_cast<std::size_t>(found - up_to_.begin())];
}

std::size_t draw_community(Draws& draws)
{
    std::uint32_t left = draws.below(1'000'000);
    std::size_t community = 0;
    for (; left >= communities()[community].share.per_million; ++community)
        left -= communities()[community].share.per_million;
    return community;
}

FamilyName draw_family_name(std::size_t community, Draws& draws)
{
    FamilyName name = single_family_name(community, draws);
    if (!draws.happens(communities()[community].two_barrelled)) return name;
    const FamilyName second = single_family_name(community, draws);
    if (second.boys == name.boys) return name;
    return {name.girls + "-" + second.girls, name.boys + "-" + second.boys};
}

std::string draw_given_name(std::size_t community, Sex sex, Draws& draws)
{
    // About one girl in forty is a Lily-Mae, one boy in a hundred a Tommy-Lee.
    constexpr Rate girls_with_two{25'000}, boys_with_two{9'000};
    if (draws.happens(communities()[community].local_given)) community = 0;
    std::string name = tables().communities[community].given(sex).draw(draws);
    if (community != 0 || !draws.happens(sex == Sex::female ? girls_with_two : boys_with_two)) return name;
    const Tables& t = tables();
    const std::string& second = (sex == Sex::female ? t.girls_second : t.boys_second).draw(draws);
    if (name.find('-') == std::string::npos && second != name) name += "-" + second;
    return name;
}

bool has_short_form(std::string_view given) { return tables().short_forms.contains(given); }

std::string_view draw_short_form(std::string_view given, Draws& draws)
{
    const auto found = tables().short_forms.find(given);
    if (found == tables().short_forms.end()) return {};
    return found->second[draws.below(static_cast<std::uint32_t>(found->second.size()))];
}

} // namespace gauze::synth::five
