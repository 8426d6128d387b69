// Bradford Prevention and Early Help: seven feeds about children, adults and addresses. Children are known by
// the services they use, by hospital and school; adults by housing and benefits; the police know young
// offenders and young victims, and some children are both.
//
// The page leaves open, and we choose: an address has at least one adult, one in seven of them no child;
// 1,400 families are written with their children only, since the rule for their rows is the birth date and 25
// years; sizes of the feeds come to 180,000 rows; three hospital patients in a hundred have opted out; 60 NHS
// numbers, 60 UPNs, 80 postcodes and 50 birth dates are spoilt by hand, beside what goes wrong anyway. Trust
// and police write dates dd/mm/yyyy, the others ISO.
#include "datasets/synth/scenario/postcodes.hpp"
#include "datasets/synth/scenario/setting.hpp"
#include "datasets/synth/spelling.hpp"
#include "datasets/synth/world/numbers.hpp"

#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

namespace time = std::chrono;
using time::days;

constexpr Day cut_off = Day(time::year{2026} / 1 / 1);
constexpr int adult_from = 18;

// --- who ---------------------------------------------------------------------------------------------------

struct Address {
    std::vector<Somebody> children, adults;
};

struct City {
    std::vector<Address> addresses;
    std::vector<Somebody> children, adults;
};

Address address_at(const World& world, const std::shared_ptr<const Neighbourhood>& around,
                   const synth::Household& household)
{
    Address address;
    const Home& home = around->homes[household.home];
    const bool ordinary = !home.withheld && (home.kind == Home::Kind::house || home.kind == Home::Kind::flat);
    if (!ordinary || home.district != "Bradford") return address;
    for (const Slot slot : household.members) {
        const Somebody who{&world, around, slot};
        if (who->alive(cut_off))
            (who->age(cut_off) < adult_from ? address.children : address.adults).push_back(who);
    }
    return address;
}

