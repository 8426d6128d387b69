// Tables of names with rounded relative weights. Frequencies of given names follow the counts of births in
// England and Wales, Scotland and Northern Ireland, 2014 to 2020; those of British family names the
// frequencies that ONS published; the other tables are our own estimates. Sources and licences:
// datasets/README.md.
#include "datasets/synth/five/names.hpp"

#include <array>

namespace gauze::synth::five {

namespace {

constexpr NameTable british_girls = R"(
Olivia 1600 Amelia 1500 Isla 1200 Emily 1100 Ava 1100 Grace 880 Mia 870 Ella 870 Lily 870 Sophia 860
Isabella 840 Sophie 840 Poppy 810 Jessica 780 Evie 770 Charlotte 750 Freya 730 Ruby 640 Florence 630 Alice 610
Phoebe 610 Daisy 610 Sienna 610 Chloe 580 Isabelle 570 Ivy 570 Evelyn 560 Sofia 560 Rosie 560 Scarlett 560
Willow 550 Eva 550 Elsie 540 Matilda 520 Millie 490 Lucy 470 Harper 460 Emilia 440 Maya 430 Layla 430 Ellie 410
Imogen 410 Erin 410 Esme 410 Maisie 400 Elizabeth 380 Eliza 380 Emma 370 Molly 370 Lola 370 Holly 370 Hannah 360
Aria 350 Georgia 330 Harriet 330 Bella 330 Eleanor 330 Thea 320 Rose 320 Amber 310 Anna 310 Lilly 310
Penelope 310 Abigail 300 Violet 300 Jasmine 290 Zara 290 Luna 290 Mila 280 Annabelle 270 Gracie 270 Amelie 260
Maria 260 Lottie 260 Summer 250 Robyn 250 Nancy 250 Darcie 240 Orla 230 Martha 220 Heidi 220 Bonnie 220
Arabella 220 Lexi 210 Zoe 210 Ada 210 Clara 210 Iris 200 Aurora 200 Leah 200 Sarah 200 Niamh 200 Hallie 190
Beatrice 190 Darcey 190 Ayla 180 Megan 180 Francesca 180 Julia 180 Darcy 180 Katie 180 Edith 180 Victoria 180
Annie 180 Lyla 180 Mollie 170 Lacey 170 Brooke 170 Lara 170 Skye 170 Hollie 170 Eden 160 Felicity 160 Faith 160
Alexandra 160 Delilah 160 Maddison 160 Lydia 160 Bethany 150 Eloise 150 Nevaeh 150 Ariana 150 Savannah 150
Amy 150 Mya 150 Paige 150 Esmae 150 Madison 140 Myla 140 Isabel 140 Pippa 140 Hope 140 Edie 130 Aoife 130
Isobel 130 Tilly 130 Gabriella 130 Rebecca 130 Mabel 130 Frankie 130 Elena 130 Connie 120 Autumn 120 Olive 120
Elodie 120 Sadie 120 Margot 120 Nina 120 Amaya 120 Laura 120 Eve 110 Betsy 110 Marnie 110 Lillie 110 Naomi 110
Rosa 110 Seren 110 Esther 110 Cora 110 Penny 110 Lyra 100 Skyla 100 Cara 99 Piper 98 Skylar 98 Keira 97 Lucia 97
Annabel 95 Maggie 95 Beatrix 95 Lois 95 Nicole 94 Elise 93 Anastasia 93 Hazel 91 Georgie 90 Alexis 88 Paisley 87
Libby 87 Alana 86 Caitlin 86 Alicia 85 Alyssa 84 Indie 83 Lauren 82 India 82 Maia 81 April 80 Tabitha 79
Kayla 79 Georgina 79 Amara 79 Nellie 77 Madeleine 76 Neve 76 Nora 76 Cleo 76 Callie 75 Halle 75 Lana 74 Faye 74
Emmie 74 Polly 74 Harley 74 Ophelia 73 Ottilie 73 Melissa 73 Lexie 71 Rachel 70 Alexa 70 Lilah 70 Eliana 70
Arianna 69 Eilidh 68 Emelia 68 River 68 Primrose 67 Belle 67 Talia 66 Pearl 65 Mary 65 Hattie 65 Nova 65
Aurelia 64 Macie 64 Jemima 64 Jessie 64 Antonia 64 Emilie 63 Athena 63 Quinn 62 Dorothy 62 Josephine 61
Harlow 61 Kiara 60 Jennifer 60 Yasmin 60 Beau 59 Maeve 59 Abbie 58 Lila 58 Lucie 58 Ariella 58 Iona 57 Elsa 57
Flora 57 Peyton 57 Wren 57 Tia 56 Helena 56 Nia 51 Saoirse 51 Ffion 45 Elin 40 Caoimhe 36 Cerys 30 Chloë 25
Zoë 22 Esmé 20 Róisín 20 Efa 20 Ailsa 18 Lowri 14 Mared 12 Catrin 12 Clodagh 12 Éabha 10 Siân 9 Renée 8 Sadhbh 8
Angharad 8 Áine 7 Mhairi 6 Órla 5 Gráinne 4 Cáit 4 Eirlys 4 Anne-Marie 3 Mary-Jane 3 Fionnuala 2 Jo 2
)";

constexpr NameTable british_boys = R"(
Oliver 1800 Harry 1400 Jack 1400 George 1400 Noah 1300 Charlie 1200 Jacob 1200 Oscar 1100 Leo 1100 Thomas 1100
James 1000 Alfie 1000 William 1000 Henry 960 Joshua 930 Freddie 900 Archie 890 Arthur 870 Alexander 810
Isaac 760 Theo 750 Logan 750 Ethan 750 Lucas 730 Max 680 Joseph 680 Daniel 670 Edward 660 Samuel 650 Mason 610
Benjamin 600 Finley 600 Harrison 590 Adam 570 Theodore 540 Sebastian 540 Dylan 510 Riley 450 Teddy 440
Elijah 430 Zachary 430 Tommy 410 Jake 410 Reuben 410 David 410 Rory 390 Arlo 390 Luca 380 Louie 380 Jude 370
Toby 360 Jaxon 360 Hugo 360 Matthew 340 Lewis 330 Michael 330 Frankie 310 Luke 310 Reggie 310 Harley 300
Louis 300 Albert 300 Jayden 300 Albie 300 Roman 290 Harvey 290 Jenson 290 Gabriel 290 Ollie 280 Ryan 280
Carter 280 Nathan 280 Hunter 280 Liam 270 Blake 270 Stanley 270 Ronnie 270 Bobby 270 Elliot 270 Frederick 260
Caleb 260 Finn 260 Charles 250 Aaron 250 Jackson 250 Ezra 250 Elliott 240 Alex 240 Tyler 240 Kai 240 Leon 230
Callum 220 Ellis 220 Jamie 220 Jesse 210 Dexter 210 Austin 210 Felix 200 Sonny 200 Rowan 200 Jasper 190
Finlay 190 Connor 190 Robert 190 John 190 Owen 180 Grayson 180 Eli 180 Patrick 180 Aiden 180 Ralph 180
Tobias 180 Dominic 170 Alfred 170 Kian 170 Seth 160 Cameron 160 Milo 160 Evan 150 Cody 150 Joel 150 Hudson 150
Joey 150 Brody 140 Billy 140 Rupert 140 Oakley 140 Cooper 140 Kayden 140 Cole 130 Nathaniel 130 Aidan 130
Parker 130 Christopher 130 Lincoln 130 Harris 130 Maxwell 130 Leonardo 130 Jonah 120 Jaxson 120 Anthony 120
Ruben 120 Brodie 120 Myles 120 Levi 120 Eric 120 Elias 120 Rocco 120 Nicholas 120 Chester 120 Vincent 110
Jax 110 Rhys 110 Andrew 110 Bailey 110 Ben 110 Sam 110 Kevin 110 Spencer 100 Maximilian 100 Bradley 100 Zac 100
Jason 100 Miles 100 Vinnie 100 Flynn 100 Kyle 99 Peter 99 Corey 97 Ted 96 Kaiden 96 Wilfred 95 Frank 94 Conor 94
Robin 94 Beau 93 Otis 93 Rex 93 Tristan 92 Lenny 92 Fraser 90 Marley 90 Hayden 87 Jordan 86 Maximus 85 Ashton 85
Zack 84 Marcus 84 Olly 82 Jensen 82 Jonathan 82 Alan 81 Raphael 78 Isaiah 77 Lukas 77 Cillian 76 Xander 76
Bodhi 76 Francis 75 Mark 75 Xavier 75 Jay 74 Christian 73 Angus 73 Taylor 73 Reece 72 Rio 71 Layton 71 Danny 70
Zach 69 Freddy 68 Barnaby 68 Leighton 67 Abel 67 Martin 67 Sidney 67 Sean 67 Ronan 66 Morgan 66 Zak 66 Archer 66
Victor 66 Joe 65 Chase 65 Eddie 65 Fletcher 64 Phoenix 64 Lennon 62 Leonard 62 Cian 62 Asher 61 Tom 61 River 60
Josh 60 Quinn 59 Kit 59 Carson 59 Brandon 58 Eden 58 Otto 58 Josiah 58 Ewan 57 Shay 57 Nico 57 Kieran 57
Malachi 56 Micah 56 Declan 55 Casey 55 Julian 55 Hamish 53 Euan 50 Lochlan 49 Lachlan 46 Osian 42 Harri 42
Fionn 34 Oisín 30 Seán 25 Rían 20 Ioan 20 Callan 20 Macsen 16 Tomos 15 Eoghan 14 Tadhg 14 Ruaridh 14 Gruffydd 10
Iwan 10 Séamus 8 Tomás 6 Siôn 6 Alasdair 6 Bo 6 Gethin 5 Pádraig 4 Noël 3 Cillín 2 Llŷr 2 Zoltan 2 Jean-Luc 1
)";

