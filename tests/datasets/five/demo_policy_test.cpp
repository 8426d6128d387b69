// The policy of the demo and the files of the generator are written apart; here they meet.
#include "engine/project/policy.hpp"
#include "tests/datasets/five/sample_town.hpp"

#include <gtest/gtest.h>

#if !defined(GAUZE_SOURCE)
#error "tests/CMakeLists.txt says where the source tree is: GAUZE_SOURCE"
#endif

namespace gauze::synth::five {
namespace {

TEST(DemoPolicy, NamesColumnsThatTheGeneratorWrites)
{
    const TemporaryFolder folder;
    const Json manifest = make_town(options_for(50, 1, folder.path() / "town"));
    const auto policy =
        project::read_policy(std::filesystem::path(GAUZE_SOURCE) / "datasets" / "demo.policy.toml");
    ASSERT_EQ(policy.parties.size(), manifest.objects("parties").size());
    for (const Json& made : manifest.objects("parties")) {
        const Table file(whole(folder.path() / "town" / made.text("file")));
        const project::Party& party = policy.party(made.text("name"));
        EXPECT_EQ(party.id_column, made.text("id_column"));
        EXPECT_FALSE(party.payload.empty());
        for (const std::string& column : party.payload) EXPECT_TRUE(file.columns.contains(column)) << column;
        for (const project::Field& field : policy.fields) {
            const project::Column* column = field.column_of(party.name);
            ASSERT_NE(column, nullptr) << field.name;
            for (const std::string* name : {&column->whole, &column->day, &column->month, &column->year}) {
                EXPECT_TRUE(name->empty() || file.columns.contains(*name)) << *name;
            }
        }
    }
}

TEST(DemoPolicy, DoesNotLeanOnTheNhsNumber)
{
    const auto policy =
        project::read_policy(std::filesystem::path(GAUZE_SOURCE) / "datasets" / "demo.policy.toml");
    for (const project::Field& field : policy.fields) EXPECT_NE(field.kind, project::FieldKind::nhs_number);
    EXPECT_GE(policy.fields.size(), 5u);
}

} // namespace
} // namespace gauze::synth::five
