#include "engine/linkage/families.hpp"
#include "tests/engine/linkage/made_kin.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace gauze::linkage {
namespace {

using test::MadeKin;
using test::TemporaryFolder;

using Numbers = std::vector<std::uint32_t>;

enum : std::uint32_t { mother, father, son, daughter, lodger, lodgers_child };

Numbers families(const MadeKin& made, std::size_t persons)
{
    return group_families(made.in_order(), persons).of;
}

Numbers households(const MadeKin& made, const Numbers& families, const KinshipRules& rules = {})
{
    Groups groups{.of = families};
    return group_households(made.in_order(), groups, rules).of;
}

TEST(Families, AreWhoSharesAGuardianOrAReference)
{
    MadeKin kin;
    kin.family(mother, "Ann Bell").family(son, "Ann Bell").family(daughter, "F100").family(son, "F100");
    EXPECT_EQ(families(kin, 4), (Numbers{0, 1, 0, 0})); // the father shows nothing: a family of one
    EXPECT_EQ(group_families(kin.in_order(), 4).largest, 3u);
    EXPECT_EQ(group_families(kin.in_order(), 4).count, 2u);
}

TEST(Families, OfParentsWhoLiveApartAreOneThroughTheChildAndTwoHouseholds)
{
    MadeKin kin, homes;
    kin.family(mother, "Ann Bell").family(father, "Bob Cole").family(son, "Ann Bell").family(son, "Bob Cole");
    homes.home(mother, "1 Elm Road").home(father, "9 Oak Road").home(son, "1 Elm Road");
    homes.home(son, "9 Oak Road").home(son, "1 Elm Road"); // one record places him with his father
    const Numbers family = families(kin, 3);
    EXPECT_EQ(family, (Numbers{0, 0, 0}));
    EXPECT_EQ(households(homes, family), (Numbers{0, 1, 0}));
}

TEST(Families, AtOneAddressStayTwoHouseholdsUnlessAddressesDecide)
{
    MadeKin kin, homes;
    kin.family(mother, "Ann Bell").family(son, "Ann Bell");
    kin.family(lodger, "Kim Lee").family(lodgers_child, "Kim Lee");
    for (const std::uint32_t person : {mother, son, lodger, lodgers_child}) homes.home(person, "1 Elm Road");
    const Numbers family = families(kin, 6);
    EXPECT_EQ(family, (Numbers{0, 1, 0, 2, 3, 3}));
    EXPECT_EQ(households(homes, family), (Numbers{0, no_group, 0, no_group, 1, 1}));
    EXPECT_EQ(households(homes, family, {.households_by_address = true}),
              (Numbers{0, no_group, 0, no_group, 0, 0}));
}

TEST(Households, OfEqualAddressesTakeTheOneWhereTheFamilyIs)
{
    MadeKin homes;
    homes.home(mother, "1 Elm Road").home(daughter, "1 Elm Road").home(daughter, "4 Ash Road");
    homes.home(son, "4 Ash Road").home(son, "1 Elm Road").home(father, "4 Ash Road");
    homes.home(mother, "1 Elm Road");
    // Elm Road has four records of the family, Ash Road three.
    EXPECT_EQ(households(homes, {0, 0, 0, 0}), (Numbers{0, 1, 0, 0}));
}

TEST(Households, KnowThatTwoValuesOfOneRecordAreOneAddress)
{
    MadeKin homes;
    homes.home(mother, "1 Elm Road", 1).home(mother, "uprn 10", 1);
    homes.home(son, "uprn 10", 2).home(father, "1 Elm Road", 3);
    EXPECT_EQ(households(homes, {0, 0, 0}), (Numbers{0, 0, 0}));
}

TEST(Families, LeaveOutWhatACrowdShowsAndSayIt)
{
    project::Policy policy;
    policy.keys.push_back({.name = "guardian", .parts = {}, .about = project::About::family});
    MadeKin kin;
    for (std::uint32_t person = 0; person < 30; ++person) kin.family(person, "UNKNOWN");
    kin.family(0, "UNKNOWN").family(0, "Ann Bell").family(1, "Ann Bell");
    auto values = kin.in_order();
    auto crowds = leave_out_crowds(values, 30, policy); // thirty persons, one of them twice
    EXPECT_TRUE(crowds.empty());
    EXPECT_EQ(values.size(), 33u);
    crowds = leave_out_crowds(values, 29, policy);
    ASSERT_EQ(crowds.size(), 1u);
    EXPECT_EQ(values.size(), 2u);
    EXPECT_EQ(in_words(crowds[0]),
              "key guardian: 1 value was shown by more than 29 persons each (30 in all) and left out; an "
              "institution's, or a default");
}

// Everybody against everybody until nothing changes.
Numbers plain_families(const std::vector<KinValue>& values, std::size_t persons)
{
    Numbers of(persons);
    for (std::uint32_t p = 0; p < persons; ++p) of[p] = p;
    for (bool changed = true; changed;) {
        changed = false;
        for (const KinValue& x : values)
            for (const KinValue& y : values)
                if (x.value == y.value && of[x.person] < of[y.person])
                    of[y.person] = of[x.person], changed = true;
    }
    std::map<std::uint32_t, std::uint32_t> numbers;
    for (std::uint32_t& one : of)
        one = numbers.try_emplace(one, static_cast<std::uint32_t>(numbers.size())).first->second;
    return of;
}

TEST(Families, AreThoseOfThePlainTwinOverRandomValues)
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 random(seed);
        MadeKin kin;
        for (unsigned i = 0; i < 1 + random() % 25; ++i)
            kin.family(static_cast<std::uint32_t>(random() % 20), std::to_string(random() % (5 + seed % 30)));
        ASSERT_EQ(families(kin, 20), plain_families(kin.in_order(), 20)) << seed;
    }
}

