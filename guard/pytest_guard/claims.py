"""What processes of one machine must not use at the same time: a number of a kind is claimed by a locked file.

The system drops the lock when its process ends, however it ends, so a claim never outlives a crash. Claims belong to
the process, not to a pytest run in it. Where files cannot be locked, nothing is claimed, and only what is computed and
tried keeps workers apart.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterable
from getpass import getuser
from pathlib import Path

from pytest_guard.locks import lock

STALE_SECONDS = 3 * 24 * 3600

_held: dict[Path, int] = {}


def home() -> Path:
    """The user's own folder for what outlives one process.

    Raises:
        OSError: it cannot be made, or belongs to another user.
    """
    folder = Path(tempfile.gettempdir()) / f"pytest-guard-{_user()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode) or (hasattr(os, "getuid") and about.st_uid != os.getuid()):
        raise PermissionError(f"{folder} belongs to another user")
    return folder


def take(
    kind: str,
    candidates: Iterable[int],
    owner: str,
    usable: Callable[[int], bool] = lambda number: True,
    shared: bool = False,
) -> int | None:
    """The first usable candidate that no other process holds; None where there is none.

    With `shared`, what the same owner holds in another process (its parent, say) counts as held by this one too.
    """
    folder = _folder(kind)
    for number in candidates:
        path = folder / str(number)
        if shared and _text(path) == owner and path not in _held and _locked(path):
            return number
        if _hold(path, owner):
            if usable(number):
                return number
            release(kind, number)
    return None


def release(kind: str, number: int) -> None:
    """Gives a claim of this process back."""
    with contextlib.suppress(OSError):
        os.close(_held.pop(_folder(kind) / str(number), -1))


def descriptors() -> list[int]:
    """The open files of this process's claims."""
    return list(_held.values())


def prune(kind: str) -> None:
    """Removes what earlier runs left of a kind, days later."""
    from shutil import rmtree

    with contextlib.suppress(OSError):
        for folder in (home() / kind).iterdir():
            if time.time() - folder.stat().st_mtime > STALE_SECONDS:
                rmtree(folder, ignore_errors=True)


def _folder(kind: str) -> Path:
    """Where the files of a kind are; a folder that does not exist where none can be made."""
    try:
        folder = home() / kind
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(os.devnull) / kind
    return folder


def _hold(path: Path, owner: str) -> bool:
    if path in _held:
        return False
    descriptor = -1
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not lock(descriptor):
            os.close(descriptor)
            return False
        os.ftruncate(descriptor, 0)
        os.write(descriptor, owner.encode())
    except OSError:  # no file can be made, or none can be locked: held as far as this process knows
        pass
    _held[path] = descriptor
    return True


def _locked(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not lock(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _user() -> str:
    try:
        return "".join(each if each.isalnum() else "-" for each in getuser())
    except Exception:  # no name for this user id, as in containers: KeyError, or OSError from Python 3.13
        return str(getattr(os, "getuid", lambda: "user")())
