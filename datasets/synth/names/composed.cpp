#include "datasets/synth/names/composed.hpp"

#include <array>
#include <cctype>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

constexpr std::string_view second_girls =
    "Mae 400 Rose 330 Grace 220 May 120 Rae 110 Leigh 90 Louise 70 Lou 60 "
    "Jane 50 Mai 45 Ann 40 Marie 60 Anne 40 Jo 30 Lee 30 Belle 25 Jean 20 "
    "Ella 18 Rayne 12 Skye 12 Bella 12 Anna 10 Faith 10 Jade 10 Beth 6 "
    "Elizabeth 8 Rain 5 Ivy 8 Lily 8 Dee 5 Joy 5 Lynn 4 Eve 4";
constexpr std::string_view second_boys =
    "James 300 Lee 260 Jay 220 Ray 130 John 120 Jack 100 George 70 Joe 60 "
    "Thomas 60 Lewis 30 Luc 25 William 30 Junior 30 Dean 25 Michael 25 "
    "Scott 15 Paul 20 David 20 Robert 15 Alan 8 Roy 8 Edward 6 Carl 6";

constexpr std::string_view girl_starts =
    "Kay 60 Shay 40 Ay 30 Lay 36 Jay 30 Ky 26 Ty 14 Ma 30 Ri 20 Bri 26 Ca 24 De 14 Em 30 El 50 Ev 30 Fay 16 "
    "Har 26 Ja 24 Ke 24 La 30 Ly 26 Mi 24 Na 16 Ra 16 Ro 18 Sa 18 Ta 26 Va 6 Za 16 Ad 14 Am 24 An 24 Ar 16 "
    "Ash 20 Au 6 Bre 12 Cha 16 Chan 8 Che 10 Da 10 Ems 4 Gra 8 In 8 Is 12 Jo 12 Ka 26 Kel 12 Kier 8 Lea 8 "
    "Lil 14 Mad 18 May 12 Mic 6 Per 4 Rhi 8 Sha 26 Sky 18 Tia 12 Tay 16 Tri 6 Wil 10 Xan 3 Yas 6";
constexpr std::string_view girl_ends =
    "leigh 60 lyn 30 lynn 20 la 50 na 40 mae 10 rah 30 lee 40 lie 24 sha 16 nia 20 ssa 16 elle 20 ette 4 "
    "ina 16 anne 10 issa 8 ra 30 ya 30 yah 20 lah 20 nah 24 leah 14 liyah 12 niah 10 rae 6 leen 8 ly 14 "
    "bella 10 rose 6 riah 10 vie 6 die 4 cey 8 cie 10 sie 12 ri 8 ni 6 la 10 mi 4";
constexpr std::string_view boy_starts =
    "Jay 50 Kay 40 Bray 24 Cay 20 Hay 12 Zay 10 Lay 16 Ray 12 Ty 16 Ky 24 Bra 16 Cor 18 Dar 12 Der 6 Jax 20 "
    "Kel 12 Ro 16 Tre 10 Wes 6 Bri 4 Car 20 Ash 14 Brax 8 Dax 4 Jen 12 Kas 6 Len 10 Mad 8 Nik 4 Pax 4 Quin 4 "
    "Ree 8 Rhy 6 Sha 10 Ste 3 Tay 8 Van 3 Har 20 Al 10 Bo 4 Cal 14 Col 8 Con 10 Dal 4 El 10 Fin 12 Gray 6 "
    "Jor 6 Kai 12 Kor 8 Lin 4 Mac 6 Max 8 Oak 8 Ry 14 Tan 3 Ter 4 Tor 6 Zan 3";
constexpr std::string_view boy_ends =
    "den 60 don 20 son 50 ton 30 lan 20 len 16 ron 16 ryn 4 ce 6 vin 10 ley 36 lin 10 win 6 ston 8 iel 4 "
    "us 4 ian 8 o 4 er 6 dyn 10 dan 20 lee 16 leigh 10 ey 10 ie 16 ell 6 an 10 en 16 on 16 i 6 io 3";

