// Names of western, central and southern Africa: given names in an older and a younger fashion (1960, 2010),
// family names. English names that go with them are in names_used_here.cpp. Weights are our own estimates.
#include "datasets/synth/names/stocks.hpp"

namespace gauze::synth {

namespace {

constexpr std::string_view yoruba_girls = R"(
Folake 30 2 Funmilayo 40 3 Bolanle 30 3 Bukola 25 3 Olufunke 20 2 Abimbola 25 6 Adenike 20 5 Omolara 20 4 Titilayo 25 5 Yetunde 25 6 Temitope 20 20 Oluwaseun 10 15
Oluwakemi 15 4 Kehinde 15 10 Taiwo 15 10 Adebisi 12 1 Ronke 12 1 Modupe 15 1 Morenike 10 5 Iyabo 15 1 Ayomide 2 60 Temiloluwa 2 50 Oluwadarasimi 1 40 Oreoluwa 1 35 Ifeoluwa 2 35
Eniola 3 35 Oluwadamilola 4 35 Olamide 3 30 Toluwani 2 20 Tolulope 8 12 Moyinoluwa 1 15 Fiyinfoluwa 1 15 Anjolaoluwa 1 15 Inioluwa 1 15 Semiloore 1 10 Teniola 2 15 Tiwalade 1 5
Mofiyinfoluwa 1 6 Oluwafunmilayo 5 6 Oluwatofunmi 1 6 Adesewa 3 10 Adeola 15 12 Damilola 6 15 Opeyemi 6 8 Simisola 2 12 Zainab 8 20 Rukayat 8 5 Fathia 1 8 Aliyah 1 12 Oluwanifemi 2 15
)";
constexpr std::string_view yoruba_boys = R"(
Olusegun 30 1 Babatunde 35 4 Adebayo 30 4 Olufemi 25 3 Oluwole 20 1 Olumide 20 8 Ayodele 20 4 Kayode 20 2 Adewale 25 3 Oladipo 12 1 Kehinde 15 10 Taiwo 15 10 Gbenga 15 1 Tunde 15 2
Temitope 15 15 Oluwaseun 12 35 Oluwatobi 3 70 Oluwatobiloba 1 45 Ayomide 3 80 Oluwadamilola 3 15 Ayodeji 8 25 Oluwatimilehin 1 30 Oluwademilade 1 25 Olamide 3 28 Tobi 3 60 Tayo 8 28
Toluwalase 1 8 Oluwatoni 1 10 Oluwafemi 6 10 Oluwasegun 6 3 Oluwanifemi 1 15 Temiloluwa 1 25 Ifeoluwa 2 15 Ireoluwa 1 8 Eniola 2 8 Demilade 1 15 Folarin 3 5 Korede 3 6 Feranmi 1 12
Oluwafolakemi 1 1 Ibrahim 8 20 Abdulmalik 2 25 Mubarak 2 25 Rasheed 6 4 Oluwamayowa 2 8 Mayowa 4 6 Darasimi 1 6 Araoluwa 1 5 Ademola 10 3 Oluwajomiloju 1 4 Jomiloju 1 4
)";
constexpr std::string_view yoruba_families = R"(
Adeyemi 45 Adebayo 42 Ajayi 35 Balogun 32 Afolabi 28 Adeleke 25 Akinola 18 Ogunleye 20 Oladipo 18 Olawale 10 Adeniyi 25 Adewale 18 Adesina 16 Adekunle 18 Adeoye 14 Adeola 10 Adeniran 14
Adedeji 12 Adegoke 12 Adeyinka 8 Ademola 10 Adigun 10 Agboola 12 Aina 10 Akande 14 Akinyemi 12 Akintola 10 Akinwale 6 Alabi 20 Alao 10 Animashaun 8 Aremu 8 Ayodele 10 Ayeni 12 Babalola 18
Bakare 18 Bamidele 10 Bello 18 Dada 10 Fagbemi 5 Falana 4 Fashola 8 Fasasi 3 Idowu 14 Ige 8 Ishola 10 Johnson 15 Williams 12 Kolawole 10 Lawal 20 Makinde 8 Obafemi 4 Odukoya 8 Odunsi 5 Ogunbanjo 6
Ogundipe 6 Ogunsanya 6 Ogunyemi 8 Ojo 18 Okunola 6 Oladele 6 Olaniyan 8 Olatunji 14 Olayinka 8 Olorunfemi 5 Olowu 3 Oluwole 5 Omotayo 6 Oni 12 Onifade 6 Oyebanji 4 Oyelaran 3 Oyewole 8 Raji 10 Salami 14
Sanusi 8 Shittu 6 Shonibare 3 Shoyinka 1 Sowande 2 Taiwo 10 Thomas 8 Davies 5 Coker 8 Cole 8 Martins 5 Yusuf 8 Oluwafemi-Adeyemi 1 Adegbenro 3 Adebanjo-Ogunleye 1
)";
constexpr std::string_view igbo_girls = R"(
Ngozi 50 4 Nkechi 40 2 Chinwe 30 3 Ifeoma 35 5 Adaobi 15 8 Adaeze 12 25 Amaka 20 5 Chioma 25 35 Chidinma 10 20 Chiamaka 6 35 Chinyere 25 3 Uchenna 15 4 Obiageli 15 1 Uzoma 10 2
Amara 8 60 Amarachi 8 45 Kamsi 1 15 Kamsiyochukwu 1 12 Kosisochukwu 1 15 Ifechukwu 1 8 Chimamanda 2 12 Somtochukwu 2 12 Munachi 1 12 Zikora 1 8 Nneka 20 3 Oluchi 12 8 Ogechi 12 4 Ebele 8 2
)";
constexpr std::string_view igbo_boys = R"(
Emeka 40 4 Chukwuemeka 20 30 Obinna 20 25 Chidi 20 5 Ikenna 15 12 Uche 20 4 Kelechi 15 20 Chinedu 20 8 Nnamdi 15 15 Okechukwu 15 3 Ifeanyi 20 12 Chibuzo 10 6 Chijioke 10 8 Azubuike 8 2
Kenechukwu 4 15 Kamsi 1 12 Kosi 1 8 Somto 2 12 Somtochukwu 2 15 Chidubem 2 12 Chimaobi 1 8 Chukwuebuka 3 20 Ebuka 3 8 Tobenna 2 10 Zimife 1 3 Munachimso 1 10 Jidenna 2 5 Ugochukwu 10 8
)";
constexpr std::string_view igbo_families = R"(
Okafor 40 Okeke 30 Okonkwo 28 Eze 35 Obi 35 Nwosu 25 Nwankwo 20 Onyeka 8 Okoro 25 Okoye 25 Onyekachi 4 Chukwu 16 Chukwuma 10 Ezeh 12 Ibe 12 Ibeh 6 Igwe 12 Iwu 5 Mbah 8 Madu 10 Nnadi 12 Nwachukwu 16
Nwafor 8 Nwaneri 4 Nwokedi 3 Nzeribe 3 Obiora 5 Ogbonna 14 Ogbu 6 Ojukwu 3 Okechukwu 10 Okorie 12 Okwuosa 3 Onuoha 14 Onwuka 8 Onyema 6 Onyemaechi 3 Osuji 6 Udeh 8 Ugochukwu 4 Ugwu 12 Umeh 8 Uzor 5 Uzoma 6
Anyanwu 8 Azikiwe 1 Duru 8 Egbuna 4 Ekwueme 3 Emenike 5 Ezeugo 3 Ihejirika 2 Ikeji 2 Amadi 12 Amaechi 8 Agu 5
)";
constexpr std::string_view hausa_girls = R"(
Fatmata 40 20 Aminata 40 60 Mariama 40 50 Isatou 35 20 Fatou 30 40 Fatoumata 30 40 Kadiatu 30 15 Hawa 25 25 Isha 6 8 Haja 15 6 Adama 20 12 Binta 25 12 Awa 20 15 Ramatu 15 6 Zainab 20 40 Amina 20 20
Aisha 15 40 Halima 15 30 Hauwa 15 6 Maimuna 12 6 Khadijah 4 30 Maryam 4 40 Jainaba 10 6 Ndey 8 3 Sainabou 8 4 Oumou 12 8 Kadija 4 8 Salamatu 6 4 Fatima 15 30 Hadiza 6 6 Sira 4 6 Yassin 3 4
)";
constexpr std::string_view hausa_boys = R"(
Mohamed 60 60 Ibrahim 50 60 Abdulai 25 6 Abu 20 5 Alhaji 20 6 Amadou 25 12 Mamadou 30 20 Ousman 25 20 Ousmane 15 8 Lamin 40 25 Alieu 15 6 Ebrima 30 12 Foday 15 5 Ismail 10 25 Issa 10 25 Momodou 25 8 Modou 15 5
Musa 25 40 Saikou 12 5 Samba 10 3 Sheku 12 3 Sulaiman 10 20 Suleiman 10 20 Yusuf 10 50 Yusupha 10 4 Umar 10 20 Usman 10 12 Bakary 15 8 Baboucarr 12 5 Omar 15 30 Muhammad 8 40 Abubakar 12 30 Aliyu 8 8 Karamo 6 3
)";
constexpr std::string_view hausa_families = R"(
Kamara 60 Sesay 50 Bangura 50 Jalloh 50 Conteh 40 Koroma 40 Bah 40 Diallo 45 Barry 25 Turay 20 Touray 25 Ceesay 40 Jallow 40 Njie 20 Sanneh 15 Sowe 20 Jobe 20 Sarr 15 Saidy 8 Darboe 16 Drammeh 16 Fofana 16 Kallon 15
Kanu 15 Kargbo 18 Mansaray 18 Tarawally 12 Sillah 12 Sow 15 Camara 20 Cisse 12 Sylla 12 Traore 15 Toure 12 Keita 10 Coulibaly 8 Bello 20 Abubakar 15 Ibrahim 20 Mohammed 20 Musa 16 Sani 8 Suleiman 10 Usman 10 Yusuf 10 Aliyu 6 Danjuma 4
)";
constexpr std::string_view akan_girls = R"(
Adwoa 60 40 Abena 70 55 Akua 60 40 Yaa 60 40 Afua 60 45 Ama 70 60 Akosua 70 55 Esi 20 10 Efua 25 20 Ekua 10 5 Araba 12 3 Aba 8 4 Maame 15 40 Nana 15 35 Serwaa 15 6 Adjoa 20 12 Abla 4 2 Dede 6 2 Naa 10 8 Nhyira 1 15 Nyameye 1 4 Adepa 1 8
)";
constexpr std::string_view akan_boys = R"(
Kojo 60 40 Kwadwo 20 10 Kwabena 70 45 Kwaku 60 40 Yaw 60 35 Kofi 90 80 Kwame 90 75 Kwasi 50 15 Akwasi 20 10 Kweku 20 15 Ekow 10 4 Kobina 15 5 Kobby 4 6 Nana 15 60 Nii 12 8 Papa 6 6 Osei 8 4 Ofori 4 1 Paa 3 4 Nhyira 1 12 Kwadwo_Asante 1 1 Yaw_Boateng 1 1
)";
constexpr std::string_view akan_families = R"(
Mensah 90 Owusu 90 Boateng 85 Osei 65 Asante 60 Appiah 50 Agyeman 40 Ofori 45 Adjei 45 Amoah 35 Addo 35 Opoku 38 Amponsah 30 Antwi 30 Darko 30 Frimpong 30 Sarpong 25 Baah 18 Gyamfi 20 Acheampong 25 Acquah 16 Addai 20 Adomako 8
Adu 25 Afriyie 15 Agyei 22 Agyemang 25 Akoto 10 Amankwah 16 Ampofo 14 Anane 12 Ankrah 14 Annan 14 Ansah 20 Anane 2 Arthur 14 Aryee 6 Asamoah 28 Asare 28 Asiedu 18 Ayisi 6 Badu 14 Bediako 8 Bonsu 15 Brobbey 5 Danquah 14 Donkor 20 Duah 10
Dwomoh 4 Essien 8 Fosu 14 Kusi 14 Kwakye 12 Kwarteng 18 Kyei 12 Lartey 8 Manu 12 Nkansah 14 Nkrumah 12 Nti 8 Ntim 6 Nyarko 18 Obeng 20 Oduro 14 Okyere 14 Oppong 25 Osei-Tutu 4 Owusu-Ansah 8 Prempeh 6 Quansah 10 Quaye 8 Sackey 6 Tetteh 12 Tutu 8 Yeboah 28
)";
constexpr std::string_view zimbabwean_girls = R"(
Tendai 25 10 Rutendo 8 20 Tatenda 4 12 Chipo 25 4 Rudo 20 5 Nyasha 10 15 Tsitsi 15 3 Shamiso 6 4 Thandiwe 15 10 Nomsa 12 2 Sibongile 15 3 Nothando 5 6 Tinotenda 1 15 Anesu 1 20 Ruvarashe 2 12 Tadiwanashe 1 12 Kudzai 6 6 Vimbai 8 6 Makanaka 1 8 Tanaka 2 20
Precious 10 15 Memory 12 2 Loveness 8 1 Beauty 8 1 Nyarai 8 1 Mwangi 1 1 Wanjiru 6 3 Achieng 5 3 Nakato 4 4 Namuli 2 2 Thandeka 3 4 Lerato 3 5 Zanele 4 3 Ayanda 3 4
)";
constexpr std::string_view zimbabwean_boys = R"(
Tendai 20 8 Tinashe 8 40 Tawanda 10 15 Tafadzwa 10 15 Takudzwa 4 15 Farai 15 8 Tonderai 8 3 Simba 6 12 Tatenda 4 15 Kudakwashe 3 12 Tanaka 3 35 Anesu 1 15 Munashe 2 15 Panashe 2 15 Tadiwanashe 1 12 Nkosana 6 3 Sipho 8 3 Themba 8 3 Blessing 6 10 Innocent 10 3
Prosper 8 3 Lovemore 10 1 Wellington 8 1 Givemore 5 1 Kamau 5 2 Otieno 4 2 Odongo 3 1 Mukasa 4 2 Kato 3 4 Ssali 1 1 Ethan 1 10 Mudiwa 1 5
)";
constexpr std::string_view zimbabwean_families = R"(
Moyo 70 Ncube 40 Ndlovu 40 Sibanda 35 Dube 32 Banda 28 Phiri 25 Nyoni 14 Mpofu 14 Khumalo 14 Chikwanha 5 Chirwa 10 Chiwenga 3 Choto 4 Gumbo 12 Hove 10 Mapfumo 6 Marufu 6 Masuku 5 Matibe 2 Mhlanga 6 Mlambo 8 Mutasa 10 Muchengeti 3 Mukanya 3 Mupfumi 3
Musonda 5 Mwale 8 Mwangi 15 Kamau 10 Kimani 8 Njoroge 10 Otieno 12 Ochieng 8 Odhiambo 8 Okello 10 Mukasa 10 Nalubega 3 Ssemakula 3 Kiptoo 2 Wanyama 2 Nkosi 8 Dlamini 8 Mkhize 3 Zulu 8 Tembo 10 Zhou 8 Shumba 8 Nyathi 6 Zvinavashe 2 Mhango 4
)";
constexpr std::string_view congolese_girls = R"(
Marie 25 5 Béatrice 8 2 Chantal 12 1 Clémentine 8 1 Thérèse 8 1 Christelle 4 10 Merveille 2 15 Divine 2 20 Grâce 2 12 Exaucée 1 8 Plamedi 1 8 Naomie 1 12 Ketsia 1 6 Dorcas 4 8 Ruth 6 10 Gloire 1 6 Bénédicte 3 6 Rachelle 2 5 Sephora 1 6 Priscille 2 4 Daniella 1 8
)";
constexpr std::string_view congolese_boys = R"(
Jean 15 2 Jean-Pierre 10 1 Pierre 10 2 Joseph 12 5 Emmanuel 8 15 Patrick 10 3 Christian 6 8 Dieudonné 8 2 Gédéon 1 10 Glody 2 8 Exaucé 1 10 Merdi 1 6 Jonathan 3 12 Josué 2 10 Élie 1 8 Trésor 5 6 Héritier 3 5 Junior 3 10 Nathan 1 15 Plamedi 1 6 Chadrac 1 5 Dan 1 8 Bienvenu 5 2
)";
constexpr std::string_view congolese_families = R"(
Mbuyi 12 Kabongo 14 Kalala 10 Ilunga 14 Mutombo 12 Mukendi 12 Tshibangu 10 Tshimanga 8 Kasongo 14 Ngoy 10 Mwamba 8 Lukaku 4 Makiese 3 Matondo 8 Mbala 6 Nsimba 6 Nzuzi 5 Lutumba 3 Kabeya 8 Kabamba 6 Katanga 4 Kayembe 8 Kitenge 4 Luzolo 4 Makengo 4
Mavinga 3 Mbemba 8 Mpiana 5 Muamba 6 Mulumba 8 Ngalula 6 Nkosi 3 Ntumba 6 Tshilumba 4 Wa_Mutombo 1 Bokassa 1 Bemba 3 Lokonga 2 Mobutu 1 Habimana 5 Nkurunziza 4 Uwimana 4 Niyonzima 3 Ndayishimiye 3 Mugisha 4
)";

} // namespace

std::span<const Stock> stocks_of_africa()
{
    using enum StockName;
    static constexpr std::array<Stock, 6> all{{
        {yoruba, yoruba_girls, yoruba_boys, two_fashions, yoruba_families},
        {igbo, igbo_girls, igbo_boys, two_fashions, igbo_families},
        {hausa, hausa_girls, hausa_boys, two_fashions, hausa_families},
        {akan, akan_girls, akan_boys, two_fashions, akan_families},
        {zimbabwean, zimbabwean_girls, zimbabwean_boys, two_fashions, zimbabwean_families},
        {congolese, congolese_girls, congolese_boys, two_fashions, congolese_families, 600'000},
    }};
    return all;
}

// Monday's first.
std::string_view day_names_of_girls() { return "Adwoa 1 Abena 1 Akua 1 Yaa 1 Afua 1 Ama 1 Akosua 1"; }
std::string_view day_names_of_boys() { return "Kojo 1 Kwabena 1 Kwaku 1 Yaw 1 Kofi 1 Kwame 1 Kwasi 1"; }

} // namespace gauze::synth
