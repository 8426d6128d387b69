#include "datasets/synth/observe/as_it_is.hpp"
#include "datasets/synth/spelling.hpp"
#include "datasets/synth/world/numbers.hpp"
#include "tests/datasets/observe/sample_world.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

using enum ErrorKind;

Lens lens_of(const Preset& preset, std::uint32_t variant = 3)
{
    return {.preset = &preset, .captured = sample_day(), .variant = variant};
}

Record look_at(const Neighbourhood& around, Slot who, const Lens& lens, ErrorCounts& counts,
               std::uint32_t look = 0)
{
    return observe(sample_world(), around, who, lens, look, counts);
}

bool is_as(const Record& a, const Record& b)
{
    return a.given == b.given && a.middle == b.middle && a.family == b.family && a.birth == b.birth &&
           a.expected == b.expected && a.sex == b.sex && a.home.flat == b.home.flat &&
           a.home.house == b.home.house && a.home.street == b.home.street && a.home.town == b.home.town &&
           a.home.postcode == b.home.postcode && a.nhs_number == b.nhs_number && a.upn == b.upn &&
           a.nino == b.nino;
}

std::string address(const Record& r)
{
    return r.home.flat + '|' + r.home.house + '|' + r.home.street + '|' + r.home.town;
}

// Which cells of a record differ from the truth.
struct Differences {
    bool given, family, birth, sex, address, postcode, nhs_number, upn, nino;
    Differences(const Record& a, const Record& b)
        : given(a.given != b.given),
          family(a.family != b.family),
          birth(a.birth != b.birth),
          sex(a.sex != b.sex),
          address(synth::address(a) != synth::address(b)),
          postcode(a.home.postcode != b.home.postcode),
          nhs_number(a.nhs_number != b.nhs_number),
          upn(a.upn != b.upn),
          nino(a.nino != b.nino)
    {}
    bool operator==(const Differences&) const = default;
};

struct Seen {
    Record truth, record;
    bool happened;
    const Neighbourhood& around;
    const Person& person;
};

// Everybody with this error wherever it can be, and with no other; `check` sees those to whom it happened.
template <class Check>
ErrorCount alone(ErrorKind kind, Check check)
{
    const Preset always = preset_of({{kind, 1'000'000}});
    const Lens lens = lens_of(always);
    ErrorCounts counts;
    for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
        ErrorCounts own;
        Record record = look_at(around, who, lens, own);
        counts += own;
        const Record truth = as_it_is(sample_world(), around, who, lens).record;
        const bool happened = !record.errors.empty();
        EXPECT_TRUE(
            std::all_of(record.errors.begin(), record.errors.end(), [&](ErrorKind k) { return k == kind; }));
        EXPECT_EQ(own.by_kind[static_cast<std::size_t>(kind)].could,
                  own.by_kind[static_cast<std::size_t>(kind)].did);
        EXPECT_EQ(own.by_kind[static_cast<std::size_t>(kind)].did, record.errors.size());
        EXPECT_NE(is_as(record, truth), happened) << to_text(kind);
        if (happened) check(Seen{truth, record, happened, around, person});
    });
    for (std::size_t k = 0; k < error_kinds; ++k)
        EXPECT_TRUE(k == static_cast<std::size_t>(kind) || counts.by_kind[k].did == 0);
    return counts.by_kind[static_cast<std::size_t>(kind)];
}

TEST(Observe, ShowsTheTruthWhereNothingGoesWrong)
{
    const Preset never_wrong = preset_of({});
    const Lens lens = lens_of(never_wrong);
    ErrorCounts counts;
    std::size_t people = 0;
    for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
        const Record record = look_at(around, who, lens, counts);
        EXPECT_TRUE(record.errors.empty());
        if (!person.alive(sample_day())) return;
        ++people;
        EXPECT_EQ(record.given, person.name_on(sample_day()).name.given);
        EXPECT_EQ(record.family, person.name_on(sample_day()).name.family);
        EXPECT_EQ(Day(*record.birth), person.documented_birth());
        EXPECT_EQ(record.sex, person.sex_on(sample_day()));
        EXPECT_EQ(record.nhs_number, person.nhs_number);
        const Home& home = around.homes[person.stay_on(sample_day()).home];
        EXPECT_EQ(record.home.postcode, home.withheld ? "" : home.postcode);
    });
    EXPECT_GT(people, 10'000u);
    for (const ErrorCount& count : counts.by_kind) EXPECT_EQ(count.did, 0u);
}

