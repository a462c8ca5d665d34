"""The doctests that `load_tests` adds are never run.

## Why

unittest calls `load_tests(loader, tests, pattern)` of a module; pytest does not
(https://github.com/pytest-dev/pytest/issues/992). The doctests that it adds are not collected, without a word, while
the tests beside it are.

Nothing is said where pytest is told to collect doctests, also by pytest-doctestplus or Sybil, or where another runner
is called.

## Instead

`--doctest-modules`, with the folder of the modules among the arguments or `testpaths`; `--doctest-glob="*.rst"` for
files; or a test that asserts `doctest.testmod(calc).failed == 0`.

## Fix safety

There is no fix: more tests would run.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Declared
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile, Sources
from doctor.rules.other_runner import has_other_runner
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    test_file: SourceFile,
    sources: Sources,
    declared: Declared,
    config: PytestConfig,
    command_line: CommandLine,
    calls: Calls,
    ini: IniValues,
) -> Iterator[Problem]:
    found = [slip for slip in test_file.flows.slips if slip.how == "loading"]
    if not found or not test_file.collected or has_other_runner(sources, declared, config, calls):
        return
    if calls.runs_otherwise:
        return  # beside pytest, which is enough: that one calls it
    if asks_for_doctests(command_line, calls) or collects_doctests(ini, sources):
        return
    for slip in found:
        yield Problem(
            place=slip.place,
            message="pytest does not call load_tests, which adds doctests here",
            label="never called",
            related=tuple(Related(place, "not collected") for place in slip.others),
            consequence="its doctests are not run, and nobody is told",
            help="give pytest --doctest-modules and the folder of the module, or call doctest.testmod() in a test",
        )


def asks_for_doctests(command_line: CommandLine, calls: Calls) -> bool:
    """May options, or another call of the project, have pytest collect them?"""
    names = {name for option in command_line.options for name in option.names}
    names |= {word.text for call in (*calls.calls, *calls.variables) for word in call.words}
    return any("doctest" in name for name in names)


def collects_doctests(ini: IniValues, sources: Sources) -> bool:
    """Does a plugin collect them, as pytest-doctestplus and Sybil do?"""
    modules = (each.module for file in sources.reaching_others for each in file.imports)
    return bool(ini["doctest_plus"]) or any(module.partition(".")[0] == "sybil" for module in modules)
