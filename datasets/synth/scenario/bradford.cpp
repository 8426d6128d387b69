// Bradford Prevention and Early Help: seven feeds about children, adults and addresses. Children are known by
// the services they use, by hospital and school; adults by housing and benefits; the police know young
// offenders and young victims, and some children are both.
//
// The page leaves open, and we choose: an address has at least one adult, one in seven of them no child;
// 1,400 families are written with their children only, since the rule for their rows is the birth date and 25
// years; sizes of the feeds come to 180,000 rows; three hospital patients in a hundred have opted out; 60 NHS
// numbers, 60 UPNs, 80 postcodes and 50 birth dates are spoilt by hand, beside what goes wrong anyway. Trust
// and police write dates dd/mm/yyyy, the others ISO.
#include "datasets/synth/scenario/bradford.hpp"

#include <array>
#include <map>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace bradford {

namespace {

namespace time = std::chrono;
using time::days;

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
    for (const std::size_t i : on) families[i].on_consent = true, families[i].consent = std::string("Y");
    const auto said_yes = [&](std::size_t i) { return families[i].consent == "Y"; };
    for (const std::size_t i : setting.choose("early help, no", families.size(), setting.size(50), said_yes))
        families[i].consent = std::string("N");
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

void name_parties(PartyFiles& files)
{
    for (const auto* custodian :
         {"trust-universal", "trust-earlyhelp", "bthft", "schools", "incommunities", "dwp", "police"})
        files.party(custodian, "custodian");
    files.party("ttp", "linkage unit");
    files.party("policy-research", "researcher");
    files.party("ofsted", "reader");
    files.party("public", "reader");
    files.party("register", "reference");
}

// Which postcode each address has: public, as the National Statistics UPRN Lookup is. The landlord's file has
// no postcode of its own.
void write_register(PartyFiles& files, const City& city)
{
    std::map<std::uint64_t, std::string> postcodes;
    for (const Address& address : city.addresses) {
        const Home home = home_of(address.adults.front(), cut_off);
        postcodes.try_emplace(home.uprn, home.postcode);
    }
    Table& table = files.file("register", "uprn_postcodes.csv", {"uprn", "postcode"});
    for (const auto& [uprn, postcode] : postcodes) table.add(no_person, {std::to_string(uprn), postcode});
}

} // namespace

} // namespace bradford

void make_bradford(const Setting& setting)
{
    using namespace bradford;
    name_parties(setting.files);
    const Region area(setting.country(cut_off), "Bradford", 0);
    const City city = choose_city(setting, area);
    for (const Somebody& child : city.children) setting.files.person(child);
    for (const Somebody& adult : city.adults) setting.files.person(adult);
    write_register(setting.files, city);
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
