// Names of the continent: given names in an older and a younger fashion (1960, 2010), family names (in the
// form of men). Weights are our own estimates after the lists of popular names by country (CC0) and the
// counts of babies' names of ONS (Open Government Licence v3).
#include "datasets/synth/names/stocks.hpp"

namespace gauze::synth {

namespace {

constexpr std::string_view polish_girls = R"(
Anna 220 40 Maria 120 90 Katarzyna 180 15 Małgorzata 150 6 Agnieszka 160 6 Barbara 110 4 Ewa 120 8 Krystyna 90 2 Elżbieta 100 3
Zofia 50 150 Teresa 60 3 Magdalena 120 30 Joanna 110 15 Monika 110 10 Danuta 60 1 Halina 50 1 Irena 50 2 Jadwiga 40 4
Beata 80 2 Dorota 80 2 Grażyna 40 1 Bożena 40 1 Iwona 60 1 Renata 50 1 Aleksandra 60 90 Natalia 40 120 Karolina 60 60
Julia 20 170 Maja 2 220 Zuzanna 10 200 Lena 2 170 Hanna 30 130 Oliwia 1 150 Wiktoria 4 110 Amelia 2 150 Alicja 30 120
Nikola 1 90 Gabriela 10 110 Antonina 8 50 Pola 1 70 Iga 1 40 Kornelia 3 50 Milena 6 60 Martyna 8 60 Emilia 8 60 Nadia 2 70
Laura 2 70 Michalina 3 40 Klaudia 6 50 Patrycja 10 40 Weronika 8 50 Dominika 8 40 Paulina 15 40 Kinga 8 25 Jagoda 3 25
Liliana 1 50 Kaja 2 40 Blanka 3 30 Marcelina 3 25 Łucja 10 20 Helena 20 40 Matylda 4 30 Aniela 8 20 Sandra 3 25 Izabela 40 40
)";
constexpr std::string_view polish_boys = R"(
Jan 120 90 Andrzej 160 4 Piotr 180 50 Krzysztof 170 25 Stanisław 60 40 Tomasz 160 50 Paweł 140 25 Józef 50 4 Marcin 130 15
Marek 110 4 Michał 110 50 Grzegorz 100 6 Jerzy 60 8 Tadeusz 40 4 Adam 80 110 Łukasz 100 15 Zbigniew 60 1 Ryszard 50 2
Dariusz 80 2 Henryk 30 15 Mariusz 70 1 Kazimierz 30 4 Wojciech 60 40 Robert 60 20 Mateusz 50 110 Rafał 70 6 Jacek 50 2
Janusz 40 1 Mirosław 40 1 Maciej 50 40 Sławomir 40 1 Jarosław 40 1 Kamil 40 60 Wiesław 30 1 Roman 20 15 Jakub 30 260
Filip 10 220 Kacper 6 220 Antoni 15 160 Oskar 3 170 Szymon 8 130 Aleksander 15 130 Dominik 10 130 Franciszek 15 80 Marcel 2 120
Wiktor 6 80 Igor 6 80 Nikodem 1 90 Oliwier 1 80 Olivier 1 110 Fabian 2 100 Alan 1 90 Natan 1 70 Leon 4 90 Tymon 1 50
Bartosz 15 50 Mikołaj 8 90 Patryk 10 90 Dawid 10 90 Maksymilian 4 90 Krystian 8 40 Bartłomiej 12 15 Hubert 8 25 Ignacy 4 30
Tymoteusz 1 35 Ksawery 1 20 Miłosz 2 30 Borys 3 30 Karol 15 35 Artur 15 30 Kajetan 1 15 Gracjan 1 12 Tobiasz 1 12 Eryk 3 40
)";
constexpr std::string_view polish_families = R"(
Nowak 200 Kowalski 140 Wiśniewski 110 Wójcik 100 Kowalczyk 98 Kamiński 95 Lewandowski 93 Zieliński 91 Szymański 89 Woźniak 88
Dąbrowski 86 Kozłowski 76 Jankowski 69 Mazur 67 Wojciechowski 66 Kwiatkowski 66 Krawczyk 64 Kaczmarek 61 Piotrowski 61
Grabowski 58 Zając 54 Pawłowski 54 Michalski 52 Król 51 Nowakowski 50 Wieczorek 49 Wróbel 49 Jabłoński 49 Dudek 48
Adamczyk 48 Majewski 47 Nowicki 45 Olszewski 43 Stępień 42 Jaworski 42 Malinowski 42 Pawlak 41 Górski 41 Witkowski 41
Walczak 41 Sikora 41 Baran 40 Rutkowski 40 Michalak 39 Szewczyk 39 Ostrowski 38 Tomaszewski 37 Pietrzak 37 Duda 36
Zalewski 36 Wróblewski 35 Marciniak 34 Jasiński 34 Zawadzki 33 Bąk 33 Jakubowski 33 Sadowski 32 Włodarczyk 31 Wilk 31
Chmielewski 30 Borkowski 30 Sokołowski 30 Szczepański 29 Sawicki 29 Kucharski 28 Lis 28 Maciejewski 28 Kubiak 28 Kalinowski 27
Mazurek 27 Wysocki 27 Kołodziej 26 Kaźmierczak 26 Czarnecki 25 Sobczak 25 Konieczny 25 Urbański 24 Głowacki 24 Wasilewski 23
Sikorski 23 Zakrzewski 23 Krajewski 23 Krupa 22 Laskowski 22 Ziółkowski 22 Gajewski 21 Mroz 6 Mróz 15 Brzeziński 21 Szulc 20
Makowski 20 Baranowski 20 Przybylski 20 Kaczmarczyk 20 Borowski 19 Błaszczyk 19 Adamski 19 Górecki 18 Chojnacki 18 Kania 17
Szczepaniak 17 Cieślak 17 Leszczyński 17 Andrzejewski 17 Czerwiński 17 Mucha 16 Bielecki 16 Kozak 16 Kowalewski 16 Kruk 15
)";

