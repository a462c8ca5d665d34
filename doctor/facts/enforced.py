"""The fact `enforced`: what the settings want to be in place, and what there is of it. Nothing is read unasked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from doctor.facts.steps import of_ci
from doctor.model.enforced import Enforced, Said
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.sources import Sources

FILES = ("pytest-doctor.toml", "pyproject.toml")
LARGEST = 8_000_000  # bytes
HOOKS = (".pre-commit-config.yaml", ".pre-commit-config.yml", "prek.toml", "lefthook.yml", ".husky/pre-commit")
CONFIGURATIONS = ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")


def enforced(invocation: Invocation, sources: Sources) -> Enforced:
    """Empty where the settings ask for nothing."""
    for folder in folders(Path(invocation.project)):
        for name in FILES:
            data = read(folder / name)
            if data and b"enforce" in data and (name == FILES[0] or b"pytest-doctor" in data):
                table = table_of(data, name)
                if table:
                    line = data.count(b"\n", 0, data.index(b"enforce")) + 1
                    place = Place(relative(folder / name, invocation.project), line, 1, line, 1)
                    return found(table, folder, place, (invocation.project, sources))
    return Enforced()


def folders(project: Path) -> Iterator[Path]:
    """The project and the folders above it, to the root of its repository."""
    above = (project, *project.parents)
    root = next((number for number, folder in enumerate(above) if (folder / ".git").exists()), 0)
    yield from above[: root + 1]


def read(path: Path) -> bytes:
    """The file's bytes; none where it is not there, or too large."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size < LARGEST else b""
    except OSError:
        return b""


def relative(path: Path, project: str) -> str:
    return os.path.relpath(path, project).replace(os.sep, "/")


def table_of(data: bytes, name: str) -> dict[str, Any]:
    """The table `enforce`; empty where there is none. What is wrong with it the settings say."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        document = tomllib.loads(data.decode())
    except (ValueError, RecursionError):
        return {}
    tool = document if name == FILES[0] else document.get("tool", {}).get("pytest-doctor", {})
    table = tool.get("enforce", {}) if isinstance(tool, dict) else {}
    return table if isinstance(table, dict) else {}


def found(table: dict[str, Any], folder: Path, place: Place, tests: tuple[str, Sources]) -> Enforced:
    documents = texts(table.get("documents"))
    values = table.get("values", {})
    wanted = tuple((name, texts(globs)) for name, globs in values.items()) if isinstance(values, dict) else ()
    return Enforced(
        place,
        texts(table.get("layers")),
        documents,
        wanted,
        table.get("memory-pattern") is True,
        frozenset(present(folder)),
        tuple(name for name in documents if not (folder / name).exists()),
        tuple(said(wanted, *tests)) if wanted else (),
    )


def texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def present(folder: Path) -> Iterator[str]:
    """The layers of which there is a file that calls the doctor."""
    if any(b"pytest-doctor" in read(folder / name) for name in HOOKS):
        yield "pre-commit"
    if any(b"pytest-doctor" in read(folder / name) for name in of_ci(str(folder))):
        yield "ci"
    if any(b"pytest-doctor generate" in read(folder / name) for name in CONFIGURATIONS):
        yield "generated"


def said(wanted: Iterable[tuple[str, tuple[str, ...]]], project: str, sources: Sources) -> Iterator[Said]:
    """What test files give to the names, as keyword, variable, key of a dictionary, or by `setenv`."""
    import re

    names = "|".join(re.escape(name) for name, _ in wanted)
    given = r"""["']?\s*(?:\]\s*=|:\s*str\s*=|=(?!=)|:|,)\s*(?P<quote>["'])(?P<value>[^"'\n]+)(?P=quote)"""
    pattern = re.compile(rf"""(?<![\w.])["']?(?P<name>{names}){given}""")
    for file in sources:
        if file.collected or file.role in ("conftest", "plugin"):
            data = read(Path(project, file.path))
            for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
                for hit in pattern.finditer(line) if not line.lstrip().startswith("#") else ():
                    start, end = hit.span("value")
                    yield Said(hit["name"], hit["value"], Place(file.path, number, start, number, end + 2))
