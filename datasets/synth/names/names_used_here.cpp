// Stocks of these islands, and stocks whose names are English: Welsh, Irish and Jewish names beside the
// common ones, names as Caribbean and African Christian families choose them, second names. Weights are our
// own estimates after the lists of ONS, NRS and NISRA (Open Government Licence v3), where they show a name.
#include "datasets/synth/names/british.hpp"
#include "datasets/synth/names/stocks.hpp"

namespace gauze::synth {

namespace {

constexpr std::string_view welsh_girls = R"(
Megan 300 300 Seren 10 420 Ffion 60 330 Cerys 40 350 Carys 90 180 Catrin 120 170 Lowri 60 220 Elin 80 210
Nia 180 150 Bethan 180 160 Rhian 280 40 Rhiannon 120 130 Sian 330 50 Siân 90 20 Angharad 90 60 Mari 60 120
Eleri 90 90 Eira 60 120 Alys 20 170 Mali 10 170 Gwen 260 60 Gwenllian 40 50 Nerys 140 15 Glenys 260 1 Olwen 180 2
Bronwen 150 40 Ceri 130 20 Delyth 130 3 Eirlys 140 4 Eluned 110 4 Heulwen 60 6 Menna 70 40 Meinir 60 3
Myfanwy 100 12 Non 30 30 Rhiain 10 2 Sioned 60 45 Tegan 10 160 Tegwen 70 1 Cadi 5 90 Celyn 5 60 Anwen 60 80
Efa 5 110 Nansi 5 60 Nel 10 80 Elen 60 80 Manon 20 80 Mared 20 50 Lleucu 5 20 Llinos 70 6 Betsan 20 30
Gwennan 30 25 Gwenno 10 30 Beca 5 50 Mabli 2 50 Alaw 3 45 Aneira 2 35 Cari 10 60 Tesni 2 40 Mair 200 25
Dilys 160 2 Morfudd 40 1 Gwladys 90 1 Ffraid 2 2 Erin 10 170 Elan 5 45 Gwyneth 200 5 Heledd 40 25 Rhonwen 40 3
Eurwen 60 1 Buddug 30 1 Branwen 30 8 Iona 40 30 Lili 5 80 Begw 2 20 Enlli 1 25 Martha 60 90 Leusa 2 20
)";

constexpr std::string_view welsh_boys = R"(
Dylan 60 330 Rhys 150 330 Osian 10 360 Harri 20 300 Tomos 60 300 Jac 5 280 Cai 10 260 Evan 150 280 Owen 150 220
Ioan 40 250 Gethin 60 170 Iwan 90 170 Iestyn 40 150 Elis 20 170 Macsen 2 120 Dafydd 160 110 Gareth 380 50
Huw 220 50 Geraint 240 40 Gwyn 260 10 Emyr 130 25 Emlyn 120 30 Hywel 150 35 Ieuan 130 110 Aled 170 80
Alun 200 10 Alwyn 130 3 Arwyn 100 3 Bryn 110 60 Ceri 60 10 Dewi 130 90 Dilwyn 90 1 Eifion 90 1 Elwyn 140 3
Glyn 270 10 Gruffydd 20 90 Gruff 5 50 Guto 10 70 Gwilym 100 60 Gwion 10 60 Idris 120 50 Ifan 30 140 Iolo 30 70
Islwyn 90 1 Llew 10 40 Llewelyn 70 40 Llyr 20 40 Llŷr 5 10 Llion 20 35 Meirion 70 4 Meurig 50 2 Rhodri 60 110
Rhydian 20 60 Sion 60 80 Siôn 25 25 Steffan 40 80 Taliesin 5 50 Trefor 110 1 Trystan 5 80 Vaughan 50 15
Wyn 110 5 Deio 3 40 Efan 2 60 Eban 1 30 Mabon 1 30 Nedw 1 25 Now 1 10 Cynan 2 20 Caio 2 60 Celt 1 10 Garin 2 4
Aneurin 60 50 Aneirin 10 25 Carwyn 60 60 Emrys 70 60 Eurig 20 2 Gerallt 30 5 Morgan 70 330 Lewys 2 90 Joseff 2 45
)";

