"""A plugin of pytest is switched off without which no test is collected, or nothing is printed.

## Why

`-p no:python` takes away what reads test files: pytest collects nothing, and ends with exit code 5. `-p no:terminal`
takes away the report: the run ends with the right exit code, and says not one word of what failed.

See https://docs.pytest.org/en/stable/how-to/plugins.html#deactivating-unregistering-a-plugin-by-name.

## Instead

Leave both in. `-q`, `-qq` and `--no-header` make the report short; `console_output_style = classic` makes it plain.

## Fix safety

The tests run, or are told of, where they were not: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Kind, Plugins
from doctor.model.sources import Sources
from doctor.rules.cures import option_removed
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, plugins: Plugins, sources: Sources) -> Iterator[Problem]:
    reader, printer = config.blocked("python"), config.blocked("terminal")
    tests = sum(len(file.tests) for file in sources.collected) if reader else 0
    if reader and tests:
        yield Problem(
            place=reader.place,
            message=f"'{reader.text}' switches off what collects tests of Python files",
            label="nothing is collected",
            consequence="pytest ends with exit code 5: no tests ran",
            help=f"take '{reader.text}' out",
            fix=option_removed(reader),
        )
    others = any(plugin.kind is not Kind.BUILTIN and "terminal" in plugin.name for plugin in plugins.active)
    if printer and not others and printer.source is not Source.COMMAND_LINE:
        yield Problem(
            place=printer.place,
            message=f"'{printer.text}' switches off pytest's report",
            label="nothing is printed",
            consequence="pytest does not say which tests failed, nor that any did",
            help=f"take '{printer.text}' out, or write -qq for a short report",
            severity=Severity.WARNING,
            fix=option_removed(printer),
        )
