// What people of the United Kingdom are called: by the year they were born, their sex and the community they
// come from, with the naming customs of each. The tables (names/*.cpp) are rounded facts in our own compact
// form; fuller lists are read beside them where a folder of such lists is given.
#pragma once

#include "datasets/synth/draws.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth {

enum class Sex : std::uint8_t { female, male };

// Ethnic groups as schools and children's services code them: five groups of eighteen.
struct Ethnicity {
    std::string_view code;  // "WBRI"
    std::string_view name;  // "White British"
    std::string_view broad; // "White", "Mixed", "Asian", "Black", "Other"
};
std::span<const Ethnicity> ethnicities();
using EthnicityNumber = std::uint8_t; // position in ethnicities()

// A community is people who take their names from the same stock by the same customs.
enum class Custom : std::uint8_t {
    family_name,     // English, Irish, Jewish ...: a family name all share
    gendered_family, // Kowalski, Kowalska
    singh_kaur,      // Singh or Kaur in the middle or last, with or without a family name
    personal_last,   // no family name: Mohammed Anwar, wife Nasreen Bibi, son Mohammed Bilal
    father_chain,    // given name, father's, grandfather's
    father_middle,   // father's given name in the middle (Gujarati)
    family_first, // Chinese, Vietnamese: family name, two-syllable given name, often an English one beside it
    two_family_names, // Spanish and Portuguese
    day_name,         // Akan: a given name by the day of the week, and an English one
};
struct Community {
    std::string_view name; // "Punjabi"
    Custom custom;
    EthnicityNumber ethnicity; // of most of its people; `drawn_ethnicity` draws
};
std::span<const Community> communities();
using CommunityNumber = std::uint8_t; // position in communities()

// A legal name. `middle` may be empty or several names with blanks between; `family` is empty for people with
// one name.
struct Name {
    std::string given, middle, family;
    bool operator==(const Name&) const = default;
};

// Who is to be named. The year is that of birth: fashions go by it.
struct Named {
    CommunityNumber community = 0;
    Sex sex = Sex::female;
    int year = 1980;
    bool born_abroad = false; // the names of the old country, and no English ones
};

// Tables ready for drawing. Immutable: any number of threads. Made in some milliseconds; a draw costs well
// under a microsecond. The names drawn depend on the stream of draws alone, for the same tables.
class Naming {
public:
    // `lists` is a folder with uk_baby_names_1974_2020.csv.gz, lastname_uk.csv.gz, nicknames.csv.gz,
    // firstname_uk_variant.csv.gz and lastname_uk_variant.csv.gz (datasets/README.md), or empty for our own
    // tables alone; reading them takes some tenths of a second. Throws Error(input_missing), Error(bad_data).
    explicit Naming(const std::filesystem::path& lists = {});
    ~Naming();

    // "own tables 1", or the same and a digest of the lists: what must be equal for the same seed to give the
    // same names.
    std::string edition() const;

    EthnicityNumber ethnicity(CommunityNumber community, Draws& draws) const;

    // Somebody whose parents are not in the world.
    Name founder(const Named& who, Draws& draws) const;
    // A child, by its community's custom: its family name may be the father's, the mother's, both with a
    // hyphen, or something else. `elder` are the given names its brothers and sisters bear already: parents
    // do not use one twice. `father` may be nullptr; then only the mother gives a name.
    Name child(const Named& who, const Name& mother, const Name* father, std::span<const std::string> elder,
               Draws& draws) const;
    // The given name of a twin to somebody called `first`: sometimes alike (Jack, Jake).
    std::string twin(const Named& who, std::string_view first, std::span<const std::string> elder,
                     Draws& draws) const;
    // The name after a marriage: taken from `partner`, joined with it, or unchanged.
    Name married(const Named& who, const Name& own, const Name& partner, Draws& draws) const;
    // A given name of choice (deed poll, gender recognition).
    std::string new_given(const Named& who, Draws& draws) const;
    std::string new_family(CommunityNumber community, Draws& draws) const;

    // What a person goes by in daily life: mostly the first given name, else a short form, the middle name,
    // an English name beside the legal one.
    std::string calling(const Named& who, const Name& name, Draws& draws) const;

    // Other ways to write a name, each "" if there is none: a short form in use (Ben for Benjamin), another
    // spelling of the same sound (Katherine, Catherine; Smith, Smyth), another transliteration (Mohamed,
    // Muhammad; Xu, Hsu).
    std::string short_form(std::string_view given, Draws& draws) const;
    // The other way round: Benjamin, or Benedict, for Ben.
    std::string full_form(std::string_view given, Draws& draws) const;
    std::string other_spelling(std::string_view name, bool family, Draws& draws) const;
    std::string transliteration(CommunityNumber community, std::string_view name, Draws& draws) const;

    // The expected share of each given name among people of this kind, for those who check what was drawn
    // (describe, tests): pairs of name and parts per million, largest first. Sharing computed from the tables
    // alone. Names that are composed (the long tail) are left out, so the shares may add up to less than one.
    // given_shares: the first given name as `founder` draws it. family_shares: the family name as `founder`
    // gives it to men, before any hyphen; the first of two family names; of those who have one.
    struct Share {
        std::string name;
        std::uint32_t per_million;
    };
    std::vector<Share> given_shares(const Named& who) const;
    std::vector<Share> family_shares(CommunityNumber community) const;

    struct Tables; // the inside: tables.hpp

private:
    std::unique_ptr<const Tables> tables_;
};

} // namespace gauze::synth
