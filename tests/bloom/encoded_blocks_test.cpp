// Encoded files with block tokens, which are of version 3; those without are still of version 2.
#include "bloom/base/error.hpp"
#include "bloom/encoded_file.hpp"
#include "tests/bloom/made_encoded_file.hpp"
#include "tests/bloom/made_filters.hpp"
#include "tests/temporary_folder.hpp"

#include <cstring>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::bloom {
namespace {

using test::read_file;
using test::write_file;

constexpr std::size_t rows = 41;
const std::vector<BlockShape> three_blocks{{"near", 12}, {"far", 1}, {"whole", 32}};

class EncodedBlocks : public testing::Test {
protected:
    static EncodedHeader header(std::vector<BlockShape> blocks, std::size_t keys = 0)
    {
        EncodedHeader header{.program = "test",
                             .project = "study",
                             .policy = "p0",
                             .specification = "s0",
                             .check = "c0",
                             .party = "hospital",
                             .profile = "custom",
                             .counts = {rows, rows, 0, 0},
                             .views = {{"shown", {100}}}};
        for (std::size_t k = 0; k < keys; ++k) header.keys.push_back(fmt::format("k{}", k));
        header.blocks = std::move(blocks);
        return header;
    }
    static std::uint32_t token(std::size_t row, std::size_t b, std::uint32_t bits)
    {
        std::mt19937_64 random(row * 100 + b);
        return static_cast<std::uint32_t>(random() >> (64 - bits));
    }
    // Row r lacks block b if r % 5 == b. One token of another value may be put into its place.
    void write(const EncodedHeader& with, std::uint32_t instead = 0, std::size_t at = SIZE_MAX)
    {
        const std::size_t n = with.blocks.size(), before = with.views.size() + with.keys.size();
        std::vector<std::vector<std::byte>> sections;
        for (const SectionShape& shape : sections_of(with)) {
            auto& bytes = sections.emplace_back(shape.row_bytes * rows);
            if (shape.name == "tokens") {
                const auto tokens = test::made_tokens(rows, 3);
                std::memcpy(bytes.data(), tokens.data(), bytes.size());
            }
            if (shape.name == "view:shown") {
                const auto filters = test::made_filters({100}, rows, .3, 4);
                std::memcpy(bytes.data(), filters.rows().words().data(), bytes.size());
            }
            for (std::size_t r = 0; r < rows; ++r)
                for (std::size_t b = 0; b < n; ++b) {
                    if (shape.name == "blocks") {
                        const std::uint32_t value =
                            r * n + b == at ? instead : token(r, b, with.blocks[b].bits);
                        std::memcpy(bytes.data() + (r * n + b) * 4, &value, 4);
                    }
                    if (shape.name == "absent" && r % 5 == b)
                        bytes[r * shape.row_bytes + (before + b) / 8] |= std::byte{1} << (before + b) % 8;
                }
        }
        std::filesystem::remove(path_);
        EncodedFileWriter file(path_, with);
        const std::vector<Bytes> pieces(sections.begin(), sections.end());
        file.append(pieces);
        file.close();
    }
    std::string refusal() const
    {
        try {
            const EncodedFile file(path_);
            return "";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data);
            return error.what();
        }
    }
    test::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_ / "x.gauze";
};

TEST_F(EncodedBlocks, StandBehindTheKeysAndHaveMarksOfTheirOwn)
{
    std::vector<std::pair<std::string, std::size_t>> shapes;
    for (const SectionShape& shape : sections_of(header(three_blocks, 62)))
        shapes.emplace_back(shape.name, shape.row_bytes);
    EXPECT_EQ(shapes, (std::vector<std::pair<std::string, std::size_t>>{
                          {"tokens", 16}, {"view:shown", 64}, {"keys", 496}, {"blocks", 12}, {"absent", 16}}))
        << "one view, 62 keys and three blocks are 66 marks";
}

