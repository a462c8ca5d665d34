"""What is meant as a call of pytest, and names no program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from doctor.facts.command_lines import COVERAGE_VALUED
from doctor.model.places import Place, Word

LIST = re.compile(r"\b(?:CMD|ENTRYPOINT|RUN|command\s*:|entrypoint\s*:)\s*(?P<list>\[.*\])\s*$")
RUN = re.compile(r"\.run(?:_always)?\(\s*(?P<word>\"[^\"]*\"|'[^']*')")
MODULE = re.compile(r"\bpython[\d.]*\s+-m\s+(?P<word>py\.test)\b")
COVERAGE = re.compile(r"\bcoverage[\d.]*\s+run(?=\s)")
SAID = re.compile(r"\s*(?:-\s+)?(?:name|displayName|description|help|label)\b\s*[:=]|.*\becho\b")  # not run
MARKS = str.maketrans("[]'\",", "     ")  # of a list
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


def of_coverage(file: str, data: bytes) -> Iterator[Word]:
    """`coverage run pytest`, which asks for a file of that name. The text is `coverage run "pytest"` where the words
    stand in quotes, one by one."""
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        if "coverage" not in line or line.lstrip().startswith("#") or SAID.match(line):
            continue
        plain = line.translate(MARKS)
        for hit in COVERAGE.finditer(plain):
            at = script(plain, hit.end())
            word = plain[at:].split(maxsplit=1)[0] if at else ""
            if word in ("pytest", "py.test"):
                text = f'coverage run "{word}"' if line[at - 1] in "\"'" else f"coverage run {word}"
                yield Word(text, Place(file, number, at + 1, number, at + len(word) + 1))


def script(line: str, start: int) -> int:
    """Where the first word stands that is no option of `coverage run`, nor the value of one; 0 where a module is
    run."""
    is_value = False
    for hit in re.finditer(r"\S+", line[start:]):
        word = hit[0]
        if not is_value and not word.startswith("-"):
            return start + hit.start()
        if word == "-m" or word.startswith("--module") or re.fullmatch(r"-[ap]*m", word):
            return 0
        is_value = not is_value and word in COVERAGE_VALUED
    return 0
