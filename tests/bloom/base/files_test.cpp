#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "bloom/base/output_folder.hpp"
#include "tests/temporary_folder.hpp"

#include <csignal>
#include <cstdio>
#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::TemporaryFolder;
using test::write_file;

template <class Action>
Exit code_of(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        EXPECT_STRNE(error.what(), "");
        return error.code();
    }
    return Exit::ok;
}

TEST(MappedFile, HoldsTheBytesOfAFileEvenOfAnEmptyOne)
{
    const TemporaryFolder folder;
    write_file(folder / "full", std::string("a\0b", 3));
    write_file(folder / "empty", "");
    EXPECT_EQ(MappedFile(folder / "full").bytes().size(), 3u);
    EXPECT_TRUE(MappedFile(folder / "empty").bytes().empty());
}

TEST(MappedFile, RefusesAFolderADeviceAndAMissingFileInWords)
{
    const TemporaryFolder folder;
    EXPECT_EQ(code_of([&] { MappedFile file(folder.path()); }), Exit::input_missing);
    EXPECT_EQ(code_of([&] { MappedFile file("/dev/null"); }), Exit::input_missing);
    EXPECT_EQ(code_of([&] { MappedFile file(folder / "none"); }), Exit::input_missing);
    try {
        const MappedFile file(folder.path());
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("is a folder, not a file"), std::string::npos);
    }
}

TEST(WriteWholeFile, NeverReplacesUnlessToldSo)
{
    const TemporaryFolder folder;
    write_whole_file(folder / "x", "one", FileMode::owner_only, Existing::refuse);
    EXPECT_EQ(code_of([&] { write_whole_file(folder / "x", "two", FileMode::owner_only, Existing::refuse); }),
              Exit::cannot_write);
    EXPECT_EQ(read_file(folder / "x"), "one");
    write_whole_file(folder / "x", "two", FileMode::owner_only, Existing::replace);
    EXPECT_EQ(read_file(folder / "x"), "two");
    EXPECT_EQ(folder.entries(), 1u);
}

TEST(WriteWholeFile, GivesTheModeAskedForWhateverTheUmask)
{
    const TemporaryFolder folder;
    const mode_t before = ::umask(0);
    write_whole_file(folder / "secret", "s", FileMode::owner_only, Existing::refuse);
    ::umask(077);
    write_whole_file(folder / "open", "o", FileMode::everyone_reads, Existing::refuse);
    ::umask(before);
    struct stat facts {};
    ::stat((folder / "secret").c_str(), &facts);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
    ::stat((folder / "open").c_str(), &facts);
    EXPECT_EQ(facts.st_mode & 0777, 0644u);
}

TEST(FileWriter, RemovesTheFileWhenItIsNotClosed)
{
    const TemporaryFolder folder;
    {
        FileWriter file(folder / "x", FileMode::owner_only);
        file.write("half");
    }
    EXPECT_EQ(folder.entries(), 0u);
}

// A limit on file size stands for a disk that is full: the write fails after some megabytes.
TEST(FileWriter, SaysThatTheDiskIsFullAndLeavesNothing)
{
    const TemporaryFolder folder;
    const pid_t child = ::fork();
    if (child == 0) {
        (void)std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1u << 20, 1u << 20};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const Exit code = code_of([&] {
            FileWriter file(folder / "x", FileMode::owner_only);
            file.write(std::string(4u << 20, 'x'));
            file.close();
        });
        ::_exit(static_cast<int>(code));
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(Exit::cannot_write));
    EXPECT_EQ(folder.entries(), 0u);
}

TEST(OutputFolder, AppearsOnlyWhenCommitted)
{
    const TemporaryFolder folder;
    {
        OutputFolder out(folder / "out/", "test", Existing::refuse);
        write_file(out.file("deep/er/x"), "content");
        EXPECT_FALSE(fs::exists(folder / "out"));
        out.commit();
    }
    EXPECT_EQ(read_file(folder / "out/deep/er/x"), "content");
    EXPECT_EQ(folder.entries(), 1u);
}

TEST(OutputFolder, LeavesNothingWhenTheRunFails)
{
    const TemporaryFolder folder;
    {
        const OutputFolder out(folder / "out", "test", Existing::refuse);
        write_file(out.file("x"), "half");
    }
    EXPECT_EQ(folder.entries(), 0u);
}

