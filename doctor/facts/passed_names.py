"""The fact `passed_names`: lines of `pass_env` of tox.ini that tox 4 refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.declared_ini import entries
from doctor.facts.steps import steps
from doctor.model.invocation import Invocation
from doctor.model.places import Place, Word
from doctor.model.tox import PassedNames

KEYS = ("passenv", "pass_env")
FACTOR = re.compile(r"[\w,.{}!-]+:\s+")
OLD = re.compile(rb"\btox\s*(?:<\s*=?\s*[34]|={2,3}\s*[0-3]\b|~=\s*[0-3]\b)|\btox(?:-version)?\s*:\s*[\"']?3\b")
NEW = re.compile(rb"(?m)\btox\s*(?:>=|==|~=)\s*[4-9]|^min_?version\s*=\s*[4-9]")
OTHERS = ("pyproject.toml", "setup.cfg", "setup.py", "requirements*.txt", "*requirements.txt", "requirements/*.txt")


def passed_names(invocation: Invocation) -> PassedNames:
    project = Path(invocation.project)
    data = content(project / "tox.ini")
    lines = tuple(spaced(data.decode("utf-8", "replace"))) if b"passenv" in data or b"pass_env" in data else ()
    if not lines:
        return PassedNames()
    paths = [project / name for _, name in steps(invocation.project)]
    texts = [data, *map(content, paths), *(content(path) for name in OTHERS for path in sorted(project.glob(name)))]
    since = bool(NEW.search(data)) and not OLD.search(data)
    return PassedNames(lines, since, any(map(OLD.search, texts)))


def spaced(text: str) -> Iterator[Word]:
    rows = text.splitlines()
    for section, key, line, value in entries(text):
        if section.startswith("testenv") and key in KEYS and "{" not in value:
            names = FACTOR.sub("", value, count=1) if FACTOR.match(value) else value
            if any(len(each.split()) > 1 for each in names.split(",")):
                column = rows[line - 1].find(names) + 1
                yield Word(names, Place("tox.ini", line, column, line, column + len(names)))