constexpr std::string_view welsh_families = R"(
Jones 2350 Davies 1380 Williams 1360 Evans 980 Thomas 850 Roberts 660 Lewis 480 Hughes 470 Morgan 410 Griffiths 360
Edwards 330 Owen 290 James 280 Rees 270 Price 260 Jenkins 260 Morris 230 Richards 210 Phillips 210 Lloyd 200
Parry 180 Powell 150 Howells 130 Harries 60 Bowen 110 Pritchard 110 Watkins 110 Vaughan 100 Pugh 95 Bevan 85
Humphreys 80 Llewellyn 75 Ellis 110 Hopkins 75 John 75 Rowlands 75 Probert 45 Prosser 50 Beynon 45 Gwilym 12
Francis 45 Harris 110 David 55 Howell 45 Meredith 45 Matthews 60 George 45 Samuel 25 Isaac 25 Daniel 35 Hopkin 25
Protheroe 22 Pryce 25 Pryor 10 Preece 25 Penry 6 Parfitt 15 Nicholas 30 Maddocks 18 Madoc 3 Mathias 22 Michael 10
Morgans 35 Mort 12 Onions 5 Picton 8 Prichard 12 Rosser 22 Tudor 12 Treharne 20 Trefor 2 Walters 40 Watkin 12
Wynne 30 Wynn 12 Yorath 4 Bebb 4 Bellis 22 Benjamin 14 Bennett 45 Breeze 6 Cadwallader 8 Charles 30 Craddock 14
Dafydd 6 Davis 60 Eynon 10 Foulkes 25 Gethin 10 Gittins 12 Goodwin 12 Gough 15 Gravell 6 Gronow 5 Gwyther 6
Gwynne 10 Hamer 12 Havard 10 Hier 3 Hughes-Jones 4 Jarvis 12 Jehu 3 Kendrick 8 Lewis-Jones 2 Llywelyn 6 Lodwick 5
Mainwaring 14 Miles 20 Moses 4 Mostyn 6 Oliver 20 Peregrine 5 Perkins 25 Phelps 6 Philpott 4 Rhys 12 Rhydderch 4
Roderick 10 Rogers 45 Rowland 18 Sayce 5 Scourfield 5 Stephens 55 Swancott 2 Teague 4 Tanner 10 Tucker 15 Wyn 5
Wilkins 15 ap_Rhys 2 ap_Gwilym 1 ab_Owen 1 ap_Iorwerth 1 Elias 8 Ellis-Jones 2 Emanuel 8 Hywel 4 * 120
)";

constexpr std::string_view scottish_families = R"(
Smith 1150 Brown 850 Wilson 790 Campbell 720 Stewart 700 Thomson 690 Robertson 680 Anderson 640 Scott 540
MacDonald 480 Murray 460 Reid 450 Taylor 450 Clark 430 Ross 380 Young 370 Mitchell 370 Watson 370 Paterson 360
Morrison 350 McDonald 330 Fraser 330 Walker 320 Davidson 320 Graham 310 Miller 300 Gray 300 Henderson 300
Hamilton 290 Johnston 290 Kerr 270 Duncan 260 Ferguson 260 Simpson 260 Cameron 260 Martin 260 Hunter 260 Bell 250
Kelly 240 MacKenzie 240 Grant 230 Mackenzie 110 McKenzie 200 Allan 220 Black 220 MacLeod 210 Gordon 210 McLean 210
Russell 200 Wallace 200 Marshall 190 Crawford 190 Sutherland 190 Gibson 190 Kennedy 180 Craig 180 Stevenson 180
Wood 170 Burns 170 Munro 170 Sinclair 160 Muir 160 Milne 160 Ritchie 160 Johnstone 160 Watt 160 Cunningham 150
Hughes 150 McMillan 150 McGregor 140 MacKay 140 Mackay 110 McKay 90 Boyle 130 Christie 130 Cairns 80 King 130
Dickson 120 Bruce 120 Fleming 120 Hay 120 Lindsay 110 Docherty 110 McIntosh 110 Currie 110 McIntyre 110 Barr 90
Alexander 100 Shaw 100 Donaldson 100 Drummond 90 Forbes 100 Jamieson 100 Laing 80 Low 60 McAllister 60 McArthur 70
McCallum 80 McCormack 50 McCulloch 60 McDougall 60 MacDougall 25 McFarlane 90 MacFarlane 50 McGhee 40 McGowan 40
McInnes 40 MacInnes 20 McKenna 60 McKinnon 40 MacKinnon 30 McLaughlin 80 McLaren 50 McLeod 110 McNeill 50 MacNeil 40
McPherson 60 MacPherson 40 McQueen 40 MacRae 40 Maxwell 80 Melville 30 Moffat 50 Montgomery 60 Nicol 60 Nicolson 40
Ogilvie 30 Park 60 Patterson 60 Petrie 40 Philip 30 Pollock 50 Rae 50 Ramsay 60 Rankin 40 Rennie 50 Sharp 70
Shearer 30 Sim 40 Smart 40 Spence 60 Steele 60 Stirling 30 Strachan 60 Tait 60 Tennant 20 Thom 30 Urquhart 40
Weir 70 Whyte 90 Wylie 40 Aitken 90 Baird 60 Beattie 60 Bain 60 Balfour 15 Begg 20 Buchanan 80 Buchan 40 Calder 30
Chisholm 40 Colquhoun 25 Cowan 60 Cruickshank 40 Cumming 60 Dalgleish 15 Dunlop 40 Dunn 60 Farquhar 15 Farquharson 15
Findlay 60 Forsyth 50 Galbraith 20 Galloway 30 Geddes 25 Gilchrist 40 Gillespie 50 Gunn 30 Haldane 6 Hendry 40
Hepburn 15 Hogg 40 Hutchison 70 Inglis 30 Innes 30 Irvine 50 Kidd 30 Kinnear 12 Kirkpatrick 15 Kirkwood 15 Lamont 25
Lang 25 Leitch 25 Leslie 30 Livingstone 25 Lockhart 15 Logan 30 Mair 25 Matheson 40 McAlpine 15 McBain 10 McBride 50
McCabe 25 McCann 40 McCrae 12 McDermott 20 McEwan 40 McGill 30 McGinley 20 McGrath 30 McGuire 40 McIlroy 10
McIver 15 MacIver 15 McKechnie 20 McKee 20 McKendrick 15 McKinlay 25 McLachlan 25 McLellan 40 McMahon 20 McManus 30
McNab 20 McNaughton 25 McNeil 40 McPhee 30 McRae 25 McVey 15 Meikle 20 Menzies 30 Moir 30 Morton 50 Mowat 15
Napier 20 Neilson 30 Niven 15 Orr 40 Paton 40 Peden 10 Pirie 20 Provan 8 Purdie 20 Rattray 15 Rutherford 40 Samson 15
Scobie 10 Selkirk 8 Semple 20 Skene 8 Sneddon 30 Somerville 30 Swan 20 Swanson 15 Syme 15 Telfer 20 Todd 50
Traill 4 Turnbull 40 Waddell 25 Wardlaw 8 Warnock 12 Wishart 20 Yuill 8 Yule 15 Gallacher 70 Gallagher 40 Ireland 20
O'Donnell 30 O'Neill 40 Quinn 50 Lafferty 15 Coyle 20 Devlin 20 Doherty 40 Duffy 60 McGeachie 4 McGarvey 8 * 260
)";

