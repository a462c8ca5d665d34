"""A conftest.py that is loaded at the start skips, and there is nothing that could be skipped yet.

## Why

`pytest.importorskip` in the body of a module ends it with `Skipped`. For a test file that is a skip; a conftest.py that
pytest loads before it collects has nobody who would catch it: pytest ends with a traceback, and no test is run.

See https://docs.pytest.org/en/stable/how-to/skipping.html#skipping-on-a-missing-import-dependency.

## Instead

Ask within the fixtures that need the module, or leave the folder out with `collect_ignore_glob = ["*"]` where the
import fails.

## Fix safety

Where only functions use what `importorskip` gives, the statement moves into these when asked for: tests that need
none of them run from then on. Otherwise there is none: which tests can do without the module is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Distributions, Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import MoveImport
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.importorskip import skipped_from
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig, modules: Modules, distributions: Distributions) -> Iterator[Problem]:
    for file in sources.conftests if distributions.complete else ():
        if file.path not in config.initial_conftests or not (line := skipped_from(file, modules)):
            continue
        call = next(
            each for each in file.calls_of("pytest.importorskip") if each.place.line == line and not each.within
        )
        name = call.expr.argument(0, "modname")
        module = (name.text if name else "") or ""
        if call.guarded or call.branch or not modules.certain(module, file.path):
            continue
        brings = next(iter(modules.distributions_for(module)), "")
        yield Problem(
            place=call.place,
            message=f"{file.path} skips itself, for '{module}' is not there, and is loaded before there is a test",
            label="nobody catches this",
            consequence=f"pytest stops: Skipped: could not import '{module}': No module named '{module}'",
            help="ask for the module in the fixtures that need it" + (f", or install {brings}" if brings else ""),
            fix=moved(call, file),
        )


def moved(call: Call, file: SourceFile) -> Fix | None:
    """The statement in the functions that call something of the module; None where others do so, too."""
    name = next((key for key, value in file.assigned if value.place == call.place), "")
    users = {each.within for each in file.calls if name and each.name.startswith(f"{name}.")}
    if not users or any(not each or each.startswith("pytest_") for each in users):
        return None
    return Fix("let the functions that use it ask for it", (MoveImport(call.place, ""),))