City choose_city(const Setting& setting, const Region& bradford)
{
    City city;
    Balance balance(setting.size(26'000), {{setting.size(40'000), 0, 3}, {setting.size(52'000), 1, 3}});
    std::uint64_t childless = 0;
    bradford.walk("households", [&](const std::shared_ptr<Neighbourhood>& around) {
        for (const synth::Household& household : around->households) {
            Address address = address_at(bradford.world(), around, household);
            const std::array<std::uint64_t, 2> size{address.children.size(), address.adults.size()};
            if (address.adults.empty() || !balance.fits(size)) continue;
            if (address.children.empty() && childless++ % 6 != 0) continue;
            balance.take(size);
            for (const Somebody& child : address.children) city.children.push_back(child);
            for (const Somebody& adult : address.adults) {
                city.adults.push_back(adult);
            }
            city.addresses.push_back(std::move(address));
        }
        return !balance.done();
    });
    return city;
}

const auto anybody = [](std::size_t) { return true; };

Lens lens_for(std::uint32_t feed)
{
    Lens lens;
    lens.preset = &standard_corruption();
    lens.captured = cut_off - days{1};
    lens.variant = 500 + feed;
    lens.baby_names = true;
    return lens;
}

// --- the trust ---------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 6> services{"family hub", "children's centre", "youth service",
                                                   "library",    "holiday club",      "parenting course"};

struct ServiceUse {
    Somebody child;
    std::string reference;
    std::size_t service;
};

// 36,000 children use one service; as many more uses as rows are left are of another one each.
std::vector<ServiceUse> uses_of_services(const Setting& setting, const City& city)
{
    References references(setting.seed(), 70, "BU");
    const auto first_service = [&](const Somebody& child) {
        return setting.draws(child.number(), "first service")
            .below(static_cast<std::uint32_t>(services.size()));
    };
    std::vector<ServiceUse> uses;
    for (const std::size_t i :
         setting.choose("universal services", city.children.size(), setting.size(36'000), anybody))
        uses.push_back({city.children[i], references.next(), first_service(city.children[i])});
    const std::size_t users = uses.size();
    const std::uint64_t more = setting.size(71'000) - users;
    for (const std::size_t i : setting.choose("more services", users, more, anybody)) {
        ServiceUse use = uses[i];
        use.service =
            (use.service + 1 + setting.draws(use.child.number(), "more").below(5)) % services.size();
        uses.push_back(std::move(use));
    }
    return uses;
}

bool has_special_needs(const Setting& setting, const Somebody& who)
{
    return setting.draws(who.number(), "special needs").below(100) < 17;
}

Day between(Day earliest, Day latest, Draws& draws)
{
    if (latest <= earliest) return latest;
    return earliest + days{draws.below(static_cast<std::uint32_t>((latest - earliest).count()))};
}

Cells trust_cells(const Setting& setting, const Somebody& who, const std::string& reference,
                  const Record& record)
{
    return {reference,
            record.given,
            record.family,
            slashes(record.birth),
            sex_letter(record.sex),
            address_line(record.home),
            record.home.postcode,
            std::string(ethnicities()[who->ethnicity].code),
            has_special_needs(setting, who) ? "Y" : "N"};
}

const Cells trust_columns{"person_ref", "given",    "family",    "dob", "gender",
                          "address",    "postcode", "ethnicity", "send"};

Cells with(Cells columns, std::initializer_list<const char*> more)
{
    columns.insert(columns.end(), more.begin(), more.end());
    return columns;
}

Table& make_universal(const Setting& setting, const City& city)
{
    Table& table = setting.files.file("trust-universal", "universal.csv",
                                      with(trust_columns, {"service", "last_used"}), "person_ref");
    fill(table, uses_of_services(setting, city), [&](const ServiceUse& use, ErrorCounts& counts) {
        const Record record = look_at(use.child, lens_for(0), 0, counts);
        Draws draws = setting.draws(use.child.number(), services[use.service]);
        // No row was last used six years before 2026, so none is due before the clock starts.
        const Day last = between(std::max(use.child->birth, Day(time::year{2020} / 1 / 2)), cut_off, draws);
        Cells cells = trust_cells(setting, use.child, use.reference, record);
        cells.emplace_back(services[use.service]);
        cells.push_back(slashes(last));
        return Row{use.child.number(), std::move(cells)};
    });
    return table;
}

struct HelpedFamily {
    const Address* address;
    std::string reference;
    bool on_consent = false;
    std::string consent;
};

// By family: 420 on consent, of which 50 said no and 34 nothing.
std::vector<HelpedFamily> helped_families(const Setting& setting, const City& city)
{
    References references(setting.seed(), 71, "BF");
    std::vector<HelpedFamily> families;
    for (const std::size_t i :
         setting.choose("early help", city.addresses.size(), setting.size(1'400),
                        [&](std::size_t a) { return !city.addresses[a].children.empty(); }))
        families.push_back({&city.addresses[i], references.next(), false, ""});
    const auto on = setting.choose("early help on consent", families.size(), setting.size(420), anybody);
    for (const std::size_t i : on) families[i].on_consent = true, families[i].consent = "Y";
    const auto said_yes = [&](std::size_t i) { return families[i].consent == "Y"; };
    for (const std::size_t i : setting.choose("early help, no", families.size(), setting.size(50), said_yes))
        families[i].consent = "N";
    for (const std::size_t i :
         setting.choose("early help, blank", families.size(), setting.size(34), said_yes))
        families[i].consent.clear();
    return families;
}

constexpr std::array<std::string_view, 8> reason_codes{"R01", "R02", "R03", "R04",
                                                       "R05", "R06", "R07", "R08"};

Table& make_early_help(const Setting& setting, const City& city)
{
    Table& table = setting.files.file("trust-earlyhelp", "earlyhelp.csv",
                                      with(trust_columns, {"family_ref", "reason_codes", "assessment_date",
                                                           "plan_status", "basis", "consent"}),
                                      "person_ref");
    References references(setting.seed(), 72, "BE");
    struct Helped {
        Somebody child;
        std::string reference;
        const HelpedFamily* family;
    };
    const std::vector<HelpedFamily> families = helped_families(setting, city);
    std::vector<Helped> helped;
    for (const HelpedFamily& family : families)
        for (const Somebody& child : family.address->children)
            helped.push_back({child, references.next(), &family});
    fill(table, helped, [&](const Helped& one, ErrorCounts& counts) {
        const Record record = look_at(one.child, lens_for(1), 0, counts);
        Draws draws = setting.draws(one.family->address->children.front().number(), "early help");
        const std::string reasons =
            fmt::format("{};{}", reason_codes[draws.below(4)], reason_codes[4 + draws.below(4)]);
        const Day assessed = cut_off - days{10 + draws.below(1'400)};
        const std::uint32_t status = draws.below(100);
        Cells cells = trust_cells(setting, one.child, one.reference, record);
        cells.insert(cells.end(), {one.family->reference, reasons, slashes(assessed),
                                   status < 55   ? "open"
                                   : status < 90 ? "closed"
                                                 : "stepped up",
                                   one.family->on_consent ? "consent" : "task", one.family->consent});
        return Row{one.child.number(), std::move(cells)};
    });
    Planted& no = setting.files.planted("early help on consent, consent N", "50 families (our choice)");
    Planted& blank =
        setting.files.planted("early help on consent, consent blank", "34 families (our choice)");
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.at(row, "basis") != "consent" || table.at(row, "consent") == "Y") continue;
        (table.at(row, "consent").empty() ? blank : no).add(table, row);
    }
    return table;
}

// --- hospital and schools ----------------------------------------------------------------------------------

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

void make_opt_outs(const Setting& setting, Table& hospital)
{
    std::map<std::string, std::size_t> numbers;
    for (std::size_t row = 0; row < hospital.size(); ++row) ++numbers[hospital.at(row, "nhs_number")];
    std::set<std::string> opted_out;
    setting.plant(
        hospital, "opted out nationally", "3 % of patients (our choice)", percent_of(hospital.size(), 3),
        [&](std::size_t row) {
            const std::string& number = hospital.at(row, "nhs_number");
            return valid_nhs_number(number) && numbers.at(number) == 1;
        },
        [&](std::size_t row) { opted_out.insert(hospital.at(row, "nhs_number")); });
    std::vector<std::string>& allowed = setting.files.list("bthft", "ndo_allowed.dat");
    for (const auto& [number, rows] : numbers)
        if (valid_nhs_number(number) && !opted_out.contains(number)) allowed.push_back(number);
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

// --- housing -----------------------------------------------------------------------------------------------

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
Table& make_housing(const Setting& setting, const City& city)
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
    return table;
}

// --- benefits and police -----------------------------------------------------------------------------------

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

// --- traps -------------------------------------------------------------------------------------------------

// 1.2 % of 40,000 children: a request names a person and one service, and is about one row.
void make_stop_requests(const Setting& setting, Table& source, std::uint64_t wanted)
{
    Table& list = setting.files.file(source.party(), "stop_requests.csv", {"person_ref", "service", "date"});
    std::set<PersonNumber> asked;
    setting.plant(
        source, "asked a service to stop", "1.2 % of 40,000 children", wanted,
        [&](std::size_t row) { return asked.insert(source.person(row)).second; },
        [&](std::size_t row) {
            const bool universal = source.party() == "trust-universal";
            Draws draws = setting.draws(source.person(row), "stop request");
            list.add(source.person(row),
                     {source.at(row, "person_ref"), universal ? source.at(row, "service") : "early help",
                      slashes(cut_off - days{1 + draws.below(300)})});
        });
}

std::string impossible_date(std::uint32_t form, Draws& draws)
{
    switch (form) {
    case 0: return fmt::format("31/02/{}", 2008 + draws.below(17));
    case 1: return fmt::format("{:02}/13/{}", 1 + draws.below(28), 2008 + draws.below(17));
    case 2: return fmt::format("29/02/{}", 2009 + 4 * draws.below(4));
    default: return fmt::format("01/06/{}", 2031 + draws.below(60)); // not yet
    }
}

// Spoils cells by hand, then writes down every row whose cell is not valid, whoever spoilt it.
class Spoiling {
public:
    explicit Spoiling(const Setting& setting) : setting_(setting) {}
    template <class Valid, class Spoil>
    void cells(Table& table, const char* column, const std::string& what, std::uint64_t wanted, Valid valid,
               Spoil spoil) const
    {
        setting_.plant(
            table, fmt::format("{} spoilt by hand", what), "our choice", setting_.size(wanted),
            [&](std::size_t row) { return valid(table.at(row, column)); },
            [&](std::size_t row) {
                Draws draws = setting_.draws(row, what);
                spoil(table.at(row, column), draws);
            });
        Planted& all =
            setting_.files.planted(fmt::format("{} not valid as written", what), "as it comes, and by hand");
        for (std::size_t row = 0; row < table.size(); ++row)
            if (!table.at(row, column).empty() && !valid(table.at(row, column))) all.add(table, row);
    }

private:
    const Setting& setting_;
};

bool possible_date(const std::string& text)
{
    return text.size() == 10 && text.substr(3, 2) != "13" && !text.starts_with("31/02") &&
           text.substr(6) <= "2025" &&
           !(text.starts_with("29/02") && !time::year{std::stoi(text.substr(6))}.is_leap());
}

void spoil(const Setting& setting, Table& universal, Table& hospital, Table& schools)
{
    const Spoiling spoiling(setting);
    spoiling.cells(hospital, "nhs_number", "NHS number", 60, valid_nhs_number,
                   [](std::string& cell, Draws& draws) {
                       const auto digit = static_cast<std::uint32_t>(cell.back() - '0');
                       cell.back() = static_cast<char>('0' + (digit + 1 + draws.below(9)) % 10);
                   });
    spoiling.cells(schools, "upn", "UPN", 60, valid_upn, [](std::string& cell, Draws&) {
        cell.front() = cell.front() == 'A' ? 'B' : 'A'; // another check letter
    });
    spoiling.cells(
        universal, "postcode", "postcode", 80, shaped_like_postcode, [](std::string& cell, Draws& draws) {
            cell = draws.below(2) == 0 ? cell.substr(0, cell.size() - 2) : fmt::format("{}1", cell);
        });
    spoiling.cells(universal, "dob", "birth date", 50, possible_date,
                   [](std::string& cell, Draws& draws) { cell = impossible_date(draws.below(4), draws); });
}

void name_parties(PartyFiles& files)
{
    for (const auto* custodian :
         {"trust-universal", "trust-earlyhelp", "bthft", "schools", "incommunities", "dwp", "police"})
        files.party(custodian, "custodian");
    files.party("ttp", "linkage unit");
    files.party("policy-research", "researcher");
    files.party("ofsted", "reader");
    files.party("public", "reader");
}

} // namespace

void make_bradford(const Setting& setting)
{
    name_parties(setting.files);
    const Region bradford(setting.country(cut_off), "Bradford", 0);
    const City city = choose_city(setting, bradford);
    for (const Somebody& child : city.children) setting.files.person(child);
    for (const Somebody& adult : city.adults) setting.files.person(adult);
    // From here on it is settled who lives where.

    Table& universal = make_universal(setting, city);
    Table& early_help = make_early_help(setting, city);
    Table& hospital = make_hospital(setting, city);
    Table& schools = make_schools(setting, city);
    make_housing(setting, city);
    make_benefits(setting, city);
    make_police(setting, city);

    spoil(setting, universal, hospital, schools);
    make_opt_outs(setting, hospital);
    make_stop_requests(setting, universal, setting.size(400));
    make_stop_requests(setting, early_help, setting.size(80));
}

} // namespace gauze::synth::scenario
