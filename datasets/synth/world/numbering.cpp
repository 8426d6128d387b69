#include "datasets/synth/world/assembling.hpp"

#include <algorithm>
#include <array>

namespace gauze::synth {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

// Estimates.
constexpr std::uint32_t no_nhs_number_per_thousand = 4;
constexpr std::uint32_t newcomers_without = 40;    // per cent, of those who came within half a year
constexpr std::uint32_t no_nino_per_thousand = 25; // of those who came to the country
constexpr std::uint32_t private_schools_per_thousand = 55, temporary_upns_per_thousand = 8;
constexpr std::uint32_t new_number_after_adoption = 60; // per cent
constexpr int first_upns = 1999;                        // for everybody then at school
constexpr int years_at_school = 12;

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }

// The year of the September in which a child of this birth first goes to school.
int school_year(Day birth)
{
    return year_of(birth) + (year_month_day{birth}.month() >= std::chrono::September ? 5 : 4);
}

// Authorities give UPNs out one after the other; a year that is full borrows from the one before.
class Upns {
public:
    Upns(unsigned authority, std::uint64_t neighbourhood)
        : authority_(authority), neighbourhood_(neighbourhood)
    {}

    std::string next(int year, bool temporary)
    {
        const auto given = [&]() -> std::uint32_t& { return given_[static_cast<std::size_t>(year % 100)]; };
        while (given() == upns_a_year) --year;
        return upn(authority_, year, neighbourhood_, given()++, temporary);
    }
    bool any() const noexcept { return authority_ != 0; }

private:
    unsigned authority_;
    std::uint64_t neighbourhood_;
    std::array<std::uint32_t, 100> given_{};
};

// The year in which somebody got a UPN; 0 if never.
int upn_year(const Person& person, Day today)
{
    const int began = school_year(person.birth), left = began + years_at_school;
    const int came = person.arrival == always ? began : std::max(began, year_of(person.arrival));
    const int year = std::max(came, first_upns);
    const Day september{std::chrono::year{year} / 9 / 1};
    const bool there = person.birth < today && september <= std::min(today, person.death) && year < left;
    return there ? year : 0;
}

} // namespace

void number(Making& making)
{
    const Country& country = making.country;
    const Day today = making.today();
    Upns upns(country.places.authority(making.stretch.part).school_code, making.out.number);
    std::uint32_t adopted = 0;
    for (std::size_t slot = 0; slot < making.out.people.size(); ++slot) {
        Person& person = making.out.people[slot];
        Draws draws(country.options.seed, Purpose::numbers, person.number, 2);
        const bool newcomer = person.arrival != always && person.arrival > today - days{180};
        const bool without = draws.below(1000) < no_nhs_number_per_thousand ||
                             (newcomer && in_hundred(newcomers_without, draws));
        if (!person.unborn(today) && !without) person.nhs_number = country.numbers.nhs(person.number);
        if (making.drafts[slot].adopted && adopted < 2 && !without &&
            in_hundred(new_number_after_adoption, draws))
            person.former_nhs_number = country.numbers.former_nhs(making.out.number, adopted++);

        const bool no_nino = person.arrival != always && draws.below(1000) < no_nino_per_thousand;
        if (person.age(std::min(today, person.death)) >= 16 && !no_nino)
            person.nino = country.numbers.nino(person.number);
        const int year = upn_year(person, today);
        const bool state_school = draws.below(1000) >= private_schools_per_thousand;
        if (upns.any() && year != 0 && state_school)
            person.upn = upns.next(year, draws.below(1000) < temporary_upns_per_thousand);
    }
}

} // namespace gauze::synth