TEST(Observe, MakesEachErrorOfANameAloneExactlyWhereItCanBe)
{
    EXPECT_GT(alone(short_name,
                    [](const Seen& s) { EXPECT_NE(in_capitals(s.record.given), in_capitals(s.truth.given)); })
                  .did,
              1'000u);
    for (const ErrorKind kind : {other_spelling, transliteration})
        EXPECT_GT(alone(kind,
                        [](const Seen& s) {
                            const Differences d(s.truth, s.record);
                            EXPECT_EQ(std::size_t{d.given} + d.family, s.record.errors.size());
                        })
                      .did,
                  300u);
    EXPECT_GT(alone(former_family,
                    [](const Seen& s) {
                        EXPECT_EQ(s.record.family, other_family_name(s.around, s.person, sample_day()));
                    })
                  .did,
              1'000u);
    EXPECT_GT(alone(other_hyphen,
                    [](const Seen& s) {
                        EXPECT_NE(s.truth.family.find_first_of("- "), std::string::npos);
                        EXPECT_NE(s.record.family, s.truth.family);
                    })
                  .did,
              100u);
    EXPECT_GT(alone(swapped_names,
                    [](const Seen& s) {
                        EXPECT_EQ(s.record.given, s.truth.family);
                        EXPECT_EQ(s.record.family, s.truth.given);
                    })
                  .did,
              1'000u);
    for (const ErrorKind kind : {typo_given, typo_family})
        EXPECT_GT(alone(kind,
                        [&](const Seen& s) {
                            const Differences d(s.truth, s.record);
                            EXPECT_EQ(d.given, kind == typo_given);
                            EXPECT_EQ(d.family, kind == typo_family);
                            EXPECT_FALSE(s.record.given.empty() && !s.truth.given.empty());
                        })
                      .did,
                  10'000u);
    alone(missing_given,
          [](const Seen& s) { EXPECT_TRUE(s.record.given.empty() && !s.truth.given.empty()); });
    alone(missing_family, [](const Seen& s) { EXPECT_TRUE(s.record.family.empty()); });
}

TEST(Observe, MakesEachErrorOfDateAndSexAloneExactlyWhereItCanBe)
{
    const auto parts = [](const Record& r) { return *r.birth; };
    alone(swapped_date, [&](const Seen& s) {
        const auto truth = parts(s.truth), shown = parts(s.record);
        EXPECT_EQ(static_cast<unsigned>(shown.day()), static_cast<unsigned>(truth.month()));
        EXPECT_EQ(static_cast<unsigned>(shown.month()), static_cast<unsigned>(truth.day()));
        EXPECT_EQ(shown.year(), truth.year());
    });
    alone(wrong_date, [&](const Seen& s) {
        const auto truth = parts(s.truth), shown = parts(s.record);
        EXPECT_EQ((shown.day() != truth.day()) + (shown.month() != truth.month()) +
                      (shown.year() != truth.year()),
                  1);
        EXPECT_LE(Day(shown), sample_day());
    });
    alone(default_date, [&](const Seen& s) {
        const auto shown = parts(s.record);
        EXPECT_EQ(static_cast<unsigned>(shown.day()), static_cast<unsigned>(shown.month()));
    });
    alone(missing_birth, [](const Seen& s) { EXPECT_TRUE(s.truth.birth && !s.record.birth); });
    alone(wrong_sex, [](const Seen& s) { EXPECT_TRUE(s.record.sex && s.record.sex != s.truth.sex); });
    alone(missing_sex, [](const Seen& s) { EXPECT_TRUE(s.truth.sex && !s.record.sex); });
}

TEST(Observe, MakesEachErrorOfAHomeAloneExactlyWhereItCanBe)
{
    const ErrorCount stale = alone(stale_address, [](const Seen& s) {
        const auto& stays = s.person.stays;
        EXPECT_TRUE(std::any_of(stays.begin(), stays.end(),
                                [&](const Stay& stay) {
                                    return stay.from <= sample_day() &&
                                           s.around.homes[stay.home].uprn == s.record.home.uprn;
                                }) ||
                    s.person.unborn(sample_day()));
        EXPECT_NE(s.record.home.uprn, s.truth.home.uprn);
    });
    EXPECT_GT(stale.did, 5'000u);
    alone(typo_address, [](const Seen& s) {
        const Differences d(s.truth, s.record);
        EXPECT_TRUE(d.address && !d.postcode && !d.given);
    });
    alone(typo_postcode, [](const Seen& s) {
        EXPECT_TRUE(!s.record.home.postcode.empty() &&
                    without_blanks(s.record.home.postcode) != without_blanks(s.truth.home.postcode));
    });
    alone(missing_address, [](const Seen& s) {
        EXPECT_EQ(address(s.record), "|||");
        EXPECT_EQ(s.record.home.postcode, s.truth.home.postcode);
    });
    alone(missing_postcode, [](const Seen& s) {
        EXPECT_TRUE(s.record.home.postcode.empty() && address(s.record) == address(s.truth));
    });
}

TEST(Observe, MakesEachErrorOfANumberAloneExactlyWhereItCanBe)
{
    std::size_t of_mothers = 0, of_twins = 0;
    alone(wrong_nhs_number, [&](const Seen& s) {
        EXPECT_TRUE(valid_nhs_number(s.record.nhs_number));
        if (s.person.mother != nobody)
            of_mothers += s.record.nhs_number == s.around.people[s.person.mother].nhs_number;
        if (s.person.twin != nobody)
            of_twins += s.record.nhs_number == s.around.people[s.person.twin].nhs_number;
    });
    EXPECT_GT(of_mothers, 50u);
    EXPECT_GT(of_twins, 10u);
    alone(invalid_nhs_number, [](const Seen& s) {
        EXPECT_TRUE(valid_nhs_number(s.truth.nhs_number));
        EXPECT_FALSE(valid_nhs_number(s.record.nhs_number));
        EXPECT_FALSE(s.record.nhs_number.empty());
    });
    alone(missing_nhs_number, [](const Seen& s) { EXPECT_TRUE(s.record.nhs_number.empty()); });
    alone(missing_upn, [](const Seen& s) { EXPECT_TRUE(s.record.upn.empty()); });
    alone(missing_nino, [](const Seen& s) { EXPECT_TRUE(s.record.nino.empty()); });
    alone(spoilt_upn, [](const Seen& s) { EXPECT_TRUE(valid_upn(s.truth.upn) && !valid_upn(s.record.upn)); });
    alone(spoilt_nino,
          [](const Seen& s) { EXPECT_TRUE(valid_nino(s.truth.nino) && !valid_nino(s.record.nino)); });
    EXPECT_GT(alone(twin_mixed_up,
                    [](const Seen& s) {
                        const Person& twin = s.around.people[s.person.twin];
                        EXPECT_EQ(s.record.given, twin.name_on(sample_day()).name.given);
                        EXPECT_TRUE(twin.nhs_number.empty() || s.person.nhs_number.empty() ||
                                    s.record.nhs_number == twin.nhs_number);
                    })
                  .did,
              20u);
}

// Each preset's own rates, counted over several looks at everybody. An error of one look has nothing to do
// with another look's; records of one look share a class, which moves several kinds at once but none twice.
TEST(Observe, MakesErrorsAtTheRatesOfThePreset)
{
    for (const Preset& preset : presets()) {
        ErrorCounts counts;
        for_everybody([&](const Neighbourhood& around, Slot who, const Person&) {
            for (std::uint32_t look = 0; look < 2; ++look)
                look_at(around, who, lens_of(preset), counts, look);
        });
        for (std::size_t kind = 0; kind < error_kinds; ++kind) {
            const ErrorCount& count = counts.by_kind[kind];
            // Spelling and transliteration can happen to two cells of one record.
            EXPECT_TRUE(is_plausible(static_cast<double>(count.did), static_cast<double>(count.could),
                                     preset.rates[kind].per_million / 1e6, 2))
                << preset.name << ' ' << to_text(static_cast<ErrorKind>(kind));
        }
    }
}

TEST(Observe, LetsErrorsComeTogether)
{
    const Preset& preset = *preset_named("typical");
    double postcode = 0, typo = 0, both = 0, records = 0;
    for_everybody([&](const Neighbourhood& around, Slot who, const Person&) {
        ErrorCounts counts;
        const Record record = look_at(around, who, lens_of(preset), counts);
        const auto has = [&](ErrorKind kind) {
            return std::find(record.errors.begin(), record.errors.end(), kind) != record.errors.end();
        };
        ++records, postcode += has(missing_nhs_number), typo += has(typo_family);
        both += has(missing_nhs_number) && has(typo_family);
    });
    // Errors that know nothing of each other would meet about so often.
    const double independent = postcode * typo / records;
    EXPECT_GT(both, independent + 5 * std::sqrt(independent));
}

TEST(Observe, ShowsTheSameRecordToWhoeverLooksAgainAndAnotherToAnotherLook)
{
    const Preset& preset = *preset_named("hard");
    ErrorCounts counts;
    std::size_t other_look = 0, other_organisation = 0;
    const Neighbourhood& around = sample_neighbourhoods().front();
    for (Slot who = 0; who < around.people.size(); ++who) {
        const Record one = look_at(around, who, lens_of(preset), counts);
        EXPECT_TRUE(is_as(one, look_at(around, who, lens_of(preset), counts)));
        other_look += !is_as(one, look_at(around, who, lens_of(preset), counts, 1));
        other_organisation += !is_as(one, look_at(around, who, lens_of(preset, 4), counts));
    }
    EXPECT_GT(other_look, around.people.size() / 3);
    EXPECT_GT(other_organisation, around.people.size() / 3);
}

TEST(Observe, HoldsTheUnbornUnderTheMothersNameAndAddress)
{
    const Preset perfect = preset_of({});
    Lens lens = lens_of(perfect);
    lens.baby_names = true;
    ErrorCounts counts;
    std::size_t unborn = 0;
    for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
        if (!person.unborn(sample_day()) || person.mother == nobody) return;
        ++unborn;
        const Person& mother = around.people[person.mother];
        const Record record = look_at(around, who, lens, counts);
        EXPECT_TRUE(record.given.ends_with("Baby") || record.given.starts_with("Twin ")) << record.given;
        EXPECT_EQ(record.given.starts_with("Twin "), person.twin != nobody);
        EXPECT_EQ(record.family, mother.name_on(sample_day()).name.family);
        EXPECT_FALSE(record.sex || record.birth || !record.nhs_number.empty());
        EXPECT_EQ(Day(*record.expected), person.expected);
        const Home& home = around.homes[mother.stay_on(sample_day()).home];
        EXPECT_EQ(record.home.postcode, home.withheld ? "" : home.postcode);
    });
    EXPECT_GT(unborn, 20u);
}

TEST(Observe, HoldsNewbornsAsBabiesOnlyWhereTheSystemDoesAndOnlyForSixWeeks)
{
    const Preset perfect = preset_of({});
    Lens lens = lens_of(perfect);
    ErrorCounts counts;
    std::size_t babies = 0, newborns = 0;
    for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
        if (person.unborn(sample_day())) return;
        lens.captured = person.birth + std::chrono::days{10};
        lens.baby_names = false;
        EXPECT_EQ(look_at(around, who, lens, counts).given, person.names.front().name.given);
        lens.baby_names = true;
        const Record record = look_at(around, who, lens, counts);
        EXPECT_TRUE(record.sex && record.birth);
        ++newborns, babies += record.given == "Baby" || record.given.starts_with("Twin ");
        lens.captured = person.birth + std::chrono::days{42};
        EXPECT_EQ(look_at(around, who, lens, counts).given, person.name_on(lens.captured).name.given);
    });
    // Names come evenly over six weeks: on the tenth day 31 of 42 are still without.
    EXPECT_TRUE(is_plausible(static_cast<double>(babies), static_cast<double>(newborns), 31.0 / 42));
}

TEST(Observe, KeepsTheExpectedDateOfSomeIfTheSystemKeepsFirstDates)
{
    const Preset perfect = preset_of({});
    Lens lens = lens_of(perfect);
    lens.keeps_first_date = true;
    ErrorCounts counts;
    double infants = 0, expected = 0;
    for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
        if (person.unborn(sample_day())) return;
        lens.captured = person.birth + std::chrono::days{100};
        const Record record = look_at(around, who, lens, counts);
        EXPECT_NE(record.expected.has_value(), record.birth.has_value());
        ++infants, expected += record.expected.has_value();
        lens.captured = person.birth + std::chrono::days{400};
        EXPECT_TRUE(look_at(around, who, lens, counts).birth);
    });
    EXPECT_TRUE(is_plausible(expected, infants, 0.3));
}

