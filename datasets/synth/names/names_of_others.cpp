// Names of babies born here to families from elsewhere that stand in no table of ours: rare spellings mostly.
// They are not drawn; where fuller lists are read they are told from British rarities by this text. Chosen
// from the counts of ONS and NRS (Open Government Licence v3): names much rarer in Scotland than in England
// and made of the letters of names in the tables of other communities, and looked through by hand. Not
// complete.
#include "datasets/synth/names/stocks.hpp"

namespace gauze::synth {

std::string_view names_of_others()
{
    return R"(
A'Isha A'Ishah Aaban Aadi Aadil Aadit Aaditya Aadvik Aafia Aafiya Aafiyah Aahan Aahana Aahil Aaira Aaisha
Aaishah Aaiza Aakash Aakifah Aalayah Aaleyah Aaliya Aamena Aamilah Aamira Aamirah Aaniyah Aaradhya Aarian
Aarifah Aarish Aariya Aariyan Aarnav Aarondeep Aarushi Aaryan Aashi Aashir Aashna Aashvi Aasim Aasiya Aasiyah
Aatikah Aavya Aaya Aayah Aayat Abaan Abdimalik Abdinasir Abdirahim Abdulaziz Abdulhadi Abdulkarim Abdulla
Abdullaah Abdulqadir Abdulraheem Abdulrahim Abdulwahab Abdurahman Abdurraheem Abdurrahmaan Abdurrahman Abdus
Abhay Abhinav Abinaya Abir Abisha Abisola Abubaker Abubakr Abul Adamas Adaora Adar Adarsh Adeeb Adeeba Adham
Adiba Adithya Adiyan Afeefah Afifa Afifah Afiya Afiyah Afnan Afsa Agam Agamjot Agastya Ahaan Ahad Ahana Ahil
Ahlaam Ahlam Ahnaf Ahyaan Ahyan Aishani Aishwarya Aissatou Aiya Aiyana Ajai Ajani Ajeet Ajmal Ajooni Ajus
Ajwa Akaal Akaash Akeem Akhil Akib Akif Akil Akilah Akim Akin Akiva Aklima Akmal Aksa Aksel Akshar Akshaya
Akshayan Alaiya Alani Alanta Alanya Alaska Alayah Aleema Aleemah Aleezah Alesia Aleyah Alijah Alika Alim
Alima Alimah Aliyaan Aliyan Aliyyah Alizeh Aluna Amaad Amaal Amaanah Amaani Amaar Amaara Amaarah Amaia Amaira
Amaiya Amaiyah Amala Amana Amanah Amani Amaru Amatullah Ameerah Amen Ameya Amiira Amil Amila Amilah Amima
Aminat Amiya Amiyah Ammaar Ammaarah Anaaya Anabiya Anaia Anaisha Anaiya Anaiyah Anamaria Anamika Anashe Anay
Anayah Anays Andra Andreia Aneeqa Angelos Aniqa Anis Anishka Aniya Aniyah Anjana Anjum Anjuma Ankit Annaya
Annayah Anniyah Anousha Ansa Anshika Anuj Anuoluwapo Anusha Anvi Aqeeb Aqil Aradhya Arafat Arandeep Arav
Araya Arayah Arbaaz Arbaz Areeb Areebah Areesha Areez Arhaan Arham Ariam Ariba Arifa Arifah Ariyan Ariyana
Ariz Armaan Armani Arminas Aro Arsalaan Arsema Arsh Arshan Arshia Arshiya Arturo Arundeep Arush Arushi Arwaa
Aryaan Aryeh Arzoo Arzu Ashan Ashar Ashna Ashvin Asiya Asiyah Asli Asmaa Asra Asya Ata Atarah Atharva Athina
Atifa Atiya Atiyah Avaani Avaya Avayah Aveer Aviraj Avraj Avyaan Avyan Awab Ayaana Ayaat Ayaaz Ayah Ayala
Ayana Ayanah Ayansh Ayat Ayaz Ayeza Ayham Ayhan Aymaan Ayobami Ayomikun Ayrah Ayushi Ayuub Ayyan Ayyub Ayza
Ayzah Azai Azaiah Azan Aziah Aziza Azizah Azka Azlaan Azlan Azura Baani Baden Bader Bahar Balthazar Bana Bani
Barbora Bareera Bareerah Basit Basma Batuhan Bawan Bayan Benito Berkan Betsi Beyza Bhakti Bhavesh Bhavik
Bhavya Biba Bintou Binyameen Binyamin Binyomin Bisma Blimi Boluwatife Boran Boruch Brajan Brayan Burhanuddin
Busra Caesar Canaan Cansu Casi Chandni Chani Chava Chavi Chidera Chiedza China Constantinos Cuba Daania
Daanish Daanya Daanyaal Daanyal Daiyan Daksh Damari Daniaal Daniil Danisha Daniya Daniyaal Danyaal Darsh
Dastan Dawoud Dawud Dayana Dayyan Deeya Deimantas Demari Demetri Denas Deniro Deshaun Desire Devika Devraj
Deya Dhanyal Dhara Dharam Dhian Dhilan Dhiren Dhiya Dhriti Dhyan Dhyana Diaz Dila Dima Dimitris Disha Diyan
Diyana Diyanah Django Domantas Dominyka Dragos Duaa Dunya Ebrahim Ebunoluwa Echo Edi Edvinas Eesaa Eesah
Eesha Efrata Ehan Ehsaan Eiliyah Eimaan Ekamjot Eliya Eliyahu Eliyanah Eliyas Eliyohu Emaad Emaan Emad
Emanuela Emiko Emirhan Enaya Erdem Esah Esha Eshaan Eshan Etana Evanas Evita Ezana Ezgi Ezmai Faatimah Fabiha
Fadil Fahd Faheem Faheema Faheemah Fahima Faiz Faizaan Falak Falaq Farha Farhaan Faridah Farjana Farwa Faryal
Fateha Fatemah Fathema Fathima Fatiha Fatimah Fatoumatta Fatuma Fawad Fawaz Fawwaz Fawziyah Faysal Filipe
Firat Firdaus Firdaws Folasade Fuad Furkan Gagandeep Gaja Gaurav Giorgio Goncalo Gulam Guneet Gurbani
Gurfateh Gurjeevan Gurjot Gurkirat Gurman Gurshaan Gurshan Gursharan Gurtaj Gurtej Gurvir Haadi Haadiya
Haadiyah Haajirah Haania Haaniya Haaniyah Haashim Habeeb Habeeba Habeebah Habibah Hadassa Haden Hadiqa Hadiya
Hadiyah Haf Hafiza Hafizah Hafsah Hafza Haifa Haiqa Haitham Hajara Hajer Hajera Hajira Hajirah Hajra Hajrah
Hakan Hakeem Hakim Haleem Haleemah Halimah Hamaad Hamda Hamdaan Hamida Hamidah Hamsa Hanaa Hanaan Hani Hanifa
Hanifah Haniyah Hanya Hanzala Hanzalah Hargun Harjeevan Harkiran Harkirat Harsh Harshil Harveen Hasaan
Haseena Hashir Hasna Hassaan Hassnain Hawaa Hawwa Haya Hayaa Hayaan Hayah Hayat Haydar Hayyan Hazal Hektor
Hiba Hibah Hibba Hibbah Hidaya Hidayah Hifza Himani Hirah Hishaam Hisham Hooria Hooriya Hudhayfah Huma Humaid
Humairaa Humairah Humayl Humayrah Humayun Huseyin Husnaa Husnain Huzaifa Huzaifah Iago Ianto Ibaad Ibraaheem
Ibrahima Ibtisam Ibukunoluwa Ifza Ihsaan Ihsan Ikechukwu Ikhlas Ikra Ikraam Ikrah Ikran Ilayda Ilham Ilhan
Iliya Ilya Ilyaas Ilyana Imaad Imaani Imad Imara Imraan Imtiyaz Inaara Inaayah Inas Inayat Indiya Indra
Innaya Insha Ionut Iori Iosua Iqrah Irem Iremide Irmak Is'Haaq Isaaq Ishaal Ishaaq Ishak Ishana Ishita
Ishmail Ishrat Ismah Isra Israa Israr Ivaan Iyad Iyana Izaan Izaiah Izhaan Izma Jaanvi Jabari Jabir Jadan
Jadesola Jafar Jagraj Jaheem Jaheim Jahiem Jahmai Jahmari Jahzara Jairaj Jaiveer Jaiya Jamaal Jamar Jamilah
Janay Janaya Jannatul Japji Jaroslav Jashan Jaskiran Jaskirat Jasneet Javan Jawaad Jawad Jayan Jayen Jazzmin
Jeeya Jerusha Jibraeel Jibran Jiyan Joao Joaquim Jorawar Jovi Juhi Jujhar Jumana Jumanah Junayd Juwairiya
Juwairiyah Juwairiyyah Juwariyah Juwayriya Juwayriyah Kaamil Kaavya Kabeer Kadeem Kaif Kainaat Kairan Kairav
Kaiyah Kaiyan Kajal Kajol Kalani Kalil Kalila Kalim Kalisha Kaliyah Kamaal Kamar Kamarni Kamila Kamilah
Kamiyah Kani Kanisha Kanye Karamveer Karandeep Kareema Karima Karimah Karishma Kartar Karthik Kartik Kashish
Kashvi Kasra Kassim Kataleya Kavan Kavi Kavish Kayaan Kayan Kayhan Kaysan Kazim Kebba Keerat Kehlani Kemar
Kemi Keturah Keya Keyaan Khadeeja Khadeejah Khadeja Khadiza Khairah Khaleel Khalifa Khalisa Khalisah Khansa
Khari Khatija Khawaja Khawla Khawlah Khia Khizar Khizer Khush Khushal Khyan Kidus Kimaya Kimran Kip Kirat
Kiyaan Kiyah Kiyana Kiyara Kobey Kodey Konstantin Korban Kordian Kotryna Krishiv Kubra Kulsoom Kulsuma Kunal
Kwesi Kyara Kyia Laaibah Labib Lakisha Laksh Lamaisah Lamees Lamis Lamisah Lanya Laraib Laszlo Lataya Latifah
Lavanya Layal Lema Lenka Liaba Liba Liliya Lilou Liwia Liyaana Liyah Liyana Liyanah Loti Loukas Luiza Luqmaan
Maahi Maahir Maaria Maariya Maariyah Maarya Maaz Madhav Madi Madiya Magi Mahalia Mahammad Mahdiya Maheera
Mahek Mahfuza Mahid Mahika Mahir Mahirah Mahisha Mahsa Mahum Maida Maidah Maizey Majus Makeda Maksims Malaak
Malaikah Malakhi Malakye Malaya Malayeka Maleeka Malikah Malikai Malique Maliya Maliyah Manaal Manar Manav
Manha Manish Manisha Manjot Mankirat Mansi Mansur Mariya Mariyah Mariyam Marjan Marko Markos Marshal Maruf
Marwah Marya Maryama Masooma Massimiliano Masud Mathis Mawgan Mayan Mayank Mayar Mayesha Maymuna Maymunah
Maysa Md. Medi Meer Mehak Mehar Mehek Mehran Mehtab Mehul Meriam Meshach Miami Mihir Mihran Mija Mikhail
Milad Milani Minaal Minha Minhaj Miraj Miraya Mireya Miri Miroslav Miryam Mishaal Mishal Mishika Mishka Miski
Moeez Moesha Mohib Mohid Mohima Mohit Moli Momina Mominah Morayo Moyosoreoluwa Muaad Muaadh Muaaz Muad Muadh
Muawiyah Muaz Mubashir Mujahid Mujtaba Mumina Muminah Mumtaz Muneeba Muneebah Muniba Munira Muntaha Muqadas
Muqaddas Murtaza Mus'Ab Musab Musammat Muskaan Muskan Myesha Myiesha Naba Nabihah Nabilah Nadir Nadira
Nadirah Nadiya Nadiyah Naeema Naeemah Nafeesa Nafeesah Naftoli Nahid Nahida Nahima Nahum Nailah Naimah Naiya
Najah Najma Naksh Nalani Nali Nandini Naqeeb Narayan Nash Nasim Natanael Navjot Navpreet Nawaal Naya Nayaab
Nayab Nayah Nayana Nayara Nayeem Nazim Nazish Nazli Nazmin Nechama Neev Nehan Nidhi Nihaal Nikhita Nikisha
Nikos Nilay Nima Nimrah Nimrat Nimrit Nimrod Niraj Nirav Nirvair Nisa Nishaan Nishi Nishka Nissi Nivaan Niya
Niyah Niyam Niyati Niyaz Noar Nomaan Nooh Noora Noura Nuh Nuha Numaan Numair Numan Nura Nuria Nuriyah Nusaiba
Nusaibah Nusayba Nusaybah Nuzhat Nya Nyal Oak Obaid Ohemaa Ojas Okan Olanrewaju Olaoluwa Ole Olimpia
Oluwadamilare Oluwadara Oluwaferanmi Oluwapelumi Oluwasemilore Oluwaseyi Oluwatamilore Oluwateniola
Oluwatimileyin Oluwatomisin Oluwatomiwa Oluwatosin Onyinyechi Orestas Oska Othman Oviya Oyindamola
Oyinkansola Pa Panagiotis Param Paramveer Paras Pavan Pavandeep Pavneet Payal Petal Petru Piya Prabhjot
Prachi Pranay Pratham Praveen Preeya Priyal Priyan Priyesh Qais Quade Raahil Rabiya Radiyah Radwan Raeesah
Raekwon Raeya Rafi Rafia Raghav Raha Rahand Raheema Raheemah Raheim Rahil Rahim Rahimah Rahma Rahmah Raif
Raihaan Raihana Raima Rais Raiya Raiyan Rakan Rakeem Raman Ramandeep Ramiro Ramisa Ramisha Ramla Ramsha
Raniya Ranya Raoul Raqeeb Rares Rashaan Rashad Rashaun Raveena Rayaan Rayah Rayana Rayen Rayhaan Rayhana
Rayya Rayyaan Razvan Reema Rehaan Rehmat Renaya Reshma Reyaan Reyah Reyan Reyhan Reyhana Riaan Riddhi Ridhi
Ridhwan Ridwaan Rifka Rihaan Riham Rihan Rihana Rimsha Rishaan Rishika Ritaj Rithik Rithika Riyaan Riyad
Riyadh Riyah Riyan Riyana Riyaz Rohaan Rohini Romaan Romani Ruban Ruhaan Ruhan Ruhi Rukaiya Rukhsar Rukiya
Ruksar Rumaisa Rumaisah Rumana Rumaysa Rumaysah Rumi Ruqaiya Ruqaiyah Ruqayah Ruqayya Rushil Ruwaida Ruwayda
Ruweyda Ruzgar Ryaan Ryu Sa'Ad Saachi Saahil Saajan Saaliha Saalihah Saara Sabaa Sabah Sabha Sabian Sabihah
Sabirah Sabirin Sachi Sadiyah Safaa Safah Saffiya Saffiyah Safiyah Safiye Safiyya Safiyyah Safwaan Sagar
Sahal Sahand Sahara Sahasra Sahiba Sahil Sahir Sahira Saiba Saibah Saida Saifan Saifullah Saihaan Saisha
Sajan Sakariya Sakariye Sakib Sakina Sakinah Sakura Salahuddin Salahudeen Saliha Salihah Salima Salmaan Salwa
Samaa Samah Samay Samaya Sameer Sameera Sameerah Samet Samirah Samiya Samiyah Samraj Samreet Samya Sanaa
Sanam Sania Saniya Saniyah Sanjida Sanjidah Sansa Santana Sanvi Sanya Sarai Saran Saraya Sargun Sarim Sariyah
Sartaj Savera Sawda Sawdah Saya Sayan Sayeda Sayeed Sayma Selim Sema Serayah Serhat Shad Shafia Shahad Shahan
Shahir Shahzain Shakai Shakib Shakil Shakir Shakirah Shakur Shalini Shalom Shamar Shamas Shanai Shanaya
Shanaye Shanika Shaniqua Shanique Shaniya Shaniyah Shantay Shanti Shanya Sharifa Shaya Shayaan Shazaib Shiva
Shivaay Shivan Shivansh Shlok Shohaib Shola Shreeya Shreyan Shreyas Shriya Shruti Shuaib Shuayb Shulem Shyam
Shyan Siam Siddhant Siddhartha Sihaam Simao Simar Simbarashe Simi Simra Simrah Simranjeet Simranjit Simrat
Simrit Simrun Siraaj Sitara Siwan Siyam Siyana Siyona Sofian Sofiya Soham Soloman Soma Somaya Soraia Soraiya
Sorayah Soroh Soul Stanislav Subhaan Sudais Sufian Sufiyaan Sufiyan Sufyaan Suha Suhaan Suhaila Suhana Suhani
Sukaina Sukhman Sukhpreet Sulaimaan Sulaymaan Sulayman Suliman Sumayah Sumayya Sumeya Sumiya Summa Summah
Summaya Summayah Sundas Sundus Suraya Suriya Surya Taaha Tabassum Tadiwa Tafara Tafari Tahani Taheem Tahera
Tahirah Tahiya Taia Taiba Taibah Taisha Taiya Taja Takara Talan Talhah Taliya Taliyah Talula Talulla Talullah
Tamana Tamas Tameka Tamira Tamjid Tanatswa Tanay Tanaya Tanesha Tanika Tanish Tanishka Taniya Tanush
Tanyaradzwa Tanzila Tapiwa Taqwa Taranveer Tarun Tasfia Tashan Tasia Tasmiyah Tasnima Tatyana Tauseef Tawana
Tawheed Tayab Tayba Taybah Taye Tayiba Tayibah Tayon Tayyab Tayyeb Tayyib Tayyiba Tayyibah Tazmin Tehzeeb
Teilo Tej Temidayo Temilola Temitayo Tenisha Thais Tharun Tiani Tiaraoluwa Tiberius Tiya Tiyana Tolga Tonisha
Tuana Tula Tulip Tulsi Ubaid Ubaidullah Ubayd Ubaydullah Ugur Umaima Umaimah Umaira Umamah Umarah Umayma
Umaymah Umayr Umayrah Umayyah Ummayyah Unais Unaisah Unaysah Urooj Urvi Urwa Usamah Usayd Usmaan Uswa Uthmaan
Uthman Uwais Uzayr Vaani Vanisha Vansh Vanshika Vedika Veera Veeran Viaan Vihan Vir Viraaj Virat Vita Vivan
Viyan Vladimir Vladislav Volkan Vyom Wahab Wahida Wajeeha Wajid Wajiha Wania Waniya Warda Wasif Xara Xavi
Yaaseen Yaasir Yacoub Yacqub Yagmur Yahyaa Yakub Yameen Yamin Yanis Yaqoub Yaren Yasar Yaseen Yashfa Yashvi
Yasna Yassir Yazmine Yehoshua Yigit Yoan Yohan Yonatan Yossi Younus Yousra Yuna Yunis Yunus Yusaf Yusha Yusif
Yusrah Yussuf Yuvaan Yuvan Yuvraaj Zaakir Zaara Zachariya Zackariya Zade Zaeem Zahara Zahir Zahira Zahirah
Zaiba Zaidan Zaiden Zaim Zainah Zainub Zainul Zaira Zakai Zakari Zakariah Zakariyah Zakariye Zakirah Zakiya
Zakiyah Zakiyyah Zarif Zariya Zariyah Zaviyar Zaya Zayaan Zayba Zaydan Zayna Zaynah Zayyan Zeeshaan Zehra
Zeina Zenaya Zendaya Zeno Zeshaan Zeta Zeyad Zeynab Zhane Zian Zidaan Zikra Zimal Ziya Ziyaad Ziyaan Ziyad
Ziyan Zohal Zoltan Zora Zoravar Zoyah Zubaida Zubayr Zuha Zulaikha Zulaykha Zulekha Zulqarnain Zuzana Zvi
Zyan
)";
}

} // namespace gauze::synth
