// The plaintext twin against token sets that are compared one by one.
#include "bench/quality/lab_run.hpp"
#include "bench/quality/records.hpp"
#include "bench/quality/truth.hpp"
#include "bench/quality/twin.hpp"
#include "engine/custodian/tokens.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/project/progress.hpp"
#include "tests/temporary_folder.hpp"

#include <bit>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

using project::FieldKind;
using test::TemporaryFolder;
using test::write_file;

class PlaintextTwin : public testing::Test {
protected:
    void SetUp() override
    {
        project::be_quiet(true);
        write_file(folder_ / "fields.toml",
                   "[[field]]\nname = \"family\"\nkind = \"family-name\"\n[[field]]\nname = \"dob\"\n"
                   "kind = \"date\"\nformats = [\"YYYY-MM-DD\"]\n");
        write_file(folder_ / "A.csv",
                   "id,family,dob\na1,O'Brien,1974-02-03\na2,Smith,\na3,,1980-12-31\n,,\n");
        write_file(folder_ / "B.csv",
                   "id,family,dob\nb1,OBRIAN,1974-03-02\nb2,SMYTHE,1980-12-31\nb3,SMITH,\n");
    }
    Twin make()
    {
        const auto plain = project::read_lab_policy(
            folder_ / "fields.toml",
            {.names = {"A", "B"}, .id_column = "id", .repeats = {}, .profile = "plain"});
        const std::vector<std::filesystem::path> inputs{folder_ / "A.csv", folder_ / "B.csv"};
        const auto encoded = encode_parties(plain, inputs, folder_ / "parties", "1");
        std::vector<std::filesystem::path> files;
        for (const auto& party : encoded) files.push_back(party.file);
        records_ = Records::from_ledgers(files);
        return make_twin(plain, inputs, encoded, folder_ / "twin");
    }
    static std::set<std::string> tokens_of(FieldKind kind, const std::string& cell)
    {
        const auto format =
            kind == FieldKind::date ? custodian::DateFormat::from("YYYY-MM-DD") : std::nullopt;
        const custodian::Tokeniser tokeniser(kind, format);
        custodian::TokenList list;
        tokeniser.tokens(cell, list);
        std::set<std::string> tokens;
        for (std::size_t t = 0; t < list.size(); ++t) tokens.emplace(list[t]);
        return tokens;
    }
    TemporaryFolder folder_;
    Records records_;
};

TEST_F(PlaintextTwin, SharesExactlyTheBitsThatValuesShareAsTokens)
{
    const Twin twin = make();
    const auto parties = linkage::receive(twin.files, twin.policy, false);
    const std::map<std::string, std::vector<std::string>> cells{
        {"a1", {"O'Brien", "1974-02-03"}}, {"a2", {"Smith", ""}},
        {"a3", {"", "1980-12-31"}},        {"b1", {"OBRIAN", "1974-03-02"}},
        {"b2", {"SMYTHE", "1980-12-31"}},  {"b3", {"SMITH", ""}}};
    const FieldKind kinds[] = {FieldKind::family_name, FieldKind::date};
    ASSERT_EQ(parties[0].rows() + parties[1].rows(), 6u); // the empty row is excluded
    for (std::size_t f = 0; f < 2; ++f)
        for (std::size_t a = 0; a < 3; ++a)
            for (std::size_t b = 0; b < 3; ++b) {
                const auto x = tokens_of(kinds[f], cells.at(records_.id_of(parties[0].tokens()[a]))[f]);
                const auto y = tokens_of(kinds[f], cells.at(records_.id_of(parties[1].tokens()[b]))[f]);
                std::size_t common = 0, bits = 0;
                for (const auto& token : x) common += y.contains(token);
                for (std::size_t w = 0; w < parties[0].view(f).shape().words(); ++w)
                    bits += static_cast<std::size_t>(
                        std::popcount(parties[0].view(f).row(a)[w] & parties[1].view(f).row(b)[w]));
                EXPECT_EQ(bits, common);
                EXPECT_EQ(parties[0].view_weights(f)[a], x.size());
                EXPECT_EQ(parties[0].has_field(f, a), !x.empty());
            }
}

TEST_F(PlaintextTwin, LinksByTheSameModelAndSaysThePrice)
{
    std::string a = "id,family,dob\n", b = a, truth = "id_a,id_b\n";
    for (int i = 0; i < 300; ++i) {
        const std::string family{char('A' + i % 26), char('A' + i / 3 % 26), char('A' + i / 7 % 26), 'E',
                                 'N'};
        const auto dob =
            fmt::format("19{:02}-{:02}-{:02}", i * 31 % 90 + 10, i * 7 % 12 + 1, i * 11 % 28 + 1);
        a += fmt::format("a{},{},{}\n", i, family, dob);
        b += fmt::format("b{},{}{},{}\n", i, family, i % 5 == 0 ? "S" : "", dob);
        truth += fmt::format("a{},b{}\n", i, i);
    }
    write_file(folder_ / "A.csv", a);
    write_file(folder_ / "B.csv", b);
    write_file(folder_ / "truth.csv", truth);
    LabOptions options;
    options.fields = folder_ / "fields.toml";
    options.inputs = {folder_ / "A.csv", folder_ / "B.csv"};
    options.truth = folder_ / "truth.csv";
    options.out = folder_ / "out";
    options.profile = "tolerant";
    options.twin = true;
    const LabSummary summary = lab_run(options);
    ASSERT_TRUE(summary.twin && summary.twin->evaluation);
    EXPECT_GT(summary.twin->evaluation->quality.f1(), .97);
    const Json json = Json::parse(summary.to_json().line(), "summary");
    EXPECT_NEAR(json.object("twin").real("price_of_privacy"),
                json.object("twin").real("f1") - json.real("f1"), 1e-12);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out/twin"));
}

} // namespace
} // namespace gauze::lab
