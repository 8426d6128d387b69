// Words of English streets and houses as anyone has seen them; their order is our own estimate of how common
// they are.
#include "datasets/synth/world/streets.hpp"

namespace gauze::synth {

namespace {

constexpr std::string_view words[] = {
    "Church",      "Station",     "Park",        "High",       "Victoria",       "Manor",
    "Mill",        "Green",       "Queens",      "Kings",      "School",         "Chapel",
    "Albert",      "Grange",      "West",        "New",        "Highfield",      "Springfield",
    "North",       "Orchard",     "South",       "York",       "George",         "Windsor",
    "Alexandra",   "Bridge",      "East",        "Grove",      "Stanley",        "Hill",
    "Oak",         "Beech",       "Meadow",      "London",     "Richmond",       "Elm",
    "Farm",        "Hawthorn",    "Ash",         "Birch",      "Cedar",          "Chestnut",
    "Maple",       "Willow",      "Brook",       "Castle",     "Rowan",          "Heath",
    "Moor",        "Wood",        "Abbey",       "Priory",     "Vicarage",       "Wellington",
    "St Mary's",   "Woodlands",   "Hillside",    "Chester",    "Clarence",       "Field",
    "Holly",       "Lime",        "Sycamore",    "Laurel",     "Spring",         "Rectory",
    "Nelson",      "Churchill",   "Salisbury",   "St John's",  "Fairfield",      "Westfield",
    "Market",      "Broad",       "Cross",       "Garden",     "Poplar",         "River",
    "Well",        "Lincoln",     "Marlborough", "Balmoral",   "Lancaster",      "Warwick",
    "Cambridge",   "Oxford",      "Devonshire",  "St Peter's", "St Andrew's",    "St George's",
    "Ashfield",    "Oakfield",    "Northfield",  "Greenfield", "Railway",        "Common",
    "Coronation",  "Jubilee",     "Duke",        "Tower",      "Durham",         "Derby",
    "Norfolk",     "Cumberland",  "St Paul's",   "Holme",      "Thornhill",      "Fairview",
    "Parkside",    "Newton",      "Norton",      "Broomfield", "Nursery",        "Union",
    "Commercial",  "Quarry",      "Byron",       "Milton",     "Tennyson",       "Kingfisher",
    "Primrose",    "Heather",     "Bluebell",    "Ivy",        "Kent",           "Suffolk",
    "Westmorland", "Lakeside",    "Riverside",   "Whitehall",  "Mount Pleasant", "Canal",
    "Shelley",     "Shakespeare", "Burns",       "Kestrel",    "Skylark",        "Swallow",
    "Heron",       "Foxglove",    "Lavender",    "Ings",       "Royd",           "Cemetery",
    "Attlee",      "Bevan",       "Keats",       "Lapwing",    "The Mount",      "Factory",
    "Hospital",    "Mandela"};

constexpr std::string_view kinds[] = {"Road",     "Street",  "Close",  "Avenue",  "Drive", "Lane",  "Way",
                                      "Crescent", "Gardens", "Court",  "Terrace", "Place", "Grove", "Walk",
                                      "Rise",     "Mews",    "Square", "View",    "Hill",  "Row",   "Green"};

constexpr std::string_view houses[] = {
    "Rose",       "Ivy",      "Orchard",  "Holly",    "Willow",      "Church",   "Mill",     "Yew Tree",
    "Oak",        "Meadow",   "Garden",   "Hill",     "Honeysuckle", "Lilac",    "Thatched", "White",
    "Old School", "Stable",   "Keeper's", "Forge",    "Bridge",      "Laurel",   "Primrose", "Elm",
    "Fern",       "Hawthorn", "Bramble",  "Lavender", "Apple Tree",  "Wisteria", "Beech",    "Ash",
    "Cedar",      "Rowan",    "Chestnut", "Brook",    "Spring",      "Well",     "Park",     "Manor"};

constexpr std::string_view house_ends[] = {
    "Cottage", "House",  "Lodge", "View", "Barn",   "Villa",  "Bungalow", "Farm", "Bank",  "Dene",
    "Cot",     "Grange", "Croft", "Mead", "Hollow", "Corner", "Gate",     "Lea",  "Mount", "Nook"};

} // namespace

std::span<const std::string_view> street_words() { return words; }
std::span<const std::string_view> street_kinds() { return kinds; }
std::span<const std::string_view> house_words() { return houses; }
std::span<const std::string_view> house_kinds() { return house_ends; }

std::string_view draw_word(std::span<const std::string_view> words, Draws& draws)
{
    // The product of two uniform numbers leans to the front.
    const auto n = static_cast<std::uint32_t>(words.size());
    const std::uint64_t limit = draws.next();
    return words[(limit * draws.below(n)) >> 32];
}

} // namespace gauze::synth
