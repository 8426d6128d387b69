#include "datasets/synth/names/variants.hpp"

#include "datasets/synth/names/weighted.hpp"
#include "datasets/synth/spelling.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace gauze::synth {

namespace {

template <class Use>
void each_group(std::string_view text, const Use& use)
{
    while (!text.empty()) {
        std::string_view group = text.substr(0, text.find(';'));
        text.remove_prefix(std::min(text.size(), group.size() + 1));
        std::vector<std::string> names;
        for (std::string_view word = next_word(group); !word.empty(); word = next_word(group)) {
            names.emplace_back(word);
            std::replace(names.back().begin(), names.back().end(), '_', ' ');
        }
        if (!names.empty()) use(names);
    }
}

void read_equals(std::string_view text, Groups& into)
{
    each_group(text, [&](const std::vector<std::string>& names) {
        for (const std::string& name : names)
            for (const std::string& other : names)
                if (name != other) into.add(name, other);
    });
}

} // namespace

void Groups::add(std::string_view name, std::string_view other)
{
    std::vector<std::string>& others = others_[std::string(name)];
    if (std::find(others.begin(), others.end(), other) == others.end()) others.emplace_back(other);
}

const std::vector<std::string>* Groups::of(std::string_view name) const
{
    const auto found = others_.find(name);
    return found == others_.end() ? nullptr : &found->second;
}

std::string Groups::draw(std::string_view name, Draws& draws) const
{
    const std::vector<std::string>* others = of(name);
    if (!others) return {};
    return (*others)[draws.below(static_cast<std::uint32_t>(others->size()))];
}

Variants::Variants()
{
    each_group(synth::short_forms(), [&](const std::vector<std::string>& names) {
        for (auto other = names.begin() + 1; other != names.end(); ++other)
            short_forms.add(names.front(), *other), full_forms.add(*other, names.front());
    });
    read_equals(spellings_of_given_names(), given);
    read_equals(spellings_of_family_names(), family);
    read_equals(synth::transliterations(), transliterations);
}

std::string written_otherwise(std::string_view name, Draws& draws)
{
    const auto replaced = [&](std::size_t at, std::size_t length, std::string_view by) {
        std::string other(name);
        return other.replace(at, length, by);
    };
    if (name.starts_with("Mc") && name.size() > 4) {
        if (draws.below(3) == 0) return replaced(2, 0, " ");
        return replaced(1, 1, "ac");
    }
    if (name.starts_with("Mac") && name.size() > 6 && name[3] >= 'A' && name[3] <= 'Z')
        return replaced(1, 2, "c");
    if (const std::size_t at = name.find('\''); at != std::string_view::npos)
        return replaced(at, 1, draws.below(2) == 0 ? "" : " ");
    if (const std::size_t at = name.find('-'); at != std::string_view::npos)
        return replaced(at, 1, draws.below(4) == 0 ? "" : " ");
    const std::string plain = without_accents(name);
    return plain == name ? std::string() : plain;
}

std::string transliterated(Custom custom, std::string_view name, Draws& draws)
{
    std::string other(name);
    for (const auto& [letter, two] :
         {std::pair{"ö", "oe"}, {"ü", "ue"}, {"ä", "ae"}, {"ø", "oe"}, {"ß", "ss"}})
        if (const std::size_t at = other.find(letter); at != std::string::npos && draws.below(3) == 0)
            return other.replace(at, 2, two);
    const std::string plain = without_accents(name);
    if (plain != name) return plain;
    for (const std::string_view article : {"Al-", "El-", "Al ", "El "})
        if (name.starts_with(article)) {
            constexpr std::array<std::string_view, 4> forms{"Al-", "El-", "Al ", "El "};
            std::string_view form = article;
            while (form == article) form = forms[draws.below(forms.size())];
            return other.replace(0, 3, form);
        }
    if (custom != Custom::family_first) return {};
    const std::size_t blank = name.find_first_of(" -");
    if (blank == std::string_view::npos) return {};
    if (draws.below(2) == 0) {
        other[blank] = name[blank] == ' ' ? '-' : ' ';
        return other;
    }
    other.erase(blank, 1);
    other[blank] = static_cast<char>(std::tolower(static_cast<unsigned char>(other[blank])));
    return other;
}

} // namespace gauze::synth
