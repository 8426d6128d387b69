#include "datasets/synth/observe/dice.hpp"
#include "tests/datasets/observe/sample_world.hpp"

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

// Average over the classes, in hundred-millionths of a millionth.
double mean_of(const Preset& preset, Rate rate)
{
    double mean = 0;
    for (std::size_t c = 0; c < preset.classes.size(); ++c)
        mean += preset.classes[c].share.per_million * static_cast<double>(chance_in_class(preset, c, rate));
    return mean / 1e8; // in millionths
}

TEST(Preset, HasClassesWhoseSharesAndRatesAreWhole)
{
    for (const Preset& preset : presets()) {
        std::uint64_t shares = 0, average = 0;
        for (const QualityClass& quality : preset.classes) {
            shares += quality.share.per_million;
            average += std::uint64_t{quality.share.per_million} * quality.percent;
        }
        EXPECT_EQ(shares, 1'000'000u) << preset.name;
        EXPECT_EQ(average, 100'000'000u) << preset.name;
        EXPECT_EQ(std::uint64_t{preset.keyboard} + preset.ear + preset.scanner, 1'000'000u) << preset.name;
    }
}

TEST(Preset, IsDirtierFromCleanToPoorAndHardIsTwiceTheStandard)
{
    const Preset &clean = *preset_named("clean"), &typical = *preset_named("typical"),
                 &poor = *preset_named("poor"), &hard = *preset_named("hard"),
                 &standard = *preset_named("standard");
    for (std::size_t kind = 0; kind < error_kinds; ++kind) {
        EXPECT_LT(clean.rates[kind].per_million, typical.rates[kind].per_million);
        EXPECT_LT(typical.rates[kind].per_million, poor.rates[kind].per_million);
        EXPECT_EQ(2 * standard.rates[kind].per_million, hard.rates[kind].per_million);
    }
    EXPECT_EQ(preset_named("filthy"), nullptr);
}

// The scenarios' corruption of a linked copy, as their page gives it.
TEST(Preset, StandardIsTheCorruptionOfTheScenarios)
{
    const Preset& standard = *preset_named("standard");
    const std::pair<ErrorKind, std::uint32_t> documented[] = {
        {ErrorKind::typo_given, 12},   {ErrorKind::missing_given, 3},  {ErrorKind::typo_family, 8},
        {ErrorKind::former_family, 5}, {ErrorKind::other_hyphen, 3},   {ErrorKind::swapped_date, 2},
        {ErrorKind::wrong_date, 2},    {ErrorKind::stale_address, 15}, {ErrorKind::missing_postcode, 3},
        {ErrorKind::missing_sex, 2}};
    for (const auto& [kind, percent] : documented)
        EXPECT_EQ(standard.rate(kind).per_million, percent * 10'000) << to_text(kind);
}

TEST(ChanceInClass, AveragesToTheRateAlsoWhereBadRecordsAreCertain)
{
    for (const Preset& preset : presets())
        for (const std::uint32_t rate :
             {0u, 1u, 500u, 20'000u, 150'000u, 300'000u, 600'000u, 900'000u, 999'999u, 1'000'000u}) {
            EXPECT_NEAR(mean_of(preset, {rate}), rate, 0.011) << preset.name << ' ' << rate;
            for (std::size_t c = 0; c < 3; ++c) EXPECT_LE(chance_in_class(preset, c, {rate}), certainty);
            EXPECT_LE(chance_in_class(preset, 0, {rate}), chance_in_class(preset, 2, {rate}));
        }
}

TEST(Dice, LetAtMostOneOfWhatExcludesEachOtherHappenAndEachAtItsRate)
{
    const Preset& classes = *preset_named("typical");
    // So large that the bad records' rates are cut off.
    const Preset preset = preset_of({{ErrorKind::typo_given, 240'000},
                                     {ErrorKind::missing_given, 60'000},
                                     {ErrorKind::short_name, 80'000}},
                                    &classes);
    ErrorCounts counts;
    const double records = 200'000;
    for (std::uint64_t i = 0; i < 200'000; ++i) {
        std::vector<ErrorKind> errors;
        Dice dice(preset, Draws(1, Purpose::corruption, i), counts, errors);
        ErrorKind happened{};
        const bool one = dice.one_of({{ErrorKind::short_name, i % 2 == 0},
                                      {ErrorKind::typo_given, true},
                                      {ErrorKind::missing_given, true}},
                                     happened);
        ASSERT_EQ(errors.size(), one ? 1u : 0u);
        if (one) {
            ASSERT_EQ(errors.front(), happened);
        }
    }
    const auto did = [&](ErrorKind kind) {
        return static_cast<double>(counts.by_kind[static_cast<std::size_t>(kind)].did);
    };
    EXPECT_TRUE(is_plausible(did(ErrorKind::short_name), records / 2, 0.08));
    EXPECT_TRUE(is_plausible(did(ErrorKind::typo_given), records, 0.24));
    EXPECT_TRUE(is_plausible(did(ErrorKind::missing_given), records, 0.06));
    EXPECT_EQ(counts.by_kind[static_cast<std::size_t>(ErrorKind::short_name)].could, 100'000u);
}

} // namespace
} // namespace gauze::synth
