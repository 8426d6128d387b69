#include "engine/linkage/make_plan.hpp"
#include "engine/linkage/plan.hpp"
#include "tests/engine/linkage/made_candidates.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::MadeCandidates;
using test::read_file;
using test::write_file;

constexpr project::Threshold cut{7, 10};

Plan plan_of(const MadeCandidates& made, const char* candidates)
{
    return make_plan(made.parties, "study", "p0",
                     {.threshold = cut, .sources = candidate_sources_from(candidates), .estimate = false})
        .plan;
}

void expect_same_work(const Plan& one, const Plan& other)
{
    const PlannedWork x = one.work(), y = other.work();
    ASSERT_EQ(x.phases.size(), y.phases.size());
    for (std::size_t p = 0; p < x.phases.size(); ++p) {
        EXPECT_EQ(x.phases[p].which, y.phases[p].which);
        EXPECT_EQ(x.phases[p].slab.begin, y.phases[p].slab.begin);
        EXPECT_EQ(x.phases[p].slab.end, y.phases[p].slab.end);
        EXPECT_EQ(x.phases[p].slot, y.phases[p].slot);
    }
    ASSERT_EQ(x.units.size(), y.units.size());
    for (std::size_t u = 0; u < x.units.size(); ++u) {
        EXPECT_EQ(x.units[u].phase, y.units[u].phase);
        EXPECT_EQ(x.units[u].rows_a.begin, y.units[u].rows_a.begin);
        EXPECT_EQ(x.units[u].rows_a.end, y.units[u].rows_a.end);
        EXPECT_EQ(x.units[u].group, y.units[u].group);
        EXPECT_EQ(x.units[u].cost, y.units[u].cost);
    }
}

class StoredPlans : public testing::TestWithParam<const char*> {
protected:
    const MadeCandidates made_{{.rows = {90 * scale(), 60 * scale(), 70 * scale()}, .people = 100 * scale()}};
    static std::size_t scale() { return candidate_sources_from(GetParam()).lsh ? 47 : 1; } // LSH needs more
    const Plan plan_ = plan_of(made_, GetParam());
    test::TemporaryFolder folder_;
    const std::filesystem::path path_ = folder_ / "plan.json";

    void store()
    {
        write_plan(path_, {plan_, {"a.gauze", "b.gauze"}, Json().set("why", "a test")}, Existing::refuse);
    }
    void change(const std::string& from, const std::string& to)
    {
        std::string text = read_file(path_);
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write_file(path_, text.replace(at, from.size(), to));
    }
};

TEST_P(StoredPlans, AreReadAsTheyWereWritten)
{
    store();
    const StoredPlan read = read_plan(path_);
    EXPECT_EQ(read.plan.digest(), plan_.digest());
    EXPECT_EQ(read.plan.inputs, plan_.inputs);
    EXPECT_EQ(read.plan.clean, plan_.clean);
    EXPECT_EQ(read.plan.sources, plan_.sources);
    EXPECT_EQ(read.plan.slab_rows, plan_.slab_rows);
    EXPECT_EQ(read.plan.slot_pairs, plan_.slot_pairs);
    EXPECT_EQ(to_text(read.plan.threshold), "0.7");
    EXPECT_EQ(read.files, (std::vector<std::filesystem::path>{"a.gauze", "b.gauze"}));
    EXPECT_EQ(read.estimate.text("why"), "a test");
    expect_same_work(read.plan, plan_);
    EXPECT_EQ(read.plan.stamp(), plan_.stamp());
}

TEST_P(StoredPlans, HaveUnitsThatHoldEachPairOrBlockOnce)
{
    const PlannedWork work = plan_.work();
    EXPECT_EQ(work.as_work().size(), work.units.size());
    std::uint64_t expected = 90 * 60 + 90 * 70 + 60 * 70; // exact
    if (!plan_.sources.exact()) {
        expected = 0;
        for (const PartyPair which : party_pairs(made_.parties))
            for (const auto& slot : made_.block_sizes(which, plan_.sources))
                for (const auto& [value, pairs] : slot) expected += pairs;
    }
    EXPECT_EQ(work.pairs(), expected);
}

TEST_P(StoredPlans, ThatWereChangedAreRefused)
{
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\"threshold\": \"0.7\"", "\"threshold\": \"0.6\""},
             {"\"slab_rows\": 1048576", "\"slab_rows\": 1048575"},
             {"\"rows\": ", "\"rows\": 1"},
             {"\"party\": \"party1\"", "\"party\": \"party7\""},
             {"\"clean\": true", "\"clean\": false"},
             {"\"digest\": \"", "\"digest\": \"0"}}) {
        std::filesystem::remove(path_);
        store();
        change(from, to);
        EXPECT_EQ(code_of([&] { read_plan(path_); }), Exit::bad_data) << from;
    }
    std::filesystem::remove(path_);
    store();
    change("a test", "a word");
    change("b.gauze", "c.gauze");
    EXPECT_EQ(code_of([&] { read_plan(path_); }), Exit::ok); // what stands beside it is no part of it
}

