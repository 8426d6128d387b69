// Family names of Great Britain and Ireland, per 100,000 people.
// Written by make_tables.py; do not edit. Rounded facts from frequencies that ONS gave to
// cran/sdglinkage (MIT).
#include "datasets/synth/names/british.hpp"

namespace gauze::synth {

std::string_view british_families()
{
    return R"(
* 22754 Smith 1302 Jones 1032 Taylor 817 Williams 734 Brown 679 Davies 566 Evans 414 Wilson 406 Thomas 393
Roberts 392 Johnson 384 Lewis 354 Walker 349 Robinson 335 Wood 333 Thompson 327 White 325 Watson 324
Jackson 309 Wright 307 Green 297 Harris 288 Cooper 288 King 287 Lee 285 Martin 273 Clarke 272 James 272
Morgan 268 Hughes 264 Edwards 264 Hill 260 Moore 258 Clark 251 Harrison 245 Scott 240 Young 235 Morris 235
Hall 232 Ward 224 Turner 224 Carter 222 Phillips 218 Mitchell 218 Campbell 207 Adams 207 Anderson 206
Allen 202 Cook 199 Bailey 198 Miller 196 Parker 196 Davis 193 Murphy 190 Bell 189 Price 189 Baker 187
Griffiths 186 Kelly 183 Simpson 180 Marshall 174 Collins 170 Bennett 169 Cox 166 Richardson 165 Fox 165
Gray 162 Rose 159 Chapman 158 Hunt 155 Robertson 154 Shaw 154 Reynolds 153 Lloyd 152 Ellis 152 Richards 149
Wilkinson 148 Russell 148 Graham 143 Stewart 141 Reid 141 Powell 138 Murray 138 Palmer 136 Rogers 134
Holmes 134 Stevens 133 Walsh 131 Hunter 129 Thomson 128 Matthews 127 Ross 125 Owen 125 Knight 125 Mason 125
Kennedy 124 Butler 124 Saunders 123 Pearce 123 Dean 122 Foster 121 Harvey 120 Hudson 119 Gibson 119 Mills 118
Berry 116 Pearson 115 Barnes 115 Kaur 115 Booth 113 Grant 113 Dixon 113 Gordon 112 Lane 111 Harper 111
Hart 109 Lawson 91 Day 90 Woods 90 Black 90 Rees 90 Fraser 89 Fletcher 89 Willis 89 Marsh 88 Doyle 88 Lowe 87
Hopkins 87 Nicholson 86 Burns 86 Parry 85 Jordan 85 Newman 85 Howard 84 Henderson 83 Barrett 83 Burton 83
Riley 83 Porter 82 Byrne 81 John 80 Baxter 80 Perry 79 McCarthy 79 Burke 79 Houghton 79 Ball 78 Elliott 78
Cooke 78 Read 77 Francis 77 Gallagher 77 Duncan 77 Sharp 76 Austin 76 Wallace 76 Hawkins 76 Hayes 76
Sutton 76 Davidson 75 Holland 75 Moss 74 May 73 Bates 73 Bob 73 Oliver 73 Kemp 73 Page 73 Morrison 73
Arnold 72 Stevenson 72 Ford 71 Flynn 71 Potter 70 Kent 70 Field 70 Warren 70 Alexander 69 Freeman 69
Rhodes 69 Middleton 68 O'Neill 67 Payne 67 Stephenson 67 Pritchard 67 Gregory 66 Bond 66 Webster 66 Dunn 66
Donnelly 65 Long 65 Jarvis 64 Stephens 64 Coleman 64 Cross 64 Bull 63 O'Brien 63 Reed 63 Nicholls 63
Bartlett 62 Bird 62 Patterson 62 Tucker 62 Curtis 62 Bryant 61 Lynch 61 MacKenzie 61 Ferguson 61 Cameron 61
Haynes 61 Hardy 61 Davey 61 Bolton 60 Heath 60 Rice 59 Ashton 59 French 59 Jacobs 59 Parsons 59 Gilbert 58
Hodgson 58 Robson 58 Farrell 58 McIntyre 58 Norman 58 Walton 57 Newton 57 Higgins 57 Bishop 57 Simmons 57
Sutherland 57 Kay 56 Burgess 56 Hutchinson 56 Moran 56 Slater 56 Greenwood 56 Kirk 56 Atkins 56 Daniel 56
Maxwell 56 Frost 56 Beattie 55 Todd 55 Paul 55 Park 55 O'Connor 54 Love 54 Charles 54 Crawford 54 Rowland 54
Connolly 54 Sheppard 53 Rowe 53 Sanderson 53 Hewitt 53 Forrest 53 Harding 53 Banks 53 Humphreys 53 Glover 53
Garner 52 Goodwin 52 David 52 MacKay 52 Jeffery 52 Daniels 52 Yates 52 Sullivan 51 Howe 51 Hammond 51
Miles 51 Brady 51 Preston 51 McLeod 51 Leigh 51 Atherton 51 Carpenter 51 Lambert 51 Knowles 50 Hope 50
Barton 50 Finch 50 Blake 50 Fuller 50 Henry 50 Hobbs 50 Morton 50 Davison 50 Owens 50 Wilkins 50 Dennis 49
Paterson 49 Coates 49 Howells 49 Gough 49 Woodward 49 Griffin 49 Bloggs 49 Wall 48 Christie 48 Duffy 48
Charlton 48 Vincent 48 Bowen 48 Browne 48 Rodgers 48 Smart 48 Donaldson 47 Wheeler 47 Quinn 47 Allan 47
Bowden 47 Gibbons 47 Bentley 47 Barnett 47 Sweeney 47 Steele 46 Hartley 46 Randall 46 Fowler 46 Douglas 46
Holt 46 Baird 46 Kerr 46 Brennan 46 Howell 46 Cartwright 45 Dickson 45 Benson 45 Goddard 45 Broadhurst 45
Doherty 45 Power 45 Watkins 45 Millar 44 Holden 44 Tait 44 Reilly 44 Thorne 44 Wyatt 44 Leach 44 Lord 44
Hilton 44 Adam 44 McLean 44 Jennings 44 McGregor 43 Hancock 43 Stuart 43 Nelson 43 Walters 43 Lindsay 43
Hooper 43 Seymour 42 Dale 42 Mac 42 Whelan 42 O'Brien 42 Barlow 42 Kenny 42 Carroll 42 Chadwick 42 Abbott 42
Mellor 42 Boyd 42 Perkins 42 Mann 42 McGrath 41 Joyce 41 Blair 41 Weaver 41 Little 41 Haines 41 Peters 41
Savage 41 Sanders 41 Baldwin 41 Thornton 41 Whitehouse 41 Whitehead 41 Burrows 41 Swift 41 Shepherd 40
Cullen 40 McFarlane 40 Sinclair 40 Fleming 40 Welch 40 Bradshaw 40 Summers 40 Buckley 39 Vaughan 39 Naylor 39
Briggs 39 Schofield 39 Coles 39 Cassidy 39 Giles 39 Whittaker 39 Faulkner 39 Bray 39 Osborne 39 Herbert 39
Hicks 38 Bush 38 McCann 38 Bourne 38 Weston 38 O'Neill 38 Humphrey 38 Partridge 38 Johns 38 Morley 38
Welsh 38 Rooney 38 Fitzgerald 38 Whittle 38 Spence 37 Gardiner 37 Armitage 37 English 37 Winter 37
Singleton 37 Kaye 37 Craig 37 Laing 37 Pollard 37 Wilkes 37 Bright 37 Hills 37 Howarth 37 Best 36 Appleton 36
Rawlings 36 Turnbull 36 Drew 36 Devlin 36 Horne 36 Lovell 36 Kavanagh 36 Gibbs 36 McKenna 36 Stanton 36
Bernard 35 Kirby 35 Wills 35 Crossley 35 Bruce 35 Carey 35 Piper 35 Needham 35 Sawyer 34 Joseph 34 Fenton 34
Connor 34 Reeves 34 Norris 34 Firth 34 Clarkson 34 Brookes 34 Townsend 34 Cairns 34 Wallis 34 Senior 33
Dyer 33 Guest 33 Thorpe 33 Parkinson 33 Sykes 33 Lees 33 Gale 33 Blackburn 33 Holloway 33 Hurst 33
McIntosh 33 Smyth 33 Conway 33 Bowman 33 Bassett 33 Corbett 33 Heaton 33 Humphries 33 Copeland 33 Parr 33
Hough 33 Burt 33 Fitzpatrick 32 Tomlinson 32 Tanner 32 Wickens 32 McLaughlin 32 Collier 32 Curry 32 Sloan 32
Archer 32 Ireland 32 Edge 32 Stokes 32 Cope 32 Chandler 32 Tyler 32 Goodman 32 McKay 32 Stacey 32 Noble 32
Skinner 31 Reeve 31 Whyte 31 Muir 31 Barry 31 England 31 Hanson 31 Marriott 31 Horton 31 Shields 31
McCallum 31 Barr 31 Kane 31 Simons 31 Pope 31 McKenzie 31 Wardle 31 Cannon 30 Simon 30 Farrow 30 Hood 30
Matthams 30 Sims 30 Waters 30 Gould 30 Malone 30 McNeill 30 McGill 30 McGuire 30 Dalton 30 McCormack 30
Philip 30 Barclay 30 Logan 30 Flower 30 Woodcock 30 Mooney 30 Peacock 30 Davie 30 Healy 30 Neal 30
Crowther 29 Gunn 29 Donald 29 Hutton 29 Britton 29 Currie 29 Dunne 29 Milne 29 Blackmore 29 Wiggins 29
Morrow 29 McMillan 29 Farmer 29 Downes 29 Ware 29 Sanchez 29 Bowers 29 Bevan 29 Hogg 29 McMahon 29 Carty 29
Terry 28 Gilmour 28 Rigby 28 Stott 28 Betts 28 Greaves 28 Irvine 28 Vickers 28 Alcock 28 Clegg 28 Stubbs 28
Strong 28 MacGregor 28 Marsden 28 Brett 28 Clayton 28 Daly 28 Rodriguez 28 Munro 28 Hubbard 28 Rowley 28
Bain 28 Sharpe 28 Childs 28 Searle 28 Monaghan 27 Bryan 27 Weir 27 Clay 27 Steadman 27 Barrow 27 Coombes 27
Hodge 27 Redman 27 Callaghan 27 Lang 27 Rudd 27 McDonnell 27 Barron 27 Bullock 27 Ratcliffe 27 Neville 27
Norton 27 Larkin 27 Robins 27 Neale 27 Carson 27 Rankin 27 Lacey 27 Higgs 27 McGhee 27 Tate 27 Richmond 26
Draper 26 Parkes 26 Broughton 26 MacLeod 26 Maguire 26 Harrington 26 Clifford 26 Drummond 26 Burnett 26
Woolley 26 Busby 26 Peterson 26 Preece 26 Robbins 26 Clements 26 Curran 26 Wilde 26 Ramsay 26 Dickinson 26
Foley 25 Bannister 25 Nichols 25 Brook 25 Warner 25 Buchanan 25 McDermott 25 Stanley 25 Lyons 25 Lennon 25
Lister 25 Ryder 25 Pratt 25 Mansell 25 McCartney 25 Metcalfe 25 Nixon 25 Hayward 25 Mullins 25 Fulton 24
Dupont 24 Fellows 24 Prince 24 Conroy 24 Hastings 24 Sheldon 24 Povey 24 Short 24 Webber 24 Eaton 24
Wharton 24 Simmonds 24 Beale 24 Iles 24 Sadler 24 Grainger 24 Prentice 24 Feeney 24 Chamberlain 24
Eastwood 24 Levy 24 Lynn 24 Sumner 24 Leonard 24 Wade 24 Pitt 24 Samuels 24 Ridley 24 Buxton 24 Salter 24
McLoughlin 24 Wormald 23 McPherson 23 Waller 23 Bowler 23 Talbot 23 Everett 23 Plummer 23 Cummings 23
Bowes 23 Walmsley 23 Worthington 23 Squires 23 Edmonds 23 Barnard 23 Horner 23 Dunkley 23 McKeown 23
Whitfield 23 York 23 Casey 23 Wicks 23 Milner 23 Hodson 23 Salt 23 North 23 Finney 23 Plant 23 Crane 23
Whittington 23 Harwood 23 Barber 23 Dolan 23 Swan 23 Meredith 23 Michael 23 Wheatley 23 Corrigan 23 Lamb 23
Hamer 23 Hibbert 23 Pemberton 23 Sheridan 23 MacFarlane 23 Connelly 23 Browning 23 Southern 22 Nolan 22
Bonner 22 Hirst 22 Wilcox 22 Roach 22 Bateman 22 Dowling 22 McCormick 22 Irving 22 McLellan 22 Duff 22
Beaumont 22 Rich 22 Bean 22 Redmond 22 Dodd 22 Gillespie 22 Deacon 22 Hargreaves 22 Knott 22 Devine 22
Kidd 22 Potts 22 Mair 22 Goulding 22 Wainwright 22 Fountain 22 Crouch 22 Hackett 22 Boyle 22 Duggan 22
Denton 21 Rennie 21 Calvert 21 McManus 21 Millington 21 Nairn 21 Keenan 21 Dickens 21 Blundell 21 Cohen 21
Regan 21 Lake 21 O'Donnell 21 Rayner 21 McNeil 21 Derrick 21 Moody 21 Whitmore 21 McCabe 21 Andrew 21
Redfern 21 Storey 21 Reader 21 Robin 21 Gates 21 Churchill 21 Penn 21 Beck 21 Bostock 21 Hale 21 Fielding 21
Whiteley 21 Crisp 21 Aitken 21 Roche 21 Bouvet 21 Kouma 21 Aldred 21 Kearns 21 Franks 21 Waring 21 Crowe 21
Pike 21 Easton 21 Odling 21 Franklin 21 Bone 21 McNamara 21 Bass 20 McPhee 20 Kearney 20 Langley 20 Brewer 20
Bear 20 Finnegan 20 Greig 20 Dunlop 20 Ferry 20 Traynor 20 Leech 20 O'Sullivan 20 Chester 20 Horn 20 Amos 20
Keeling 20 Greenaway 20 Croft 20 Lowry 20 Cresswell 20 McCulloch 20 Hull 20 Proctor 20 Haigh 20 Grey 20
Cousins 20 McGowan 20 Hagan 20 Bridges 20 Blackman 20 Holman 20 Spooner 20 McArthur 20 Frame 20 Paine 20
Molloy 20 Thatcher 20 Cornish 20 Dawe 20 Bellamy 20 Farley 20 Hawes 20 Judge 20 Ingram 20 Markham 20
McNally 20 Hume 20 Gonzalez 20 Timms 20 Beech 20 Ashley 20 Gamble 20 Kendall 20 Emery 20 Sargent 20 Hook 20
Wagstaff 20 Holding 20 Halliday 20 Ellwood 20 Myers 20 Couch 20 Haworth 20 Sharples 20 Bate 20 Jamieson 20
Lomas 20 McCaffrey 20 Almond 20 Kirkpatrick 19 Boyce 19 Hutchings 19 Pullen 19 Lyon 19 Burn 19 Maughan 19
Coulson 19 McDougall 19 Hampton 19 Sheehan 19 East 19 Whitaker 19 Watt 19 O'Leary 19 Cottrell 19 Stamp 19
Driscoll 19 Woodley 19 Findlay 19 Goldsmith 19 Legge 19 Adamson 19 Sparrow 19 Bloom 19 Tierney 18 Mackie 18
Cotton 18 Hulme 18 Prosser 18 Dalby 18 Colley 18 Oakley 18 Hindley 18 Mill 18 Fawcett 18 Moon 18 Beal 18
Nicol 18 Braithwaite 18 Keogh 18 Durrant 18 Meadows 18 Fenwick 18 Sherriff 18 Bradbury 18 Death 18 Larsen 18
Blanchard 18 Waldron 18 Partington 18 Halliwell 18 Hyde 18 Shipley 18 Peel 18 Handley 18 Allman 18
Farrington 18 Whitworth 18 Major 18 Holder 18 Carney 18 Brandrick 18 Wilks 18 Dillon 18 Knights 18 Forster 18
Mahoney 18 Melia 18 Hollis 18 Travers 18 Delamarre 18 Greene 18 Ingham 18 Grimes 18 Downing 18 Hindle 18
Allison 18 Mulligan 18 Gilbey 18 Sampson 18 Martinez 18 Royle 18 Pugh 18 Upton 18 McConnell 18 Small 18
Drake 18 Gibbins 18 Mangnall 18 Birch 18 Forde 18 Gibb 18 Hickey 18 London 18 Kelsey 18 Mullen 18
McTaggart 18 Groves 18 MacIntyre 18 Costello 17 Ashcroft 17 Raymond 17 Abraham 17 Wales 17 Buck 17 Leslie 17
Gomez 17 Forrester 17 MacRae 17 Caldwell 17 McLaren 17 Storer 17 Weeks 17 Millward 17 Brookfield 17 Wilkie 17
Chilvers 17 Pallett 17 Manning 17 Knox 17 Bamford 17 Moorhouse 17 Mack 17 Bedford 17 Nott 17 Hodgkinson 17
Locke 17 Wild 17 Squire 17 Ramsden 17 Maher 17 Waugh 17 Chalmers 17 Broadley 17 Walls 17 Algar 17 Pryor 17
Valentine 17 Donovan 17 Nunn 17 Warburton 17 Milward 17 Gooding 17 Marlow 17 Hennessy 17 Llewellyn 17
Parish 17 Montgomery 17 Haslam 17 Coulter 17 Gillett 17 Snowden 17 Burr 17 Rushton 17 Malley 17 Slade 17
Gaynor 17 Westwood 17 Brooke 17 Dodds 17 Prior 17 Giblin 17 Lander 17 Sayers 17 McFadden 17 Baron 17
Benjamin 17 Ritchie 17 Ransom 17 Townend 17 Friend 17 Ansell 17 Boulton 17 Hogan 17 Garrett 17 Moriarty 17
Court 17 Hampson 17 Styles 17 Stringer 17 Mortimer 17 More 17 Grundy 17 Jacques 17 Warwick 17 Wise 17
Moseley 17 McRae 17 Duke 17 Batten 17 Strange 16 Orchard 16 Gleave 16 Leith 16 Purvis 16 Millard 16 Dwyer 16
Grimshaw 16 Hadfield 16 Nesbitt 16 Winfield 16 Walter 16 Forsyth 16 Finlay 16 Heywood 16 Fryer 16
Radcliffe 16 Johnstone 16 Cracknell 16 MacMillan 16 Glynn 16 Copley 15 Nicholas 15 Laycock 15 Pollock 15
Prevost 15 Collett 15 Windsor 15 Dougal 15 McAvoy 15 Haddock 15 Strachan 15 MacArthur 15 McKie 15 Swann 15
Brunet 15 Chappell 15 Dyson 15 Addison 15 Platt 15 Nuttall 15 Stanford 15 Banner 15 Batchelor 15 Ogden 15
McEwan 15 Cowley 15 Broadbent 15 Lakey 15 Griff 15 Garland 15 Orme 15 Shannon 15 Ballard 15 Hallett 15
Unsworth 15 Lockwood 15 Keating 15 Deeley 15 Howie 15 Paton 15 Withers 15 Chaplin 15 Stretton 15
Ballantyne 15 Merritt 15 Docherty 15 Samuel 15 Gaffney 15 Craven 15 Goodall 15 Downs 15 Borland 15 Hatton 15
Rush 15 Pond 15 Harley 15 Crabb 15 Darcy 15 Dobson 15 Corr 15 Rothwell 15 Lewin 15 Crowley 15 Leek 15
Bowles 15 Eales 15 Lawler 15 Jacob 15 Smallwood 15 Masters 15 Darlington 15 Underwood 15 Drury 15
Waterhouse 15 Gorman 15 McKee 15 McGrady 15 Clough 15 Marr 15 Marks 15 Riches 15 Galloway 15 Tolley 15
Hooton 15 Burford 15 Woodhouse 15 Rouse 15 Healey 15 Hallam 15 Sturrock 15 McAuley 15 Bacon 15 Glass 15
Ewing 15 Cummins 15 Lightfoot 15 Higginson 15 Garrard 15 Brain 15 Wale 15 Luke 15 Alderson 15 Compton 15
Main 15 Crook 15 Batty 15 Darby 15 Mottram 15 Biggs 15 Manson 15 Stannard 15 Caton 15 Sylvester 15 Mould 15
Parnell 15 Oldfield 15 Button 15 Frith 15 Lavery 15 Church 15 O'Connor 15 Lockett 15 Butcher 15 Mather 15
Close 15 Ramsey 15 Brock 15 Hawtin 15 Isaac 15 Cochrane 15 Carmichael 15 Zaoui 15 Frazer 15 Pilkington 15
Tuck 15 Beer 15 Brooker 15 Harry 15 McCall 15 Coburn 15 Sugden 14 Steel 14 Downie 14 Lunn 14 Latham 14
Coffey 14 Good 14 Hinton 14 Keane 14 Fischer 14 Collard 14 Mathers 14 Crocker 14 Robb 14 Hind 14 Hobson 14
Beveridge 14 Pipe 14 Pierce 14 O'Hara 14 Howden 14 Harries 14 Hutchison 14 McNulty 14 Benfield 14 Plumb 14
Garside 14 O'Hara 14 Speight 14 Kendrick 14 Buchan 14 Cowan 14 Forbes 14 Pickett 14 Farr 14 Elder 14 Judd 14
Wakefield 14 Foran 14 Blakey 14 Mansfield 14 Parks 14 Blythe 14 Corcoran 14 Kinsella 14 Peck 14 Rowlinson 14
Southgate 14 Bower 14 Ricketts 14 Toland 14 Swales 14 Woodford 14 Hoult 14 Winstanley 14 Emerson 14
Rutherford 14 Odell 14 Floyd 14 Speed 14 Spicer 14 Crosby 14 Worrall 14 Toms 14 Moffat 14 Isherwood 14
Smythe 14 Raeburn 14 Swain 14 Truscott 14 Cann 14 Jardine 14 Aston 14 Gower 14 Connell 14 Burman 14
Sissons 14 Ashworth 14 Dowell 14 Flanagan 14 Oates 14 Creasey 14 Hine 14 Cheshire 14 Houston 14 Hewlett 14
Mathews 14 Oldham 14 Cumming 14 MacPherson 14 Chase 14 Hepburn 14 Lomax 14 Fairhurst 14 Butterworth 14
Head 14 Radford 14 Featherstone 14 Polson 14 Lilley 14 Kershaw 14 Meakin 14 Snow 14 Longhurst 14 Keay 14
Pickard 14 Durham 14 Sewell 14 Sands 14 Michel 14 Langton 14 Cavanagh 13 Waterson 13 Sisson 13 Towers 13
Cain 13 Darcy 13 Hitchcock 13 Tyrrell 13 Symonds 13 Simms 13 Core 13 Steer 13 Sallis 13 MacAulay 13
Stenhouse 13 Prescott 13 Patton 13 Metcalf 12 Bristow 12 McClymont 12 Littlewood 12 Steere 12 Mace 12 Cove 12
Myatt 12 Horrocks 12 O'Leary 12 Blackwell 12 Lawlor 12 Conneely 12 Smullen 12 Delaney 12 Sherwood 12
Maloney 12 Tyrer 12 Chatterton 12 Addis 12 Dent 12 Lancaster 12 Everton 12 Hedley 12 Readman 12 Wooldridge 12
Pinnock 12 Drinkwater 12 Rodger 12 Waterman 12 Storr 12 Rixon 12 Hussey 12 Bithell 12 Noon 12 Hemmings 12
Ralph 12 Peebles 12 Bryson 12 Parkin 12 Purcell 12 Jewell 12 Bland 12 Harden 12 Glenn 12 Lunt 12 Lester 12
Phelan 12 Montague 12 Egan 12 Fallows 12 Steward 12 Hurrell 12 Aitchison 12 Dick 12 Clifton 12 Forshaw 12
McBain 12 Walkden 12 Machin 12 Burge 12 Boon 12 Howes 12 Makin 12 Maynard 12 Tovey 12 Deane 12 Reading 12
Wheeldon 12 Warden 12 Stock 12 Jobson 12 Fell 12 McCullough 12 Foulkes 12 Milligan 12 Heather 12 Tipping 12
Hamnett 12 McDonagh 12 McShane 12 Keeley 12 Brelsford 12 Dack 12 Whalley 12 Inman 12 O'Donnell 12 Street 12
Fairbairn 12 Emmerson 12 Cowell 12 Symes 12 Dandy 12 Bethell 12 Hickman 12 Turrell 12 Paisley 12 Kell 12
Budd 12 Winn 12 Dawkins 12 Linley 12 Hawkes 12 Murrell 12 Doble 12 Pointer 12 Sharkey 12 Bugg 12 Hurley 12
Ashby 12 Dufour 12 Maddocks 12 Sherry 12 Hoyle 12 Odoherty 12 Garbett 12 Snell 12 Elliot 12 Cotterill 12
Cahill 12 Bingham 12 Stark 12 Doran 12 MacLean 12 Allwood 12 Tennant 12 Caddy 12 Matheson 12 Carling 12
Laird 12 Stainton 12 Hopwood 12 Eccles 12 Burland 12 O'Hare 12 Mundy 12 Procter 12 McNaught 12 Boland 12
Pattison 12 Clamp 12 Hinde 12 Kipling 12 Furlong 12 Armour 12 Hamill 12 Gosling 12 Ashman 12 Woodhead 12
Dibble 12 Bing 12 Keegan 12 Wilton 12 Sneddon 12 Frampton 12 McElroy 12 Radley 12 Biddle 12 Newby 12
Laurie 12 Jeffries 12 Dove 12 Taggart 12 Chisholm 12 Fitton 12 Thom 12 Rutter 12 Tobin 12 Farrar 12 Shand 12
Leggett 12 Graves 12 Redding 12 Rafferty 12 Magee 12 Davenport 12 O'Connell 12 Tweddle 12 Showell 12
Stedman 12 Sturgess 12 Madden 12 Sherman 12 Bayliss 12 Rowan 12 Whitham 12 Alder 12 Roscoe 12 Leal 12
Edmond 12 Collingwood 12 Ainley 12 Oxley 12 McGinty 12 Kendell 12 Stout 12 Allard 12 Mawson 12 Down 12
Attwood 12 Snowdon 12 Laverick 12 Hanlon 12 McCrudden 12 Carrington 12 Burden 12 Worsnop 12 Baines 12
Petersen 12 Holdsworth 12 Bickley 12 Musgrove 12 Felton 12 Ferris 12 Bainbridge 12 Robert 12 Mackintosh 12
Hodges 12 Perrin 12 Linford 12 Bramley 12 Omeara 12 Beamish 12 Nicoll 12 Platts 12 MacKinnon 12 Medcalf 12
Yeatman 12 Croucher 12 O'Shea 12 McMurray 12 Geldart 12 Pocock 12 Leitch 12 McCluskey 12 Aldridge 12 Keir 12
Jagger 12 Rainey 12 Beatty 12 Exley 12 Moroney 12 Molyneux 12 Fish 12 Ring 12 Milford 12 Fretwell 12
Cornock 12 Wraight 12 McCourt 12 Mallinson 12 Kingston 12 O'Toole 12 Patrick 12 Beadle 11 McPhail 11
Saville 11 Dover 11 Glen 11 Coll 11 Eadie 11 Gascoyne 11 Coward 11 McGee 11 Mears 11 Millett 11 Veitch 11
Eddy 11 Hopkinson 11 Bill 11 Lock 11 Hutchins 11 Gilmore 11 Leake 11 Sweeting 11 Massey 11 Lennox 11 Groom 11
O'Sullivan 11 Powers 11 Fagan 11 Curley 11 Grady 11 Bale 11 Weller 11 Manley 11 Helm 11 Lewry 11 Crawley 11
Waghorn 11 Mulholland 11 Hetherington 11 Pinsmail 11 Travis 11 Sexton 11 Galvin 11 Ashford 11 Wiseman 11
Seddon 11 Hawley 11 Mercer 11 Milsom 11 Staff 11 Stockley 11 Hopes 11 Asher 11 Dewar 11 Cadman 11
McGuinness 11 Tilley 11 Lawther 11 Shearer 11 Wiltshire 11 Till 11 Sellars 11 Moreton 11 Deakin 11 Fairlie 11
Harker 11 Worth 11 Shea 11 Heron 11 Finn 11 Last 11 Burdett 11 Chapple 11 McGrory 11 Quigley 11 Alford 11
Halford 11 Houlton 11 Donohoe 11 Ede 11 Avery 11 Thurston 11 Gauntlett 11 Atkin 11 McKnight 11 Pickering 11
Raven 11 Buckingham 11 Laver 11 Layton 11 Wren 11 Harrop 11 Watters 11 Selby 11 Gilchrist 11 Stafford 11
Falconer 11 Rawlinson 11 Cosgrove 11 Dudley 11 Peers 11 Marley 11 Batt 11 Salmon 11 March 11 Thornley 11
Harlow 11 Hansen 11 Appleby 11 Tompkins 11 Capper 10 Arrowsmith 10 Munn 10 Titmus 10 Fordham 10 Aylett 10
Hatch 10 Jefferies 10 Trafford 10 Butter 10 Keene 10 Cashmore 10 Warn 10 MacAuley 10 Line 10 Burch 10
Brunton 10 Docker 10 Stocker 10 Albutt 10 Kennett 10 Berger 10 Napier 10 Edgley 10 Spinks 10 Cutts 10
Crabtree 10 Crown 10 Milling 10 Cockle 10 Shanks 10 Haggett 10 Binney 10 Cowie 10 Westlake 10 Magill 10
Foreman 10 Hand 10 Dallas 10 Willson 10 Hellier 10 Heathcote 10 Burnham 10 Bracey 9 Grogan 9 Forsythe 9
Dicker 9 Binnington 9 Wiles 9 Broomfield 9 Hinds 9 Sterling 9 Robe 9 Corner 9 McCafferty 9 Jacobson 9
Goulden 9 Chelmy 9 Philpott 9 Rust 9 Spears 9 Doughty 9 Breen 9 Wray 9 Dardenne 9 Lincoln 9 Rennalls 9
Bancroft 9 Poyser 9 Nero 9 Kirkbride 9 Shakespeare 9 Clowes 9 Elliston 9 Hodder 9 Child 9 O'Donoghue 9 Dann 9
Boden 9 McEvoy 9 Kone 9 Huggins 9 Christy 9 Trotman 9 Gallacher 9 McCarroll 9 Kirwin 9 Bromley 9 Hawkridge 9
Lofthouse 9 Dougherty 9 Galbraith 9 Ellison 9 Bradford 9 Stokoe 9 Florey 9 Hoare 9 Hendry 9 Haine 9 South 9
Charge 9 Benham 9 Twiggs 9 Pierre 9 Danks 9 Cleaver 9 Sunderland 9 Penney 9 Kinghorn 9 Pitts 9 Mathey 9
Crew 9 Donnachie 9 Broom 9 Awad 9 Conrad 9 Heatley 9 Gall 9 Mahon 9 Durant 9 Goodridge 9 Beresford 9 Saxton 9
Tarr 9 Peach 9 Fearnley 9 Cheetham 9 Sparkes 9 Hocking 9 Fallon 9 Finnigan 9 Pennell 9 Gillan 9 Dundon 9
Wigley 9 Pears 9 O'Malley 9 Bartholomew 9 Carnegie 9 Fearn 9 Sellers 9 Chidlow 9 Leary 9 Lovett 9 Warriner 9
Wadham 9 Flaherty 9 Oakes 9 Thackeray 9 Bott 9 Tomlin 9 Lawton 9 Tudor 9 Beeston 9 Swanson 9 Kerridge 9
Felix 9 Wickham 9 Chong 9 Emmanuel 9 Gammon 9 Janes 9 McKechnie 9 Stuckey 9 Salisbury 9 Clancy 9 Blanchet 9
Wolf 9 Moors 9 Yardley 9 Birchall 9 Dorrian 9 Dykes 9 Pender 9 Purnell 9 Darbyshire 9 Batham 9 Carruthers 9
Waterfield 9 Edgar 9 Aherne 9 Pomphrey 9 Liddle 9 Spiller 9 Mulvaney 9 Cripps 9 Denney 9 Tomkins 9 Weldon 9
Bebbington 9 Adair 9 Eley 9 Jarrold 9 McCaw 9 Cawley 9 Aird 9 Hannam 9 Vine 9 Hawker 9 Bowey 9 Bolt 9 Nord 9
Wareing 9 France 9 Lockhart 9 Tillett 9 Curwood 9 Keelan 9 Whitlock 9 Harness 9 Depp 9 Greenslade 9
Boardman 9 Wilkin 9 Stephen 9 Harkness 9 O'Grady 9 Jeffs 9 Daniells 9 Ainsworth 9 Rivers 9 Walpole 9 Dexter 9
Cookson 9 Stroud 9 Hassani 9 Skipper 9 Dempsey 9 Masson 9 Boye 9 Nisbet 9 Wakelin 9 Caplan 9 Cousin 9
Peigne 9 Kiely 9 Keys 9 Bolan 9 Bisson 9 Hegney 9 Meade 9 Pounder 9 Corlett 9 Geary 9 Downey 9 Reade 9
Donkin 9 Stoppard 9 Dawes 9 Somerville 9 Roth 9 Hiscocks 9 Jarratt 9 Tomes 9 Crow 9 Wane 9 Dunmore 9
MacLachlan 9 McGougan 9 Bonnet 9 Alpin 9 Dodson 9 Ewart 9 Whittingham 9 Gleeson 9 Collinson 9 Beacham 9
Wellman 9 Arthur 9 Cotter 9 Lindo 9 Klein 9 Jeffreys 9 Bateson 9 Dutt 9 Deverell 9 Carlile 9 Turnham 9
Skelton 9 Biggin 9 Adanet 9 Ianson 9 Calderwood 9 McIlroy 9 McClintock 9 Noyce 9 Monroe 9 Askew 9 Probert 9
Angus 9 Downer 9 Beach 9 Douthwaite 9 Birkett 9 Errington 9 McAree 9 Foucher 9 Southwick 9 Willett 9
Shelton 9 Rooke 9 Chugh 9 Lovelock 9 Paskell 9 McHugh 9 Skingle 9 Cuthbertson 9 Savidge 9 Baylis 9 Danby 9
Heritage 9 Klam 9 Halstead 9 Woollard 9 Catling 9 Hinchliffe 9 Buttery 9 Holdway 9 Somers 9 Rosso 9 Lowes 9
Dolman 9 Swallow 9 Kinsey 9 Eyre 9 Trainor 9 Davy 9 Stapleton 9 Siddall 9 Ravenscroft 9 Tisdall 9 Templeman 9
Catlin 9 Gifford 9 Goldberg 9 Hawthorne 9 Staniforth 9 Sainsbury 9 Godwin 9 Newberry 9 Howley 9 Anstee 9
Legg 9 Heffernan 9 Linden 9 Crawshaw 9 Conner 9 Hanley 9 Wrenn 9 Sweet 9 Kelliher 9 Champion 9 Haley 9
Kirkman 9 Tinkler 9 Greening 9 McBeth 9 Toal 9 Seago 9 Labbe 9 McNab 9 McDowell 9 Beckett 9 Leroy 9 Dumont 9
Vickery 9 MacInnes 9 Fernyhough 9 Grout 9 Rolfe 9 Kaddour 9 Beasley 9 Peat 9 Ormiston 9 Henson 9 Pole 9
Mayer 9 Broddle 9 Duck 9 Cobley 9 Levett 9 Sales 9 Guthrie 9 Rickards 9 Glennon 9 Gunter 9 Caldecott 9
Adler 9 Seager 9 Dervish 9 O'Driscoll 9 Munns 9 Gaumont 9 O'Hagan 9 Tempest 9 Cunliffe 9 Craddock 9
Brierley 9 McMaster 9 Soole 9 Moles 9 Pyle 9 Linton 9 Greenhill 9 Sargeant 9 Peake 9 Callan 9 Higson 9
Hartshorn 9 Hambly 9 Tasker 9 Henley 9 Yarwood 9 McGarry 9 Wilmot 9 Budgen 9 Foxley 9 Blackwood 9 Moyon 9
Hiller 9 Fields 9 Strickland 9 McDonough 9 Heneghan 9 Coomber 9 Loftus 9 Noonan 9 Seer 9 Faye 9 Pennington 9
Marsland 9 Gunning 9 Blakeley 9 Stanfield 9 Slocombe 9 Monk 9 Pell 9 Osborn 9 Fyall 9 Copland 9 Diamond 9
Colman 9 McGlone 9 Herron 9 Crofts 9 Dunning 9 Silcock 9 Shackleton 9 Dymond 9 Lame 9 Andersson 9 Calveley 9
Prime 9 Shaughnessy 9 Baggaley 9 Wain 9 Greenway 9 Smit 9 Gadsden 9 Dunnett 9 Charnock 9 Barratt 9 Twigg 9
Utton 9 Tonks 9 Billington 9 Tidmarsh 9 Timson 9 Riddell 9 Snelling 9 Merrick 9 Stack 9 Tosh 9 Jenkinson 9
Leyshon 9 Bushby 9 Schmid 9 Gibbon 9 Marc 9 Bowie 9 Lambton 9 Hodkinson 9 Cormack 9 Helley 9 Albert 9
Hadden 9 Homer 9 Hemingway 9 Cleary 9 Western 9 Michaels 9 Callow 9 Cockburn 9 Holl 9 Rodwell 9 Rippin 9
Muller 9 Lendon 9 Birks 9 Gavin 9 Hardwick 9 Edmunds 9 Allum 9 Shuttleworth 9 Cliff 9 Batey 9 Sandison 9
Anthony 9 Bamforth 9 Gillies 9 Chantler 9 Kehoe 9 Mimi 9 Hepples 9 Woodhams 9 Crossland 9 Burrow 9 Werner 9
Tuckey 9 McGivern 9 Duffin 9 Holgate 9 Kewley 9 Lowis 9 Cronin 9 Renwick 9 Willetts 9 Crump 9 Acton 9
Jarram 9 Trigg 9 Dalzell 9 O'Keefe 9 Coughlan 9 Hole 9 Levin 9 Jesson 9 Skelly 9 Barstow 9 Hodgkins 9
Trickett 9 Furey 9 Varley 9 Bridge 9 Pankhurst 9 Mount 9 Ormsby 9 Woodhall 9 Percival 9 O'Reilly 9 Briden 9
Dimmock 9 Rawsthorne 9 Peaper 9 Bagshaw 9 Wragg 9 Hadley 9 Pickersgill 9 Mayes 9 Buckland 9 Hennessey 9
Palfreyman 9 Howlett 9 Reese 9 Milton 9 Hague 9 Ogilvie 9 Pelling 9 Hoskins 9 Charlesworth 9 Borthwick 9
Pasfield 9 Daley 9 Haskins 9 Neill 9 Melvin 9 Stockman 9 Holley 9 McNicholas 9 Cave 9 Bannigan 9 McAdam 9
Cusworth 9 McQuade 9 Ceron 9 Coogan 9 Scullion 9 Pringle 9 Fisk 9 Rowlands 9 Kenning 9 Barfield 9 Flowers 9
Scanlon 9 Denham 9 Grange 8 Chance 8 Gosden 8 Pegg 8 Smithson 8 Bryce 8 Britt 8 Millet 8 Crossan 8 Shotton 8
Leeson 8 Yule 8 Whitby 8 Cuthbert 8 Hillier 8 Patten 8 Wrench 8 Khalil 8 Cork 8 Nicolson 8 Killick 8
Westwell 8 Rampling 8 Lines 8 Driver 8 O'Loughlin 8 Ronflard 8 Hales 8 Killen 8 Rickard 8 Lumley 8 Halley 8
Friel 8 Henshaw 8 Gerard 8 Kennard 8 Coyle 8 McNamee 8 Mashinter 8 Kinder 8 Leyland 8 Bartram 8 Stoddart 8
Cardwell 8 Slattery 8 Keeble 8 Lawrie 8 Stanbridge 8 Barden 8 Bretherton 8 Goff 8 Greenleaf 8 Wears 8
Buckle 8 Cartlidge 8 Brazier 8 Milburn 8 Ganivet 8 Arnott 8 Hayles 8 Timmins 8 Shone 8 Wheatcroft 8 Handy 8
Stockton 8 Crosland 8 Leckie 8 Smellie 8 Dell 8 Melling 8 Castle 8 Mayers 8 Lamond 8 Stocks 8 Wootton 8
Patchett 8 Starr 8 Etchells 8 Swinney 8 Ellerby 8 Lovegrove 8 Waite 8 Chang 8 Brent 8 Valmary 8 Corfield 8
Monteith 8 Fogg 8 Hines 8 Rycroft 8 Murden 8 Dowson 8 Hird 8 Vale 8 Walling 8 Ackroyd 8 Brophy 8 Slack 8
Mullis 8 Becker 8 Lawrance 8 Jennison 8 Brice 8 Widdowson 8 Cromar 8 Sparks 8 Astley 8 Melville 8 Will 8
Bartley 8 Loughran 8 Nobbs 8 Hofland 8 Parkins 8 Amor 8 Aikman 8 Travill 8 Sunley 8 Vernon 8 Sergeant 7
McKinstrey 7 Paige 7 Rogan 7 Gladwell 7 Sleeth 7 Astle 7 Marland 7 Kimber 7 Doon 7 Regent 7 Storrar 7 Damon 7
Geldard 7 Meecham 7 Skuse 7 Chinnery 7 Rackham 7 Begley 7 Fenn 7 Somner 7 Hickton 7 Crothers 7 Widdows 7
Scotney 7 Buttall 7 Govier 7 Ludkin 7 Bremner 7 Greer 7 Basford 7 Ashe 7 Ironmonger 7 Chalk 7 McGlynn 7
Bracewell 7 Luce 7 Dunford 7 Drysdale 7 Bonsall 7 Dickenson 7 McKinlay 7 Redhead 7 Croome 7 Broome 7
Muldoon 7 Bones 7 Hayden 7 Teal 7 Hosey 7 Batch 7 Murtagh 7 Loat 7 Seenan 7 Dooley 7 McClure 7 Geeson 7
)";
}

} // namespace gauze::synth
