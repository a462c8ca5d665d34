"""The fact `profiles`: the shipped profiles and the project's own, as TOML data with what they inherit."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from doctor import resources
from doctor.errors import UsageError
from doctor.facts.profile_tables import Table, blocks, check_keys, flag, numbers, text, values
from doctor.model.invocation import Invocation
from doctor.model.profiles import Block, Profile, Value

FOLDER = "pytest-doctor/profiles"
LARGEST = 64 * 1024
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
FILE = re.compile(r"[A-Za-z0-9_.-]{1,80}\.(ini|toml|cfg)")
KEYS = ("title", "extends", "file", "usage", "numbers", "keys", "options", "blocks", "apart")


class Profiles:
    """Profiles by name; the project's own come before the shipped ones of the same name."""

    def __init__(self, project: str) -> None:
        self._project = project
        self._own: Mapping[str, list[Table]] | None = None
        self._shipped: dict[str, Table] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """All names. UsageError for a project's profile that cannot be read."""
        return tuple(sorted({*self._written, *(path.stem for path in resources.profiles().glob("*.toml"))}))

    def get(self, name: str) -> Profile:
        """The profile with all that it inherits. UsageError for one that is not there or is wrong."""
        if not self._tables(name):
            from difflib import get_close_matches

            near = get_close_matches(name, self.names, 1)
            meant = f"did you mean {near[0]!r}? " if near else ""
            raise UsageError(f"there is no profile {name!r}; {meant}`pytest-doctor profiles` lists them")
        return self._resolved(name, ())

    @property
    def _written(self) -> Mapping[str, list[Table]]:
        """The project's own."""
        if self._own is None:
            found: dict[str, list[Table]] = {}
            for table in (*_own(self._project), *_inline(self._project)):
                found.setdefault(table.name, []).append(table)
            self._own = found
        return self._own

    def _tables(self, name: str) -> list[Table]:
        """Those of one name; a shipped one is read when it is asked for."""
        own = self._written.get(name, [])
        if name not in self._shipped and NAME.fullmatch(name):
            path = resources.profiles() / f"{name}.toml"
            if path.is_file():
                self._shipped[name] = Table(name, f"profiles/{path.name}", _parsed(path.read_bytes(), path.name))
        return [*own, *([self._shipped[name]] if name in self._shipped else [])]

    def _resolved(self, name: str, below: tuple[Table, ...]) -> Profile:
        """The profile `name`; a profile that extends its own name means the shipped one below it."""
        free = [table for table in self._tables(name) if not any(table is each for each in below)]
        if not free or any(each.name == name and each is not below[-1] for each in below):
            raise UsageError(self._stuck(name, below))
        profile = read(free[0])
        above = profile_extends(free[0])
        return inherited(profile, self._resolved(above, (*below, free[0]))) if above else profile

    def _stuck(self, name: str, below: tuple[Table, ...]) -> str:
        circle = " → ".join([*(table.name for table in below), name])
        if any(table.name == name for table in below):
            return f"{below[-1].place}: extends = {name!r} goes in a circle: {circle}"
        return f"{below[-1].place}: extends = {name!r}, but there is no such profile; known: {', '.join(self.names)}"


def profiles(invocation: Invocation) -> Profiles:
    """Nothing is read before a profile is asked for."""
    return Profiles(invocation.project)


def _own(project: str) -> Iterator[Table]:
    """Those in the project's folder of profiles."""
    folder = Path(project, FOLDER)
    if not folder.is_dir():
        return
    for path in sorted(folder.glob("*.toml")):
        place = f"{FOLDER}/{path.name}"
        if not NAME.fullmatch(path.stem):
            raise UsageError(f"{place}: a profile's name has small letters, digits, '-' and '_': rename the file")
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(project)):
            raise UsageError(f"{place} is a link that leads out of the project: copy the file")
        yield Table(path.stem, place, _parsed(_bytes(path, place), place))


def _inline(project: str) -> Iterator[Table]:
    """`[tool.pytest-doctor.profiles.NAME]` of pyproject.toml."""
    path = Path(project, "pyproject.toml")
    data = path.read_bytes() if path.is_file() and path.stat().st_size < 8_000_000 else b""
    if b"pytest-doctor" not in data:
        return
    tool = _parsed(data, "pyproject.toml").get("tool", {})
    found = tool.get("pytest-doctor", {}) if isinstance(tool, dict) else {}
    tables = found.get("profiles", {}) if isinstance(found, dict) else {}
    for name, table in tables.items() if isinstance(tables, dict) else ():
        place = f"pyproject.toml [tool.pytest-doctor.profiles.{name}]"
        if not NAME.fullmatch(name) or not isinstance(table, dict):
            raise UsageError(f"{place}: a profile is a table, its name of small letters, digits, '-' and '_'")
        yield Table(name, place, table)


def _bytes(path: Path, place: str) -> bytes:
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise UsageError(f"{place} is no file, or larger than {LARGEST // 1024} KB: a profile is a few lines")
        return path.read_bytes()
    except OSError as fault:
        raise UsageError(f"{place} cannot be read: {fault.strerror}") from None


def _parsed(data: bytes, place: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        found: dict[str, Any] = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as fault:
        raise UsageError(f"{place}: {fault}") from None
    return found


def profile_extends(table: Table) -> str:
    return text(table, table.data, "extends", table.place, most=41)


def read(table: Table) -> Profile:
    """One profile without what it inherits."""
    check_keys(table.place, table.data, KEYS)
    file = text(table, table.data, "file", table.place, most=80)
    if file and not FILE.fullmatch(file):
        raise UsageError(
            f"{table.place}: file = {file!r} must be the plain name of a file in the project, "
            "ending in .ini, .toml or .cfg"
        )
    title = text(table, table.data, "title", table.place)
    return Profile(
        name=table.name,
        title=title or table.name,
        source=table.place,
        file=file or f"pytest-{table.name}.ini",
        usage=text(table, table.data, "usage", table.place),
        numbers=numbers(table),
        values=(*values(table, "options"), *values(table, "keys")),
        blocks=blocks(table),
        digest=_digest(table.data),
        apart=flag(table.place, table.data, "apart"),
    )


def inherited(own: Profile, above: Profile) -> Profile:
    """The profile with what it extends: values of the same name are replaced where they stand."""
    values = {value.name: value for value in above.values} | {value.name: value for value in own.values}
    kept: dict[str, Block] = {block.name: block for block in above.blocks} | {block.name: block for block in own.blocks}
    ordered: list[Value] = sorted(values.values(), key=lambda value: not value.is_option)
    return own.replace(
        usage=own.usage or above.usage,
        numbers={**above.numbers, **own.numbers},
        values=tuple(ordered),
        blocks=tuple(kept.values()),
        digest=_digest([own.digest, above.digest]),
        apart=own.apart or above.apart,
    )


def _digest(data: object) -> str:
    import hashlib
    import json

    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()[:12]
