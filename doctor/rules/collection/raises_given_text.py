"""`pytest.raises`, or `assertRaises`, is given the message of the exception where it takes a function.

## Why

What stands behind the exception is called: `pytest.raises(ValueError, int, "x")`. Text cannot be, so that each test
with `pytest.raises(ValueError, "no number")` fails with a TypeError before its block begins
(https://docs.pytest.org/en/stable/reference/reference.html#pytest-raises). `self.assertRaises(ValueError, "…")` does.

## Instead

`with pytest.raises(ValueError, match="no number"):`, or `with self.assertRaisesRegex(ValueError, "no number"):`. Both
take a regular expression: what has signs of these in it is written `re.escape("…")`.

## Fix safety

`match=` is written before text without such signs when asked for: the test begins to run. `assertRaisesRegex` is left
to its author.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.flows import Idle
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for each in test_file.flows.idle:
        if each.how in ("text", "pattern"):
            yield problem(each)


def problem(idle: Idle) -> Problem:
    place, is_plain = idle.place, idle.how == "text"
    start = place.replace(end_line=place.line, end_column=place.column)
    is_case = idle.name.startswith("self.")
    right = f"{idle.name}Regex(…)" if is_case else "match="
    return Problem(
        place=place,
        message=f"{idle.name} is given text where it takes a function to call",
        label="the message is no function",
        consequence="the test fails: TypeError: text is not callable",
        help=f"write `{right}`" + ("" if is_plain else ", and `re.escape(…)` around the text"),
        fix=Fix("write match= before it", (Replace(start, "match="),)) if is_plain and not is_case else None,
    )
