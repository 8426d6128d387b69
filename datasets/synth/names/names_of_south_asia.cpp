// Names of South Asia: given names in an older and a younger fashion (1960, 2010), family names. Weights are
// our own estimates after the ranks and counts of babies' names of ONS (Open Government Licence v3) and the
// lists of popular names by country (CC0).
#include "datasets/synth/names/stocks.hpp"

namespace gauze::synth {

namespace {

constexpr std::string_view punjabi_girls = R"(
Manjit 160 2 Balbir 110 1 Gurmit 80 1 Surinder 150 2 Harjinder 120 2 Kulwinder 130 3 Jaswinder 130 4 Paramjit 120 4
Sukhwinder 90 4 Ranjit 60 2 Amarjit 100 2 Baljit 100 4 Gurdev 60 1 Mohinder 60 1 Rajinder 90 2 Satwinder 70 2 Kamaljit 80 4
Jasbir 80 1 Davinder 70 1 Narinder 70 1 Daljit 60 2 Sharanjit 40 3 Inderjit 50 1 Gurpreet 60 25 Manpreet 50 40
Harpreet 50 40 Jaspreet 30 50 Navdeep 15 30 Kirandeep 20 60 Amandeep 40 50 Rupinder 60 12 Kiran 40 30 Simran 8 150
Jasleen 2 130 Harleen 2 160 Avneet 1 140 Gurleen 1 110 Mannat 1 70 Anmol 2 60 Amrit 30 50 Amrita 15 90 Sukhmani 2 90
Jasmeet 4 60 Ravneet 1 50 Harsimran 1 60 Gursimran 1 50 Avleen 1 70 Prabhleen 1 40 Jasmin 4 90 Asees 1 40 Sehaj 1 40
Ekam 1 30 Reet 1 30 Kavneet 1 20 Navneet 6 30 Japleen 1 20 Seerat 1 60 Jovan 1 8 Manveen 1 30 Tavleen 1 30 Kulvir 15 4
Parminder 40 3 Pritam 20 1 Swaran 40 1 Jagdeep 8 8 Diya 1 60 Anaya 1 80 Maya 2 70 Aria 1 40 Serena 4 40 Reena 30 10
Sunita 30 2 Rani 20 2 Gurbaksh 15 1 Harbans 25 1 Chanan 8 1 Bachan 10 1 Nirmal 40 1 Jagir 8 1 Joginder 25 1
)";
constexpr std::string_view punjabi_boys = R"(
Balwinder 110 3 Surjit 110 1 Harbhajan 70 1 Gurdial 40 1 Jaswant 80 1 Kulwant 80 2 Manjit 100 4 Mohan 60 1 Avtar 90 1
Sukhdev 90 1 Gurmukh 40 1 Jagjit 50 3 Rajinder 80 2 Surinder 90 2 Harjit 80 4 Paramjit 60 4 Resham 30 1 Satnam 60 2
Tarsem 60 1 Amarjit 60 3 Baldev 60 1 Balbir 60 1 Kashmir 40 1 Makhan 30 1 Dalbir 30 1 Jarnail 30 1 Malkit 40 2 Onkar 20 3
Sohan 30 20 Pritam 30 1 Gurpreet 50 20 Manpreet 30 20 Harpreet 40 15 Jaspreet 20 20 Amandeep 40 30 Navdeep 15 30
Sukhdeep 12 15 Jagdeep 20 12 Gurdeep 25 12 Hardeep 30 10 Kuldip 30 2 Arjan 3 210 Arjun 6 180 Jeevan 2 150 Gurveer 1 80
Harveer 1 80 Ranveer 1 100 Rajveer 1 100 Manveer 1 90 Veer 1 160 Jaskaran 2 80 Jasraj 1 60 Balraj 6 60 Sukhraj 1 60
Manraj 1 110 Yuvraj 2 200 Karam 2 110 Sahib 1 120 Fateh 1 50 Zorawar 1 40 Angad 2 50 Ekam 1 80 Harman 4 90 Harjot 3 50
Karanveer 1 50 Ranvir 2 45 Harvir 2 50 Manvir 3 50 Rajvir 1 50 Himmat 1 45 Taran 4 160 Sachin 4 80 Rohan 4 120 Dilraj 1 50
Navraj 1 45 Joban 1 20 Nirmal 30 1 Gian 30 1 Joginder 40 1 Gurbachan 30 1 Ajit 40 1 Bhupinder 50 2 Jasbir 60 1 Dev 1 60
)";
constexpr std::string_view punjabi_families = R"(
Singh 380 Gill 130 Bains 75 Sandhu 75 Sidhu 70 Dhillon 70 Dhaliwal 60 Grewal 45 Sahota 40 Johal 40 Atwal 38 Sangha 32
Chahal 30 Virdee 28 Kalsi 25 Bhogal 28 Dosanjh 22 Mann 35 Rai 30 Hayer 22 Purewal 20 Uppal 22 Kang 22 Cheema 20 Bassi 22
Sohal 22 Samra 20 Randhawa 25 Nijjar 16 Sunner 12 Hothi 10 Khangura 8 Matharu 20 Panesar 20 Lall 14 Birdi 10 Bansal 8
Bhamra 12 Chana 16 Dhami 18 Deol 18 Gahir 5 Gosal 8 Heer 10 Jandu 12 Jhutti 6 Jagpal 6 Khaira 10 Kooner 8 Lidder 4
Mahal 10 Malhi 16 Mangat 8 Nagra 12 Natt 4 Nahal 5 Padda 8 Pannu 8 Riyat 4 Rehal 4 Saini 14 Sanghera 28 Sehmi 6 Sian 4
Sond 4 Sura 3 Takhar 8 Thandi 10 Thind 8 Toor 14 Wouhra 2 Basra 10 Bhullar 8 Brar 14 Buttar 6 Dhanda 6 Dhanoa 5 Kahlon 6
Aujla 14 Ubhi 8 Bhachu 6 Bharaj 4 Bhandal 8 Chaggar 6 Channa 4 Degun 4 Gakhal 3 Hundal 12 Kandola 12 Landa 4 Lota 2
)";

