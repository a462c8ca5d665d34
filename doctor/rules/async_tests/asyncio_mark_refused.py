"""pytest-asyncio refuses the arguments of a mark `asyncio`.

## Why

From 0.24 on the mark takes the scope of the loop by name, as `loop_scope`. Beside `scope`, its old name, under any
other name, or without one, it is refused, and so is a scope that there is not: the tests end in an error, from 1.3 on
while they are collected.

See https://pytest-asyncio.readthedocs.io/en/stable/reference/markers/index.html and
https://github.com/pytest-dev/pytest-asyncio/issues/905.

## Instead

`@pytest.mark.asyncio(loop_scope="module")`, with function, class, module, package or session.

## Fix safety

Where both names are given, the old one goes. A name or scope is guessed from its spelling. None of it is done unasked:
the loop may become another one than the fixtures run on.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import Plugins
from doctor.model.rewrites import RemoveArgument, RenameArgument
from doctor.model.sources import Mark, Sources
from doctor.rules.async_tests._runners import is_loaded
from doctor.rules.cures import literal
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule
from doctor.rules.scopes import SCOPES

KNOWN = ("loop_scope", "scope", "loop_factories")
ONLY = "mark.asyncio accepts only a keyword argument 'loop_scope'."
BOTH = 'An asyncio pytest marker defines both "scope" and "loop_scope", but it should only use "loop_scope".'


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, plugins: Plugins, distributions: Distributions) -> Iterator[Problem]:
    version = distributions.version("pytest-asyncio")
    if not is_loaded(plugins, "pytest-asyncio") or version is None or version < (0, 24):
        return
    for file in sources.collected:
        marks = {
            mark.place: mark for test in file.tests if test.is_async for mark in test.marks if mark.name == "asyncio"
        }
        for mark in marks.values():
            found = refusal(mark)
            if found:
                yield found


def refusal(mark: Mark) -> Problem | None:
    call, scope = mark.expr, mark.expr.keyword("loop_scope")
    old = call.keyword("scope")
    names = [name for name, _ in call.keywords]
    if call.kind != "call" or "**" in names or any(part.kind == "starred" for part in call.parts):
        return None
    if call.parts:
        return unnamed(call, call.parts[0])
    unknown = next(((name, value) for name, value in call.keywords if name not in KNOWN), None)
    if unknown:
        return renamed(call, *unknown)
    if scope and old:
        related = (Related(scope.place, "and here"),)
        fix = Fix("remove the argument 'scope'", (RemoveArgument(call.place, "scope"),))
        return problem(old, "is given a 'scope' beside its 'loop_scope'", BOTH, "take 'scope' out", fix, related)
    given = scope or old
    return misspelt(given) if given and given.text and given.text not in SCOPES else None


def unnamed(call: Expr, value: Expr) -> Problem:
    start = value.place.replace(end_line=value.place.line, end_column=value.place.column)
    is_scope = value.text in SCOPES and len(call.parts) == 1 and not call.keywords
    fix = Fix("write 'loop_scope=' before it", (Replace(start, "loop_scope="),)) if is_scope else None
    return problem(value, "is given an argument without a name", ONLY, "write loop_scope=…", fix)


def renamed(call: Expr, name: str, value: Expr) -> Problem:
    meant = nearest(name, KNOWN[:2]) or ("loop_scope" if value.text in SCOPES else "")
    is_free = bool(meant) and not call.keyword("loop_scope") and not call.keyword("scope")
    fix = (
        Fix(f"rename '{name}' to 'loop_scope'", (RenameArgument(call.place, name, "loop_scope"),)) if is_free else None
    )
    cure = "write loop_scope=…" if meant else f"take '{name}' out"
    return problem(value, f"knows no argument '{name}'", ONLY, cure, fix)


def misspelt(value: Expr) -> Problem:
    near = nearest(value.text or "", SCOPES)
    fix = Fix(f"write '{near}' for '{value.text}'", (Replace(value.place, literal(near)),)) if near else None
    cure = f"write {near}" if near else f"write one of {', '.join(SCOPES)}"
    return problem(
        value, f"is given the scope '{value.text}', which there is not", "each test of it ends in an error", cure, fix
    )


def problem(
    value: Expr, what: str, words: str, cure: str, fix: Fix | None, related: tuple[Related, ...] = ()
) -> Problem:
    return Problem(
        place=value.place,
        message=f"the mark asyncio of pytest-asyncio {what}",
        label="refused",
        related=related,
        consequence=words if words.startswith("each") else f"the tests end in an error: {words}",
        help=cure,
        fix=fix,
    )
