#include "bloom/base/secret.hpp"

#include <algorithm>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze {
namespace {

TEST(Secret, MovesAndLeavesItsSourceEmpty)
{
    Secret first(32);
    first.fill()[0] = std::byte{7};
    Secret second = std::move(first);
    EXPECT_EQ(first.size(), 0u); // NOLINT: looking at a moved-from object is the point
    EXPECT_EQ(second.reveal()[0], std::byte{7});
    Secret third;
    third = std::move(second);
    EXPECT_EQ(third.size(), 32u);
}

TEST(Wipe, OverwritesWithZeros)
{
    std::string text = "Catherine";
    wipe(std::as_writable_bytes(std::span(text)));
    EXPECT_EQ(text, std::string(9, '\0'));
}

// "VmFlags: ... dd" in smaps says that the kernel leaves these pages out of a core dump.
TEST(Secret, IsLeftOutOfCoreDumps)
{
    const Secret secret(100);
    const auto address = reinterpret_cast<std::uintptr_t>(secret.reveal().data());
    std::ifstream maps("/proc/self/smaps");
    bool inside = false, marked = false;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0, end = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx ", &begin, &end) == 2)
            inside = begin <= address && address < end;
        if (inside && line.starts_with("VmFlags:")) marked = line.find(" dd") != std::string::npos;
    }
    EXPECT_TRUE(marked);
}

TEST(Secret, IsNotThereInAForkedChild)
{
    Secret secret(32);
    secret.fill()[5] = std::byte{7};
    const pid_t child = ::fork();
    if (child == 0) ::_exit(std::to_integer<int>(secret.reveal()[5]));
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(secret.reveal()[5], std::byte{7});
}

TEST(ProtectProcess, ForbidsCoreDumpsAndFilesForOthers)
{
    const pid_t child = ::fork();
    if (child == 0) {
        protect_process();
        rlimit limit{};
        ::getrlimit(RLIMIT_CORE, &limit);
        const mode_t mask = ::umask(0);
        ::_exit(limit.rlim_max == 0 && mask == 077 ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
}

} // namespace
} // namespace gauze
