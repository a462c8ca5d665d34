"""The fact `passed_names`: lines of `pass_env` of tox.ini whose names tox 4 does not tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.declared_ini import entries
from doctor.facts.steps import steps
from doctor.model.invocation import Invocation
from doctor.model.places import Place, Word
from doctor.model.tox import NameLine, PassedNames

KEYS = ("passenv", "pass_env")
FACTOR = re.compile(r"[\w,.{}!-]+:\s+")
OLD = re.compile(rb"\btox\s*(?:<\s*=?\s*[34]|={2,3}\s*[0-3]\b|~=\s*[0-3]\b)|\btox(?:-version)?\s*:\s*[\"']?3\b")
NEW = re.compile(rb"(?m)\btox\s*(?:>=|==|~=)\s*[4-9]|^min_?version\s*=\s*[4-9]")
OTHERS = ("pyproject.toml", "setup.cfg", "setup.py", "requirements*.txt", "*requirements.txt", "requirements/*.txt")


def passed_names(invocation: Invocation) -> PassedNames:
    project = Path(invocation.project)
    data = content(project / "tox.ini")
    lines = tuple(unparted(data.decode("utf-8", "replace"))) if b"passenv" in data or b"pass_env" in data else ()
    if not lines:
        return PassedNames()
    paths = [project / name for _, name in steps(invocation.project)]
    texts = [data, *map(content, paths), *(content(path) for name in OTHERS for path in sorted(project.glob(name)))]
    since = bool(NEW.search(data)) and not OLD.search(data)
    return PassedNames(lines, since, any(map(OLD.search, texts)))


def unparted(text: str) -> Iterator[NameLine]:
    rows = text.splitlines()
    for (section, key), value in groupby(entries(text), key=lambda entry: entry[:2]):
        lines = [(number, body) for _, _, number, body in value]
        if section.startswith("testenv") and key in KEYS and not any(body.endswith("\\") for _, body in lines):
            for number, body in lines:
                if "{" not in body:
                    yield from of_line(number, body, [each for each in lines if each != (number, body)], rows)


def of_line(number: int, body: str, others: list[tuple[int, str]], rows: list[str]) -> Iterator[NameLine]:
    """A line that tox 4 takes for one name, or that holds one which it takes for one. Others that hold under a
    condition may not be there."""
    condition = FACTOR.match(body)
    names = body[condition.end() :] if condition else body
    beside = [line for line, other in others if not FACTOR.match(other)]
    parts = [names] if beside else names.split(",")
    refused = any(len(each.split()) > 1 for each in parts)
    if refused or (beside and "," in names):
        column = rows[number - 1].find(names) + 1
        indent = " " * max(len(row) - len(row.lstrip()) for row in (rows[line - 1] for line in (number, *beside)))
        between = f"\n{indent}{condition[0] if condition else ''}" if beside else ", "
        yield NameLine(Word(names, Place("tox.ini", number, column, number, column + len(names))), between, refused)
