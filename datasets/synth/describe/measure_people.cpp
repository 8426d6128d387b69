// Overview, ages, birth dates and ethnic groups: what each person says alone.
#include "datasets/synth/describe/documented.hpp"
#include "datasets/synth/describe/measure.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::synth::describe {

namespace {

using namespace std::chrono;
using documented::Known;

constexpr double days_in_year = 365.25;

bool native(const Person& person) { return person.arrival == always; }

// Figures for all parts of a whole, in the order of `known`.
template <std::size_t Count>
std::vector<Figure> beside(const Shares& shares, const std::array<Known, Count>& known,
                           const std::string& source)
{
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < Count; ++i)
        figures.push_back(figure(std::string(known[i].name), shares, i, known[i].value, source));
    return figures;
}

} // namespace

Figure figure(std::string name, const Shares& shares, std::size_t which, std::optional<double> documented,
              std::string source)
{
    Figure line{std::move(name), documented, shares.share(which), shares.standard_error(which), {}};
    if (!documented) return line;
    line.source = std::move(source);
    // Where few were seen, or none, their spread says little; it is not below that of a fair draw.
    if (line.standard_error && *documented > 0 && *documented < 1)
        line.standard_error =
            std::max(*line.standard_error, std::sqrt(*documented * (1 - *documented) / shares.total()));
    return line;
}

void Overview::see(const Neighbourhood& around, Day today)
{
    ++neighbourhoods_;
    people_ += around.people.size();
    for (const Person& person : around.people) {
        alive_ += person.alive(today);
        unborn_ += person.unborn(today);
        dead_ += !person.unborn(today) && !person.alive(today);
        names_ += person.names.size();
        homes_ += person.stays.size();
    }
    for (const Household& household : around.households) households_ += !household.members.empty();
    for (const Family& family : around.families) families_ += !family.members.empty();
}

std::vector<std::pair<std::string, std::string>> Overview::facts() const
{
    return {{"people", with_commas(people_)},
            {"alive", with_commas(alive_)},
            {"dead", with_commas(dead_)},
            {"not born yet", with_commas(unborn_)},
            {"households", with_commas(households_)},
            {"families", with_commas(families_)},
            {"names through time", with_commas(names_)},
            {"homes through time", with_commas(homes_)},
            {"neighbourhoods", with_commas(neighbourhoods_)}};
}

void Ages::see(const Neighbourhood& around, Day today)
{
    for (const Person& person : around.people) {
        if (!person.alive(today)) continue;
        const int age = std::clamp(person.age(today), 0, static_cast<int>(years_.size()) - 1);
        const std::size_t band = std::min(bands - 1, static_cast<std::size_t>(age) / 5);
        ++years_[static_cast<std::size_t>(age)];
        const bool woman = person.sex_on(today) == Sex::female;
        both_.whole(), by_sex_.whole(), broad_.whole();
        both_.part(band), by_sex_.part(2 * band + (woman ? 0 : 1));
        if (woman) broad_.part(0);
        if (age < 16) broad_.part(1);
        if (age > 64) broad_.part(2);
    }
    both_.end_neighbourhood(), by_sex_.end_neighbourhood(), broad_.end_neighbourhood();
}

Section Ages::section() const
{
    Section section{"Ages and sexes", "Of the living. The pyramid shows shares of all people.", {}};
    Table broad{.title = "Young, old, women"};
    broad.figures = {figure("women", broad_, 0, documented::women, "census-age"),
                     figure("under 16", broad_, 1, documented::under_16, "census-age"),
                     figure("65 or more", broad_, 2, documented::over_64, "census-age")};
    section.tables.push_back(broad);
    const auto all = std::uint64_t(both_.total());
    std::uint64_t younger = 0;
    std::size_t median = 0;
    while (median < years_.size() && 2 * (younger + years_[median]) < all) younger += years_[median++];
    Table middle{.title = "Median age", .unit = Unit::number};
    if (all > 0)
        middle.figures = {{"years", documented::median_age, static_cast<double>(median), {}, "census-age"}};
    section.tables.push_back(middle);
    section.tables.push_back({.title = "By five years",
                              .drawing = Drawing::bars,
                              .figures = beside(both_, documented::ages, "census-age")});
    Table pyramid{.title = "Pyramid", .drawing = Drawing::pyramid};
    for (std::size_t band = 0; band < bands; ++band) {
        const std::string name(documented::ages[band].name);
        pyramid.figures.push_back(figure(fmt::format("{}, women", name), by_sex_, 2 * band));
        pyramid.figures.push_back(figure(fmt::format("{}, men", name), by_sex_, 2 * band + 1));
    }
    section.tables.insert(section.tables.begin(), pyramid);
    return section;
}

