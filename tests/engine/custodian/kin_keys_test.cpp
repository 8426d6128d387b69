// Keys that are about kin as they leave the custodian: values meet across the columns that they were made of.
#include "bloom/encoded_file.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/project/progress.hpp"
#include "tests/temporary_folder.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

constexpr std::string_view policy_text = R"([project]
id = "study"
profile = "standard"
most_repeats = "0.02"
[[party]]
name = "council"
id = "ref"
[[field]]
name = "edd"
kind = "date"
about = "family"
formats = ["YYYY-MM-DD"]
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]
[[field]]
name = "postcode"
kind = "postcode"
[[field]]
name = "m_given"
kind = "given-name"
about = "family"
[[field]]
name = "m_dob"
kind = "date"
about = "family"
formats = ["YYYY-MM-DD"]
[[key]]
name = "own"
parts = ["given", "dob", "postcode"]
[[key]]
name = "mother"
parts = ["m_given:sound", "m_dob"]
about = "family"
[[key]]
name = "self"
parts = ["given:sound", "dob"]
about = "family"
same_as = "mother"
[[key]]
name = "apart"
parts = ["given:sound", "dob"]
about = "family"
[[key]]
name = "expected"
parts = ["edd:year-month", "m_given", "m_dob"]
about = "unborn"
[[key]]
name = "born"
parts = ["dob:year-month", "m_given", "m_dob"]
about = "born"
same_as = "expected"
[[key]]
name = "born-before"
parts = ["dob:month-before", "m_given", "m_dob"]
about = "born"
same_as = "expected"
)";
enum : std::size_t { own, mother, self, apart, expected, born, born_before, keys };

TEST(KinKeys, MeetAcrossTheColumnsTheyWereMadeOf)
{
    project::be_quiet(true);
    const test::TemporaryFolder folder;
    test::write_file(folder / "rows.csv", "ref,edd,given,dob,postcode,m_given,m_dob\n"
                                          "1,,Anna,1990-05-06,SW1A 1AA,,\n"
                                          "2,,Ben,2026-01-05,SW1A 1AA,Anna,1990-05-06\n"
                                          "3,2025-12-20,,,SW1A 1AA,Anna,1990-05-06\n"
                                          "4,,Cora,2019-01-05,SW1A 1AA,Anna,1990-05-06\n");
    const project::Policy policy = project::parse_policy(policy_text, "policy.toml");
    // Half of the records share a mother, far above most_repeats; the key is there for that.
    encode(policy, ProjectKey::for_tests("study", "1"),
           {.party = "council",
            .input = folder / "rows.csv",
            .out = folder / "out",
            .existing = Existing::refuse,
            .most_rejected = {},
            .test_seed = "7"});
    const bloom::EncodedFile file(folder / "out/to-linkage-unit/council.gauze");
    ASSERT_EQ(file.rows(), 4u); // the unborn too, though nothing of it is about the person but a postcode
    const auto shown = [&](std::size_t key) {
        std::multiset<std::uint64_t> values;
        for (std::size_t r = 0; r < file.rows(); ++r)
            if (file.has_key(key, r)) values.insert(file.keys()[r * keys + key]);
        return values;
    };
    EXPECT_EQ(shown(own).size(), 3u);
    ASSERT_EQ(shown(mother).size(), 3u);
    const std::uint64_t anna = *shown(mother).begin();
    EXPECT_EQ(shown(mother).count(anna), 3u);
    EXPECT_EQ(shown(self).count(anna), 1u);  // her own record
    EXPECT_EQ(shown(apart).count(anna), 0u); // the same parts under a key of their own
    ASSERT_EQ(shown(expected).size(), 1u);
    const std::uint64_t december = *shown(expected).begin();
    EXPECT_EQ(shown(born).count(december), 0u);
    EXPECT_EQ(shown(born_before).count(december), 1u); // Ben, born in the month after
}

} // namespace
} // namespace gauze::custodian
