"""A mark is used that nobody registers.

## Why

pytest lets any name stand behind `pytest.mark`. A misspelt one is a new mark, which nothing acts on: the test is not
skipped, not parametrized, not selected. Under `--strict-markers` (or `strict_markers`, or `strict` from pytest 9.0) it
stops the collection of the file; otherwise `PytestUnknownMarkWarning` is all there is.

See https://docs.pytest.org/en/stable/how-to/mark.html#raising-errors-on-unknown-marks.

## Instead

Spell the mark as it is registered, install the plugin that it belongs to, or register it under `markers`. Marks of
plugins are registered by the plugin: to register such a mark by hand silences the message and leaves the mark without
anyone who acts on it. `slow`, `db`, `integration` and their like are words of projects themselves: such a mark is to be
registered, even where some plugin has one of that name, unless the project declares that plugin. A mark of the
project's own that is merely not registered is a note, for nothing goes wrong.

Nothing is said of marks behind a `pytest.importorskip` of what is not installed, or behind a `pytest.skip` of the whole
module: pytest does not come to them.

## Fix safety

A misspelt mark begins to act, so the right name is not written unasked. Registering a plugin's mark would only silence
the message: it is never offered. A mark that resembles nothing is registered where pytest stops at it, not unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Declared, Distributions, Modules, normalized
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.markers import Markers
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Mark, SourceFile, Sources
from doctor.rules.cures import item_added
from doctor.rules.filters import error_filter
from doctor.rules.importorskip import is_package_skipped, may_be_left_from
from doctor.rules.lists import marker_name, markers_in_one, markers_misread, registrations_misread, unindented
from doctor.rules.markers._nearest import meant
from doctor.rules.markers._ordering import OLD, passed_over
from doctor.rules.markers._parametrize import BUILTIN
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule

PARAMETRIZE = ("parameterize", "parametrise", "parameterise")  # pytest refuses these by name
GENERIC = frozenset(  # marks of plugins that projects also use as words of their own
    {
        *("alembic", "app", "benchmark", "black", "browser", "dependency", "flake8", "hugemem", "hypothesis"),
        *("isort", "issue", "iterations", "mypy", "name", "options", "pylint", "repeat", "ruff", "run", "slow", "urls"),
    }
)
EVERYDAY = frozenset(  # words by which projects part their own tests, whatever plugin has a mark of that name
    {
        *("slow", "fast", "quick", "heavy", "unit", "integration", "functional", "acceptance", "system", "smoke"),
        *("sanity", "regression", "e2e", "end2end", "ui", "api", "db", "database", "network", "online", "offline"),
        *("live", "external", "gpu", "cuda", "perf", "performance", "load", "security", "nightly", "manual", "wip"),
    }
)
OFTEN = 3  # a name that is used more often is meant as it is written
RUNNERS = ("asyncio", "anyio", "trio", "asyncio_cooperative", "twisted", "gen_test")  # async-test-not-run tells of them


@rule(severity=Severity.ERROR, since="0.1")
def check(
    markers: Markers,
    sources: Sources,
    plugins: Plugins,
    knowledge: Knowledge,
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    modules: Modules,
    distributions: Distributions,
    declared: Declared,
) -> Iterator[Problem]:
    unknown = unknown_marks(markers, sources, modules, config)
    misread = {line.partition(":")[0] for _, lines in markers_misread(config, set(unknown)) for line in lines}
    misread |= {
        line.partition(":")[0] for _, _, lines in registrations_misread(sources, set(unknown)) for line in lines
    }
    misread |= {name for _, names in markers_in_one(config) for name in names}
    misread |= named_in_wrong_type(config, ini)
    misread |= {line.name for _, lines in unindented(config, ini) for line in lines}  # see list-not-indented
    unknown = {name: marks for name, marks in unknown.items() if name not in misread}  # see marker-line-malformed
    if OLD in unknown and passed_over(sources, plugins, distributions):
        del unknown[OLD]  # see order-mark-of-other-plugin
    if not unknown:
        return
    fatal = error_filter(config, ini, command_line, "PytestUnknownMarkWarning", "Unknown pytest.mark.") is not None
    uses_async = {mark.name for _, test in sources.tests if test.is_async for mark in test.marks}
    for name, marks in unknown.items():
        if name in PARAMETRIZE:
            yield misspelt(marks, "parametrize", refused(name), Severity.ERROR)
        elif markers.open or (name in RUNNERS and name in uses_async) or plugins.with_marker(name):
            continue
        else:
            severity, consequence = outcome(name, markers, fatal)
            owners = owners_of(name, severity, knowledge)
            if name in EVERYDAY and not any(declared.get(normalized(owner)) for owner in owners):
                yield from own(marks, owners, markers, plugins, config, severity, consequence)
            else:
                yield from judge(marks, owners, markers, plugins, config, severity, consequence)


def unknown_marks(markers: Markers, sources: Sources, modules: Modules, config: PytestConfig) -> dict[str, list[Mark]]:
    """Marks of collected files by their unregistered name, as far as pytest surely comes to them, and looks."""
    found: dict[str, list[Mark]] = {}
    named = [(file.path, name) for file in sources.conftests for name in file.provided.plugins if "." in name]
    if any(modules.find(name, path) is None and modules.certain(name, path) for path, name in named):
        return {}  # the plugin that is not there may register them: see plugin-module-not-found
    for file in sources.collected:
        unknown = [mark for mark in file.marks if mark.name not in markers.registered and mark.name not in BUILTIN]
        if unknown and is_package_skipped(file, sources, modules):
            continue
        end = may_be_left_from(file, modules) if unknown else 0
        early = made_early(file, sources, config) if unknown else set()
        for mark in unknown:
            if mark.name not in early and (not end or mark.place.line < end):
                found.setdefault(mark.name, []).append(with_maker(mark, file))
    return found


def with_maker(mark: Mark, file: SourceFile) -> Mark:
    """The mark with the expression that makes it, where a name stands for it: `slow = pytest.mark.slow`."""
    place, text = mark.expr.place, f"pytest.mark.{mark.name}"
    for name, value in file.assigned if mark.expr.kind == "name" else ():
        if value.value == text and place.end_column - place.column == len(name) and value.place.line != place.line:
            return mark.replace(expr=value)
    return mark


def made_early(file: SourceFile, sources: Sources, config: PytestConfig) -> set[str]:
    """The marks that the file imports from a conftest.py or plugin that makes them before pytest begins to look at
    their names, which it does from `pytest_configure` on."""
    found: set[str] = set()
    for other in sources if any(each.name for each in file.imports) else ():
        if other.path in config.initial_conftests or other.role == "plugin":
            last = other.path.rpartition("/")[2].removesuffix(".py")
            names = {each.name for each in file.imports if each.module.rpartition(".")[2] == last}
            held = (str(value.value) for name, value in other.assigned if name in names or "*" in names)
            found.update(text.split(".")[2] for text in held if text.startswith("pytest.mark."))
    return found


def outcome(name: str, markers: Markers, fatal: bool) -> tuple[Severity | None, str]:
    """How bad an unregistered mark is, and what pytest says; None when pytest only warns."""
    if markers.strict:
        where = f", {markers.strict_place}" if markers.strict_place else ""
        return Severity.ERROR, f"pytest stops: '{name}' not found in `markers` configuration option " + (
            f"({markers.strict_text}{where})"
        )
    text = f"Unknown pytest.mark.{name} - is this a typo?"
    if fatal:
        return Severity.ERROR, f"pytest stops: PytestUnknownMarkWarning: {text} (warnings are errors)"
    return None, f"PytestUnknownMarkWarning: {text}; the mark does nothing"


def refused(name: str) -> str:
    return f"pytest stops: Unknown '{name}' mark, did you mean 'parametrize'?"


def owners_of(name: str, severity: Severity | None, knowledge: Knowledge) -> list[str]:
    """The distributions whose mark it is, where projects do not use the name as a word of their own."""
    if name in GENERIC and severity is None:
        return []
    return [plugin.distribution for plugin in knowledge.with_marker(name)]


def named_in_wrong_type(config: PytestConfig, ini: IniValues) -> set[str]:
    """The names in a `markers` that is no list, which is one cause: see config-value-wrong-type."""
    key, setting = ini.get("markers"), config.setting("markers")
    value = setting.value if setting else None
    if isinstance(value, dict):
        return set(map(str, value))
    if key is None or not key.error:
        return set()
    lines = value if isinstance(value, list) else str(value).split("\n")
    return {name.strip() for line in lines for name in marker_name(str(line)).split(",")}


def own(
    marks: list[Mark],
    owners: list[str],
    markers: Markers,
    plugins: Plugins,
    config: PytestConfig,
    severity: Severity | None,
    consequence: str,
) -> Iterator[Problem]:
    """A mark of the project's own, by its name; a plugin that has one, too, is named at most."""
    aside = f"; if the mark of {' or '.join(sorted(owners)[:2])} is meant, install that" if owners else ""
    for found in judge(marks, [], markers, plugins, config, severity, consequence):
        yield found.replace(help=f"{found.help}{aside}")


