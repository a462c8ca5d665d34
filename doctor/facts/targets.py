"""Targets of a Makefile that call pytest, and variables of it that do not come to pytest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.places import Place, Word

RULE = re.compile(r"(?P<name>[\w.-]+)\s*::?(?!=)\s*(?P<needs>[^#|]*)")
PHONY = re.compile(r"^\.PHONY\s*:(?P<names>.*)$", re.MULTILINE)
ELSEWHERE = re.compile(r"^-?s?include\s|^\.PHONY\s*:.*\$|^MAKEFLAGS\b", re.MULTILINE)  # may say that it is phony
SHORT = re.compile(r"(?<!\$)\$(?P<name>[A-Za-z]\w+)")  # make takes `$ARGS` for $(A) and "RGS"
SET = re.compile(
    r"(?P<name>PYTEST_ADDOPTS|PYTEST_PLUGINS|PYTHONPATH|DJANGO_SETTINGS_MODULE|DJANGO_CONFIGURATION|HYPOTHESIS_PROFILE)"
    r"\s*(?:\?|::?)?=\s*(?P<value>[^\s#].*)"
)
EXPORTS = re.compile(r"^(?:\s*-?s?include\b|\.EXPORT_ALL_VARIABLES\b|export\s*$)", re.MULTILINE)


def unphony(file: str, lines: list[str], line: int) -> Word | None:
    """The target of the recipe in this line, where make would not run it if there is a file of that name."""
    text = "\n".join(lines).replace("\\\n", "  ")
    number = next((at for at in range(line - 1, 0, -1) if lines[at - 1].strip() and lines[at - 1][0] not in "\t#"), 0)
    hit = RULE.fullmatch(lines[number - 1].partition("#")[0].rstrip()) if number else None
    phony = {name for found in PHONY.finditer(text) for name in found["names"].split()}
    if hit is None or hit["needs"].strip() or hit["name"] in phony or ELSEWHERE.search(text):
        return None
    return Word(hit["name"], Place(file, number, 1, number, len(hit["name"]) + 1))


def kept_back(file: str, lines: list[str], line: int) -> Iterator[Word]:
    """`$ARGS` in the line of a call, and names that are set in the file, neither exported nor used."""
    last = next((at for at in range(line, len(lines)) if not lines[at - 1].endswith("\\")), len(lines))
    for number in range(line, last + 1):
        for hit in SHORT.finditer(lines[number - 1]):
            if not any(re.match(rf"{hit['name'][0]}\s*[:?+!]*=", each) for each in lines):
                yield Word(hit[0], Place(file, number, hit.start() + 1, number, hit.end() + 1))
    text = "\n".join(lines)
    for number, each in enumerate(lines, 1):
        if (found := SET.fullmatch(each)) and not EXPORTS.search(text):
            name = found["name"]
            if not re.search(
                rf"\$[({{]{name}\b|^export\b.*\b{name}\b|\bexport {name}\b|\b{name}=\$", text, re.MULTILINE
            ):
                yield Word(name, Place(file, number, 1, number, len(name) + 1))