constexpr NameTable british_families = R"(
Smith 1300 Jones 1000 Taylor 820 Williams 730 Brown 680 Davies 570 Evans 410 Wilson 410 Thomas 390 Roberts 390
Johnson 380 Lewis 350 Walker 350 Robinson 340 Wood 330 Thompson 330 White 320 Watson 320 Jackson 310 Wright 310
Green 300 Harris 290 Cooper 290 King 290 Lee 280 Martin 270 Clarke 270 James 270 Morgan 270 Hughes 260
Edwards 260 Hill 260 Moore 260 Clark 250 Harrison 240 Scott 240 Young 240 Morris 240 Hall 230 Ward 220
Turner 220 Carter 220 Phillips 220 Mitchell 220 Campbell 210 Adams 210 Anderson 210 Allen 200 Cook 200
Bailey 200 Miller 200 Parker 200 Davis 190 Murphy 190 Bell 190 Price 190 Baker 190 Griffiths 190 Kelly 180
Simpson 180 Marshall 170 Collins 170 Bennett 170 Cox 170 Richardson 160 Fox 160 Gray 160 Rose 160 Chapman 160
Hunt 160 Robertson 150 Shaw 150 Reynolds 150 Lloyd 150 Ellis 150 Richards 150 Wilkinson 150 Russell 150
Graham 140 Stewart 140 Reid 140 Powell 140 Murray 140 Palmer 140 Rogers 130 Holmes 130 Stevens 130 Walsh 130
Hunter 130 Thomson 130 Matthews 130 Ross 120 Owen 120 Knight 120 Mason 120 Kennedy 120 Butler 120 Saunders 120
Cole 120 Pearce 120 Dean 120 Foster 120 Harvey 120 Hudson 120 Gibson 120 Mills 120 Berry 120 Pearson 120
Barnes 120 Booth 110 Grant 110 Dixon 110 Gordon 110 Lane 110 Harper 110 Hart 110 McDonald 95 Lawson 91 Day 90
Woods 90 Black 90 Rees 90 Fraser 89 Fletcher 89 Willis 89 Marsh 88 Doyle 88 Lowe 87 Hopkins 87 Nicholson 86
Burns 86 Parry 85 Jordan 85 Newman 85 Howard 84 Henderson 83 Barrett 83 Burton 83 Riley 83 Porter 82 Byrne 81
Baxter 80 Perry 79 McCarthy 79 Burke 79 Houghton 79 Ball 78 Elliott 78 Cooke 78 Read 77 Francis 77 Gallagher 77
Duncan 77 Sharp 76 Austin 76 Wallace 76 Hawkins 76 Hayes 76 Sutton 76 Davidson 75 Holland 75 Moss 74 May 73
Bates 73 Kemp 73 Page 73 Morrison 73 Arnold 72 Stevenson 72 Ford 71 Flynn 71 Potter 70 Kent 70 Field 70
Warren 70 MacDonald 70 Freeman 69 Rhodes 69 Middleton 68 O'Neill 67 Payne 67 Stephenson 67 Pritchard 67
Gregory 66 Bond 66 Webster 66 Dunn 66 Donnelly 65 Lucas 65 Long 65 Jarvis 64 Stephens 64 Coleman 64 Cross 64
Bull 63 O'Brien 63 Reed 63 Nicholls 63 Bartlett 62 Bird 62 Patterson 62 Tucker 62 Curtis 62 Bryant 61 Lynch 61
MacKenzie 61 Ferguson 61 Cameron 61 Haynes 61 Hardy 61 Davey 61 Bolton 60 Heath 60 Rice 59 Ashton 59 French 59
Jacobs 59 Parsons 59 Gilbert 58 Hodgson 58 Robson 58 Farrell 58 McIntyre 58 Norman 58 Walton 57 Newton 57
Higgins 57 Bishop 57 Simmons 57 Sutherland 57 Kay 56 Burgess 56 Hutchinson 56 Moran 56 Slater 56 Greenwood 56
Kirk 56 Atkins 56 Maxwell 56 Frost 56 Beattie 55 Todd 55 Park 55 O'Connor 54 Love 54 Crawford 54 Rowland 54
Connolly 54 Sheppard 53 Rowe 53 Sanderson 53 Hewitt 53 Forrest 53 Harding 53 Banks 53 Humphreys 53 Glover 53
Garner 52 Goodwin 52 MacKay 52 Jeffery 52 Daniels 52 Yates 52 Sullivan 51 Howe 51 Hammond 51 Miles 51 Brady 51
Preston 51 McLeod 51 Leigh 51 Atherton 51 Carpenter 51 Lambert 51 Knowles 50 Hope 50 Barton 50 Finch 50 Blake 50
Fuller 50 Henry 50 Hobbs 50 Morton 50 Davison 50 Owens 50 Wilkins 50 Paterson 49 Coates 49 Howells 49 Gough 49
Woodward 49 Griffin 49 Wall 48 Christie 48 Duffy 48 Charlton 48 Vincent 48 Bowen 48 Browne 48 Rodgers 48
Smart 48 Donaldson 47 Wheeler 47 Quinn 47 Allan 47 Bowden 47 Gibbons 47 Bentley 47 Barnett 47 Sweeney 47
Steele 46 Hartley 46 Randall 46 Fowler 46 Douglas 46 Holt 46 Baird 46 Kerr 46 Brennan 46 Howell 46 Cartwright 45
Dickson 45 Benson 45 Goddard 45 Broadhurst 45 Doherty 45 Power 45 Watkins 45 Millar 44 Holden 44 Tait 44
Reilly 44 Thorne 44 Wyatt 44 Leach 44 Lord 44 Hilton 44 McLean 44 Jennings 44 Nash 44 McGregor 43 Hancock 43
Stuart 43 Nelson 43 Walters 43 Lindsay 43 Hooper 43 Seymour 42 Dale 42 Whelan 42 Barlow 42 Kenny 42 Carroll 42
Chadwick 42 Abbott 42 Mellor 42 Boyd 42 Perkins 42 Mann 42 McGrath 41 Joyce 41 Blair 41 Weaver 41 Little 41
Haines 41 Peters 41 Savage 41 Sanders 41 Baldwin 41 Thornton 41 Whitehouse 41 Whitehead 41 Burrows 41 Swift 41
Shepherd 40 Cullen 40 McFarlane 40 Sinclair 40 Fleming 40 Welch 40 Bradshaw 40 Summers 40 Buckley 39 Vaughan 39
Naylor 39 Briggs 39 Schofield 39 Coles 39 Cassidy 39 Giles 39 Whittaker 39 Faulkner 39 Bray 39 Osborne 39
Herbert 39 Hicks 38 Bush 38 McCann 38 Bourne 38 Weston 38 Humphrey 38 Partridge 38 Johns 38 Morley 38 Welsh 38
Rooney 38 Fitzgerald 38 Whittle 38 Spence 37 Gardiner 37 Armitage 37 English 37 Winter 37 Singleton 37 Kaye 37
Craig 37 Laing 37 Pollard 37 Wilkes 37 Bright 37 Hills 37 Howarth 37 Best 36 Appleton 36 Rawlings 36 Turnbull 36
Drew 36 Devlin 36 Horne 36 Lovell 36 Kavanagh 36 Gibbs 36 McKenna 36 Stanton 36 Kirby 35 Wills 35 Crossley 35
Bruce 35 Carey 35 Piper 35 Needham 35 Pugh 35 Sawyer 34 Fenton 34 Connor 34 Reeves 34 Norris 34 Firth 34
Clarkson 34 Brookes 34 Townsend 34 Cairns 34 Wallis 34 Senior 33 Dyer 33 Guest 33 Thorpe 33 Parkinson 33
Sykes 33 Lees 33 Gale 33 Blackburn 33 Holloway 33 Hurst 33 McIntosh 33 Smyth 33 Conway 33 Bowman 33 Bassett 33
Corbett 33 Heaton 33 Humphries 33 Copeland 33 Parr 33 Hough 33 Burt 33 Fitzpatrick 32 Tomlinson 32 Tanner 32
McLaughlin 32 Collier 32 Curry 32 Sloan 32 Archer 32 Ireland 32 Edge 32 Stokes 32 Cope 32 Chandler 32 Tyler 32
Goodman 32 McKay 32 Stacey 32 Noble 32 Skinner 31 Reeve 31 Whyte 31 Muir 31 Barry 31 England 31 Hanson 31
Marriott 31 Horton 31 Shields 31 McCallum 31 Barr 31 Kane 31 Simons 31 Pope 31 McKenzie 31 Wardle 31 O'Reilly 30
Cannon 30 Farrow 30 Hood 30 Sims 30 Waters 30 Gould 30 Malone 30 McNeill 30 McGill 30 McGuire 30 Dalton 30
McCormack 30 Barclay 30 Logan 30 Flower 30 Woodcock 30 Mooney 30 Peacock 30 Davie 30 Healy 30 Neal 30
Crowther 29 Gunn 29 Donald 29 Hutton 29 Britton 29 Currie 29 Dunne 29 Milne 29 Blackmore 29 Wiggins 29 Morrow 29
McMillan 29 Farmer 29 Downes 29 Ware 29 Bowers 29 Bevan 29 Hogg 29 McMahon 29 Terry 28 Gilmour 28 Rigby 28
Stott 28 Betts 28 Greaves 28 Irvine 28 Vickers 28 Alcock 28 Clegg 28 Stubbs 28 Strong 28 O'Donnell 21
O'Sullivan 20 Llewellyn 20 O'Leary 18 Prosser 18 O'Hara 14 Pryce 12 Gwynne 8 D'Arcy 6 Tudor 5 St_John 5 Penry 3
Fitzroy 3 Le_Roux 3 Trevithick 3 Penhaligon 3 Tregenza 3 ap_Rhys 2 Brontë 1 Ó_Briain 1 Ní_Dhomhnaill 1
)";

