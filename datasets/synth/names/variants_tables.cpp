// Other ways to write and to say names. Own selection; short forms overlap with carltonnorthern/nicknames
// (Apache-2.0), which is read beside them where lists are given.
#include "datasets/synth/names/variants.hpp"

namespace gauze::synth {

std::string_view short_forms()
{
    return R"(
Abigail Abbie Abby Gail; Albert Bertie Albie Al; Alexander Alex Xander Alec Sandy; Alexandra Alex Lexi Sandra;
Alfred Alfie Fred; Amelia Millie Amy Mia; Andrew Andy Drew; Annabelle Belle Anna; Anthony Tony Ant; Archie Arch;
Arthur Art Artie; Beatrice Bea Bee; Benjamin Ben Benji Benny; Bethany Beth; Cameron Cam;
Catherine Cathy Kate Katie; Charles Charlie Chas; Charlotte Charlie Lottie Lotte; Christopher Chris Kit;
Connor Con; Daniel Dan Danny; David Dave Davey; Deborah Debbie Debs; Dominic Dom Nic; Edward Ed Eddie Ted Teddy;
Eleanor Ellie Nell Nora; Elijah Eli; Elizabeth Beth Lizzie Eliza Betsy Libby; Emily Em Millie; Ethan Eth;
Evelyn Evie Eve; Felicity Fliss Flick; Florence Flo Flossie Florrie; Francesca Fran Frankie;
Frederick Fred Freddie Freddy; Gabriel Gabe; Gabriella Gabby Ella; George Georgie; Georgia Georgie;
Georgina Georgie Gina; Grace Gracie; Gregory Greg; Hannah Han; Harriet Hattie Harri; Harrison Harry Haz;
Harry Haz Harold; Henry Harry Hal; Isaac Zac Ike; Isabel Izzy Bel; Isabella Bella Izzy Issy;
Isabelle Belle Izzy; Isobel Izzy; Jackson Jack; Jacob Jake Jay; Jake Jacob; James Jim Jimmy Jamie;
Jasmine Jas Jazz; Jennifer Jen Jenny; Jessica Jess Jessie; Jonathan Jon Jonny; Joseph Joe Joey;
Josephine Josie Jo; Joshua Josh; Katherine Kate Katie Kathy; Leonard Len Lenny; Leonardo Leo; Lewis Lew;
Louis Lou Louie; Lucas Luke Luca; Lucy Lu; Madeleine Maddie; Madison Maddie; Margaret Maggie Peggy Meg;
Matilda Tilly Mattie; Matthew Matt Matty; Maximilian Max; Maxwell Max; Megan Meg; Michael Mike Mick Mikey;
Mohammad Md Mo; Mohammed Mo Md; Muhammad Mo Md; Nathaniel Nate Nathan; Nathan Nate Nat; Nicholas Nick Nicky;
Oliver Ollie Olly; Olivia Liv Livvy Olive; Oscar Oz; Patrick Paddy Pat; Penelope Penny Nell; Peter Pete;
Phoebe Bee; Rebecca Becky Becca; Reggie Reginald; Reuben Ruben Rube; Richard Rich Ricky;
Robert Rob Bobby Robbie; Ronald Ron Ronnie; Rosie Rose; Samuel Sam Sammy; Sarah Sadie Sal; Scarlett Lettie;
Sebastian Seb Bas; Sophia Sophie Soph; Sophie Soph; Stanley Stan; Stephen Steve; Thea Theodora;
Theodore Theo Ted; Thomas Tom Tommy; Timothy Tim; Tobias Toby; Victoria Vicky Tori; Vincent Vinnie Vin;
William Will Billy Liam Bill; Zachary Zac Zach Zack; Abdullah Abdul; Abdirahman Abdi; Ayomide Ayo;
Oluwaseun Seun; Temiloluwa Temi; Emmanuel Manny; Aleksander Alek Olek; Aleksandra Ola; Jakub Kuba;
Franciszek Franek; Stanisław Staszek; Zuzanna Zuzia; Katarzyna Kasia; Małgorzata Gosia; Fatima Fatma;
Khadija Khadi; Zainab Zee; Harpreet Harp; Jaspreet Jas; Manpreet Mani; Siddharth Sid; Krzysztof Krzys;
Mikołaj Miko; Wiktoria Wika; Yusuf Yusef; Ibrahim Ibby
)";
}

