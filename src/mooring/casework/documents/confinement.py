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


@dataclass(frozen=True)
class Machine:
    """The numbers of system calls on one kind of processor."""

    token: int
    seccomp: int
    read: tuple[int, ...]
    write: tuple[int, ...]
    memory: tuple[int, ...]  # may not make memory runnable
    allowed: tuple[int, ...]
    deadly: tuple[int, ...]
    highest: int


# allowed: munmap brk mremap madvise lseek close rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack sched_yield getpid gettid futex
# clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday times getrusage sysinfo getrandom exit exit_group restart_syscall
# sched_getaffinity membarrier rseq
# deadly: socket connect socketpair bind sendto clone clone3 fork vfork execve execveat ptrace process_vm_readv process_vm_writev bpf
# io_uring_setup unshare setns mount open_by_handle_at
MACHINES = {
    "x86_64": Machine(
        0xC000003E,
        317,
        (0, 19),
        (1, 20),
        (9, 10),
        (11, 12, 25, 28, 8, 3, 13, 14, 15, 131, 24, 39, 186, 202, 228, 229, 230, 35, 96, 100, 98, 99, 318, 60, 231, 219, 204, 324, 334),
        (41, 42, 53, 49, 44, 56, 435, 57, 58, 59, 322, 101, 310, 311, 321, 425, 272, 308, 165, 304),
        0x40000000,
    ),
    "aarch64": Machine(
        0xC00000B7,
        277,
        (63, 65),
        (64, 66),
        (222, 226),
        (215, 214, 216, 233, 62, 57, 134, 135, 139, 132, 124, 172, 178, 98, 113, 114, 115, 101, 169, 153, 165, 179, 278, 93, 94, 128)
        + (123, 283, 293),
        (198, 203, 199, 200, 206, 220, 435, 221, 281, 117, 270, 271, 280, 425, 97, 268, 40, 265),
        0xFFFFFFFF,
    ),
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
    lines += [_do(AT_LEAST, machine.highest, 0, 1), _do(RETURN, KILL)]
    for number in machine.allowed:
        lines += [_do(EQUAL, number, 0, 1), _do(RETURN, ALLOW)]
    for numbers, argument, test, value in (
        (machine.read, 0, EQUAL, 0),
        (machine.write, 0, EQUAL, 1),
        (machine.memory, 2, ANY_BIT, RUNNABLE),
    ):
        on_match, otherwise = (REFUSE, ALLOW) if test == ANY_BIT else (ALLOW, REFUSE)
        for number in numbers:
            lines += [
                _do(EQUAL, number, 0, 4),
                _do(LOAD, ARGUMENTS_AT + 8 * argument),
                _do(test, value, 0, 1),
                _do(RETURN, on_match),
                _do(RETURN, otherwise),
            ]
    for number in machine.deadly:
        lines += [_do(EQUAL, number, 0, 1), _do(RETURN, KILL)]
    return [*lines, _do(RETURN, REFUSE)]


def _do(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_so, if_not, value)
