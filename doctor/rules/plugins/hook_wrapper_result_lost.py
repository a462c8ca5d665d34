"""A hook with `wrapper=True` is written as one with `hookwrapper=True`.

## Why

What `yield` hands to a `wrapper=True` hook is the result itself, and what the hook returns takes its place.
`get_result` and `force_result` belong to the older `hookwrapper=True`: the result has no such method. And where such a
hook returns nothing, the result is None: after `pytest_runtest_makereport` pytest ends with
`AttributeError: 'NoneType' object has no attribute 'when'`, or another one.

See https://github.com/pytest-dev/pytest/issues/12357, https://github.com/pytest-dev/pytest/issues/13118 and
https://pluggy.readthedocs.io/en/stable/index.html#wrappers.

## Instead

`report = yield`, and `return report` at the end; or `hookwrapper=True`, with `outcome.get_result()`.

## Fix safety

pytest stops without it; what the hook is to do is for its author to say, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.hook_bodies import HookBody
from doctor.model.places import Place
from doctor.model.rewrites import AddBehind, RenameArgument
from doctor.rules.registry import rule

ENDS = {
    "pytest_runtest_makereport": "AttributeError: 'NoneType' object has no attribute …",
    "pytest_report_teststatus": "TypeError: … argument after * must be an iterable, not NoneType",
    "pytest_make_collect_report": "AttributeError: 'NoneType' object has no attribute …",
}


@rule(severity=Severity.ERROR, since="0.1")
def check(hook_bodies: tuple[HookBody, ...]) -> Iterator[Problem]:
    for body in hook_bodies:
        if body.how == "lost":
            yield lost(body)
        elif body.decorator:
            yield of_older(body, body.decorator)


def lost(body: HookBody) -> Problem:
    change = AddBehind(body.place, f"return {body.name}")
    return Problem(
        place=body.place,
        message=f"'{body.hook}' is a hook with wrapper=True, and does not return the result",
        label="returns nothing",
        consequence=f"pytest stops: INTERNALERROR: {ENDS[body.hook]}",
        help=f"return {body.name or 'what yield gives'} at the end, or declare it with hookwrapper=True",
        fix=Fix(f"return {body.name}", (change,)) if body.name else None,
    )


def of_older(body: HookBody, decorator: Place) -> Problem:
    return Problem(
        place=body.place,
        message=f"'{body.name}' is the result itself in '{body.hook}' with wrapper=True, and has no {body.how}",
        label="of hookwrapper=True",
        related=(Related(decorator, "declared here"),),
        consequence=f"pytest stops: INTERNALERROR: AttributeError: … has no attribute '{body.how}'",
        help=f"declare it with hookwrapper=True, or use {body.name} as it is, and return it",
        fix=Fix("declare it with hookwrapper=True", (RenameArgument(decorator, "wrapper", "hookwrapper"),)),
    )
