"""A mark `asyncio` names the loop's scope as another version of pytest-asyncio does.

## Why

The argument is `scope` in 0.23, and `loop_scope` from 0.24 on. An older version drops the name that it does not know
without a word: each test gets a loop of its own. A newer one takes the old name with a warning, which ends the tests in
an error where warnings are errors.

See https://pytest-asyncio.readthedocs.io/en/stable/reference/changelog.html.

## Instead

`@pytest.mark.asyncio(loop_scope="module")`, and pytest-asyncio 0.24 or newer.

## Fix safety

`loop_scope` in place of `scope` is safe from 0.24 on, where both do the same. The reverse makes an argument act that
was dropped, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Distributions
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.rewrites import RenameArgument
from doctor.model.sources import Mark, SourceFile, Sources
from doctor.rules.async_tests._runners import is_loaded
from doctor.rules.filters import Filter, error_filter
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

Version = tuple[int, ...]

DEPRECATED = (
    'The "scope" keyword argument to the asyncio marker has been deprecated. '
    'Please use the "loop_scope" argument instead.'
)


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources,
    plugins: Plugins,
    distributions: Distributions,
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
) -> Iterator[Problem]:
    version = distributions.version("pytest-asyncio")
    if not is_loaded(plugins, "pytest-asyncio") or version is None:
        return
    unknown = ("loop_scope",) if version >= (0, 23) else ("scope", "loop_scope")
    for file in sources.collected:
        if version < (0, 24):
            for name in unknown:
                wide = [mark for mark in marks_with(name, file) if value_of(mark).text != "function"]
                if wide:
                    yield dropped(wide, name, version)
        elif old := marks_with("scope", file):
            yield deprecated(old, error_filter(config, ini, command_line, "PytestDeprecationWarning", DEPRECATED))


def marks_with(name: str, file: SourceFile) -> list[Mark]:
    """Marks of async tests that are given this argument, and no other one."""
    marks = {mark.place: mark for test in file.tests if test.is_async for mark in test.marks if mark.name == "asyncio"}
    return [mark for mark in marks.values() if [key for key, _ in mark.expr.keywords] == [name] and not mark.expr.parts]


def value_of(mark: Mark) -> Expr:
    return mark.expr.keywords[0][1]


def dropped(marks: list[Mark], name: str, version: Version) -> Problem:
    edits = tuple(RenameArgument(mark.expr.place, name, "scope") for mark in marks)
    is_renamed = version >= (0, 23)
    return Problem(
        place=value_of(marks[0]).place,
        message=f"the mark asyncio of pytest-asyncio {'.'.join(map(str, version))} knows no argument '{name}'",
        label="dropped",
        related=others(marks),
        consequence="it is dropped without a word: each test gets a loop of its own",
        help="install pytest-asyncio>=0.24, where it is loop_scope" + ("; in this version it is scope" * is_renamed),
        fix=Fix(f"rename '{name}' to 'scope'", edits) if is_renamed else None,
    )


def others(marks: list[Mark]) -> tuple[Related, ...]:
    return uses([value_of(mark).place for mark in marks[1:]], "and here")


def deprecated(marks: list[Mark], fatal: Filter | None) -> Problem:
    edits = tuple(RenameArgument(mark.expr.place, "scope", "loop_scope") for mark in marks)
    here = (Related(fatal.place, "warnings are errors"),) if fatal and fatal.place else ()
    return Problem(
        place=value_of(marks[0]).place,
        message="'scope=' of pytest.mark.asyncio is deprecated since pytest-asyncio 0.24"
        + (", and warnings are errors here" if fatal else ""),
        label="deprecated",
        related=here + others(marks),
        consequence=f"{'an error: ' if fatal else ''}PytestDeprecationWarning: {DEPRECATED}",
        help="write loop_scope=…",
        fix=Fix("write 'loop_scope=' in place of 'scope='", edits, safe=True),
        severity=Severity.ERROR if fatal else Severity.NOTE,
    )
