// Names. What is not part of a name goes (titles, "Jr"), what stands for a name that is not known is no name
// ("Baby Smith", "Twin 1"), and what is written now together and now apart is written together ("Mc Donald",
// "van der Berg", "al-Hassan"): whoever wrote "VANDERBERG" cannot be taken apart again.
//
// A word that is a particle in one name is a name in another: Van and Le are Vietnamese, Mac and Al are short
// for others. So a particle joins the word behind it, and where it does so depends on the column.
#include "engine/custodian/normal_rules.hpp"
#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <array>

namespace gauze::custodian {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_apostrophe(char c) { return c == '\'' || c == '`'; }

// Which lengths (as bits) words of each first letter have: most words are known not to be in a list by one
// look.
class Lengths {
public:
    constexpr void add(std::string_view word)
    {
        bits_[static_cast<std::size_t>(word[0] - 'A')] |= std::uint32_t{1} << word.size();
    }
    constexpr bool may_have(std::string_view word) const
    {
        if (word.empty() || word.size() > 31 || !is_letter(word[0])) return false;
        return (bits_[static_cast<std::size_t>(word[0] - 'A')] >> word.size() & 1) != 0;
    }

private:
    std::array<std::uint32_t, 26> bits_{};
};

template <std::size_t count>
class Words {
public:
    template <typename... Each>
    explicit constexpr Words(Each... words) : words_{std::string_view(words)...}
    {
        for (const std::string_view word : words_) lengths_.add(word);
    }
    constexpr bool has(std::string_view word) const
    {
        return lengths_.may_have(word) && std::find(words_.begin(), words_.end(), word) != words_.end();
    }
    constexpr bool may_have(std::string_view word) const { return lengths_.may_have(word); }

private:
    std::array<std::string_view, count> words_;
    Lengths lengths_;
};
template <typename... Each>
Words(Each...) -> Words<sizeof...(Each)>;

std::string_view first_word(std::string_view words) { return words.substr(0, words.find(' ')); }

std::string_view last_word(std::string_view words)
{
    const std::size_t blank = words.rfind(' ');
    return blank == npos ? words : words.substr(blank + 1);
}

std::string_view behind_first(std::string_view words)
{
    const std::size_t blank = words.find(' ');
    return blank == npos ? std::string_view() : words.substr(blank + 1);
}

// ---- titles ----

constexpr Words titles{"MR",  "MRS",  "MISS",     "MS",  "MX",   "MSTR", "DR",    "PROF",
                       "REV", "REVD", "REVEREND", "SIR", "DAME", "HRH",  "MASTER"};
// Behind a name. Not DR or MS, which are initials there, nor Junior and Senior, which are names.
constexpr Words endings{"MR", "MRS", "MISS", "MX", "JR", "JNR", "SR", "SNR", "ESQ", "III", "II"};

void drop_titles(std::string& words)
{
    while (words.find(' ') != npos && titles.has(first_word(words))) words.erase(0, words.find(' ') + 1);
    while (words.find(' ') != npos && endings.has(last_word(words))) words.resize(words.rfind(' '));
}

// ---- placeholders ----

// Of a given name, whatever follows: "Baby Smith", "Twin 2", "Unborn child of".
constexpr Words no_given_name{"BABY",   "BABYBOY", "BABYGIRL", "TWIN",   "TRIPLET", "QUADRUPLET", "NEWBORN",
                              "UNBORN", "UNKNOWN", "UNNAMED",  "NONAME", "TBC",     "TBA",        "FNU"};
constexpr Words newborns{"BABY", "TWIN", "TRIPLET", "INFANT", "NEWBORN", "BOY", "GIRL"};
// Alone, or before one of the next two lists: "Boy", "Infant of", "Girl 2", "Male infant".
constexpr Words children{"BOY", "GIRL", "INFANT", "MALE", "FEMALE", "CHILD"};
constexpr Words alone{"BOY", "GIRL", "INFANT"}, last{"TWIN", "TRIPLET", "NEWBORN"};
constexpr Words numbers{"ONE", "TWO", "THREE", "I", "II", "III", "A", "B"};
constexpr Words no_family_name{"UNKNOWN", "UNNAMED", "TBC", "TBA", "LNU", "NONAME", "NK"};
// A full name of such words alone is nobody's.
constexpr Words unknown_words{"UNKNOWN", "UNNAMED", "TBC", "TBA", "FNU", "LNU", "NONAME"};
constexpr Words unknown_company{"MALE", "FEMALE", "PERSON", "NAME", "PATIENT"};
constexpr Words phrases{"NOT NAMED",    "NOT YET NAMED",   "NO NAME",
                        "NAME UNKNOWN", "NAME NOT KNOWN",  "NAME NOT GIVEN",
                        "NOT GIVEN",    "TO BE CONFIRMED", "TO BE ADVISED"};

bool is_number(std::string_view word)
{
    return numbers.has(word) || std::all_of(word.begin(), word.end(), is_digit);
}

std::string_view without_digits_behind(std::string_view word)
{
    while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
    return word;
}

bool is_no_given_name(std::string_view words)
{
    const std::string_view first = first_word(words), second = first_word(behind_first(words));
    if (no_given_name.has(first)) return true;
    if (is_digit(first.back()) && newborns.has(without_digits_behind(first))) return true; // "TWIN1"
    if (second.empty()) return alone.has(first);
    if (children.has(first) &&
        (second == "OF" || newborns.has(second) || children.has(second) || is_number(second)))
        return true;
    return last.has(last_word(words));
}

bool is_no_full_name(std::string_view words)
{
    bool unknown = false;
    for (; !words.empty(); words = behind_first(words)) {
        const bool says_so = unknown_words.has(first_word(words));
        if (!says_so && !unknown_company.has(first_word(words))) return false;
        unknown = unknown || says_so;
    }
    return unknown;
}

bool stands_for_a_name(NameKind kind, std::string_view words)
{
    if (words.find(' ') != npos && phrases.has(words)) return true;
    switch (kind) {
    case NameKind::given: return is_no_given_name(words);
    case NameKind::family: return no_family_name.has(first_word(words));
    case NameKind::full: return is_no_full_name(words);
    }
    return false;
}

// ---- particles ----

enum class Joins : std::uint8_t {
    never,
    always,
    inside, // not as the first word
    ahead,  // only before another particle: "VAN DER"
    behind, // only behind another particle: "DE LOS"
};

struct Particle {
    std::string_view word;
    Joins given, family, full;
};

constexpr auto no = Joins::never, yes = Joins::always, inside = Joins::inside, ahead = Joins::ahead,
               behind = Joins::behind;
constexpr std::array particles{
    Particle{"MC", yes, yes, yes},        Particle{"MAC", no, yes, inside},
    Particle{"O", no, yes, no},           Particle{"D", no, yes, no},
    Particle{"FITZ", no, yes, inside},    Particle{"AP", no, yes, inside},
    Particle{"AB", no, yes, no},          Particle{"NI", no, yes, no},
    Particle{"NIC", no, yes, no},         Particle{"ST", yes, yes, inside},
    Particle{"AL", yes, yes, inside},     Particle{"EL", yes, yes, inside},
    Particle{"ABU", yes, yes, yes},       Particle{"ABD", yes, yes, yes},
    Particle{"ABDUL", yes, yes, no},      Particle{"ABDAL", yes, yes, no},
    Particle{"ABDEL", yes, yes, no},      Particle{"ABDUR", yes, yes, no},
    Particle{"VAN", no, yes, ahead},      Particle{"VON", no, yes, inside},
    Particle{"VANDER", no, yes, inside},  Particle{"VANDEN", no, yes, inside},
    Particle{"DER", behind, yes, inside}, Particle{"DEN", behind, yes, inside},
    Particle{"TEN", no, yes, no},         Particle{"TER", no, yes, no},
    Particle{"ZU", no, yes, no},          Particle{"ZUR", no, yes, no},
    Particle{"DE", yes, yes, inside},     Particle{"DES", behind, yes, inside},
    Particle{"DEL", yes, yes, inside},    Particle{"DELLA", yes, yes, inside},
    Particle{"DI", no, yes, ahead},       Particle{"DA", no, yes, ahead},
    Particle{"DO", no, yes, ahead},       Particle{"DU", no, yes, ahead},
    Particle{"DOS", behind, yes, inside}, Particle{"DAS", behind, yes, inside},
    Particle{"LA", yes, yes, inside},     Particle{"LE", yes, yes, behind},
    Particle{"LOS", behind, yes, inside}, Particle{"LAS", behind, yes, inside},
};

const Particle* particle(std::string_view word)
{
    static constexpr Lengths lengths = [] {
        Lengths made;
        for (const Particle& p : particles) made.add(p.word);
        return made;
    }();
    if (!lengths.may_have(word)) return nullptr;
    const auto found =
        std::find_if(particles.begin(), particles.end(), [&](const Particle& p) { return p.word == word; });
    return found == particles.end() ? nullptr : &*found;
}

struct Place {
    bool first;  // of the name
    bool joined; // to the particle before it
};

bool joins_next(NameKind kind, std::string_view word, std::string_view next, Place place)
{
    const Particle* const p = particle(word);
    if (!p) return kind == NameKind::family && place.joined && word.size() == 1; // "VAN T HOFF"
    switch (kind == NameKind::given ? p->given : kind == NameKind::family ? p->family : p->full) {
    case Joins::never: return false;
    case Joins::always: return true;
    case Joins::inside: return !place.first;
    case Joins::ahead: return particle(next) != nullptr;
    case Joins::behind: return place.joined;
    }
    return false;
}

void join_particles(NameKind kind, std::string& words)
{
    Place place{true, false};
    for (std::size_t start = 0;;) {
        const std::size_t blank = words.find(' ', start);
        if (blank == npos) return;
        const std::string_view word = std::string_view(words).substr(start, blank - start);
        const std::string_view next = first_word(std::string_view(words).substr(blank + 1));
        place = {false, joins_next(kind, word, next, place)};
        if (place.joined) words.erase(blank, 1);
        start = blank + !place.joined;
    }
}

// "O' BRIEN" -> "O'BRIEN": a single letter's apostrophe holds on to the word behind it.
void close_apostrophes(std::string& text)
{
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        const bool single =
            is_apostrophe(text[i]) && is_letter(text[i - 1]) && (i == 1 || !is_letter(text[i - 2]));
        while (single && i + 1 < text.size() && text[i + 1] == ' ') text.erase(i + 1, 1);
    }
}

