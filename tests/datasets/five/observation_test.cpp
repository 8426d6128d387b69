#include "datasets/synth/five/observation.hpp"
#include "tests/datasets/five/sample_town.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

namespace gauze::synth::five {
namespace {

// Insertions, deletions, substitutions and exchanges of neighbours between two texts, byte by byte.
std::size_t distance(const std::string& a, const std::string& b)
{
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min(
                {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

TEST(Typo, IsOneSlipAndAlwaysShows)
{
    Draws draws(1, Purpose::observation, 0);
    for (const std::string text : {"Anna", "O'Brien", "LS12 3AB", "14 Station Road", "Xx", "7", "aaaa"})
        for (int i = 0; i < 500; ++i) {
            const std::string typed = with_typo(text, draws);
            ASSERT_FALSE(typed.empty());
            ASSERT_EQ(distance(text, typed), 1u) << text << ' ' << typed;
        }
}

TEST(Typo, ComesInAllFourKinds)
{
    Draws draws(2, Purpose::observation, 0);
    int shorter = 0, longer = 0, exchanged = 0, replaced = 0;
    for (int i = 0; i < 2'000; ++i) {
        const std::string typed = with_typo("Katherine", draws);
        std::string a = "Katherine", b = typed;
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        if (typed.size() < a.size())
            ++shorter;
        else if (typed.size() > a.size())
            ++longer;
        else if (a == b)
            ++exchanged;
        else
            ++replaced;
    }
    for (const int kind : {shorter, longer, exchanged, replaced}) EXPECT_GT(kind, 300);
}

TEST(Typo, LeavesAccentedLettersWhole)
{
    Draws draws(3, Purpose::observation, 0);
    for (int i = 0; i < 2'000; ++i) {
        const std::string typed = with_typo("Éàïőł", draws);
        int expected = 0; // continuation bytes still to come
        for (const char c : typed) {
            const auto byte = static_cast<unsigned char>(c);
            ASSERT_EQ((byte & 0xc0) == 0x80, expected > 0) << typed;
            expected = expected > 0 ? expected - 1 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
        }
        ASSERT_EQ(expected, 0) << typed;
    }
}

TEST(Preset, HasClassesThatLeaveTheAverageRateWhereItIs)
{
    ASSERT_EQ(presets().size(), 3u);
    for (const Preset& preset : presets()) {
        std::uint64_t shares = 0, average = 0;
        for (const QualityClass& quality : preset.classes) {
            shares += quality.share.per_million;
            average += std::uint64_t{quality.share.per_million} * quality.percent;
            for (const Rate rate : preset.rates)
                EXPECT_LE(rate.per_million / 100 * quality.percent, 1'000'000u);
        }
        EXPECT_EQ(shares, 1'000'000u) << preset.name;
        EXPECT_EQ(average, 100'000'000u) << preset.name;
    }
}

TEST(Preset, IsDirtierFromCleanToPoorInEveryKind)
{
    const Preset &clean = *preset_named("clean"), &typical = *preset_named("typical"),
                 &poor = *preset_named("poor");
    for (std::size_t kind = 0; kind < error_kinds; ++kind) {
        EXPECT_LT(clean.rates[kind].per_million, typical.rates[kind].per_million);
        EXPECT_LT(typical.rates[kind].per_million, poor.rates[kind].per_million);
    }
    EXPECT_EQ(preset_named("filthy"), nullptr);
}

// What differs between a person and a record, found by looking at both.
struct Differences {
    double people = 0, sex_known = 0, sex_wrong = 0, line_known = 0, stale = 0, cells = 0, blank = 0;
    double short_possible = 0, shortened = 0;
    void see(const Population& population, const Person& person, const Record& record)
    {
        ++people;
        for (const std::string* cell :
             {&record.given, &record.family, &record.address.line, &record.address.postcode})
            ++cells, blank += cell->empty() ? 1 : 0;
        cells += 2, blank += (record.birth ? 0 : 1) + (record.sex ? 0 : 1);
        if (record.sex) ++sex_known, sex_wrong += *record.sex != person.sex ? 1 : 0;
        // A typo is one slip away; an address of another home is further.
        const std::string former = population.former_home(person.seat.household).line;
        if (!record.address.line.empty() && former != person.home.line)
            ++line_known, stale += distance(record.address.line, former) <= 1 ? 1 : 0;
    }
};

TEST(Observe, MakesErrorsAtTheRatesOfThePreset)
{
    const Population population(1, 20'000);
    for (const Preset& preset : presets()) {
        Differences seen;
        ErrorCounts counts;
        for (std::uint64_t number = 0; number < population.people(); ++number) {
            const Person person = population.person(number);
            seen.see(population, person,
                     observe(population, person, preset, Draws(1, Purpose::observation, number), counts));
        }
        const auto rate = [&](ErrorKind kind) { return preset.rate(kind).per_million / 1e6; };
        EXPECT_TRUE(is_plausible(seen.sex_wrong, seen.sex_known, rate(ErrorKind::wrong_sex))) << preset.name;
        EXPECT_TRUE(is_plausible(seen.stale, seen.line_known, rate(ErrorKind::stale_address))) << preset.name;
        EXPECT_TRUE(is_plausible(seen.blank, seen.cells, rate(ErrorKind::missing), 2)) << preset.name;
        for (std::size_t kind = 0; kind < error_kinds; ++kind) {
            const ErrorCount& count = counts.by_kind[kind];
            EXPECT_TRUE(is_plausible(static_cast<double>(count.did), static_cast<double>(count.could),
                                     preset.rates[kind].per_million / 1e6, 2))
                << preset.name << ' ' << to_text(static_cast<ErrorKind>(kind));
        }
    }
}

TEST(Observe, LetsErrorsComeTogether)
{
    const Population population(1, 20'000);
    const Preset& preset = *preset_named("typical");
    double with_blank = 0, with_stale = 0, with_both = 0, people = 0;
    for (std::uint64_t number = 0; number < population.people(); ++number, ++people) {
        ErrorCounts counts;
        const Person person = population.person(number);
        observe(population, person, preset, Draws(1, Purpose::observation, number), counts);
        const bool blank = counts.of(ErrorKind::missing).did > 0,
                   stale = counts.of(ErrorKind::stale_address).did > 0;
        with_blank += blank ? 1 : 0, with_stale += stale ? 1 : 0, with_both += blank && stale ? 1 : 0;
    }
    // Independent errors would meet in about this many records.
    EXPECT_GT(with_both, 1.4 * with_blank * with_stale / people);
}

TEST(Observe, ShowsTheSameRecordToWhoeverLooksAgain)
{
    const Population population(9, 500);
    ErrorCounts counts;
    for (std::uint64_t number = 0; number < 500; ++number) {
        const Person person = population.person(number);
        const auto look = [&](std::uint32_t custodian) {
            return observe(population, person, presets()[2],
                           Draws(9, Purpose::observation, number, custodian), counts);
        };
        EXPECT_EQ(look(1).family, look(1).family);
        EXPECT_EQ(look(1).address, look(1).address);
        EXPECT_EQ(look(1).birth, look(1).birth);
    }
}

TEST(Observe, PutsNoDateThatDoesNotExist)
{
    const Population population(1, 20'000);
    ErrorCounts counts;
    int changed = 0;
    for (std::uint64_t number = 0; number < population.people(); ++number) {
        const Person person = population.person(number);
        const Record record =
            observe(population, person, presets()[2], Draws(2, Purpose::observation, number), counts);
        if (!record.birth) continue;
        EXPECT_TRUE(record.birth->ok());
        changed += *record.birth != person.birth ? 1 : 0;
    }
    EXPECT_GT(changed, 400);
}

} // namespace
} // namespace gauze::synth::five
