"""pytest_collection_modifyitems makes a new list of tests, and pytest keeps the old one.

## Why

pytest hands its own list to the hook, and looks at nothing that the hook returns. `items = [...]` gives the name to
another list. All tests run, also those that were to be left out.

`items.remove(item)` in `for item in items:` does change the list, and the loop, which counts, jumps over the test
behind each one that it takes out: of two neighbours the second stays.

See https://docs.pytest.org/en/stable/reference/reference.html#std-hook-pytest_collection_modifyitems,
https://docs.pytest.org/en/stable/how-to/writing_hook_functions.html and
https://docs.python.org/3/reference/compound_stmts.html#the-for-statement.

## Instead

Change the list itself: `items[:] = [item for item in items if …]`; tell what is left out with
`config.hook.pytest_deselected(items=…)`.

## Fix safety

`items[:] = …` leaves tests out from now on: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.hook_bodies import HookBody
from doctor.rules.registry import rule

SEEMS = {
    "returned": "what pytest_collection_modifyitems returns is not looked at",
    "assigned": "'items' is another list from here on, and pytest keeps its own",
}


@rule(severity=Severity.WARNING, since="0.1")
def check(hook_bodies: tuple[HookBody, ...]) -> Iterator[Problem]:
    yield from (jumping(body) for body in hook_bodies if body.how == "removed")
    for body in hook_bodies:
        if body.how in SEEMS:
            yield Problem(
                place=body.place,
                message=SEEMS[body.how],
                label="without effect",
                consequence="all tests run, in their old order",
                help="write 'items[:] = …', which changes the list itself",
                fix=fix(body),
            )


def jumping(body: HookBody) -> Problem:
    return Problem(
        place=body.place,
        message="an item is taken out of 'items' while a loop goes over it",
        label="the loop jumps over the next one",
        consequence="of two neighbours that are to be left out the second one runs all the same",
        help="write 'items[:] = [item for item in items if …]', or go over a copy: 'for item in list(items)'",
    )


def fix(body: HookBody) -> Fix | None:
    """`items` becomes `items[:]`."""
    if body.how != "assigned":
        return None
    place = body.place.replace(end_line=body.place.line, end_column=body.place.column + len("items"))
    return Fix("write 'items[:]'", (Replace(place, "items[:]"),))