bool may_stand_for_a_name(std::string_view word)
{
    return no_given_name.may_have(word) || alone.may_have(word) || no_family_name.may_have(word) ||
           unknown_words.may_have(word);
}

} // namespace

bool normal_plain_name(std::string_view cell, std::string& normal)
{
    constexpr std::size_t longest = 15; // fits every std::string without its growing
    if (cell.size() > longest) return false;
    normal.resize(cell.size());
    unsigned other = 0;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const auto small = static_cast<unsigned>(cell[i]) | 0x20u;
        other |= (small - 'a') > 25u;
        normal[i] = static_cast<char>(small & 0xdfu);
    }
    if (other == 0 && !may_stand_for_a_name(normal)) return true;
    normal.clear();
    return false;
}

CellFault normal_name(NameKind kind, std::string& folded)
{
    if (folded.find_first_not_of('.') == npos) return missing_because(CellFault::placeholder, folded);
    if (std::any_of(folded.begin(), folded.end(), is_apostrophe)) close_apostrophes(folded);
    keep_words(folded);
    if (folded.empty()) return CellFault::nothing_left;
    const bool one_word = folded.find(' ') == npos;
    if (!one_word) drop_titles(folded);
    if (stands_for_a_name(kind, folded)) return missing_because(CellFault::placeholder, folded);
    if (!one_word) join_particles(kind, folded);
    return CellFault::none;
}

} // namespace gauze::custodian