TEST(Families, AreNoneAtAllWhereThereIsNobody)
{
    EXPECT_EQ(group_families({}, 0).count, 0u);
    EXPECT_EQ(group_households({}, group_families({}, 2), {}).of, (Numbers{no_group, no_group}));
}

constexpr std::string_view kin_policy = R"(
[project]
id = "kin"
profile = "plain"
[[party]]
name = "alpha"
[[party]]
name = "beta"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "dob"
kind = "date"
[[field]]
name = "carer"
kind = "given-name"
about = "family"
[[field]]
name = "carer_dob"
kind = "date"
about = "family"
[[field]]
name = "ref"
kind = "code"
about = "family"
[[field]]
name = "postcode"
kind = "postcode"
[[view]]
name = "record"
bits = 64
[[key]]
name = "carer"
parts = ["carer", "carer_dob"]
about = "family"
[[key]]
name = "self"
parts = ["given", "dob"]
about = "family"
same_as = "carer"
[[key]]
name = "reference"
parts = ["ref"]
about = "family"
within_party = true
[[key]]
name = "home"
parts = ["postcode"]
about = "household"
)";

// Rows of four keys; 0 is none.
bloom::EncodedFile encoded(const std::filesystem::path& path, const std::string& party,
                           const std::vector<std::array<std::uint64_t, 4>>& rows,
                           const project::Policy& policy)
{
    bloom::EncodedHeader header{.program = "test",
                                .project = "kin",
                                .policy = policy.fingerprint(),
                                .specification = "s",
                                .check = "c",
                                .party = party,
                                .profile = "plain",
                                .counts = {rows.size(), rows.size(), 0, 0},
                                .views = {{"record", {64}, 0}}};
    for (const auto& key : policy.keys) header.keys.push_back(key.name);
    std::vector<std::uint64_t> filters(rows.size() * 8, 0), keys, absent; // a line of eight words each
    for (const auto& row : rows) {
        absent.push_back(0);
        for (std::size_t k = 0; k < 4; ++k) {
            keys.push_back(row[k]);
            absent.back() |= std::uint64_t{row[k] == 0} << (1 + k);
        }
    }
    const auto tokens = test::made_tokens(rows.size(), std::hash<std::string>{}(party));
    const std::vector<Bytes> pieces{std::as_bytes(std::span(tokens)), std::as_bytes(std::span(filters)),
                                    std::as_bytes(std::span(keys)), std::as_bytes(std::span(absent))};
    bloom::EncodedFileWriter file(path, header);
    file.append(pieces);
    file.close();
    return bloom::EncodedFile(path);
}