TEST_P(StoredPlans, AreNotReplacedUnlessAsked)
{
    store();
    EXPECT_EQ(code_of([&] { store(); }), Exit::cannot_write);
    write_plan(path_, {plan_, {}, {}}, Existing::replace);
    EXPECT_TRUE(read_plan(path_).files.empty());
    EXPECT_EQ(folder_.entries(), 1u);
}

TEST_P(StoredPlans, OfOtherRulesAndWhatIsNoPlanAreRefused)
{
    EXPECT_EQ(code_of([&] { read_plan(path_); }), Exit::input_missing);
    store();
    change("gauze-units-2", "gauze-units-0");
    EXPECT_EQ(code_of([&] { read_plan(path_); }), Exit::configuration);
    for (const char* text : {"", "{}", "[]", "{\"plan\": 1}", "nonsense"}) {
        write_file(path_, text);
        EXPECT_EQ(code_of([&] { read_plan(path_); }), Exit::bad_data) << text;
    }
}

INSTANTIATE_TEST_SUITE_P(All, StoredPlans, testing::Values("exact", "keys", "keys,blocks,lsh"),
                         [](const auto& one) {
                             std::string name = one.param;
                             std::ranges::replace(name, ',', '_');
                             return name;
                         });

TEST(Plan, HasAnotherDigestWhenAnythingOfItIsOther)
{
    const MadeCandidates made;
    const Plan plan = plan_of(made, "keys");
    std::vector<Plan> others(12, plan);
    others[0].project = "other";
    others[1].policy = "other";
    others[2].inputs[1].party = "other";
    ++others[3].inputs[0].rows;
    others[4].inputs[0].digest[0] ^= 1;
    others[5].clean[1] = !others[5].clean[1];
    others[6].threshold = {71, 100};
    others[7].sources.blocks = true;
    ++others[8].sources.tables;
    ++others[9].sources.sampled_bits;
    ++others[10].sources.most_pairs;
    ++others[11].slot_pairs[2];
    std::set<std::string> digests{to_hex(plan.digest())};
    for (const Plan& other : others) digests.insert(to_hex(other.digest()));
    EXPECT_EQ(digests.size(), 13u);
}

TEST(Plan, ThatCannotBeWorkedIsRefusedWhenItIsRead)
{
    const MadeCandidates made;
    const auto refused = [](Plan plan) { return code_of([&] { Plan::from_json(plan.to_json()); }); };
    const Plan exact = plan_of(made, "exact"), keys = plan_of(made, "keys");
    EXPECT_EQ(refused(exact), Exit::ok);
    EXPECT_EQ(refused(keys), Exit::ok);
    Plan plan = exact;
    plan.slab_rows = 0;
    EXPECT_EQ(refused(plan), Exit::bad_data);
    plan = exact;
    plan.inputs.clear(), plan.clean.clear();
    EXPECT_EQ(refused(plan), Exit::bad_data);
    plan = exact;
    plan.slot_pairs = {1};
    EXPECT_EQ(refused(plan), Exit::bad_data);
    plan = keys;
    plan.slot_pairs.clear();
    EXPECT_EQ(refused(plan), Exit::bad_data);
    plan = keys;
    plan.sources.lsh = true, plan.sources.sampled_bits = 65;
    EXPECT_EQ(refused(plan), Exit::bad_data);
    plan.sources.sampled_bits = 8, plan.sources.tables = 0;
    EXPECT_EQ(refused(plan), Exit::bad_data);
}

TEST(Plan, IsForItsFilesAlone)
{
    const MadeCandidates made, fewer({.rows = {150, 169}}), others({.other = 36}),
        three({.rows = {150, 170, 5}});
    const Plan plan = plan_of(made, "keys");
    EXPECT_EQ(code_of([&] { refuse_other_files(plan, made.parties); }), Exit::ok);
    for (const MadeCandidates* other : {&fewer, &others, &three})
        EXPECT_EQ(code_of([&] { refuse_other_files(plan, other->parties); }), Exit::configuration);
    Plan strange = plan;
    strange.slot_pairs.push_back(7); // of a fourth key
    EXPECT_EQ(code_of([&] { refuse_other_files(strange, made.parties); }), Exit::configuration);
}

} // namespace
} // namespace gauze::linkage
