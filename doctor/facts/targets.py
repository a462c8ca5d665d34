"""Targets of a Makefile that call pytest."""

from __future__ import annotations

import re

from doctor.model.places import Place, Word

RULE = re.compile(r"(?P<name>[\w.-]+)\s*::?(?!=)\s*(?P<needs>[^#|]*)")
PHONY = re.compile(r"^\.PHONY\s*:(?P<names>.*)$", re.MULTILINE)
ELSEWHERE = re.compile(r"^-?s?include\s|^\.PHONY\s*:.*\$|^MAKEFLAGS\b", re.MULTILINE)  # may say that it is phony


def unphony(file: str, lines: list[str], line: int) -> Word | None:
    """The target of the recipe in this line, where make would not run it if there is a file of that name."""
    text = "\n".join(lines).replace("\\\n", "  ")
    number = next((at for at in range(line - 1, 0, -1) if lines[at - 1].strip() and lines[at - 1][0] not in "\t#"), 0)
    hit = RULE.fullmatch(lines[number - 1].partition("#")[0].rstrip()) if number else None
    phony = {name for found in PHONY.finditer(text) for name in found["names"].split()}
    if hit is None or hit["needs"].strip() or hit["name"] in phony or ELSEWHERE.search(text):
        return None
    return Word(hit["name"], Place(file, number, 1, number, len(hit["name"]) + 1))