constexpr NameTable muslim_girls = R"(
Maryam 210 Aisha 180 Fatima 160 Zainab 120 Zahra 110 Khadija 91 Sara 90 Inaaya 86 Zara 85 Aaliyah 80 Alisha 80
Zoya 79 Aliza 79 Anaya 78 Ayesha 76 Safa 74 Amina 73 Khadijah 72 Aleena 72 Mariam 72 Aizah 70 Haniya 57 Hafsa 55
Syeda 55 Aiza 54 Noor 54 Aliyah 53 Zaynab 52 Fatimah 46 Anayah 46 Amirah 45 Ayat 45 Inayah 45 Ayah 43 Aminah 42
Inaya 42 Imaan 42 Iqra 38 Yusra 36 Sumaiya 34 Eshaal 33 Hoorain 30 Mahnoor 29 Rumaysa 28 Hania 28 Samira 26
Sana 24 Ruqayyah 22 Jannat 20 Laiba 18 Halima 16 Anisa 14 Umaiza 12 Nimra 10 Asma 10 Humaira 9 Raisa 9 Nusrat 8
Tahmina 8 Nasreen 6 Javeria 6 Arooj 6 Bushra 6 Shazia 4 Rukhsana 3
)";

constexpr NameTable muslim_boys = R"(
Muhammad 1070 Mohammed 590 Mohammad 260 Ibrahim 190 Yusuf 170 Ayaan 139 Muhammed 130 Ali 129 Musa 120
Abdullah 97 Syed 95 Yahya 91 Ahmed 86 Rayan 84 Zakariya 84 Eesa 82 Zayn 82 Abdul 79 Hamza 79 Omar 74 Zain 72
Idris 71 Mustafa 68 Rayyan 66 Ismail 55 Umar 54 Hassan 54 Ahmad 51 Amir 43 Zayd 42 Haris 41 Ayan 40 Bilal 37
Zayan 37 Aadam 36 Azaan 34 Isa 34 Ibraheem 33 Ilyas 33 Hussain 33 Ismaeel 32 Md 30 Usman 28 Sulaiman 24
Mikaeel 24 Danyal 22 Mikail 22 Talha 18 Shayaan 16 Saif 14 Arham 14 Yunus 14 Rehan 13 Imran 12 Suleman 12
Junaid 10 Faizan 10 Yaqub 9 Nabil 9 Kamran 8 Faisal 7 Tariq 7 Adeel 5 Tahir 4 Asim 3
)";

