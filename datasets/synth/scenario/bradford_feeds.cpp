// What hospital, schools, landlord, benefits office and police of Bradford hold, row by row.
#include "datasets/synth/scenario/bradford.hpp"
#include "datasets/synth/spelling.hpp"

#include <array>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario::bradford {

namespace time = std::chrono;
using time::days;

constexpr std::array<std::string_view, 7> conditions{"respiratory",   "injury",       "digestive", "neonatal",
                                                     "mental health", "neurological", "other"};

Table& make_hospital(const Setting& setting, const City& city)
{
    Table& table = setting.files.file("bthft", "bthft.csv",
                                      {"nhs_number", "given", "family", "dob", "gender", "address",
                                       "postcode", "condition_group", "admissions"});
    std::vector<Somebody> patients;
    for (const std::size_t i :
         setting.choose("patients", city.children.size(), setting.size(34'000), anybody))
        patients.push_back(city.children[i]);
    fill(table, patients, [&](const Somebody& who, ErrorCounts& counts) {
        const Record record = look_at(who, lens_for(2), 0, counts);
        Draws draws = setting.draws(who.number(), "hospital");
        return Row{who.number(),
                   {record.nhs_number, record.given, record.family, iso(record.birth), sex_letter(record.sex),
                    address_line(record.home), record.home.postcode,
                    std::string(conditions[draws.below(static_cast<std::uint32_t>(conditions.size()))]),
                    std::to_string(draws.below(3) * draws.below(3))}};
    });
    return table;
}

Table& make_schools(const Setting& setting, const City& city)
{
    Table& table = setting.files.file(
        "schools", "schools.csv",
        {"upn", "given", "family", "dob", "gender", "postcode", "attendance_pct", "exclusions"});
    std::vector<Somebody> pupils;
    for (const std::size_t i :
         setting.choose("pupils", city.children.size(), setting.size(27'000),
                        [&](std::size_t c) { return city.children[c]->age(cut_off) >= 4; }))
        pupils.push_back(city.children[i]);
    fill(table, pupils, [&](const Somebody& who, ErrorCounts& counts) {
        Lens lens = lens_for(3);
        lens.calling_names = true;
        const Record record = look_at(who, lens, 0, counts);
        Draws draws = setting.draws(who.number(), "school");
        return Row{who.number(),
                   {record.upn, record.given, record.family, iso(record.birth), sex_letter(record.sex),
                    record.home.postcode, std::to_string(std::clamp(93 + draws.bell(4), 0, 100)),
                    std::to_string(draws.below(100) < 4 ? 1 + draws.below(3) : 0)}};
    });
    return table;
}

// Other ways to write "Flat 3, 14 Station Road, Bradford".
std::string other_form(const Home& home, std::uint32_t form)
{
    Home other = home;
    switch (form) {
    case 0: return in_capitals(address_line(home));
    case 1: other.street = with_short_street(home.street); return address_line(other, false);
    case 2: return fmt::format("{}, West Yorkshire", address_line(home));
    case 3:
        if (home.flat.starts_with("Flat ")) {
            other.flat = fmt::format("Apartment {}", home.flat.substr(5));
            return address_line(other);
        }
        return fmt::format("No. {}", address_line(home));
    default: {
        std::string line = address_line(home, false);
        line.erase(std::remove(line.begin(), line.end(), ','), line.end());
        return line;
    }
    }
}

struct Tenant {
    Somebody who;
    std::string tenancy;
    const Home* home; // of the tenancy: the true one, for the landlord knows its own houses
    std::optional<std::uint32_t> form;
};

constexpr std::array<std::string_view, 5> arrears{"none", "none", "none", "under 250", "250 and more"};
constexpr std::array<std::string_view, 3> tenures{"assured", "starter", "shared ownership"};

// 13,000 of the addresses are let, 1,560 of them written in another form here; a third have a joint tenant.
void make_housing(const Setting& setting, const City& city)
{
    Table& table = setting.files.file("incommunities", "housing.csv",
                                      {"tenancy_ref", "tenant_given", "tenant_family", "tenant_dob",
                                       "address", "uprn", "arrears_band", "tenure"},
                                      "tenancy_ref");
    const auto let = setting.choose("let", city.addresses.size(), setting.size(13'000), anybody);
    const auto variants = setting.choose("address variants", let.size(), setting.size(1'560), anybody);
    const std::set<std::size_t> varied(variants.begin(), variants.end());
    References references(setting.seed(), 73, "T");
    Table& forms = setting.files.truth("address_variants.csv", {"uprn", "address", "as_written"});
    std::vector<Tenant> tenants;
    for (std::size_t i = 0; i < let.size(); ++i) {
        const Address& address = city.addresses[let[i]];
        const Home& home = home_of(address.adults.front(), cut_off);
        const std::string tenancy = references.next();
        Draws draws = setting.draws(address.adults.front().number(), "tenancy");
        std::optional<std::uint32_t> form;
        if (varied.contains(i)) {
            form = draws.below(5);
            forms.add(no_person, {std::to_string(home.uprn), address_line(home), other_form(home, *form)});
        }
        const std::size_t joint = address.adults.size() > 1 && draws.below(3) == 0 ? 2 : 1;
        for (std::size_t k = 0; k < joint; ++k) tenants.push_back({address.adults[k], tenancy, &home, form});
    }
    fill(table, tenants, [&](const Tenant& tenant, ErrorCounts& counts) {
        const Record record = look_at(tenant.who, lens_for(4), 0, counts);
        Draws draws = setting.draws(tenant.home->uprn, "arrears");
        return Row{tenant.who.number(),
                   {tenant.tenancy, record.given, record.family, iso(record.birth),
                    tenant.form ? other_form(*tenant.home, *tenant.form) : address_line(*tenant.home),
                    std::to_string(tenant.home->uprn), std::string(arrears[draws.below(5)]),
                    std::string(tenures[draws.below(3)])}};
    });
    Planted& planted =
        setting.files.planted("address written in another form", "1,560 addresses, 6 % of 26,000");
    std::set<std::string> uprns;
    for (std::size_t row = 0; row < table.size(); ++row)
        if (tenants[row].form && uprns.insert(table.at(row, "uprn")).second) planted.add(table, row);
}

void make_benefits(const Setting& setting, const City& city)
{
    Table& table = setting.files.file(
        "dwp", "dwp.csv",
        {"nino", "given", "family", "dob", "gender", "address", "postcode", "workless_from", "workless_to"});
    std::vector<Somebody> workless;
    for (const std::size_t i :
         setting.choose("workless", city.adults.size(), setting.size(22'000),
                        [&](std::size_t a) { return city.adults[a]->age(cut_off) < 67; }))
        workless.push_back(city.adults[i]);
    fill(table, workless, [&](const Somebody& who, ErrorCounts& counts) {
        const Record record = look_at(who, lens_for(5), 0, counts);
        Draws draws = setting.draws(who.number(), "workless");
        const Day from = cut_off - days{30 + draws.below(1'800)};
        const Day to = from + days{30 + draws.below(900)};
        return Row{who.number(),
                   {record.nino, record.given, record.family, iso(record.birth), sex_letter(record.sex),
                    address_line(record.home), record.home.postcode, iso(from), to < cut_off ? iso(to) : ""}};
    });
}

struct Incident {
    Somebody who;
    std::string reference;
    std::uint32_t number;
};

void make_incidents(const Setting& setting, const std::vector<Somebody>& children, const char* file,
                    std::uint32_t feed, std::uint64_t rows)
{
    const bool offence = feed == 6;
    Table& table = setting.files.file("police", file,
                                      {offence ? "offence_ref" : "victim_ref", "given", "family", "dob",
                                       "gender", "postcode", offence ? "offence_date" : "crime_date",
                                       offence ? "offence_group" : "crime_group"},
                                      offence ? "offence_ref" : "victim_ref");
    References references(setting.seed(), 68 + feed, offence ? "PO" : "PV");
    std::vector<Incident> incidents;
    for (std::uint32_t number = 0; incidents.size() < rows; ++number)
        for (std::size_t i = 0; i < children.size() && incidents.size() < rows; ++i)
            incidents.push_back({children[i], references.next(), number});
    constexpr std::array<std::string_view, 5> groups{"violence", "theft", "drugs", "criminal damage",
                                                     "robbery"};
    fill(table, incidents, [&](const Incident& incident, ErrorCounts& counts) {
        // The police ask each time: every incident is another look.
        const Record record = look_at(incident.who, lens_for(feed), incident.number, counts);
        Draws draws = setting.draws(incident.who.number(), fmt::format("{} {}", file, incident.number));
        return Row{incident.who.number(),
                   {incident.reference, record.given, record.family, slashes(record.birth),
                    sex_letter(record.sex), record.home.postcode,
                    slashes(cut_off - days{1 + draws.below(1'000)}), std::string(groups[draws.below(5)])}};
    });
}

// 1,400 offenders and 2,500 victims from ten years on; 70 of them are one and the same.
void make_police(const Setting& setting, const City& city)
{
    const auto old_enough = [&](std::size_t c) { return city.children[c]->age(cut_off) >= 10; };
    const auto offenders = setting.choose("offenders", city.children.size(), setting.size(1'400), old_enough);
    const std::set<std::size_t> offends(offenders.begin(), offenders.end());
    const auto both = setting.choose("both", offenders.size(), setting.size(70), anybody);
    const auto others = setting.choose("victims", city.children.size(), setting.size(2'500) - both.size(),
                                       [&](std::size_t c) { return old_enough(c) && !offends.contains(c); });
    std::vector<Somebody> offending, victims;
    for (const std::size_t c : offenders) offending.push_back(city.children[c]);
    Planted& planted = setting.files.planted("offender and victim", "70 children");
    for (const std::size_t i : both) {
        victims.push_back(offending[i]);
        planted.people.push_back(offending[i].number());
    }
    for (const std::size_t c : others) victims.push_back(city.children[c]);
    make_incidents(setting, offending, "police_offences.csv", 6, setting.size(2'600));
    make_incidents(setting, victims, "police_victims.csv", 7, setting.size(3'200));
}

} // namespace gauze::synth::scenario::bradford
