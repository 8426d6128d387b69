// Which communities there are. Shares of ethnic groups within a community and of stocks within its names are
// our own estimates.
#include "datasets/synth/names/communities.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace gauze::synth {

namespace {

constexpr std::array<Ethnicity, 18> ethnicity_table{{
    {"WBRI", "White British", "White"},
    {"WIRI", "White Irish", "White"},
    {"WIRT", "Traveller of Irish heritage", "White"},
    {"WROM", "Gypsy or Roma", "White"},
    {"WOTH", "Any other White background", "White"},
    {"MWBC", "White and Black Caribbean", "Mixed"},
    {"MWBA", "White and Black African", "Mixed"},
    {"MWAS", "White and Asian", "Mixed"},
    {"MOTH", "Any other mixed background", "Mixed"},
    {"AIND", "Indian", "Asian"},
    {"APKN", "Pakistani", "Asian"},
    {"ABAN", "Bangladeshi", "Asian"},
    {"AOTH", "Any other Asian background", "Asian"},
    {"CHNE", "Chinese", "Asian"},
    {"BCRB", "Black Caribbean", "Black"},
    {"BAFR", "Black African", "Black"},
    {"BOTH", "Any other Black background", "Black"},
    {"OOTH", "Any other ethnic group", "Other"},
}};

using enum Custom;
using Middle = Ways::Middle;

constexpr std::array<Ways, 49> table{{
    {"English", family_name, "WBRI 990 WOTH 10", "english 1000", "english 1000", "english 1000",
     Middle::british},
    {"Welsh", family_name, "WBRI 1000", "english 640 welsh 360", "english 640 welsh 360",
     "welsh 720 english 280", Middle::british},
    {"Scottish", family_name, "WBRI 1000", "scottish 1000", "scottish 1000", "scottish 620 english 380",
     Middle::british},
    {"Northern Irish", family_name, "WBRI 880 WIRI 120", "northern_irish 1000", "northern_irish 1000",
     "irish 450 scottish 250 english 300", Middle::british},
    {"Irish", family_name, "WIRI 990 WBRI 10", "irish 550 northern_irish 250 english 200",
     "irish 800 english 200", "irish 900 english 100", Middle::british},
    {"Irish Traveller", family_name, "WIRT 980 WIRI 20", "irish 500 english 500", "irish 700 english 300",
     "irish 850 english 150", Middle::british},
    {"Roma", family_name, "WROM 1000", "romanian 700 english 300", "romanian 1000", "romanian 1000"},
    {"Jewish", family_name, "WBRI 850 WOTH 150", "jewish 550 english 450", "jewish 900 english 100",
     "jewish 850 english 150", Middle::own},
    {"Polish", gendered_family, "WOTH 1000", "polish 780 english 220", "polish 1000", "polish 1000",
     Middle::own},
    {"Lithuanian", gendered_family, "WOTH 1000", "lithuanian 800 english 200", "lithuanian 1000",
     "lithuanian 1000"},
    {"Romanian", family_name, "WOTH 970 WROM 30", "romanian 750 english 250", "romanian 1000",
     "romanian 1000", Middle::own},
    {"Ukrainian", gendered_family, "WOTH 1000", "ukrainian 700 english 300", "ukrainian 1000",
     "ukrainian 1000"},
    {"Bulgarian", gendered_family, "WOTH 1000", "bulgarian 750 english 250", "bulgarian 1000",
     "bulgarian 1000"},
    {"Italian", family_name, "WOTH 1000", "italian 500 english 500", "italian 1000", "italian 1000",
     Middle::own},
    {"Greek", family_name, "WOTH 1000", "greek 650 english 350", "greek 1000", "greek 1000"},
    {"Albanian", family_name, "WOTH 1000", "albanian 700 english 300", "albanian 1000", "albanian 1000"},
    {"Portuguese", two_family_names, "WOTH 920 MOTH 50 BAFR 30", "portuguese 750 english 250",
     "portuguese 1000", "portuguese 1000", Middle::own},
    {"Brazilian", two_family_names, "WOTH 450 OOTH 300 MOTH 250", "portuguese 700 english 300",
     "portuguese 1000", "portuguese 1000", Middle::own},
    {"Spanish", two_family_names, "WOTH 620 OOTH 300 MOTH 80", "spanish 700 english 300", "spanish 1000",
     "spanish 1000", Middle::own},
    {"Punjabi Sikh", singh_kaur, "AIND 970 AOTH 30", "punjabi 900 english 100", "punjabi 1000",
     "punjabi 1000"},
    {"Gujarati", father_middle, "AIND 970 AOTH 30", "gujarati 850 english 150", "gujarati 1000",
     "gujarati 1000"},
    {"North Indian", family_name, "AIND 950 AOTH 50", "hindu 850 english 150", "hindu 1000", "hindu 1000"},
    {"Pakistani", personal_last, "APKN 960 AOTH 40", "pakistani 985 english 15", "pakistani 1000",
     "pakistani 1000"},
    {"Bangladeshi", personal_last, "ABAN 970 AOTH 30", "bangladeshi 985 english 15", "bangladeshi 1000",
     "bangladeshi 1000"},
    {"Tamil", father_chain, "AOTH 700 AIND 300", "tamil 900 english 100", "tamil 1000", "tamil 1000"},
    {"South Indian Christian", family_name, "AIND 1000", "kerala 500 christian 300 english 200",
     "kerala 700 christian 300", "kerala 1000", Middle::own},
    {"Sinhalese", family_name, "AOTH 1000", "sinhala 650 english 350", "sinhala 900 english 100",
     "sinhala 1000", Middle::own},
    {"Nepali", family_name, "AOTH 1000", "nepali 850 english 150", "nepali 1000", "nepali 1000"},
    {"Afghan", personal_last, "AOTH 800 OOTH 200", "afghan 1000", "afghan 1000", "afghan 1000"},
    {"Iranian", family_name, "OOTH 900 WOTH 100", "iranian 700 english 300", "iranian 1000", "iranian 1000"},
    {"Arabic", father_chain, "OOTH 850 BAFR 50 WOTH 50 MOTH 50", "arabic 960 english 40", "arabic 1000",
     "arabic 1000"},
    {"Somali", father_chain, "BAFR 980 BOTH 20", "somali 1000", "somali 1000", "somali 1000"},
    {"Turkish", family_name, "WOTH 600 OOTH 400", "turkish 850 english 150", "turkish 1000", "turkish 1000"},
    {"Kurdish", father_chain, "OOTH 950 WOTH 50", "kurdish 900 arabic 100", "kurdish 750 arabic 250",
     "kurdish 600 arabic 400"},
    {"Eritrean and Ethiopian", father_chain, "BAFR 1000", "eritrean 800 christian 200", "eritrean 1000",
     "eritrean 1000"},
    {"Yoruba", family_name, "BAFR 960 BOTH 20 MWBA 20", "yoruba 550 christian 350 english 100",
     "yoruba 700 christian 300", "yoruba 1000", Middle::own},
    {"Igbo", family_name, "BAFR 970 BOTH 30", "igbo 450 christian 450 english 100", "igbo 600 christian 400",
     "igbo 1000", Middle::own},
    {"West African Muslim", family_name, "BAFR 980 BOTH 20", "hausa 950 english 50", "hausa 1000",
     "hausa 1000"},
    {"Ghanaian", day_name, "BAFR 980 BOTH 20", "christian 620 akan 230 english 150", "christian 700 akan 300",
     "akan 1000"},
    {"Zimbabwean and Congolese", family_name, "BAFR 980 MWBA 20",
     "christian 400 zimbabwean 250 congolese 150 english 200", "christian 450 zimbabwean 300 congolese 250",
     "zimbabwean 600 congolese 400", Middle::own},
    {"Caribbean", family_name, "BCRB 800 BOTH 120 MWBC 80", "caribbean 600 english 400",
     "caribbean 700 english 300", "caribbean 800 english 200", Middle::british},
    {"Chinese", family_first, "CHNE 1000", "english 650 mandarin 350", "mandarin 900 english 100",
     "mandarin 1000"},
    {"Hong Kong Chinese", family_first, "CHNE 1000", "english 750 cantonese 250", "cantonese 550 english 450",
     "cantonese 1000"},
    {"Vietnamese", family_first, "AOTH 1000", "english 550 vietnamese 450", "vietnamese 1000",
     "vietnamese 1000"},
    {"Filipino", two_family_names, "AOTH 950 OOTH 50", "christian 450 filipino 350 english 200",
     "filipino 600 christian 400", "filipino 1000", Middle::own},
    {"White and Black Caribbean", family_name, "MWBC 900 MOTH 50 BOTH 50", "english 750 caribbean 250",
     "caribbean 600 english 400", "english 550 caribbean 450", Middle::british},
    {"White and Black African", family_name, "MWBA 900 MOTH 100", "english 600 christian 300 yoruba 100",
     "christian 600 english 400", "english 450 yoruba 200 zimbabwean 150 igbo 100 akan 100", Middle::british},
    {"White and Asian", family_name, "MWAS 900 MOTH 100", "english 750 hindu 170 pakistani 80",
     "english 500 hindu 500", "english 550 hindu 200 pakistani 150 punjabi 100", Middle::british},
    {"Mixed otherwise", family_name, "MOTH 900 OOTH 100", "english 700 arabic 120 spanish 100 mandarin 80",
     "english 500 arabic 250 spanish 250", "english 400 arabic 200 spanish 200 mandarin 200",
     Middle::british},
}};

EthnicityNumber numbered(std::string_view code)
{
    const auto found = std::find_if(ethnicity_table.begin(), ethnicity_table.end(),
                                    [&](const Ethnicity& group) { return group.code == code; });
    assert(found != ethnicity_table.end());
    return static_cast<EthnicityNumber>(found - ethnicity_table.begin());
}

} // namespace

std::span<const Ethnicity> ethnicities() { return ethnicity_table; }

std::span<const Ways> ways() { return table; }

std::span<const Community> communities()
{
    static const auto listed = [] {
        std::array<Community, table.size()> made{};
        std::transform(table.begin(), table.end(), made.begin(), [](const Ways& way) {
            return Community{way.name, way.custom, numbered(way.ethnicities.substr(0, 4))};
        });
        return made;
    }();
    return listed;
}

} // namespace gauze::synth
