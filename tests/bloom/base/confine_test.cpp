// Each try is a child of its own, since what is forbidden ends the process.
#include "bloom/base/confine.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/base/secret.hpp"
#include "bloom/base/secure_heap.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <functional>
#include <thread>

#include <dlfcn.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze {
namespace {

// How a child ends that is confined and then does this: its exit code, or minus the signal.
int end_of(const std::function<int()>& deed, bool confined = true)
{
    const pid_t child = ::fork();
    if (child == 0) {
        if (confined && confine() != Confinement::confined) ::_exit(99);
        ::_exit(deed());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int call(long number)
{
    ::syscall(number, -1, -1, -1, -1, -1, -1);
    return 0;
}

TEST(Confine, EndsTheProcessThatOpensASocket)
{
    const auto open_socket = [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 0 : 1; };
    EXPECT_EQ(end_of(open_socket, false), 0); // without it the same is nothing special
    EXPECT_EQ(end_of(open_socket), -SIGSYS);
}

TEST(Confine, EndsTheProcessOnEveryCallOfTheNetworkAndItsSideDoors)
{
    for (const long number : {SYS_socket,
                              SYS_connect,
                              SYS_bind,
                              SYS_listen,
                              SYS_accept,
                              SYS_accept4,
                              SYS_sendto,
                              SYS_recvfrom,
                              SYS_sendmsg,
                              SYS_recvmsg,
                              SYS_sendmmsg,
                              SYS_recvmmsg,
                              SYS_io_uring_setup,
                              SYS_io_uring_enter,
                              SYS_io_uring_register,
                              SYS_bpf,
                              SYS_userfaultfd,
                              SYS_perf_event_open,
                              SYS_keyctl,
                              SYS_add_key,
                              SYS_request_key,
                              SYS_setns,
                              SYS_unshare,
                              SYS_mount,
                              SYS_chroot})
        EXPECT_EQ(end_of([number] { return call(number); }), -SIGSYS) << "call " << number;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

TEST(Confine, EndsTheProcessThatStartsAnotherOrLooksIntoOne)
{
    if (sanitized) GTEST_SKIP() << "a sanitizer starts programs itself";
    const auto become_true = [] {
        ::execl("/bin/true", "true", nullptr);
        return 1;
    };
    EXPECT_EQ(end_of(become_true, false), 0);
    EXPECT_EQ(end_of(become_true), -SIGSYS);
    for (const long number :
         {SYS_execve, SYS_execveat, SYS_ptrace, SYS_socketpair, SYS_process_vm_readv, SYS_process_vm_writev})
        EXPECT_EQ(end_of([number] { return call(number); }), -SIGSYS) << "call " << number;
}

TEST(Confine, HoldsForThreadsThatRanBefore)
{
    const auto deed = [] {
        std::atomic<bool> now{false};
        std::thread early([&] {
            while (!now) std::this_thread::yield();
            (void)::socket(AF_UNIX, SOCK_STREAM, 0);
        });
        if (confine() != Confinement::confined) return 99;
        now = true;
        early.join();
        return 0; // not reached: one thread's call ends them all
    };
    EXPECT_EQ(end_of(deed, false), -SIGSYS);
}

TEST(Confine, HoldsForChildren)
{
    const auto deed = [] {
        const pid_t child = ::fork();
        if (child == 0) ::_exit(::socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 0 : 1);
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS ? 5 : 1;
    };
    EXPECT_EQ(end_of(deed), 5);
}

#if defined(__x86_64__)
// The same kernel through its 32-bit door (getpid is 20 there), and through x32.
TEST(Confine, EndsTheProcessThatCallsByAnotherArchitecturesDoor)
{
    const auto by_the_old_door = [] {
        long result = 20;
        asm volatile("int $0x80" : "+a"(result) : : "memory");
        return 0;
    };
    EXPECT_LT(end_of(by_the_old_door), 0); // SIGSEGV where the kernel was built without that door
    EXPECT_EQ(end_of([] { return call(0x40000000 + SYS_getpid); }), -SIGSYS);
}
#endif

TEST(Confine, LeavesFilesThreadsLibrariesAndChance)
{
    const auto deed = [] {
        const int file = ::open("/proc/self/status", O_RDONLY | O_CLOEXEC);
        if (file < 0) return 1;
        std::atomic<int> done{0};
        set_threads(4);
        for_each_task(100, [&](std::size_t) { ++done; });
        if (done != 100) return 2;
        if (::dlopen("libm.so.6", RTLD_NOW | RTLD_LOCAL) == nullptr) return 3;
        Secret secret(64);
        if (::syscall(SYS_getrandom, secret.fill().data(), 64, 0) != 64) return 4;
        int ends[2];
        return ::pipe2(ends, O_CLOEXEC) == 0 && confinement() == Confinement::confined ? 0 : 5;
    };
    EXPECT_EQ(end_of(deed), 0);
}

TEST(Confine, SaysWhenItWasNotAsked) { EXPECT_EQ(confinement(), Confinement::not_asked); }

// A kernel that refuses the filter, made by a filter that forbids filters: the program goes on.
TEST(Confine, SaysWhenTheKernelForbidsIt)
{
    const auto deed = [] {
        sock_filter code[] = {
            {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
            {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, SYS_seccomp},
            {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | EPERM},
            {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
        };
        sock_fprog whole{4, code};
        if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 1;
        if (::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole, 0, 0) != 0) return 2;
        return confine() == Confinement::impossible && confinement() == Confinement::impossible ? 0 : 3;
    };
    EXPECT_EQ(end_of(deed, false), 0);
}

TEST(SecureHeap, IsOpenAfterProtectProcessAndOnceIsEnough)
{
    const auto deed = [] {
        if (has_secure_heap()) return 1;
        protect_process();
        return has_secure_heap() && open_secure_heap() ? 0 : 2;
    };
    EXPECT_EQ(end_of(deed, false), 0);
}

} // namespace
} // namespace gauze