constexpr std::string_view pakistani_girls = R"(
Nasreen 150 4 Shaheen 90 4 Parveen 110 3 Rukhsana 100 2 Shazia 90 6 Samina 90 4 Shabana 70 4 Zahida 70 2 Farzana 70 4
Tahira 70 6 Yasmin 110 30 Rehana 70 4 Nargis 40 3 Naseem 60 2 Kausar 60 1 Khalida 50 2 Rashida 50 2 Razia 60 3 Saima 60 15
Fozia 40 6 Fatima 110 230 Aisha 90 220 Ayesha 60 140 Maryam 40 280 Mariam 30 150 Zainab 40 200 Khadija 30 160 Hafsa 15 140
Zara 8 140 Sara 40 150 Sana 30 90 Iqra 10 130 Laiba 2 100 Aleena 4 130 Aliza 2 130 Safa 4 130 Inaaya 1 130 Inaya 1 100
Inayah 1 90 Anaya 2 130 Zoya 4 110 Aiza 2 90 Aizah 1 90 Aleeza 1 80 Amina 50 110 Aaminah 2 70 Aminah 8 80 Halima 30 90
Haleema 4 90 Imaan 2 120 Eman 4 60 Malaika 2 80 Mahnoor 4 70 Noor 10 120 Hania 2 50 Haniya 1 80 Eshal 1 60 Eshaal 1 60
Minahil 1 60 Hoorain 1 40 Zunairah 1 40 Zunaira 2 30 Nimra 4 40 Hira 12 40 Areeba 3 40 Fiza 6 40 Anam 6 35 Anum 4 30
Alishba 1 70 Alishbah 1 40 Aamina 2 60 Aaliyah 4 160 Aliyah 4 120 Aliya 6 60 Alisha 6 110 Amirah 2 90 Ameera 3 70
Arooj 3 30 Javeria 3 30 Mehwish 4 10 Sidra 8 50 Sumaira 30 4 Sumayyah 4 80 Sumaiya 4 50 Ruqayyah 3 70 Safiya 8 70 Saarah 2 60
Zaynab 4 110 Zahra 15 110 Zahraa 2 50 Zaina 2 60 Zoha 1 50 Zoraiz 1 2 Rida 4 40 Rabia 20 40 Maira 6 60 Maheen 2 40 Maham 3 30
Bushra 30 20 Shamim 60 1 Shagufta 40 2 Surriya 20 1 Tasleem 40 1 Tayyaba 10 20 Uzma 40 8 Asma 40 50 Humera 30 4 Humaira 20 60
Nadia 40 60 Nazia 50 6 Saira 40 20 Sadia 40 25 Sofia 20 80 Sobia 30 4 Lubna 30 8 Misbah 20 15 Ghazala 40 1 Musarat 30 1
Aroush 1 30 Anabia 1 40 Meerab 1 25 Rameen 1 20 Dua 1 70 Hareem 1 50 Jannat 2 90 Manahil 1 30 Mirha 1 30 Syeda 30 70
)";
constexpr std::string_view pakistani_boys = R"(
Mohammed 900 800 Muhammad 300 1400 Mohammad 420 420 Abdul 160 90 Syed 60 100 Ghulam 60 4 Raja 30 12 Muhammed 20 120
Ali 70 170 Ahmed 60 110 Hassan 40 130 Hussain 50 50 Hamza 10 200 Ibrahim 15 260 Yusuf 12 190 Imran 90 50 Bilal 15 120
Usman 20 110 Umar 12 130 Adam 8 160 Haris 4 140 Zain 4 230 Zayn 1 130 Ayaan 1 220 Aayan 1 70 Ayan 1 80 Amaan 1 130
Eesa 1 140 Isa 4 90 Musa 6 170 Yahya 3 130 Zakariya 4 140 Zakariyya 1 40 Rayyan 1 130 Rayan 1 110 Ismail 15 100
Ismaeel 2 80 Ibraheem 3 110 Abdullah 15 200 Abdur 6 40 Abu 4 20 Ahmad 15 100 Aadam 1 110 Aariz 1 50 Adeel 20 30 Adil 20 50
Adnan 20 50 Ahsan 12 30 Akram 40 15 Amir 40 110 Amjad 60 6 Anwar 60 4 Arif 50 6 Arshad 60 4 Asad 15 60 Asif 60 8 Asim 25 12
Aslam 50 2 Awais 6 70 Azaan 1 90 Azhar 30 15 Aziz 30 10 Babar 20 8 Basharat 30 1 Danish 8 40 Daniyal 2 80 Danyal 2 90
Ehsan 12 40 Faisal 30 40 Faizan 4 70 Farhan 12 70 Farooq 40 6 Fazal 20 2 Habib 20 25 Hamid 30 20 Hasan 15 80 Haseeb 4 60
Hasnain 3 70 Haider 8 130 Ijaz 40 4 Ikram 20 12 Iqbal 50 2 Ishaq 15 40 Jamil 40 12 Javed 60 4 Junaid 12 100 Kamran 30 40
Karim 15 30 Kashif 25 6 Khalid 60 30 Khurram 20 4 Luqman 6 50 Mahmood 50 2 Majid 40 8 Mansoor 20 4 Mehmood 30 1 Mudassar 10 4
Mustafa 12 140 Nadeem 50 8 Naeem 30 6 Naveed 40 8 Nasir 40 10 Nazir 40 1 Omar 15 130 Owais 4 50 Qasim 10 60 Raheem 3 60
Rashid 50 10 Rehan 10 50 Rizwan 15 15 Riaz 40 2 Saad 8 50 Sabir 25 4 Sajid 50 6 Saleem 40 4 Salman 12 60 Sami 6 80
Saqib 15 12 Shabir 40 1 Shahid 50 6 Shahzad 30 6 Shakeel 30 6 Shoaib 15 40 Sohail 30 15 Subhan 2 90 Sulaiman 4 100
Suleman 12 40 Taha 3 60 Tahir 40 8 Talha 4 70 Tariq 50 20 Tanveer 30 4 Umair 10 60 Usama 6 20 Uzair 4 90 Waqar 15 10
Waqas 15 12 Waseem 30 8 Yasin 15 90 Yasir 20 15 Yaqub 10 60 Younis 20 12 Yousaf 25 8 Zafar 40 3 Zahid 40 6 Zaid 4 80
Zayd 1 110 Zaki 4 50 Zakir 8 40 Zayan 1 90 Zeeshan 15 20 Zubair 20 25 Shayan 2 60 Shahzaib 2 30 Saif 6 100 Idris 6 120
)";
constexpr std::string_view pakistani_families = R"(
Khan 700 Hussain 640 Ahmed 460 Ali 420 Akhtar 130 Malik 170 Shah 170 Iqbal 150 Mahmood 150 Mohammed 110 Mirza 70
Butt 70 Chaudhry 60 Choudhry 25 Chaudhary 15 Qureshi 70 Sheikh 60 Shaikh 20 Aziz 70 Hassan 60 Raja 50 Aslam 60 Bashir 55
Rashid 60 Rehman 60 Rahman 50 Hussein 10 Javed 40 Latif 40 Mehmood 50 Nawaz 40 Saleem 40 Yousaf 45 Bhatti 45 Riaz 40
Sadiq 50 Siddique 40 Siddiqui 25 Mughal 30 Abbasi 25 Ansari 20 Arshad 35 Dar 30 Hanif 35 Hamid 20 Majid 25 Munir 25
Nazir 40 Rafiq 40 Sarwar 30 Tariq 30 Ghani 20 Gul 12 Mian 8 Waheed 20 Yaqoob 25 Khalid 30 Anwar 40 Akram 35 Amin 25
Ashraf 45 Asghar 30 Afzal 35 Arif 25 Azam 30 Azeem 8 Baig 35 Bibi 25 Dad 12 Dean 8 Din 20 Farooq 35 Fazal 15 Ghafoor 15
Haider 20 Haq 30 Haque 8 Hafeez 15 Hamza 4 Ilyas 15 Imran 10 Irfan 4 Ishaq 15 Ismail 15 Jabbar 15 Jamil 20 Janjua 12
Kayani 10 Kazmi 15 Karim 25 Kauser 4 Khaliq 20 Khokhar 10 Lone 6 Manzoor 20 Maqsood 12 Masood 25 Mehmood-Khan 1
Minhas 15 Mir 30 Mushtaq 30 Naqvi 15 Naseer 8 Nasir 15 Niazi 6 Nisar 8 Parvez 15 Pervez 15 Qadir 15 Qayyum 12 Rana 20
Rasool 12 Rauf 20 Raza 35 Rehan 3 Sabir 20 Saddique 15 Saeed 40 Safdar 12 Sajid 8 Salim 15 Shabbir 20 Shabir 25 Shafi 15
Shafiq 25 Shahid 12 Shahzad 15 Sharif 40 Sohail 6 Suleman 15 Sultan 20 Syed 25 Taj 15 Tahir 15 Ullah 30 Usman 6 Wahid 12
Yaqub 20 Yasin 30 Younas 30 Younis 25 Yousuf 8 Zafar 25 Zaman 40 Zahid 8 Zia 12 al-Haq 1 ul-Haq 6 ur-Rehman 8
)";

