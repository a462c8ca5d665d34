"""A copy of the project in a temporary folder, in which anything may be tried."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from doctor.errors import UsageError
from doctor.facts.tree import REASONS

LIMIT_MB = 500
MB = 1024 * 1024


@contextlib.contextmanager
def copied(project: str | Path, limit_mb: float = LIMIT_MB) -> Iterator[Path]:
    """The path of a copy, under the project's own name, that is gone afterwards.

    Left out are version control, caches, environments and installed packages, sockets and the like, and links that lead
    outside. An editable install of the project still serves the original: see `moved`. UsageError when the project
    holds more than `limit_mb` MiB, or cannot be copied.
    """
    source = Path(os.path.realpath(project))
    with _terminated_as_interrupted(), tempfile.TemporaryDirectory(prefix="pytest-doctor-") as folder:
        target = Path(os.path.realpath(folder)) / (source.name or "project")
        try:
            _Copy(source, limit_mb).folder(source, target)
        except OSError as fault:
            raise UsageError(f"cannot copy {source} aside: {fault.strerror or fault} ({fault.filename})") from None
        try:
            yield target
        finally:
            _writable(target)


class _Copy:
    """A copy under way, and how much it may hold."""

    def __init__(self, source: Path, limit_mb: float) -> None:
        self._source = source
        self._limit_mb = limit_mb
        self._bytes = 0

    def folder(self, source: Path, target: Path) -> None:
        """All of a folder that belongs to the project. Folders that may not be read stay out."""
        target.mkdir()
        try:
            with os.scandir(source) as scan:
                entries = list(scan)
        except PermissionError:
            return
        if source != self._source and {"pyvenv.cfg", "conda-meta"} & {entry.name for entry in entries}:
            target.rmdir()
            return
        for entry in entries:
            if not (entry.name in REASONS and entry.is_dir(follow_symlinks=False)):
                self._entry(entry, target / entry.name)
        shutil.copystat(source, target)
        target.chmod(target.stat().st_mode | 0o700)

    def _entry(self, entry: os.DirEntry[str], target: Path) -> None:
        if entry.is_symlink():
            self._link(Path(entry.path), target)
        elif entry.is_dir():
            self.folder(Path(entry.path), target)
        elif entry.is_file():
            self._file(entry, target)

    def _file(self, entry: os.DirEntry[str], target: Path) -> None:
        self._bytes += entry.stat().st_size
        if self._bytes > self._limit_mb * MB:
            raise UsageError(
                f"{self._source} holds more than {self._limit_mb:g} MB, too much to be copied aside; "
                "call from the folder that holds the tests"
            )
        with contextlib.suppress(PermissionError):
            shutil.copyfile(entry.path, target)
            shutil.copystat(entry.path, target)
            target.chmod(target.stat().st_mode | 0o600)

    def _link(self, link: Path, target: Path) -> None:
        """A link within the project leads to the same place within the copy."""
        end = Path(os.path.realpath(link))
        if end == self._source or self._source not in end.parents:
            return
        written = link.readlink()
        if written.is_absolute():
            written = Path(os.path.relpath(end, os.path.realpath(link.parent)))
        target.symlink_to(written, target_is_directory=end.is_dir())


def _writable(target: Path) -> None:
    """Tests may have taken the right to remove folders away."""
    for folder, names, _ in os.walk(target):
        for name in names:
            with contextlib.suppress(OSError):
                path = Path(folder) / name
                if not path.is_symlink():
                    path.chmod(0o700)


@contextlib.contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """A polite end (SIGTERM, as CI services send it) unwinds like Ctrl-C, so that nothing is left behind."""
    ours = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    if ours:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def moved(variables: Mapping[str, str], project: str | Path, copy: Path, served: Sequence[str] = ()) -> dict[str, str]:
    """The environment of a call in the copy: PYTHONPATH, PYTEST_ADDOPTS and PWD lead there.

    `served` are the folders of the project that editable installs and `.pth` files put on sys.path. Their counterparts
    in the copy come before them, so that the copy's modules are the ones that are tested.
    """
    start = os.path.realpath(project)
    names = [name for name in variables.get("PYTHONPATH", "").split(os.pathsep) if name]
    names += [name for name in served if _within(os.path.realpath(name), start)]
    paths = dict.fromkeys(elsewhere(name, start, copy) for name in names)
    found = {**variables, "PWD": str(copy)}
    if paths:
        found["PYTHONPATH"] = os.pathsep.join(paths)
    if "PYTEST_ADDOPTS" in found:
        found["PYTEST_ADDOPTS"] = found["PYTEST_ADDOPTS"].replace(start, str(copy))
    return found


def _within(path: str, start: str) -> bool:
    return path == start or path.startswith(start + os.sep)


def elsewhere(path: str, start: str, copy: Path) -> str:
    """The path in the copy where it is absolute and lies in the project, else as it is."""
    real = os.path.realpath(path) if Path(path).is_absolute() else ""
    return str(copy) + real[len(start) :] if real and _within(real, start) else path
