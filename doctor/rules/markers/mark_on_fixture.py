"""A mark is put on a fixture, where it does nothing.

## Why

Marks belong to tests. On a fixture `usefixtures` asks for nothing, `skipif` skips nothing and `parametrize` gives no
values, whichever decorator stands first. pytest 7.4 says no word, 8.x warns (`PytestRemovedIn9Warning`), 9.0 and newer
stop (https://github.com/pytest-dev/pytest/issues/3664).

## Instead

Ask for other fixtures by argument; call `pytest.skip(…)` in the fixture; give values with
`@pytest.fixture(params=[…])`; put every other mark on the tests.

## Fix safety

Taking a mark away that does nothing is safe. Where it is `usefixtures`, the fixture asks for the others by parameters,
which is what was meant and is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, RemoveLines
from doctor.model.rewrites import AddParameter
from doctor.model.sources import Mark, SourceFile
from doctor.rules.filters import error_filter
from doctor.rules.registry import rule

TEXT = "Marks applied to fixtures have no effect"
CURES = {
    "usefixtures": "ask for {argument} as an argument of the fixture",
    "skipif": "call pytest.skip(…) in the fixture when the condition holds, or mark the tests",
    "skip": "call pytest.skip(…) in the fixture, or mark the tests",
    "xfail": "call pytest.xfail(…) in the fixture, or mark the tests",
    "parametrize": "give the values with @pytest.fixture(params=[…]) and read request.param",
    "asyncio": "use @pytest_asyncio.fixture, or asyncio_mode = auto",
}


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, file: SourceFile, ini: IniValues, command_line: CommandLine) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for mark in file.marks:
            if mark.target == "fixture" and is_pytests(mark, file):
                fatal = error_filter(config, ini, command_line, "PytestRemovedIn9Warning", TEXT)
                yield problem(mark, file, *outcome(config.version, fatal is not None))


def is_pytests(mark: Mark, file: SourceFile) -> bool:
    """Is the fixture made by pytest's decorator, or by one that hands on to it? That of pytest-cases takes marks."""
    function = file.function(mark.owner)
    names = [str(each.value or "") for each in function.decorators] if function else []
    return any(name.startswith(("pytest.", "pytest_asyncio.")) and "fixture" in name for name in names)


def removed(mark: Mark, file: SourceFile, fixture: str) -> Fix | None:
    """The decorator goes; fixtures that it names are asked for by parameters."""
    function = file.function(mark.owner)
    if function is None or all(each.place != mark.expr.place for each in function.decorators):
        return None
    own = {param.name for param in function.params}
    asked = [part.text for part in mark.expr.parts] if mark.name == "usefixtures" else []
    if None in asked:
        return None
    changes: list[Change] = [RemoveLines(mark.expr.place)]
    names = ", ".join(name for name in asked if name and name not in own)
    if names:
        changes.append(AddParameter(function.place, names))
    title = f"remove the mark '{mark.name}' of fixture '{fixture}'" + (f", and ask for {names}" if names else "")
    return Fix(title, tuple(changes), safe=not names)


def problem(mark: Mark, file: SourceFile, severity: Severity, consequence: str) -> Problem:
    fixture = next((fixture.name for fixture in file.fixtures if fixture.function == mark.owner), mark.owner)
    cure = CURES.get(mark.name, "remove the mark, or put it on the tests that use the fixture")
    asked = [f"'{part.text}'" for part in mark.expr.parts if part.text] or ["the fixtures"]
    return Problem(
        place=mark.place,
        message=f"mark '{mark.name}' is applied to fixture '{fixture}', where it does nothing",
        label="a mark on a fixture",
        consequence=consequence,
        help=cure.format(argument=" and ".join(asked)),
        severity=severity,
        fix=removed(mark, file, fixture),
    )


def outcome(version: tuple[int, ...], fatal: bool) -> tuple[Severity, str]:
    """How bad it is, and pytest's words; `fatal` is whether a filter makes the warning an error."""
    if version >= (9, 1):
        return Severity.ERROR, "pytest stops: Marks cannot be applied to fixtures."
    if version >= (9,):
        return Severity.ERROR, f"pytest stops: PytestRemovedIn9Warning: {TEXT}"
    if version >= (8,) and fatal:
        return Severity.ERROR, f"pytest stops: PytestRemovedIn9Warning: {TEXT} (warnings are errors)"
    if version >= (8,):
        return Severity.WARNING, f"PytestRemovedIn9Warning: {TEXT}; pytest 9 stops here"
    return Severity.WARNING, "pytest ignores the mark without a word, and from 9.0 on it stops here"