constexpr NameTable muslim_families = R"(
Khan 620 Hussain 560 Ahmed 520 Ali 500 Miah 180 Miah/Begum 150 Rahman 150 Akhtar 140 Malik 130 Shah 130
Islam 110 Iqbal 110 Mahmood 110 Uddin 100 Choudhury 80 Hussain/Bibi 70 Mohammed 70 Begum/Miah 60 Uddin/Begum 60
Chaudhry 60 Mirza 60 Butt 60 Qureshi 50 Sheikh 50 Aziz 50 Hassan 50 Raja 40 Aslam 40 Bashir 40 Alam 40 Rashid 40
Rehman 40 Khatun/Islam 30 Akhter 30 Hussein 30 Haque 30 Hoque 30 Javed 30 Latif 30 Mehmood 30 Nawaz 30 Saleem 30
Yousaf 30 Zaman 30 Bhatti 30 Riaz 30 Sadiq 30 Siddique 30 Siddiqui 30 Kazi 20 Mughal 20 Parveen/Khan 20
Abbasi 20 Ansari 20 Arshad 20 Dar 20 Hanif 20 Hamid 20 Majid 20 Munir 20 Nazir 20 Rafiq 20 Sarwar 20 Tariq 20
Jan 15 Sultana/Alom 10 Ghani 10 Gul 10 Kausar/Ahmed 10 Mian 10 Waheed 10 Yaqoob 10
)";

