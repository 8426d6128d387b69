#include "datasets/synth/five/custodians.hpp"

#include "datasets/synth/five/payload.hpp"
#include "datasets/synth/spelling.hpp"

#include <fmt/format.h>

namespace gauze::synth::five {

namespace {

constexpr std::array<CustodianFacts, custodians> table{{
    {"hospital",
     "births.csv",
     "birth_ref",
     "birth_ref,nhs_number,child_surname,child_forename,dob,sex,address,town,postcode,birth_weight_g,"
     "gestation_weeks",
     "\n",
     false,
     {800'000}},
    {"gp",
     "patients.csv",
     "patient_id",
     "patient_id,given_name,family_name,date_of_birth,gender,address_line_1,post_town,post_code,nhs_no,"
     "household_smoker,immunisations_up_to_date",
     "\n",
     false,
     {900'000}},
    {"school",
     "pupils.csv",
     "pupil_ref",
     "surname,forename,pupil_ref,birth_date,sex,home_address,home_postcode,attendance_pct,early_years_goals,"
     "free_school_meals",
     "\r\n",
     true,
     {750'000}},
    {"social-care",
     "children.csv",
     "case_no",
     "case_no,first_name,last_name,gender,dob,nhs_number,postcode,address,assessments,plan",
     "\n",
     false,
     {420'000}},
    {"housing",
     "tenancies.csv",
     "occupant_ref",
     "occupant_ref,occupant_surname,occupant_forename,birth_day,birth_month,birth_year,sex,address,postcode,"
     "tenure,arrears_band,household_size",
     "\r\n",
     false,
     {500'000}},
}};

// How much likelier than the average (in millionths) the neediest family is to be held; the best-off family
// is less likely by as much. Since need is uniform, the average stays where it is.
constexpr std::array<std::int64_t, custodians> half_slope{0, -40'000, -60'000, 300'000, 400'000};

Rate coverage_at(Custodian custodian, std::uint32_t need)
{
    const std::int64_t above_average = 2 * std::int64_t{need} - 1'000'000;
    const std::int64_t shift = half_slope[static_cast<std::size_t>(custodian)] * above_average / 1'000'000;
    return {static_cast<std::uint32_t>(facts(custodian).coverage.per_million + shift)};
}

std::string in_day_order(const std::optional<std::chrono::year_month_day>& date)
{
    if (!date) return {};
    return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(date->day()),
                       static_cast<unsigned>(date->month()), static_cast<int>(date->year()));
}

std::string in_iso_order(const std::optional<std::chrono::year_month_day>& date)
{
    if (!date) return {};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date->year()),
                       static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day()));
}

std::string_view written(const std::optional<Sex>& sex, std::string_view female, std::string_view male)
{
    return !sex ? std::string_view{} : *sex == Sex::female ? female : male;
}

// "999 012 3456", as on a letter.
std::string in_groups(const std::string& nhs_number)
{
    if (nhs_number.empty()) return {};
    return fmt::format("{} {} {}", nhs_number.substr(0, 3), nhs_number.substr(3, 3), nhs_number.substr(6));
}

struct Row {
    Seed seed;
    const Person& person;
    const Record& record;
    std::string reference;
};

void hospital_row(const Row& row, CsvLine& line)
{
    const Record& held = row.record;
    const HospitalPayload birth = hospital_payload(row.seed, row.person);
    line.cell(row.reference).cell(held.nhs_number).cell(held.family).cell(held.given);
    line.cell(in_day_order(held.birth)).cell(written(held.sex, "F", "M"));
    line.cell(held.address.line).cell(held.address.town).cell(held.address.postcode);
    line.cell(std::to_string(birth.birth_weight_g)).cell(std::to_string(birth.gestation_weeks));
}

void gp_row(const Row& row, CsvLine& line)
{
    const Record& held = row.record;
    const GpPayload health = gp_payload(row.seed, row.person);
    line.cell(row.reference).cell(held.given).cell(held.family);
    line.cell(in_iso_order(held.birth)).cell(written(held.sex, "Female", "Male"));
    line.cell(held.address.line).cell(held.address.town).cell(held.address.postcode);
    line.cell(in_groups(held.nhs_number));
    line.cell(health.household_smoker ? "yes" : "no").cell(health.immunised ? "yes" : "no");
}

void school_row(const Row& row, CsvLine& line)
{
    const Record& held = row.record;
    const SchoolPayload school = school_payload(row.seed, row.person);
    line.cell(held.family).cell(held.given).cell(row.reference);
    line.cell(in_day_order(held.birth)).cell(written(held.sex, "F", "M"));
    line.cell(held.address.line).cell(held.address.postcode);
    line.cell(fmt::format("{}.{}", school.attendance_per_mille / 10, school.attendance_per_mille % 10));
    line.cell(school.early_years_goals ? "met" : "not yet").cell(school.free_school_meals ? "Y" : "N");
}

void social_care_row(const Row& row, CsvLine& line)
{
    const Record& held = row.record;
    const SocialCarePayload care = social_care_payload(row.seed, row.person);
    constexpr Rate case_files_with_number{400'000};
    const bool knows_number =
        Draws(row.seed, Purpose::coverage, row.person.number, 1).happens(case_files_with_number);
    line.cell(row.reference).cell(without_accents(held.given)).cell(without_accents(held.family));
    line.cell(written(held.sex, "2", "1")).cell(in_iso_order(held.birth));
    line.cell(knows_number ? held.nhs_number : std::string());
    line.cell(without_blanks(held.address.postcode)).cell(with_short_street(held.address.line));
    line.cell(std::to_string(care.assessments)).cell(care.plan);
}

void housing_row(const Row& row, CsvLine& line)
{
    const Record& held = row.record;
    const HousingPayload home = housing_payload(row.seed, row.person);
    line.cell(row.reference).cell(in_capitals(held.family)).cell(in_capitals(held.given));
    if (held.birth)
        line.cell(std::to_string(static_cast<unsigned>(held.birth->day())))
            .cell(std::to_string(static_cast<unsigned>(held.birth->month())))
            .cell(std::to_string(static_cast<int>(held.birth->year())));
    else
        line.cell("").cell("").cell("");
    line.cell(written(held.sex, "F", "M")).cell(in_capitals(held.address.line)).cell(held.address.postcode);
    line.cell(home.tenure).cell(home.arrears_band).cell(std::to_string(home.household_size));
}

} // namespace

const CustodianFacts& facts(Custodian custodian) { return table[static_cast<std::size_t>(custodian)]; }

Holders holders_of(const Population& population, std::uint64_t number)
{
    const std::uint64_t household = population.seat(number).household;
    const std::uint32_t need = population.need(household);
    Draws own(population.seed(), Purpose::coverage, number);
    Draws shared(population.seed(), Purpose::shared_coverage, household);
    Holders holders = 0;
    for (const Custodian custodian : all_custodians) {
        Draws& draws = custodian == Custodian::housing ? shared : own;
        if (draws.happens(coverage_at(custodian, need))) holders |= bit(custodian);
    }
    return holders;
}

Register::Register(Custodian custodian, const Population& population, const Preset& preset)
    : custodian_(custodian),
      population_(population),
      preset_(preset),
      order_(population.seed(), Purpose::order, static_cast<std::uint32_t>(custodian), population.people()),
      references_(population.seed(), Purpose::reference, static_cast<std::uint32_t>(custodian), most_people)
{}

std::string Register::reference(std::uint64_t number) const
{
    const std::uint64_t n = references_(number);
    switch (custodian_) {
    case Custodian::hospital: return fmt::format("B{:08}", n);
    case Custodian::gp: return fmt::format("{}", 100'000'000 + n);
    case Custodian::school: return fmt::format("P{:04}-{:04}", n / 10'000, n % 10'000);
    case Custodian::social_care: return fmt::format("SC-{:08}", n);
    case Custodian::housing: return fmt::format("T{:06}/{:02}", n / 100, n % 100);
    }
    return {};
}

void Register::append_row(std::uint64_t number, std::string& csv, ErrorCounts& errors) const
{
    const Person person = population_.person(number);
    const Draws draws(population_.seed(), Purpose::observation, number,
                      static_cast<std::uint32_t>(custodian_));
    const Record record = observe(population_, person, preset_, draws, errors);
    const Row row{population_.seed(), person, record, reference(number)};
    CsvLine line(csv);
    switch (custodian_) {
    case Custodian::hospital: hospital_row(row, line); break;
    case Custodian::gp: gp_row(row, line); break;
    case Custodian::school: school_row(row, line); break;
    case Custodian::social_care: social_care_row(row, line); break;
    case Custodian::housing: housing_row(row, line); break;
    }
    line.end(facts(custodian_).line_end);
}

} // namespace gauze::synth::five