constexpr std::string_view irish_girls = R"(
Mary 900 60 Aoife 40 520 Caoimhe 8 420 Saoirse 4 440 Ciara 60 430 Niamh 70 420 Róisín 10 140 Roisin 30 150
Sinead 160 70 Sinéad 60 20 Siobhan 220 60 Siobhán 90 20 Aisling 60 170 Clodagh 20 150 Orla 60 200 Órla 10 50
Orlaith 6 130 Grainne 90 60 Gráinne 40 20 Maeve 50 160 Méabh 4 60 Fionnuala 60 20 Fiadh 1 260 Éabha 1 110 Cara 20 160
Éimear 5 30 Eimear 40 90 Ailbhe 8 70 Sadhbh 4 110 Bríd 60 8 Bridget 320 20 Bernadette 190 4 Breda 110 2
Noreen 120 2 Nora 170 60 Nuala 90 12 Deirdre 160 12 Dervla 30 20 Eileen 290 10 Kathleen 330 20 Maureen 230 4
Catherine 300 60 Margaret 330 30 Anne 280 30 Ann 170 12 Patricia 240 10 Teresa 180 12 Josephine 120 20
Philomena 110 2 Assumpta 30 1 Concepta 20 1 Attracta 12 1 Dymphna 20 2 Majella 30 3 Carmel 60 4 Una 80 12 Úna 30 8
Áine 30 70 Aine 30 60 Aoibhinn 2 60 Aoibheann 2 60 Muireann 8 60 Sorcha 10 60 Laoise 3 50 Kate 60 260 Emma 40 420
Grace 40 390 Sophie 10 330 Ellen 90 200 Sarah 90 330 Emily 20 330 Ava 2 360 Katie 20 300 Lucy 20 290 Chloe 5 260
Leah 10 240 Molly 20 240 Hannah 20 240 Anna 60 300 Amy 30 230 Mia 1 260 Ella 4 250 Aimee 5 120 Máire 40 10 Ríona 4 15
Caitríona 40 15 Catriona 70 20 Dearbhla 10 40 Éadaoin 2 12 Cliodhna 8 40 Bronagh 30 60 Ursula 40 4 Geraldine 120 3
)";

