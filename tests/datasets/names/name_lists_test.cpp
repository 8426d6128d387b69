// The fuller lists: how they are read, and, where they are (GAUZE_DATA), that what is drawn is what they
// count.
#include "bloom/base/error.hpp"
#include "datasets/synth/names/csv_gz.hpp"
#include "datasets/synth/names/lists.hpp"
#include "tests/datasets/names/drawn_names.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

using namespace test;
using gauze::test::TemporaryFolder;
using gauze::test::write_file;

void write_lists(const TemporaryFolder& folder, std::string_view births)
{
    write_file(folder / "uk_baby_names_1974_2020.csv.gz", births);
    write_file(folder / "lastname_uk.csv.gz", "surname,freq\nsmith,0.75\nmcdonald,0.25\nhussain,0.5\n");
    write_file(folder / "nicknames.csv.gz", "name1,relationship,name2\nbarnabas,has_nickname,barn\n");
    write_file(folder / "firstname_uk_variant.csv.gz",
               "forename,forename2,freq\nmarjorie,marjory,0.5\nedw,ted,0.5\n");
    write_file(folder / "lastname_uk_variant.csv.gz", "lastname1,lastname2,freq\nhallam,hallum,1.0\n");
}

constexpr std::string_view births =
    "nation,year,sex,name,n\n"
    "EW,1996,F,ANN,30\nEW,1996,F,LILY-MAE,10\nEW,1996,M,TOM,5\nEW,1996,M,MOHAMMED,50\n"
    "S,1974,F,Morag,5\nS,1974,M,Hamish,5\nNI,1997,F,Orla,5\nNI,1997,M,Fionn,5\n";

TEST(NameLists, AreDrawnByTheirCounts)
{
    const TemporaryFolder folder;
    write_lists(folder, births);
    const Naming naming(folder.path());
    const Named girl{community("English"), Sex::female, 2005, false},
        boy{community("English"), Sex::male, 2005, false};
    const std::vector<Naming::Share> shares = naming.given_shares(girl);
    ASSERT_EQ(shares.size(), 2u);
    EXPECT_EQ(shares[0].name, "Ann");
    EXPECT_EQ(shares[0].per_million, 750'000u);
    EXPECT_EQ(shares[1].name, "Lily-Mae");
    // A name that only others bear is left to them; so is a family name.
    ASSERT_EQ(naming.given_shares(boy).size(), 1u);
    const std::vector<Naming::Share> families = naming.family_shares(community("English"));
    ASSERT_EQ(families.size(), 2u);
    EXPECT_EQ(families[1].name, "McDonald");
    EXPECT_EQ(families[1].per_million, 250'000u);
    Draws draws = stream(1);
    EXPECT_EQ(naming.other_spelling("Hallam", true, draws), "Hallum");
    EXPECT_EQ(naming.full_form("Barn", draws), "Barnabas");
    EXPECT_TRUE(naming.edition().starts_with(Naming().edition() + ", lists "));
}

TEST(NameLists, OfOtherBytesAreAnotherEdition)
{
    const TemporaryFolder one, two;
    write_lists(one, births);
    write_lists(two, std::string(births) + "NI,1998,M,Fionn,5\n");
    EXPECT_NE(Naming(one.path()).edition(), Naming(two.path()).edition());
    EXPECT_EQ(Naming(one.path()).edition(), Naming(one.path()).edition());
}

Exit code_of(const std::filesystem::path& lists)
{
    try {
        const Naming naming(lists);
    } catch (const Error& error) {
        EXPECT_FALSE(error.hint().empty());
        return error.code();
    }
    return Exit::ok;
}

TEST(NameLists, ThatAreAbsentOrDamagedAreErrorsInWords)
{
    const TemporaryFolder folder;
    EXPECT_EQ(code_of(folder.path()), Exit::input_missing);
    write_lists(folder, births);
    EXPECT_EQ(code_of(folder.path()), Exit::ok);
    for (const std::string_view bad :
         {"", "year,name\n1996,ANN\n", "nation,year,sex,name,n\nEW,1996,F,ANN\n",
          "nation,year,sex,name,n\nEW,1996,F,ANN,many\n", "nation,year,sex,name,n\n"}) {
        write_lists(folder, bad);
        EXPECT_EQ(code_of(folder.path()), Exit::bad_data) << bad;
    }
}

TEST(NameLists, GiveNamesTheirCapitals)
{
    EXPECT_EQ(proper_case("LILY-MAE", false), "Lily-Mae");
    EXPECT_EQ(proper_case("D'ARCY", false), "D'Arcy");
    EXPECT_EQ(proper_case("SA'AD", false), "Sa'ad");
    EXPECT_EQ(proper_case("MD.", false), "Md");
    EXPECT_EQ(proper_case("mcdonald", true), "McDonald");
    EXPECT_EQ(proper_case("macdonald", true), "MacDonald");
    EXPECT_EQ(proper_case("mack", true), "Mack");
    EXPECT_EQ(proper_case("macey", true), "Macey");
    EXPECT_EQ(proper_case("oneill", true), "O'Neill");
    EXPECT_EQ(proper_case("oakley", true), "Oakley");
    EXPECT_EQ(proper_case("de morgan", true), "De Morgan");
}

TEST(NameLists, CountLettersApart)
{
    EXPECT_EQ(letters_apart("kitten", "sitting"), 3u); // Levenshtein's own kind of example
    EXPECT_EQ(letters_apart("", "abc"), 3u);
    EXPECT_EQ(letters_apart("abc", "abc"), 0u);
}

// The real lists, read here a second time by other means.
struct Births {
    std::map<std::string, double, std::less<>> share; // by name in capitals, of all that are listed
};

Births births_of(std::string_view nation, int from, int to, std::string_view sex)
{
    const std::filesystem::path path = lists_folder() / "uk_baby_names_1974_2020.csv.gz";
    static const std::string text = unpacked(path);
    Births read;
    double all = 0;
    each_line(path, text, "nation,year,sex,name,n", [&](std::span<const std::string_view> cells) {
        const int year = std::stoi(std::string(cells[1]));
        if (cells[0] != nation || cells[2] != sex || year < from || year > to) return;
        const double n = std::stod(std::string(cells[4]));
        std::string name(cells[3]);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return std::toupper(c); });
        read.share[name] += n, all += n;
    });
    for (auto& [name, share] : read.share) share /= all;
    return read;
}