constexpr std::string_view bangladeshi_girls = R"(
Rahima 90 20 Rokeya 60 2 Amina 80 60 Anwara 60 1 Ayesha 70 90 Aisha 40 120 Fatema 50 25 Fatima 40 130 Halima 60 50
Hasina 60 3 Jahanara 50 1 Jamila 40 15 Khadija 40 100 Khaleda 40 1 Lutfa 30 1 Mahmuda 40 4 Mariam 20 70 Maryam 8 150
Momtaz 30 1 Monwara 40 1 Nazma 60 3 Nasima 50 4 Nurjahan 40 3 Parul 20 1 Rabeya 40 4 Rahela 30 10 Rina 40 4 Ruksana 30 6
Rushna 30 2 Sabina 30 8 Saleha 50 12 Salma 60 25 Shahana 40 6 Shahida 50 2 Shamima 50 4 Shirin 40 4 Sufia 50 1 Sultana 40 6
Taslima 40 30 Tahmina 30 50 Nusrat 8 50 Fahmida 10 40 Sabiha 12 40 Tasnim 4 70 Tasnia 2 50 Nazifa 2 50 Samiha 2 60
Maisha 3 80 Maliha 3 70 Anisha 4 60 Anika 4 60 Humayra 3 60 Jannat 2 60 Zara 2 70 Zaynab 2 80 Safa 2 60 Aaliyah 2 80
Aleena 1 40 Inaya 1 60 Inayah 1 60 Sumaiya 2 90 Sumaiyah 1 40 Umaiza 1 30 Raisa 2 50 Fariha 4 60 Faria 3 40 Afsana 4 40
Mahima 2 50 Mahira 1 50 Mysha 1 40 Nabiha 2 50 Nafisa 6 40 Nafisah 2 40 Nishat 4 30 Sadia 8 60 Sadiya 4 40 Samia 4 50
Labiba 2 30 Lamisa 1 20 Suraiya 4 40 Shifa 2 40 Masuma 8 40 Rahima_Khanom 2 1 Tamanna 3 50 Yusra 1 60 Zakia 4 30 Zahra 3 60
Husna 6 60 Hafsa 3 90 Farzana 20 12 Dilwara 20 1 Ambia 15 1 Angura 12 1 Chand 4 1 Joytun 10 1 Kulsum 12 20 Asma 15 40 Aleya 15 4
)";
constexpr std::string_view bangladeshi_boys = R"(
Mohammed 700 600 Md 220 200 Mohammad 200 200 Muhammad 30 620 Abdul 420 150 Syed 40 50 Sheikh 20 10 Shah 40 20 Kazi 12 15
Abu 40 30 Ahmed 30 60 Ali 30 70 Anwar 30 4 Aminur 20 4 Anisur 15 2 Ashraf 15 10 Atiqur 10 4 Azizur 20 4 Badrul 15 3
Fazlul 15 1 Faruk 30 3 Habibur 25 6 Harun 25 12 Hasan 15 50 Ibrahim 4 150 Imran 10 40 Iqbal 15 2 Jahangir 15 2 Jubair 2 20
Kamal 30 4 Kamrul 20 6 Khalilur 10 1 Lutfur 20 1 Mahbub 20 4 Mahdi 1 70 Mahfuz 10 12 Mahin 1 20 Mizanur 20 2 Mohibur 10 3
Monir 20 3 Mostafa 15 10 Motiur 15 1 Mujibur 25 2 Mustafa 4 50 Nazmul 20 8 Nazrul 20 2 Nurul 40 4 Rafiqul 20 2 Rahat 2 30
Rashid 15 4 Rayhan 2 80 Raihan 2 60 Rezaul 15 3 Ruhul 15 2 Sajjad 8 12 Salim 15 3 Samiul 2 40 Shahin 25 4 Shafiqul 20 2
Shahjahan 15 1 Shamim 25 6 Siraj 12 12 Shofiqul 10 1 Tahmid 1 60 Tanvir 4 40 Tawhid 1 30 Yusuf 4 120 Yasin 4 60 Zakir 12 40
Zakariya 1 80 Adam 2 90 Aayan 1 50 Ayaan 1 100 Eesa 1 60 Musa 2 110 Hamza 2 110 Zayn 1 60 Ismail 6 60 Isa 1 60 Idris 3 60
Fahim 4 60 Farhan 3 60 Nabil 3 40 Sami 2 50 Safwan 1 60 Sufyan 1 50 Ridwan 2 60 Rayyan 1 80 Zain 1 50 Abdullah 6 130 Arif 8 30
)";
constexpr std::string_view bangladeshi_families = R"(
Ahmed 330 Miah 360 Rahman 330 Ali 300 Uddin 280 Islam 260 Hussain 190 Hoque 110 Haque 80 Khan 130 Choudhury 160
Chowdhury 110 Alom 40 Alam 80 Kamali 6 Hossain 90 Karim 35 Malik 15 Mia 40 Miya 10 Bari 15 Kabir 25 Khatun 10 Begum 30
Sheikh 15 Shah 30 Sarkar 12 Sarker 8 Talukdar 15 Talukder 8 Sikder 8 Mollah 6 Bhuiyan 12 Bhuiya 6 Majumder 8 Ullah 60
Mannan 10 Matin 10 Motin 12 Momin 6 Mumin 3 Muhit 6 Mukith 5 Noor 8 Nur 12 Quddus 8 Rashid 15 Rob 6 Rouf 8 Roshid 5
Sattar 8 Shahid 8 Shohid 4 Samad 10 Salam 15 Salique 4 Shamsuddin 3 Sobhan 3 Subhan 6 Tarafdar 3 Wahid 10 Yasin 4 Zaman 25
Aziz 12 Azad 10 Aktar 15 Akhtar 12 Akther 8 Abdin 6 Akbar 10 Amin 15 Asad 3 Bashar 4 Dewan 4 Faruque 4 Gofur 4 Goni 6
Habib 6 Hamid 8 Hannan 12 Hasan 15 Jalil 12 Jabbar 4 Kadir 15 Khalique 12 Khandaker 8 Latif 12 Mahmud 15 Mohammed 20
)";
constexpr std::string_view last_of_pakistani_women =
    "Bibi 300 Begum 260 Akhtar 190 Kausar 90 Parveen 120 Bano 20 Jan 30 "
    "Khatoon 25 Sultana 20 Nisa 10 Fatima 15 Shaheen 15 Noreen 12";
