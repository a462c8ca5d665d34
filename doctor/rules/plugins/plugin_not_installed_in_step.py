"""A step installs pytest without a plugin whose options the configuration gives.

## Why

`addopts` holds in each call of pytest. An environment of tox or nox, a CI job or an image that installs `pytest` alone
has no plugin that knows `--cov` or `-n`: pytest stops before it collects, with `error: unrecognized arguments`, while
all is well on the machine where the plugin is installed. So it is with the options of the call itself, and with those
that CI, tox, an image or a compose file writes into `PYTEST_ADDOPTS` for it.

See https://github.com/ramnes/notion-sdk-py/pull/37 and https://github.com/Tuxemon/Tuxemon/pull/3602.

## Instead

Install the plugin in each place where pytest is called, best by one list for all of them (a dependency group, an
extra, a requirements file); or give the options of reports in CI alone, not in `addopts`.

## Fix safety

The plugin is added beside pytest, but not unasked: which version is right is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import PytestCall, option_of
from doctor.model.config import CommandLine, PytestConfig, Source
from doctor.model.environment import Declared, Distributions, normalized
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, InsertLine, Replace
from doctor.model.installs import Installed
from doctor.model.places import Place
from doctor.model.plugins import Kind, Knowledge, Plugins
from doctor.rules.plugins._steps import brought
from doctor.rules.registry import rule

OTHERWISE = ("-c", "--config-file", "-o", "--override-ini", "--rootdir")


@rule(severity=Severity.WARNING, since="0.1")
def check(
    installs: tuple[Installed, ...],
    config: PytestConfig,
    command_line: CommandLine,
    plugins: Plugins,
    knowledge: Knowledge,
    distributions: Distributions,
    declared: Declared,
) -> Iterator[Problem]:
    if not installs or config.rootdir != ".":
        return
    given = [option for option in reversed(command_line.options) if option.source is Source.ADDOPTS]
    always = {
        key: (option.text(), option.place) for option in given if (key := owner(option.names, plugins, knowledge))
    }
    said: set[tuple[object, ...]] = set()
    for each in installs:
        there = brought(each, distributions, declared)
        needed: dict[str, tuple[str, Place]] = {}
        for call in each.calls if there is not None else ():
            if call.certain and not is_otherwise(call):
                needed = {**always, **needed}
            own = ((word, owner((option_of(word.text),), plugins, knowledge)) for word in (*call.added, *call.words))
            for word, key in own:
                if key:
                    needed.setdefault(key, (word.text, word.place))
        missing = [key for key in needed if there is not None and key not in there]
        told = listed(each, declared)
        if missing and there is not None and "pytest" in there and (told.place, *missing) not in said:
            said.add((told.place, *missing))  # two steps may install the same list
            yield problem(told, missing, needed)


def listed(each: Installed, declared: Declared) -> Installed:
    """With the place of pytest in the project's own list, where the step installs that."""
    if "pytest" in each.keys:
        return each
    found = [every for every in declared.get("pytest") if every.group in each.groups]
    if not found:
        return each
    place = Place(found[0].file, found[0].line, 1, found[0].line, 1)
    return each.replace(place=place, home=f"{found[0].file}, which {each.home} installs,", kind="list")


def owner(names: tuple[str, ...], plugins: Plugins, knowledge: Knowledge) -> str:
    """The one distribution that adds an option of these names, "" for those of pytest and of the project."""
    owners = [plugin for name in names for plugin in plugins.with_option(name)]
    if any(plugin.kind is not Kind.INSTALLED for plugin in owners):
        return ""
    known = {plugin.distribution for plugin in owners} or {
        plugin.distribution for name in names if name.startswith("-") for plugin in knowledge.with_option(name)
    }
    return normalized(known.pop()) if len(known) == 1 else ""


def is_otherwise(call: PytestCall) -> bool:
    """Does the call read another configuration, or leave a plugin out?"""
    return any(word.text.startswith((*OTHERWISE, "-p")) for word in call.words)


def problem(each: Installed, missing: list[str], needed: dict[str, tuple[str, Place]]) -> Problem:
    names = " and ".join(missing)
    option, place = needed[missing[0]]
    return Problem(
        place=each.place,
        message=f"{each.home} has pytest without {names}, whose option '{option}' is given",
        label=f"without {names}",
        related=(Related(place, "given here"),),
        consequence=f"pytest stops there: error: unrecognized arguments: {option}",
        help=f"install {names} there as well",
        fix=fix(each, missing),
    )


def fix(each: Installed, missing: list[str]) -> Fix | None:
    """The plugin stands before pytest: in a line of `deps`, among the words of pip, or of `session.install`."""
    place, title = each.place, f"install {' and '.join(missing)} beside pytest"
    if each.kind == "list" and place.file.endswith((".txt", ".in")):
        return Fix(title, tuple(InsertLine(place, name) for name in missing))
    if place.end_column == place.column:
        return None
    first = place.replace(end_line=place.line, end_column=place.column)
    if each.kind == "tox":
        is_line = place.column != len("deps = ") + 1  # else the key stands in the same line
        return Fix(title, tuple(InsertLine(place, name) for name in missing)) if is_line else None
    quote = '"' if each.kind in ("nox", "table") else ""
    text = "".join(f"{quote}{name}{quote}{',' if quote else ''} " for name in missing)
    return Fix(title, (Replace(first, text),))