std::string_view spellings_of_given_names()
{
    return R"(
Katherine Catherine Kathryn Katharine Cathryn; Sarah Sara; Hannah Hanna Hana; Sophie Sofie; Sophia Sofia; Isabel Isobel
Isabelle; Isabella Isobella Izabella; Rachel Rachael; Rebecca Rebekah; Stephen Steven; Philip Phillip; Geoffrey Jeffrey;
Jonathan Johnathan Jonathon; Nicholas Nicolas; Mark Marc; Sean Shaun Shawn; Aidan Aiden Ayden; Connor Conor; Callum Calum;
Finley Finlay Findlay; Zachary Zachery Zackary; Lucas Lukas; Jaxon Jackson Jaxson; Caitlin Kaitlyn Katelyn Caitlyn; Chloe
Khloe Chloé; Zoe Zoë Zoey; Amelia Emilia; Elliot Elliott Eliot; Louis Lewis Luis; Kieran Kieron Ciaran; Alan Allan Allen;
Anne Ann; Jayden Jaden Jaiden; Kayleigh Kaylee Kayley; Leigh Lee; Megan Meghan Meagan; Molly Mollie; Maisie Maisy Mazie;
Millie Milly; Lilly Lily Lillie; Evie Evey; Abigail Abigale Abbigail; Jasmine Jasmin Yasmin; Erin Eryn; Teresa Theresa;
Lesley Leslie; Frances Francis; Gillian Jillian; Jill Gill; Carol Carole Karol; Lynn Lynne Lyn; Elizabeth Elisabeth; Harriet
Harriett; Eleanor Elinor Eleanore; Charlotte Sharlotte; Darcy Darcey Darcie; Esme Esmé Esmae; Phoebe Pheobe; Tyler Tyla;
Thomas Tomas; Jon John; Ian Iain; Graham Graeme Grahame; Stuart Stewart; Neil Neal; Keith Kieth; Derek Derrick; Dominic
Dominick; Reuben Ruben; Rhys Reece Reese; Sian Siân Shan; Siobhan Siobhán Chevonne; Niamh Neve Neave; Kyle Kile; Brian Bryan;
Gary Garry; Terry Terri; Toni Tony; Ashley Ashleigh; Bailey Bayley; Mason Mayson; Riley Ryley Rylee; Mackenzie Mckenzie; Summer
Sommer; Aimee Amy; Natalie Nathalie; Michelle Michele; Danielle Daniele; Nicola Nichola; Claire Clare Clair; Diane Dianne;
Deborah Debra; Susan Suzan; Julie Julia; Marian Marion; Jean Jeanne; Joanne Joanna; Vivien Vivian Vivienne; Margaret
Margret; Hilary Hillary; Tracy Tracey; Kerry Kerrie Keri; Kelly Kellie; Vicky Vickie Vikki; Debbie Debby; Sally Sallie
)";
}

std::string_view spellings_of_family_names()
{
    return R"(
Smith Smyth Smythe; Taylor Tayler Tailor; Clark Clarke; Brown Browne; Davis Davies; Thompson Thomson Tomson; Johnson Johnston
Johnstone; Wilson Willson; White Whyte; Green Greene; Allen Allan Alan; Stephens Stevens; Stephenson Stevenson; Phillips
Philips Phillip; Matthews Mathews; Reid Read Reed; Stewart Stuart; Gray Grey; Cook Cooke; Lee Leigh Lea; Moore More; Nicholson
Nicolson; Nicholls Nichols Nicolls; Anderson Andersen; Peterson Pedersen; Hughes Hewes; Rogers Rodgers; Roberts Robarts;
Harris Harries Haris; Lewis Louis; Morris Maurice; Pearce Pierce Peirce; Pearson Pierson; Shepherd Sheppard Shepard; Burke
Bourke; Byrne Burn Burns; Connor Conner; Doherty Dougherty; Kelly Kelley; Gallagher Gallacher; Riley Reilly; Murray Murry;
Walsh Welsh Welch; Watts Watt; Baker Barker; Carter Karter; Cox Coxe; Day Daye; Dixon Dickson; Elliott Elliot Eliot; Hays Hayes;
Holmes Homes; Howell Howells; Jenkins Jenkin; Jennings Jenning; Lawrence Laurence; Lowe Low; Lynch Linch; Marshall Marshal;
Mitchell Mitchel; Nash Nasch; Neal Neale Neil; Paterson Patterson Pattison; Payne Pain Paine; Price Pryce; Rees Reece Reese;
Richardson Richards; Sanders Saunders; Shaw Shore; Sinclair StClair; Swan Swann; Todd Tod; Tyler Tiler; Vaughan Vaughn; Waters
Walters; Webb Web; Wood Woods; Wright Right; Young Younge; Ahmed Ahmad; Hussain Hussein; Begum Begam; Singh Sing; Patel Pattel
)";
}

