#include "engine/linkage/journal.hpp"
#include "tests/engine/linkage/made_work.hpp"
#include "tests/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using gauze::test::read_file;
using gauze::test::TemporaryFolder;
using gauze::test::write_file;
using test::MadeWork;

constexpr std::size_t header_bytes = 64, record_bytes = 96;

PlanStamp plan_of(std::uint8_t which, std::uint32_t units = 40)
{
    PlanStamp plan;
    plan.digest.fill(std::byte{which});
    plan.units = units;
    return plan;
}

// Twelve records that differ in everything.
std::vector<JournalRecord> some_records()
{
    std::vector<JournalRecord> records;
    for (std::uint32_t i = 0; i < 12; ++i)
        records.push_back({{.unit = 3 * i,
                            .part = i % 2,
                            .segment = 5,
                            .parties = {i % 3, i % 3 + 1},
                            .offset = 64 + 16 * i,
                            .edges = i * 1'000'000'007u,
                            .checksum = test::mixed(i)},
                           i % 2 + 1,
                           {test::mixed(i + 50), {i, i + 1, i + 2, i + 3}}});
    return records;
}

Exit exit_of_opening(const std::filesystem::path& path, const PlanStamp& plan)
{
    try {
        const Journal journal(path, plan, 5);
    } catch (const Error& error) {
        EXPECT_FALSE(error.hint().empty());
        return error.code();
    }
    return Exit::ok;
}

class JournalFile : public testing::Test {
protected:
    JournalFile() : path_(folder_ / "journal-5")
    {
        Journal journal(path_, plan_of(1), 5);
        journal.append(std::span(records_).first(7));
        journal.append(std::span(records_).subspan(7));
        bytes_ = read_file(path_);
    }
    JournalContent content_of(const std::string& bytes) { return read_journal(bytes_of(bytes), plan_of(1)); }
    bool is_beginning(const std::vector<JournalRecord>& some)
    {
        return some.size() <= records_.size() && std::equal(some.begin(), some.end(), records_.begin());
    }
    TemporaryFolder folder_;
    std::filesystem::path path_;
    std::vector<JournalRecord> records_ = some_records();
    std::string bytes_;
};

TEST_F(JournalFile, GivesBackWhatWasAppended)
{
    EXPECT_EQ(bytes_.size(), header_bytes + 12 * record_bytes);
    EXPECT_EQ(bytes_.substr(0, 8), "GAUZEJRN");
    EXPECT_EQ(Journal(path_, plan_of(1), 5).found(), records_);
    EXPECT_EQ(read_file(path_), bytes_) << "opening alone changes nothing";
}

TEST_F(JournalFile, OfAnotherPlanIsRefused)
{
    EXPECT_EQ(exit_of_opening(path_, plan_of(2)), Exit::configuration);
    EXPECT_EQ(exit_of_opening(path_, plan_of(1, 41)), Exit::configuration);
    EXPECT_EQ(read_file(path_), bytes_);
}

TEST_F(JournalFile, OfAnotherNumberIsRefused)
{
    EXPECT_THROW(Journal(path_, plan_of(1), 4), Error);
    EXPECT_EQ(read_file(path_), bytes_);
}

TEST_F(JournalFile, IsWrittenByOneProcessAtATime)
{
    const Journal first(path_, plan_of(1), 5);
    EXPECT_EQ(exit_of_opening(path_, plan_of(1)), Exit::configuration);
    EXPECT_EQ(read_file(path_), bytes_);
}

TEST_F(JournalFile, CutShortAnywhereKeepsItsWholeRecordsAndGoesOn)
{
    for (std::size_t length = 0; length < bytes_.size(); ++length) {
        write_file(path_, bytes_.substr(0, length));
        const std::size_t whole = length < header_bytes ? 0 : (length - header_bytes) / record_bytes;
        {
            Journal journal(path_, plan_of(1), 5);
            ASSERT_EQ(journal.found().size(), whole) << length;
            ASSERT_TRUE(is_beginning(journal.found())) << length;
            journal.append(std::span(records_).subspan(whole));
        }
        ASSERT_EQ(read_file(path_), bytes_) << length;
    }
}

TEST_F(JournalFile, OfWhichAnyBitIsFlippedIsNeverBelievedBehindIt)
{
    for (std::size_t at = 0; at < bytes_.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string flipped = bytes_;
            flipped[at] = static_cast<char>(flipped[at] ^ 1 << bit);
            const JournalContent content = content_of(flipped);
            if (at < header_bytes) {
                ASSERT_NE(content.owner, JournalContent::Owner::ours);
                ASSERT_NE(content.owner, JournalContent::Owner::nobody);
            } else {
                ASSERT_EQ(content.records.size(), (at - header_bytes) / record_bytes);
                ASSERT_TRUE(is_beginning(content.records));
            }
        }
    }
}

