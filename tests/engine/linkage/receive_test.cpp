#include "engine/linkage/receive.hpp"
#include "tests/engine/linkage/made_parties.hpp"

namespace gauze::linkage {
namespace {

using test::code_of;
using test::MadeFile;
using test::MadeParties;
using test::numbers;

TEST(Receive, SortsPartiesByNameAndKnowsWhichAreClean)
{
    MadeParties made;
    const auto d = made.write("delta", numbers(0, 3)), a = made.write("alpha", numbers(0, 2));
    const Parties parties = receive({d, a}, test::policy(), false);
    EXPECT_EQ(parties[0].header().party, "alpha");
    EXPECT_EQ(parties[1].header().party, "delta");
    EXPECT_EQ(parties.clean, (std::vector<bool>{true, false}));
    EXPECT_EQ(parties.records(), 5u);
}

TEST(Receive, RefusesTooFewFilesUnlessDuplicatesAreLookedFor)
{
    MadeParties made;
    const auto a = made.write("alpha", numbers(0, 2)), b = made.write("beta", numbers(0, 2));
    EXPECT_EQ(code_of([&] { receive({a}, test::policy(), false); }), Exit::usage);
    EXPECT_EQ(code_of([&] { receive({a, b}, test::policy(), true); }), Exit::usage);
    EXPECT_EQ(receive({a}, test::policy(), true).clean, (std::vector<bool>{false}));
}

TEST(Receive, RefusesAnotherPolicySpecificationOrKeyWithItsOwnCode)
{
    MadeParties made;
    const auto a = made.write("alpha", numbers(0, 2));
    for (const auto& change :
         std::vector<std::function<void(MadeFile&)>>{[](MadeFile& f) { f.header.policy = "other"; },
                                                     [](MadeFile& f) { f.header.specification = "other"; },
                                                     [](MadeFile& f) { f.header.check = "other"; },
                                                     [](MadeFile& f) { f.header.party = "stranger"; }}) {
        const auto b = made.write("beta", numbers(0, 2), 4, change);
        EXPECT_EQ(code_of([&] { receive({a, b}, test::policy(), false); }), Exit::refused);
    }
}

TEST(Receive, RefusesAFileThatWasSentUnderTwoNames)
{
    MadeParties made;
    const auto a = made.write("alpha", numbers(0, 5));
    const auto b = made.write("beta", numbers(0, 5), 4, [](MadeFile& f) {
        f.tokens = test::made_tokens(5, std::hash<std::string>{}("alpha"));
    });
    EXPECT_EQ(code_of([&] { receive({a, b}, test::policy(), false); }), Exit::bad_data);
}

TEST(Receive, RefusesTwoFilesOfOnePartyAndViewsThatDiffer)
{
    MadeParties made;
    const auto a = made.write("alpha", numbers(0, 2));
    const auto again = made.write("beta", numbers(0, 2), 4, [](MadeFile& f) { f.header.party = "alpha"; });
    EXPECT_EQ(code_of([&] { receive({a, again}, test::policy(), false); }), Exit::bad_data);
    const auto other =
        made.write("beta", numbers(0, 2), 4, [](MadeFile& f) { f.header.views[0].name = "odd"; });
    EXPECT_EQ(code_of([&] { receive({a, other}, test::policy(), false); }), Exit::bad_data);
}

} // namespace
} // namespace gauze::linkage