std::string_view transliterations()
{
    return R"(
Mohammed Muhammad Mohammad Mohamed Muhammed Mohamad Mahamed Md; Ahmed Ahmad Ahmet Axmed; Hussain Hussein Husain Hossain
Huseyin Hüseyin Xuseen; Hassan Hasan Xasan; Yusuf Yousef Youssef Yousaf Yosef Yousuf; Ibrahim Ebrahim Ibraheem; Abdullah
Abdallah Abdulla; Abdullahi Abdulahi; Abdirahman Abdurahman Abdulrahman Abdurrahman; Omar Umar Ömer; Usman Osman Othman
Uthman; Fatima Fatema Fatimah Fatma Fadumo Faduma; Aisha Ayesha Aysha Ayşe Aicha; Maryam Mariam Maryan Meryem Miriam; Khadija
Khadijah Khadeeja Hatice; Zainab Zaynab Zeinab Zeynep Saynab; Amina Aminah Aamina Emine; Halima Halimah Haleema Halimo;
Mustafa Mustapha Mostafa; Mahmoud Mahmood Mehmood Mohamud; Khaled Khalid; Tariq Tarek; Karim Kareem; Said Saeed Sayeed; Salim
Saleem; Rashid Rasheed Rachid; Jamal Gamal Jamaal; Ismail Ismaeel Ismael Ismaaciil; Zakariya Zakaria Zakariyya; Yahya Yahia
Yahye; Ilyas Elias Elyas; Musa Mousa Moosa Muse; Isa Issa Eesa Isse; Noor Nour Nur; Sara Sarah; Chowdhury Choudhury Chaudhry
Choudhry Chaudhary; Qureshi Quraishi Koreshi; Sheikh Shaikh Shaykh; Siddiqui Siddiqi Siddique; Rahman Rehman Rahmaan; Miah
Mia Miya; Haque Hoque Huq; Uddin Udeen; Akhtar Akhter Akter Aktar; Begum Begam; Khatun Khatoon; Xu Hsu Tsui Hui; Zhang Chang
Cheung Teo; Li Lee Lei; Wang Wong; Huang Wong Ng; Chen Chan Tan Chin; Lin Lam Lim; Liu Lau Low; Wu Ng Goh; Zhou Chow Chou; Zhao
Chiu Chao; Zheng Cheng Cheang; Xie Tse Hsieh; Yang Yeung Young; Zhu Chu; Cai Choi Tsai; Ye Yip Yeh Ip; Guo Kwok Kuo; He Ho; Liang
Leung; Deng Tang; Feng Fung; Zeng Tsang; Xiao Siu Hsiao; Guan Kwan; Luo Law Lo; Ou Au; Qiu Yau; Nguyễn Nguyen; Trần Tran; Phạm
Pham; Oleksandr Alexander Aleksandr Olexandr; Serhii Sergiy Serhiy Sergey; Mykola Nikolai Mikola; Andrii Andriy Andrei;
Dmytro Dmitry Dmitri Dmitro; Volodymyr Vladimir; Yurii Yuriy Yuri; Mykhailo Mikhail Michael; Olena Elena; Iryna Irina;
Kateryna Ekaterina; Olha Olga; Tetiana Tatiana Tetyana; Nataliia Natalia Nataliya; Sofiia Sofia Sofiya; Mariia Maria Mariya;
Shevchenko Schevchenko Chevtchenko; Gebremariam Ghebremariam Gebre-Mariam; Tesfaye Tesfay; Haile Hailie; Kumar Coomar; Sharma
Sarma; Gupta Guptha; Chatterjee Chattopadhyay; Mukherjee Mukhopadhyay; Banerjee Bandyopadhyay; Lakshmi Laxmi; Krishnan
Krishna; Papadopoulos Papadopulos; Georgiou Yeorgiou; Andreas Andreou
)";
}

} // namespace gauze::synth