constexpr std::string_view last_of_bangladeshi_women =
    "Begum 560 Khatun 170 Bibi 60 Khanom 50 Akther 50 Sultana 50 "
    "Nessa 40 Khanam 30 Aktar 20 Banu 15 Jahan 15 Nahar 12 Ara 8";

constexpr std::string_view gujarati_girls = R"(
Kanta 90 1 Manjula 100 1 Hansa 100 1 Pushpa 100 1 Savita 70 1 Jyoti 70 2 Nirmala 80 1 Jaya 70 10 Daksha 80 1 Bharti 80 2
Ranjan 60 1 Kokila 60 1 Lata 60 1 Meena 80 3 Nalini 50 1 Pratibha 40 1 Ramila 50 1 Rekha 70 2 Sarla 40 1 Usha 80 1 Varsha 60 3
Urmila 50 1 Hina 40 6 Bhavna 60 4 Sonal 40 8 Nisha 30 60 Priya 20 90 Hetal 20 6 Mital 12 5 Komal 15 30 Kinjal 10 10 Krupa 12 15
Diya 1 170 Anaya 1 120 Aanya 1 70 Saanvi 1 70 Jiya 1 100 Kavya 1 60 Riya 4 150 Mira 8 80 Meera 12 80 Maya 8 110 Isha 2 110
Aarya 1 60 Ria 2 60 Krisha 1 70 Dhruvi 1 30 Mahi 1 60 Prisha 1 60 Siya 1 60 Sia 1 90 Avni 2 60 Ishani 1 40 Janvi 2 40 Khushi 1 80
Tanvi 2 40 Anjali 10 90 Pooja 15 30 Radhika 4 40 Hiral 10 5 Dipti 15 3 Smita 30 2 Alpa 20 1 Bina 30 2 Chandrika 40 1 Divya 8 40
)";
constexpr std::string_view gujarati_boys = R"(
Ramesh 110 1 Suresh 110 1 Mahesh 90 1 Bharat 80 2 Dinesh 90 1 Rajesh 90 2 Kirit 60 1 Kishor 60 1 Jayesh 60 2 Nilesh 60 3
Mukesh 80 1 Naresh 60 1 Pravin 80 1 Harish 70 2 Jitendra 50 2 Kantilal 60 1 Manilal 40 1 Chandrakant 40 1 Arvind 70 1
Ashok 80 1 Bhupendra 50 1 Hasmukh 60 1 Vinod 70 1 Vijay 60 3 Yogesh 50 2 Rakesh 60 3 Sanjay 60 5 Hitesh 50 6 Amit 40 15
Nikhil 8 90 Rahul 15 70 Krishan 6 80 Kishan 6 80 Nikesh 15 8 Mitesh 20 5 Paresh 30 2 Jignesh 15 3 Ketan 25 6 Chirag 12 25
Aarav 1 150 Aryan 1 170 Arjun 4 150 Dev 1 140 Dhruv 2 110 Krish 1 150 Neel 3 90 Rishi 6 90 Jay 6 70 Jai 3 80 Shiv 2 90 Om 1 70
Veer 1 60 Vivaan 1 80 Vihaan 1 90 Kian 1 70 Kiaan 1 70 Rohan 4 110 Milan 6 80 Nayan 3 50 Kush 2 90 Yash 2 80 Parth 2 50
Pranav 1 50 Darshan 3 40 Keshav 1 40 Viren 2 40 Shivam 1 60 Ishaan 1 80 Hari 4 70 Ravi 15 30 Sai 1 40 Anish 4 80 Akash 4 70
)";
constexpr std::string_view gujarati_families = R"(
Patel 900 Shah 210 Mistry 75 Desai 60 Mehta 60 Joshi 50 Parmar 60 Solanki 45 Chauhan 60 Varsani 35 Hirani 35 Vekaria 25
Lad 25 Trivedi 22 Pandya 28 Amin 25 Bhatt 25 Gandhi 30 Modi 18 Parekh 25 Raval 10 Rathod 20 Rajani 6 Raja 12 Popat 16
Pattni 12 Panchal 12 Odedra 14 Modhwadia 8 Morjaria 4 Makwana 18 Madhvani 4 Lakhani 20 Kotecha 18 Kerai 22 Hirji 3
Halai 15 Gohil 20 Ganatra 10 Dave 16 Chudasama 8 Chandarana 5 Bhudia 18 Bhatti 6 Barot 5 Acharya 8 Vaghela 12 Vadher 4
Tailor 22 Thakkar 18 Thakrar 16 Soni 18 Sodha 6 Rabadia 10 Pindoria 10 Gorasia 8 Dhanji 3 Dodhia 5 Haria 8 Jethwa 12
Kapadia 10 Karia 10 Majithia 5 Mandalia 3 Mawji 3 Nathwani 6 Ruparelia 8 Savani 3 Somani 4 Unadkat 5 Vora 18 Zala 4
)";

