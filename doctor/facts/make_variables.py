"""Variables of a Makefile: what a recipe says with the values that the file gives them."""

from __future__ import annotations

import re

SET = re.compile(r"(?:export[ \t]+)?(?P<name>\w+)[ \t]*(?P<sign>\?|:{0,3}|\+|!)=[ \t]*(?P<value>.*)")
GIVEN = re.compile(r"(?:^|[\s:])(?P<name>\w+)[ \t]*(?:\?|:{0,3}|\+|!)=|^define\s+(?P<defined>\w+)")
USED = re.compile(r"\$[({](?P<name>\w+)[)}]")
INCLUDES = re.compile(r"^(?:-|s)?include\s|^\$[({]eval", re.MULTILINE)  # what may set them otherwise
CONDITION = re.compile(r"\s*(?:ifeq|ifneq|ifdef|ifndef)\b")
DEEPEST = 5  # variables that stand in each other


def resolved(lines: list[str]) -> list[str]:
    """The lines, in the recipes with the values of all variables that are set once, whatever is the case."""
    values = {} if INCLUDES.search("\n".join(lines)) else constants(lines)
    return [filled(line, values) if line.startswith("\t") and "$" in line else line for line in lines]


def filled(line: str, values: dict[str, str]) -> str:
    for _ in range(DEEPEST):
        before, line = line, USED.sub(lambda hit: values.get(hit["name"], hit[0]), line)
        if line == before:
            break
    return line


def constants(lines: list[str]) -> dict[str, str]:
    """The variables with one value that is known. Empty ones are there to be filled in by somebody."""
    given = [
        hit["name"] or hit["defined"] for line in lines if line[:1] not in ("\t", "#") for hit in GIVEN.finditer(line)
    ]
    found: dict[str, str] = {}
    depth = 0
    for line, more in zip(lines, [*lines[1:], ""], strict=True):
        depth += bool(CONDITION.match(line)) - line.lstrip().startswith("endif")
        hit = SET.fullmatch(line) if depth == 0 else None
        value = hit["value"].partition(" #")[0].strip() if hit else ""
        value = f"{value[:-1]}{more.strip()}" if value.endswith("\\") else value
        if hit and value and hit["sign"] not in ("+", "!") and given.count(hit["name"]) == 1 and is_plain(value):
            found[hit["name"]] = value
    return found


def is_plain(value: str) -> bool:
    """Is nothing in it worked out by make or a shell?"""
    return not value.endswith("\\") and not re.search(r"[$`]", USED.sub("", value))


def is_set_in(line: str) -> bool:
    return SET.match(line) is not None