constexpr std::string_view irish_boys = R"(
Patrick 620 220 John 700 160 Michael 620 200 James 420 430 Thomas 300 220 Sean 220 260 Seán 80 260 Conor 60 430
Jack 30 520 Daniel 160 360 Cian 10 340 Oisin 4 150 Oisín 4 170 Darragh 20 230 Fionn 4 260 Rían 1 200 Liam 170 260
Noah 1 330 Adam 10 260 Luke 10 260 Ryan 20 260 Dylan 2 220 Eoin 60 160 Eoghan 20 130 Tadhg 12 220 Cillian 4 190
Cathal 30 110 Callum 2 110 Aidan 70 110 Aodhán 4 50 Declan 150 60 Brendan 160 20 Brian 200 40 Kevin 200 50
Kieran 110 50 Ciaran 90 100 Ciarán 30 30 Colm 90 50 Cormac 40 90 Dermot 110 12 Diarmuid 50 40 Donal 70 15 Eamon 90 15
Éamonn 40 15 Fergal 60 20 Finbar 30 10 Gerard 180 12 Joseph 170 100 Martin 170 15 Niall 110 90 Oran 4 60 Padraig 80 40
Pádraig 60 40 Peter 170 50 Ronan 40 90 Rory 40 120 Ruairí 10 60 Seamus 110 20 Séamus 60 20 Shane 60 110 Shay 1 120
Timothy 80 15 Ultan 8 4 Conall 10 70 Odhran 4 60 Odhrán 2 40 Dáithí 8 50 Donncha 10 12 Lorcan 15 60 Malachy 20 40
Christopher 90 60 David 110 90 William 110 90 Paul 170 30 Francis 110 12 Denis 90 6 Cornelius 60 4 Jeremiah 50 5
Bernard 70 3 Laurence 40 4 Desmond 70 2 Charlie 5 260 Harry 8 240 Tom 20 150 Finn 2 190 Ben 4 150 Sam 4 120
)";

constexpr std::string_view irish_families = R"(
Murphy 560 Kelly 470 O'Sullivan 190 Sullivan 90 Walsh 380 Smith 280 O'Brien 330 Byrne 330 Ryan 320 O'Connor 300
O'Neill 270 O'Reilly 130 Reilly 160 Doyle 250 McCarthy 250 Gallagher 260 Doherty 290 Kennedy 230 Lynch 220 Murray 220
Quinn 220 Moore 190 McLaughlin 180 Carroll 180 Connolly 180 Daly 170 O'Connell 120 Wilson 150 Dunne 150 Brennan 160
Burke 160 Collins 160 Campbell 160 Clarke 160 Johnston 120 Hughes 150 O'Farrell 20 Farrell 140 Fitzgerald 140 Brown 120
Martin 140 Maguire 130 Nolan 130 Flynn 130 Thompson 110 O'Callaghan 60 Callaghan 60 O'Donnell 130 Duffy 130
O'Mahony 60 Boyle 130 Healy 120 O'Shea 60 Shea 30 White 90 Sweeney 110 Hayes 110 Kavanagh 110 Power 110 McGrath 110
Moran 110 Brady 110 Stewart 90 Casey 100 Foley 100 Fitzpatrick 100 O'Leary 80 McDonnell 70 McMahon 100 Donnelly 100
Regan 60 Donovan 40 O'Donovan 50 Burns 80 Flanagan 80 Mullan 60 Barry 80 Kane 70 Robinson 60 Cunningham 80 Griffin 70
Kenny 80 Sheehan 70 Ward 80 Whelan 80 Lyons 70 Reid 60 Graham 60 Higgins 80 Cullen 70 Keane 70 King 60 Maher 70
McKenna 80 Bell 50 Scott 50 Hogan 70 O'Keeffe 50 Magee 40 McNamara 70 McDonald 60 McDermott 60 Molloy 60 O'Rourke 40
Buckley 70 O'Dwyer 40 Devlin 60 McCann 70 McGuinness 50 McCabe 50 Rooney 50 McKeown 50 McAleer 20 McAllister 30
McAteer 20 McBride 50 McCafferty 30 McCaffrey 30 McCloskey 30 McConville 25 McCormack 50 McCourt 25 McCrory 20
McCullough 40 McDaid 25 McElroy 20 McEvoy 25 McFadden 25 McGeown 15 McGinley 25 McGlinchey 10 McGoldrick 15 McGowan 40
McGuigan 25 McGuire 40 McGurk 15 McHugh 40 McIlroy 15 McKee 30 McKeever 15 McLoughlin 80 McManus 40 McNally 40
McNulty 25 McParland 15 McShane 20 McVeigh 20 Mallon 25 Mulholland 25 Mulligan 25 Mooney 40 Monaghan 40 Nugent 30
O'Dea 15 O'Gorman 30 O'Grady 30 O'Hagan 40 O'Hanlon 20 O'Hara 40 O'Kane 40 O'Malley 30 O'Meara 20 O'Toole 40
O'Halloran 15 O'Driscoll 30 O'Loughlin 20 O'Riordan 20 Phelan 30 Rafferty 30 Roche 50 Scully 25 Shanahan 25 Sheridan 40
Tierney 40 Tobin 30 Toner 20 Tracey 20 Treacy 20 Twomey 25 Costello 30 Coyle 40 Conway 40 Conlon 30 Corrigan 30
Crowley 40 Cusack 15 D'Arcy 10 Deegan 20 Delaney 40 Dempsey 40 Devine 30 Dillon 40 Dolan 40 Donoghue 20 Dowling 40
Duggan 40 Egan 40 English 20 Fagan 25 Fallon 30 Feeney 30 Finn 30 Finnegan 30 Fox 40 Furlong 20 Gaffney 30 Geraghty 25
Gibbons 25 Gorman 25 Hennessy 30 Hickey 40 Hurley 40 Joyce 50 Keating 40 Keegan 40 Keenan 40 Kearney 40 Kelleher 40
Kerr 30 Kiely 20 Kinsella 30 Lally 20 Lavery 25 Leahy 30 Lennon 40 Loughran 25 Lowry 20 Lynam 10 Madden 40 Mahon 25
Malone 40 Mannion 30 Meehan 30 Ó_Briain 2 Ó_Súilleabháin 2 Ó_Murchú 2 Mac_Giolla_Bhríde 1 Ní_Dhomhnaill 1 * 300
)";

