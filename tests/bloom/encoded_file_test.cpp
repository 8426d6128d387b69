#include "bloom/base/error.hpp"
#include "bloom/encoded_file.hpp"
#include "tests/bloom/made_encoded_file.hpp"
#include "tests/bloom/made_filters.hpp"
#include "tests/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace gauze::bloom {
namespace {

using test::read_file;
using test::TemporaryFolder;
using test::write_file;

test::MadeFile small_file(std::size_t rows = 5)
{
    auto file = test::made_file("hospital", test::made_filters({100}, rows, 0.3, 1));
    file.header.counts = {rows + 3, rows, 1, 2};
    return file;
}

std::string refusal(const std::filesystem::path& path)
{
    try {
        const EncodedFile file(path);
        return "";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::bad_data);
        EXPECT_NE(std::string(error.what()).find(path.filename().string()), std::string::npos);
        return error.what();
    }
}

TEST(EncodedFile, ReadsBackWhatWasWritten)
{
    const TemporaryFolder folder;
    auto file = small_file();
    file.tables.push_back(test::made_filters({1024}, 5, 0.5, 2));
    file.header.views.push_back({"dates", {1024}});
    file.write(folder / "x.gauze");

    const EncodedFile read(folder / "x.gauze");
    EXPECT_EQ(read.header().party, "hospital");
    EXPECT_EQ(read.header().counts.read, 8u);
    EXPECT_TRUE(std::ranges::equal(read.tokens(), file.tokens));
    EXPECT_EQ(read.header().views, file.header.views);
    for (std::size_t v = 0; v < 2; ++v) {
        EXPECT_TRUE(std::ranges::equal(read.view(v).words(), file.tables[v].rows().words()));
        EXPECT_TRUE(std::ranges::equal(read.view_weights(v), weights(file.tables[v].rows())));
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(read.view(v).row(0)) % 64, 0u);
    }
}

TEST(EncodedFile, MayHoldNoRowAtAll)
{
    const TemporaryFolder folder;
    small_file(0).write(folder / "x.gauze");
    EXPECT_EQ(EncodedFile(folder / "x.gauze").rows(), 0u);
}

TEST(EncodedFile, RefusesEveryTruncation)
{
    const TemporaryFolder folder;
    small_file().write(folder / "x.gauze");
    const std::string whole = read_file(folder / "x.gauze");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        write_file(folder / "cut", whole.substr(0, size));
        ASSERT_NE(refusal(folder / "cut"), "") << size;
    }
    write_file(folder / "cut", whole + '\0');
    EXPECT_NE(refusal(folder / "cut"), "");
}

TEST(EncodedFile, RefusesEveryFlippedBit)
{
    const TemporaryFolder folder;
    small_file(2).write(folder / "x.gauze");
    const std::string whole = read_file(folder / "x.gauze");
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        write_file(folder / "flipped", flipped);
        ASSERT_NE(refusal(folder / "flipped"), "") << "bit " << bit;
    }
}

TEST(EncodedFile, NamesTheSectionThatIsDamaged)
{
    const TemporaryFolder folder;
    small_file().write(folder / "x.gauze");
    std::string bytes = read_file(folder / "x.gauze");
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    write_file(folder / "y.gauze", bytes);
    EXPECT_NE(refusal(folder / "y.gauze").find("section view:record is damaged"), std::string::npos);
}

TEST(EncodedFile, RefusesAForeignFileAndANewerVersionInTheseWords)
{
    const TemporaryFolder folder;
    write_file(folder / "names.csv", "id,name\n1,Anna\n" + std::string(100, 'x'));
    EXPECT_NE(refusal(folder / "names.csv").find("not an encoded file"), std::string::npos);
    small_file().write(folder / "x.gauze");
    std::string bytes = read_file(folder / "x.gauze");
    bytes[8] = 5;
    write_file(folder / "new.gauze", bytes);
    EXPECT_NE(refusal(folder / "new.gauze").find("version 5"), std::string::npos);
}

TEST(EncodedFile, RefusesTokensOutOfOrderAndBitsBeyondTheLength)
{
    const TemporaryFolder folder;
    auto file = small_file();
    std::swap(file.tokens[0], file.tokens[1]);
    file.write(folder / "order.gauze");
    EXPECT_NE(refusal(folder / "order.gauze").find("row tokens"), std::string::npos);

    file = small_file();
    file.tables[0].row(2)[1] |= std::uint64_t{1} << 36; // bit 100 of a filter of 100
    file.write(folder / "beyond.gauze");
    EXPECT_NE(refusal(folder / "beyond.gauze").find("beyond its length"), std::string::npos);
}

TEST(RowCounts, BalanceOnlyWhenEveryRowIsAccountedFor)
{
    EXPECT_TRUE((RowCounts{10, 7, 2, 1}.balance()));
    EXPECT_FALSE((RowCounts{10, 7, 2, 0}.balance()));
}

} // namespace
} // namespace gauze::bloom
