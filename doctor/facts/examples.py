"""The steps of scenario outlines, filled in from the rows of their examples."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.features import Step
from doctor.model.record import Record

HEAD = re.compile(r"[ \t]*(Feature|Rule|Background|Scenario(?: Outline| Template)?|Example)[ \t]*:")
TABLE = re.compile(r"[ \t]*(?:Examples|Scenarios)[ \t]*:[ \t]*(.*)")
FIELD = re.compile(r"<(.{1,200}?)>")
QUOTES = ('"""', "```")
MOST = 100  # rows of a table that are looked at


class Outline(Record):
    """Its first line, the line behind it, and the tables of its examples: None where one cannot be told."""

    start: int
    end: int
    tables: tuple[tuple[tuple[str, ...], ...], ...] | None


def filled(steps: list[Step], text: str) -> tuple[Step, ...]:
    """Each step as pytest-bdd reads it: those with a `<name>` once for each row, and none that is of no outline."""
    if not any(FIELD.search(step.text) for step in steps):
        return tuple(steps)
    outlines = list(outlines_of(text.splitlines()))
    return tuple(each for step in steps for each in of_rows(step, outlines))


def of_rows(step: Step, outlines: list[Outline]) -> Iterator[Step]:
    if not ("<" in step.text and ">" in step.text):
        yield step
        return
    around = next((each for each in outlines if each.start <= step.place.line < each.end), None)
    for columns, *rows in (around and around.tables) or ():
        for row in rows[:MOST]:
            said = fill(step.text, dict(zip(columns, row, strict=True)))
            yield step.replace(text=said.strip(), columns=columns, written=step.text)


def fill(text: str, values: dict[str, str]) -> str:
    return FIELD.sub(lambda field: values.get(field[1], field[0]), text)


def outlines_of(lines: list[str]) -> Iterator[Outline]:
    start, inside = 0, False
    quote = ""
    for number, line in enumerate([*lines, "Feature:"], 1):
        words = line.strip()
        if quote or words.startswith(QUOTES):
            quote = words[:3] if not quote else "" if words.startswith(quote) else quote
        if quote and number <= len(lines):
            continue
        if head := HEAD.match(line):
            if inside:
                yield Outline(start, number, tables_of(lines[start : number - 1]))
            start, inside = number, head[1].endswith(("Outline", "Template"))


def tables_of(lines: list[str]) -> tuple[tuple[tuple[str, ...], ...], ...] | None:
    tables: list[list[tuple[str, ...]]] = []
    is_table = False
    for line in lines:
        words = line.strip()
        if table := TABLE.match(line):
            if table[1].strip() == "Vertical":
                return None
            tables.append([])
            is_table = True
        elif is_table and words.startswith("|"):
            if "\\" in words or not words.endswith("|"):
                return None
            tables[-1].append(tuple(cell.strip() for cell in words[1:-1].split("|")))
        elif words and not words.startswith(("#", "@")):
            is_table = is_table and not tables[-1]
    if any(len(row) != len(table[0]) for table in tables for row in table):
        return None
    return tuple(tuple(table) for table in tables if table)
