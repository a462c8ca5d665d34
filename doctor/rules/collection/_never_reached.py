"""Statements behind the one that raises what a block waits for."""

from __future__ import annotations

from doctor.model.findings import Problem
from doctor.model.fixes import Fix, Replace
from doctor.model.flows import Early
from doctor.rules.phrases import plural


def never_reached(early: Early, message: str, consequence: str) -> Problem:
    """The finding at the first of them."""
    return Problem(
        place=early.rest[0],
        message=message,
        label=f"{plural(len(early.rest), 'statement')} never run",
        consequence=consequence,
        help="move it behind the block, one step to the left",
        fix=moved(early),
    )


def moved(early: Early) -> Fix | None:
    """The statements one step to the left; None where one goes over several lines, which text in it may need."""
    if any(place.line != place.end_line or place.column != early.inner + 1 for place in early.rest):
        return None
    if len({place.line for place in early.rest}) != len(early.rest):
        return None
    spans = [
        place.replace(column=early.outer + 1, end_line=place.line, end_column=place.column) for place in early.rest
    ]
    texts = [Replace(place, early.text) for place in early.bare]
    return Fix("move it behind the block", (*[Replace(span, "") for span in spans], *texts))
