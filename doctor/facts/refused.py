"""What is meant as a call of pytest, and names no program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from doctor.model.places import Place, Word

LIST = re.compile(r"\b(?:CMD|ENTRYPOINT|RUN|command\s*:|entrypoint\s*:)\s*(?P<list>\[.*\])\s*$")
RUN = re.compile(r"\.run(?:_always)?\(\s*(?P<word>\"[^\"]*\"|'[^']*')")
MODULE = re.compile(r"\bpython[\d.]*\s+-m\s+(?P<word>py\.test)\b")
ONE_WORD = re.compile(r"(?:pytest|py\.test|python[\d.]*)\s+\S.*")


def refused(file: str, kind: str, data: bytes) -> Iterator[Word]:
    if b"pytest" not in data and b"py.test" not in data:
        return
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        if not line.lstrip().startswith("#"):
            for text in found(line, kind):
                column = line.find(text) + 1
                yield Word(text, Place(file, number, column, number, column + len(text)))


def found(line: str, kind: str) -> Iterator[str]:
    if kind == "docker" and (hit := LIST.search(line)):
        try:
            words = json.loads(hit["list"])
        except (ValueError, RecursionError):
            words = []
        if words and isinstance(words[0], str) and ONE_WORD.fullmatch(words[0]) and "py" in words[0]:
            yield from [words[0]] if "pytest" in words[0] or "py.test" in words[0] else []
    if kind == "nox" and (hit := RUN.search(line)) and re.match(r"pytest\s+\S", hit["word"][1:]):
        yield hit["word"][1:-1]
    if hit := MODULE.search(line):
        yield hit["word"]
