// What a program of the house never needs, taken from it for the rest of its life: the network, the starting
// of other programs, looking into other processes, and the kernel's side doors to these. A fault in a parser
// that a stranger's file finds is then a fault in a program that can reach nobody.
//
// On Linux this is a seccomp filter in the kernel (seccomp(2)); a call on the list ends the whole process at
// once with SIGSYS, and so does any call made through another architecture's door (32-bit, x32). What is
// already open stays open: nothing here stops a write to a descriptor that the program was started with.
#pragma once

namespace gauze {

enum class Confinement {
    not_asked, // confine() was not called
    confined,
    impossible, // the kernel has no such filter, or forbids it: the program runs as open as any other
};

// Called once at the start of `main`, after protect_process; from then on it holds for every thread, those
// that run already too, and for children. Files, threads, terminals and dlopen go on working. Programs built
// with a sanitizer keep what its reports need (exec, ptrace, socketpair).
Confinement confine() noexcept;

// What confine() came to. Any thread.
Confinement confinement() noexcept;

} // namespace gauze