def judge(
    marks: list[Mark],
    owners: list[str],
    markers: Markers,
    plugins: Plugins,
    config: PytestConfig,
    severity: Severity | None,
    consequence: str,
) -> Iterator[Problem]:
    name = marks[0].name
    writable = {each for each in markers.registered if each.isidentifier()}  # no mark can be called 'needs-shop'
    near = meant(name, writable | BUILTIN)
    if owners and plugins.complete:
        yield missing_owner(marks, owners, severity or Severity.WARNING, consequence)
    elif near and not owners and (severity or len(marks) <= OFTEN):
        yield misspelt(marks, near, consequence, severity or Severity.WARNING)
    elif plugins.complete:
        unread = registered_unread(name, config)
        fix = item_added(config, "markers", name) if severity and not unread else None
        found = unregistered(marks, severity or Severity.NOTE, consequence)
        yield found.replace(fix=fix, related=(*found.related, *unread))


def registered_unread(name: str, config: PytestConfig) -> tuple[Related, ...]:
    """Where a file registers it that is not read: see config-file-hidden, which joins the two."""
    settings = [each.file.get("markers") for each in config.ignored]
    words = [word for setting in settings if setting for word in setting.items if marker_name(word.text) == name]
    return tuple(Related(word.place, "registered here, in a file that is not read") for word in words)