constexpr std::string_view jewish_girls = R"(
Sarah 200 220 Rachel 200 200 Rebecca 180 160 Leah 160 200 Esther 220 240 Miriam 240 240 Chaya 40 240 Rivka 60 200
Chana 60 180 Malka 40 150 Hannah 120 160 Ruth 240 60 Naomi 150 100 Judith 200 40 Deborah 200 60 Devorah 40 90
Shira 20 100 Yael 30 100 Tamar 40 90 Talia 10 110 Eliana 5 100 Noa 2 110 Maya 10 110 Shoshana 40 80 Bracha 20 90
Gitty 5 60 Faigy 5 60 Raizy 5 50 Yehudis 20 60 Yocheved 20 50 Tova 30 50 Zahava 20 20 Golda 60 40 Ada 60 20 Bella 60 50
Freda 80 10 Sadie 70 30 Dinah 50 30 Hadassah 20 80 Elisheva 20 70 Batsheva 15 40 Adina 20 50 Avital 15 30 Orly 20 20
)";
constexpr std::string_view jewish_boys = R"(
David 260 180 Daniel 180 180 Jonathan 180 80 Joseph 150 140 Samuel 150 160 Benjamin 120 180 Moshe 60 240 Yosef 40 180
Yehuda 30 170 Chaim 50 220 Avi 30 120 Avraham 40 120 Avrohom 20 110 Yitzchok 30 120 Yisroel 20 140 Shlomo 30 110
Shmuel 30 110 Menachem 30 100 Mordechai 40 110 Eliezer 30 90 Yakov 30 80 Yaakov 30 80 Dovid 20 90 Dov 20 60 Tzvi 10 70
Meir 20 90 Moishe 20 110 Yoel 10 90 Shimon 30 90 Simon 220 30 Michael 200 80 Adam 90 110 Joshua 80 160 Jacob 90 160
Nathan 80 110 Isaac 110 120 Abraham 160 80 Harold 120 2 Leonard 140 5 Solomon 110 30 Saul 50 20 Ezra 20 60 Noam 5 60
Gideon 20 40 Ari 20 60 Asher 15 90 Eitan 8 70 Ilan 15 40 Natan 10 50 Uri 10 30 Zev 10 50 Raphael 30 80 Hershel 15 15
)";
constexpr std::string_view jewish_families = R"(
Cohen 620 Levy 330 Levi 60 Lewis 150 Goldberg 110 Goldstein 110 Friedman 130 Jacobs 150 Harris 150 Davis 130 Phillips 90
Rosenberg 110 Rosen 70 Shapiro 60 Silver 70 Stern 90 Klein 110 Katz 110 Weiss 70 Kahn 60 Kaye 50 Marks 90 Morris 90
Myers 60 Abrahams 60 Benjamin 50 Bloom 60 Berger 50 Bernstein 60 Black 30 Brown 40 Caplan 50 Feldman 70 Fine 30
Fisher 60 Franks 30 Freedman 50 Fox 40 Glass 30 Gluck 30 Gold 80 Goldman 80 Goldsmith 30 Gordon 70 Green 80
Greenberg 70 Greenfield 30 Gross 40 Grossman 30 Grunwald 12 Halpern 40 Hirsch 50 Isaacs 80 Joseph 60 Kaufman 40
Landau 40 Lawrence 30 Lazarus 30 Leigh 20 Levene 30 Levin 50 Levine 40 Lipman 20 Lobenstein 6 Margolis 30 Mendel 15
Mendoza 8 Michaels 20 Miller 60 Montefiore 3 Moses 20 Nathan 40 Newman 50 Olsberg 3 Pearl 30 Pinto 15 Pollack 20
Rabinowitz 25 Reuben 15 Roth 50 Rothschild 5 Rubin 60 Rubinstein 15 Sacks 40 Salomon 12 Samuel 40 Samuels 50 Sassoon 8
Schwartz 80 Segal 60 Shaw 20 Sherman 20 Simmons 30 Simons 30 Solomon 60 Spitzer 20 Spiro 15 Stein 40 Steinberg 50
Sugarman 15 Susman 8 Taub 20 Teitelbaum 15 Wagner 10 Waldman 15 Weinberg 40 Weinstein 30 Weiner 30 Wolf 40 Wolfe 20
Wolfson 20 Woolf 30 Zimmerman 25 da_Costa 10 de_Sola 2 Abecassis 4 Benaim 4 Bensusan 3 Dayan 12 Ezra 8 Kadoorie 1
)";