constexpr std::string_view places =
    "Whit 60 Hard 52 Brad 48 Ash 45 Thorn 42 Hart 40 Wood 38 Green 36 Black 34 Brom 32 Stan 30 Lang 29 Har "
    "28 "
    "Ham 27 Mid 26 Nor 25 Wal 24 West 23 War 22 Shel 21 Lock 20 Oak 20 Dun 19 Hather 18 Hazel 17 Holl 17 Row "
    "16 "
    "Hen 16 Kirk 15 Elm 15 Long 14 Stock 14 Marl 13 Win 13 Ather 12 Red 12 Bram 12 Chad 11 Clay 11 Cran 11 "
    "Dal 10 Den 10 Ever 10 Fair 9 Fern 9 Gil 9 Glad 8 Gold 8 Hawk 8 Hey 8 Hors 7 Kim 7 Lin 7 Lud 7 Mars 6 "
    "Mor 6 "
    "Old 6 Pen 6 Rad 6 Rush 5 Sand 5 Sel 5 Sher 5 Swin 5 Tat 4 Til 4 Under 4 Wake 4 Warm 4 Water 4 Wen 4 "
    "Whet 3 Wick 3 Wither 3 Wool 3 Yard 3 Yel 2 Ald 10 Apple 5 Arm 4 Bag 4 Bal 5 Barn 9 Bas 6 Beck 8 Ben 8 "
    "Ber 5 Bick 6 Bil 5 Birk 8 Blake 5 Bol 6 Boul 4 Bow 7 Brack 5 Brank 3 Brig 5 Broad 7 Brock 6 Buck 7 Bul "
    "4 "
    "Burn 7 Cal 6 Carl 5 Cat 5 Chat 5 Chel 4 Chil 4 Cock 4 Col 7 Con 4 Cop 5 Cot 5 Craw 6 Cros 5 Cul 4 Dar 6 "
    "Deigh 2 Dray 4 Dud 4 Eccle 3 Eding 2 Ef 3 El 7 Fal 4 Far 6 Fen 5 Fin 4 Flax 2 Ful 5 Gar 5 God 4 Gos 3 "
    "Grims 3 Had 5 Hal 7 Han 6 Has 5 Hat 5 Hay 6 Head 4 Heath 5 Hem 4 Hes 4 High 5 Hil 5 Hol 8 Hop 5 Hough 3 "
    "Hum 3 Hurl 3 Ib 2 In 4 Kel 5 Ken 5 Ket 3 Kil 4 Lam 5 Led 4 Leigh 4 Lit 4 Lor 3 Mal 5 Man 4 Mel 6 Mil 6 "
    "Mos 4 Mul 3 Net 4 New 9 Nut 3 Or 4 Os 4 Pad 3 Par 4 Pick 4 Pil 3 Pres 4 Ran 5 Rams 4 Raven 4 Rip 3 Ros "
    "5 "
    "Roth 4 Rud 4 Rus 3 Sax 4 Scar 4 Sea 4 Seg 2 Shaw 3 Shep 4 Ship 3 Sil 4 Skel 3 Smal 4 Snel 2 South 5 "
    "Spen 3 "
    "Stain 3 Stand 3 Stap 4 Stret 3 Sun 4 Sut 3 Tar 3 Ten 3 Thirl 2 Tin 3 Tor 3 Tot 3 Ul 2 Up 4 Wad 4 Wain 3 "
    "Wand 2 Wes 4 Wex 2 Whar 3 Wig 4 Wil 6 Wing 4 Wol 4 Wor 4 Wray 2 Wy 3";
constexpr std::string_view place_ends =
    "ton 60 ley 55 ford 42 well 36 worth 32 wood 28 field 26 ham 24 by 20 man 18 bury 16 son 15 shaw 14 "
    "stone 13 "
    "croft 12 hurst 11 ridge 10 wick 9 more 8 bourne 7 land 7 den 6 combe 5 bridge 5 gate 4 head 4 house 3 "
    "water 3 garth 2 thwaite 2 stead 6 low 5 cote 4 leigh 6 ington 14 ingham 5 over 2 mere 3 burn 5 side 3 "
    "ers 5 cock 4 dale 7 er 12 ing 8 kin 5 let 4 lock 3 ard 5 brook 4 hall 3 hill 4 ell 6 mond 2 rick 3 "
    "wright 2";
constexpr std::string_view clans =
    "Ara 4 Ask 6 Beath 5 Brayne 3 Cabe 8 Calman 5 Cambley 3 Caig 7 Candlish 3 Chesney 5 Clafferty 3 Clure 9 "
    "Clymont 6 Conachie 5 Corquodale 4 Cracken 6 Cready 9 Crindle 4 Crorie 3 Crossan 6 Cubbin 6 Cutcheon 8 "
    "Dade 5 "
    "Diarmid 5 Eachern 5 Elroy 5 Erlain 6 Fadzean 7 Feat 3 Garrigle 5 Gavigan 4 Geachie 4 Gilp 4 Gladdery 4 "
    "Glinchey 6 Glone 5 Goldrick 5 Gonagle 4 Gorlick 3 Graddie 3 Graw 4 Gurk 9 Harg 7 Hattie 4 Ilroy 6 "
    "Ilveen 6 "
    "Inally 5 Ilwraith 7 Jannet 4 Kechnie 5 Keever 4 Kelvie 6 Kendrick 6 Kibbin 5 Killop 5 Larnon 5 Latchie "
    "5 "
    "Lauchlan 6 Leish 6 Lelland 4 Luckie 5 Lure 5 Master 9 Menemy 5 Michael 9 Minn 5 Monagle 6 Morrin 4 "
    "Murdie 4 "
    "Murtrie 6 Nab 9 Naught 8 Nee 8 Nicol 8 Nulty 8 Oscar 4 Parland 4 Peake 6 Quaker 3 Quilkin 4 Quillan 5 "
    "Quitty 4 "
    "Roberts 4 Robbie 6 Rory 4 Shane 7 Sherry 6 Skimming 7 Sorley 7 Spadden 4 Swiggan 4 Taggart 6 Tear 4 "
    "Tighe 4 "
    "Turk 6 Veigh 9 Vey 4 Vitie 6 Wade 6 Watt 4 Whannell 4 Whinnie 5 Whirter 7 Williams 8";
