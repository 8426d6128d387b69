// The filter, as instructions of the kernel's small machine (BPF): is it our architecture, is it a call on
// the list, else go on. A list of what is forbidden instead of what is allowed: the C library, TBB and the
// processor's own library choose calls by kernel version, and a program that dies on a new kernel because of
// a harmless call would teach people to switch the filter off.
#include "bloom/base/confine.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace gauze {

namespace {

std::atomic<Confinement> state{Confinement::not_asked};

#if defined(__x86_64__)
constexpr std::uint32_t our_architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t our_architecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t our_architecture = 0; // not known here: not confined
#endif

// Newer than the headers that a build may have. These numbers are the same on every architecture.
constexpr int io_uring_setup = 425, io_uring_enter = 426, io_uring_register = 427, pidfd_getfd = 438;

std::vector<int> forbidden_calls()
{
    std::vector<int> calls{
        // the network
        SYS_socket, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg,
        SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg,
        // calls that others could be made through
        io_uring_setup, io_uring_enter, io_uring_register, SYS_bpf, SYS_userfaultfd, SYS_perf_event_open,
        // the kernel's keys, other files' and other processes' handles, other views of the machine
        SYS_keyctl, SYS_add_key, SYS_request_key, SYS_open_by_handle_at, pidfd_getfd, SYS_setns, SYS_unshare,
        SYS_chroot, SYS_pivot_root, SYS_mount, SYS_umount2, SYS_init_module, SYS_finit_module,
        SYS_delete_module, SYS_kexec_load};
#if !defined(GAUZE_SANITIZED)
    for (const int call :
         {SYS_socketpair, SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev})
        calls.push_back(call);
#endif
    return calls;
}

sock_filter statement(unsigned code, std::uint32_t value)
{
    return {.code = static_cast<std::uint16_t>(code), .jt = 0, .jf = 0, .k = value};
}

// Goes on with the next instruction if the comparison holds, else leaves one out.
sock_filter unless(unsigned comparison, std::uint32_t value)
{
    return {.code = static_cast<std::uint16_t>(BPF_JMP | comparison | BPF_K), .jt = 0, .jf = 1, .k = value};
}

std::vector<sock_filter> program()
{
    const sock_filter die = statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    const auto load = [](std::size_t offset) {
        return statement(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
    };
    std::vector<sock_filter> code{load(offsetof(seccomp_data, arch))};
    code.push_back({.code = BPF_JMP | BPF_JEQ | BPF_K, .jt = 1, .jf = 0, .k = our_architecture});
    code.push_back(die);
    code.push_back(load(offsetof(seccomp_data, nr)));
#if defined(__x86_64__)
    constexpr std::uint32_t x32 = 0x40000000; // the same calls under other numbers
    code.push_back(unless(BPF_JGE, x32));
    code.push_back(die);
#endif
    for (const int call : forbidden_calls()) {
        code.push_back(unless(BPF_JEQ, static_cast<std::uint32_t>(call)));
        code.push_back(die);
    }
    code.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    return code;
}

// Whether the kernel took the filter, for all threads at once.
bool install()
{
    if (our_architecture == 0) return false;
    std::uint32_t action = SECCOMP_RET_KILL_PROCESS;
    if (::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) != 0) return false;
    // Without this an unprivileged process may not filter itself; it also ends what set-uid programs give.
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    std::vector<sock_filter> code = program();
    sock_fprog whole{.len = static_cast<unsigned short>(code.size()), .filter = code.data()};
    return ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &whole) == 0;
}

} // namespace

Confinement confine() noexcept
{
    state = install() ? Confinement::confined : Confinement::impossible;
    return state;
}

Confinement confinement() noexcept { return state; }

} // namespace gauze
