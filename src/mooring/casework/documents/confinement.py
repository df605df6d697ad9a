"""How a process gives up everything but thinking: after `lock()` it reads what is handed to it and writes its answer, no more.

The kernel's filter of system calls (seccomp) lets through only what computing needs: memory, reading standard input, writing standard
output, the clock, chance. Opening any file is refused; reaching for the network or for another program ends the process. Limits of
memory, time and files stand beside it, and where the kernel permits, a network namespace without a network.

Sources: Linux `seccomp(2)`, `prctl(2)`, `setrlimit(2)`; numbers of system calls from the kernel's tables for x86-64 and arm64.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from dataclasses import dataclass

MEMORY = 1536 * 1024 * 1024  # bytes of addresses
SECONDS = 20  # of computing

NO_NEW_PRIVILEGES, SET_DUMPABLE = 38, 4
NEW_USER, NEW_NETWORK, NEW_IPC = 0x10000000, 0x40000000, 0x08000000
SET_MODE_FILTER, ALL_THREADS = 1, 1
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
KILL, REFUSE, ALLOW = 0x80000000, 0x00050000 | 1, 0x7FFF0000
NUMBER_AT, MACHINE_AT, ARGUMENTS_AT = 0, 4, 16
RUNNABLE = 4  # PROT_EXEC


class CannotConfine(RuntimeError):
    """This machine cannot hold a process in: nothing that is not trusted may be opened here."""


# Names of system calls with their numbers on x86-64 and arm64; a dash where there is none.
ALLOWED_CALLS = """
munmap 11 215, brk 12 214, mremap 25 216, madvise 28 233, lseek 8 62, close 3 57, rt_sigaction 13 134, rt_sigprocmask 14 135,
rt_sigreturn 15 139, sigaltstack 131 132, sched_yield 24 124, sched_getaffinity 204 123, getpid 39 172, gettid 186 178, futex 202 98,
clock_gettime 228 113, clock_getres 229 114, clock_nanosleep 230 115, nanosleep 35 101, gettimeofday 96 169, times 100 153,
getrusage 98 165, sysinfo 99 179, getrandom 318 278, membarrier 324 283, rseq 334 293, restart_syscall 219 128, exit 60 93,
exit_group 231 94
"""
DEADLY_CALLS = """
socket 41 198, socketpair 53 199, connect 42 203, bind 49 200, sendto 44 206, clone 56 220, clone3 435 435, fork 57 -, vfork 58 -,
execve 59 221, execveat 322 281, ptrace 101 117, process_vm_readv 310 270, process_vm_writev 311 271, bpf 321 280,
io_uring_setup 425 425, unshare 272 97, setns 308 268, mount 165 40, open_by_handle_at 304 265
"""
READ_CALLS, WRITE_CALLS = "read 0 63, readv 19 65", "write 1 64, writev 20 66"
MEMORY_CALLS = "mmap 9 222, mprotect 10 226"  # none may make memory runnable


@dataclass(frozen=True)
class Machine:
    """A kind of processor: how the kernel calls it, where its numbers stand in the lists, and the first number of another kind."""

    token: int
    column: int
    seccomp: int
    foreign: int

    def numbers(self, calls: str) -> list[int]:
        found = (call.split()[self.column] for call in calls.split(","))
        return [int(number) for number in found if number != "-"]


MACHINES = {
    "x86_64": Machine(0xC000003E, 1, 317, 0x40000000),
    "aarch64": Machine(0xC00000B7, 2, 277, 0xFFFFFFFF),
}


def lock() -> None:
    """Give up everything but computing. To be called after the last import and before the first byte that is not trusted.

    Raises `CannotConfine`, and then the process must not go on.
    """
    machine = MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        raise CannotConfine
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0 or kernel.prctl(SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise CannotConfine
    os.closerange(3, 4096)
    kernel.unshare(NEW_USER | NEW_NETWORK | NEW_IPC)  # a second wall: many machines permit it, and none needs it
    _limit()
    _filter(kernel, machine)
    try:
        os.open("/dev/null", os.O_RDONLY)
    except PermissionError:
        return
    raise CannotConfine


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        allowed = resource.getrlimit(what)[1]
        least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(what, (least, least))


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def _filter(kernel: ctypes.CDLL, machine: Machine) -> None:
    instructions = b"".join(program(machine))
    held = ctypes.create_string_buffer(instructions, len(instructions))
    described = _Program(len(instructions) // 8, ctypes.addressof(held))
    kernel.syscall.argtypes = [ctypes.c_long, ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p]
    if kernel.syscall(machine.seccomp, SET_MODE_FILTER, ALL_THREADS, ctypes.addressof(described)) != 0:
        raise CannotConfine


def program(machine: Machine) -> list[bytes]:
    """The filter, one instruction of eight bytes each: what is not let through by name is refused."""
    lines = [_do(LOAD, MACHINE_AT), _do(EQUAL, machine.token, 1, 0), _do(RETURN, KILL), _do(LOAD, NUMBER_AT)]
    lines += [_do(AT_LEAST, machine.foreign, 0, 1), _do(RETURN, KILL)]
    for number in machine.numbers(ALLOWED_CALLS):
        lines += [_do(EQUAL, number, 0, 1), _do(RETURN, ALLOW)]
    for calls, argument, test, value in (
        (READ_CALLS, 0, EQUAL, 0),
        (WRITE_CALLS, 0, EQUAL, 1),
        (MEMORY_CALLS, 2, ANY_BIT, RUNNABLE),
    ):
        on_match, otherwise = (REFUSE, ALLOW) if test == ANY_BIT else (ALLOW, REFUSE)
        for number in machine.numbers(calls):
            lines += [
                _do(EQUAL, number, 0, 4),
                _do(LOAD, ARGUMENTS_AT + 8 * argument),
                _do(test, value, 0, 1),
                _do(RETURN, on_match),
                _do(RETURN, otherwise),
            ]
    for number in machine.numbers(DEADLY_CALLS):
        lines += [_do(EQUAL, number, 0, 1), _do(RETURN, KILL)]
    return [*lines, _do(RETURN, REFUSE)]


def _do(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_so, if_not, value)