constexpr std::string_view lithuanian_girls = R"(
Irena 60 2 Ona 40 2 Danutė 30 1 Rasa 50 2 Daiva 50 1 Jūratė 30 2 Vilma 40 1 Rūta 30 12 Kristina 50 25 Asta 40 2 Inga 40 4
Jurgita 40 2 Laura 12 20 Lina 30 10 Rita 40 2 Edita 30 2 Ramunė 15 1 Sandra 15 8 Emilija 2 80 Gabija 1 50 Liepa 1 30 Ugnė 1 40
Austėja 1 40 Goda 1 30 Kamilė 1 50 Gabrielė 1 50 Vilte 1 25 Viltė 1 20 Leja 1 40 Amelija 1 30 Sofija 2 40 Elzė 1 12 Luknė 1 15
Miglė 1 15 Urtė 1 20 Smiltė 1 10 Aistė 10 6 Eglė 20 6 Monika 15 8 Viktorija 8 35 Karolina 4 15 Patricija 1 12 Deimantė 2 6
)";
constexpr std::string_view lithuanian_boys = R"(
Jonas 60 40 Vytautas 60 6 Antanas 40 4 Juozas 40 2 Kęstutis 40 2 Algirdas 30 1 Darius 60 30 Saulius 40 1 Rimantas 25 1 Arūnas 40 1
Gintaras 30 1 Andrius 30 4 Mindaugas 30 4 Tomas 30 12 Marius 30 10 Donatas 20 2 Tadas 12 4 Vaidas 15 1 Lukas 4 60 Matas 1 90
Nojus 1 60 Kajus 1 60 Dominykas 1 60 Benas 1 40 Jokūbas 1 30 Gabrielius 1 35 Danielius 1 40 Adomas 1 25 Aronas 1 30 Domas 1 30
Herkus 1 15 Emilis 1 25 Rokas 3 25 Dovydas 2 25 Gustas 1 20 Kristupas 1 15 Motiejus 1 10 Armandas 3 20 Deividas 4 20 Arnas 2 20
)";
constexpr std::string_view lithuanian_families = R"(
Kazlauskas 60 Petrauskas 50 Jankauskas 50 Stankevičius 40 Vasiliauskas 36 Butkus 30 Žukauskas 34 Paulauskas 28 Urbonas 28
Kavaliauskas 26 Ramanauskas 20 Balčiūnas 22 Navickas 20 Savickas 18 Rimkus 16 Pocius 14 Adomaitis 16 Baranauskas 14 Mockus 12
Šimkus 12 Sakalauskas 14 Bagdonas 12 Lukošius 10 Žilinskas 10 Gudaitis 8 Kairys 8 Gricius 6 Mažeika 8 Zabulionis 5 Vaitkus 12
Norkus 10 Barkauskas 6 Černiauskas 8 Jakštas 5 Gedvilas 5 Budrys 6 Dapkus 6 Grigas 5 Morkūnas 5 Stonkus 5 Tamošiūnas 8 Juška 6
)";

