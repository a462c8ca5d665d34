"""A private module or name of pytest is imported that this version does not have.

## Why

`_pytest` is pytest's inside: its modules and names move from version to version without notice.

See https://docs.pytest.org/en/stable/backwards-compatibility.html.

## Instead

Import what `pytest` itself exports, which is stable; most classes that are needed for type hints are there.

## Fix safety

Names that `pytest` exports, and those that have a public successor, are imported from there: not unasked, for the
public name may behave otherwise. For other private names there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import satisfies
from doctor.model.config import PytestConfig
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Knowledge
from doctor.model.rewrites import ImportFrom
from doctor.model.sources import Import, Sources
from doctor.rules.phrases import uses
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

# Names that `pytest` has exported since 7.4 at least.
PUBLIC = frozenset(
    {
        *("approx", "Cache", "CallInfo", "CaptureFixture", "Class", "CollectReport", "Collector", "Config", "ExitCode"),
        *("ExceptionInfo", "File", "FixtureLookupError", "FixtureRequest", "Function", "HookRecorder", "Item"),
        *("LineMatcher", "LogCaptureFixture", "Mark", "MarkDecorator", "MarkGenerator", "Metafunc", "Module"),
        *("MonkeyPatch", "OptionGroup", "Package", "Parser", "Pytester", "PytestPluginManager", "RunResult", "Session"),
        *("Stash", "StashKey", "TempPathFactory", "TestReport", "UsageError", "WarningsRecorder", "exit", "fail"),
        *("fixture", "importorskip", "raises", "skip", "warns", "xfail"),
    }
)


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, modules: Modules, knowledge: Knowledge, config: PytestConfig) -> Iterator[Problem]:
    lost: dict[str, list[Import]] = {}
    for file in loaded(sources, config, surely=True):
        for each in file.imports:
            if each.module.partition(".")[0] == "_pytest" and not each.guarded:
                name = missing(each, modules, knowledge, config)
                if name:
                    lost.setdefault(name, []).append(each)
    for name, imports in lost.items():
        yield problem(name, imports, knowledge, config).replace(fix=published(imports, knowledge, config))


def published(imports: list[Import], knowledge: Knowledge, config: PytestConfig) -> Fix | None:
    """Each name from where it is public; None where one is not."""
    targets = [public(each, knowledge, config) for each in imports]
    if not all(targets):
        return None
    found = tuple((each.name, target) for each, target in zip(imports, targets, strict=True))
    names = ", ".join(dict.fromkeys(f"'{target}'" for target in targets))
    changes = [ImportFrom(each.place, tuple(dict.fromkeys(found))) for each in imports]
    return Fix(f"import {names}", tuple(changes))


def public(each: Import, knowledge: Knowledge, config: PytestConfig) -> str:
    """The dotted name that stands in for a private one; "" if there is none."""
    if not each.name or each.name == "*":
        return ""
    if each.name in PUBLIC:
        return f"pytest.{each.name}"
    changes = [change for change in knowledge.changes if change.name == each.dotted and change.kind == "attribute"]
    new = next(
        (change.new for change in changes if not change.added or satisfies(config.pytest_version, f">={change.added}")),
        "",
    )
    return new if "." in new and not new.startswith(("_", "typing.")) else ""


def missing(each: Import, modules: Modules, knowledge: Knowledge, config: PytestConfig) -> str | None:
    """The dotted name that this pytest lacks."""
    for change in knowledge.changes:
        is_within = change.kind in ("module", "attribute") and f"{each.dotted}.".startswith(f"{change.name}.")
        if is_within and change.removed_in(config.pytest_version):
            return change.name
    if modules.find("_pytest") is None:  # pytest itself is not there to be looked into
        return None
    found = modules.find(each.module)
    if found is None:
        return each.module if modules.certain(each.module) else None
    names = modules.names(found)
    if names is None or each.name in ("", "*") or each.name in names or modules.find(each.dotted):
        return None
    return each.dotted


def problem(name: str, imports: list[Import], knowledge: Knowledge, config: PytestConfig) -> Problem:
    first = imports[0]
    change = next((each for each in knowledge.changes if each.name == name), None)
    outer, _, last = name.rpartition(".")
    error = (
        f"ModuleNotFoundError: No module named '{name}'"
        if not first.name or first.module == name
        else f"ImportError: cannot import name '{last}' from '{outer}'"
    )
    return Problem(
        place=first.place,
        message=f"'{name}' is private, and pytest {config.pytest_version} does not have it",
        label=f"not in pytest {config.pytest_version}",
        related=uses([each.place for each in imports[1:]], "imported here too"),
        consequence=f"the import fails: {error}",
        help=change.cure if change else "import what `pytest` itself exports",
    )