TEST(Observe, NeverShowsAWithheldAddress)
{
    std::size_t refuges = 0;
    for (const Preset& preset : presets())
        for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
            ErrorCounts counts;
            const Record record = look_at(around, who, lens_of(preset), counts);
            for (const Home& home : around.homes)
                EXPECT_FALSE(home.withheld && home.uprn != 0 && record.home.uprn == home.uprn);
            const bool withheld = around.homes[person.stay_on(sample_day()).home].withheld;
            if (!withheld || person.unborn(sample_day())) return;
            ++refuges;
            EXPECT_EQ(address(record) + record.home.postcode, "|||");
        });
    EXPECT_GT(refuges, 0u);
}

// The disagreement of two files captured a year apart that the presets were set against, in percent: given
// name, family name, birth date, sex, postcode. Within a quarter or what chance allows.
TEST(Observe, LetsTwoFilesDisagreeAboutAsOftenAsDocumented)
{
    const struct {
        std::string_view preset;
        double given, family, birth, sex, postcode;
    } documented[] = {
        {"clean", 3, 4, 0.5, 0.2, 10}, {"typical", 10, 12, 2, 0.5, 25}, {"poor", 25, 25, 10, 3, 40}};
    for (const auto& row : documented) {
        const Preset& preset = *preset_named(row.preset);
        Lens earlier = lens_of(preset, 1), later = lens_of(preset, 2);
        earlier.captured -= std::chrono::days{365};
        ErrorCounts counts;
        struct Pairs {
            double both = 0, differ = 0;
            void add(bool known, bool other) { both += known, differ += known && other; }
        } given, family, birth, sex, postcode;
        for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
            if (!person.alive(earlier.captured) || !person.alive(later.captured)) return;
            const Record a = look_at(around, who, earlier, counts), b = look_at(around, who, later, counts);
            given.add(!a.given.empty() && !b.given.empty(), a.given != b.given);
            family.add(!a.family.empty() && !b.family.empty(), a.family != b.family);
            birth.add(a.birth && b.birth, a.birth != b.birth);
            sex.add(a.sex && b.sex, a.sex != b.sex);
            postcode.add(!a.home.postcode.empty() && !b.home.postcode.empty(),
                         a.home.postcode != b.home.postcode);
        });
        const auto near = [](const Pairs& pairs, double percent) {
            const double wanted = pairs.both * percent / 100;
            return std::abs(pairs.differ - wanted) < std::max(wanted / 4, 5 * std::sqrt(wanted));
        };
        EXPECT_TRUE(near(given, row.given)) << row.preset << ' ' << given.differ / given.both;
        EXPECT_TRUE(near(family, row.family)) << row.preset << ' ' << family.differ / family.both;
        EXPECT_TRUE(near(birth, row.birth)) << row.preset << ' ' << birth.differ / birth.both;
        EXPECT_TRUE(near(sex, row.sex)) << row.preset << ' ' << sex.differ / sex.both;
        EXPECT_TRUE(near(postcode, row.postcode)) << row.preset << ' ' << postcode.differ / postcode.both;
    }
}

} // namespace
} // namespace gauze::synth