constexpr std::string_view romanian_girls = R"(
Maria 150 110 Elena 140 70 Ioana 60 80 Ana 90 70 Mihaela 90 4 Andreea 30 80 Cristina 80 8 Daniela 80 6 Gabriela 70 8 Alexandra 20 50
Simona 60 3 Florentina 40 4 Mariana 60 3 Nicoleta 50 4 Georgiana 20 15 Adriana 50 3 Alina 40 20 Loredana 30 2 Raluca 20 6 Diana 20 20
Sofia 2 140 Antonia 4 70 Daria 1 80 Eva 1 50 Bianca 4 40 Denisa 3 30 Rebeca 2 60 Miruna 1 25 Ilinca 1 20 Ștefania 6 20 Izabela 2 30
Larisa 3 25 Teodora 4 25 Amalia 4 30 Medeea 1 8 Natalia 6 25 Anastasia 3 40 Patricia 4 25 Cătălina 12 8 Ruxandra 8 5 Estera 2 25
Karina 2 20 Melisa 1 25 Emma 1 30 Carla 2 12 Ioana-Maria 2 12 Ana-Maria 15 15 Elena-Alexandra 1 6 Roxana 20 15 Violeta 15 3 Luminița 12 1
)";
constexpr std::string_view romanian_boys = R"(
Ion 90 6 Gheorghe 80 6 Vasile 70 3 Constantin 70 15 Nicolae 60 8 Ioan 40 12 Mihai 50 40 Marian 50 6 Florin 60 4 Cristian 50 40
Adrian 70 12 Alexandru 40 90 Andrei 30 110 Bogdan 40 12 Ciprian 30 2 Cătălin 40 3 Dan 20 4 Daniel 50 40 Dumitru 30 3 Gabriel 40 30
George 30 20 Ionuț 40 25 Lucian 20 20 Marius 50 8 Ovidiu 20 2 Radu 20 8 Răzvan 20 15 Robert 8 30 Sorin 40 1 Ștefan 20 50 Vlad 10 30
Matei 1 100 David 2 110 Luca 1 100 Darius 1 90 Rareș 2 30 Tudor 4 35 Eduard 4 40 Ianis 1 40 Iosif 3 25 Raul 2 30 Denis 2 50 Patrik 1 30
Eric 1 30 Filip 1 35 Nicolas 1 20 Samuel 3 25 Rafael 1 30 Beniamin 3 20 Moise 1 20 Elisei 1 15 Mihail 4 12 Sebastian 3 30 Ianis-Gabriel 1 3
)";
constexpr std::string_view romanian_families = R"(
Popa 190 Popescu 150 Ionescu 110 Radu 90 Dumitru 80 Stan 80 Stoica 75 Gheorghe 75 Matei 70 Ciobanu 65 Rusu 65 Munteanu 60
Constantin 60 Marin 55 Lazăr 50 Moldovan 50 Ungureanu 45 Dinu 45 Andrei 45 Florea 45 Ilie 40 Stanciu 40 Cristea 40 Nistor 40
Vasile 40 Tudor 35 Dobre 35 Barbu 35 Ene 30 Toma 35 Oprea 35 Neagu 32 Voicu 32 Sandu 32 Dragomir 30 Lupu 32 Enache 30 Mocanu 30
Rotaru 28 Ștefan 28 Ștefănescu 10 Manole 25 Nicolae 30 Petre 25 Preda 25 Anghel 28 Avram 20 Badea 25 Balan 25 Bucur 22 Chiriac 16
Cojocaru 25 Coman 25 Costea 22 Crăciun 22 Croitoru 20 Diaconu 25 Drăgan 22 Dumitrescu 40 Filip 20 Georgescu 35 Grigore 25
Iordache 22 Manea 22 Mihai 30 Miron 16 Moraru 22 Neculai 6 Olteanu 20 Pavel 22 Păun 16 Pop 50 Roman 22 Sârbu 18 Serban 12 Suciu 18
Tănase 22 Vlad 22 Zamfir 18 Luca 16 Iancu 16 Mureșan 20 Covaci 10 Ciurar 8 Rostaș 10 Lăcătuș 10 Căldăraru 4 Stănescu 18 Hanganu 5
)";