TEST_F(JournalFile, WithADamagedRecordIsCutThereAndSaysSo)
{
    std::string flipped = bytes_;
    flipped[header_bytes + 4 * record_bytes + 10] ^= 1;
    write_file(path_, flipped);
    testing::internal::CaptureStderr();
    EXPECT_EQ(Journal(path_, plan_of(1), 5).found().size(), 4u);
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_NE(said.find("damaged behind record 4"), std::string::npos) << said;
    EXPECT_EQ(read_file(path_), bytes_.substr(0, header_bytes + 4 * record_bytes));
}

TEST_F(JournalFile, WithADamagedHeaderOrThatIsNoJournalIsRefusedAndLeftAlone)
{
    std::string flipped = bytes_;
    flipped[20] ^= 1;
    for (const std::string& bytes : {flipped, std::string("something else"), std::string(500, 'x')}) {
        write_file(path_, bytes);
        EXPECT_EQ(exit_of_opening(path_, plan_of(1)), Exit::bad_data);
        EXPECT_EQ(read_file(path_), bytes);
    }
}

TEST_F(JournalFile, WithARecordMovedRepeatedOrLeftOutIsCutThere)
{
    const auto record = [&](std::size_t i) {
        return bytes_.substr(header_bytes + i * record_bytes, record_bytes);
    };
    const std::string header = bytes_.substr(0, header_bytes);
    EXPECT_EQ(content_of(header + record(0) + record(0) + record(1)).records.size(), 1u);
    EXPECT_EQ(content_of(header + record(0) + record(2) + record(3)).records.size(), 1u);
    EXPECT_EQ(content_of(header + record(1) + record(0)).records.size(), 0u);
}

TEST_F(JournalFile, ThatAPowerCutLeftLongerThanItsBytesKeepsWhatIsThere)
{
    // The file has its new length, the last pages were never written.
    EXPECT_EQ(content_of(bytes_ + std::string(3 * record_bytes + 7, '\0')).records, records_);
    EXPECT_EQ(content_of(std::string(header_bytes, '\0')).owner, JournalContent::Owner::nobody);
}

// ---- Blocks
// -------------------------------------------------------------------------------------------------

std::vector<Edge> some_edges(std::size_t count)
{
    std::vector<Edge> edges;
    for (std::uint32_t i = 0; i < count; ++i) edges.push_back({i / 3, i, i % 50, 100});
    return edges;
}

TEST(Segment, GivesBackItsBlocksInPiecesOfAnySize)
{
    const TemporaryFolder folder;
    SegmentWriter writer(folder / "s", plan_of(1), 0);
    std::vector<Block> blocks;
    for (const std::uint32_t count : {0u, 1u, 5u, 1000u})
        blocks.push_back(writer.append(count, 0, {0, 1}, some_edges(count)));
    const PieceReader file(folder / "s");
    for (const Block& block : blocks) {
        for (const std::size_t size : {1u, 3u, 999u, 1000u, 5000u}) {
            BlockReader reader(file, plan_of(1), block);
            std::vector<Edge> all, piece(size);
            for (auto count = reader.next(piece); count.value() > 0; count = reader.next(piece))
                all.insert(all.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(*count));
            EXPECT_EQ(all, some_edges(block.edges));
        }
        EXPECT_TRUE(is_whole(file, plan_of(1), block));
        EXPECT_FALSE(is_whole(file, plan_of(2), block)) << "of another plan";
    }
    EXPECT_EQ(blocks.back().end(), writer.size());
}

TEST(Segment, BlockIsNotWholeWhenAnyBitOfItIsFlippedOrItIsCutShort)
{
    const TemporaryFolder folder;
    Block block;
    {
        SegmentWriter writer(folder / "s", plan_of(1), 0);
        (void)writer.append(1, 0, {0, 1}, some_edges(4));
        block = writer.append(2, 0, {0, 1}, some_edges(9));
    }
    const std::string bytes = read_file(folder / "s");
    for (std::uint64_t at = block.offset; at < block.end(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string flipped = bytes;
            flipped[at] = static_cast<char>(flipped[at] ^ 1 << bit);
            write_file(folder / "s", flipped);
            ASSERT_FALSE(is_whole(PieceReader(folder / "s"), plan_of(1), block)) << at;
        }
        write_file(folder / "s", bytes.substr(0, at));
        ASSERT_FALSE(is_whole(PieceReader(folder / "s"), plan_of(1), block)) << at;
    }
}

Block block_at(std::uint64_t offset, std::uint64_t edges)
{
    Block block;
    block.offset = offset;
    block.edges = edges;
    return block;
}

TEST(Segment, RecordThatNoFileCanHoldIsNotWhole)
{
    const TemporaryFolder folder;
    SegmentWriter writer(folder / "s", plan_of(1), 0);
    const PieceReader file(folder / "s");
    for (const std::uint64_t huge : {~std::uint64_t{0}, ~std::uint64_t{0} / 16, std::uint64_t{1} << 58}) {
        EXPECT_FALSE(is_whole(file, plan_of(1), block_at(64, huge)));
        EXPECT_FALSE(is_whole(file, plan_of(1), block_at(huge, 1)));
    }
}

} // namespace
} // namespace gauze::linkage