void Births::see(const Neighbourhood& around, Day today)
{
    const Day twenty_years_ago = today - days(7305);
    for (std::size_t slot = 0; slot < around.people.size(); ++slot) {
        const Person& person = around.people[slot];
        if (person.unborn(today)) continue;
        see_documents(person);
        if (!native(person)) continue;
        see_date(person);
        if (person.birth >= twenty_years_ago) see_maternity(around, slot);
    }
    for (Shares* shares : {&weekdays_, &months_, &boys_, &maternities_, &of_september_, &of_december_,
                           &native_january_, &abroad_january_, &native_first_, &abroad_first_, &due_})
        shares->end_neighbourhood();
}

void Births::see_documents(const Person& person)
{
    const year_month_day written(person.documented_birth());
    Shares& on_january = native(person) ? native_january_ : abroad_january_;
    Shares& on_first = native(person) ? native_first_ : abroad_first_;
    on_january.whole(), on_first.whole();
    if (written.day() != day(1)) return;
    on_first.part(0);
    if (written.month() == month(1)) on_january.part(0);
}

void Births::see_date(const Person& person)
{
    const year_month_day date(person.birth);
    weekdays_.whole(), months_.whole();
    weekdays_.part(weekday(person.birth).iso_encoding() - 1);
    months_.part(static_cast<unsigned>(date.month()) - 1);
    if (date.year() < year(1995) || date.year() > year(2014)) return;
    of_september_.whole(), of_december_.whole();
    if (date == date.year() / 9 / 26) of_september_.part(0, days_in_year);
    if (date == date.year() / 12 / 26) of_december_.part(0, days_in_year);
}

void Births::see_maternity(const Neighbourhood& around, std::size_t slot)
{
    const Person& person = around.people[slot];
    boys_.whole();
    if (person.sex == Sex::male) boys_.part(0);
    const auto late = (person.birth - person.expected).count();
    constexpr std::array lates{-22, -8, -4, 3, 7, 14}; // the last days of all parts but one
    due_.whole();
    due_.part(static_cast<std::size_t>(std::lower_bound(lates.begin(), lates.end(), late) - lates.begin()));
    // One maternity is counted with the first of those it bore.
    for (Slot twin = person.twin; twin != nobody && twin != slot; twin = around.people[twin].twin)
        if (twin < slot) return;
    maternities_.whole();
    if (person.twin != nobody && person.twin != slot) maternities_.part(0, 1000);
}

Section Births::section() const
{
    Section section{"Birth dates and twins",
                    "Of all who were born, the dead included. Where no true date was known, documents say 1 "
                    "January; the rest of this section is about true dates of those born in the country.",
                    {}};
    section.tables.push_back(
        {.title = "1 January and the first of a month, in documents",
         .figures = {figure("1 January, born here", native_january_, 0, 1 / days_in_year, "even"),
                     figure("1 January, born abroad", abroad_january_, 0,
                            documented::january_among_immigrants, "home-office"),
                     figure("a first of the month, born here", native_first_, 0, 12 / days_in_year, "even"),
                     figure("a first of the month, born abroad", abroad_first_, 0)}});
    section.tables.push_back({.title = "Births of the last twenty years, of 1,000 maternities",
                              .unit = Unit::per_thousand,
                              .figures = {figure("twins or more", maternities_, 0,
                                                 documented::multiple_maternities, "births-2013")}});
    section.tables.push_back(
        {.title = "Boys",
         .figures = {figure("boys among births", boys_, 0, documented::boys_among_births, "births-2013")}});
    section.tables.push_back(
        {.title = "Times an average day, born 1995 to 2014",
         .unit = Unit::number,
         .figures = {figure("26 September", of_september_, 0, documented::on_26_september, "birthdays"),
                     figure("26 December", of_december_, 0, documented::on_26_december, "birthdays")}});
    add_charts(section);
    return section;
}