constexpr std::string_view hindu_girls = R"(
Sunita 110 4 Anita 110 4 Geeta 80 2 Asha 90 10 Kamla 60 1 Neelam 80 3 Neena 60 3 Poonam 60 6 Renu 50 2 Rita 70 3 Seema 70 4
Shashi 50 1 Sushma 50 2 Veena 50 2 Vandana 50 3 Kavita 60 6 Lakshmi 60 15 Lalita 40 1 Madhu 60 2 Mala 40 2 Meenakshi 40 4
Aanya 1 90 Aarohi 1 30 Aadhya 1 60 Advika 1 30 Aarya 1 60 Aditi 6 90 Amisha 3 50 Ananya 3 110 Anika 3 90 Anoushka 2 90
Anushka 4 80 Avani 1 70 Diya 2 100 Ira 2 40 Isha 4 70 Ishika 1 50 Kiara 1 80 Kavya 2 60 Maya 6 80 Meera 10 70 Mira 6 70
Myra 1 70 Navya 1 50 Neha 12 90 Nisha 20 60 Pari 1 20 Priya 20 80 Priyanka 6 50 Reya 1 50 Rhea 2 60 Ria 2 50 Riya 6 80
Saanvi 1 80 Samaira 1 50 Sanaya 1 40 Sanjana 4 50 Shivani 6 90 Shreya 6 100 Siya 1 60 Sneha 8 60 Tanvi 3 50 Tanya 8 40
Tara 6 80 Trisha 2 40 Uma 30 40 Vanya 1 20 Zara 1 40 Ritika 2 20 Radha 30 8 Rukmini 8 3 Saraswati 12 2 Savitri 20 1 Jyothi 12 3
)";
constexpr std::string_view hindu_boys = R"(
Anil 110 3 Ashok 100 1 Ajay 70 4 Deepak 80 5 Ganesh 40 4 Gopal 50 2 Harish 40 2 Krishna 50 15 Kumar 40 3 Manoj 70 3 Mohan 60 3
Naveen 40 6 Om 20 30 Prakash 70 3 Pradeep 60 4 Prem 50 20 Raj 40 40 Rajan 40 6 Rajiv 60 5 Rakesh 60 3 Ram 50 10 Ravi 60 30
Sanjay 70 6 Satish 50 1 Subhash 40 1 Sunil 80 4 Suresh 80 2 Vijay 70 6 Vinay 30 40 Vikram 30 40 Vivek 20 40 Aarav 1 140
Aarush 1 80 Advik 1 50 Aditya 8 100 Akshay 8 60 Aniket 3 10 Ansh 1 50 Arjun 6 150 Arnav 1 90 Aryan 2 120 Atharv 1 50
Ayush 1 80 Dev 2 90 Devansh 1 40 Dhruv 2 80 Hari 10 50 Ishaan 1 100 Ishan 3 70 Kabir 3 90 Kiaan 1 50 Krish 1 80 Kush 1 50
Neel 2 60 Nikhil 6 80 Nihal 2 60 Pranav 3 70 Rahul 12 70 Reyansh 1 70 Rishi 5 70 Rohan 6 110 Rudra 1 60 Sai 1 60 Samar 1 30
Shaan 1 90 Shaurya 1 50 Siddharth 4 60 Shiv 4 50 Suraj 6 50 Tejas 2 40 Varun 4 60 Ved 1 40 Veer 1 60 Vihaan 1 90 Viraj 2 60 Vivaan 1 80
)";
constexpr std::string_view hindu_families = R"(
Sharma 190 Kumar 230 Gupta 110 Singh 100 Verma 60 Kapoor 50 Malhotra 40 Reddy 80 Rao 70 Das 60 Ghosh 30 Banerjee 25
Mukherjee 20 Bose 18 Chatterjee 18 Agarwal 45 Aggarwal 25 Jain 50 Bansal 20 Goel 16 Garg 12 Mittal 16 Arora 35 Khanna 30
Chopra 30 Bhatia 28 Anand 22 Sethi 20 Ahuja 16 Mehra 16 Sood 18 Puri 18 Nanda 14 Vohra 12 Sahni 10 Saxena 18 Srivastava 20
Mishra 22 Tiwari 16 Pandey 20 Dubey 8 Tripathi 10 Yadav 16 Rajput 8 Thakur 14 Joshi 25 Kulkarni 22 Deshpande 12 Patil 25
Iyer 20 Iyengar 6 Menon 18 Nair 40 Pillai 16 Krishnan 14 Ramachandran 8 Subramanian 10 Venkatesh 6 Naidu 14 Varma 10 Sen 15
Dutta 14 Roy 25 Dey 14 Nath 10 Bhattacharya 10 Chakraborty 10 Sinha 16 Prasad 20 Lal 20 Ram 16 Chand 18 Prakash 10 Goyal 10
)";

