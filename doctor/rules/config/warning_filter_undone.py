"""A conftest.py or test module sets a filter for warnings that pytest undoes before the tests run.

## Why

pytest imports each conftest.py with the filters of `warnings` saved, and puts them back afterwards. Up to pytest 8.3 it
does so around `pytest_configure` too. From 8.4 on a filter set there stays, but for each test pytest puts its own in
front, which show every DeprecationWarning and PendingDeprecationWarning
(https://github.com/pytest-dev/pytest/issues/13284).

The same goes for the top of a test module: `warnings.simplefilter("error")` there lets no test fail.

At the top of a file a filter still holds for the imports below it: what is ignored there is a note. Of test modules
nothing is said but that "error" stands behind their imports, and the configuration does not say so, too.

## Instead

`filterwarnings` in the configuration, or `config.addinivalue_line("filterwarnings", "error")` in `pytest_configure`.
For one module, `pytestmark = pytest.mark.filterwarnings("error")`.

## Fix safety

The filter moves to the configuration, or becomes the module's mark, where it is one of plain category. Once it counts
tests may fail, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddItem, Fix, RemoveLines, Replace
from doctor.model.plugins import Plugins
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.cures import home
from doctor.rules.filters import filters
from doctor.rules.registry import rule

SETTERS = ("warnings.filterwarnings", "warnings.simplefilter")
ALWAYS_SHOWN = ("DeprecationWarning", "PendingDeprecationWarning")


@rule(severity=Severity.WARNING, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    sources: Sources,
    plugins: Plugins,
    variables: Variables,
) -> Iterator[Problem]:
    if not any(plugin.name == "warnings" and plugin.active for plugin in plugins):
        return
    for file in sources.conftests:
        for call in filters_of(file, "", "pytest_configure"):
            if is_undone(call, config, variables):
                yield problem(call, config)
    is_general = any(each.field(0) == "error" for each in filters(ini, command_line))
    for file in sources.collected:
        calls = [call for call in filters_of(file, "") if is_for_tests(call, file)]
        if calls and not is_general:
            yield of_module(calls[0], file)


def filters_of(file: SourceFile, *functions: str) -> list[Call]:
    """Those that these functions set, "" for the top of the file."""
    calls = [call for call in file.calls_of(*SETTERS) if call.within in functions and action_of(call)]
    return [call for call in calls if not is_local(call, file)]


def is_for_tests(call: Call, file: SourceFile) -> bool:
    """Does it make errors of warnings, behind all imports, whenever the file is imported?"""
    last = max((each.place.line for each in file.imports if each.guarded != "function"), default=0)
    is_always = not (call.guarded or call.branch)
    return action_of(call) == "error" and last < call.place.line and is_always and bool(file.tests)


def action_of(call: Call) -> str:
    given = call.expr.argument(0, "action")
    return (given.text if given else "") or ""


def is_local(call: Call, file: SourceFile) -> bool:
    """Does it stand in a `with warnings.catch_warnings()`, and is meant for no test?"""
    return any(other.within == call.within for other in file.calls_of("warnings.catch_warnings"))


def is_undone(call: Call, config: PytestConfig, variables: Variables) -> bool:
    if not call.within or config.version < (8, 4):
        return True
    return category_of(call) in ALWAYS_SHOWN and not variables.get("PYTHONWARNINGS")


def category_of(call: Call) -> str:
    position = 2 if call.name.endswith("filterwarnings") else 1
    given = call.expr.argument(position, "category")
    return str(given.value) if given and given.kind == "name" else ""


def moved(call: Call, line: str, config: PytestConfig) -> Fix | None:
    """The filter in `filterwarnings`; None where it says more than action and category, or is conditional."""
    where, given = home(config), len(call.expr.parts) + len(call.expr.keywords)
    plain = given == 1 + bool(category_of(call)) and "." not in category_of(call)
    if where is None or not plain or not call.is_statement or call.branch or call.guarded not in ("", "function"):
        return None
    return Fix(
        f"write '{line}' in filterwarnings of {where[0]}",
        (RemoveLines(call.place), AddItem(*where, "filterwarnings", line)),
    )


def of_module(call: Call, file: SourceFile) -> Problem:
    given = call.expr.argument(1, "message") if call.name.endswith("filterwarnings") else None
    message = given.text or "" if given else ""
    line = f"error:{message}:{category_of(call)}".rstrip(":")
    mark = f'pytestmark = pytest.mark.filterwarnings("{line}")'
    imported = any(each.dotted == each.alias == "pytest" for each in file.imports)
    is_plain = (
        len(call.expr.parts) + len(call.expr.keywords) == 1 + bool(message) + bool(category_of(call))
        and line.replace(":", "").isalnum()
    )
    may_mark = imported and is_plain and call.is_statement and file.value("pytestmark") is None
    return Problem(
        place=call.place,
        message=f"{call.name}('error') in {file.path} has no effect on tests: pytest puts the filters back before they "
        "run",
        label="undone by pytest",
        consequence="no warning fails a test by it",
        help=f"write `{mark}`",
        fix=Fix("make it a mark of the module", (Replace(call.place, mark),)) if may_mark else None,
    )


def problem(call: Call, config: PytestConfig) -> Problem:
    action, kept = action_of(call), call.within and config.version >= (8, 4)
    what = f"{call.name}({action!r}) in {call.within or 'conftest.py'}"
    line = f"{action}::{category_of(call)}".removesuffix("::")
    why = f"shows every {category_of(call)} all the same" if kept else "puts the filters back before the tests run"
    return Problem(
        place=call.place,
        message=f"{what} has no effect on tests: pytest {why}",
        label="undone by pytest",
        consequence="no warning fails a test by it" if action == "error" else "the tests warn as before",
        help=f"write '{line}' in filterwarnings of the configuration",
        fix=moved(call, line, config),
        severity=Severity.WARNING if action == "error" or call.within else Severity.NOTE,
    )
