"""Variables that change what pytest does, and that the file of a call sets for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.facts.command_lines import PYTHON
from doctor.facts.exit_codes import indent
from doctor.model.calls import Variable
from doctor.model.places import Place, Word

TEXTS = (
    *("PYTHONOPTIMIZE", "PYTHONSAFEPATH", "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_PLUGINS", "PYTEST_TIMEOUT"),
    "HYPOTHESIS_PROFILE",
)
NAMES = tuple(map(str.encode, TEXTS))
SET = re.compile(
    rf"\b(?P<name>{'|'.join(TEXTS)})[\"']?(?:\s*[:=]\s*|\s+)"
    r"(?P<value>\"[^\"]*\"|'[^']*'|[^\s,}]+)"
)
QUOTES = str.maketrans("[]'\",", "     ")  # of a list
YAML_KEYS = re.compile(r"\s*(?:env|environment|variables)\s*:\s*")
WITHOUT_ASSERTS = re.compile(rf"{PYTHON.pattern}\s+(?:-\S+\s+)*?(?P<option>-OO?)\s[^|;&]*?-m\s+py\.?test\b")


def settings(file: str, kind: str, lines: list[str], line: int) -> Iterator[Variable]:
    """Those that hold for the call in this line."""
    for number, text in enumerate(lines, 1):
        for hit in SET.finditer(text) if ("PYT" in text or "HYP" in text) and not text.lstrip().startswith("#") else ():
            value = hit["value"].strip("\"'")
            if value and (number == line or reaches(file, kind, lines, number, line)):
                end = hit.start("value") + len(hit["value"]) + 1
                yield Variable(hit["name"], value, Place(file, number, hit.start() + 1, number, end))


def reaches(file: str, kind: str, lines: list[str], at: int, line: int) -> bool:
    """Does what is set in one line hold in another?"""
    text, between = lines[at - 1], lines[at : line - 1]
    if kind == "docker" and "ompose" not in file:
        return at < line and text.startswith("ENV") and not any(each.startswith("FROM") for each in between)
    if kind == "make":
        return text.startswith("export ")
    if kind == "tox":
        first, last = min(at, line), max(at, line)
        is_set = any(re.match(r"set_?env\s*=", each) for each in lines[:at])
        return is_set and not any(each.startswith("[") for each in lines[first : last - 1])
    return kind in ("ci", "action", "docker") and within(lines, at - 1, line - 1)


def within(lines: list[str], at: int, line: int) -> bool:
    """Is the variable one of a map `env:`, and the call in the block that this belongs to?"""
    parent = above(lines, at, indent(lines[at]))
    if parent < 0 or not YAML_KEYS.fullmatch(lines[parent]):
        return False
    depth = indent(lines[parent])
    if depth == 0:
        return True
    owner = above(lines, parent, depth)
    end = next(
        (n for n in range(parent + 1, len(lines)) if lines[n].strip() and indent(lines[n]) <= indent(lines[owner])),
        len(lines),
    )
    return owner <= line < end


def above(lines: list[str], at: int, depth: int) -> int:
    """The nearest line above that is less deep, -1 for none."""
    return next((n for n in range(at - 1, -1, -1) if lines[n].strip() and indent(lines[n]) < depth), -1)


def optimized(file: str, lines: list[str], line: int) -> Word | None:
    """The option of Python that takes asserts out."""
    hit = WITHOUT_ASSERTS.search(lines[line - 1].translate(QUOTES))
    if hit is None:
        return None
    column = hit.start("option") + 1
    return Word(hit["option"], Place(file, line, column, line, column + len(hit["option"])))