constexpr std::string_view ukrainian_girls = R"(
Olena 110 8 Tetiana 90 6 Natalia 60 6 Nataliia 50 4 Oksana 80 4 Iryna 90 8 Svitlana 80 3 Liudmyla 50 2 Halyna 50 2 Nina 30 3
Valentyna 40 2 Larysa 40 1 Olha 60 6 Maria 20 40 Mariia 20 40 Anna 30 90 Hanna 20 12 Kateryna 30 40 Anastasiia 10 50 Yuliia 30 20
Sofiia 1 90 Daria 4 40 Viktoriia 15 40 Polina 2 50 Yelyzaveta 3 30 Veronika 3 30 Solomiia 1 40 Zlata 1 30 Milana 1 40 Eva 1 40
Diana 4 25 Kira 2 15 Alisa 1 25 Uliana 2 20 Yana 10 15 Alina 12 15 Inna 25 3 Lesia 15 3 Nadiia 20 5 Zoriana 6 6 Myroslava 4 12
)";
constexpr std::string_view ukrainian_boys = R"(
Oleksandr 90 40 Serhii 90 8 Volodymyr 70 12 Mykola 60 5 Andrii 60 25 Ihor 60 5 Viktor 50 4 Yurii 50 6 Vasyl 40 6 Ivan 30 30
Petro 30 4 Oleh 50 4 Vitalii 50 6 Anatolii 30 2 Mykhailo 20 25 Dmytro 25 60 Maksym 6 70 Artem 4 80 Denys 8 30 Danylo 2 50 Bohdan 8 40
Nazar 3 35 Vladyslav 6 40 Roman 25 25 Yaroslav 12 25 Taras 15 10 Matvii 1 50 Mark 1 40 Tymofii 1 40 David 1 30 Illia 4 30 Kyrylo 3 30
Yehor 3 25 Ostap 3 12 Stepan 12 8 Sviatoslav 3 8 Arsen 3 12 Hlib 1 12 Demian 1 10 Zakhar 1 12 Lev 1 15 Pavlo 20 12 Yevhen 30 10
)";
constexpr std::string_view ukrainian_families = R"(
Melnyk 80 Shevchenko 75 Bondarenko 60 Kovalenko 60 Boiko 60 Tkachenko 55 Kravchenko 55 Kovalchuk 50 Koval 45 Oliinyk 45 Shevchuk 45
Polishchuk 38 Tkachuk 36 Savchenko 36 Bondar 32 Marchenko 32 Rudenko 32 Moroz 32 Lysenko 30 Petrenko 30 Klymenko 28 Pavlenko 26
Kravchuk 28 Kuzmenko 22 Pavliuk 22 Levchenko 22 Savchuk 22 Vasylenko 20 Hrytsenko 18 Karpenko 20 Panchenko 18 Sydorenko 18
Kostenko 16 Romanenko 16 Khomenko 16 Mazur 16 Kushnir 16 Martyniuk 16 Popov 14 Ivanov 16 Volkov 10 Morozov 8 Zakharov 6 Sokolov 8
Kozlov 6 Hrynkivskyi 3 Levytskyi 6 Zelenskyi 2 Kovalskyi 8 Vyshnevskyi 6 Yavorskyi 6 Lytvynenko 12 Honcharenko 14 Honcharuk 10
Yurchenko 10 Tymoshenko 10 Dmytruk 8 Semeniuk 10 Melnychuk 18 Palamarchuk 8 Kuzmych 4 Hnatiuk 8 Didenko 8 Zinchenko 8 Kyrychenko 8
)";
constexpr std::string_view bulgarian_girls = R"(
Maria 60 60 Ivanka 40 2 Elena 30 30 Yordanka 25 1 Penka 20 1 Daniela 30 10 Gergana 20 8 Desislava 20 8 Petya 25 4 Radka 15 1 Stefka 15 1
Viktoria 3 50 Raya 2 30 Nikol 1 40 Sofia 1 40 Gabriela 4 30 Simona 4 25 Magdalena 6 12 Teodora 4 15 Yoana 4 20 Kalina 4 20 Aleksandra 4 30
)";
constexpr std::string_view bulgarian_boys = R"(
Georgi 60 60 Ivan 60 30 Dimitar 50 25 Nikolay 40 20 Petar 30 12 Stefan 25 12 Hristo 25 8 Todor 20 4 Vasil 20 10 Krasimir 20 2 Plamen 20 2
Martin 10 40 Aleksandar 12 60 Viktor 6 30 Kristian 3 30 Daniel 4 30 Boris 6 20 Kaloyan 3 25 Teodor 2 20 Bozhidar 3 15 Bogdan 2 10 Simeon 5 12
)";
constexpr std::string_view bulgarian_families = R"(
Ivanov 90 Georgiev 75 Dimitrov 75 Petrov 50 Nikolov 42 Hristov 30 Stoyanov 30 Todorov 30 Iliev 25 Angelov 25 Vasilev 25 Petkov 20
Marinov 20 Kolev 18 Atanasov 20 Mihaylov 15 Popov 15 Stefanov 16 Yordanov 18 Dimov 12 Asenov 10 Borisov 10 Mladenov 10 Kostov 10
Novák 20 Horváth 20 Kováč 8 Nagy 12 Dvořák 8 Svoboda 8 Černý 4 Novotný 8 Berzins 4 Kalnins 4 Ozols 3 Smirnov 10 Kuznetsov 10
)";
constexpr std::string_view italian_girls = R"(
Maria 130 30 Anna 90 40 Giuseppina 50 2 Rosa 60 6 Angela 60 6 Giovanna 50 6 Teresa 40 4 Lucia 40 20 Carmela 40 2 Caterina 30 8
Francesca 40 50 Antonella 40 2 Paola 40 4 Daniela 40 4 Laura 30 15 Chiara 15 40 Sara 8 40 Giulia 10 90 Sofia 2 120 Aurora 1 80
Giorgia 2 60 Martina 4 50 Alessia 3 60 Emma 2 70 Alice 4 40 Beatrice 4 40 Ginevra 1 40 Camilla 4 30 Bianca 3 30 Matilde 2 40 Gaia 1 50
)";
constexpr std::string_view italian_boys = R"(
Giuseppe 110 20 Antonio 100 25 Giovanni 80 20 Mario 60 4 Luigi 50 5 Francesco 50 70 Angelo 40 5 Vincenzo 40 12 Salvatore 40 8
Pietro 25 30 Carlo 25 8 Domenico 25 5 Franco 30 1 Roberto 40 4 Paolo 40 5 Marco 30 25 Andrea 20 60 Alessandro 15 80 Lorenzo 5 80
Leonardo 1 120 Matteo 4 90 Mattia 1 60 Gabriele 3 60 Riccardo 6 40 Tommaso 3 50 Edoardo 3 50 Federico 6 40 Giacomo 6 25 Davide 12 30 Luca 20 40
)";
constexpr std::string_view italian_families = R"(
Rossi 90 Russo 60 Ferrari 50 Esposito 45 Bianchi 35 Romano 38 Colombo 30 Ricci 28 Marino 25 Greco 25 Bruno 25 Gallo 22 Conti 20
De_Luca 22 Mancini 18 Costa 20 Giordano 18 Rizzo 18 Lombardi 18 Moretti 18 Barbieri 15 Fontana 15 Santoro 15 Mariani 12 Rinaldi 12
Caruso 12 Ferrara 12 Galli 10 Martini 10 Leone 10 Longo 10 Gentile 10 Martinelli 10 Vitale 10 D'Angelo 12 D'Amico 10 D'Agostino 6
Di_Stefano 6 De_Santis 8 Dell'Aquila 3 Dell'Orto 2 La_Rocca 4 Lo_Presti 2 Pellegrini 8 Palumbo 8 Sanna 6 Valentini 8 Zanetti 4
Dubois 8 Martin 6 Bernard 6 Petit 5 Moreau 5 Lefèvre 3 Müller 8 Schmidt 8 Schneider 6 Weber 6 de_Jong 4 de_Vries 4 van_der_Berg 4 Jansen 4
)";
constexpr std::string_view greek_girls = R"(
Maria 130 60 Eleni 110 60 Aikaterini 50 15 Georgia 50 20 Vasiliki 50 15 Sofia 40 30 Androulla 50 1 Panayiota 30 4 Despina 30 6
Christina 30 30 Anna 30 20 Ioanna 20 20 Konstantina 20 15 Angeliki 25 10 Dimitra 25 10 Chrysoulla 25 1 Anastasia 15 25 Elena 6 25 Zoe 6 20
)";
constexpr std::string_view greek_boys = R"(
Georgios 90 30 Andreas 80 40 Konstantinos 60 40 Ioannis 60 30 Dimitrios 50 25 Nikolaos 50 25 Panayiotis 40 12 Christos 40 15 Costas 50 4
Michael 25 15 Christodoulos 12 3 Savvas 20 8 Stavros 25 10 Kyriacos 30 8 Petros 15 6 Theodoros 15 10 Alexandros 8 40 Marios 12 12 Antonis 15 8 Stelios 15 8
)";
constexpr std::string_view greek_families = R"(
Georgiou 50 Ioannou 35 Constantinou 35 Christodoulou 30 Charalambous 30 Nicolaou 25 Andreou 25 Michael 25 Demetriou 25 Kyriacou 25
Christou 20 Antoniou 20 Panayiotou 20 Theodorou 15 Savva 15 Papadopoulos 35 Papageorgiou 12 Papadakis 8 Pappas 10 Economou 8 Nikolaidis 6
Loizou 12 Hadjigeorgiou 5 Hadjicharalambous 4 Stavrou 12 Stylianou 12 Pavlou 10 Philippou 10 Petrou 8 Vasiliou 10 Zachariou 5 Angelopoulos 4
Papaconstantinou 4 Anagnostopoulos 4 Karagiannis 5 Makris 4 Vlachos 4 Athanasiou 8 Efstathiou 5 Evangelou 5 Iacovou 5 Louca 4 Neophytou 6
)";
constexpr std::string_view albanian_girls = R"(
Fatmire 40 2 Shpresa 40 2 Drita 30 1 Valbona 30 2 Mimoza 25 2 Elira 8 8 Arta 20 6 Teuta 20 3 Besa 15 5 Vjollca 20 1 Merita 15 2 Era 2 25
Sara 2 40 Melisa 2 30 Amelia 1 40 Ajla 1 30 Rea 1 15 Klea 2 15 Anisa 3 20 Erza 2 15 Elona 10 6 Dea 2 25 Jona 1 20 Ema 2 30 Noemi 1 10 Leja 1 12
)";
constexpr std::string_view albanian_boys = R"(
Agim 40 1 Bashkim 30 1 Arben 50 3 Ardian 40 4 Besnik 30 2 Fatmir 30 1 Ilir 30 2 Gezim 20 1 Luan 25 10 Shpëtim 15 1 Artan 25 2 Genti 12 3
Arber 10 15 Dion 2 30 Enis 3 20 Noel 2 30 Leon 2 30 Roan 1 15 Aron 2 25 Klevis 6 6 Kristian 6 12 Orges 5 3 Ergi 2 8 Drin 3 10 Liam 1 20 Rion 1 20
)";
constexpr std::string_view albanian_families = R"(
Hoxha 60 Shehu 30 Krasniqi 45 Gashi 40 Berisha 35 Prifti 15 Dervishi 12 Leka 15 Lleshi 12 Marku 20 Ndoj 8 Gjoka 12 Gjoni 14 Rama 15
Kola 15 Çela 8 Dema 10 Duka 10 Elezi 8 Hysa 12 Kastrati 15 Shala 20 Morina 15 Hasani 14 Hyseni 14 Bytyqi 8 Thaçi 8 Zeqiri 8 Osmani 8
Preci 5 Ndreu 4 Alia 5 Bajrami 10 Beqiri 10 Cani 5 Doda 6 Halili 10 Kurti 12 Lika 6 Muça 5 Pali 6 Toska 4 Vata 5 Xhafa 4
)";
constexpr std::string_view portuguese_girls = R"(
Maria 280 90 Ana 130 50 Isabel 50 10 Fátima 50 2 Teresa 40 3 Cristina 40 3 Paula 40 3 Sandra 40 3 Sónia 30 2 Carla 40 3 Patrícia 30 6
Joana 20 15 Leonor 4 50 Matilde 2 60 Beatriz 6 70 Carolina 8 50 Mariana 6 60 Sofia 8 70 Inês 10 40 Lara 1 40 Laura 3 50 Luana 1 30
Gabriela 4 40 Júlia 4 50 Letícia 1 30 Alice 6 50 Valentina 1 30 Helena 10 30 Rafaela 3 20 Manuela 15 20 Yasmin 1 15 Conceição 25 1
Francisca 12 15 Bruna 6 8 Daniela 10 20 Diana 6 15 Camila 6 25 Maria_Eduarda 1 12 Maria_Clara 1 12 Ana_Beatriz 1 8 Lúcia 20 3 Rosa 25 2
)";
constexpr std::string_view portuguese_boys = R"(
José 150 12 João 140 80 António 110 8 Manuel 90 6 Carlos 80 6 Luís 70 8 Paulo 70 5 Pedro 50 60 Francisco 25 50 Jorge 40 4 Rui 40 6
Fernando 40 3 Nuno 30 3 Ricardo 30 6 Miguel 30 50 Bruno 25 8 Tiago 12 50 Diogo 6 50 Rodrigo 8 60 Martim 2 40 Afonso 4 40 Gonçalo 4 30
Gabriel 4 60 Lucas 4 70 Matheus 1 30 Mateus 3 30 Guilherme 4 30 Henrique 4 25 Enzo 1 40 Davi 1 40 Rafael 6 60 Gustavo 3 25 Bernardo 4 25
Santiago 1 40 Salvador 2 35 Duarte 3 15 Simão 1 15 Vicente 2 15 Thiago 2 25 Felipe 4 20 Leonardo 3 40 Eduardo 8 20 Caio 1 20 Isaac 1 20
)";
constexpr std::string_view portuguese_families = R"(
Silva 180 da_Silva 60 Santos 120 dos_Santos 50 Ferreira 90 Pereira 90 Oliveira 90 de_Oliveira 20 Costa 70 da_Costa 20 Rodrigues 80
Martins 60 Jesus 20 de_Jesus 25 Sousa 50 de_Sousa 20 Fernandes 65 Gonçalves 60 Gomes 65 Lopes 55 Marques 45 Alves 55 Almeida 45
de_Almeida 12 Ribeiro 50 Pinto 40 Carvalho 45 Teixeira 35 Moreira 28 Correia 28 Mendes 28 Nunes 30 Soares 28 Vieira 28 Monteiro 26
Cardoso 24 Rocha 22 da_Rocha 6 Neves 16 das_Neves 4 Coelho 22 Cruz 20 da_Cruz 8 Cunha 16 Pires 16 Ramos 18 Reis 18 dos_Reis 5
Simões 14 Antunes 14 Matos 14 Fonseca 14 Machado 14 Araújo 16 Barbosa 16 Tavares 14 Lourenço 12 Castro 14 Figueiredo 10 Azevedo 12
Freitas 14 Barros 12 Lima 20 de_Lima 6 Souza 25 de_Souza 10 Nascimento 12 do_Nascimento 8 Andrade 10 Câmara 5 Faria 6 de_Freitas 8
Cavalcanti 4 de_Albuquerque 3 Vasconcelos 5 Mesquita 4 Espírito_Santo 3 Bettencourt 2 Gouveia 4 Abreu 6 de_Abreu 4 Melo 8 Conceição 6
)";
constexpr std::string_view spanish_girls = R"(
María 150 60 Carmen 110 12 Ana 60 20 Isabel 60 6 Dolores 40 1 Josefa 40 1 Pilar 40 3 Teresa 40 3 Rosa 40 3 Cristina 30 6 Laura 30 25
Marta 20 30 Lucía 10 80 Sofía 4 80 Martina 1 60 Paula 10 50 Julia 4 50 Valeria 1 40 Daniela 3 50 Alba 3 40 Sara 8 40 Carla 4 30
Valentina 2 40 Isabella 1 50 Camila 2 40 Mariana 4 25 Gabriela 6 30 Alejandra 6 15 Luz 15 2 Gloria 20 1 Esperanza 12 1 Claudia 12 20
)";
constexpr std::string_view spanish_boys = R"(
Antonio 110 20 José 110 15 Manuel 80 15 Francisco 80 12 Juan 80 20 Jesús 30 8 Javier 40 25 Carlos 50 25 Miguel 40 25 Luis 40 12
David 20 40 Daniel 15 50 Alejandro 12 60 Pablo 10 50 Álvaro 4 30 Adrián 4 40 Hugo 2 60 Lucas 2 50 Mateo 2 60 Martín 4 40 Leo 1 40
Diego 4 40 Santiago 8 60 Sebastián 4 40 Nicolás 3 40 Samuel 2 30 Gabriel 3 30 Iker 1 15 Jorge 20 15 Fernando 30 10 Rafael 25 10 Andrés 12 15
)";
constexpr std::string_view spanish_families = R"(
García 140 Rodríguez 90 González 90 Fernández 85 López 85 Martínez 80 Sánchez 78 Pérez 75 Gómez 48 Martín 46 Jiménez 38 Hernández 45
Ruiz 36 Díaz 40 Moreno 32 Muñoz 28 Álvarez 28 Romero 26 Gutiérrez 24 Alonso 20 Navarro 20 Torres 26 Domínguez 18 Ramos 20 Vázquez 18
Ramírez 26 Gil 18 Serrano 16 Morales 20 Molina 16 Suárez 16 Castro 20 Delgado 16 Ortiz 20 Marín 14 Rubio 14 Núñez 12 Medina 14
Castillo 16 Cortés 12 Garrido 10 Guerrero 12 Cruz 18 Rojas 16 Vargas 16 Mendoza 14 Quispe 5 Mamani 4 Flores 18 Salazar 10 Valencia 8
Zapata 6 Restrepo 5 Ospina 4 Cárdenas 6 Peña 10 de_la_Cruz 6 de_la_Torre 3 del_Río 3 San_Martín 2 Bolaños 2 Echeverría 3 Ibáñez 5
)";

} // namespace

std::span<const Stock> stocks_of_europe()
{
    using enum StockName;
    static constexpr std::array<Stock, 10> all{{
        {polish, polish_girls, polish_boys, two_fashions, polish_families, 520'000},
        {lithuanian, lithuanian_girls, lithuanian_boys, two_fashions, lithuanian_families, 700'000},
        {romanian, romanian_girls, romanian_boys, two_fashions, romanian_families, 750'000},
        {ukrainian, ukrainian_girls, ukrainian_boys, two_fashions, ukrainian_families},
        {bulgarian, bulgarian_girls, bulgarian_boys, two_fashions, bulgarian_families, 600'000},
        {italian, italian_girls, italian_boys, two_fashions, italian_families, 500'000},
        {greek, greek_girls, greek_boys, two_fashions, greek_families},
        {albanian, albanian_girls, albanian_boys, two_fashions, albanian_families, 700'000},
        {portuguese, portuguese_girls, portuguese_boys, two_fashions, portuguese_families, 450'000},
        {spanish, spanish_girls, spanish_boys, two_fashions, spanish_families, 550'000},
    }};
    return all;
}

} // namespace gauze::synth