constexpr std::string_view tamil_girls = R"(
Vasanthi 70 1 Pushpa 60 1 Selvi 60 2 Kamala 60 1 Saraswathy 40 1 Thilagavathy 15 1 Sivagami 15 1 Rajeswary 40 1 Malathi 50 1
Nirmala 50 1 Shanthi 60 1 Thusha 8 12 Abirami 6 25 Kavitha 30 6 Priya 15 40 Tharshini 4 20 Thurka 3 12 Sangeetha 20 6
Meena 20 10 Janani 3 25 Vaishnavi 3 25 Lakshmi 20 12 Harini 1 35 Dhanya 1 25 Yazhini 1 15 Akshara 1 50 Maya 2 30 Nila 1 40
Ovia 1 15 Aathira 1 10 Kayal 1 8 Keerthana 2 20 Sahana 2 40 Tanusha 1 12 Varshini 1 15 Anushka 1 25 Diya 1 30 Aarani 1 8
)";
constexpr std::string_view tamil_boys = R"(
Sivakumar 60 2 Rajendran 40 1 Selvarajah 40 1 Thangarajah 30 1 Sivanathan 30 1 Balasubramaniam 30 1 Nadarajah 40 1 Kumar 40 6
Kandasamy 30 1 Murugan 30 3 Ramanathan 25 1 Yogarajah 25 1 Ganesh 20 8 Suresh 40 2 Ravindran 30 1 Pratheepan 12 2 Kajan 6 8
Sujan 8 8 Niroshan 8 6 Thusyanthan 5 2 Mayuran 10 6 Krishan 3 15 Aathavan 2 8 Ashwin 2 40 Kavin 1 40 Harish 4 20 Sai 1 25
Varun 2 25 Vishnu 3 20 Arun 15 15 Aaron 1 15 Aaran 1 12 Adhiran 1 8 Akshan 1 8 Mithran 1 10 Rishi 1 25 Sanjeev 15 10 Dilan 3 20
)";
constexpr std::string_view tamil_families = R"(
Sivakumar 30 Rajendran 20 Selvarajah 22 Thangarajah 15 Sivanathan 12 Balasubramaniam 15 Nadarajah 22 Kumar 20 Kandasamy 12
Murugan 8 Ramanathan 8 Yogarajah 12 Ganesh 8 Suresh 12 Ravindran 12 Jeyakumar 15 Jeyarajah 10 Kanagaratnam 10 Kulasingam 6
Mahendran 14 Manoharan 10 Navaratnam 10 Paramanathan 6 Ponnambalam 6 Rajakumar 12 Rajaratnam 10 Ratnasingham 8 Sathiyamoorthy 5
Selvaratnam 8 Shanmuganathan 10 Sivapalan 5 Sivasubramaniam 8 Skandarajah 4 Somasundaram 8 Sritharan 12 Srikanthan 8
Thavarajah 8 Thayaparan 6 Theivendran 5 Thirunavukkarasu 5 Uthayakumar 6 Vigneswaran 8 Vijayakumar 10 Yoganathan 6 Xavier 5
Emmanuel 3 Arulanantham 4 Arumugam 6 Chelliah 4 Kathirgamanathan 4 Mylvaganam 4 Pathmanathan 8 Pathmanabhan 2 Velautham 2
)";

