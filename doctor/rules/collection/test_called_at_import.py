"""A test file calls one of its tests while it is imported.

## Why

A call at the top of the module runs when pytest collects the file: once more than it should, with no fixture, and
outside of any report. Where it fails, or the test asks for a fixture, the file is not collected at all
(https://github.com/mahmoud/boltons/pull/408, https://github.com/embeddings-benchmark/mteb/pull/249).

## Instead

Take the call out; pytest runs the test by itself. For `python test_file.py`: `if __name__ == "__main__":`.

## Fix safety

The line goes only when asked: what it does at import may be counted on.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveLines
from doctor.model.places import Place
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    tests = {test.function for test in test_file.tests if not test.file}
    called = [slip for slip in slips(test_file, "called", anywhere=True) if slip.name in tests]
    for found in ([slip for slip in called if slip.text], [slip for slip in called if not slip.text]):
        if found:
            yield problem(found)


def problem(found: list[Slip]) -> Problem:
    """One for all calls of the file that end alike."""
    first, lacks = found[0], found[0].text
    names = list(dict.fromkeys(slip.name for slip in found))
    who = f"'{first.name}'" + (f" and {plural(len(names) - 1, 'more test')} are" if names[1:] else " is")
    them = "the call" if len(found) == 1 else plural(len(found), "call")
    return Problem(
        place=first.place,
        message=f"{who} called on import of the file" + (f", without {lacks}" if lacks else ""),
        label="runs while pytest collects",
        related=uses([slip.place for slip in found[1:]], "called here too"),
        consequence=f"collection stops: TypeError: {first.name}() missing {lacks}"
        if lacks
        else "the test runs once more, outside of any report; if it fails, no test of the file is collected",
        help=f'take {them} out, or put {"it" if len(found) == 1 else "them"} below `if __name__ == "__main__":`',
        severity=Severity.ERROR if lacks else None,
        fix=Fix(f"take {them} out", tuple(map(RemoveLines, blocks(found)))),
    )


def blocks(found: list[Slip]) -> list[Place]:
    """The places, those of calls below each other as one."""
    places: list[Place] = []
    for slip in found:
        last = places[-1] if places else None
        if last and last.end_line + 1 == slip.place.line:
            places[-1] = last.replace(end_line=slip.place.end_line, end_column=slip.place.end_column)
        else:
            places.append(slip.place)
    return places