def made(marks: list[Mark]) -> tuple[Related, ...]:
    """Where variables that hold the mark are given it."""
    places = dict.fromkeys(mark.expr.place for mark in marks if mark.expr.place.line != mark.place.line)
    return tuple(Related(place, "made here") for place in places)


def misspelt(marks: list[Mark], right: str, consequence: str, severity: Severity) -> Problem:
    name = marks[0].name
    return Problem(
        place=marks[0].place,
        message=f"marker '{name}' is not registered; '{right}' is",
        label=f"misspelt '{right}'?",
        related=(*made(marks), *uses([mark.place for mark in marks[1:]], "used here too")),
        consequence=consequence,
        fix=Fix(
            f"write pytest.mark.{right} in place of pytest.mark.{name}",
            tuple(RenameWord(place, name, right) for place in dict.fromkeys(mark.expr.place for mark in marks)),
        ),
        help=f"write pytest.mark.{right}, or register '{name}' under `markers` if it is another one",
        severity=severity,
        confidence=Confidence.MEDIUM,
    )


def missing_owner(marks: list[Mark], owners: list[str], severity: Severity, consequence: str) -> Problem:
    name = marks[0].name
    likeliest = sorted(owners, key=lambda owner: (name.replace("_", "-") not in owner, len(owner), owner))
    others = f" (or {', '.join(likeliest[1:3])})" if likeliest[1:] else ""
    return Problem(
        place=marks[0].place,
        message=f"marker '{name}' belongs to {likeliest[0]}{others}, which is not installed",
        label="used here",
        related=(*made(marks), *uses([mark.place for mark in marks[1:]], "used here too")),
        consequence=consequence,
        help=f"install {likeliest[0]} (`pip install {likeliest[0]}`), or remove the {plural(len(marks), 'mark')}; "
        "if the mark is the project's own, register it under `markers`",
        severity=severity,
        confidence=Confidence.MEDIUM,
    )


def unregistered(marks: list[Mark], severity: Severity, consequence: str) -> Problem:
    name = marks[0].name
    return Problem(
        place=marks[0].place,
        message=f"marker '{name}' is not registered",
        label="used here",
        related=(*made(marks), *uses([mark.place for mark in marks[1:]], "used here too")),
        consequence=consequence,
        help=f"add '{name}: what it means' to `markers` in the configuration file",
        severity=severity,
    )
