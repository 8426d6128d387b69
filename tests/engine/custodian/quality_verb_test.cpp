// gauze quality as its users type it.
#include "bloom/base/json.hpp"
#include "engine/custodian/release/quality_verb.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

class QualityVerb : public testing::Test {
protected:
    int run(const std::string& csv, std::vector<std::string> more = {})
    {
        test::write_signed_policy(folder_);
        test::write_file(folder_ / "file.csv", csv);
        project::CommandLine program("gauze-custodian", "Encodes.");
        add_quality_verb(program);
        std::vector<std::string> words{"gauze-custodian",
                                       "quality",
                                       "--policy",
                                       (folder_ / "policy.toml").string(),
                                       "--as",
                                       test::write_made_key(folder_, party_).string()};
        words.insert(words.end(), more.begin(), more.end());
        words.push_back((folder_ / "file.csv").string());
        std::vector<const char*> argv;
        for (const auto& word : words) argv.push_back(word.c_str());
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int exit = program.run(static_cast<int>(argv.size()), argv.data());
        out_ = testing::internal::GetCapturedStdout();
        err_ = testing::internal::GetCapturedStderr();
        return exit;
    }
    test::TemporaryFolder folder_;
    const char* party_ = "nhs-a";
    std::string out_, err_;
};

TEST_F(QualityVerb, LooksAtAFileThatHasOtherColumnsThanTheAgreement)
{
    ASSERT_EQ(run("dob,remarks,note\n31/02/2019,Mum says,\n01/13/2020,,x\n05/06/2020,,\nragged\n",
                  {"--out", (folder_ / "quality.json").string()}),
              0)
        << err_;
    const Json quality = Json::parse(test::read_file(folder_ / "quality.json"), "quality");
    EXPECT_EQ(quality.number("rows"), 4);
    EXPECT_EQ(quality.number("rejected"), 1);
    for (const char* value : {"Mum", "2019", "2020"}) {
        EXPECT_EQ(out_.find(value), std::string::npos) << value;
        EXPECT_EQ(test::read_file(folder_ / "quality.json").find(value), std::string::npos) << value;
    }
}

TEST_F(QualityVerb, IsForTheCustodianAlone)
{
    party_ = "unit";
    EXPECT_NE(run("dob\n05/06/2020\n"), 0);
    EXPECT_NE(err_.find("wrong-role"), std::string::npos) << err_;
}

} // namespace
} // namespace gauze::custodian
