#include "bloom/base/append_file.hpp"
#include "tests/temporary_folder.hpp"

#include <cerrno>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace gauze {
namespace {

using test::read_file;
using test::TemporaryFolder;
using test::write_file;

// Lets the n-th step of a kind fail, once, for as long as this lives.
class FailingDisk {
public:
    FailingDisk(DiskStep step, int nth, int error)
    {
        let_disk_fail(
            [=, left = nth](DiskStep now) mutable { return now == step && --left == 0 ? error : 0; });
    }
    ~FailingDisk() { let_disk_fail({}); }
};

template <class Action>
std::string error_of(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::cannot_write);
        EXPECT_FALSE(error.hint().empty());
        return error.what();
    }
    return "";
}

TEST(AppendFile, GrowsAtItsEndOverSeveralLives)
{
    const TemporaryFolder folder;
    for (const char* text : {"one ", "two ", "three"}) {
        AppendFile file(folder / "f");
        file.append(bytes_of(text));
        file.sync();
    }
    EXPECT_EQ(read_file(folder / "f"), "one two three");
    AppendFile file(folder / "f");
    file.cut(4);
    file.append(bytes_of("more"));
    EXPECT_EQ(file.size(), 8u);
    EXPECT_EQ(read_file(folder / "f"), "one more");
    struct stat facts {};
    ::stat((folder / "f").c_str(), &facts);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST(AppendFile, OfWhichAWriteFailsKeepsWhatWasThereAndNeverWritesAgain)
{
    const TemporaryFolder folder;
    for (const int why : {ENOSPC, EIO}) {
        write_file(folder / "f", "kept");
        AppendFile file(folder / "f");
        {
            const FailingDisk disk(DiskStep::write, 2, why);
            file.append(bytes_of(" too"));
            EXPECT_NE(error_of([&] {
                          file.append(bytes_of("half of this arrives"));
                      }).find(std::generic_category().message(why)),
                      std::string::npos);
        }
        EXPECT_EQ(read_file(folder / "f"), "kept too");
        // The disk works again, but this object has lost its trust.
        EXPECT_NE(error_of([&] { file.append(bytes_of("x")); }), "");
        EXPECT_NE(error_of([&] { file.sync(); }), "");
        EXPECT_EQ(read_file(folder / "f"), "kept too");
        AppendFile(folder / "f").append(bytes_of(", and more"));
        EXPECT_EQ(read_file(folder / "f"), "kept too, and more");
    }
}

TEST(AppendFile, WhoseSyncFailsIsCutBackToTheLastGoodOne)
{
    const TemporaryFolder folder;
    AppendFile file(folder / "f");
    file.append(bytes_of("synced"));
    file.sync();
    file.append(bytes_of(" not"));
    const FailingDisk disk(DiskStep::sync, 1, EIO);
    EXPECT_NE(error_of([&] { file.sync(); }), "");
    EXPECT_EQ(read_file(folder / "f"), "synced");
    EXPECT_NE(error_of([&] { file.sync(); }), "") << "a second sync must not be believed";
}

TEST(AppendFile, IsLockedByOneAtATimeAndMeasuredWhenItIs)
{
    const TemporaryFolder folder;
    AppendFile second(folder / "f");
    {
        AppendFile first(folder / "f");
        EXPECT_TRUE(first.lock());
        EXPECT_FALSE(second.lock());
        first.append(bytes_of("first"));
    }
    EXPECT_EQ(second.size(), 0u);
    EXPECT_TRUE(second.lock());
    EXPECT_EQ(second.size(), 5u);
}

TEST(AppendFile, RefusesAFolderAndADevice)
{
    const TemporaryFolder folder;
    EXPECT_NE(error_of([&] { AppendFile file(folder.path()); }), "");
    EXPECT_NE(error_of([&] { AppendFile file("/dev/null"); }), "");
    EXPECT_NE(error_of([&] { AppendFile file(folder / "no" / "f"); }), "");
}

TEST(PieceReader, SaysWhenNotAllCanBeRead)
{
    const TemporaryFolder folder;
    write_file(folder / "f", "0123456789");
    const PieceReader reader(folder / "f");
    std::vector<std::byte> four(4);
    EXPECT_TRUE(reader.read(6, four));
    EXPECT_EQ(four[0], std::byte{'6'});
    EXPECT_FALSE(reader.read(7, four));
    EXPECT_FALSE(reader.read(~std::uint64_t{0}, four));
    EXPECT_THROW(PieceReader(folder / "none"), Error);
}

TEST(ScratchFile, HasNoNameAndReadsBackWhatWasWritten)
{
    const TemporaryFolder folder;
    ScratchFile scratch(folder.path());
    scratch.append(bytes_of("first"));
    scratch.append(bytes_of("second"));
    EXPECT_EQ(folder.entries(), 0u);
    std::vector<std::byte> six(6);
    scratch.read(5, six);
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(six.data()), 6), "second");
    EXPECT_NE(error_of([&] { scratch.read(6, six); }), "");
    const FailingDisk disk(DiskStep::write, 1, ENOSPC);
    EXPECT_NE(error_of([&] { scratch.append(bytes_of("x")); }), "");
}

} // namespace
} // namespace gauze
