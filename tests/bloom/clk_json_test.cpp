#include "bloom/base/error.hpp"
#include "bloom/clk_json.hpp"
#include "tests/temporary_folder.hpp"

#include <array>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::bloom {
namespace {

std::string complaint(std::string_view text)
{
    try {
        (void)parse_clk_json(text, "clks.json");
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::bad_data);
        return error.what();
    }
}

// 0x80 0x01 is bit 0 and bit 15 of a CLK.
TEST(ClkJson, PutsTheFirstBitOfAClkIntoTheFirstBitOfAFilter)
{
    const FilterTable table = parse_clk_json(R"({"clks": ["gAE=", "AAA="]})", "clks.json");
    ASSERT_EQ(table.rows().size(), 2u);
    EXPECT_EQ(table.rows().shape().bits, 16u);
    EXPECT_EQ(table.rows().row(0)[0], 0x8001u);
    EXPECT_EQ(table.rows().row(1)[0], 0u);
    EXPECT_TRUE(padding_is_zero(table.rows()));
}

TEST(ClkJson, KeepsTheBitsBeyondTheFirstWordInOrder)
{
    std::array<std::byte, 10> clk{};
    clk[8] = std::byte{0x20}; // bit 66
    std::array<std::uint64_t, 2> words{};
    filter_of_clk(clk, words);
    EXPECT_EQ(words, (std::array<std::uint64_t, 2>{0, 4}));
    std::array<std::byte, 10> back{};
    clk_of_filter(words, back);
    EXPECT_EQ(back, clk);
}

TEST(ClkJson, TakesWhiteSpaceAndTheEscapedSlashOfJson)
{
    const FilterTable table =
        parse_clk_json("\n{ \"clks\"\t:\r\n[ \"\\/w==\" , \"/w==\"\n] }\n", "clks.json");
    ASSERT_EQ(table.rows().size(), 2u);
    EXPECT_EQ(table.rows().row(0)[0], 0xffu);
    EXPECT_EQ(table.rows().row(1)[0], 0xffu);
}

TEST(ClkJson, MayHoldNoClkAtAll)
{
    EXPECT_EQ(parse_clk_json(R"({"clks": []})", "clks.json").rows().size(), 0u);
}

TEST(ClkJson, SaysWhereAStrangersTextIsWrong)
{
    const std::array<std::array<std::string_view, 2>, 22> wrong{{
        {"", "clks.json: byte 0: the file ends where an opening brace should be"},
        {"[\"gAE=\"]", "clks.json: byte 0: this is not an opening brace"},
        {"\xEF\xBB\xBF{\"clks\": []}", "clks.json: byte 0: this is not an opening brace"},
        {"{\"clks\"", "clks.json: byte 7: the file ends where a colon should be"},
        {"{\"clks\": [", "clks.json: byte 10: the file ends inside the list"},
        {"{\"clk\": []}", "clks.json: byte 6: the first member is not \"clks\""},
        {"{\"clks", "clks.json: byte 2: a text is never closed"},
        {"{\"clks\": {}}", "clks.json: byte 9: this is not an opening bracket"},
        {"{\"clks\": [\"gAE=\", \"gAE=\"", "clks.json: byte 24: the file ends inside the list"},
        {"{\"clks\": [\"gAE=\", ]}", "clks.json: CLK 1, byte 18: this is not a text in quotes"},
        {"{\"clks\": [\"gAE=\" \"gAE=\"]}",
         "clks.json: CLK 1, byte 17: this is not a comma or the closing bracket"},
        {"{\"clks\": [7]}", "clks.json: CLK 0, byte 10: this is not a text in quotes"},
        {"{\"clks\": [\"\"]}", "clks.json: CLK 0, byte 10: this is not base64 of 1 to 16384 bytes"},
        {"{\"clks\": [\"gAE\"]}", "clks.json: CLK 0, byte 10: this is not base64 of 1 to 16384 bytes"},
        {"{\"clks\": [\"g\\u0041E=\"]}", "clks.json: CLK 0, byte 10: this is not base64 of 1 to 16384 bytes"},
        {"{\"clks\": [\"gA-=\"]}", "clks.json: CLK 0, byte 10: this is not base64"},
        {"{\"clks\": [\"gAE=\", \"gA E\"]}",
         "clks.json: CLK 1, byte 18: this CLK has another length than the first"},
        {"{\"clks\": [\"gAE=\", \"gA==\"]}",
         "clks.json: CLK 1, byte 18: this CLK has another length than the first"},
        {"{\"clks\": [\"gAE=\", \"gAEA\"]}",
         "clks.json: CLK 1, byte 18: this CLK has another length than the first"},
        {"{\"clks\": [\"gAE=\"]",
         "clks.json: byte 17: the file ends where the closing brace: \"clks\" is the only "
         "member that is read should be"},
        {"{\"clks\": [], \"more\": 1}",
         "clks.json: byte 11: this is not the closing brace: \"clks\" is the only "
         "member that is read"},
        {"{\"clks\": []} x", "clks.json: byte 13: there is something behind the closing brace"},
    }};
    for (const auto& [text, what] : wrong) EXPECT_EQ(complaint(text), what);
}

TEST(ClkJson, TakesNoMoreMemoryThanTheTextIsLong)
{
    // One CLK of many bytes and then quotes that promise a million more of them.
    std::string text = "{\"clks\": [\"" + std::string(16'000, 'A') + "\"";
    for (int i = 0; i < 1'000'000; ++i) text += "\"\"";
    EXPECT_NE(complaint(text + "]}").find("not all of one length"), std::string::npos);
}

TEST(ClkJson, IsReadBackAsItWasWritten)
{
    for (const std::uint32_t bits : {8u, 72u, 1024u, 131'072u}) {
        FilterTable table(FilterShape{bits}, 3);
        for (std::uint32_t i = 0; i < bits; i += 7) table.row(i % 3)[i / 64] |= std::uint64_t{1} << i % 64;
        const test::TemporaryFolder folder;
        write_clk_json(folder / "clks.json", table.rows(), FileMode::owner_only, Existing::refuse);
        const FilterTable back = read_clk_json(folder / "clks.json");
        EXPECT_EQ(back.rows().shape().bits, bits);
        EXPECT_TRUE(std::ranges::equal(back.rows().words(), table.rows().words())) << bits;
        EXPECT_EQ(folder.entries(), 1u);
    }
}

TEST(ClkJson, IsWrittenAsPythonWritesIt)
{
    FilterTable table(FilterShape{12}, 2);
    table.row(0)[0] = 0x801; // bits 0 and 11
    const test::TemporaryFolder folder;
    write_clk_json(folder / "clks.json", table.rows(), FileMode::owner_only, Existing::refuse);
    EXPECT_EQ(test::read_file(folder / "clks.json"), R"({"clks": ["gBA=", "AAA="]})");
    EXPECT_THROW(write_clk_json(folder / "clks.json", table.rows(), FileMode::owner_only, Existing::refuse),
                 Error);
}

} // namespace
} // namespace gauze::bloom