constexpr std::string_view christian_girls = R"(
Grace 160 240 Esther 180 180 Faith 60 150 Naomi 60 150 Deborah 200 120 Sarah 160 110 Abigail 40 140 Hannah 60 130
Mary 240 40 Elizabeth 200 70 Ruth 140 60 Rebecca 90 80 Blessing 60 90 Favour 5 120 Precious 30 90 Joy 110 80
Mercy 110 60 Patience 70 20 Comfort 120 8 Charity 60 15 Gloria 120 20 Victoria 110 60 Princess 5 50 Angel 10 90
Destiny 3 90 Divine 4 50 Michelle 60 70 Emmanuella 4 90 Praise 3 50 Peace 20 40 Goodness 3 20 Miracle 3 40 Gift 8 20
Patricia 130 8 Janet 110 5 Florence 120 20 Felicia 80 8 Beatrice 110 20 Agnes 110 5 Theresa 90 12 Margaret 150 10
Christiana 40 20 Dorcas 40 20 Rachel 60 70 Rhoda 30 10 Priscilla 50 30 Eunice 60 12 Evelyn 70 20 Gladys 60 3
Vida 40 2 Juliet 50 10 Sandra 50 10 Stephanie 40 50 Jessica 20 60 Nicole 12 60 Tiana 1 60 Nevaeh 1 80 Zoe 5 80
Danielle 15 50 Gabriella 3 60 Isabella 3 70 Chloe 3 60 Keziah 3 50 Kezia 3 40 Jemimah 4 30 Tabitha 10 30 Lois 15 30
Anointed 1 6 Testimony 1 8 Treasure 1 20 Wisdom 1 10 Hephzibah 2 20 Shekinah 1 25 Salome 5 20 Daniella 5 60
)";
constexpr std::string_view christian_boys = R"(
Emmanuel 180 220 David 220 210 Daniel 170 210 Samuel 200 180 Joshua 60 180 Michael 190 110 Joseph 180 90 John 200 50
Elijah 10 160 Isaiah 5 120 Josiah 2 110 Nathaniel 20 110 Gabriel 20 140 Jeremiah 20 110 Ezekiel 15 100 Caleb 5 110
Zion 1 80 Malachi 1 90 Jayden 1 110 Prince 30 60 Israel 10 50 Emanuel 20 40 Godwin 60 8 Godfrey 40 2 Wisdom 3 15
Peter 150 30 Paul 130 30 Francis 110 15 Stephen 120 20 Solomon 60 40 Isaac 90 80 Moses 50 40 Abraham 50 30 Jacob 40 60
Benjamin 60 80 Richard 110 15 Charles 110 15 Anthony 110 30 Patrick 100 15 George 110 20 James 120 60 Kenneth 80 5
Ebenezer 50 30 Felix 60 15 Frank 70 3 Augustine 40 12 Sylvester 30 5 Clement 40 5 Christopher 80 40 Victor 70 30
Timothy 30 50 Philip 60 12 Simon 50 15 Matthew 20 60 Mark 50 15 Andrew 60 30 Jonathan 15 60 Jordan 2 70 Marcus 8 60
Immanuel 2 30 Favour 2 30 Blessing 12 12 Testimony 1 6 Divine 3 20 Destiny 1 12 Kingsley 20 40 Bright 20 10
Enoch 15 30 Ephraim 10 20 Elisha 8 30 Hezekiah 3 20 Zephaniah 2 20 Nehemiah 5 25 Obadiah 2 6 Reuel 1 12 Uriel 1 12
)";
constexpr std::string_view caribbean_girls = R"(
Marcia 160 4 Sharon 190 5 Yvonne 150 2 Beverley 150 1 Claudette 90 1 Sonia 110 5 Paulette 100 1 Merlene 40 1
Hyacinth 60 1 Lorna 110 3 Maxine 90 4 Dawn 90 5 Jacqueline 130 4 Donna 120 5 Sandra 140 4 Althea 60 12 Novlette 30 1
Shanice 1 130 Keisha 5 90 Chantelle 3 90 Tanisha 1 110 Latoya 4 50 Rochelle 10 60 Simone 40 60 Natasha 10 90
Jada 1 120 Tiana 1 120 Aaliyah 1 200 Nevaeh 1 120 Amelia 4 100 Zara 1 90 Imani 1 90 Nia 1 90 Renee 10 60 Ebony 4 80
Kiara 1 80 Leah 3 90 Naomi 15 90 Tyra 1 60 Shania 1 70 Shakira 1 40 Deja 1 30 Alicia 5 80 Jasmine 3 110 Monique 10 60
Sade 1 50 Tianna 1 60 Tia 1 70 Kayla 1 80 Makayla 1 60 Chanel 2 60 Paris 1 50 Amara 1 70 Zuri 1 30 Princess 2 30
Gloria 90 3 Winsome 40 1 Verna 40 1 Cynthia 80 2 Daphne 60 1 Icilda 15 1 Ionie 12 1 Myrtle 40 1 Norma 90 1 Pearl 50 6
)";
constexpr std::string_view caribbean_boys = R"(
Winston 180 20 Errol 130 1 Delroy 150 1 Leroy 110 10 Trevor 150 1 Carlton 90 6 Desmond 90 2 Neville 90 1 Clive 80 1
Everton 60 1 Glenroy 40 1 Lloyd 90 5 Clifton 60 2 Devon 60 15 Dwight 40 4 Horace 40 1 Vincent 80 15 Cecil 50 1
Michael 150 50 Anthony 120 30 Patrick 80 10 Courtney 60 4 Marlon 30 30 Wayne 80 3 Tyrone 30 60 Jermaine 8 110
Tyrese 1 130 Tyrell 1 90 Kieron 1 60 Andre 10 90 Omari 1 90 Marcus 15 110 Jordan 3 130 Reece 1 90 Rico 1 60
Malachi 1 130 Kymani 1 60 Kai 1 110 Jayden 1 200 Isaiah 1 120 Josiah 1 80 Elijah 3 130 Zion 1 90 Nathaniel 8 100
Darnell 2 60 Denzel 1 60 Jevon 1 30 Romario 1 40 Shaquille 1 40 Kwame 4 20 Dante 1 60 Khalil 1 50 Jahmal 1 30
Donovan 40 20 Junior 30 40 Leon 15 90 Nathan 3 90 Aaron 5 90 Joshua 3 140 Caleb 1 80 Micah 1 90 Levi 1 70 Shemar 1 12
)";
constexpr std::string_view caribbean_families = R"(
Brown 280 Williams 240 Campbell 230 Smith 150 Johnson 130 Thompson 130 Clarke 130 Grant 130 Morgan 90 Francis 110
Joseph 120 Charles 120 Gordon 90 Henry 90 Lewis 90 Reid 90 Walker 80 Bailey 80 Davis 80 James 90 Stewart 70 Edwards 70
Robinson 70 Scott 70 Wright 60 Green 50 Powell 60 Anderson 60 Allen 60 Mitchell 50 Palmer 40 Graham 40 Barrett 50
Beckford 50 Blake 40 Bennett 40 Bryan 40 Gayle 50 Dawkins 20 Dixon 30 Douglas 40 Downer 12 Ebanks 8 Facey 15 Forbes 30
Foster 30 Fuller 15 Gentles 6 Hamilton 30 Harriott 12 Hemmings 15 Henriques 6 Hibbert 15 Hinds 25 Hylton 20 Innis 8
Jarrett 12 Lawrence 30 Levy 20 Lindo 12 Lindsay 12 Livermore 2 Malcolm 20 Mclean 4 McFarlane 30 McKenzie 40
McLeod 12 McPherson 15 Miller 40 Morrison 40 Mullings 15 Murray 30 Nelson 40 Nembhard 12 Noel 15 Osbourne 20 Parchment 8
Patterson 30 Peart 12 Pinnock 30 Plummer 15 Pryce 20 Richards 40 Ricketts 20 Rowe 20 Salmon 15 Samuels 40 Simpson 30
Sinclair 20 Spence 20 St_Louis 4 Augustin 8 Baptiste 30 Jean-Baptiste 12 Alexander 50 Alexis 15 Antoine 15 Pierre 25
Toussaint 4 Cumberbatch 8 Gittens 12 Holder 25 Sobers 4 Alleyne 30 Braithwaite 25 Blackman 20 Greenidge 12 Worrell 8
Weekes 12 Phillip 25 Mitchell-Blake 1 Ramdin 4 Persaud 15 Swaby 10 Thomas 60 Wallace 15 Watson 40
Whyte 25 Wilson 30 Wint 6 Wynter 12
)";

} // namespace

