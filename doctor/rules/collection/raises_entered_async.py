"""`pytest.raises` is entered with `async with`, which it does not support.

## Why

`pytest.raises` and `pytest.warns` are plain context managers, also in async tests. `async with` asks for `__aenter__`,
which they do not have: `TypeError: … does not support the asynchronous context manager protocol`
(https://docs.pytest.org/en/stable/reference/reference.html#pytest-raises).

## Instead

`with pytest.raises(ValueError):`, and `await` within the block.

## Fix safety

The word `async` goes: the test failed before it ran the block.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule

WORDS = "async with "


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for each in test_file.flows.idle:
        if each.how == "entered":
            start = each.place.column - len(WORDS)
            word = each.place.replace(column=start, end_line=each.place.line, end_column=start + len("async "))
            yield Problem(
                place=each.place,
                message="pytest.raises and pytest.warns are entered with `with`, also in async tests",
                label="not async",
                consequence="TypeError: the object does not support the asynchronous context manager protocol",
                help="write `with` in place of `async with`",
                fix=Fix("write `with` in place of `async with`", (Replace(word, ""),), safe=True)
                if start > 0
                else None,
            )
