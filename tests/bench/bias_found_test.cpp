// From cells to findings: people of the synthetic country in the files of two organisations, one of which
// writes the names of one community badly. The linkage unit, which never sees a name, says so.
#include "datasets/synth/world/iso_day.hpp"
#include "datasets/synth/world/world.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/linkage/bias.hpp"
#include "engine/linkage/decide.hpp"
#include "engine/linkage/score.hpp"
#include "engine/project/progress.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <map>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

using synth::CommunityNumber;

constexpr std::string_view policy_text = R"([project]
id = "lab"
profile = "plain"
[[party]]
name = "school"
[[party]]
name = "clinic"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "family"
kind = "family-name"
[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]
[[field]]
name = "sex"
kind = "sex"
[[field]]
name = "postcode"
kind = "postcode"
)";

class BiasFound : public testing::Test {
protected:
    struct One {
        std::string given, family, dob, sex, postcode;
        CommunityNumber community;
    };
    static std::vector<One> people()
    {
        synth::WorldOptions options;
        options.area = "Bradford";
        const synth::World world(options);
        std::vector<One> all;
        for (std::uint64_t number = 0; number < 8; ++number) {
            const synth::Neighbourhood around = world.neighbourhood(number);
            for (const synth::Person& person : around.people) {
                if (person.death != synth::never || person.unborn(options.today)) continue;
                const synth::Name& name = person.names.back().name;
                all.push_back({name.given, name.family, std::string(synth::IsoDay(person.birth)),
                               person.sex == synth::Sex::female ? "F" : "M",
                               around.homes[person.stays.back().home].postcode, person.community});
            }
        }
        return all;
    }
    // Two letters that stood in another place, a lost one, or another.
    static std::string misheard(std::string name, std::mt19937_64& random, int times)
    {
        for (int i = 0; i < times && name.size() > 3; ++i) {
            const std::size_t at = 1 + random() % (name.size() - 2);
            if (random() % 2 == 0)
                name.erase(at, 1);
            else
                name[at] = static_cast<char>('a' + random() % 26);
        }
        return name;
    }
    // Nine in ten of the people; a twentieth of the names has a slip, and of one community most have several
    // and another day of birth.
    std::filesystem::path encoded(const std::string& party, const std::vector<One>& all, int bad,
                                  const project::Policy& policy)
    {
        std::mt19937_64 random(std::hash<std::string>{}(party));
        std::string rows = "given,family,dob,sex,postcode,community\n";
        for (One one : all) {
            if (random() % 10 == 0) continue;
            const bool worse = one.community == bad && random() % 10 < 7;
            const bool slip = random() % 20 == 0;
            if (slip || worse) one.given = misheard(one.given, random, worse ? 3 : 1);
            if (worse) one.family = misheard(one.family, random, 3);
            if (worse && random() % 2 == 0) one.dob.replace(5, 5, "01-01");
            rows += fmt::format("{},{},{},{},{},{}\n", one.given, one.family, one.dob, one.sex, one.postcode,
                                synth::communities()[one.community].name);
        }
        test::write_file(folder_ / "rows.csv", rows);
        (void)custodian::encode(policy, custodian::ProjectKey::for_tests("lab", "1"),
                                {.party = party,
                                 .input = folder_ / "rows.csv",
                                 .out = folder_ / party,
                                 .existing = Existing::replace,
                                 .most_rejected = {},
                                 .test_seed = "1"});
        return folder_ / party / "to-linkage-unit" / fmt::format("{}.gauze", party);
    }
    // What links likelier than not, one partner each.
    static linkage::BiasReport report(const project::Policy& policy, const linkage::Parties& parties)
    {
        const auto pairs = linkage::score(parties, {.threshold = {6, 10}}).pairs;
        const auto judgement = linkage::judge(policy, parties, pairs, false);
        std::vector<linkage::Judged> judged;
        for (std::size_t i = 0; i < pairs.size(); ++i) judged.push_back({pairs[i], judgement->log_odds[i]});
        std::ranges::stable_sort(judged, std::greater(), &linkage::Judged::log_odds);
        linkage::Decision decision(parties);
        for (const linkage::Judged& one : judged)
            if (one.log_odds >= 0) (void)decision.offer(one.pair);
        std::map<std::size_t, linkage::Person> persons;
        for (std::uint32_t p = 0; p < parties.size(); ++p)
            for (std::uint32_t r = 0; r < parties[p].rows(); ++r)
                persons[decision.person_of({p, r})].records.push_back({p, r});
        std::vector<linkage::Person> list;
        for (auto& [number, person] : persons) list.push_back(std::move(person));
        return linkage::report_bias(policy, parties, judged, list);
    }
    test::TemporaryFolder folder_;
};

TEST_F(BiasFound, WhereOneCommunitysNamesAreRecordedBadly)
{
    project::be_quiet(true);
    const std::vector<One> all = people();
    std::map<CommunityNumber, std::size_t> sizes;
    for (const One& one : all) ++sizes[one.community];
    std::string values;
    std::vector<CommunityNumber> listed; // of which there are enough people to say anything
    for (const auto& [community, size] : sizes)
        if (size >= 100) {
            listed.push_back(community);
            values +=
                fmt::format("{}\"{}\"", values.empty() ? "" : ", ", synth::communities()[community].name);
        }
    ASSERT_GE(listed.size(), 2u);
    std::ranges::sort(listed, std::greater(), [&](CommunityNumber c) { return sizes[c]; });
    const CommunityNumber bad = listed[1];
    const std::string name(synth::communities()[bad].name);
    const project::Policy policy = project::parse_policy(
        fmt::format("{}[[stratum]]\nname = \"community\"\nvalues = [{}]\n", policy_text, values), "p.toml");

    const auto linked = [&](int worse) {
        const auto parties = linkage::receive(
            {encoded("school", all, -1, policy), encoded("clinic", all, worse, policy)}, policy, false);
        return report(policy, parties);
    };
    const auto flagged = [](const linkage::BiasReport& report) {
        std::vector<std::string> values_below;
        for (const linkage::BiasTable& table : report.tables)
            for (const linkage::BiasRow& row : table.rows)
                if (row.differs && *row.difference < 0) values_below.push_back(row.value);
        return values_below;
    };
    const linkage::BiasReport biased = linked(bad), fair = linked(-1);
    EXPECT_EQ(flagged(biased), (std::vector<std::string>{name, name})) << biased.in_words();
    EXPECT_EQ(std::ranges::count(flagged(fair), name), 0) << fair.in_words();
    // That the links are missed, rather than the people absent, shows in what is expected to be found.
    for (const linkage::BiasTable& table : biased.tables)
        for (const linkage::BiasRow& row : table.rows)
            EXPECT_TRUE(row.value != name || *row.found < *table.whole.found) << biased.in_words();
    EXPECT_NE(biased.in_words().find(fmt::format("! community \"{}\"", name)), std::string::npos);
}

} // namespace
} // namespace gauze::lab