constexpr NameTable indian_girls = R"(
Anaya 60 Diya 50 Aanya 42 Saanvi 40 Reeva 40 Aarya 36 Arya 36 Myra 34 Kiara 30 Riya 30 Anika 28 Ananya 28 Sia 28
Jiya 26 Simran 26 Isha 24 Rhea 24 Tara 24 Priya 22 Jasleen 22 Kavya 22 Meera 22 Avni 22 Harleen 20 Gurleen 18
Aditi 16 Ira 16 Zara 16 Nisha 14 Avneet 14 Krisha 14 Mahi 14 Nikita 12 Ishani 12 Ekam 12 Neha 10 Trisha 10
Asees 10 Sehaj 10 Prabhleen 8 Vanya 8 Pooja 6 Radhika 6 Manpreet 6 Jaspreet 6 Harpreet 6 Navdeep 4 Lakshmi 4
)";

constexpr NameTable indian_boys = R"(
Aryan 55 Rohan 50 Arjun 47 Aarav 44 Arjan 36 Vihaan 34 Ishaan 32 Dev 28 Veer 26 Vivaan 26 Jai 26 Krish 22
Reyansh 22 Kabir 20 Rishi 20 Aayan 20 Milan 20 Neel 18 Aditya 18 Shiv 16 Advik 16 Jeevan 16 Rudra 14 Sai 14
Fateh 14 Angad 14 Kiaan 14 Nikhil 12 Karan 12 Gurveer 12 Sahib 12 Ekam 12 Dhruv 12 Ayush 10 Ravi 10 Harman 10
Om 10 Rahul 8 Yash 8 Harjot 8 Jaskaran 8 Manveer 8 Harvir 8 Kush 8 Pranav 8 Samar 8 Siddharth 8 Zoravar 6
Sanjay 4 Partap 4
)";

constexpr NameTable indian_families = R"(
Patel 900 Singh/Kaur 700 Shah 180 Sharma 170 Kumar 150 Singh 130 Gill 130 Bains 70 Sandhu 70 Sidhu 60 Dhillon 60
Mistry 60 Gupta 60 Dhaliwal 50 Desai 50 Joshi 50 Mehta 50 Reddy 50 Chauhan 50 Parmar 50 Kaur/Singh 40 Grewal 40
Rao 40 Nair 40 Gurung 35 Solanki 30 Sahota 30 Johal 30 Atwal 30 Kapoor 30 Verma 30 Das 30 Perera 30 Rai 30
Sangha 25 Chahal 25 Malhotra 25 Fernando 25 Thapa 25 Menon 20 Thomas 20 Joseph 20 Amin 20 Bhatt 20 Varsani 20
Hirani 20 Virdee 20 Kalsi 20 Bhogal 20 Silva 20 George 15 Iyer 15 Lad 15 Trivedi 15 Pandya 15 Vekaria 15
Dosanjh 15 Ghosh 15 Banerjee 15 De_Silva 15 Limbu 15 Shrestha 15 Mukherjee 10 Bose 10 Sivakumar 10
)";

