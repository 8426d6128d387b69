#include "datasets/synth/five/naming.hpp"
#include "datasets/synth/spelling.hpp"
#include "tests/datasets/five/sample_town.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace gauze::synth::five {
namespace {

std::vector<NameTable> all_tables()
{
    std::vector<NameTable> tables{rare_beginnings(), rare_endings(), second_names_of_girls(),
                                  second_names_of_boys()};
    for (const Community& community : communities())
        tables.insert(tables.end(), {community.girls, community.boys, community.families});
    return tables;
}

std::vector<std::string> names_in(NameTable table) { return WeightedNames(table).names(); }

TEST(NameTables, HoldEnoughNamesForAMillionPeople)
{
    std::set<std::string> girls, boys, families;
    for (const Community& community : communities()) {
        for (const std::string& name : names_in(community.girls)) girls.insert(name);
        for (const std::string& name : names_in(community.boys)) boys.insert(name);
        for (const std::string& name : names_in(community.families)) families.insert(name);
    }
    EXPECT_GE(girls.size(), 500u);
    EXPECT_GE(boys.size(), 500u);
    EXPECT_GE(families.size(), 900u);
}

TEST(NameTables, HoldNoNameTwiceAndNoNameWithoutWeight)
{
    for (const NameTable table : all_tables()) {
        const WeightedNames names(table);
        const std::set<std::string> different(names.names().begin(), names.names().end());
        EXPECT_EQ(different.size(), names.names().size()) << names.names().front();
        for (std::size_t i = 0; i < names.names().size(); ++i)
            EXPECT_GT(names.weight(i), 0u) << names.names()[i];
    }
}

TEST(NameTables, HaveSharesThatAddUpToEverybody)
{
    std::uint32_t sum = 0;
    for (const Community& community : communities()) sum += community.share.per_million;
    EXPECT_EQ(sum, 1'000'000u);
}

TEST(NameTables, AreWrittenWithLettersThatEverySystemCanSpell)
{
    for (const NameTable table : all_tables())
        for (const std::string& name : names_in(table)) {
            const std::string plain = without_accents(name);
            EXPECT_TRUE(std::all_of(plain.begin(), plain.end(),
                                    [](char c) {
                                        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' ||
                                               c == '\'' || c == '-' || c == '/';
                                    }))
                << name << " gives " << plain;
        }
}

TEST(WeightedNames, AreDrawnInProportionToTheirWeights)
{
    const WeightedNames names("Anna 600 Mary_Ann 300 Zoë 100");
    ASSERT_EQ(names.names(), (std::vector<std::string>{"Anna", "Mary Ann", "Zoë"}));
    std::map<std::string, double> drawn;
    Draws draws(1, Purpose::child, 0);
    for (int i = 0; i < 20'000; ++i) ++drawn[names.draw(draws)];
    EXPECT_TRUE(is_plausible(drawn["Anna"], 20'000, 0.6));
    EXPECT_TRUE(is_plausible(drawn["Mary Ann"], 20'000, 0.3));
    EXPECT_TRUE(is_plausible(drawn["Zoë"], 20'000, 0.1));
}

TEST(FamilyName, HasTheFormOfEachSexWhereTheTableGivesTwo)
{
    std::set<std::string> girls, boys;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        Draws draws(1, Purpose::family, i);
        const FamilyName name = draw_family_name(draw_community(draws), draws);
        girls.insert(name.of(Sex::female));
        boys.insert(name.of(Sex::male));
        ASSERT_EQ(name.girls.find('/'), std::string::npos);
        ASSERT_EQ(name.boys.find('/'), std::string::npos);
    }
    EXPECT_TRUE(girls.contains("Kowalska") && boys.contains("Kowalski"));
    EXPECT_FALSE(girls.contains("Kowalski") || boys.contains("Kowalska"));
}

TEST(FamilyName, IsTwoNamesAboutAsOftenAsTheCommunitySays)
{
    double with_hyphen = 0;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        Draws draws(2, Purpose::family, i);
        with_hyphen += draw_family_name(0, draws).girls.find('-') != std::string::npos ? 1 : 0;
    }
    EXPECT_TRUE(is_plausible(with_hyphen, 20'000, communities()[0].two_barrelled.per_million / 1e6));
}

TEST(FamilyName, HasALongTailOfRareOnes)
{
    std::map<std::string, int> bearers;
    for (std::uint64_t i = 0; i < 50'000; ++i) {
        Draws draws(3, Purpose::family, i);
        ++bearers[draw_family_name(0, draws).girls];
    }
    const auto most = std::max_element(bearers.begin(), bearers.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    EXPECT_EQ(most->first, "Smith");
    EXPECT_GT(most->second, 50'000 / 100);
    EXPECT_LT(most->second, 50'000 / 40);
    EXPECT_GT(bearers.size(), 4'000u);
}

TEST(ShortForm, DiffersFromTheNameAndIsGivenOnlyWhereThereIsOne)
{
    EXPECT_FALSE(has_short_form("Bo"));
    Draws draws(1, Purpose::observation, 0);
    EXPECT_EQ(draw_short_form("Bo", draws), "");
    std::set<std::string_view> forms;
    for (int i = 0; i < 200; ++i) forms.insert(draw_short_form("Benjamin", draws));
    EXPECT_TRUE(has_short_form("Benjamin"));
    EXPECT_EQ(forms, (std::set<std::string_view>{"Ben", "Benji", "Benny"}));
    for (const Community& community : communities())
        for (const NameTable table : {community.girls, community.boys})
            for (const std::string& name : names_in(table)) EXPECT_NE(draw_short_form(name, draws), name);
}

} // namespace
} // namespace gauze::synth::five
