#include "engine/custodian/normal_rules.hpp"
#include "engine/custodian/normalize.hpp"

#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

using project::FieldKind;
using Table = std::vector<std::pair<std::string, std::vector<const char*>>>;

std::string name(FieldKind kind, std::string_view cell, CellFault expected = CellFault::none)
{
    std::string text;
    EXPECT_EQ(Normaliser(kind, std::nullopt).normalise(cell, text), expected) << cell;
    return text;
}

void expect(FieldKind kind, const Table& table)
{
    for (const auto& [normal, cells] : table)
        for (const char* cell : cells) EXPECT_EQ(name(kind, cell), normal) << cell;
}

TEST(FamilyNames, AreOneWordHoweverTheirParticlesAreWritten)
{
    expect(FieldKind::family_name,
           {{"MCDONALD", {"McDonald", "Mc Donald", "MC-DONALD", "mcdonald"}},
            {"MACDONALD", {"MacDonald", "Mac Donald"}},
            {"OBRIEN", {"O'Brien", "O' Brien", "O Brien", "OBrien", "O\u2019Brien", "O`Brien", "O 'Brien"}},
            {"DSOUZA", {"D'Souza", "D Souza", "DSouza", "d' Souza"}},
            {"ALHASSAN", {"Al-Hassan", "Al Hassan", "AlHassan", "al\u2010Hassan"}},
            {"ELSAYED", {"El-Sayed", "El Sayed", "Elsayed"}},
            {"VANDERBERG", {"van der Berg", "Van Der-Berg", "Vanderberg", "VanDer Berg"}},
            {"VANTHOFF", {"van 't Hoff", "Van t Hoff"}},
            {"DELACRUZ", {"de la Cruz", "De LaCruz", "Delacruz"}},
            {"DELISLE", {"de l'Isle", "de L' Isle"}},
            {"APRHYS", {"ap Rhys", "Ap-Rhys"}},
            {"STJOHN", {"St John", "St. John", "StJohn"}},
            {"FITZGERALD", {"Fitz Gerald", "FitzGerald"}},
            {"DOSSANTOS", {"dos Santos", "Dos Santos"}}});
}

TEST(FamilyNames, KeepWhatIsNoParticle)
{
    expect(FieldKind::family_name, {{"SMITH JONES", {"Smith-Jones", "SMITH JONES", "Smith / Jones"}},
                                    {"GARCIA DELACRUZ", {"Garc\u00eda de la Cruz"}},
                                    {"MAC", {"Mac"}},
                                    {"LE", {"Le", "L\u00ea"}},
                                    {"SMITH DE", {"Smith de"}},
                                    {"BIN LADEN", {"bin Laden"}}});
}

TEST(GivenNames, JoinOnlyWhatIsNoNameOfItsOwn)
{
    expect(FieldKind::given_name, {{"ALAMIN", {"Al-Amin", "Al Amin", "Alamin"}},
                                   {"ABDULRAHMAN", {"Abdul Rahman", "Abdul-Rahman", "Abdulrahman"}},
                                   {"DEANDRE", {"De'Andre", "De Andre", "DeAndre"}},
                                   {"DANGELO", {"D'Angelo", "D' Angelo"}},
                                   {"LATOYA", {"La Toya", "LaToya"}},
                                   {"MARY ANN", {"Mary Ann", "Mary-Ann", "mary  ann"}},
                                   {"VAN ANH", {"Van Anh"}},
                                   {"MAC ROBERT", {"Mac Robert"}},
                                   {"JAMES O", {"James O", "James O."}}});
}

TEST(FullNames, JoinOnlyWhereNoOtherNameCanBeMeant)
{
    expect(FieldKind::full_name, {{"JAN VANDERBERG", {"Jan van der Berg", "Jan Vanderberg"}},
                                  {"NGUYEN VAN DUC", {"Nguy\u1ec5n V\u0103n \u0110\u1ee9c"}},
                                  {"LE THI HOA", {"Le Thi Hoa"}},
                                  {"MAC MILLER", {"Mac Miller"}},
                                  {"RONALD MACDONALD", {"Ronald Mac Donald", "Ronald MacDonald"}},
                                  {"JAMES OBRIEN", {"James O'Brien", "James O' Brien"}},
                                  {"JAMES O SMITH", {"James O Smith"}},
                                  {"SMITH JOHN", {"Smith, John", "Mr Smith John"}}});
}

TEST(Names, LoseTheirTitlesAndSuffixesWhereSomethingElseRemains)
{
    expect(FieldKind::given_name,
           {{"JOHN", {"Mr John", "Dr. John", "John Jr", "Prof. Sir John", "John (Mr)", "Rev'd John"}},
            {"MR", {"Mr", "Mr."}},
            {"MISS", {"Miss Miss"}},
            {"JUNIOR", {"Junior"}},
            {"JOHN SENIOR", {"John Senior"}}});
    expect(FieldKind::family_name, {{"SMITH", {"Smith Jr.", "Smith III", "Smith, Mrs", "Mrs Smith"}},
                                    {"SMITH DR", {"Smith DR"}},
                                    {"MASTER", {"Master"}}});
}

