"""The fact `stray_variables`: what CI files set under a name that is not quite the one that tests read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.enforced import read
from doctor.facts.steps import of_ci
from doctor.model.ci_variables import Stray
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.sources import Sources

SETS = re.compile(
    rb"""^\s+(?:-\s+)?(?P<key>[A-Z][A-Z0-9_]{3,})\s*:\s*\S|\bexport\s+(?P<export>[A-Z][A-Z0-9_]{3,})=|"""
    rb"""\s-e\s+(?P<flag>[A-Z][A-Z0-9_]{3,})=|echo\s+["']?(?P<echo>[A-Z][A-Z0-9_]{3,})=""",
    re.MULTILINE,
)
GETS = ("os.environ.get", "os.getenv")
ITEMS = re.compile(rb"""\benviron\[["'](?P<name>[A-Z][A-Z0-9_]{3,})["']\](?!\s*=[^=])""")  # read, also in functions
TEXTS = (".py", ".cfg", ".toml", ".ini", ".sh", ".env", ".json", ".yml", ".yaml", ".txt", ".md", ".rst", "Dockerfile")
MOST = 5_000  # files that are looked through
ALIKE = 0.85  # as difflib counts it


def stray_variables(invocation: Invocation, sources: Sources, tree: Tree) -> tuple[Stray, ...]:
    """Files are looked through only where a name of CI is like one that tests read."""
    files = of_ci(invocation.project)
    written = {name: place for path in files for name, place in set_in(Path(invocation.project, path), path)}
    asked = dict(asked_for(sources, invocation.project)) if written else {}
    pairs = [pair for pair in alike(written, asked) if pair.read not in written]
    if not pairs:
        return ()
    known = mentioned({pair.written for pair in pairs}, invocation.project, tree, files)
    return tuple(pair for pair in pairs if pair.written not in known)


def asked_for(sources: Sources, project: str) -> Iterator[tuple[str, Place]]:
    """The variables that tests and conftests read and do not set, with the place of the reading."""
    by_code = {touch.item for file in sources for touch in file.touches if touch.state == "os.environ"}
    for file in sources:
        if not (file.collected or file.role in ("conftest", "plugin")):
            continue
        reads = [(need.name, need.place) for need in file.flows.needs]
        reads += [(call.expr.parts[0].text or "", call.place) for call in file.calls_of(*GETS) if call.expr.parts]
        reads += items(read(Path(project, file.path)), file.path)
        yield from ((name, place) for name, place in reads if name and name not in by_code)


def items(data: bytes, path: str) -> list[tuple[str, Place]]:
    """What is read as `os.environ["NAME"]`."""
    return [found(hit, data, path) for hit in ITEMS.finditer(data)] if b"environ[" in data else []


def set_in(file: Path, path: str) -> Iterator[tuple[str, Place]]:
    data = read(file)
    yield from (found(hit, data, path) for hit in SETS.finditer(data))


def found(hit: re.Match[bytes], data: bytes, path: str) -> tuple[str, Place]:
    """The name that a pattern has found, with its place."""
    name = next(group for group in hit.groups() if group)
    start = hit.start(hit.lastgroup or 0)
    line = data.count(b"\n", 0, start) + 1
    column = start - data.rfind(b"\n", 0, start)
    return name.decode(), Place(path, line, column, line, column + len(name))


def alike(written: dict[str, Place], asked: dict[str, Place]) -> Iterator[Stray]:
    for name, place in written.items():
        for other, at in asked.items() if name not in asked else ():
            if is_like(name, other):
                yield Stray(name, other, place, at)


def is_like(one: str, other: str) -> bool:
    """Is one the other with a slip? Numbers make a difference."""
    if abs(len(one) - len(other)) > 3 or one.strip("0123456789") == other.strip("0123456789"):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def mentioned(names: set[str], project: str, tree: Tree, files: list[str]) -> set[str]:
    """Those that stand in any other text file of the project."""
    found: set[str] = set()
    for path in [path for path in sorted(tree.files) if path.endswith(TEXTS) and path not in files][:MOST]:
        data = read(Path(project, path))
        found |= {name for name in names - found if name.encode() in data}
    return found
