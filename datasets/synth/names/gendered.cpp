#include "datasets/synth/names/gendered.hpp"

#include <array>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

struct Ending {
    std::string_view man, daughter, wife;
};

// The first that fits holds. Lithuanian names are written with and without their accents.
constexpr std::array<Ending, 21> endings{{
    {"tskyi", "tska", "tska"},
    {"ski", "ska", "ska"},
    {"cki", "cka", "cka"},
    {"dzki", "dzka", "dzka"},
    {"sky", "ska", "ska"},
    {"skyi", "ska", "ska"},
    {"ný", "ná", "ná"},
    {"ov", "ova", "ova"},
    {"ev", "eva", "eva"},
    {"yev", "yeva", "yeva"},
    {"nin", "nina", "nina"},
    {"shyn", "shyna", "shyna"},
    {"auskas", "auskaitė", "auskienė"},
    {"inskas", "inskaitė", "inskienė"},
    {"as", "aitė", "ienė"},
    {"ius", "iūtė", "ienė"},
    {"us", "utė", "ienė"},
    {"ys", "ytė", "ienė"},
    {"is", "ytė", "ienė"},
    {"ė", "aitė", "ienė"},
    {"ák", "áková", "áková"},
}};

std::string with_ending(std::string_view family, std::string_view from, std::string_view to)
{
    return fmt::format("{}{}", family.substr(0, family.size() - from.size()), to);
}

} // namespace

std::string form_of_daughter(std::string_view family)
{
    for (const Ending& ending : endings)
        if (family.ends_with(ending.man)) return with_ending(family, ending.man, ending.daughter);
    return std::string(family);
}

std::string form_of_wife(std::string_view family)
{
    for (const Ending& ending : endings)
        if (family.ends_with(ending.man)) return with_ending(family, ending.man, ending.wife);
    return std::string(family);
}

std::string form_of_man(std::string_view family)
{
    // The women's endings without accents, too.
    constexpr std::array<Ending, 7> plain{{
        {"as", "aite", ""},
        {"us", "ute", ""},
        {"is", "yte", ""},
        {"as", "iene", ""},
        {"as", "aitė", ""},
        {"as", "ienė", ""},
        {"is", "ytė", ""},
    }};
    for (const Ending& ending : plain)
        if (family.ends_with(ending.daughter)) return with_ending(family, ending.daughter, ending.man);
    for (const Ending& ending : endings)
        if (family.ends_with(ending.daughter)) return with_ending(family, ending.daughter, ending.man);
    return std::string(family);
}

} // namespace gauze::synth
