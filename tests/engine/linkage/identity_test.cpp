#include "engine/linkage/identity.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <set>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::TemporaryFolder;

const RowToken token{{std::byte{1}, std::byte{2}}};

TEST(Identity, IsReadBackAsItWasWritten)
{
    const TemporaryFolder folder;
    const Identity made = Identity::generate();
    made.write(folder / "identity.key");
    EXPECT_EQ(Identity::read(folder / "identity.key").person_ids("study").of(token),
              made.person_ids("study").of(token));
    EXPECT_EQ(code_of([&] { made.write(folder / "identity.key"); }), Exit::cannot_write);
}

TEST(Identity, IsRefusedWhenOthersMayReadItOrWhenAnyBitIsOff)
{
    const TemporaryFolder folder;
    Identity::generate().write(folder / "identity.key");
    const std::string whole = test::read_file(folder / "identity.key");
    std::filesystem::permissions(folder / "identity.key", std::filesystem::perms{0644});
    EXPECT_EQ(code_of([&] { Identity::read(folder / "identity.key"); }), Exit::refused);
    std::filesystem::permissions(folder / "identity.key", std::filesystem::perms{0600});
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string bad = whole;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        test::write_file(folder / "identity.key", bad);
        ASSERT_EQ(code_of([&] { Identity::read(folder / "identity.key"); }), Exit::bad_data) << i;
    }
    test::write_file(folder / "identity.key", whole.substr(0, 30));
    EXPECT_EQ(code_of([&] { Identity::read(folder / "identity.key"); }), Exit::bad_data);
}

TEST(Identity, GivesAnotherProjectAndAnotherUnitOtherPersonIds)
{
    const Identity a = Identity::generate(), b = Identity::generate();
    EXPECT_NE(a.person_ids("study").of(token), a.person_ids("other").of(token));
    EXPECT_NE(a.person_ids("study").of(token), b.person_ids("study").of(token));
}

// Expected values from Python's hashlib and hmac, by RFC 2104 and RFC 5869.
TEST(Identity, NamesPersonsFamiliesAndHouseholdsAsAnotherProgramDoes)
{
    const Identity identity = Identity::for_tests("known");
    RowToken ascending;
    for (std::size_t i = 0; i < 16; ++i) ascending.bytes[i] = static_cast<std::byte>(i);
    const auto names = [&](Identity::PersonIds ids) {
        return std::pair(to_hex(ids.of(ascending)), to_hex(ids.of(ascending, 258)));
    };
    EXPECT_EQ(names(identity.person_ids("study")),
              std::pair(std::string("aa080a0a6c5e2aee1b50783f8f94adb6"),
                        std::string("5faf927881e2164dc4530b546d60ca92")));
    EXPECT_EQ(names(identity.family_ids("study")),
              std::pair(std::string("791a65ac289521429e1b3ccb55432399"),
                        std::string("c4ba8e2d3a1f204818186d7c8defde54")));
    EXPECT_EQ(names(identity.household_ids("study")),
              std::pair(std::string("1df5299841203fc3aa18a6217de4df9b"),
                        std::string("4132ffd26c6c2b613a3b804a7e9f849b")));
    EXPECT_EQ(identity.register_check("study"), "8e4abe2d2a35cad6");
}

// Made by Python's hmac, hashlib and base64 from the description in identity.hpp.
TEST(StudyIds, OfPersonsFamiliesAndHouseholdsAreAsAnotherProgramMakesThem)
{
    using Unit = Identity::StudyUnit;
    const Identity identity = Identity::for_tests("known");
    PersonId id;
    for (std::size_t i = 0; i < 16; ++i) id[i] = static_cast<std::byte>(i);
    const auto of_release = [&](Unit unit) {
        return identity.study_ids("study", "university", "1", unit).of(id);
    };
    const auto lasting = [&](Unit unit) {
        return identity.longitudinal_study_ids("study", "university", unit).of(id);
    };
    EXPECT_EQ(of_release(Unit::person), "cjtlh2wt7x5gism4k6ukv5c2se");
    EXPECT_EQ(lasting(Unit::person), "jdbhtmcezc7dub62v2552v56pa");
    EXPECT_EQ(of_release(Unit::family), "c5amcujnau5jgsqtpo5myin7qq");
    EXPECT_EQ(lasting(Unit::family), "xyoqv2kdwjz2snay45ff5ln3qu");
    EXPECT_EQ(of_release(Unit::household), "szh7b27rzu5ydkz467xvjvejyq");
    EXPECT_EQ(lasting(Unit::household), "jmdkq7xszaugvad7iqyumobulq");
}

TEST(StudyIds, OfTwoRecipientsOrReleasesShareNothing)
{
    const Identity identity = Identity::generate();
    std::set<std::string> ids;
    for (const auto& [project, recipient, release] :
         {std::array{"p", "r", "1"}, {"p", "r", "2"}, {"p", "s", "1"}, {"q", "r", "1"}}) {
        auto study_ids = identity.study_ids(project, recipient, release);
        for (int person = 0; person < 100; ++person)
            ids.insert(study_ids.of({static_cast<std::byte>(person)}));
    }
    EXPECT_EQ(ids.size(), 400u);
    for (const std::string& id : ids) EXPECT_EQ(id.size(), 26u);
}

// What the policy calls longitudinal has ids of its own: no release shares them, no other recipient either.
TEST(Identity, GivesALongitudinalRecipientIdsThatAreNoReleases)
{
    const Identity identity = Identity::for_tests("one");
    auto again = [&](std::string_view recipient) {
        return identity.longitudinal_study_ids("p", recipient).of({std::byte{7}});
    };
    EXPECT_EQ(again("r"), again("r"));
    std::set<std::string> ids{again("r"), again("s")};
    for (const char* release : {"", "1", "2", "longitudinal"})
        ids.insert(identity.study_ids("p", "r", release).of({std::byte{7}}));
    EXPECT_EQ(ids.size(), 6u);
}

} // namespace
} // namespace gauze::linkage
