// Children, adults and addresses of Bradford, and the cells that were spoilt.
#include "tests/datasets/scenario/sample_scenario.hpp"

#include <array>
#include <regex>

namespace gauze::synth::scenario {
namespace {

const Made& bradford() { return made("bradford"); }

TEST(Bradford, HasExactlyTheChildrenAdultsAndAddressesOfThePage)
{
    std::size_t children = 0, adults = 0;
    std::set<std::string> addresses;
    for (const auto& [person, cells] : bradford().persons()) {
        ++(cells.at("birth") > "2008-01-01" ? children : adults);
        addresses.insert(cells.at("uprn"));
    }
    EXPECT_EQ(children, bradford().size(40'000));
    EXPECT_EQ(adults, bradford().size(52'000));
    EXPECT_EQ(addresses.size(), bradford().size(26'000));
}

TEST(Bradford, HelpsFourteenHundredFamiliesSomeOnConsent)
{
    const Table help = bradford().file("trust-earlyhelp/earlyhelp.csv");
    std::map<std::string, std::string> consent, basis;
    for (std::size_t row = 0; row < help.rows.size(); ++row) {
        consent[help.cell(row, "family_ref")] = help.cell(row, "consent");
        basis[help.cell(row, "family_ref")] = help.cell(row, "basis");
    }
    EXPECT_EQ(consent.size(), bradford().size(1'400));
    std::size_t on = 0, no = 0, blank = 0;
    for (const auto& [family, by] : basis) {
        if (by != "consent") continue;
        ++on;
        no += consent[family] == "N" ? 1 : 0;
        blank += consent[family].empty() ? 1 : 0;
    }
    EXPECT_EQ(on, bradford().size(420));
    EXPECT_EQ(no, bradford().size(50));
    EXPECT_EQ(blank, bradford().size(34));
}

TEST(Bradford, KnowsSeventyChildrenAsOffendersAndVictims)
{
    const auto offenders = bradford().people_of("police", "police_offences.csv");
    const auto victims = bradford().people_of("police", "police_victims.csv");
    const std::set<std::string> offending(offenders.begin(), offenders.end());
    std::set<std::string> both;
    for (const std::string& victim : victims)
        if (offending.contains(victim)) both.insert(victim);
    EXPECT_EQ(both.size(), bradford().size(70));
    std::set<std::string> planted;
    for (const PlantedRow& child : bradford().planted.at("offender and victim")) planted.insert(child.person);
    EXPECT_EQ(both, planted);
}

bool passes_modulus_11(const std::string& number)
{
    if (!std::regex_match(number, std::regex("[0-9]{10}"))) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) sum += (number[i] - '0') * (10 - static_cast<int>(i));
    return sum % 11 == 0;
}

// The last of a temporary number is a letter, which counts as its place in the alphabet of check letters.
bool passes_modulus_23(const std::string& upn)
{
    const std::string letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    if (!std::regex_match(upn, std::regex("[A-Z][0-9]{11}[0-9A-Z]"))) return false;
    std::size_t sum = 0;
    for (std::size_t i = 1; i < 13; ++i)
        sum += (i + 1) * (upn[i] <= '9' ? static_cast<std::size_t>(upn[i] - '0') : letters.find(upn[i]));
    return letters[sum % 23] == upn[0];
}

bool exists(const std::string& date)
{
    const int day = std::stoi(date.substr(0, 2)), month = std::stoi(date.substr(3, 2)),
              year = std::stoi(date.substr(6));
    const int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 1 : 0;
    const std::array<int, 12> longest{31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month >= 1 && month <= 12 && day >= 1 && day <= longest[static_cast<std::size_t>(month - 1)] &&
           year <= 2025;
}

template <class Fails>
std::set<std::size_t> rows_where(const Table& table, const char* column, Fails fails)
{
    std::set<std::size_t> rows;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (!table.cell(row, column).empty() && fails(table.cell(row, column))) rows.insert(row + 1);
    return rows;
}

std::set<std::size_t> planted_rows(const char* name)
{
    std::set<std::size_t> rows;
    for (const PlantedRow& planted : bradford().planted.at(name)) rows.insert(planted.row);
    return rows;
}

TEST(Bradford, ListsEveryInvalidNumberPostcodeAndDate)
{
    const Table universal = bradford().file("trust-universal/universal.csv"),
                hospital = bradford().file("bthft/bthft.csv"),
                schools = bradford().file("schools/schools.csv");
    EXPECT_EQ(rows_where(hospital, "nhs_number", [](const std::string& n) { return !passes_modulus_11(n); }),
              planted_rows("NHS number not valid as written"));
    EXPECT_EQ(rows_where(schools, "upn", [](const std::string& u) { return !passes_modulus_23(u); }),
              planted_rows("UPN not valid as written"));
    const std::regex shape("[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}");
    EXPECT_EQ(
        rows_where(universal, "postcode", [&](const std::string& p) { return !std::regex_match(p, shape); }),
        planted_rows("postcode not valid as written"));
    EXPECT_EQ(rows_where(universal, "dob", [](const std::string& d) { return !exists(d); }),
              planted_rows("birth date not valid as written"));
    for (const auto& [what, count] :
         {std::pair{"NHS number", 60u}, {"UPN", 60u}, {"postcode", 80u}, {"birth date", 50u}})
        EXPECT_EQ(planted_rows(fmt::format("{} spoilt by hand", what).c_str()).size(), bradford().size(count))
            << what;
}

TEST(Bradford, WritesSixInAHundredAddressesInAnotherForm)
{
    const Table variants = bradford().file("truth/address_variants.csv"),
                housing = bradford().file("incommunities/housing.csv");
    EXPECT_EQ(variants.rows.size(), bradford().size(1'560));
    std::map<std::string, std::string> written;
    for (std::size_t i = 0; i < variants.rows.size(); ++i) {
        EXPECT_NE(variants.cell(i, "address"), variants.cell(i, "as_written"));
        written[variants.cell(i, "uprn")] = variants.cell(i, "as_written");
    }
    for (std::size_t row = 0; row < housing.rows.size(); ++row)
        if (const auto variant = written.find(housing.cell(row, "uprn")); variant != written.end()) {
            EXPECT_EQ(housing.cell(row, "address"), variant->second);
        }
}

TEST(Bradford, StopsOneServiceOfEachPersonWhoAsks)
{
    std::size_t requests = 0;
    for (const auto& [party, file] :
         {std::pair{"trust-universal", "universal.csv"}, {"trust-earlyhelp", "earlyhelp.csv"}}) {
        const Table rows = bradford().file(fmt::format("{}/{}", party, file));
        const Table list = bradford().file(fmt::format("{}/stop_requests.csv", party));
        for (std::size_t i = 0; i < list.rows.size(); ++i) {
            std::size_t meant = 0;
            for (std::size_t row = 0; row < rows.rows.size(); ++row)
                meant += rows.cell(row, "person_ref") == list.cell(i, "person_ref") &&
                                 (!rows.columns.contains("service") ||
                                  rows.cell(row, "service") == list.cell(i, "service"))
                             ? 1
                             : 0;
            EXPECT_EQ(meant, 1u) << party;
            ++requests;
        }
    }
    EXPECT_EQ(requests, bradford().size(480)); // 1.2 % of 40,000
}

TEST(Bradford, LetsNoRowFallDueBeforeTheClockStarts)
{
    const Table universal = bradford().file("trust-universal/universal.csv");
    for (std::size_t row = 0; row < universal.rows.size(); ++row) {
        const std::string& used = universal.cell(row, "last_used");
        EXPECT_GE(used.substr(6) + used.substr(3, 2) + used.substr(0, 2), "20200101");
    }
}

} // namespace
} // namespace gauze::synth::scenario
