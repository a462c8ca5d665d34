"""A file that one process at a time holds; the system lets go of it when the process ends, however it ends."""

from __future__ import annotations

import os


def lock(descriptor: int) -> bool:
    """Whether nobody else holds the file. Only a byte far behind the text is locked, for Windows' locks hide it.

    Raises:
        OSError: files cannot be locked there.
    """
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(descriptor, 1 << 20, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
