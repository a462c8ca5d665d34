"""Requirement strings and requirements files, as pip reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doctor.facts.metadata import read_text
from doctor.model.environment import Requirement, normalized

_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
MAX_FILES = 50  # that one requirements file may lead to


def requirement(text: str, group: str, file: str, line: int) -> Requirement | None:
    """`name[extra]>=1; marker` or `name @ url`; None for what names no distribution (a path, a bare URL)."""
    stated = text.partition(" #")[0].partition(" --")[0].strip()
    if "#egg=" in text:
        stated = text.partition("#egg=")[2].partition("&")[0].partition("[")[0].strip()
    body = stated.partition(";")[0].strip()
    length = next((place for place, char in enumerate(body) if char not in _NAME), len(body))
    name, rest = body[:length].rstrip("-_."), body[length:].strip()
    if rest.startswith("["):
        rest = rest.partition("]")[2].strip()
    is_path = rest[:1] in ("/", "\\", ":", "+") or name.startswith(".") or not name[:1].isalnum()
    if is_path or name.endswith((".whl", ".tar.gz", ".zip", ".txt")):
        return None
    specifier = "" if rest.startswith("@") else rest.strip("()").replace(" ", "")
    if specifier and specifier[0] not in "=<>!~":
        return None
    return Requirement(name, normalized(name), specifier, group, file, line, stated)


def read_requirements(file: Path, shown: str, seen: set[str] | None = None) -> Iterator[Requirement]:
    """The requirements of a file and of those that it includes by `-r`; `shown` is its path in places.

    The group is the file that was asked for, also for lines of included ones.
    """
    yield from _read(file, shown, shown, set() if seen is None else seen)


def _read(file: Path, shown: str, group: str, seen: set[str]) -> Iterator[Requirement]:
    if str(file) in seen or len(seen) >= MAX_FILES:
        return
    seen.add(str(file))
    for number, line in logical_lines(read_text(file, 2 * 1024 * 1024)):
        if included := option(line, "-r", "--requirement"):
            yield from _read(_beside(file, included), beside(shown, included), group, seen)
            continue
        editable = option(line, "-e", "--editable")
        if line.startswith("-") and not editable:
            continue
        if found := requirement(editable or line, group, shown, number):
            yield found


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """(number of its first line, text) of lines joined at backslashes, without comments."""
    start, joined = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        start = start or number
        if line.endswith("\\") and not line.lstrip().startswith("#"):
            joined += line[:-1].strip() + " "
            continue
        joined += line.strip()
        joined = "" if joined.startswith("#") else joined.partition(" #")[0].strip()
        if joined:
            yield start, joined
        start, joined = 0, ""
    if joined.strip():
        yield start, joined.strip()


def option(line: str, short: str, long: str) -> str:
    """The value of an option line ("-r other.txt", "-rother.txt", "--requirement=other.txt"), "" for other lines."""
    if line.startswith(long):
        return line[len(long) :].lstrip(" =").strip()
    if line.startswith(short) and not line.startswith("--"):
        return line[len(short) :].strip()
    return ""


def _beside(file: Path, name: str) -> Path:
    return file.parent / name


def beside(shown: str, name: str) -> str:
    """The path in places of a file that is named in another one, relative to it."""
    parts: list[str] = shown.split("/")[:-1]
    for part in name.replace("\\", "/").split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
