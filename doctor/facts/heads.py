"""The facts `heads`, the tables of pyproject.toml, and `coverage_heads`, those for coverage.py in files beside it, by a
search for their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content
from doctor.model.heads import Head
from doctor.model.invocation import Invocation
from doctor.model.places import Place

HEAD = re.compile(r"^\[\[?(?P<name>[\w.:\"' -]+)\]", re.MULTILINE)
FILE = "pyproject.toml"
OTHERS = ("pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml", "setup.cfg", "tox.ini", ".coveragerc")

NAMED = re.compile(rb"(?:rcfile|cov-config|RCFILE|config_file)\W{1,4}(?:\./)?([\w./-]+)")
CALLERS = ("[Mm]akefile", "justfile", "*.sh", "*.toml", "*.ini", "*.cfg", "*file.py", ".gitlab-ci.yml", "scripts/*")


def heads(invocation: Invocation) -> tuple[Head, ...]:
    return tuple(heads_of(FILE, content(Path(invocation.project, FILE))))


def coverage_heads(invocation: Invocation) -> tuple[Head, ...]:
    """Also those that coverage.py does not read; not those of a file that something names as its configuration."""
    texts = ((name, content(Path(invocation.project, name))) for name in OTHERS)
    found = [head for name, text in texts if b"coverage" in text for head in heads_of(name, text)]
    found = [head for head in found if "coverage" in head.name]
    named = named_files(Path(invocation.project)) if found else set()
    return tuple(head for head in found if head.place.file not in named)


def named_files(project: Path) -> set[str]:
    """What is given to coverage.py as its configuration: `--cov-config=pytest.ini`, `COVERAGE_RCFILE: pytest.ini`."""
    files = [path for glob in (*CALLERS, ".github/*/*.yml", ".github/*/*.yaml") for path in project.glob(glob)]
    return {
        hit.rpartition(b"/")[2].decode("ascii", "replace") for file in files for hit in NAMED.findall(content(file))
    }


def heads_of(file: str, data: bytes) -> Iterator[Head]:
    text = data.decode("utf-8", "replace")
    for hit in HEAD.finditer(text):
        line, column = text.count("\n", 0, hit.start()) + 1, hit.start("name") - text.rfind("\n", 0, hit.start())
        place = Place(file, line, column, line, column + len(hit["name"]))
        yield Head(hit["name"].replace('"', "").replace("'", "").replace(" ", ""), place)