constexpr NameTable african_girls = R"(
Amara 60 Grace 60 Esther 50 Zoe 40 Faith 40 Naomi 40 Nevaeh 40 Aaliyah 40 Deborah 30 Sarah 30 Abigail 30
Hannah 30 Amaya 30 Destiny 24 Imani 22 Tiana 20 Nia 18 Zuri 18 Kiara 18 Angel 18 Precious 14 Favour 14 Kezia 14
Michelle 14 Joy 14 Blessing 12 Temiloluwa 12 Ayomide 12 Zainab 12 Adaeze 10 Anaiyah 10 Makayla 10 Chiamaka 8
Ama 8 Princess 8 Oluwaseun 6 Efua 6 Mariama 6 Abena 5 Akosua 5 Adwoa 5 Peace 5 Rukayat 5 Fatoumata 5 Ngozi 4
Tendai 4 Rutendo 4 Mercy 4 Shanice 3 Keisha 3 Tinotenda 3 Thandiwe 3 Isatou 3
)";

constexpr NameTable african_boys = R"(
David 60 Daniel 60 Samuel 60 Emmanuel 54 Joshua 50 Elijah 50 Isaiah 40 Josiah 40 Zion 40 Malachi 40 Gabriel 40
Jayden 40 Nathaniel 36 Jeremiah 36 Ezekiel 34 Caleb 30 Michael 30 Kai 30 Nathan 30 Kayden 20 Jordan 20 Israel 14
Prince 14 Marcus 14 Ayomide 10 Kofi 8 Kwame 8 Nana 8 Andre 8 Omari 8 Kwabena 6 Oluwaseun 6 Tobi 6 Yaw 5 Kojo 5
Temi 5 Obinna 5 Emeka 5 Tinashe 5 Lamin 5 Tyrese 4 Tyrell 4 Chukwuemeka 4 Chidi 4 Ikenna 4 Tafadzwa 4 Kieron 4
Mamadou 4 Tawanda 3 Ebrima 3 Ousmane 2
)";

constexpr NameTable african_families = R"(
Mensah 90 Owusu 90 Boateng 80 Adeyemi 70 Osei 60 Asante 60 Adebayo 60 Williams 60 Johnson 60 Brown 60 Appiah 50
Okafor 50 Ajayi 50 Campbell 50 Kamara 50 Moyo 50 Agyeman 40 Ofori 40 Adjei 40 Eze 40 Obi 40 Afolabi 40
Balogun 40 Bello 40 Ibrahim 40 Clarke 40 Joseph 40 Thompson 40 Sesay 40 Bangura 40 Jalloh 40 Diallo 40 Ncube 40
Ndlovu 40 Amoah 30 Okeke 30 Okonkwo 30 Nwosu 30 Ogunleye 30 Francis 30 Grant 30 Charles 30 Lewis 30 Reid 30
Gordon 30 Conteh 30 Koroma 30 Bah 30 Sibanda 30 Addo 30 Opoku 30 Akinola 25 Oladipo 25 Henry 25 Dube 25 Banda 25
Amponsah 25 Antwi 25 Darko 25 Frimpong 25 Olawale 20 Morgan 20 Walker 20 Bailey 20 Ceesay 20 Phiri 20 Sarpong 20
Touray 15 Mwangi 15 Baah 15 Gyamfi 15 Otieno 12 Oyelaran 10 Sowande 8 Tshimanga 6 Kiptoo 4 Mbeki 3
)";

constexpr NameTable eastern_girls = R"(
Maja 100 Lena 100 Natalia 100 Zuzanna 93 Julia 90 Amelia 90 Hanna 80 Zofia 67 Gabriela 61 Nadia 60 Maria 60
Sofia 60 Alicja 54 Ana 50 Oliwia 45 Daria 41 Alexandra 40 Elena 40 Eva 40 Aleksandra 34 Nikola 30 Wiktoria 30
Antonia 30 Anastasia 30 Alina 30 Antonina 24 Pola 24 Emilija 20 Sofija 20 Ioana 18 Iga 16 Bianca 16 Viktoria 16
Milana 16 Kaja 14 Michalina 14 Liwia 12 Anastasija 12 Martyna 10 Gabija 10 Valeria 10 Liepa 8 Ugne 8 Andreea 8
Kristina 8 Łucja 8 Petra 6 Zsófia 4 Małgorzata 3 Ștefania 3 Eliška 3 Katarzyna 3 Žofie 2 Réka 2 Zoé 1
)";

constexpr NameTable eastern_boys = R"(
Filip 111 Jakub 103 Oskar 80 Antoni 79 Kacper 73 Marcel 67 Dominik 64 Jan 61 Adam 60 David 60 Aleksander 56
Matei 50 Fabian 50 Alan 50 Stefan 49 Ivan 48 Denis 47 Szymon 41 Leon 40 Gabriel 40 Darius 39 Franciszek 38
Alexandru 38 Natan 37 Nikodem 36 Andrei 36 Olivier 35 Mikołaj 33 Luca 30 Igor 22 Michał 20 Lukas 20 Robert 20
Tymon 16 Mateusz 14 Ignacy 14 Matas 14 Jonas 14 Bartosz 12 Mihai 12 Kamil 10 Artem 10 Wojciech 8 Stanisław 8
Hubert 8 Dominykas 8 Nojus 8 Maksim 8 Łukasz 6 Tomasz 6 Ștefan 6 Piotr 5 Rokas 5 Paweł 4 Bence 4 Máté 4 Boris 4
Krzysztof 3 Tomáš 3 Răzvan 2 Rareș 2 Ionuț 2 László 2 Matěj 2
)";

