// What a policy means: its parts, its digest and specification, the exact threshold.
#include "bloom/base/crypto.hpp"
#include "bloom/base/error.hpp"
#include "engine/project/policy.hpp"
#include "tests/engine/project/policy_samples.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::project {
namespace {

TEST(Policy, HoldsWhatTheFileSays)
{
    const Policy policy = parsed(ward_study);
    EXPECT_EQ(policy.id, "ward-study");
    EXPECT_EQ(policy.title, "Falls on wards");
    EXPECT_EQ(policy.profile, "plain");
    EXPECT_EQ(to_text(policy.threshold.value()), "0.8");
    EXPECT_EQ(policy.smallest_count, 10u);

    ASSERT_EQ(policy.parties.size(), 2u);
    EXPECT_EQ(policy.party("hospital").id_column, "patient_no");
    EXPECT_TRUE(policy.party("hospital").clean);
    EXPECT_EQ(policy.party("hospital").payload, (std::vector<std::string>{"ward", "days"}));
    EXPECT_EQ(policy.party("gp").id_column, "");
    EXPECT_FALSE(policy.party("gp").clean);
    EXPECT_TRUE(policy.party("gp").payload.empty());

    ASSERT_EQ(policy.fields.size(), 3u);
    EXPECT_EQ(policy.field("dob").kind, FieldKind::date);
    EXPECT_EQ(policy.field("dob").formats, std::vector<std::string>{"DD/MM/YYYY"});

    ASSERT_EQ(policy.views.size(), 1u);
    EXPECT_EQ(policy.views[0].name, "record");
    EXPECT_EQ(policy.views[0].bits, 512u);
}

TEST(Policy, FindsTheColumnsOfEachParty)
{
    const Policy policy = parsed(ward_study);
    EXPECT_EQ(policy.field("given").column_of("hospital")->whole, "first_name");
    EXPECT_EQ(policy.field("given").column_of("gp")->whole, "first_name");
    EXPECT_EQ(policy.field("dob").column_of("hospital")->whole, "birth_date");
    const Column* parts = policy.field("dob").column_of("gp");
    ASSERT_NE(parts, nullptr);
    EXPECT_TRUE(parts->in_parts());
    EXPECT_EQ(parts->day + parts->month + parts->year, "dmy");
    EXPECT_EQ(policy.field("nhs").column_of("hospital"), nullptr) << "the hospital does not hold it";
    EXPECT_EQ(policy.field("nhs").column_of("gp")->whole, "nhs_no");
}

TEST(Policy, CallsAColumnAsTheFieldWhenNoneIsGiven)
{
    const Policy policy = parsed(with("column = \"first_name\"\n", ""));
    EXPECT_EQ(policy.field("given").column_of("gp")->whole, "given");
}

TEST(Policy, LetsColumnCoverThePartiesThatColumnsDoesNotName)
{
    const Policy policy =
        parsed(with("columns = { gp = \"nhs_no\" }", "column = \"nhs\"\ncolumns = { gp = \"nhs_no\" }"));
    EXPECT_EQ(policy.field("nhs").column_of("hospital")->whole, "nhs");
    EXPECT_EQ(policy.field("nhs").column_of("gp")->whole, "nhs_no");
}

TEST(Policy, TakesADateInPartsForEveryParty)
{
    const Policy policy =
        parsed(with("{ hospital = \"birth_date\", gp = { day = \"d\", month = \"m\", year = \"y\" } }",
                    "{ day = \"d\", month = \"m\", year = \"y\" }"));
    EXPECT_EQ(policy.field("dob").column_of("hospital")->year, "y");
    EXPECT_EQ(policy.field("dob").column_of("gp")->month, "m");
}

TEST(Policy, WeighsAFieldByTheViewThenByTheFieldThenByFour)
{
    auto hashes = [](const Policy& policy) {
        std::vector<std::uint32_t> all;
        for (const View::Part& part : policy.views.at(0).parts) all.push_back(part.hashes);
        return all;
    };
    EXPECT_EQ(hashes(parsed(ward_study)), (std::vector<std::uint32_t>{15, 4, 30}));
    EXPECT_EQ(hashes(parsed(with("hashes = { given = 15 }\n", ""))), (std::vector<std::uint32_t>{4, 4, 30}));
    EXPECT_EQ(hashes(parsed(with("hashes = { given = 15 }", "hashes = 7"))),
              (std::vector<std::uint32_t>{7, 7, 7}));
}

TEST(Policy, MakesARecordViewAndOneForEachFieldWhenNoneIsGivenUnderPlain)
{
    const std::string text =
        with("[[view]]\nname = \"record\"\nbits = 512\nfields = [\"given\", \"dob\", \"nhs\"]\n"
             "hashes = { given = 15 }\n",
             "");
    const Policy policy = parsed(text);
    ASSERT_EQ(policy.views.size(), 4u);
    EXPECT_EQ(policy.views[0].name, "record");
    EXPECT_EQ(policy.views[0].bits, 1024u);
    EXPECT_TRUE(policy.views[0].joined);
    ASSERT_EQ(policy.views[0].parts.size(), 3u);
    EXPECT_EQ(policy.views[0].parts[2].field, "nhs");
    EXPECT_EQ(policy.views[0].parts[2].hashes, 30u);
    EXPECT_EQ(policy.views[3].name, "only-nhs");
    EXPECT_FALSE(policy.views[3].joined);
    ASSERT_EQ(policy.views[3].parts.size(), 1u);
}

TEST(Policy, KnowsEveryKindByItsName)
{
    const std::vector<std::string> names{
        "given-name", "family-name", "full-name", "date", "sex",    "postcode", "address-line", "place",
        "nhs-number", "phone",       "email",     "code", "number", "text",     "upn",          "nino"};
    for (const std::string& name : names) {
        const auto kind = field_kind_from(name);
        ASSERT_TRUE(kind.has_value()) << name;
        EXPECT_EQ(to_text(*kind), name);
    }
    EXPECT_FALSE(field_kind_from("surname").has_value());
}

TEST(Policy, NamesTheKnownPartiesWhenAskedForAnother)
{
    const Policy policy = parsed(ward_study);
    try {
        (void)policy.party("clinic");
        FAIL() << "there is no clinic";
    } catch (const Error& fault) {
        EXPECT_EQ(fault.code(), Exit::usage);
        EXPECT_NE(fault.hint().find("hospital, gp"), std::string::npos) << fault.hint();
    }
}

TEST(Cost, IsReadAsTwoWholeNumbers)
{
    EXPECT_EQ(cost_from("20:1"), (Cost{20, 1}));
    EXPECT_EQ(cost_from("1:20"), (Cost{1, 20}));
    EXPECT_EQ(cost_from("5"), (Cost{5, 1}));
    EXPECT_EQ(to_text(cost_from("3:2")), "3:2");
    for (const char* wrong :
         {"", ":", "0:1", "1:0", "1:", ":1", "-1:1", "1.5:1", "20:1:1", "2e1:1", "1000001"})
        EXPECT_THROW(cost_from(wrong), Error) << wrong;
}

// --- the digest
// ---------------------------------------------------------------------------------------------

TEST(PolicyDigest, IsTheSameForTwoFilesThatMeanTheSame)
{
    const std::string fingerprint = parsed(ward_study).fingerprint();
    const std::vector<std::string> spellings{
        "# a comment\n" + std::string(ward_study),
        with("id = \"ward-study\"\ntitle = \"Falls on wards\"",
             "title   =   'Falls on wards'  # why\nid = \"ward-study\""),
        with("threshold = \"0.80\"", "threshold = \".8\""),
        with("threshold = \"0.80\"", "threshold = \"0.80\"\nsmallest_count = 10"),
        with("column = \"first_name\"", "columns = { hospital = \"first_name\", gp = \"first_name\" }"),
        with("column = \"first_name\"", "column = \"first_name\"\nhashes = 15"),
        with("hashes = { given = 15 }", "hashes = { given = 15, dob = 4, nhs = 30 }"),
        with("fields = [\"given\", \"dob\", \"nhs\"]\n", ""),
        with("fields = [\"given\", \"dob\", \"nhs\"]", "fields = [\n  \"nhs\",\n  \"dob\",\n  \"given\",\n]"),
        with("formats = [\"DD/MM/YYYY\"]", "formats = [\"dd/mm/yyyy\"]"),
        with("id = \"patient_no\"", "id = \"patient_no\"\nclean = true"),
    };
    for (const std::string& spelling : spellings)
        EXPECT_EQ(parsed(spelling).fingerprint(), fingerprint) << spelling;
    std::string windows;
    for (const char c : ward_study) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_EQ(parsed(windows).fingerprint(), fingerprint);
}

struct Change {
    std::string_view old, by;
};
constexpr Change changes_of_the_specification[]{
    {"name = \"given\"\nkind = \"given-name\"", "name = \"given\"\nkind = \"full-name\""},
    {"kind = \"nhs-number\"", "kind = \"number\""},
    {"name = \"record\"", "name = \"records\""},
    {"bits = 512", "bits = 1024"},
    {"{ given = 15 }", "{ given = 16 }"},
    {"{ given = 15 }", "{ dob = 15 }"},
    {"hashes = 30", "hashes = 31"},
    {"[\"given\", \"dob\", \"nhs\"]", "[\"given\", \"dob\"]"},
    {"[payload]", "[[view]]\nname = \"dates\"\nfields = [\"dob\"]\n[payload]"},
};
constexpr Change changes_of_the_rest[]{
    {"id = \"ward-study\"", "id = \"ward-studz\""},
    {"Falls on wards", "Falls in wards"},
    {"threshold = \"0.80\"", "threshold = \"0.800000001\""},
    {"threshold = \"0.80\"\n", ""},
    {"threshold = \"0.80\"", "cost = \"21:1\""},
    {"threshold = \"0.80\"", "threshold = \"0.80\"\nsmallest_count = 5"},
    {"name = \"hospital\"\nid = \"patient_no\"", "name = \"hospital\"\nid = \"patient_id\""},
    {"name = \"hospital\"\nid = \"patient_no\"", "name = \"hospital\""},
    {"clean = false", "clean = true"},
    {"column = \"first_name\"", "column = \"firstname\""},
    {"column = \"first_name\"", "columns = { gp = \"first_name\" }"},
    {"hospital = \"birth_date\"", "hospital = \"birth_day\""},
    {"day = \"d\", month = \"m\"", "day = \"m\", month = \"d\""},
    {"DD/MM/YYYY", "MM/DD/YYYY"},
    {"formats = [\"DD/MM/YYYY\"]\n", ""},
    {"\"ward\", \"days\"", "\"ward\""},
    {"\"ward\", \"days\"", "\"days\", \"ward\""},
    {"[payload]\nhospital =", "[payload]\ngp ="},
    {"[[view]]", "[[party]]\nname = \"clinic\"\n[[view]]"},
};

TEST(PolicyDigest, KnowsTheCostThatTheCutGoesBy)
{
    const auto costing = [](std::string_view cost) {
        return parsed(with("threshold = \"0.80\"", fmt::format("cost = \"{}\"", cost))).fingerprint();
    };
    EXPECT_EQ(costing("20:1"),
              parsed(with("threshold = \"0.80\"\n", "")).fingerprint()); // what holds without
    EXPECT_EQ(costing("20"), costing("20:1"));
    EXPECT_NE(costing("21:1"), costing("20:1"));
    EXPECT_NE(costing("20:2"), costing("20:1"));
}

TEST(PolicyDigest, ChangesWithEveryChangeOfMeaning)
{
    std::vector<std::string> fingerprints{parsed(ward_study).fingerprint()};
    for (const Change& change : changes_of_the_specification)
        fingerprints.push_back(parsed(with(change.old, change.by)).fingerprint());
    for (const Change& change : changes_of_the_rest)
        fingerprints.push_back(parsed(with(change.old, change.by)).fingerprint());
    for (std::size_t i = 0; i < fingerprints.size(); ++i)
        for (std::size_t j = i + 1; j < fingerprints.size(); ++j)
            EXPECT_NE(fingerprints[i], fingerprints[j]) << i << " " << j;
}

TEST(PolicySpecification, ChangesWithWhatDecidesTheBitsAndWithNothingElse)
{
    const std::string specification = parsed(ward_study).specification();
    for (const Change& change : changes_of_the_specification)
        EXPECT_NE(parsed(with(change.old, change.by)).specification(), specification) << change.by;
    for (const Change& change : changes_of_the_rest)
        EXPECT_EQ(parsed(with(change.old, change.by)).specification(), specification) << change.by;
}

TEST(PolicySpecification, IsTheCanonicalFormThatTheDocumentationDescribes)
{
    const Policy policy =
        parsed("[project]\nid = \"x\"\nprofile = \"custom\"\n[[party]]\nname = \"a\"\n[[field]]\nname = "
               "\"born\"\nkind = \"date\"\n[[view]]\nname = \"v\"\nbits = 64\n");
    std::string expected = length_prefixed({"gauze-specification-2"});
    for (const std::string_view line :
         {"profile: custom-1", "field born: date, 1850-01-01 to 2100-12-31", "view v: 64 bits",
          "view v: shown as bits, hardening none", "view v: values padded to 0 tokens",
          "view v: born, 4 positions a token", "decoys: 0 in a thousand", "wave: "})
        expected += length_prefixed({line});
    EXPECT_EQ(policy.specification(), expected);
}

TEST(Threshold, IsReadExactly)
{
    const std::vector<std::pair<std::string_view, std::pair<std::uint32_t, std::uint32_t>>> exact{
        {"0.85", {85, 100}},
        {".85", {85, 100}},
        {"0.80", {8, 10}},
        {"1", {1, 1}},
        {"1.0", {1, 1}},
        {"0.000000001", {1, 1'000'000'000}},
        {"0.5000000000000", {5, 10}},
        {"0.999999999", {999'999'999, 1'000'000'000}},
    };
    for (const auto& [text, fraction] : exact) {
        const Threshold threshold = threshold_from(text);
        // Compared as fractions, so that any exact representation will do.
        EXPECT_EQ(std::uint64_t{threshold.numerator} * fraction.second,
                  std::uint64_t{threshold.denominator} * fraction.first)
            << text;
        EXPECT_LE(threshold.denominator, 1'000'000'000u);
    }
}

TEST(Threshold, IsRefusedWhenItIsNoDecimalOrOutOfRange)
{
    for (const std::string_view text : {"",      ".",
                                        "1.",    "0",
                                        "0.0",   ".0",
                                        "1.1",   "1.000000001",
                                        "2",     "-0.5",
                                        "+0.5",  "0,85",
                                        "0.8.5", "85%",
                                        "0.85 ", " 0.85",
                                        "8e-1",  "0x1",
                                        "00.5",  "0.1234567891",
                                        "nan",   "1.99999999999"}) {
        try {
            (void)threshold_from(text);
            ADD_FAILURE() << "was read: " << text;
        } catch (const Error& fault) {
            EXPECT_EQ(fault.code(), Exit::usage);
        }
    }
    expect_bad(with("\"0.80\"", "\"1.5\""), "4:13", "not a threshold");
}

TEST(Threshold, IsWrittenAsTheShortestDecimalThatReadsTheSame)
{
    EXPECT_EQ(to_text(threshold_from("0.850")), "0.85");
    EXPECT_EQ(to_text(threshold_from("1.00")), "1");
    EXPECT_EQ(to_text(threshold_from("0.000000001")), "0.000000001");
    EXPECT_EQ(to_text(Threshold{3, 4}), "0.75");
    EXPECT_EQ(to_text(Threshold{2, 3}), "2/3") << "no decimal is exact";
}

} // namespace
} // namespace gauze::project
