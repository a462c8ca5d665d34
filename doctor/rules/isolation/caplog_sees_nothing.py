"""A test looks in caplog for a message of a logger that does not propagate.

## Why

Before 9.1 pytest puts the handler of `caplog` on the root logger alone. A logger with `propagate = False`, and all
loggers below it, hand nothing on to it: `caplog.text` is empty, though the message is shown on the terminal.

See https://github.com/pytest-dev/pytest/issues/3697 and
https://docs.python.org/3/library/logging.html#logging.Logger.propagate.

Only functions are followed that the test imports from the module that logs; nothing is said where the tests deal with
`propagate` or with handlers.

## Instead

Set `propagate` to True in the test or in an autouse fixture, by `monkeypatch`; or set it to False only where the
application configures its logging, not when the module is imported.

## Fix safety

The test begins to see the messages, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddImport, Change, Fix
from doctor.model.mute_loggers import MuteLogger
from doctor.model.rewrites import AddCode
from doctor.model.sources import Sources
from doctor.rules.cures import literal
from doctor.rules.registry import rule

CODE = """@pytest.fixture(autouse=True)
def logger_propagates(monkeypatch):
    monkeypatch.setattr(logging.getLogger({name}), "propagate", True)
"""


@rule(severity=Severity.WARNING, since="0.1")
def check(mute_loggers: tuple[MuteLogger, ...], sources: Sources) -> Iterator[Problem]:
    by_logger: dict[tuple[str, str], list[MuteLogger]] = {}
    for each in mute_loggers:
        by_logger.setdefault((each.name, each.file), []).append(each)
    for found in by_logger.values():
        yield problem(found, sources)


def problem(found: list[MuteLogger], sources: Sources) -> Problem:
    first = found[0]
    file = sources.get(first.file)
    function = file.function(first.test) if file else None
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return Problem(
        place=first.place,
        message=f"logger '{first.name}' does not propagate, and '{first.test}'{more} looks for its messages in caplog",
        label="hands nothing on",
        related=(
            *((Related(function.place, "looks in caplog"),) if function else ()),
            Related(first.logged, f"'{first.called}' logs here"),
        ),
        consequence="caplog sees nothing of it: caplog.text is empty",
        help=f"set propagate of logger '{first.name}' to True in the tests, with monkeypatch",
        fix=propagating(first, sources),
    )


def propagating(first: MuteLogger, sources: Sources) -> Fix | None:
    """A fixture for the whole file."""
    file = sources.get(first.file)
    if file is None or any(fixture.name == "logger_propagates" for fixture in file.fixtures):
        return None
    imports: tuple[Change, ...] = (AddImport(first.file, "import logging"), AddImport(first.file, "import pytest"))
    return Fix(
        f"let logger '{first.name}' propagate in {first.file}",
        (*imports, AddCode(first.file, CODE.format(name=literal(first.name)))),
    )