constexpr NameTable eastern_families = R"(
Nowak 120 Kowalski/Kowalska 80 Wiśniewski/Wiśniewska 60 Wójcik 60 Popa 60 Kowalczyk 50 Kamiński/Kamińska 50
Lewandowski/Lewandowska 50 Popescu 50 Zieliński/Zielińska 40 Szymański/Szymańska 40 Woźniak 40
Dąbrowski/Dąbrowska 40 Mazur 40 Ivanov/Ivanova 40 Kozłowski/Kozłowska 35 Jankowski/Jankowska 35
Kwiatkowski/Kwiatkowska 30 Krawczyk 30 Piotrowski/Piotrowska 30 Grabowski/Grabowska 30 Pawłowski/Pawłowska 30
Ionescu 30 Stan 30 Petrov/Petrova 30 Dimitrov/Dimitrova 30 Zając 25 Michalski/Michalska 25 Król 25 Dumitru 25
Rusu 25 Georgiev/Georgieva 25 Wieczorek 20 Wróbel 20 Jabłoński/Jabłońska 20 Dudek 20 Adamczyk 20
Nowicki/Nowicka 20 Majewski/Majewska 20 Olszewski/Olszewska 20 Stoica 20 Gheorghe 20 Munteanu 20 Matei 20
Marin 20 Kazlauskas/Kazlauskaitė 20 Petrauskas/Petrauskaitė 20 Horváth 20 Nagy 20 Hoxha 20 Stępień 15
Jaworski/Jaworska 15 Malinowski/Malinowska 15 Pawlak 15 Górski/Górska 15 Witkowski/Witkowska 15 Walczak 15
Sikora 15 Baran 15 Rutkowski/Rutkowska 15 Constantin 15 Jankauskas/Jankauskaitė 15 Kovács 15 Szabó 15 Tóth 15
Shevchenko 15 Krasniqi 15 Stanciu 12 Berzins/Berzina 12 Kalnins/Kalnina 10 Novák/Nováková 10 Kovalenko 10
Bondarenko 10 Shehu 10 Gashi 10 Ștefănescu 8
)";

constexpr NameTable arab_girls = R"(
Maryam 60 Fatima 60 Amira 60 Layla 60 Aisha 50 Hana 50 Sara 50 Aya 41 Leila 40 Yasmin 40 Hafsa 40 Nour 30
Lina 30 Noor 30 Maya 30 Mariam 30 Salma 24 Malak 20 Jana 20 Sumaya 20 Elif 20 Zeinab 16 Zeynep 16 Zahraa 14
Huda 12 Rania 10 Ayaan 10 Talia 10 Hodan 8 Ifrah 8 Sahra 8 Dalia 8 Rawan 8 Sidra 8 Shahd 8 Defne 8 Fadumo 6
Lamar 6 Nada 6 Shirin 6 Hamdi 4 Khadra 4 Taleen 4 Rahaf 4 Ece 4 Parisa 3 Hevin 3 Rojin 3
)";

constexpr NameTable arab_boys = R"(
Mohamed 90 Ahmed 60 Ali 60 Adam 60 Omar 50 Yusuf 50 Sami 42 Ibrahim 40 Hamza 40 Abdullah 30 Mustafa 30 Yousef 24
Zakaria 24 Bilal 20 Hassan 20 Elias 20 Emir 20 Zaid 16 Abdirahman 14 Anas 14 Hussein 14 Ayub 12 Mahdi 12
Abdullahi 10 Khalid 10 Karim 10 Rami 10 Arian 10 Tariq 8 Younis 8 Salman 8 Kerem 8 Deniz 8 Kaan 8 Suhaib 6
Yahia 6 Baran 6 Arda 6 Jaafar 5 Darian 5 Liban 4 Aram 4 Guled 3 Rebin 2 Warsame 1
)";

constexpr NameTable arab_families = R"(
Mohamed 160 Ali 120 Ahmed 110 Hassan 90 Abdi 80 Hussein 70 Omar 60 Ibrahim 60 Yusuf 40 Abdullahi 40 Osman 40
Farah 40 Jama 40 Mohamud 30 Ismail 30 Khalil 30 Saleh 30 Yilmaz 30 Nur 25 Said 25 Kaya 25 Demir 25 Warsame 20
Adan 20 Haddad 20 Mansour 20 Salem 20 Nasser 15 Çelik 15 Şahin 15 Aydin 15 Yildiz 15 Arslan 15 Hosseini 15
Ahmadi 15 Al-Hassan 12 Öztürk 12 Karimi 12 El-Sayed 10 Najjar 10 Doğan 10 Rahimi 10 Al-Khatib 8 Al-Masri 8
Kurt 8 Rezaei 8 Azizi 8 Tesfaye 8 Haile 8 El-Amin 6 Tekle 6 Barzani 4 Berhane 4 Gebremariam 3
)";