TEST(OutputFolder, ReplacesTheOldFolderInOneStepWhenToldSo)
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "out");
    write_file(folder / "out/old", "old");
    write_file(folder / "out/.gauze-output", "test\n");
    EXPECT_EQ(code_of([&] { OutputFolder out(folder / "out", "test", Existing::refuse); }),
              Exit::cannot_write);
    OutputFolder out(folder / "out", "test", Existing::replace);
    write_file(out.file("new"), "new");
    EXPECT_TRUE(fs::exists(folder / "out/old"));
    out.commit();
    EXPECT_TRUE(fs::exists(folder / "out/new"));
    EXPECT_FALSE(fs::exists(folder / "out/old"));
    EXPECT_EQ(folder.entries(), 1u);
}

TEST(OutputFolder, NeverReplacesAFolderThatItDidNotMake)
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "home");
    write_file(folder / "home/thesis.txt", "years of work");
    EXPECT_EQ(code_of([&] { OutputFolder out(folder / "home", "test", Existing::replace); }),
              Exit::cannot_write);
    write_file(folder / "home/.gauze-output", "encode nhs\n"); // made by another kind of run
    EXPECT_EQ(code_of([&] { OutputFolder out(folder / "home", "encode council", Existing::replace); }),
              Exit::cannot_write);
    fs::create_directory_symlink(folder / "home", folder / "link");
    EXPECT_EQ(code_of([&] { OutputFolder out(folder / "link", "encode nhs", Existing::replace); }),
              Exit::cannot_write);
    EXPECT_EQ(read_file(folder / "home/thesis.txt"), "years of work");
}

TEST(WriteWholeFile, ClearsAwayWhatADeadRunLeftOfTheSameFile)
{
    const TemporaryFolder folder;
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    ::waitpid(child, nullptr, 0); // a process number that is nobody's
    write_file(folder / (".x.partial-" + std::to_string(child) + "-00000000"), "half a secret");
    write_whole_file(folder / "x", "whole", FileMode::owner_only, Existing::refuse);
    EXPECT_EQ(folder.entries(), 1u);
}

TEST(OutputFolder, RemovesWhatAKilledRunLeftAndNotWhatALivingOneWrites)
{
    const TemporaryFolder folder;
    fs::create_directory(folder / ".out.partial-dead00"); // of a run that was killed: nobody holds its lock
    const OutputFolder living(folder / "out", "test", Existing::refuse);
    EXPECT_FALSE(fs::exists(folder / ".out.partial-dead00"));
    const OutputFolder second(folder / "out", "test", Existing::refuse);
    EXPECT_EQ(folder.entries(), 2u);
}

TEST(OutputFolder, MayBeMadeInsideAnotherThatIsNotFinishedYet)
{
    const TemporaryFolder folder;
    OutputFolder outer(folder / "outer", "test", Existing::refuse);
    OutputFolder inner(outer.file("inner"), "test", Existing::refuse);
    inner.commit();
    outer.commit();
    EXPECT_TRUE(fs::is_directory(folder / "outer/inner"));
}

// How often `inverted`, each byte turned round so that the search does not find itself, stands in the memory
// that this process may write to.
int places_in_memory(const std::string& inverted)
{
    std::ifstream maps("/proc/self/maps");
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    int places = 0;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0, end = 0;
        char kind[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, kind) != 3 || kind[1] != 'w') continue;
        if (end - begin > (std::uintptr_t{64} << 20)) continue;
        std::string bytes(end - begin, '\0');
        if (::pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(begin)) <= 0) continue;
        for (char& c : bytes) c = static_cast<char>(~c);
        for (std::size_t at = bytes.find(inverted); at != std::string::npos;
             at = bytes.find(inverted, at + 1))
            ++places;
    }
    ::close(memory);
    return places;
}

TEST(FileWriter, LeavesNothingOfWhatItWroteInMemory)
{
    const TemporaryFolder folder;
    std::string inverted = "a row that nobody may see";
    for (char& c : inverted) c = static_cast<char>(~c);
    FileWriter writer(folder / "rows", FileMode::owner_only);
    {
        std::string row = inverted;
        for (char& c : row) c = static_cast<char>(~c);
        writer.write(row);
        wipe(std::as_writable_bytes(std::span(row)));
    }
    EXPECT_GE(places_in_memory(inverted), 1); // it waits in the buffer: the search finds what there is
    writer.close();
    EXPECT_EQ(places_in_memory(inverted), 0);
    EXPECT_EQ(read_file(folder / "rows").size(), inverted.size());
}

TEST(OutputFolder, SaysWhichFolderIsMissingAbove)
{
    const TemporaryFolder folder;
    EXPECT_EQ(code_of([&] { OutputFolder out(folder / "none/out", "test", Existing::refuse); }),
              Exit::cannot_write);
    write_file(folder / "file", "");
    EXPECT_EQ(code_of([&] { OutputFolder out(folder / "file", "test", Existing::replace); }),
              Exit::cannot_write);
}

} // namespace
} // namespace gauze