TEST(GivenNames, ThatStandForANameNotKnownAreMissingAndCounted)
{
    for (const char* cell : {"Baby",        "Baby Smith",    "Baby Boy", "BABY GIRL",      "Baby of Jane",
                             "Baby 1",      "Baby1",         "Twin 1",   "Twin 2",         "Twin One",
                             "TWIN2",       "Twin A",        "1st Twin", "Infant of",      "Infant",
                             "Male infant", "Boy",           "Girl",     "Girl 2",         "Boy Twin",
                             "Unborn",      "Unborn Baby",   "Unknown",  "UNKNOWN",        "Unknown Male",
                             "Not Named",   "Not yet named", "TBC",      "t.b.c",          ".",
                             "...",         "Mr Unknown",    "No Name",  "Name not known", "FNU"}) {
        const bool initials = std::string_view(cell) == "t.b.c"; // somebody's, for all we know
        EXPECT_EQ(name(FieldKind::given_name, cell, initials ? CellFault::none : CellFault::placeholder),
                  initials ? "T B C" : "")
            << cell;
    }
}

TEST(GivenNames, ThatResemblePlaceholdersAreNames)
{
    for (const char* cell : {"Babylyn", "Infant Raj", "Boy George", "Male", "Trinity", "Tobias", "Gina",
                             "Ubah", "Girley", "Nona", "Twinkle", "Unity"})
        EXPECT_FALSE(name(FieldKind::given_name, cell).empty()) << cell;
}

TEST(FamilyNames, ThatStandForANameNotKnownAreMissingAndCounted)
{
    for (const char* cell :
         {"Unknown", "unknown", "UNKNOWN FAMILY", "TBC", "Unnamed", "LNU", ".", "Not named"})
        EXPECT_EQ(name(FieldKind::family_name, cell, CellFault::placeholder), "") << cell;
    for (const char* cell : {"Baby", "Boy", "Twin", "Infante", "Null", "Na"})
        EXPECT_FALSE(name(FieldKind::family_name, cell).empty()) << cell;
}

TEST(FullNames, ThatSayNothingAreMissingAndCounted)
{
    for (const char* cell :
         {"Unknown", "Unknown Unknown", "Unknown Male", "UNKNOWN PERSON", "FNU LNU", "TBC"})
        EXPECT_EQ(name(FieldKind::full_name, cell, CellFault::placeholder), "") << cell;
    EXPECT_EQ(name(FieldKind::full_name, "Unknown Smith"), "UNKNOWN SMITH");
    EXPECT_EQ(name(FieldKind::full_name, "Baby Boy Smith"), "BABY BOY SMITH");
}

// The quick way for one plain word against the way of all others.
TEST(Names, TakeTheQuickWayToTheSameEnd)
{
    const std::vector<std::pair<FieldKind, NameKind>> kinds{{FieldKind::given_name, NameKind::given},
                                                            {FieldKind::family_name, NameKind::family},
                                                            {FieldKind::full_name, NameKind::full}};
    std::vector<std::string> cells{"Baby",
                                   "TWIN",
                                   "boy",
                                   "Girl",
                                   "infant",
                                   "unborn",
                                   "tbc",
                                   "tba",
                                   "Lnu",
                                   "fnu",
                                   "nk",
                                   "Mr",
                                   "Mc",
                                   "o",
                                   "Al",
                                   "MALE",
                                   "a",
                                   "Anna",
                                   "NoName",
                                   "unnamed",
                                   "van",
                                   "abcdefghijklmno",
                                   "abcdefghijklmnop",
                                   "triplet",
                                   "quadruplet",
                                   "babyboy"};
    std::mt19937 random(6);
    for (int i = 0; i < 5000; ++i) {
        std::string& cell = cells.emplace_back(1 + random() % 17, ' ');
        for (char& c : cell)
            c = static_cast<char>((random() % 2 == 0 ? 'A' : 'a') + random() % (i % 3 == 0 ? 30 : 26));
    }
    for (const auto& [field, kind] : kinds)
        for (const std::string& cell : cells) {
            std::string slow, quick;
            ASSERT_TRUE(fold_by_icu(cell, slow));
            const CellFault fault = normal_name(kind, slow);
            EXPECT_EQ(Normaliser(field, std::nullopt).normalise(cell, quick), fault) << cell;
            EXPECT_EQ(quick, slow) << cell;
        }
}

} // namespace
} // namespace gauze::custodian
