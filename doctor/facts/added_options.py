"""What a file of the project writes into PYTEST_ADDOPTS for one of its calls of pytest.

Nothing is told where the file speaks of the variable in any way that is not read here: something else may win.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from doctor.facts.call_variables import above
from doctor.facts.command_lines import EXPRESSION
from doctor.facts.exit_codes import indent
from doctor.model.places import Place, Word
from doctor.model.record import Record

NAME = "PYTEST_ADDOPTS"
TEXT = r"\"(?:[^\"\\]|\\.)*\"|'[^']*'"
KEY = re.compile(rf"\s*(?:-\s+)?[\"']?{NAME}[\"']?\s*:(?:\s+(?P<value>\S.*))?\s*")
ITEM = re.compile(rf"\s*-\s+(?P<quote>[\"']?){NAME}=(?P<value>.*?)(?P=quote)\s*")
FLOW = re.compile(
    rf"\s*(?:-\s+)?(?:env|environment|variables)\s*:\s*\{{.*?\b{NAME}[\"']?\s*:\s*(?P<value>{TEXT}|[^,}}]*).*\}}\s*"
)
MAP = re.compile(r"\s*(?P<dash>-\s+)?(?:env|environment|variables)\s*:\s*(?:&\w+\s*)?")
BLOCK = re.compile(r"[|>][-+0-9]*")
EXPORT = re.compile(rf"\s*(?:-\s+)?export\s+{NAME}=(?P<value>{TEXT}|[^\s;&|]+)\s*")
BEFORE = re.compile(rf"(?<![\w$]){NAME}=(?P<value>{TEXT}|[^\s;&|]+)\s[^;&|]*\bpy\.?test\b")  # in the call itself
ENV = re.compile(rf"(?:ENV\s|\s)(?:.*\s)?{NAME}=(?P<value>{TEXT}|[^\s\\]+)(?:\s.*)?")
ENV_OLD = re.compile(rf"ENV\s+{NAME}\s+(?P<value>[^=\s].*)")
OF_TOX = re.compile(rf"(?:\s+|set_?env\s*=\s*)(?:[\w{{}},!-]+:\s+)?{NAME}\s*=\s*(?P<value>.*)")
PASSED = re.compile(rf"(?<!:){NAME}(?!\s*=|\w)")  # of `pass_env`
OF_TABLE = re.compile(
    rf"(?:(?:set_env|env-vars)(?:\.|\s*=\s*\{{.*?))?\b[\"']?{NAME}[\"']?\s*=\s*(?P<value>{TEXT})\s*(?:[,}}].*)?"
)
UNKNOWN = re.compile(r"[$`{}%\\]")


class Added(Record):
    """The words that one line writes, and the lines for which it does so: the first, and that behind the last."""

    words: tuple[Word, ...]
    first: int
    end: int


def added(file: str, kind: str, lines: list[str]) -> tuple[Added, ...]:
    """All that a file writes into the variable, () where some of it cannot be told."""
    found: list[Added] = []
    for number, text in enumerate(lines, 1):
        if NAME in text and not text.lstrip().startswith(("#", "//")) and not (kind == "tox" and PASSED.search(text)):
            one = written(file, kind, lines, number)
            if one is None:
                return ()
            found.append(one)
    return tuple(found)


def holding(every: tuple[Added, ...], line: int) -> tuple[Word, ...]:
    """The words that hold for the call in this line: those that were written for the fewest lines."""
    those = [each for each in every if each.first <= line < each.end]
    return min(those, key=lambda each: each.end - each.first).words if those else ()


def written(file: str, kind: str, lines: list[str], number: int) -> Added | None:
    """What this line writes."""
    if kind == "tox":
        return of_tox(file, lines, number)
    if file.endswith(".toml"):
        return of_table(file, lines, number)
    if kind == "docker" and "ompose" not in file:
        return of_image(file, lines, number)
    return of_yaml(file, lines, number) if kind in ("ci", "action", "docker") else None


def of_yaml(file: str, lines: list[str], number: int) -> Added | None:
    text = lines[number - 1]
    if hit := BEFORE.search(text):
        return Added(words(file, number, text, hit.span("value")), number, number + 1)
    if hit := EXPORT.fullmatch(text):
        return Added(words(file, number, text, hit.span("value")), number, end_of_block(lines, number))
    if hit := FLOW.fullmatch(text):
        return scoped(lines, number - 1, words(file, number, text, hit.span("value")))
    hit = ITEM.fullmatch(text) if "ompose" in file else None
    hit = hit or KEY.fullmatch(text)
    if hit is None or not hit["value"]:
        return None
    depth = indent(text)
    parent = next(
        (at for at in range(number - 2, -1, -1) if lines[at].strip() and is_parent(lines[at], depth, text)), -1
    )
    if BLOCK.fullmatch(hit["value"].partition(" #")[0].rstrip()):
        rows = [row for row in range(number, end_deeper(lines, number, depth)) if lines[row].strip()]
        found = tuple(
            word for row in rows for word in words(file, row + 1, lines[row], (indent(lines[row]), len(lines[row])))
        )
    else:
        found = words(file, number, text, hit.span("value"), quotes="quote" not in hit.re.groupindex)
    return scoped(lines, parent, found)


def is_parent(line: str, depth: int, text: str) -> bool:
    """Is it less deep? The key of a list may be as deep as its items."""
    return indent(line) < depth or (
        indent(line) == depth and text.lstrip().startswith("-") and not line.lstrip().startswith("-")
    )


def scoped(lines: list[str], parent: int, found: tuple[Word, ...]) -> Added | None:
    """What a map `env:` in this line holds for: the file, or the job, step or service that it belongs to."""
    hit = MAP.match(lines[parent]) if parent >= 0 else None
    if hit is None or (not MAP.fullmatch(lines[parent].partition(" #")[0]) and "{" not in lines[parent]):
        return None
    depth = indent(lines[parent])
    if depth == 0 and not hit["dash"]:
        return Added(found, 1, len(lines) + 1)
    owner = parent if hit["dash"] else above(lines, parent, depth)
    return Added(found, owner + 1, end_deeper(lines, owner + 1, indent(lines[owner])) + 1)


def end_deeper(lines: list[str], start: int, depth: int) -> int:
    """The index of the first line from there on that is not deeper."""
    return next((at for at in range(start, len(lines)) if lines[at].strip() and indent(lines[at]) <= depth), len(lines))


def end_of_block(lines: list[str], number: int) -> int:
    """The line behind those of the script that this one belongs to."""
    depth, item = indent(lines[number - 1]), lines[number - 1].lstrip().startswith("- ")
    for at in range(number, len(lines)):
        text = lines[at]
        is_out = text.strip() and (
            indent(text) < depth or (indent(text) == depth and item != text.lstrip().startswith("- "))
        )
        if is_out or re.match(r"\s*-\s+(?:name|run|uses|script|command)\s*:", text):
            return at + 1
    return len(lines) + 1


def of_image(file: str, lines: list[str], number: int) -> Added | None:
    """ENV of a Dockerfile, up to the end of its stage."""
    text = lines[number - 1]
    goes_on = number > 1 and lines[number - 2].rstrip().endswith("\\")
    if hit := BEFORE.search(text):
        return Added(words(file, number, text, hit.span("value")), number, number + 1)
    hit = ENV_OLD.fullmatch(text) or (ENV.fullmatch(text) if text.startswith("ENV") or goes_on else None)
    if hit is None or (goes_on and not is_env(lines, number)):
        return None
    end = next((at for at in range(number, len(lines)) if lines[at].startswith("FROM")), len(lines))
    return Added(words(file, number, text, hit.span("value")), number, end + 1)


def is_env(lines: list[str], number: int) -> bool:
    """Is the instruction that goes on in this line an ENV?"""
    at = number - 1
    while at > 0 and lines[at - 1].rstrip().endswith("\\"):
        at -= 1
    return lines[at].startswith("ENV")


def of_tox(file: str, lines: list[str], number: int) -> Added | None:
    """`set_env` of an environment. That of [testenv] holds for those, too, that write none themselves."""
    from doctor.facts.declared_ini import entries

    hit = OF_TOX.fullmatch(lines[number - 1])
    rows = list(entries("\n".join(lines)))
    section = next((each for each, key, line, _ in rows if line == number and key in ("setenv", "set_env")), "")
    if hit is None or "{env:" in hit["value"] or not section.startswith("testenv"):
        return None
    found = words(file, number, lines[number - 1], hit.span("value"), quotes=False)
    envs = {each for each, *_ in rows if each.startswith("testenv")}
    apart = {each for each, key, *_ in rows if key in ("setenv", "set_env", "base")}
    holds = {section} if section != "testenv" or apart & envs - {section} else envs
    own = [line for each, _, line, _ in rows if each in holds]
    return Added(found, min(own), max(own) + 1)


def of_table(file: str, lines: list[str], number: int) -> Added | None:
    """`set_env` of tox, `env-vars` of hatch: up to the end of the environment's tables, which stand together."""
    hit = OF_TABLE.fullmatch(lines[number - 1].strip())
    if hit is None:
        return None
    heads = [(at, table(line)) for at, line in enumerate(lines, 1) if line.startswith("[") and line.rstrip()[-1] == "]"]
    name = next((name for at, name in reversed(heads) if at < number), "")
    own = [at for at, each in heads if each == name and name]
    ends = [at for at, each in heads if own and at > own[-1] and each != name]
    if not own or any(own[0] < at < own[-1] and each != name for at, each in heads):
        return None
    shift = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    span = (hit.start("value") + shift, hit.end("value") + shift)
    return Added(words(file, number, lines[number - 1], span), own[0], (ends or [len(lines) + 1])[0])


def table(line: str) -> str:
    """The environment that a head names, without what is below it."""
    return re.sub(r"\.(?:set_env|env-vars|scripts)$", "", line.strip().strip("[]"))


def words(file: str, number: int, text: str, span: tuple[int, int], quotes: bool = True) -> tuple[Word, ...]:
    """The words of a value that stands there, () where it cannot be parted; empty for what something else gives."""
    return tuple(placed(file, number, text, span, quotes))


def placed(file: str, number: int, text: str, span: tuple[int, int], quotes: bool) -> Iterator[Word]:
    start, end = span
    value = EXPRESSION.sub(lambda hit: "$" * len(hit[0]), text[start:end].rstrip())
    if quotes and value[:1] in ("'", '"'):
        close = value.find(value[0], 1)
        start, value = start + 1, value[1:close] if close > 0 else value[1:]
    else:
        value = value.partition(" #")[0]
    try:
        parts = shlex.split(value)
    except ValueError:
        return
    for part in parts:
        at = text.find(part, start)
        column = at + 1 if at >= 0 else start + 1
        start = at + len(part) if at >= 0 else start
        yield Word("" if UNKNOWN.search(part) else part, Place(file, number, column, number, column + len(part)))