std::span<const Stock> stocks_of_these_islands()
{
    using enum StockName;
    static const std::array<Stock, 8> all{{
        {english, english_girls(), english_boys(), english_years, british_families()},
        {welsh, welsh_girls, welsh_boys, two_fashions, welsh_families},
        {scottish, scottish_girls(), scottish_boys(), scottish_years, scottish_families},
        {northern_irish, northern_irish_girls(), northern_irish_boys(), northern_irish_years, ""},
        {irish, irish_girls, irish_boys, two_fashions, irish_families, 400'000},
        {jewish, jewish_girls, jewish_boys, two_fashions, jewish_families},
        {caribbean, caribbean_girls, caribbean_boys, two_fashions, caribbean_families},
        {christian, christian_girls, christian_boys, two_fashions, ""},
    }};
    return all;
}

std::string_view middle_names_of_girls()
{
    return R"(
Mary 160 60 20 Ann 60 170 15 Anne 60 150 50 Elizabeth 150 130 80 Jane 60 140 50 Louise 20 130 80 Marie 40 130 60
Margaret 120 60 12 Rose 40 20 210 Grace 25 15 190 May 90 15 70 Mae 2 1 130 Catherine 40 60 25 Ellen 60 20 15
Alice 50 12 25 Florence 40 3 15 Edith 30 3 8 Annie 30 4 10 Kathleen 50 15 5 Joan 50 15 3 Jean 60 40 12 Patricia 15 40 8
Christine 5 40 6 Susan 3 40 4 Helen 20 40 10 Dawn 1 40 5 Michelle 1 40 12 Claire 2 50 15 Lesley 1 15 2 Joanne 1 25 4
Victoria 15 20 30 Charlotte 10 12 40 Emma 10 20 20 Jade 1 2 35 Faith 2 2 30 Hope 4 3 25 Lily 6 2 40 Ivy 25 2 30
Olivia 1 1 25 Isabelle 2 2 20 Amelia 6 2 20 Ruby 10 1 20 Daisy 8 1 15 Lucy 12 6 20 Sophia 2 2 15 Sarah 15 30 15
Frances 30 30 15 Dorothy 40 10 6 Winifred 25 1 2 Maud 20 1 1 Ethel 25 1 1 Beatrice 15 2 6 Irene 30 8 3 Doris 25 1 1
Hilda 20 1 1 Gwendoline 12 2 1 Agnes 15 3 3 Isabella 15 3 8 Theresa 8 20 3 Maria 12 30 15 Karen 1 20 1 Lynn 1 20 2
Jayne 1 25 5 Nicola 1 12 2 Amanda 1 12 2 Leigh 1 10 15 Kate 3 8 10 Rebecca 6 8 10 Ella 6 1 20 Eve 3 2 12 Eloise 2 2 8
Violet 25 3 12 Pearl 8 3 8 Belle 1 1 10 Skye 1 1 8 Joy 10 12 10 Summer 1 1 8 Nancy 10 4 6 Josephine 12 10 8 Eleanor 15 5 10
)";
}

