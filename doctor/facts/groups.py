"""The fact `groups`: which groups of a divided suite the jobs of CI run, where the numbers are written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.steps import of_ci
from doctor.model.groups import Groups
from doctor.model.invocation import Invocation
from doctor.model.places import Place

CALL = re.compile(
    r"(?P<option>--splits|--num-shards)[ =](?P<total>\d+)\b.*?(?:--group|--shard-id)[ =][\"']?"
    r"(?:\$\{\{\s*matrix\.(?P<name>[\w-]+)\s*\}\}|(?P<index>\$\{?CI_NODE_INDEX\}?))"
)
PARALLEL = re.compile(r"^\s+parallel\s*:\s*(?P<number>\d+)\s*$", re.MULTILINE)
CHANGED = re.compile(r"^\s*-?\s*(?:include|exclude)\s*:", re.MULTILINE)


def groups(invocation: Invocation) -> tuple[Groups, ...]:
    found: list[Groups] = []
    for name in of_ci(invocation.project):
        data = content(Path(invocation.project, name))
        if b"--splits" in data or b"--num-shards" in data:
            found += read(data.decode("utf-8", "replace").replace("\\\n", "  "), name)
    return tuple(found)


def read(text: str, file: str) -> Iterator[Groups]:
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        hit = CALL.search(line) if not line.lstrip().startswith("#") else None
        run = None
        if hit and hit["name"] and not CHANGED.search(text):
            run = of_matrix(lines, hit["name"], file)
        elif hit and hit["index"] and file == ".gitlab-ci.yml" and len(all_of := PARALLEL.findall(text)) == 1:
            at = next(index for index, each in enumerate(lines, 1) if PARALLEL.match(each))
            run = (tuple(range(1, int(all_of[0]) + 1)), place(file, at, lines, "parallel"))
        if hit and run and run[0]:
            first = 1 if hit["option"] == "--splits" else 0
            total = int(hit["total"])
            wanted = range(first, first + total)
            missing = tuple(each for each in wanted if each not in run[0])
            beyond = tuple(each for each in run[0] if each not in wanted)
            here = place(file, number, lines, hit["option"])
            yield Groups(run[1], here, f"{hit['option']} {total}", total, run[0], missing, beyond)


def of_matrix(lines: list[str], name: str, file: str) -> tuple[tuple[int, ...], Place] | None:
    """The numbers of a list of the matrix, if its name is there once and all are numbers."""
    key = re.compile(rf"\s+[\"']?{re.escape(name)}[\"']?\s*:\s*(?P<value>.*?)\s*(?:\s#.*)?$")
    hits = [(index, hit["value"]) for index, line in enumerate(lines) if (hit := key.match(line))]
    if len(hits) != 1:
        return None
    index, value = hits[0]
    items = value.strip("[]").split(",") if value.startswith("[") and value.endswith("]") else []
    if not value:
        depth = ""
        for line in lines[index + 1 :]:
            item = re.match(r"(\s*)-\s+(.*?)\s*(?:#.*)?$", line)
            if not item or (items and item[1] != depth):
                break
            depth = item[1]
            items.append(item[2])
    texts = [item.strip().strip("\"'") for item in items]
    if not texts or not all(text.isdigit() for text in texts):
        return None
    return tuple(int(text) for text in texts), place(file, index + 1, lines, name)


def place(file: str, line: int, lines: list[str], word: str) -> Place:
    column = lines[line - 1].find(word) + 1
    return Place(file, line, column, line, column + len(word))