class KinOfTwoFiles : public ::testing::Test {
protected:
    KinOfTwoFiles()
    {
        // alpha: a carer (self 5), her child, a child of reference 8, another of reference 8
        encoded(folder / "alpha.gauze", "alpha",
                {{0, 5, 0, 70}, {5, 21, 0, 70}, {0, 22, 8, 71}, {0, 23, 8, 71}}, policy);
        // beta: a sibling of the child, and one whose reference 8 is beta's own
        encoded(folder / "beta.gauze", "beta", {{5, 31, 0, 70}, {0, 32, 8, 71}}, policy);
        parties = receive({folder / "beta.gauze", folder / "alpha.gauze"}, policy, false);
        for (std::uint32_t p = 0; p < 2; ++p)
            for (std::uint32_t r = 0; r < parties[p].rows(); ++r)
                persons.push_back({.id = {}, .records = {{p, r}}});
    }
    const TemporaryFolder folder;
    const project::Policy policy = project::parse_policy(kin_policy, "kin.toml");
    const Identity identity = Identity::for_tests("kin");
    Parties parties;
    std::vector<Person> persons;
};

TEST_F(KinOfTwoFiles, KeysAboutKinAreNotComparedForThePerson)
{
    EXPECT_EQ(policy.person_keys(), 0u);
    EXPECT_EQ(parties.person_keys(), 0u);
    EXPECT_FALSE(parties.agreement.has_value()); // filters are compared, as without any key
    EXPECT_EQ(policy.views[0].parts.size(), 3u); // given, dob, postcode
}

TEST_F(KinOfTwoFiles, FamiliesAreFoundFromWhatTheFilesShow)
{
    const Kinship kinship = find_families(persons, parties, policy, identity);
    EXPECT_EQ(kinship.families->of, (Numbers{0, 0, 1, 1, 0, 2}));
    EXPECT_EQ(kinship.households->of, (Numbers{0, 0, 1, 1, 0, 2}));
    RowToken smallest = parties.token({0, 0});
    for (const RecordRef record : {RecordRef{0, 1}, RecordRef{1, 0}})
        smallest = std::min(smallest, parties.token(record));
    EXPECT_EQ(kinship.families->ids[0], identity.family_ids("kin").of(smallest));
    EXPECT_EQ(kinship.households->ids[0], identity.household_ids("kin").of(smallest));
    EXPECT_EQ(kinship.to_json().line(),
              R"({"families":3,"largest_family":3,"households":3,"largest_household":3,)"
              R"("persons_without_household":0,"left_out":[]})");
}

TEST_F(KinOfTwoFiles, FamiliesAndHouseholdsAreTablesOfTheirOwn)
{
    const Kinship kinship = find_families(persons, parties, policy, identity);
    {
        OutputFolder out(folder / "out", "test", Existing::refuse);
        write_kinship(out, parties, persons, kinship, Json());
        out.commit();
    }
    const std::string table = test::read_file(folder / "out" / "families.table");
    EXPECT_NE(table.find(fmt::format("\nbeta\t{}\t{}\n", to_text(parties.token({1, 0})),
                                     to_hex(kinship.families->ids[0]))),
              std::string::npos);
    EXPECT_NE(test::read_file(folder / "out" / "households.table").find(R"("household"])"),
              std::string::npos);
}

} // namespace
} // namespace gauze::linkage