TEST_F(EncodedBlocks, AreReadBackWithTheirMarks)
{
    for (const std::size_t keys : {0u, 2u, 61u, 64u}) {
        const EncodedHeader with = header(three_blocks, keys);
        write(with);
        const EncodedFile file(path_);
        EXPECT_EQ(file.header().blocks, three_blocks);
        ASSERT_EQ(file.blocks().size(), rows * 3);
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t b = 0; b < 3; ++b) {
                EXPECT_EQ(file.blocks()[r * 3 + b], token(r, b, three_blocks[b].bits));
                EXPECT_EQ(file.has_block(b, r), r % 5 != b);
            }
            for (std::size_t k = 0; k < keys; ++k) EXPECT_TRUE(file.has_key(k, r));
            EXPECT_EQ(file.has_view(0, r), file.view_weights(0)[r] > 0);
        }
    }
}

TEST_F(EncodedBlocks, MakeAFileOfVersionThreeAndTheirAbsenceOneOfVersionTwo)
{
    write(header(three_blocks));
    EXPECT_EQ(read_file(path_)[8], 3);
    write(header({}));
    const std::string bytes = read_file(path_);
    EXPECT_EQ(bytes[8], 2);
    EXPECT_EQ(bytes.find("blocks"), std::string::npos);
    EXPECT_TRUE(EncodedFile(path_).blocks().empty());
}

// The version stands outside of what the header's digest covers.
TEST_F(EncodedBlocks, AreRefusedUnderTheOtherVersion)
{
    for (const bool blocks : {true, false}) {
        write(header(blocks ? three_blocks : std::vector<BlockShape>{}));
        std::string bytes = read_file(path_);
        bytes[8] = blocks ? 2 : 3;
        write_file(path_, bytes);
        EXPECT_NE(refusal().find("its version is not that"), std::string::npos) << refusal();
    }
}

TEST_F(EncodedBlocks, AreRefusedWithATokenThatHasMoreBitsThanItsBlock)
{
    const EncodedHeader with = header(three_blocks);
    write(with, 4095, 0);
    EXPECT_EQ(refusal(), "");
    write(with, 4096, 0);
    EXPECT_NE(refusal().find("more bits than its block"), std::string::npos);
    write(with, 1, rows * 3 - 2);
    EXPECT_EQ(refusal(), "");
    write(with, 2, rows * 3 - 2);
    EXPECT_NE(refusal(), "");
    write(with, UINT32_MAX, rows * 3 - 1);
    EXPECT_EQ(refusal(), "") << "a block of 32 bits holds any";
}

TEST_F(EncodedBlocks, AreRefusedWhenTheHeaderSaysTheImpossibleOfThem)
{
    for (const std::uint32_t bits : {0u, 33u}) {
        EncodedHeader with = header({{"near", 12}});
        with.blocks[0].bits = bits;
        write(header({{"near", 12}}));
        std::string text = read_file(path_);
        // A header of the same length with a digest that fits.
        const std::size_t at = text.find("\"bits\":12");
        text.replace(at, 9, fmt::format("\"bits\":{:>2}", bits));
        std::uint32_t length = 0;
        std::memcpy(&length, text.data() + 12, 4);
        const Digest digest = sha256(bytes_of(std::string_view(text).substr(48, length)));
        std::memcpy(text.data() + 16, digest.data(), digest.size());
        write_file(path_, text);
        EXPECT_NE(refusal().find("impossible number of bits"), std::string::npos) << refusal();
    }
    std::vector<BlockShape> many(17, {"b", 4});
    write(header(many));
    EXPECT_NE(refusal().find("more blocks than a policy may have"), std::string::npos) << refusal();
}

TEST_F(EncodedBlocks, AreRefusedAtEveryTruncationAndFlippedBit)
{
    write(header(three_blocks, 2));
    const std::string whole = read_file(path_);
    for (std::size_t size = 0; size < whole.size(); size += 13) {
        write_file(path_, whole.substr(0, size));
        ASSERT_NE(refusal(), "") << size;
    }
    for (std::size_t bit = 0; bit < whole.size() * 8; bit += 7) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        write_file(path_, flipped);
        ASSERT_NE(refusal(), "") << "bit " << bit;
    }
}

} // namespace
} // namespace gauze::bloom