std::string in_upper(std::string name)
{
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
    return name;
}

TEST(NameLists, OfTheNationsAreFollowedExactly)
{
    if (!lists_are_here()) GTEST_SKIP() << "the lists of names are not here; say where with GAUZE_DATA";
    const Naming naming(lists_folder());
    struct Case {
        std::string_view nation, community;
        int year;
    };
    // Every decade that was counted, girls and boys.
    for (const Case& c : {Case{"EW", "English", 1996},
                          {"EW", "English", 2005},
                          {"EW", "English", 2013},
                          {"EW", "English", 2020},
                          {"S", "Scottish", 1979},
                          {"S", "Scottish", 1988},
                          {"S", "Scottish", 1999},
                          {"NI", "Northern Irish", 2004},
                          {"NI", "Northern Irish", 2016}})
        for (const Sex sex : {Sex::female, Sex::male}) {
            const Births listed = births_of(c.nation, c.year, c.year, sex == Sex::female ? "F" : "M");
            const Named who{community(c.community), sex, c.year, false};
            constexpr std::uint64_t times = 100'000;
            const Counts drawn =
                count(times, [&](Draws& draws) { return in_upper(naming.founder(who, draws).given); });
            // The names of other peoples are left out; shares are of the rest, which is nearly all.
            double rest = 0;
            std::set<std::string> kept;
            for (const auto& [name, per_million] : naming.given_shares(who)) kept.insert(in_upper(name));
            for (const auto& [name, share] : listed.share) rest += kept.contains(name) ? share : 0;
            EXPECT_GT(rest, 0.85) << c.nation << c.year;
            for (const auto& [name, share] : listed.share)
                if (kept.contains(name) && share > 0.0004) {
                    EXPECT_LT(sigmas(of(drawn, name), times, share / rest), 5)
                        << c.nation << c.year << ' ' << name;
                }
            // Names of one letter are a rule of their own, in no list.
            for (const auto& [name, n] : drawn) {
                EXPECT_TRUE(name.size() == 1 || listed.share.contains(name)) << name;
            }
        }
}

TEST(NameLists, AreWhatOurOwnTablesAreRoundedFrom)
{
    if (!lists_are_here()) GTEST_SKIP() << "the lists of names are not here; say where with GAUZE_DATA";
    // By decade: the fifty commonest names of girls and boys, each within a quarter and three in ten thousand
    // births of the counts, and all fifty together within seven hundredths. Names that only other peoples
    // bear are left out of both.
    const Naming naming(lists_folder());
    struct Case {
        std::string_view nation, community;
        int from, to;
    };
    for (const Case& c : {Case{"EW", "English", 2000, 2009},
                          {"EW", "English", 2010, 2019},
                          {"S", "Scottish", 1980, 1989},
                          {"S", "Scottish", 2000, 2009},
                          {"NI", "Northern Irish", 2000, 2009}})
        for (const Sex sex : {Sex::female, Sex::male}) {
            const Births listed = births_of(c.nation, c.from, c.to, sex == Sex::female ? "F" : "M");
            std::map<std::string, double, std::less<>> ours;
            double rest = 0;
            const int between = (c.from + c.to) / 2;
            for (const auto& [name, per_million] :
                 naming.given_shares({community(c.community), sex, between, false}))
                if (listed.share.contains(in_upper(name))) rest += listed.share.at(in_upper(name));
            for (int year = c.from; year <= c.to; ++year)
                for (const auto& [name, per_million] :
                     own_tables().given_shares({community(c.community), sex, year, false}))
                    ours[in_upper(name)] += per_million / 1e7;
            std::vector<std::pair<double, std::string>> order;
            for (const auto& [name, share] : listed.share)
                if (ours.contains(name)) order.emplace_back(share / rest, name);
            std::sort(order.rbegin(), order.rend());
            ASSERT_GT(order.size(), 50u);
            order.resize(50);
            double theirs = 0, own = 0;
            for (const auto& [share, name] : order) {
                EXPECT_NEAR(ours[name], share, 0.25 * share + 0.0003) << c.nation << c.from << ' ' << name;
                theirs += share, own += ours[name];
            }
            EXPECT_NEAR(own, theirs, 0.07 * theirs) << c.nation << c.from;
        }
}

