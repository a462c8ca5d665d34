"""The fact `bare_pythons`: versions of Python that CI files give as numbers, and whose last digit YAML drops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.steps import of_ci
from doctor.model.invocation import Invocation
from doctor.model.places import Place, Word

# Files whose YAML is read as YAML: Azure takes numbers as they are written
FILES = (".github/workflows/", ".circleci/", ".travis.yml")
RUNS_TESTS = re.compile(rb"\b(?:pytest|tox|nox)\b")
KEY = re.compile(r"(?:^|[\s{,-])python(?:[-_]?versions?)?\s*:(?:\s+(?P<value>\S.*)|\s*)$")  # `python:3.10` is a text
NUMBER = re.compile(r"(?:[\[,]|[:-]\s)\s*(3\.\d0)(?=\s*(?:[,\]}]|$))")  # a whole item, not the beginning of a text
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|#.*|\$\{\{.*?\}\}")
ITEM = re.compile(r"\s*-\s+3\.\d+\s*(?:#.*)?")


def bare_pythons(invocation: Invocation) -> tuple[Word, ...]:
    files = [file for file in of_ci(invocation.project) if file.startswith(FILES)]
    return tuple(word for file in files for word in found(Path(invocation.project, file), file))


def found(path: Path, file: str) -> Iterator[Word]:
    data = content(path)
    if not RUNS_TESTS.search(data) or not re.search(rb"\b3\.\d0\b", data):
        return
    within = False  # a list below its key
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        bare = QUOTED.sub(lambda hit: " " * len(hit[0]), line)
        key = KEY.search(bare)
        start = key.start("value") if key and key["value"] else 0 if within and ITEM.fullmatch(bare) else -1
        within = bool(key and not (key["value"] or "").strip()) or (within and line.lstrip()[:1] in ("-", "#", ""))
        for hit in NUMBER.finditer(bare) if start >= 0 else ():
            if hit.start(1) >= start:
                yield Word(hit[1], Place(file, number, hit.start(1) + 1, number, hit.end(1) + 1))