void Births::add_charts(Section& section) const
{
    Table weekdays{.title = "Day of the week", .drawing = Drawing::bars};
    constexpr std::array day_names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                   "Friday", "Saturday", "Sunday"};
    for (std::size_t i = 0; i < day_names.size(); ++i)
        weekdays.figures.push_back(figure(day_names[i], weekdays_, i, 1.0 / 7, "even"));
    section.tables.push_back(weekdays);
    Table months{.title = "Month", .drawing = Drawing::bars, .detail = true};
    constexpr std::array<Known, 12> lengths{{{"January", 31},
                                             {"February", 28.25},
                                             {"March", 31},
                                             {"April", 30},
                                             {"May", 31},
                                             {"June", 30},
                                             {"July", 31},
                                             {"August", 31},
                                             {"September", 30},
                                             {"October", 31},
                                             {"November", 30},
                                             {"December", 31}}};
    for (std::size_t i = 0; i < lengths.size(); ++i)
        months.figures.push_back(
            figure(std::string(lengths[i].name), months_, i, lengths[i].value / days_in_year, "even"));
    section.tables.push_back(months);
    Table due{.title = "Born before or after the day expected", .drawing = Drawing::bars, .detail = true};
    constexpr std::array due_names{"22 days early or more", "8 to 21 days early", "4 to 7 days early",
                                   "within 3 days",         "4 to 7 days late",   "8 to 14 days late",
                                   "15 days late or more"};
    for (std::size_t i = 0; i < due_names.size(); ++i) due.figures.push_back(figure(due_names[i], due_, i));
    section.tables.push_back(due);
}

void EthnicGroups::see(const Neighbourhood& around, Day today)
{
    for (const Person& person : around.people) {
        if (!person.alive(today)) continue;
        const Ethnicity& group = ethnicities()[person.ethnicity];
        groups_.whole(), broad_.whole(), communities_.whole(), born_abroad_.whole();
        for (std::size_t i = 0; i < documented::ethnic_groups.size(); ++i)
            if (documented::ethnic_groups[i].name == group.code) groups_.part(i);
        for (std::size_t i = 0; i < documented::broad_groups.size(); ++i)
            if (documented::broad_groups[i].name == group.broad) broad_.part(i);
        communities_.part(person.community);
        if (!native(person)) born_abroad_.part(0);
    }
    for (Shares* shares : {&groups_, &broad_, &communities_, &born_abroad_}) shares->end_neighbourhood();
}

Section EthnicGroups::section() const
{
    Section section{
        "Ethnic groups and communities",
        "Of the living. A community is people who take their names from the same stock; it is how "
        "this population is made, and nothing is documented of it.",
        {}};
    Table broad{.title = "In broad", .figures = beside(broad_, documented::broad_groups, "census-eth")};
    Table groups{.title = "Groups other than White British", .drawing = Drawing::bars};
    for (Figure& line : beside(groups_, documented::ethnic_groups, "census-eth")) {
        Table& table = line.name == "WBRI" ? broad : groups; // in one drawing it would hide the others
        for (const Ethnicity& group : ethnicities())
            if (group.code == line.name) line.name = std::string(group.name);
        table.figures.push_back(std::move(line));
    }
    section.tables.push_back(std::move(broad));
    section.tables.push_back(
        {.title = "Born abroad",
         .figures = {figure("of all people", born_abroad_, 0, documented::born_abroad, "census-mig")}});
    section.tables.push_back(std::move(groups));
    Table named{.title = "Communities", .drawing = Drawing::bars, .detail = true};
    for (std::size_t i = 0; i < communities().size(); ++i)
        named.figures.push_back(figure(std::string(communities()[i].name), communities_, i));
    std::stable_sort(named.figures.begin(), named.figures.end(), [](const Figure& a, const Figure& b) {
        return a.measured.value_or(0) > b.measured.value_or(0);
    });
    section.tables.push_back(named);
    return section;
}

} // namespace gauze::synth::describe