constexpr NameTable east_asian_girls = R"(
Emily 40 Chloe 40 Sophie 40 Mia 30 Grace 30 Sofia 20 Mei 16 Mai 14 Linh 12 Hana 12 Angel 12 Althea 10 Joy 10
Ling 8 Yuxin 8 Yi 8 Yuna 8 Xin_Yi 6 Zihan 6 Kexin 6 Lan 6 Princess 6 Sakura 5 Aoi 4 Tsz_Ching 4 Thảo 3 Ngọc 3
Seo-Yeon 3 Ji-Woo 3 Kaye 3 Hei_Yu 3 Wing_Yan 3 Hiu_Tung 3
)";

constexpr NameTable east_asian_boys = R"(
Ethan 40 Lucas 40 Ryan 36 Jason 20 Nathan 20 James 20 Kevin 16 Gabriel 16 Joshua 16 Minh 14 Jun 12 Wei 10 Hao 10
Yuchen 8 Ren 8 Miguel 8 Zihao 6 Haoran 6 Duc 6 Kenji 5 Haruto 5 Joon 5 Min-Jun 4 Chun_Hei 4 Tsz_Hin 4 Tuấn 3
Khôi 3 Ho_Yin 3 Lok_Hei 3 Jericho 2
)";

constexpr NameTable east_asian_families = R"(
Chen 90 Nguyen 90 Li 80 Wang 80 Zhang 70 Wong 70 Chan 70 Liu 60 Cheung 50 Lam 40 Leung 40 Ng 40 Ho 40 Yang 40
Huang 40 Wu 40 Lin 40 Lee 40 Tran 40 Kim 40 Santos 40 Lau 30 Zhou 30 Xu 30 Tan 30 Lim 30 Reyes 30 Cruz 30 Sun 25
Zhao 25 Yu 25 Tang 25 Le 25 Pham 25 Park 25 Garcia 25 Zheng 20 Hoang 15 Vu 15 Choi 15 Dela_Cruz 15 Bautista 15
Nguyễn 12 Mendoza 12 Vo 10 Do 10 Tanaka 8 Suzuki 8 Sato 8 Trần 5
)";

// The shares are those of a mixed town in England, rounded.
constexpr std::array<Community, 7> table{{
    {"British and Irish", {690'000}, {0}, {60'000}, {330'000}, british_girls, british_boys, british_families},
    {"South Asian Muslim", {100'000}, {20'000}, {2'000}, {0}, muslim_girls, muslim_boys, muslim_families},
    {"Indian", {60'000}, {80'000}, {5'000}, {0}, indian_girls, indian_boys, indian_families},
    {"African and Caribbean",
     {60'000},
     {450'000},
     {40'000},
     {0},
     african_girls,
     african_boys,
     african_families},
    {"Eastern European", {55'000}, {150'000}, {15'000}, {0}, eastern_girls, eastern_boys, eastern_families},
    {"Arab, Somali and Turkish", {20'000}, {20'000}, {5'000}, {0}, arab_girls, arab_boys, arab_families},
    {"East Asian",
     {15'000},
     {450'000},
     {10'000},
     {0},
     east_asian_girls,
     east_asian_boys,
     east_asian_families},
}};

} // namespace

std::span<const Community> communities() { return table; }

NameTable rare_beginnings()
{
    return R"(
Whit 60 Hard 52 Brad 48 Ash 45 Thorn 42 Hart 40 Wood 38 Green 36 Black 34 Brom 32 Stan 30 Lang 29 Har 28 Ham 27
Mid 26 Nor 25 Wal 24 West 23 War 22 Shel 21 Lock 20 Oak 20 Dun 19 Hather 18 Hazel 17 Holl 17 Row 16 Hen 16
Kirk 15 Elm 15 Long 14 Stock 14 Marl 13 Win 13 Ather 12 Red 12 Bram 12 Chad 11 Clay 11 Cran 11 Dal 10 Den 10
Ever 10 Fair 9 Fern 9 Gil 9 Glad 8 Gold 8 Hawk 8 Hey 8 Hors 7 Kim 7 Lin 7 Lud 7 Mars 6 Mor 6 Old 6 Pen 6 Rad 6
Rush 5 Sand 5 Sel 5 Sher 5 Swin 5 Tat 4 Til 4 Under 4 Wake 4 Warm 4 Water 4 Wen 4 Whet 3 Wick 3 Wither 3 Wool 3
Yard 3 Yel 2
)";
}

NameTable rare_endings()
{
    return R"(
ton 60 ley 55 ford 42 well 36 worth 32 wood 28 field 26 ham 24 by 20 man 18 bury 16 son 15 shaw 14 stone 13
croft 12 hurst 11 ridge 10 wick 9 more 8 bourne 7 land 7 den 6 combe 5 bridge 5 gate 4 head 4 house 3 water 3
garth 2 thwaite 2
)";
}

NameTable second_names_of_girls()
{
    return "Mae 40 Rose 38 Grace 20 May 12 Rae 10 Leigh 8 Louise 7 Jane 5 Lou 5";
}

NameTable second_names_of_boys() { return "James 20 Lee 16 Jay 14 Ray 8 John 7 Jack 5 Joe 4 Thomas 3"; }

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

} // namespace gauze::synth::five
