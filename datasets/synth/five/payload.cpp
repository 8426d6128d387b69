#include "datasets/synth/five/payload.hpp"

#include <algorithm>
#include <array>

namespace gauze::synth::five {

namespace {

// Which facts a stream of draws is about: variants of the payload purposes.
enum Fact : std::uint32_t {
    birth_fact,
    health_fact,
    school_fact,
    care_fact,
    smoking_fact,
    meals_fact,
    housing_fact
};

Draws about_person(Seed seed, const Person& person, Fact fact)
{
    return Draws(seed, Purpose::payload, person.number, fact);
}

Draws about_household(Seed seed, const Person& person, Fact fact)
{
    return Draws(seed, Purpose::shared_payload, person.seat.household, fact);
}

// A chance that rises (or falls) in a straight line from families without need to those with the greatest.
Rate by_need(const Person& person, std::int64_t without, std::int64_t greatest)
{
    const std::int64_t rate = without + (greatest - without) * person.need / 1'000'000;
    return {static_cast<std::uint32_t>(std::clamp<std::int64_t>(rate, 0, 1'000'000))};
}

bool household_smokes(Seed seed, const Person& person)
{
    return about_household(seed, person, smoking_fact).happens(by_need(person, 50'000, 380'000));
}

std::uint32_t draw_gestation(const Person& person, Draws& draws)
{
    const bool early = draws.happens(person.twin ? Rate{550'000} : by_need(person, 55'000, 105'000));
    if (early) return std::max(draws.below(10) + 27, draws.below(10) + 27); // 27 to 36, most of them late
    constexpr std::array<std::uint32_t, 6> up_to{75,  225, 500,
                                                 790, 975, 1'000}; // of a thousand: 37 to 42 weeks
    const std::uint32_t permille = draws.below(1'000);
    return 37 +
           static_cast<std::uint32_t>(std::upper_bound(up_to.begin(), up_to.end(), permille) - up_to.begin());
}

} // namespace

HospitalPayload hospital_payload(Seed seed, const Person& person)
{
    Draws draws = about_person(seed, person, birth_fact);
    const std::uint32_t weeks = draw_gestation(person, draws);
    std::int32_t grams = 3'620 + 165 * (static_cast<std::int32_t>(weeks) - 40) + draws.bell(420);
    grams += person.sex == Sex::male ? 60 : -60;
    grams -= static_cast<std::int32_t>(person.need / 5'000);
    if (person.twin) grams -= 250;
    if (household_smokes(seed, person)) grams -= 170;
    const std::int32_t to_tens = (std::clamp(grams, 600, 5'600) + 5) / 10 * 10;
    return {static_cast<std::uint32_t>(to_tens), weeks};
}

GpPayload gp_payload(Seed seed, const Person& person)
{
    Draws draws = about_person(seed, person, health_fact);
    return {household_smokes(seed, person), draws.happens(by_need(person, 960'000, 800'000))};
}

SchoolPayload school_payload(Seed seed, const Person& person)
{
    Draws draws = about_person(seed, person, school_fact);
    const std::int32_t need = static_cast<std::int32_t>(person.need / 1'000); // of a thousand
    const std::int32_t attendance = 985 - need * 50 / 1'000 - std::abs(draws.bell(24));
    const HospitalPayload birth = hospital_payload(seed, person);
    std::int64_t goals = 860'000;
    if (birth.gestation_weeks < 37) goals -= 120'000;
    if (birth.birth_weight_g < 2'500) goals -= 80'000;
    if (person.sex == Sex::male) goals -= 110'000;
    const Rate reached = by_need(person, goals, goals - 300'000);
    const bool meals = about_household(seed, person, meals_fact).happens(by_need(person, 0, 500'000));
    return {static_cast<std::uint32_t>(std::clamp(attendance, 400, 1'000)), draws.happens(reached), meals};
}

SocialCarePayload social_care_payload(Seed seed, const Person& person)
{
    Draws draws = about_person(seed, person, care_fact);
    std::uint32_t assessments = 1;
    while (assessments < 6 && draws.happens(by_need(person, 120'000, 450'000))) ++assessments;
    constexpr std::array<std::string_view, 4> plans{"early help", "child in need", "child protection",
                                                    "looked after"};
    std::size_t plan = 0;
    while (plan + 1 < plans.size() && draws.happens(by_need(person, 150'000, 450'000))) ++plan;
    return {assessments, plans[plan]};
}

HousingPayload housing_payload(Seed seed, const Person& person)
{
    Draws draws = about_household(seed, person, housing_fact);
    const bool social = draws.happens(by_need(person, 300'000, 900'000));
    const bool council = draws.happens({550'000});
    constexpr std::array<std::string_view, 4> bands{"none", "under 250", "250 to 999", "1000 and more"};
    std::size_t band = 0;
    while (band + 1 < bands.size() && draws.happens(by_need(person, 80'000, 500'000))) ++band;
    const std::uint32_t adults = draws.happens(by_need(person, 900'000, 450'000)) ? 2 : 1;
    const std::uint32_t others =
        draws.happens({150'000}) ? 1 + draws.below(3) : 0; // older children, a grandparent
    return {!social   ? "private"
            : council ? "council"
                      : "association",
            bands[band], person.seat.children + adults + others};
}

} // namespace gauze::synth::five
