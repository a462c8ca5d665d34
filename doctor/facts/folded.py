"""YAML's texts that are written in several lines and are one: behind `>`, and plain ones that go on below their key."""

from __future__ import annotations

import re

HEAD = re.compile(r"(?P<before>[ \t]*(?:-[ \t]+)*)(?:(?P<key>[\w.-]+)[ \t]*:[ \t]+)?(?P<text>\S.*)")
BLOCK = re.compile(r"(?P<sign>[|>])[-+0-9]*[ \t]*(?:#.*)?")
COMMANDS = ("run", "script", "command", "entrypoint", "before_script", "after_script", "pytest")
OTHERWISE = tuple("|>\"'[{&*!#%@`")


def unfolded(lines: list[str]) -> list[str]:
    """As many lines: what is one text stands in the first of its lines, the others are empty."""
    made = list(lines)
    at = 0
    while at < len(lines):
        head = HEAD.fullmatch(lines[at])
        start, at = at, at + 1
        if head is None or lines[start].lstrip().startswith("#"):
            continue
        depth = len(head["before"]) if head["key"] else len(head["before"].rstrip().removesuffix("-"))
        end = end_of(lines, at, depth)
        if block := BLOCK.fullmatch(head["text"]):
            if block["sign"] == ">":
                fold(made, at, end)
            at = end
        elif goes_on(head) and end > at and not any(": " in line or "#" in line for line in lines[start + 1 : end]):
            fold(made, start, end, flat=True)
            at = end
    return made


def goes_on(head: re.Match[str]) -> bool:
    """May the text be a plain one that has further lines?"""
    text = head["text"]
    is_plain = not text.startswith(OTHERWISE) and " #" not in text and not text.endswith(":")
    return is_plain and (head["key"] in COMMANDS if head["key"] else "-" in head["before"] and ": " not in text)


def end_of(lines: list[str], at: int, depth: int) -> int:
    """The first line that is not deeper."""
    while at < len(lines) and (not lines[at].strip() or len(lines[at]) - len(lines[at].lstrip()) > depth):
        at += 1
    return at


def fold(lines: list[str], start: int, end: int, flat: bool = False) -> None:
    """Joins lines that stand below each other; an empty one, or one that stands deeper, is not joined."""
    first, depth = -1, -1
    for at in range(start, end):
        text = lines[at].rstrip()
        if not text.strip():
            first = -1
            continue
        here = len(text) - len(text.lstrip())
        depth = here if depth < 0 else depth
        if first >= 0 and (flat or here == depth):
            lines[first] = f"{lines[first].rstrip()} {text.strip()}"
            lines[at] = ""
        else:
            first = at if flat or here == depth else -1
