"""Refuses sockets as a sandbox does: the kernel answers `socket` and `bind` with EPERM, whoever asks.

    python seccomp.py COMMAND…

A seccomp filter of six instructions, set by prctl; it needs no privilege and holds for all that the command starts.
`socketpair` stays allowed, as in the sandboxes of containers and browsers: event loops are made with it.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from functools import cache
from pathlib import Path

SECCOMP, NO_NEW_PRIVILEGES, FILTER = 22, 38, 2  # PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_RET|K
REFUSE, ALLOW = 0x0005_0001, 0x7FFF_0000  # SECCOMP_RET_ERRNO|EPERM, SECCOMP_RET_ALLOW
CALLS = {"x86_64": (41, 49), "aarch64": (198, 200)}  # socket, bind


class Program(ctypes.Structure):
    """struct sock_fprog"""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def instructions(calls: tuple[int, int]) -> bytes:
    """The number of the call decides: one of two is refused, all else allowed."""
    socket, bind = calls
    program = [(LOAD, 0, 0, 0), (EQUALS, 1, 0, socket), (EQUALS, 0, 1, bind), (RETURN, 0, 0, REFUSE)]
    return b"".join(struct.pack("HBBI", *each) for each in [*program, (RETURN, 0, 0, ALLOW)])


def refuse_sockets() -> None:
    """From here on, for this process and those it starts. Raises OSError where the kernel does not know filters."""
    code = ctypes.create_string_buffer(instructions(CALLS[platform.machine()]))
    program = Program(len(code.raw) // 8, ctypes.addressof(code))
    library = ctypes.CDLL(None, use_errno=True)
    for words in ((NO_NEW_PRIVILEGES, 1, 0, 0, 0), (SECCOMP, FILTER, ctypes.byref(program), 0, 0)):
        if library.prctl(*words):
            raise OSError(ctypes.get_errno(), "prctl: " + os.strerror(ctypes.get_errno()))


@cache
def refused_sockets():  # type: ignore[no-untyped-def]
    """The place."""
    from tests.places import Place, tried

    if platform.machine() not in CALLS or not sys.platform.startswith("linux"):
        return Place("refused sockets", missing=f"no filter is written for {sys.platform} {platform.machine()}")
    prefix = (sys.executable, str(Path(__file__).resolve()))
    return Place("refused sockets", prefix, tried(*prefix, "true"))


if __name__ == "__main__":
    refuse_sockets()
    os.execvp(sys.argv[1], sys.argv[1:])