TEST(NameLists, OfRanksGiveTheOrderOfTheYearsBeforeAnyWereCounted)
{
    if (!lists_are_here()) GTEST_SKIP() << "the lists of names are not here; say where with GAUZE_DATA";
    const std::filesystem::path path = lists_folder() / "ew_top100_1904_1994.csv.gz";
    std::map<std::pair<int, std::string>, std::vector<std::string>> ranks;
    each_line(path, unpacked(path), "name,year,rank,sex", [&](std::span<const std::string_view> cells) {
        ranks[{std::stoi(std::string(cells[1])), std::string(cells[3])}].emplace_back(cells[0]);
    });
    ASSERT_EQ(ranks.size(), 20u);
    for (const auto& [key, names] : ranks) {
        const Named who{community("English"), key.second == "F" ? Sex::female : Sex::male, key.first, false};
        std::map<std::string, std::uint32_t> share;
        for (const auto& [name, per_million] : own_tables().given_shares(who)) share[name] = per_million;
        std::uint32_t before = 1'000'000, missing = 0;
        for (const std::string& name : names) {
            if (!share.contains(name))
                ++missing; // a name of others
            else
                EXPECT_LE(share[name], before) << key.first << name, before = share[name];
        }
        EXPECT_LE(missing, 3u) << key.first;
    }
}

TEST(NameLists, OfFamilyNamesAreDrawnByTheirFrequencies)
{
    if (!lists_are_here()) GTEST_SKIP() << "the lists of names are not here; say where with GAUZE_DATA";
    const Naming naming(lists_folder());
    std::map<std::string, double> listed;
    const std::filesystem::path path = lists_folder() / "lastname_uk.csv.gz";
    each_line(path, unpacked(path), "surname,freq", [&](std::span<const std::string_view> cells) {
        listed[in_upper(std::string(cells[0]))] += std::stod(std::string(cells[1]));
    });
    const auto community_number = community("English");
    std::set<std::string> kept; // the others are of other peoples
    double rest = 0;
    for (const auto& [name, per_million] : naming.family_shares(community_number))
        if (listed.contains(in_upper(name)) && kept.insert(in_upper(name)).second)
            rest += listed[in_upper(name)];
    const Named who{community_number, Sex::male, 1970, false};
    constexpr std::uint64_t times = 200'000;
    const Counts drawn = count(times, [&](Draws& draws) {
        const std::string family = naming.founder(who, draws).family;
        return in_upper(family.substr(0, family.find('-')));
    });
    // Composed names are not in the list: shares are of those that are.
    std::uint64_t in_list = 0;
    for (const auto& [name, n] : drawn) in_list += kept.contains(name) ? n : 0;
    ASSERT_GT(in_list, times / 2);
    std::size_t compared = 0;
    for (const std::string& name : kept)
        if (const double share = listed[name] / rest; share > 0.0004) {
            EXPECT_LT(sigmas(of(drawn, name), in_list, share), 5) << name;
            ++compared;
        }
    EXPECT_GT(compared, 200u);
}

TEST(NameLists, OfFamilyNamesAreFollowed)
{
    if (!lists_are_here()) GTEST_SKIP() << "the lists of names are not here; say where with GAUZE_DATA";
    const Naming naming(lists_folder());
    const std::vector<Naming::Share> exact = naming.family_shares(community("English"));
    const std::vector<Naming::Share> own = own_tables().family_shares(community("English"));
    EXPECT_GT(exact.size(), 7'500u); // of 8,432, less those of other peoples
    // Smith and Jones in the proportion of the list: 1302 to 1032.
    ASSERT_EQ(exact[0].name, "Smith");
    ASSERT_EQ(exact[1].name, "Jones");
    EXPECT_NEAR(double(exact[0].per_million) / exact[1].per_million, 1302.0 / 1032, 0.001);
    ASSERT_EQ(own[0].name, "Smith");
    EXPECT_NEAR(double(own[0].per_million), exact[0].per_million, 0.02 * exact[0].per_million);
}

} // namespace
} // namespace gauze::synth
