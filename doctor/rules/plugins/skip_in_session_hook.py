"""`pytest.skip`, or `pytest.xfail`, is called in a hook in which no test runs.

## Why

`pytest.skip(…)` raises, and whoever runs the test takes that for a skip. `pytest_collection_modifyitems` and the hooks
of the whole session run no test: there it is an INTERNALERROR, or the run ends without a test. Often the mark is meant:
`item.add_marker(pytest.skip(reason=…))` raises before there is anything to add.

See https://github.com/pytest-dev/pytest/issues/3219 and
https://docs.pytest.org/en/stable/example/simple.html#control-skipping-of-tests-according-to-command-line-option.

## Instead

`item.add_marker(pytest.mark.skip(reason=…))`; to end the whole run, `pytest.exit(…, returncode=…)`.

## Fix safety

Tests are skipped with it, in a run that stops without: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import SetCalled
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled

HOOKS = (
    *("pytest_configure", "pytest_sessionstart", "pytest_itemcollected"),
    *("pytest_collection_modifyitems", "pytest_collection_finish"),
)
RAISING = ("pytest.skip", "pytest.xfail")


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    for file in loaded(sources, config):
        for call in file.calls_of(*RAISING) if file.role in ("conftest", "plugin") else ():
            if call.within in HOOKS and "try" not in call.guarded and "try" not in call.branch:
                yield problem(call, file)


def problem(call: Call, file: SourceFile) -> Problem:
    name = call.name.removeprefix("pytest.")
    text, imports = spelled(file, f"pytest.mark.{name}")
    is_added = not call.is_statement  # its value is used, as that of a mark would be
    fix = Fix(f"write {text}", (*imports, SetCalled(call.place, text)))
    return Problem(
        place=call.place,
        message=f"{call.name} raises at once, and {call.within} runs no test that it could end",
        label="raises here",
        consequence="where a run comes to it, pytest stops: INTERNALERROR, or no tests ran",
        help=f"write {text}(reason=…)" if is_added else f"add {text}(reason=…) to the items, or call pytest.exit(…)",
        fix=fix if is_added and call.expr.keyword("allow_module_level") is None else None,
    )
