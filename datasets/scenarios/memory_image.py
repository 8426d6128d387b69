#!/usr/bin/env python3
"""memory_image.py IMAGE PROGRAM WORDS...: runs a program and writes down its memory as it exits.

The programs forbid that their memory is dumped, so this needs root (CAP_SYS_PTRACE): it stops the process at its exit
(ptrace, PTRACE_O_TRACEEXIT: its memory is all there still) and copies every readable mapping that is not a file of
the system. Without the right to do so the program runs as ever, and `memory: not taken` is said.
"""

import ctypes
import os
import signal
import sys

TRACEME, CONT, SETOPTIONS, EVENT_EXIT = 0, 7, 0x4200, 6
TRACEEXIT, TRACECLONE, TRACEFORK = 0x40, 0x08, 0x02
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def copy_memory(pid, image):
    written = 0
    with open(image, "wb") as out, open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights, _, _, inode, *path = line.split(None, 5)
            if "r" not in rights or "w" not in rights or path and path[0].startswith("[v"):
                continue
            at, end = (int(x, 16) for x in span.split("-"))
            while at < end:
                try:
                    memory.seek(at)
                    part = memory.read(min(end - at, 1 << 22))
                except OSError:
                    break
                if not part:
                    break
                if part.strip(b"\0"):
                    out.write(part)
                    written += len(part)
                at += len(part)
    return written


def main():
    image, *words = sys.argv[1:]
    if not hasattr(libc, "ptrace"):
        os.execvp(words[0], words)
    child = os.fork()
    if child == 0:
        libc.ptrace(TRACEME, 0, None, None)
        try:
            os.execvp(words[0], words)
        finally:
            os._exit(127)
    said, status, armed = "not taken", 0, False
    while True:
        pid, state = os.waitpid(-1, 0x40000000)  # __WALL
        if os.WIFEXITED(state) or os.WIFSIGNALED(state):
            if pid == child:
                status = os.WEXITSTATUS(state) if os.WIFEXITED(state) else 128 + os.WTERMSIG(state)
                break
            continue
        passed_on = 0
        if os.WIFSTOPPED(state):
            event, stopped_by = state >> 16, os.WSTOPSIG(state)
            if not armed:
                armed = libc.ptrace(SETOPTIONS, child, None, TRACEEXIT) == 0
            elif event == EVENT_EXIT and pid == child:
                try:
                    said = f"{copy_memory(child, image)} bytes"
                except OSError as wrong:
                    said = f"not taken: {wrong.strerror}"
            elif event == 0 and stopped_by != signal.SIGTRAP:
                passed_on = stopped_by
        libc.ptrace(CONT, pid, None, passed_on)
    print(f"memory:\t{' '.join(words[:2])}\t{said}", file=sys.stderr)
    sys.exit(status)


main()
