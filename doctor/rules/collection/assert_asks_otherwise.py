"""An `assert` asks for something else than it says.

## Why

- `assert "id" and "name" in payload` is `"id" and ("name" in payload)`: a text is true, and of "id" nothing is asked.
- `assert out.find("Done")`: where the text is not there, `find` gives -1, which is true; where it stands first, 0
  (https://docs.python.org/3/library/stdtypes.html#str.find).
- `assert role in ("admin")`: the brackets hold a text and no comma. `in` looks for a part of it: "" and "min" pass, too
  (https://docs.python.org/3/tutorial/datastructures.html#tuples-and-sequences).

The test passes with results that it should refuse.

## Instead

`assert "id" in payload and "name" in payload`, `assert "Done" in out`, `assert role in ("admin",)`, or
`assert role == "admin"`.

Nothing is said of `find` where it cannot be told that a text is asked: `soup.find("a")` gives an element, or None. Nor
is it of brackets around characters of which one is looked for: `digit in ("0123456789")`.

## Fix safety

A test that begins to check may fail, so nothing is changed unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.cures import wrapped
from doctor.rules.registry import rule

WHY = {
    "both": ("of {name} nothing is asked: 'and' takes the text itself, which is true", "not looked for"),
    "found": ("'find' gives -1 where {name} is not there, and -1 is true", "true, too, where nothing is found"),
    "bracketed": ("({name}) is a text and no tuple: 'in' looks for a part of it", "a comma lacks"),
}


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, *WHY):
        message, label = WHY[slip.how]
        yield Problem(
            place=slip.place,
            message=message.format(name=slip.name),
            label=label,
            consequence=f"'{slip.within}' passes with results that it should refuse",
            help=f"write `{slip.text or f'… in ({slip.name},)'}`",
            fix=mended(slip),
        )


def mended(slip: Slip) -> Fix | None:
    if slip.how == "bracketed":
        return Fix("write the comma", wrapped(slip.place, "", ","))
    if slip.place.line != slip.place.end_line:
        return None
    return Fix(f"write `{slip.text}`", (Replace(slip.place, slip.text),))
