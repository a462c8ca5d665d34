"""Tests are marked xfail so that it goes unseen when they pass.

## Why

Without `strict` a test that is marked `xfail` and passes counts as success (XPASS). The mark outlives the bug that it
stands for, and from then on it hides every new failure of the test.

See https://docs.pytest.org/en/stable/how-to/skipping.html#strict-parameter.

## Instead

`xfail_strict = true` in the configuration (`strict_xfail` is its name from pytest 9.0 on, and `strict` includes it):
then an unexpected pass fails, and the mark is removed with the bug. Write `strict=False` on the few marks of tests that
fail now and then.

A suite has either this setting or hundreds of such marks, so the finding is one for the project, placed at the first
mark. It is not made for marks that say `strict` themselves, that have a condition (they fail on some machines only),
`run=False`, or a reason that speaks of flakiness or of CI: there a pass is no news; nor for tests that are parametrized
over an empty list, and so are skipped. Where pytest should not be strict, `xfail_strict = false` says so and ends the
finding.

It is a warning where a marked test is an ordinary function that asks for no fixture: nothing from outside makes it fail
now and then, so a pass is the news that the mark is out of date. A test that asks for a server or a subprocess may pass
by luck, and a mark on a single parameter stands beside others that pass: there it is a note.

## Fix safety

The setting fails the tests whose marks are out of date, which is what it is for, so it is not made unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Modules
from doctor.model.findings import Confidence, Problem, Severity
from doctor.model.places import Place
from doctor.model.sources import Expr, Mark, SourceFile, Sources
from doctor.rules.cures import key_set
from doctor.rules.importorskip import may_be_left_from
from doctor.rules.markers._parametrize import nothing_of
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule

KEYS = ("xfail_strict", "strict_xfail", "strict")
# Of a reason that says that the test passes now and then, or in some places.
UNSTEADY = (
    *("flak", "intermittent", "sometimes", "random", "unreliable", "race", "timing", "nondeterminis", "sporadic"),
    *("on ci", "in ci", "under ci", "locally", "on local", "travis", "jenkins", "github action", "my machine"),
)
# Marks of tests that ask for something from outside
OUTSIDE = frozenset({"remote_data", "network", "online", "internet", "external", "live", "integration", "e2e", "flaky"})


@rule(severity=Severity.WARNING, since="0.1")
def check(ini: IniValues, config: PytestConfig, sources: Sources, modules: Modules) -> Iterator[Problem]:
    if decided(ini):
        return
    found = [mark for file in sources.collected for mark in hiding(file, modules)]
    if not found:
        return
    steady = {mark.place for mark in found} & set(places_of_steady(sources))
    marks = sorted(found, key=lambda mark: mark.place not in steady)
    key = "strict_xfail" if config.version >= (9,) else "xfail_strict"
    rest = len(marks) - 1
    yield Problem(
        place=marks[0].place,
        message="xfail without strict: the day this test passes, nobody is told"
        + (f" (and {plural(rest, 'more mark')} like it)" if rest else ""),
        label="not strict",
        related=uses([mark.place for mark in marks[1:]], "not strict either"),
        consequence="a test that passes though it is marked xfail counts as success: 1 xpassed, exit code 0",
        help=f"set {key} = true in {config.configfile.file if config.configfile else 'the configuration'}; "
        "write strict=False on marks of tests that only fail now and then",
        severity=None if steady else Severity.NOTE,
        confidence=Confidence.MEDIUM,
        fix=key_set(config, key, True),
    )


def hiding(file: SourceFile, modules: Modules) -> list[Mark]:
    """The marks that would hide a pass, as far as pytest surely comes to them."""
    marks = [mark for mark in file.marks if mark.name == "xfail" and hides(mark.expr)]
    skipped = {mark.owner for mark in file.marks if mark.target == "function" and nothing_of(mark)} if marks else ()
    marks = [mark for mark in marks if mark.target != "function" or mark.owner not in skipped]
    end = may_be_left_from(file, modules) if marks else 0
    return [mark for mark in marks if not end or mark.place.line < end]


def places_of_steady(sources: Sources) -> Iterator[Place]:
    """The marks of tests that ask for nothing from outside."""
    for _, test in sources.tests:
        if not test.is_async and not test.requests and OUTSIDE.isdisjoint(mark.name for mark in test.marks):
            yield from (mark.place for mark in test.marks)


def decided(ini: IniValues) -> bool:
    """Does the configuration say anything of strictness, either way?"""
    found = (ini.get(key) for key in KEYS)
    return any(value and value.origin != "default" and (value.name != "strict" or value.value) for value in found)


def hides(expr: Expr) -> bool:
    """Is it an xfail of the plain kind, that would hide a pass?"""
    if expr.kind != "call":
        return True
    given = {name for name, _ in expr.keywords}
    reason = expr.keyword("reason")
    text = (reason.text or "").lower() if reason else ""
    if expr.parts or not given <= {"reason"} or (reason and reason.text is None):
        return False
    return not any(word in text for word in UNSTEADY)
