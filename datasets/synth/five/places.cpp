// Postcode areas and districts follow open data of the Ordnance Survey and ONS (datasets/README.md); the
// Crown Dependencies, which are not in the United Kingdom, and districts without homes are left out as far as
// known.
#include "datasets/synth/five/places.hpp"

#include <array>

namespace gauze::synth::five {

namespace {

constexpr auto areas = std::to_array<PostcodeArea>({
    {"AB", "Aberdeen", "10-16 21-25 30-39 41-45 51-56"},
    {"AL", "St Albans", "1-10"},
    {"B", "Birmingham", "1-21 23-38 40 42-50 60-80 90-98"},
    {"BA", "Bath", "1-16 20-22"},
    {"BB", "Blackburn", "1-12 18"},
    {"BD", "Bradford", "1-24"},
    {"BH", "Bournemouth", "1-25 31"},
    {"BL", "Bolton", "0-9"},
    {"BN", "Brighton", "1-3 5-18 20-27 41-45"},
    {"BR", "Bromley", "1-8"},
    {"BS", "Bristol", "1-11 13-16 20-32 34-37 39-41 48-49 99"},
    {"BT", "Belfast", "1-49 51-57 60-71 74-82 92-94"},
    {"CA", "Carlisle", "1-28"},
    {"CB", "Cambridge", "1-11 21-25"},
    {"CF", "Cardiff", "3 5 10-11 14-15 23-24 31-48 61-64 71-72 81-83"},
    {"CH", "Chester", "1-8 41-49 60-66"},
    {"CM", "Chelmsford", "0-9 11-24 77"},
    {"CO", "Colchester", "1-16"},
    {"CR", "Croydon", "0 2-9"},
    {"CT", "Canterbury", "1-21"},
    {"CV", "Coventry", "1-13 21-23 31-37 47"},
    {"CW", "Crewe", "1-12"},
    {"DA", "Dartford", "1-18"},
    {"DD", "Dundee", "1-11"},
    {"DE", "Derby", "1 3-7 11-15 21-24 45 55-56 65 72-75"},
    {"DG", "Dumfries", "1-14 16"},
    {"DH", "Durham", "1-9"},
    {"DL", "Darlington", "1-17"},
    {"DN", "Doncaster", "1-12 14-22 31-41"},
    {"DT", "Dorchester", "1-11"},
    {"DY", "Dudley", "1-14"},
    {"E", "London", "1-18 20 1W"},
    {"EC", "London", "1A 1M 1N 1R 1V 1Y 2A 2M 2N 2P 2R 2V 2Y 3A 3M 3N 3P 3R 3V 4A 4M 4N 4R 4V 4Y"},
    {"EH", "Edinburgh", "1-49 51-55"},
    {"EN", "Enfield", "1-11"},
    {"EX", "Exeter", "1-24 31-39"},
    {"FK", "Falkirk", "1-21"},
    {"FY", "Blackpool", "1-8"},
    {"G", "Glasgow", "1-5 11-15 20-23 31-34 40-46 51-53 60-69 71-74 76-78 81-84"},
    {"GL", "Gloucester", "1-20 50-56"},
    {"GU", "Guildford", "1-35 46-47 51-52"},
    {"HA", "Harrow", "0-9"},
    {"HD", "Huddersfield", "1-9"},
    {"HG", "Harrogate", "1-5"},
    {"HP", "Hemel Hempstead", "1-23 27"},
    {"HR", "Hereford", "1-9"},
    {"HS", "Stornoway", "1-9"},
    {"HU", "Hull", "1-20"},
    {"HX", "Halifax", "1-7"},
    {"IG", "Ilford", "1-11"},
    {"IP", "Ipswich", "1-33"},
    {"IV", "Inverness", "1-28 30-32 36 40-49 51-56 63"},
    {"KA", "Kilmarnock", "1-30"},
    {"KT", "Kingston upon Thames", "1-24"},
    {"KW", "Kirkwall", "1-3 5-17"},
    {"KY", "Kirkcaldy", "1-16"},
    {"L", "Liverpool", "1-40 69-70"},
    {"LA", "Lancaster", "1-23"},
    {"LD", "Llandrindod Wells", "1-8"},
    {"LE", "Leicester", "1-19 65 67"},
    {"LL", "Llandudno", "11-49 51-78"},
    {"LN", "Lincoln", "1-13"},
    {"LS", "Leeds", "1-29"},
    {"LU", "Luton", "1-7"},
    {"M", "Manchester", "1-9 11-35 38 40-41 43-46 60 90"},
    {"ME", "Rochester", "1-20"},
    {"MK", "Milton Keynes", "1-19 40-46"},
    {"ML", "Motherwell", "1-12"},
    {"N", "London", "1-22 1C"},
    {"NE", "Newcastle upon Tyne", "1-13 15-49 61-71 99"},
    {"NG", "Nottingham", "1-25 31-34"},
    {"NN", "Northampton", "1-18 29"},
    {"NP", "Newport", "4 7-8 10-13 15-16 18-20 22-26 44"},
    {"NR", "Norwich", "1-35"},
    {"NW", "London", "1-11"},
    {"OL", "Oldham", "1-16"},
    {"OX", "Oxford", "1-18 20 25-29 33 39 44 49"},
    {"PA", "Paisley", "1-38 41-49 60-78"},
    {"PE", "Peterborough", "1-16 19-38"},
    {"PH", "Perth", "1-26 30-36 38-44 49-50"},
    {"PL", "Plymouth", "1-35"},
    {"PO", "Portsmouth", "1-22 30-41"},
    {"PR", "Preston", "1-9 25-26"},
    {"RG", "Reading", "1-2 4-10 12 14 17-31 40-42 45"},
    {"RH", "Redhill", "1-20"},
    {"RM", "Romford", "1-20"},
    {"S", "Sheffield", "1-14 17-18 20-21 25-26 32-33 35-36 40-45 60-66 70-75 80-81"},
    {"SA", "Swansea", "1-20 31-48 61-73"},
    {"SE", "London", "1-28"},
    {"SG", "Stevenage", "1-19"},
    {"SK", "Stockport", "1-17 22-23"},
    {"SL", "Slough", "0-9"},
    {"SM", "Sutton", "1-7"},
    {"SN", "Swindon", "1-16 25-26"},
    {"SO", "Southampton", "14-24 30-32 40-43 45 50-53"},
    {"SP", "Salisbury", "1-11"},
    {"SR", "Sunderland", "1-9"},
    {"SS", "Southend-on-Sea", "0-9 11-17"},
    {"ST", "Stoke-on-Trent", "1-21"},
    {"SW", "London", "1-20 1A 1E 1H 1P 1V 1W 1X 1Y"},
    {"SY", "Shrewsbury", "1-25"},
    {"TA", "Taunton", "1-24"},
    {"TD", "Galashiels", "1-15"},
    {"TF", "Telford", "1-13"},
    {"TN", "Tunbridge Wells", "1-40"},
    {"TQ", "Torquay", "1-14"},
    {"TR", "Truro", "1-27"},
    {"TS", "Middlesbrough", "1-29"},
    {"TW", "Twickenham", "1-20"},
    {"UB", "Southall", "1-11"},
    {"W", "London", "1-14 1B 1C 1D 1F 1G 1H 1J 1K 1M 1S 1T 1U 1W"},
    {"WA", "Warrington", "1-16"},
    {"WC", "London", "1A 1B 1E 1H 1N 1R 1V 1X 2A 2B 2E 2H 2N 2R"},
    {"WD", "Watford", "1-7 17-19 23-25"},
    {"WF", "Wakefield", "1-17"},
    {"WN", "Wigan", "1-8"},
    {"WR", "Worcester", "1-15"},
    {"WS", "Walsall", "1-15"},
    {"WV", "Wolverhampton", "1-16"},
    {"YO", "York", "1 7-8 10-19 21-26 30-32 41-43 51 60-62"},
    {"ZE", "Lerwick", "1-3"},
});

constexpr auto abbreviations = std::to_array<Abbreviation>({
    {"Road", "Rd"},
    {"Street", "St"},
    {"Avenue", "Ave"},
    {"Close", "Cl"},
    {"Drive", "Dr"},
    {"Lane", "Ln"},
    {"Crescent", "Cres"},
    {"Gardens", "Gdns"},
    {"Terrace", "Terr"},
    {"Place", "Pl"},
    {"Court", "Ct"},
    {"Grove", "Gr"},
});

} // namespace

std::span<const PostcodeArea> postcode_areas() { return areas; }

std::span<const Abbreviation> street_abbreviations() { return abbreviations; }

NameTable street_words()
{
    return R"(
Church 60 Station 55 High 40 Park 45 Victoria 40 Manor 36 Green 30 Queens 30 Kings 28 Mill 34 School 26 Chapel 24
West 22 North 20 South 18 East 16 London 14 York 18 New 22 Albert 24 George 18 Windsor 18 Grange 24 Grove 16
Highfield 22 Springfield 22 Stanley 16 Alexandra 18 Richmond 14 Broad 8 Bridge 18 Chester 10 Clarence 10 Cross 8
Duke 6 Elm 14 Farm 14 Field 10 Garden 8 Hill 16 Holly 10 Hawthorn 14 Oak 16 Ash 14 Beech 16 Birch 14 Cedar 14
Chestnut 14 Lime 10 Maple 14 Poplar 8 Rowan 12 Sycamore 10 Willow 14 Ivy 4 Laurel 10 Orchard 20 Meadow 16 Heath 12
Moor 12 Wood 12 Brook 14 River 8 Spring 10 Well 8 Castle 14 Abbey 12 Priory 12 Vicarage 12 Rectory 10 Tower 6
Nelson 10 Wellington 12 Churchill 10 Lincoln 8 Marlborough 8 Salisbury 10 Balmoral 8 Lancaster 8 Warwick 8
Cambridge 8 Oxford 8 Durham 6 Derby 6 Kent 4 Devonshire 8 Norfolk 6 Suffolk 4 Cumberland 6 Westmorland 4
St_John's 10 St_Mary's 12 St_Peter's 8 St_Andrew's 8 St_George's 8 St_Paul's 6 Holme 6 Ings 3 Royd 3 Thornhill 6
Woodlands 12 Fairfield 10 Fairview 6 Hillside 12 Lakeside 4 Parkside 6 Riverside 4 The_Mount 2 Newton 6 Norton 6
Ashfield 8 Oakfield 8 Westfield 10 Northfield 8 Broomfield 6 Greenfield 8 Whitehall 4 Mount_Pleasant 4 Nursery 6
Railway 8 Canal 4 Factory 2 Union 6 Commercial 6 Market 10 Cemetery 3 Hospital 2 Quarry 6 Common 8 Coronation 8
Jubilee 8 Mandela 2 Attlee 3 Bevan 3 Keats 3 Shelley 4 Byron 6 Milton 6 Tennyson 6 Shakespeare 4 Burns 4 Kestrel 4
Kingfisher 6 Lapwing 3 Skylark 4 Swallow 4 Heron 4 Foxglove 4 Bluebell 5 Primrose 6 Lavender 4 Heather 6
)";
}

NameTable street_kinds()
{
    return R"(
Road 300 Street 150 Close 120 Avenue 110 Drive 90 Lane 80 Way 40 Crescent 36 Gardens 30 Court 26 Terrace 26
Place 22 Grove 22 Walk 16 Rise 10 Mews 10 Square 8 View 8 Hill 8 Row 6 Green 6
)";
}

} // namespace gauze::synth::five