std::string_view middle_names_of_boys()
{
    return R"(
John 160 140 80 James 130 130 190 William 160 70 110 George 120 40 70 Thomas 70 40 80 David 15 120 50 Robert 60 80 45
Charles 80 40 40 Edward 90 50 50 Joseph 50 40 50 Michael 12 90 45 Henry 60 15 40 Alexander 25 30 45 Peter 12 60 20
Paul 5 90 25 Alan 10 70 12 Arthur 60 12 30 Frederick 50 15 12 Albert 50 8 12 Harold 40 4 3 Ernest 40 3 4 Walter 30 3 4
Leonard 30 6 3 Stanley 25 5 8 Patrick 25 35 30 Francis 30 25 15 Anthony 15 60 20 Richard 20 40 15 Christopher 4 30 15
Andrew 8 50 20 Stephen 6 40 8 Philip 8 30 6 Ian 2 40 6 Mark 2 50 10 Lee 1 50 30 Daniel 6 15 30 Matthew 3 15 20
Kenneth 15 30 4 Douglas 12 20 4 Raymond 10 20 5 Gordon 12 15 3 Graham 5 20 3 Stuart 3 20 5 Scott 2 15 10 Wayne 1 15 2
Jack 5 3 40 Harry 12 3 25 Oliver 2 2 20 Lewis 5 4 15 Samuel 10 5 20 Benjamin 4 4 15 Jay 1 1 15 Ray 1 2 12 Alfie 1 1 8
Reginald 20 2 1 Herbert 20 2 1 Percy 15 1 1 Cyril 10 1 1 Sidney 15 2 2 Ronald 12 12 3 Donald 10 10 2 Bernard 10 6 1
Martin 3 25 5 Kevin 1 15 5 Simon 1 15 3 Nigel 1 6 1 Neil 1 20 4 Gary 1 12 2 Luke 1 5 15 Adam 1 8 10 Noah 1 1 10 Leo 2 2 10
Hugh 10 8 3 Duncan 3 8 2 Malcolm 3 12 2 Roy 8 15 5 Eric 8 8 4 Dean 1 8 4 Carl 1 10 3 Craig 1 8 2 Vincent 5 5 4 Louis 4 3 8
)";
}

} // namespace gauze::synth