constexpr std::string_view cornish = "Tre 60 Pol 24 Pen 40 Car 10 Ros 8 Lan 8 Nan 6 Bos 6";
constexpr std::string_view cornish_ends =
    "garrick 8 lawney 10 vean 10 gear 6 wartha 6 gellas 5 menheere 3 mayne 12 vellick 6 sidder 8 thewey 6 "
    "loar 6 "
    "warne 5 zance 4 rose 9 gowan 4 berthy 9 daris 8 gilgas 6 glase 5 hale 9 kinghorne 3 hallow 4 men 8 "
    "noweth 5 "
    "vorrow 5 wavas 4 worgey 6 winnard 5 nance 9 keth 6 dinnick 8 harne 4 scowe 5 thuen 3 verton 6 yeo 4 "
    "zeal 3 "
    "sawna 4 carne 6 goose 3 goning 6 gunna 5 hellick 5 kellis 4 meer 4 nethick 6 pedder 5";
constexpr std::string_view irish = "Boyle 6 Brolly 4 Bryne 3 Callaghan 9 Carroll 6 Casey 6 Clery 3 Connolly "
                                   "5 Crowley 3 Cullane 2 Daly 6 Dea 6 "
                                   "Doherty 8 Donaghy 3 Donovan 6 Dowda 2 Doyle 3 Duffy 5 Dwyer 6 Farrelly 4 "
                                   "Fee 2 Flanagan 5 Gallagher 3 Gara 5 "
                                   "Gorman 7 Grady 8 Hagan 9 Hanlon 7 Hare 8 Hea 3 Hegarty 3 Hehir 4 Hickey "
                                   "3 Kane 9 Keefe 8 Kelly 6 Looney 3 "
                                   "Lynn 3 Mahoney 8 Malley 8 Meara 6 Melia 3 Mullane 3 Nolan 3 Nuallain 1 "
                                   "Rafferty 3 Regan 9 Riordan 7 Rourke 8 "
                                   "Ryan 2 Scanlon 2 Sheehan 2 Shea 9 Toole 9";
constexpr std::string_view fathers =
    "Adam 8 Alan 4 Ans 2 Bart 4 Batti 3 Benn 6 Clem 5 Colin 3 Cut 3 Daw 8 Dick 8 Dob 5 Elli 6 Eman 2 Ether 2 "
    "Fag 2 "
    "Gib 8 Giles 3 Good 4 Hank 3 Harri 4 Heb 2 Hodg 8 Hutch 6 Ib 3 Jack 6 Jame 5 Jenk 8 Jep 4 Jos 3 Judd 4 "
    "Kitt 4 "
    "Lam 6 Law 7 Luck 3 Magg 3 Mart 4 Matt 6 Maud 3 Megg 3 Nel 5 Nick 8 Nix 3 Pat 6 Pearl 2 Perk 8 Peter 6 "
    "Phil 4 "
    "Rawl 6 Rob 6 Rolf 3 Row 5 Samp 6 Sim 7 Stan 4 Stev 3 Syke 3 Tib 4 Til 6 Tom 8 Wat 8 Wil 8 Wilk 6";

struct Rule {
    std::string_view from, to;
    bool at_end;
};
constexpr std::array<Rule, 40> rules{{
    {"ie", "y", true},      {"y", "ie", true},      {"ey", "ie", true},     {"ie", "ey", true},
    {"leigh", "lee", true}, {"lee", "leigh", true}, {"ley", "leigh", true}, {"ah", "a", true},
    {"a", "ah", true},      {"lyn", "lynn", true},  {"een", "ine", true},   {"ine", "een", true},
    {"el", "elle", true},   {"elle", "el", true},   {"en", "an", true},     {"an", "en", true},
    {"on", "en", true},     {"yn", "in", true},     {"in", "yn", true},     {"i", "ie", true},
    {"C", "K", false},      {"c", "k", false},      {"ph", "f", false},     {"ll", "l", false},
    {"l", "ll", false},     {"nn", "n", false},     {"n", "nn", false},     {"ae", "ay", false},
    {"ai", "ay", false},    {"ay", "ai", false},    {"i", "y", false},      {"y", "i", false},
    {"x", "xx", true},      {"z", "zz", true},      {"s", "z", false},      {"ee", "ea", false},
    {"th", "t", false},     {"tt", "t", false},     {"rr", "r", false},     {"mm", "m", false},
}};

} // namespace