constexpr std::string_view kerala_girls = R"(
Mary 90 12 Annamma 40 1 Aleyamma 30 1 Mariamma 30 1 Susamma 15 1 Sheela 50 2 Lissy 30 1 Mini 50 3 Bindu 40 2 Jessy 30 3
Shiny 25 2 Sini 15 2 Deepa 30 4 Anu 20 8 Jincy 10 3 Merin 3 10 Aleena 1 30 Angel 2 40 Anna 6 40 Ann_Mary 2 20 Riya 2 30 Diya 1 30
Evelyn 1 25 Joanna 2 20 Neha 1 20 Rachel 3 20 Sera 1 10 Treesa 4 8 Elsa 2 15 Hannah 1 25 Irene 3 15 Maria 10 30 Rose_Mary 2 8
)";
constexpr std::string_view kerala_boys = R"(
Thomas 60 12 George 60 12 Joseph 60 15 Varghese 50 2 Mathew 60 12 Jacob 30 20 Abraham 30 10 Philip 25 6 Kurian 20 2 Chacko 15 1
Saji 30 1 Shaji 30 1 Biju 40 1 Jomon 15 2 Jobin 6 6 Tojo 4 2 Sibi 10 2 Binu 20 1 Anil 20 1 Roy 20 1 Sunny 20 2 Tom 4 8
Aaron 1 30 Abel 1 20 Adam 1 20 Alan 2 20 Albin 2 10 Aldrin 1 8 Allen 3 15 Basil 3 8 Christo 2 8 Emmanuel 1 12 Ivan 1 10 Joel 3 30 Johan 1 12 Jude 1 10 Kevin 2 20 Nathan 1 12 Rohan 2 20
)";
constexpr std::string_view kerala_families = R"(
Thomas 120 Joseph 110 George 100 Mathew 90 Varghese 80 Jacob 50 John 60 Abraham 50 Philip 35 Kurian 30 Chacko 25 Antony 30
Sebastian 30 Paul 25 Peter 15 James 20 Cherian 20 Oommen 12 Kuriakose 22 Kuruvilla 12 Mani 12 Ninan 10 Mammen 8 Eapen 8
Samuel 20 Daniel 15 Alexander 12 Augustine 15 Devasia 6 Francis 20 Jose 25 Jos 1 Lukose 10 Markose 4 Xavier 12 Zachariah 8
D'Souza 20 D'Costa 6 D'Silva 5 Fernandes 40 Pereira 16 Rodrigues 20 Lobo 12 Pinto 12 Dias 10 Menezes 8 Mascarenhas 6
)";

constexpr std::string_view sinhala_girls = R"(
Kumari 50 2 Chandrika 40 1 Nilmini 20 1 Dilrukshi 20 2 Sriyani 20 1 Nadeesha 10 6 Sanduni 2 10 Dinusha 8 4 Ishara 6 6 Malini 30 1
Nethmi 1 12 Sehansa 1 6 Senuri 1 10 Thisuri 1 5 Amaya 1 15 Anuki 1 6 Dulmi 1 4 Hiruni 2 6 Imasha 3 5 Sachini 4 6 Ruwani 10 2
)";
constexpr std::string_view sinhala_boys = R"(
Nimal 40 1 Sunil 40 1 Upali 25 1 Lalith 25 1 Chaminda 20 1 Ruwan 20 3 Nuwan 15 4 Dinesh 12 4 Kasun 6 5 Lahiru 4 6 Sahan 2 10
Dinuka 4 5 Thisara 2 4 Senuka 1 8 Sasmitha 1 3 Akila 2 4 Dulain 1 2 Isuru 4 4 Janith 3 6 Nethuka 1 4 Pasindu 3 5 Ranil 10 2
)";
constexpr std::string_view sinhala_families = R"(
Perera 150 Fernando 130 Silva 70 de_Silva 60 Jayasuriya 20 Jayawardena 20 Dissanayake 25 Bandara 30 Wickramasinghe 20
Wijesinghe 18 Gunawardena 20 Herath 16 Ranasinghe 16 Rajapaksa 8 Senanayake 12 Weerasinghe 14 Ekanayake 12 Karunaratne 14
Liyanage 12 Mendis 16 Peiris 14 Pathirana 8 Samarasinghe 8 Seneviratne 10 Wijeratne 10 Abeysekera 8 Amarasinghe 8
Warnakulasuriya_Patabendige_Don_Fernando 3 Wijesinghe_Arachchilage_Dona_Gunawardena 2 Kuruppu_Mudiyanselage_Ratnayake_Bandara 2
)";

