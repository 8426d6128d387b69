// What the documents tell a reader to type, typed: every block marked ```sh, in order, in one folder.
#include "tests/programs/running.hpp"

namespace gauze::test {
namespace {

std::vector<std::string> blocks_of(const std::filesystem::path& document)
{
    const std::string text = read_file(document);
    std::vector<std::string> blocks;
    constexpr std::string_view open = "\n```sh\n", close = "\n```";
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
        const std::size_t begin = at + open.size(), end = text.find(close, begin);
        blocks.push_back(text.substr(begin, end - begin));
    }
    return blocks;
}

class Documents : public testing::TestWithParam<const char*> {};

TEST_P(Documents, HoldCommandsThatWork)
{
    const auto blocks = blocks_of(std::filesystem::path(GAUZE_SOURCE) / GetParam());
    ASSERT_FALSE(blocks.empty());
    const Desk desk;
    for (const std::string& block : blocks) {
        const Outcome outcome = desk.shell(block);
        ASSERT_EQ(outcome.exit, 0) << block << "\n" << outcome.out << outcome.err;
    }
    EXPECT_TRUE(std::filesystem::exists(desk / "cohort/cohort.csv"));
}
INSTANTIATE_TEST_SUITE_P(All, Documents, testing::Values("README.md", "docs/walkthrough.md"));

// The governed exchange, as the script shows it to those who answer for it.
TEST(ExchangeScriptLong, PlaysFromKeysToEvidence)
{
    const Desk desk;
    const Outcome outcome = desk.shell("GAUZE_BIN=" GAUZE_BIN " bash " GAUZE_SOURCE
                                       "/datasets/exchange.sh --out \"$PWD/exchange\"");
    ASSERT_EQ(outcome.exit, 0) << outcome.out << outcome.err;
    EXPECT_TRUE(outcome.says(" 0 study ids in common")) << outcome.out;
    EXPECT_TRUE(std::filesystem::exists(desk / "exchange/institute/cohort/cohort.csv"));
}

TEST(Readme, LinksOnlyToFilesThatExist)
{
    const std::filesystem::path top(GAUZE_SOURCE);
    for (const char* document :
         {"README.md", "docs/architecture.md", "docs/walkthrough.md", "docs/threat-model.md"}) {
        const std::string text = read_file(top / document);
        for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
            std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
            target = target.substr(0, target.find('#'));
            if (target.empty() || target.starts_with("http")) continue;
            EXPECT_TRUE(std::filesystem::exists((top / document).parent_path() / target))
                << document << ": " << target;
        }
    }
}

} // namespace
} // namespace gauze::test
