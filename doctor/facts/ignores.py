"""Comments for the doctor: `# pytest-doctor: ignore[rule] reason`, and `ignore-file[rule]`, in Python, INI and TOML.

A byte search decides which files are looked at. In an INI file only whole lines are comments, as for pytest.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from doctor.model.config import PytestConfig
from doctor.model.ignores import Ignore, Ignores, UnusedIgnore
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.sources import Sources

MARK = b"pytest-doctor:"
LARGEST = 8_000_000  # bytes
COMMENT = re.compile(r"[#;]\s*pytest-doctor:\s*(?P<words>.*)")
WORDS = re.compile(r"ignore(?P<file>-file)?(?:\s*\[(?P<rules>[^\]]*)\])?(?=[\s:]|$)[\s:]*(?P<reason>.*)")
ENDLESS = 1 << 60
Spot = tuple[int, int, int, int]  # line and column of a comment, first and last line that it holds for


def ignores(invocation: Invocation, sources: Sources, config: PytestConfig) -> Ignores:
    """The comments in the files that rules look at."""
    files = dict.fromkeys((*(file.path for file in sources), *(file.file for file in config.files)))
    found = {file: tuple(read(f"{invocation.project}/{file}", file)) for file in files}
    return Ignores({file: each for file, each in found.items() if each})


def unused_ignores() -> tuple[UnusedIgnore, ...]:
    """None: they are known only when all rules have spoken, and given then."""
    return ()


def read(path: str, file: str) -> Iterable[Ignore]:
    """The comments of one file; none where it cannot be read."""
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > LARGEST:
            return ()
        with open(path, "rb") as stream:
            data = stream.read()
    except (OSError, ValueError):
        return ()
    if MARK not in data:
        return ()
    return comments(data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n"), file)


def comments(text: str, file: str) -> Iterator[Ignore]:
    """The comments of a text."""
    suffix = os.path.splitext(file)[1]
    spots = {".py": python_spots, ".toml": toml_spots}.get(suffix, ini_spots)
    rows = text.split("\n")
    for line, column, first, last in spots(text):
        found = COMMENT.match(rows[line - 1], column)
        if found:
            place = Place(file, line, column + 1, line, len(rows[line - 1].rstrip()) + 1)
            yield parsed(found["words"].strip(), place, first, last)


def parsed(words: str, place: Place, first: int, last: int) -> Ignore:
    """One comment."""
    found = WORDS.match(words)
    if not found:
        return Ignore(
            place, (), first, last, fault=f"{re.split('[ [(]', words)[0]!r} is nothing that pytest-doctor knows"
        )
    rules = tuple(name.strip() for name in (found["rules"] or "").split(",") if name.strip())
    if found["file"]:
        first, last = 0, ENDLESS
    return Ignore(place, rules, first, last, found["reason"], "" if rules else "it names no rule")


def python_spots(text: str) -> Iterator[Spot]:
    """Comments of Python code. One behind code holds for its statement, also over several lines; one that stands alone
    for the statement below it."""
    import io
    import tokenize

    waiting: list[tuple[int, int]] = []  # comments of the statement that goes on
    first = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                waiting.append((token.start[0], token.start[1]))
            elif token.type == tokenize.NEWLINE:
                yield from ((line, column, min(line, first), token.start[0]) for line, column in waiting)
                waiting, first = [], 0
            elif not first and token.type not in (tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
                first = token.start[0]
    except (tokenize.TokenError, SyntaxError, ValueError):  # the last of Python 3.13, where a lone \r is not the end
        pass
    yield from ((line, column, line, line + 1) for line, column in waiting)


def toml_spots(text: str) -> Iterator[Spot]:
    """Comments of a TOML file: the `#` behind which the file still is the same."""
    from doctor.facts.toml import TomlError, TomlFile

    rows = text.split("\n")
    try:
        whole = TomlFile("", text).data
    except TomlError:
        return
    for number, row in enumerate(rows, 1):
        found = COMMENT.search(row)
        if found and found[0].startswith("#"):
            without = "\n".join((*rows[: number - 1], row[: found.start()], *rows[number:]))
            try:
                is_comment = TomlFile("", without).data == whole
            except TomlError:
                continue
            if is_comment:
                yield number, found.start(), *reach(rows, number, found.start())


def ini_spots(text: str) -> Iterator[Spot]:
    """Comments of an INI file, and of any other: lines of their own, and behind section headers."""
    rows = text.split("\n")
    for number, row in enumerate(rows, 1):
        found = COMMENT.search(row)
        if found and (not row[: found.start()].strip() or row.startswith("[")):
            yield number, found.start(), *reach(rows, number, found.start())


def reach(rows: list[str], number: int, column: int) -> tuple[int, int]:
    """The lines that a comment holds for: its own, or the next one that is no comment when it stands alone."""
    if rows[number - 1][:column].strip():
        return number, number
    below = number + 1
    while below <= len(rows) and rows[below - 1].lstrip()[:1] in ("#", ";"):
        below += 1
    return number, below