constexpr std::string_view nepali_girls = R"(
Sita 60 6 Gita 50 4 Maya 50 20 Devi 30 2 Laxmi 40 4 Sarita 30 4 Sunita 30 3 Bishnu 20 1 Aarati 6 8 Anjali 6 20 Asmita 6 12
Prakriti 2 8 Pratiksha 2 8 Roshni 6 12 Samiksha 2 8 Sneha 2 15 Srijana 6 5 Aayusha 1 10 Aarya 1 20 Nirvana 1 15 Prasiddhi 1 4 Saanvi 1 15
)";
constexpr std::string_view nepali_boys = R"(
Bahadur 30 1 Krishna 40 5 Ram 40 4 Hari 30 4 Dil 15 1 Man 15 1 Lok 10 1 Om 12 6 Prem 20 4 Suresh 15 2 Deepak 20 5 Bikash 10 10
Aayush 2 30 Abhishek 2 12 Arjun 6 20 Aryan 1 25 Bibek 4 12 Nischal 1 10 Prabin 6 8 Prajwal 2 12 Rohan 2 15 Sujan 5 12 Sushant 2 8 Kushal 2 25
)";
constexpr std::string_view nepali_families = R"(
Gurung 180 Rai 140 Limbu 90 Thapa 110 Shrestha 80 Tamang 60 Magar 40 Pun 40 Ghale 16 Rana 25 Chhetri 20 KC 20 Karki 25
Adhikari 25 Sharma 20 Sherpa 20 Lama 20 Poudel 20 Khadka 15 Bhandari 15 Basnet 12 Subedi 10 Dahal 8 Acharya 8 Sunuwar 12 Ale 8
)";
constexpr std::string_view afghan_girls = R"(
Fatima 60 60 Zahra 60 70 Maryam 50 60 Shukria 30 3 Nafisa 30 6 Zarghuna 20 1 Marwa 5 40 Parwana 15 8 Shabnam 20 12 Sahar 8 20
Hosna 4 15 Mursal 3 15 Zainab 20 40 Sadaf 8 12 Spozhmai 10 6 Malalai 12 8 Palwasha 12 10 Nilofar 12 8 Yalda 6 12 Wazhma 10 4 Asal 2 10 Sana 4 20
)";
constexpr std::string_view afghan_boys = R"(
Mohammad 110 60 Abdul 110 30 Ahmad 70 60 Ghulam 30 4 Sayed 30 20 Noor 20 8 Gul 20 3 Mirwais 15 12 Najib 20 6 Farid 20 6 Hamid 20 10
Zabihullah 15 10 Najibullah 12 5 Safiullah 10 8 Hekmatullah 6 5 Rahmatullah 8 5 Samiullah 6 8 Omid 6 15 Yama 10 6 Idris 4 25 Mustafa 8 30
Mansoor 6 8 Elyas 6 15 Haroon 8 12 Waheed 8 4 Yasin 4 20 Ali 20 50 Reza 10 15 Habibullah 12 5 Sher 10 2 Arsalan 3 15 Musa 3 15
)";
constexpr std::string_view afghan_families = R"(
Ahmadzai 30 Stanikzai 25 Ahmadi 40 Rahimi 35 Mohammadi 30 Hussaini 25 Hosseini 12 Khan 60 Safi 35 Sahak 15 Noori 25 Amiri 25
Karimi 20 Sadat 20 Sultani 15 Hotak 12 Popal 8 Zadran 15 Zazai 15 Shinwari 15 Momand 12 Nasiri 12 Rasooli 12 Qaderi 10 Haidari 12
Azizi 15 Barakzai 8 Faizi 10 Hakimi 12 Jabarkhel 8 Kakar 6 Miakhel 8 Niazi 15 Omari 10 Sharifi 12 Wardak 10 Yousafzai 6 Zahiri 5
)";

} // namespace

std::span<const Stock> stocks_of_south_asia()
{
    using enum StockName;
    static constexpr std::array<Stock, 10> all{{
        {punjabi, punjabi_girls, punjabi_boys, two_fashions, punjabi_families},
        {pakistani, pakistani_girls, pakistani_boys, two_fashions, pakistani_families, 0,
         last_of_pakistani_women},
        {bangladeshi, bangladeshi_girls, bangladeshi_boys, two_fashions, bangladeshi_families, 0,
         last_of_bangladeshi_women},
        {gujarati, gujarati_girls, gujarati_boys, two_fashions, gujarati_families},
        {hindu, hindu_girls, hindu_boys, two_fashions, hindu_families},
        {tamil, tamil_girls, tamil_boys, two_fashions, tamil_families},
        {kerala, kerala_girls, kerala_boys, two_fashions, kerala_families},
        {sinhala, sinhala_girls, sinhala_boys, two_fashions, sinhala_families},
        {nepali, nepali_girls, nepali_boys, two_fashions, nepali_families},
        {afghan, afghan_girls, afghan_boys, two_fashions, afghan_families},
    }};
    return all;
}

std::string_view names_before_the_name()
{
    return "Mohammed Muhammad Mohammad Muhammed Mohamed Md Abdul Syed Sayed Sheikh Ghulam Raja Shah Kazi Abu";
}

} // namespace gauze::synth
