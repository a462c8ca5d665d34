"""A configuration file hides the options of another.

## Why

pytest takes one configuration file and never joins two. The order is pytest.toml, pytest.ini, pyproject.toml, tox.ini,
setup.cfg; an empty pytest.ini wins all the same. The search begins at the folder that the arguments have in common, so
`pytest tests` finds tests/pytest.ini before the one above it. All options of the files that lose are dead: patterns,
markers, strictness, warnings as errors. pytest 9 says so in its header, older ones say nothing.

See https://docs.pytest.org/en/stable/reference/customize.html#configuration-file-formats.

## Instead

Keep one file: move the options into the one that wins, or delete the one that wins. Parts of a repository that are
projects of their own may have their own file; then give each all that it needs.

## Fix safety

A file that holds no options can go, and options can move where no key has two values; lists of options, markers and
filters are joined, and of two that contradict each other the one of the remaining file holds. All of it puts options
into force, so it is not done unasked. Which of two other values is right is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import ConfigFile, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Change, Fix, RemoveFile, RemoveSection, SetKey
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.rules.config._winner import hidden, is_apart, is_chosen, same
from doctor.rules.config._words import name_of, titled, top
from doctor.rules.cures import fitting, joined, may_edit, type_of
from doctor.rules.lists import marker_name
from doctor.rules.naming import folder_of
from doctor.rules.phrases import listing
from doctor.rules.registry import rule

JOINED = ("addopts", "markers", "filterwarnings")  # lists of which both may be wanted
ALONE = ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini")  # files for pytest alone
RELATIVE = ("testpaths", "pythonpath", "norecursedirs", "cache_dir", "log_file")  # paths seen from the file's folder


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, tree: Tree, plugins: Plugins) -> Iterator[Problem]:
    winner = config.configfile
    if winner is None or winner.error or is_chosen(config):
        return
    for other in (each.file for each in config.ignored):
        lost = hidden(other, winner)
        if not lost or other.error:
            continue
        if folder_of(other.file) == folder_of(winner.file):
            found = beside(winner, other, lost, config)
            yield found.replace(fix=fix_beside(winner, other, plugins))
        elif not is_apart(winner, tree):
            found = below(winner, other, lost)
            yield found.replace(fix=fix_below(winner, other, plugins))


def fix_beside(winner: ConfigFile, loser: ConfigFile, plugins: Plugins) -> Fix | None:
    """One that holds nothing goes; else the options that it lacks move in."""
    if not may_edit(Place(winner.file, 1)):
        return None
    if not winner.settings:
        return Fix(
            f"delete {winner.file}" if holds_nothing(winner) else f"remove the empty section of {winner.file}",
            gone(winner),
        )
    return merged(loser, winner, plugins)


def fix_below(winner: ConfigFile, loser: ConfigFile, plugins: Plugins) -> Fix | None:
    """The options of the file below move into the one of the project."""
    if not may_edit(Place(loser.file, 1)):
        return None
    if not winner.settings and holds_nothing(winner):
        return Fix(f"delete {winner.file}", gone(winner))
    own = [each.name for each in winner.settings if each.name in RELATIVE]
    return None if own else merged(winner, loser, plugins)


def holds_nothing(file: ConfigFile) -> bool:
    return name_of(file.file) in ALONE and len(file.sections) <= 1


def gone(file: ConfigFile) -> tuple[Change, ...]:
    if holds_nothing(file):
        return (RemoveFile(file.file),)
    return (RemoveSection(file.file, file.section.name),) if file.section else ()


def merged(source: ConfigFile, target: ConfigFile, plugins: Plugins) -> Fix | None:
    """Options of one file into another, where none has two values but lists; the section that they came from goes."""
    if source.section is None or target.section is None:
        return None
    changes: list[Change] = []
    for setting in source.settings:
        there = target.get(setting.name)
        value = fitting(setting, type_of(setting.name, plugins), target, target.mode == "toml")
        if there is None and value is not None:
            changes.append(SetKey(target.file, target.section.name, setting.name, value))
        elif there is not None and not same(setting.value, there):
            kind, named = type_of(setting.name, plugins), marker_name if setting.name == "markers" else str
            value = joined(there.value, setting.value, kind, named) if setting.name in JOINED else None
            if value is None:
                return None
            changes.append(SetKey(target.file, target.section.name, setting.name, value))
        elif there is None:
            return None
    title = f"move the options of {source.file} into {target.file}"
    return Fix(title, (*changes, RemoveSection(source.file, source.section.name)))


def beside(winner: ConfigFile, loser: ConfigFile, lost: list[str], config: PytestConfig) -> Problem:
    state = f"{winner.file} wins" if winner.settings else f"{winner.file} holds no options, and wins all the same"
    section = titled(loser.section) if loser.section else ""
    return Problem(
        place=top(winner),
        message=f"{state}: {listing(lost)} in {loser.file} {section} {have(lost)} no effect",
        label="the only file that is read",
        related=(Related(top(loser), "not read"),),
        consequence=f"pytest's header says: WARNING: ignoring pytest config in {name_of(loser.file)}!"
        if config.version >= (9,)
        else "pytest takes the first file that it finds, and does not mention the other",
        help=f"delete {winner.file}"
        if not winner.settings
        else f"keep one file: options that {winner.file} lacks belong into it",
    )


def below(winner: ConfigFile, loser: ConfigFile, lost: list[str]) -> Problem:
    folder = folder_of(winner.file)
    return Problem(
        place=top(winner),
        message=f"{winner.file} wins for arguments in {folder}: {listing(lost)} in {loser.file} {have(lost)} no effect",
        label="the only file that is read",
        related=(Related(top(loser), "not read in this call, but in one without arguments"),),
        consequence=f"rootdir is {folder}, and 'pytest' and 'pytest {folder}' run with different options",
        help=f"delete {winner.file}, or repeat the options of {loser.file} in it",
        severity=Severity.WARNING if "test" in folder.lower() else Severity.NOTE,
    )


def have(names: list[str]) -> str:
    return "has" if len(names) == 1 else "have"
