"""One installed distribution, read from its dist-info or egg-info however broken that is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from doctor.model.environment import Distribution, normalized
from doctor.model.plugins import EntryPoint

_LIMIT = 8 * 1024 * 1024
_GROUP = "pytest11"


def read_bytes(file: Path, limit: int = _LIMIT) -> bytes:
    """The first bytes of a file, b"" for one that cannot be read."""
    try:
        if not file.is_file():
            return b""  # also a FIFO, which would wait for ever
        with file.open("rb") as stream:
            return stream.read(limit)
    except (OSError, ValueError):
        return b""


def read_text(file: Path, limit: int = _LIMIT) -> str:
    return read_bytes(file, limit).decode("utf-8-sig", "replace").replace("\0", "")


def read_distribution(folder: Path) -> Distribution | None:
    """The distribution that a `*.dist-info` or `*.egg-info` (a folder or a single file) describes.

    None for what an interrupted uninstall leaves behind: neither metadata nor entry points.
    """
    single = folder.is_file()
    header = _header(folder if single else folder / "METADATA") or _header(folder / "PKG-INFO")
    entry_points = () if single else tuple(read_entry_points(read_text(folder / "entry_points.txt")))
    if not header and not entry_points:
        return None
    metadata = _metadata(header, folder)
    guess_name, guess_version = _from_folder(folder.name)
    name = _word(metadata.get("Name")) or guess_name
    return Distribution(
        name,
        normalized(name),
        _word(metadata.get("Version")) or guess_version,
        path=str(folder),
        entry_points=entry_points,
        requires=metadata["requires"],
        modules=() if single else modules_of(folder),
        editable=_is_editable(folder),
    )


def _is_editable(folder: Path) -> bool:
    """As pip and uv record it (PEP 610)."""
    text = read_text(folder / "direct_url.json", 65536)
    return '"editable":true' in "".join(text.split())


def _header(file: Path) -> str:
    """Metadata up to the blank line: the description behind it may be of any size."""
    text = read_text(file, 1024 * 1024).replace("\r\n", "\n")
    return text.partition("\n\n")[0]


def _metadata(header: str, folder: Path) -> dict[str, Any]:
    """Name, Version and requirement lines, as importlib.metadata reads them."""
    import importlib_metadata

    class Folder(importlib_metadata.Distribution):
        def read_text(self, filename: str) -> str | None:
            if filename in ("METADATA", "PKG-INFO"):
                return header or None
            return read_text(folder / filename, 1024 * 1024) or None

        def locate_file(self, path: str | os.PathLike[str]) -> Any:
            return folder.parent / path

    found = Folder()
    message = _survive(lambda: found.metadata, {})
    lines = _survive(lambda: message.get_all("Requires-Dist"), None)
    requires = lines or (() if folder.suffix == ".dist-info" else _survive(lambda: list(found.requires or ()), ()))
    return {
        "Name": message.get("Name") if message else None,
        "Version": message.get("Version") if message else None,
        "requires": tuple(" ".join(str(line).split()) for line in requires),
    }


def _survive(read: Callable[[], Any], otherwise: Any) -> Any:
    """Hostile metadata makes email and configparser raise nearly anything."""
    try:
        return read()
    except Exception:
        return otherwise


def _word(value: object) -> str:
    text = "" if value is None else str(value).strip()
    return text if text and text.isprintable() and text.upper() != "UNKNOWN" else ""


def _from_folder(name: str) -> tuple[str, str]:
    """Name and version of "pytest_cov-5.0.0.dist-info", "foo-1.0-py3.11.egg-info", "foo.egg-info"."""
    stem = name.rpartition(".")[0]
    parts = stem.split("-")
    return parts[0], parts[1] if len(parts) > 1 else ""


def read_entry_points(text: str) -> Iterator[EntryPoint]:
    """The lines of the group `pytest11`."""
    if _GROUP not in text:
        return
    group = ""
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1].strip()
        elif group == _GROUP and line and not line.startswith(("#", ";")):
            name, equals, value = line.partition("=")
            module = value.partition("[")[0].partition(":")[0].strip()
            if equals and name.strip() and module:
                yield EntryPoint(name.strip(), module)


def modules_of(folder: Path) -> tuple[str, ...]:
    """The top-level import names, by top_level.txt, else by the list of files."""
    listed = [name.strip() for name in read_text(folder / "top_level.txt", 65536).splitlines()]
    if names := {name.replace("/", ".") for name in listed if name}:
        return tuple(sorted(name for name in names if name.replace(".", "").isidentifier()))
    files = read_text(folder / "RECORD") or read_text(folder / "installed-files.txt").replace("../", "")
    return tuple(sorted({name for line in files.splitlines() if (name := _top(line))}))


def _top(line: str) -> str:
    """The import name that a line of RECORD speaks for, "" for scripts, data and metadata."""
    file = line[1:].partition('"')[0] if line.startswith('"') else line.partition(",")[0]
    top, slash, rest = file.replace("\\", "/").partition("/")
    if not slash:
        stem, dot, suffix = top.partition(".")
        return stem if dot and suffix.endswith(("py", "so", "pyd")) and stem.isidentifier() else ""
    return top if top.isidentifier() and rest.endswith((".py", ".so", ".pyd")) else ""
