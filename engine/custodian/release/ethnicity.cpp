#include "engine/custodian/release/ethnicity.hpp"

#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gauze::custodian {

namespace {

struct Group {
    std::string_view name;
    // Between bars, as `keep_words` leaves them: numbers of the census, codes, words.
    std::string_view writings;
};

constexpr std::array<Group, 7> groups{{
    {"white",
     "|1|2|3|4|WBRI|WIRI|WIRT|WROM|WOTH|A|B|C|WHITE|WHITE BRITISH|BRITISH|WHITE IRISH|IRISH|GYPSY OR IRISH "
     "TRAVELLER|WHITE GYPSY OR IRISH TRAVELLER|TRAVELLER OF IRISH HERITAGE|ROMA|GYPSY OR ROMA|GYPSY ROMA|ANY "
     "OTHER WHITE BACKGROUND|OTHER WHITE|WHITE OTHER|ENGLISH WELSH SCOTTISH NORTHERN IRISH OR "
     "BRITISH|ENGLISH "
     "WELSH SCOTTISH NORTHERN IRISH BRITISH|WHITE ENGLISH WELSH SCOTTISH NORTHERN IRISH BRITISH|"},
    {"mixed",
     "|5|6|7|8|MWBC|MWBA|MWAS|MOTH|D|E|F|G|MIXED|MIXED OR MULTIPLE ETHNIC GROUPS|MIXED MULTIPLE ETHNIC "
     "GROUPS|WHITE AND BLACK CARIBBEAN|WHITE AND BLACK AFRICAN|WHITE AND ASIAN|ANY OTHER MIXED "
     "BACKGROUND|OTHER MIXED|ANY OTHER MIXED OR MULTIPLE ETHNIC BACKGROUND|ANY OTHER MIXED MULTIPLE ETHNIC "
     "BACKGROUND|"},
    {"asian", "|9|10|11|12|13|AIND|APKN|ABAN|AOTH|CHNE|H|J|K|L|R|ASIAN|ASIAN OR ASIAN BRITISH|ASIAN ASIAN "
              "BRITISH|INDIAN|PAKISTANI|BANGLADESHI|CHINESE|ANY OTHER ASIAN BACKGROUND|OTHER ASIAN|"},
    {"black",
     "|14|15|16|BAFR|BCRB|BOTH|M|N|P|BLACK|BLACK OR BLACK BRITISH|BLACK AFRICAN CARIBBEAN BLACK "
     "BRITISH|BLACK "
     "AFRICAN CARIBBEAN OR BLACK BRITISH|AFRICAN|BLACK AFRICAN|CARIBBEAN|BLACK CARIBBEAN|ANY OTHER BLACK "
     "BACKGROUND|OTHER BLACK|ANY OTHER BLACK AFRICAN OR CARIBBEAN BACKGROUND|ANY OTHER BLACK AFRICAN "
     "CARIBBEAN BACKGROUND|"},
    {"other", "|17|18|OOTH|S|ARAB|OTHER|OTHER ETHNIC GROUP|ANY OTHER ETHNIC GROUP|"},
    {"unknown", "|NOBT|99|X|UNKNOWN|NOT KNOWN|NOT OBTAINED|INFORMATION NOT YET OBTAINED|NOT RECORDED|"},
    {"refused", "|REFU|Z|REFUSED|NOT STATED|PREFER NOT TO SAY|"},
}};

} // namespace

std::string_view ethnic_group_of_five(std::string_view cell)
{
    WipedText text;
    if (!fold(cell, text.value)) return {};
    keep_words(text.value);
    if (text.value.empty()) return {};
    text.value.insert(0, 1, '|');
    text.value += '|';
    for (const Group& group : groups)
        if (group.writings.find(text.value) != std::string_view::npos) return group.name;
    return {};
}

} // namespace gauze::custodian
