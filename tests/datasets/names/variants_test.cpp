#include "datasets/synth/names/variants.hpp"
#include "tests/datasets/names/drawn_names.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

using namespace test;

// All that may come back.
template <class Draw>
std::set<std::string> all_of(const Draw& draw)
{
    std::set<std::string> found;
    for (std::uint64_t i = 0; i < 400; ++i) {
        Draws draws = stream(i);
        found.insert(draw(draws));
    }
    return found;
}

TEST(NameVariants, BenjaminIsBenAndBackAgain)
{
    const auto short_of = [](std::string_view name) {
        return all_of([&](Draws& draws) { return own_tables().short_form(name, draws); });
    };
    const auto full_of = [](std::string_view name) {
        return all_of([&](Draws& draws) { return own_tables().full_form(name, draws); });
    };
    EXPECT_TRUE(short_of("Benjamin").contains("Ben"));
    EXPECT_TRUE(full_of("Ben").contains("Benjamin"));
    EXPECT_EQ(short_of("Zebulon"), std::set<std::string>{""});
    // Every short form leads back.
    for (const std::string_view name :
         {"Elizabeth", "William", "Katherine", "Alexander", "Mohammed", "Krzysztof"})
        for (const std::string& form : short_of(name)) {
            EXPECT_NE(form, name);
            EXPECT_TRUE(full_of(form).contains(std::string(name))) << form;
        }
}

TEST(NameVariants, SpellingsGoBothWays)
{
    const auto spelled = [](std::string_view name, bool family) {
        return all_of([&](Draws& draws) { return own_tables().other_spelling(name, family, draws); });
    };
    EXPECT_TRUE(spelled("Smith", true).contains("Smyth"));
    EXPECT_TRUE(spelled("Smyth", true).contains("Smith"));
    EXPECT_TRUE(spelled("Katherine", false).contains("Catherine"));
    EXPECT_EQ(spelled("McDonald", true), (std::set<std::string>{"MacDonald", "Mc Donald"}));
    EXPECT_EQ(spelled("MacDonald", true), std::set<std::string>{"McDonald"});
    EXPECT_EQ(spelled("O'Neill", true), (std::set<std::string>{"ONeill", "O Neill"}));
    EXPECT_EQ(spelled("Lane-Fox", true), (std::set<std::string>{"LaneFox", "Lane Fox"}));
    EXPECT_EQ(spelled("Róisín", false), std::set<std::string>{"Roisin"});
    EXPECT_EQ(spelled("Bingley", true), std::set<std::string>{""});
}

TEST(NameVariants, AreTransliteratedByCommunity)
{
    const auto written = [](std::string_view of, std::string_view name) {
        return all_of([&](Draws& draws) { return own_tables().transliteration(community(of), name, draws); });
    };
    EXPECT_TRUE(written("Somali", "Mohamed").contains("Maxamed") ||
                written("Somali", "Mohamed").contains("Mahamed"));
    EXPECT_TRUE(written("Pakistani", "Muhammad").contains("Mohammed"));
    EXPECT_TRUE(written("Chinese", "Xu").contains("Hsu"));
    EXPECT_EQ(written("Arabic", "Al-Khatib"), (std::set<std::string>{"El-Khatib", "Al Khatib", "El Khatib"}));
    EXPECT_EQ(written("Hong Kong Chinese", "Ka Ming"), (std::set<std::string>{"Ka-Ming", "Kaming"}));
    EXPECT_EQ(written("Polish", "Wójcik"), std::set<std::string>{"Wojcik"});
    EXPECT_EQ(written("Turkish", "Öztürk"), (std::set<std::string>{"Ozturk", "Öztuerk"}));
    EXPECT_EQ(written("English", "Bingley"), std::set<std::string>{""});
}

TEST(NameVariants, CallingNamesAreMostlyTheGivenOnes)
{
    const Named who{community("English"), Sex::male, 1980, false};
    std::uint64_t own = 0, shorter = 0, middle = 0;
    constexpr std::uint64_t times = 10'000;
    for (std::uint64_t i = 0; i < times; ++i) {
        Draws draws = stream(i);
        const std::string calling = own_tables().calling(who, {"Benjamin", "James", "Hill"}, draws);
        own += calling == "Benjamin", middle += calling == "James";
        shorter += calling.starts_with("Ben") && calling != "Benjamin";
    }
    EXPECT_EQ(own + shorter + middle, times);
    EXPECT_GT(own, times / 2);
    EXPECT_GT(shorter, times / 5);
    EXPECT_GT(middle, times / 50);
}

} // namespace
} // namespace gauze::synth
