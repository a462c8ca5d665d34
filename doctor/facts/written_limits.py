"""The fact `written_limits`: limits of memory in compose files, images, CI, make and tox, where it is plain which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.steps import steps
from doctor.model.invocation import Invocation
from doctor.model.places import Place, Word
from doctor.model.written_limits import WrittenLimits

RUN, COLLECTION = "PYTEST_MEMORY_LIMIT_MB", "PYTEST_COLLECTION_LIMIT_MB"
SET = re.compile(
    rf"(?<![\w${{])(?P<name>{RUN}|{COLLECTION})[\"']?(?:[ \t]*(?:[:?]?=|:)[ \t]*|[ \t]+(?=\d))[\"']?"
    r"(?P<value>[^\s\"'#,;|&)\]}]+)"
)
MEMORY = re.compile(r"[ \t]+(?:mem_limit|memory)[ \t]*:[ \t]*[\"']?(?P<value>[\w.]+)[\"']?[ \t]*(?:#.*)?")
SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>[bkmg]?)b?", re.IGNORECASE)
CPUS = re.compile(r"[ \t]+cpus[ \t]*:[ \t]*[\"']?(?P<value>\d+(?:\.\d+)?)[\"']?[ \t]*(?:#.*)?")
LIMITS = re.compile(rb"_LIMIT_MB|mem_limit|memory|cpus")
UNITS = {"": 1, "b": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
Rows = list[tuple[int, str]]


def written_limits(invocation: Invocation) -> tuple[WrittenLimits, ...]:
    project = Path(invocation.project)
    found: list[WrittenLimits] = []
    for kind, name in steps(invocation.project):
        data = content(project / name)
        if not LIMITS.search(data) or kind in ("nox", "editor"):
            continue
        rows = [row for row in enumerate(data.decode("utf-8", "replace").splitlines(), 1) if is_spoken(row[1])]
        found += services(name, rows) if kind == "docker" and "ompose" in name else [limits(name, rows)]
    return tuple(each for each in found if each.run or each.collection or each.cpus or each.memory)


def is_spoken(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def services(file: str, rows: Rows) -> Iterator[WrittenLimits]:
    """Those of each service."""
    start = next((at for at, (_, line) in enumerate(rows) if re.fullmatch(r"services\s*:\s*", line)), len(rows))
    below = [*rows[start + 1 :], (0, "end:")]
    depth = indent(below[0][1])
    heads = [at for at, (_, line) in enumerate(below) if indent(line) <= depth]
    for at, end in pairwise(heads):
        if indent(below[at][1]) < depth or not depth:
            return
        block = below[at:end]
        memory, cpus = limit(file, block, MEMORY, "mem_limit"), limit(file, block, CPUS, "")
        found = limits(file, block)
        if memory and (size := bytes_of(memory.text)):
            found = found.replace(memory=memory, size=size)
        yield found.replace(cpus=cpus, first=block[0][0], last=block[-1][0])


def limit(file: str, rows: Rows, pattern: re.Pattern[str], key: str) -> Word | None:
    """What stands below `limits`, or in the service itself: there by this key, where it has another name."""
    found = []
    depth = min((indent(line) for _, line in rows[1:]), default=0)
    for at, (number, line) in enumerate(rows):
        if hit := pattern.fullmatch(line):
            above = next((text for _, text in reversed(rows[:at]) if indent(text) < indent(line)), "")
            if above.strip() == "limits:" or (key in line and indent(line) == depth):
                found.append(word(file, number, hit))
    return found[0] if len(found) == 1 else None


def limits(file: str, rows: Rows) -> WrittenLimits:
    """The values of the variables that are set once."""
    hits = [(number, hit) for number, line in rows for hit in SET.finditer(line)]
    given = {}
    for name in (RUN, COLLECTION):
        own = [word(file, number, hit) for number, hit in hits if hit["name"] == name]
        given[name] = own[0] if len(own) == 1 and not set(own[0].text) & set("${}`\\") else None
    return WrittenLimits(file, given[RUN], given[COLLECTION])


def word(file: str, number: int, hit: re.Match[str]) -> Word:
    return Word(hit["value"], Place(file, number, hit.start("value") + 1, number, hit.end("value") + 1))


def bytes_of(text: str) -> int:
    """A size as compose writes it, 0 for anything else."""
    hit = SIZE.fullmatch(text)
    return int(float(hit["number"]) * UNITS[hit["unit"].lower()]) if hit else 0


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())