std::string respelled(std::string_view name, Draws& draws)
{
    std::array<std::size_t, rules.size()> fitting{};
    std::uint32_t count = 0;
    const auto place = [&](const Rule& rule) {
        if (!rule.at_end) return name.find(rule.from);
        return name.size() > rule.from.size() && name.ends_with(rule.from) ? name.size() - rule.from.size()
                                                                           : std::string_view::npos;
    };
    for (std::size_t i = 0; i < rules.size(); ++i)
        if (place(rules[i]) != std::string_view::npos) fitting[count++] = i;
    if (count == 0) return {};
    const Rule& rule = rules[fitting[draws.below(count)]];
    std::string spelled(name);
    spelled.replace(place(rule), rule.from.size(), rule.to);
    return spelled;
}

Composer::Composer(NamePool& pool) : pool_(pool)
{
    const auto read = [&](std::string_view text) {
        constexpr std::array<int, 1> one{0};
        return read_table(text, one, parts_).column(0);
    };
    second_girls_ = read(second_girls), second_boys_ = read(second_boys);
    girl_starts_ = read(girl_starts), girl_ends_ = read(girl_ends);
    boy_starts_ = read(boy_starts), boy_ends_ = read(boy_ends);
    places_ = read(places), place_ends_ = read(place_ends), clans_ = read(clans), cornish_ = read(cornish);
    cornish_ends_ = read(cornish_ends), irish_ = read(irish), fathers_ = read(fathers);
}

const std::string& Composer::second_half(Sex sex, Draws& draws) const
{
    return part(sex == Sex::female ? second_girls_ : second_boys_, draws);
}

std::string Composer::composed_given(Sex sex, int year, Draws& draws, std::string name) const
{
    // Of a hundred composed names: estimates after the share of names with hyphens among the rare ones.
    const bool girl = sex == Sex::female, young = year >= 1985;
    const std::uint32_t with_hyphen = girl ? (young ? 45 : 25) : (young ? 14 : 5);
    const std::uint32_t kind = draws.below(100);
    if (kind < with_hyphen && name.find('-') == std::string::npos) {
        const std::string& second = second_half(sex, draws);
        if (second != name) return fmt::format("{}-{}", name, second);
    }
    if (kind < 70) {
        const std::string other = respelled(name, draws);
        if (!other.empty()) return other;
    }
    if (kind == 99 && draws.below(30) == 0) return std::string(1, static_cast<char>('A' + draws.below(26)));
    return girl ? fmt::format("{}{}", part(girl_starts_, draws), part(girl_ends_, draws))
                : fmt::format("{}{}", part(boy_starts_, draws), part(boy_ends_, draws));
}

std::string Composer::composed_family(Region region, Draws& draws) const
{
    const std::uint32_t kind = draws.below(100);
    const std::uint32_t gaelic = region == Region::england ? 4 : region == Region::wales ? 2 : 60;
    if (kind < gaelic) {
        if (region == Region::ireland && draws.below(2) == 0) return fmt::format("O'{}", part(irish_, draws));
        return fmt::format("{}{}", draws.below(4) == 0 ? "Mac" : "Mc", part(clans_, draws));
    }
    if (kind < gaelic + 4) return fmt::format("{}{}", part(cornish_, draws), part(cornish_ends_, draws));
    if (kind < gaelic + 14) {
        constexpr std::array<std::string_view, 6> ends{"son", "kins", "kin", "s", "cock", "kinson"};
        return fmt::format("{}{}", part(fathers_, draws), ends[draws.below(ends.size())]);
    }
    const std::string& start = part(places_, draws);
    std::string_view end = part(place_ends_, draws);
    while (end.substr(1) == std::string_view(start).substr(1)) end = part(place_ends_, draws); // no Woodwood
    std::string name = fmt::format("{}{}", start, end);
    const std::uint32_t dressed = draws.below(100);
    if (dressed < 5 && !name.ends_with('s'))
        name += 's';
    else if (dressed < 9 && name.back() != 'e' && name.back() != 'y')
        name += 'e';
    return name;
}

std::string Composer::family(Region region, Draws& draws) const
{
    for (;;) {
        std::string name = composed_family(region, draws);
        if (!pool_.holds(name)) return name;
    }
}

} // namespace gauze::synth
