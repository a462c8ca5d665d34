"""The fact `images`: which of the project's files are in an image that runs pytest. What mounts folders is not told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.steps import steps
from doctor.model.calls import Calls
from doctor.model.environment import Tree
from doctor.model.images import Image
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.record import Record

STAGE = re.compile(r"FROM\s+(?:--\S+\s+)?(?P<base>\S+)(?:\s+AS\s+(?P<name>\S+))?\s*$", re.IGNORECASE)
COPY = re.compile(r"(?:COPY|ADD)\s+(?P<words>.+)$", re.IGNORECASE)
UNCLEAR = re.compile(r"--mount=|<<|\bgit\s+clone|ONBUILD|\bVOLUME\b|^\s*ADD\s+(?:https?:|\S+\.tar)", re.MULTILINE)
MOUNTS = re.compile(rb"^\s*volumes\s*:|docker\s+(?:compose\s+)?run[^\n]*\s(?:-v|--volume|--mount)\b", re.MULTILINE)


class Copied(Record):
    """An instruction that copies files of the project: the line, and the files as they are written."""

    line: int
    sources: tuple[str, ...]


def images(invocation: Invocation, calls: Calls, tree: Tree) -> tuple[Image, ...]:
    project = Path(invocation.project)
    made = [call for call in calls.calls if call.kind == "docker" and "ompose" not in call.place.file]
    if not made or any(MOUNTS.search(content(project / name)) for _, name in steps(invocation.project)):
        return ()
    ignored = ignored_by(project, tree)
    if ignored is None:
        return ()
    left = {path for path, _ in ignored}
    found = []
    for call in made:
        text = content(project / call.place.file).decode("utf-8", "replace")
        copies = None if UNCLEAR.search(text) else copies_before(text, call.place.line)
        if copies and all(not set(source) & set("$*?[") for copy in copies for source in copy.sources):
            names = {source for copy in copies for source in copy.sources}
            if not all(each in ("", ".") or tree.has(each) or tree.is_folder(each) for each in names):
                continue  # it is built from another folder than this
            there = frozenset(
                path for path in tree.files if path not in left and any(holds(path, each) for each in names)
            )
            place = place_of(call.place.file, copies[-1].line, text)
            found.append(Image(call, place, there, tuple(ignored)))
    return tuple(found)


def holds(path: str, source: str) -> bool:
    return source in ("", ".") or path == source or path.startswith(f"{source}/")


def place_of(file: str, line: int, text: str) -> Place:
    return Place(file, line, 1, line, len(text.splitlines()[line - 1]) + 1)


def copies_before(text: str, line: int) -> list[Copied] | None:
    """What is copied in the stage of this line, up to its end, and in those that it builds on; None where unclear."""
    stages: list[tuple[str, str, list[Copied], int]] = []
    for first, instruction in instructions(text):
        if hit := STAGE.match(instruction):
            stages.append((hit["name"] or "", hit["base"], [], first))
        elif (hit := COPY.match(instruction)) and stages:
            sources = sources_of(hit["words"])
            if sources is None:
                return None
            stages[-1][2].extend([Copied(first, sources)] if sources else [])
    at = max((index for index, stage in enumerate(stages) if stage[3] <= line), default=-1)
    found: list[Copied] = []
    while at >= 0:
        found = [*stages[at][2], *found]
        base = stages[at][1]
        at = next((index for index in range(at) if stages[index][0] and stages[index][0] == base), -1)
    return found


def instructions(text: str) -> Iterator[tuple[int, str]]:
    """The line and the text of each, joined at backslashes."""
    joined, first = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("#"):
            continue
        first = first if joined else number
        joined += line.rstrip().removesuffix("\\") + " "
        if not line.rstrip().endswith("\\"):
            yield first, joined.strip()
            joined = ""


def sources_of(text: str) -> tuple[str, ...] | None:
    """What an instruction copies out of the project; () for what comes from another stage."""
    words = text.split()
    if any(word.startswith("--from=") for word in words):
        return ()
    words = [word for word in words if not word.startswith("--")]
    if words[:1] and words[0].startswith("["):
        try:
            words = [str(word) for word in json.loads(" ".join(words))]
        except (ValueError, RecursionError):
            return None
    return tuple(word.removeprefix("./").rstrip("/") for word in words[:-1])


def ignored_by(project: Path, tree: Tree) -> list[tuple[str, Place]] | None:
    """The files that .dockerignore leaves out, each with the line; None where it takes some in again."""
    lines = content(project / ".dockerignore").decode("utf-8", "replace").splitlines()
    patterns = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()[:1] not in ("", "#")]
    if any(pattern.startswith("!") for _, pattern in patterns):
        return None
    found = []
    for path in sorted(tree.files):
        for number, pattern in patterns:
            if is_left_out(path, pattern.removeprefix("/").rstrip("/")):
                found.append((path, Place(".dockerignore", number, 1, number, len(pattern) + 1)))
                break
    return found


def is_left_out(path: str, pattern: str) -> bool:
    """Does Docker leave the file out? Patterns begin at the top; `*` ends at a slash, `**` does not."""
    parts, wanted = path.split("/"), pattern.split("/")
    if wanted[0] == "**":
        rest = wanted[1:]
        return any(fits(parts[start:], rest) for start in range(len(parts)))
    return fits(parts, wanted)


def fits(parts: list[str], wanted: list[str]) -> bool:
    return len(parts) >= len(wanted) and all(fnmatchcase(part, want) for part, want in zip(parts, wanted, strict=False))
