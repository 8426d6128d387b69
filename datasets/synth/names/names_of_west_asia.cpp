// Names of western Asia, northern Africa and the Horn: given names in an older and a younger fashion (1960,
// 2010), and what stands last, mostly a grandfather's name. Weights are our own estimates after the lists of
// popular names by country (CC0) and the counts of babies' names of ONS (Open Government Licence v3).
#include "datasets/synth/names/stocks.hpp"

namespace gauze::synth {

namespace {

constexpr std::string_view arabic_girls = R"(
Fatima 150 120 Mariam 60 110 Maryam 40 180 Aisha 60 100 Khadija 40 70 Zainab 50 90 Amina 50 50 Salma 40 50 Leila 40 30 Layla 20 130
Nadia 50 12 Samira 50 15 Huda 40 40 Hanan 40 10 Iman 30 20 Amal 40 15 Suad 30 3 Nawal 25 20 Rania 20 20 Rana 20 15 Hala 20 10 Dina 20 15
Noor 10 110 Nour 12 60 Lina 15 60 Maya 6 50 Yara 4 50 Jana 2 50 Malak 2 60 Aya 4 110 Hana 10 50 Sara 20 110 Sarah 10 70 Yasmin 20 60
Amira 15 60 Tala 1 30 Lamar 1 30 Layan 1 30 Leen 1 30 Rahaf 2 20 Shahd 2 25 Retaj 1 15 Sidra 2 40 Hala 4 10 Dana 4 15 Farah 8 40
Zahra 20 60 Zahraa 8 60 Batool 4 25 Ruqaya 4 40 Kawthar 8 12 Asma 20 40 Hajar 6 30 Ikram 6 20 Siham 15 15 Latifa 20 8 Malika 25 20
Rawan 4 25 Razan 2 20 Haneen 3 25 Manal 15 20 Nada 12 12 Reem 10 25 Rima 12 12 Safia 20 20 Wafa 20 6 Zahia 10 2 Juri 1 12 Lujain 1 20
)";
constexpr std::string_view arabic_boys = R"(
Mohamed 180 170 Mohammed 150 160 Muhammad 30 110 Ahmed 120 110 Ali 90 110 Omar 50 110 Hassan 60 50 Hussein 60 45 Mahmoud 50 30
Ibrahim 50 80 Mustafa 40 50 Khaled 50 12 Khalid 40 20 Youssef 30 30 Yousef 25 40 Yusuf 15 100 Yousif 8 30 Abdullah 40 80 Abdul 30 12
Abdulrahman 15 40 Abdelkader 15 1 Abdullahi 3 5 Salah 30 12 Sami 30 40 Samir 40 8 Karim 25 30 Kareem 8 40 Tarek 25 8 Tariq 20 15 Walid 25 20
Adam 4 150 Hamza 8 110 Bilal 8 50 Zaid 6 60 Zayd 2 50 Anas 4 30 Ayman 12 60 Ayoub 4 40 Elias 4 60 Ilyas 3 60 Ismail 15 40 Jad 2 30
Rayan 2 90 Yahya 8 60 Yassin 6 30 Younes 10 25 Zakaria 8 70 Ziad 10 15 Nabil 30 20 Nasser 25 10 Rachid 25 3 Said 30 15 Jamal 30 10
Faisal 15 20 Fadi 12 6 Haider 12 50 Hadi 6 40 Jaafar 8 12 Abbas 15 12 Karrar 1 10 Sajjad 3 15 Murtada 4 12 Mahdi 6 40 Laith 2 15 Malik 4 40
Qasim 8 20 Sultan 6 30 Saif 4 40 Saad 10 15 Taha 6 30 Tamim 2 20 Yazan 1 25 Yamen 1 12 Suhaib 2 20 Osama 8 15 Usama 6 12 Rami 15 30 Basel 5 8
)";
constexpr std::string_view arabic_families = R"(
Mohamed 90 Ahmed 80 Ali 90 Hassan 70 Hussein 60 Ibrahim 50 Mahmoud 40 Khalil 30 Saleh 35 Salem 25 Mansour 22 Haddad 20 Nasser 20
Omar 30 Said 25 Saeed 20 Yousef 20 Abdullah 25 Abbas 20 Aziz 15 Hamad 12 Hamdan 12 Issa 14 Jaber 12 Jabbar 8 Kadhim 12 Karim 15 Khan 5
Mustafa 20 Najjar 10 Nassar 8 Qassim 8 Rashid 14 Sabri 6 Shaheen 6 Sultan 8 Taha 10 Younis 10 Zidan 5 Al-Hassan 12 Al-Khatib 10 Al-Masri 10
Al-Ahmad 8 Al-Ali 8 Al-Hussein 6 Al-Jabouri 6 Al-Saadi 8 Al-Shammari 5 Al-Sayed 5 Al-Tamimi 6 Al-Zubaidi 5 Al-Rubaie 4 Al-Harbi 6 Al-Mutairi 5
El-Sayed 12 El-Amin 8 El-Masry 6 El_Fassi 4 El_Idrissi 6 El_Amrani 5 Benali 8 Ben_Salah 4 Ben_Ahmed 4 Bensaid 6 Bouazza 5 Boukhari 4 Belkacem 5
Abdelrahman 8 Abu_Bakr 4 Abu_Hassan 3 Darwish 8 Farouk 5 Ghanem 8 Habib 10 Hamdi 6 Haidar 6 Jaafar 6 Kassem 8 Khoury 10 Maalouf 4 Musa 12 Sabbagh 5
)";
constexpr std::string_view somali_girls = R"(
Fadumo 110 40 Halimo 70 10 Khadra 60 20 Amina 70 60 Asha 60 6 Faduma 40 15 Habiba 40 30 Hawa 50 50 Hodan 40 40 Ifrah 20 50 Kaltun 20 10
Khadija 30 70 Maryan 60 20 Muna 20 60 Naima 15 50 Nasra 25 40 Nimco 25 10 Nimo 15 8 Ruqiya 20 15 Sahra 50 50 Safia 30 20 Saynab 30 6
Shukri 25 8 Suad 20 10 Ubah 25 8 Zamzam 15 25 Zeinab 10 30 Deqa 20 4 Ayaan 8 50 Hibaq 4 12 Hamdi 8 25 Iman 8 30 Ikram 6 30 Maryam 4 60
Aisha 10 60 Salma 8 30 Samira 12 30 Sumaya 4 70 Hafsa 3 60 Yasmin 4 40 Anisa 6 40 Fartun 12 6 Filsan 10 6 Idil 8 15 Ladan 10 4 Sagal 8 12
)";
constexpr std::string_view somali_boys = R"(
Mohamed 180 150 Abdi 110 15 Ahmed 110 80 Ali 90 60 Hassan 80 40 Abdullahi 60 40 Ibrahim 50 70 Yusuf 40 90 Omar 40 60 Hussein 50 25
Abdirahman 50 70 Mohamud 50 8 Osman 40 15 Farah 40 6 Jama 30 4 Ismail 30 30 Said 30 15 Abdulkadir 25 10 Abdirizak 15 6 Adan 25 12 Aden 15 6
Abukar 15 4 Bashir 15 6 Dahir 20 3 Guled 15 10 Hersi 12 1 Isse 15 2 Khalid 15 20 Liban 15 15 Mahad 10 25 Mahamed 12 30 Mukhtar 12 6 Mustafa 8 30
Nur 20 4 Abdulahi 8 15 Sharmarke 5 3 Suleiman 8 25 Warsame 12 1 Yahye 6 15 Zakaria 6 50 Ayub 4 60 Bilal 4 30 Hamza 3 60 Ilyas 3 40 Ismaaciil 2 2
Jibril 8 15 Khadar 15 3 Mahdi 4 30 Sadiq 4 10 Salman 3 20 Suhayb 2 15 Zubeyr 3 6 Hanad 3 15 Muse 8 3 Yonis 3 15 Abdiaziz 6 15 Abdifatah 8 6
)";
constexpr std::string_view somali_families = R"(
Mohamed 160 Ali 120 Ahmed 110 Hassan 90 Abdi 90 Hussein 60 Omar 60 Ibrahim 55 Yusuf 45 Abdullahi 45 Osman 42 Farah 42 Jama 40
Mohamud 38 Ismail 30 Nur 28 Said 25 Warsame 22 Adan 22 Aden 15 Abdirahman 25 Abukar 12 Dahir 14 Elmi 16 Egal 6 Gedi 6 Guled 12 Haji 8
Hashi 10 Hersi 14 Hirsi 8 Isse 14 Kahin 4 Mahamed 8 Muse 12 Mire 5 Nuur 3 Roble 6 Samatar 5 Sheikh 8 Shire 8 Sugulle 2 Yasin 5 Duale 6 Barre 5
)";
constexpr std::string_view turkish_girls = R"(
Ayşe 110 40 Fatma 110 30 Emine 70 12 Hatice 70 10 Zeynep 40 110 Elif 20 160 Meryem 20 50 Sevgi 30 2 Sultan 20 2 Gülay 30 1 Hülya 30 1 Nurcan 20 1
Özlem 30 2 Songül 25 1 Yasemin 20 40 Ebru 20 4 Esra 15 40 Melek 12 30 Selin 4 60 Ece 2 30 Defne 1 40 Ela 1 70 Dilara 3 50 Aleyna 1 50 Azra 1 60
Yağmur 2 25 İrem 3 20 Buse 3 15 Ecrin 1 25 Nehir 1 20 Mira 1 25 Lara 1 30 Derin 1 10 Deniz 6 20 Havin 2 12 Şirin 8 5 Gizem 6 10 Alara 1 60 Eylül 1 20
)";
constexpr std::string_view turkish_boys = R"(
Mehmet 130 60 Mustafa 100 60 Ahmet 90 40 Ali 80 60 Hüseyin 70 30 Hasan 70 20 İbrahim 50 20 İsmail 40 12 Osman 30 6 Yusuf 20 60 Murat 40 12
Ömer 20 30 Halil 20 12 Süleyman 20 10 Kemal 25 15 Recep 15 2 Orhan 15 2 Cemal 15 2 Erkan 15 2 Serkan 15 3 Emre 12 60 Can 6 30 Cem 8 40 Deniz 6 70
Eren 3 60 Kaan 3 50 Arda 1 50 Efe 1 40 Emir 2 50 Kerem 2 40 Mert 2 40 Berat 1 20 Burak 6 20 Onur 8 20 Ozan 4 30 Enes 2 35 Çınar 1 20 Yiğit 1 20
Umut 6 25 Taylan 3 50 Baran 4 40 Dilan 1 6 Devrim 6 6 Ediz 2 20 Alp 2 12 Aras 2 30 Kuzey 1 15 Poyraz 1 8 Miran 2 25 Azad 5 15 Berkay 1 20 Adem 12 60
)";
constexpr std::string_view turkish_families = R"(
Yılmaz 70 Kaya 55 Demir 50 Çelik 40 Şahin 40 Yıldız 38 Yıldırım 35 Öztürk 35 Aydın 35 Özdemir 32 Arslan 34 Doğan 34 Kılıç 26 Aslan 26
Çetin 24 Kara 22 Koç 22 Kurt 22 Özkan 20 Şimşek 20 Polat 20 Korkmaz 18 Özcan 16 Çakır 16 Erdoğan 18 Yavuz 15 Can 15 Acar 14 Aksoy 15
Güneş 16 Bulut 16 Karataş 10 Tekin 12 Turan 12 Uçar 8 Güler 14 Ateş 12 Taş 12 Kaplan 14 Avcı 12 Işık 12 Ünal 10 Demirci 8 Toprak 10 Gökçe 5
Mehmet 14 Hussein 12 Hassan 10 Ahmet 8 Osman 10 Mustafa 12 Ibrahim 8 Halil 6 Ramadan 6 Salih 6 Suleyman 6 Ali 10 Bozkurt 8 Duman 6 Karaca 6 Uzun 6
)";
constexpr std::string_view kurdish_girls = R"(
Shirin 30 10 Hevin 8 20 Rojin 4 20 Berivan 15 12 Zilan 4 12 Dilan 8 15 Avin 6 12 Shler 12 3 Nasrin 25 3 Tara 8 25 Sara 10 30 Lana 4 15 Lara 2 20
Helin 4 40 Berfin 4 35 Rojda 5 12 Zozan 10 2 Gulistan 12 1 Chinar 6 6 Ronak 10 2 Awaz 6 3 Shno 6 2 Media 6 4 Vian 10 6 Roza 10 40 Naza 6 3 Aya 1 20
)";
constexpr std::string_view kurdish_boys = R"(
Azad 20 30 Aram 15 15 Karwan 15 4 Rebin 8 10 Rebwar 12 3 Dler 10 2 Hiwa 12 4 Kawa 12 4 Rawand 8 6 Shwan 10 4 Soran 10 4 Zana 10 5 Baran 6 30 Alan 6 25
Ari 4 15 Aland 2 30 Miran 2 30 Lawand 3 8 Yad 1 25 Las 1 8 Rayan 1 25 Ahmed 15 15 Mohammed 20 20 Hassan 12 8 Ibrahim 12 10 Omar 10 12 Serdar 8 5 Welat 4 6
)";
constexpr std::string_view kurdish_families = R"(
Ahmed 40 Mohammed 35 Hassan 25 Aziz 15 Karim 18 Rashid 18 Hama 8 Rasul 12 Mahmood 15 Qadir 14 Salih 14 Amin 14 Abdullah 14 Hamid 8 Barzani 6 Barzinji 4
Talabani 2 Jaff 6 Zangana 3 Azad 3 Osman 8 Omer 6 Faraj 8 Khidir 5 Saeed 8 Sharif 8 Bozkurt 5 Dogan 6 Yildiz 5 Aslan 4 Kaya 6 Demir 6 Celik 5
)";
constexpr std::string_view iranian_girls = R"(
Fatemeh 50 15 Zahra 50 40 Maryam 60 30 Leila 40 15 Parvin 30 1 Nasrin 40 1 Shahla 25 1 Mina 20 25 Mahnaz 20 1 Soheila 20 1 Azadeh 15 2 Shirin 20 8 Parisa 15 20
Sara 12 40 Nazanin 10 15 Niloufar 8 8 Elham 12 3 Roya 15 6 Nika 2 20 Ava 2 30 Tara 4 25 Kiana 2 15 Melika 2 10 Yasaman 5 8 Ariana 1 25 Diana 2 15 Hannah 1 15 Baran 1 10
)";
constexpr std::string_view iranian_boys = R"(
Mohammad 60 40 Ali 60 50 Reza 50 20 Hossein 40 15 Ahmad 25 8 Mehdi 25 20 Amir 25 40 Hamid 25 4 Saeed 25 4 Majid 20 2 Farhad 20 3 Behzad 15 2 Bahram 12 2 Kourosh 8 8
Arash 12 15 Babak 12 2 Omid 10 15 Navid 8 8 Cyrus 8 25 Darius 6 15 Arian 2 40 Aryan 1 20 Parsa 1 20 Artin 1 20 Ryan 1 15 Daniel 1 20 Kian 2 30 Sam 2 20 Benyamin 2 20 Armin 4 15
)";
constexpr std::string_view iranian_families = R"(
Mohammadi 35 Hosseini 35 Ahmadi 35 Karimi 28 Rezaei 25 Moradi 18 Jafari 18 Rahimi 22 Hashemi 18 Ghasemi 12 Akbari 12 Sadeghi 14 Heidari 10 Mousavi 16 Kazemi 12
Ebrahimi 12 Rostami 10 Shirazi 8 Tehrani 6 Esfahani 5 Tabrizi 4 Amini 12 Asadi 8 Azizi 10 Bahrami 8 Daneshvar 3 Farahani 6 Ghorbani 8 Habibi 8 Kermani 5 Khalili 6
Mahdavi 6 Najafi 8 Nazari 8 Norouzi 5 Pourmohammad 3 Rafiei 4 Safavi 4 Salehi 10 Shahbazi 5 Sharifi 10 Soltani 8 Taheri 8 Yazdani 6 Zamani 6 Zand 4 Mirza 4 Vaziri 3
)";
constexpr std::string_view eritrean_girls = R"(
Tsehay 20 1 Abeba 25 2 Almaz 30 2 Aster 25 3 Selam 15 25 Senait 15 4 Mehret 12 5 Letebrhan 10 1 Freweyni 15 2 Helen 20 15 Hiwot 15 8 Rahel 15 15 Saba 12 15 Tigist 20 3
Yordanos 10 12 Winta 5 15 Bethlehem 5 12 Eden 8 20 Feven 8 12 Meron 8 10 Ruta 6 8 Semhar 6 8 Mariam 8 25 Soliyana 1 20 Liya 1 25 Maya 1 12 Abigail 1 15 Eliana 1 15 Heran 1 12
)";
constexpr std::string_view eritrean_boys = R"(
Tesfaye 25 2 Haile 25 3 Berhane 25 2 Tekle 25 2 Abraham 20 12 Kidane 15 2 Yohannes 20 6 Daniel 20 20 Samuel 15 20 Solomon 20 6 Tewolde 15 1 Mehari 15 2 Negash 12 1 Mulugeta 10 1
Dawit 12 10 Filmon 6 8 Amanuel 10 15 Yonas 10 10 Robel 5 12 Natnael 4 15 Nahom 3 25 Henok 6 10 Aman 4 12 Abel 4 20 Biruk 3 8 Bereket 5 6 Kaleb 2 20 Noah 1 20 Yosief 8 4 Ermias 10 4
)";
constexpr std::string_view eritrean_families = R"(
Tesfaye 22 Haile 25 Berhane 20 Tekle 22 Abraham 20 Kidane 18 Yohannes 16 Ghebremariam 8 Gebremariam 10 Gebremeskel 8 Gebreselassie 10 Ghebreselassie 5 Woldemariam 8 Weldemichael 8
Tesfamariam 10 Tesfay 12 Habte 10 Habtemariam 8 Hagos 14 Mehari 12 Mengistu 8 Mesfin 8 Negash 10 Ogbazghi 4 Ogbamichael 4 Tadesse 12 Teklemariam 6 Abebe 14 Alemu 12 Bekele 14
Desta 10 Girma 10 Kebede 12 Lemma 6 Mekonnen 10 Tefera 6 Tilahun 6 Worku 8 Yemane 8 Zerai 6 Andemariam 4 Asmerom 5 Beyene 8 Kahsay 10 Gebrekidan 6 Weldegebriel 3 Fisseha 5
)";

} // namespace

std::span<const Stock> stocks_of_west_asia()
{
    using enum StockName;
    static constexpr std::array<Stock, 6> all{{
        {arabic, arabic_girls, arabic_boys, two_fashions, arabic_families},
        {somali, somali_girls, somali_boys, two_fashions, somali_families},
        {turkish, turkish_girls, turkish_boys, two_fashions, turkish_families, 700'000},
        {kurdish, kurdish_girls, kurdish_boys, two_fashions, kurdish_families},
        {iranian, iranian_girls, iranian_boys, two_fashions, iranian_families},
        {eritrean, eritrean_girls, eritrean_boys, two_fashions, eritrean_families},
    }};
    return all;
}

} // namespace gauze::synth
