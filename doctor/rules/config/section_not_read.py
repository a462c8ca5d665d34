"""Options stand in a section that pytest does not read.

## Why

Each file has one name for pytest's section: `[pytest]` in pytest.ini, tox.ini and pytest.toml (9.0 and later),
`[tool:pytest]` in setup.cfg, `[tool.pytest.ini_options]` in pyproject.toml, or `[tool.pytest]` from 9.0. Under any
other name the options are passed over without a word: no markers, no paths, no strictness.

See https://docs.pytest.org/en/stable/reference/customize.html#configuration-file-formats.

## Instead

Rename the section.

## Fix safety

The options come into force, which may change what runs; it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import ConfigFile, PytestConfig, Section
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Change, Fix, MoveFile, RenameSection, SetKey
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.rules.config._winner import hidden
from doctor.rules.config._words import NATIVE, name_of, right_section, titled, top
from doctor.rules.cures import fitting, may_edit, of_toml, type_of
from doctor.rules.naming import folder_of
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, tree: Tree, plugins: Plugins) -> Iterator[Problem]:
    folders = {folder_of(config.configfile.file) if config.configfile else "", ""}
    for file in config.files:
        if folder_of(file.file) in folders and not file.file.startswith("..") and not file.error:
            for section in file.sections:
                if is_lost(section, file) and not is_told(file, section, config):
                    yield problem(file, section, config).replace(fix=fix(file, section, config, plugins))
    yield from slipped(config)
    if config.version < (9,):
        yield from too_new(config, tree)


def is_lost(section: Section, file: ConfigFile) -> bool:
    """Has it a name and options, and is it no key of the table that is read, which `slipped` reports?"""
    read = file.section.name + "." if file.section else ""
    within = file.mode == "toml" and bool(read) and section.name.startswith(read)
    return bool(section.name and not section.is_read and options(section)) and not within


def options(section: Section) -> list[str]:
    """The keys that are no tables."""
    return [setting.name for setting in section.settings if not isinstance(setting.value, dict)]


def is_told(file: ConfigFile, section: Section, config: PytestConfig) -> bool:
    """Does the file that wins have the same options, as for projects that run with several versions of pytest?"""
    winner = config.configfile
    return bool(
        winner and winner.settings and not hidden(file.replace(sections=(section.replace(is_read=True),)), winner)
    )


def problem(file: ConfigFile, section: Section, config: PytestConfig) -> Problem:
    right = right_section(file.file, config.version)
    native = section.name == "tool.pytest" and name_of(file.file) == "pyproject.toml"
    read = file.section
    return Problem(
        place=section.place,
        message=f"pytest {config.pytest_version} does not read {titled(section)} in {file.file}"
        + (f", but {right}" if right else ""),
        label=f"call it {right}" if right else "not read",
        related=(Related(read.place, "this is read"),) if read else (),
        consequence=f"passed over without a word: {listing(options(section))}",
        help=(f"rename it to {right}" if read is None else f"move its options into {titled(read)}")
        + (", or install pytest 9, which reads [tool.pytest]" if native else ""),
    )


def fix(file: ConfigFile, section: Section, config: PytestConfig, plugins: Plugins) -> Fix | None:
    """The section gets its right name, its values the form of such a file; none where another file is the one read."""
    right = file.section.name if file.section else right_section(file.file, config.version).strip("[]")
    winner = config.configfile
    is_hidden = winner is not None and winner.file != file.file and bool(winner.settings)
    twice = [each.name for each in section.settings if file.section and file.section.get(each.name)]
    if not right or is_hidden or twice or (right.startswith(section.name + ".") and not options(section)):
        return None
    native = name_of(file.file) in NATIVE or right == "tool.pytest"
    changes: list[Change] = [RenameSection(file.file, section.name, right)]
    for setting in section.settings:
        value = fitting(setting, type_of(setting.name, plugins), file, native)
        written = tuple(setting.value) if isinstance(setting.value, list) else setting.value
        if value is not None and value != written and (native or of_toml(setting.value) != setting.value):
            changes.append(SetKey(file.file, right, setting.name, value))
    verb = "move the options of" if file.section else "rename"
    return Fix(f"{verb} {titled(section)} of {file.file} to [{right}]", tuple(changes))


def slipped(config: PytestConfig) -> Iterator[Problem]:
    """[tool.pytest.ini_option]: for pytest 9 a key of [tool.pytest] that holds a table."""
    file = config.configfile
    for setting in file.settings if file and file.mode == "toml" else ():
        if isinstance(setting.value, dict) and "option" in setting.name:
            keys = [str(key) for key in setting.value]
            yield Problem(
                place=setting.place,
                message=f"pytest {config.pytest_version} does not read [tool.pytest.{setting.name}], "
                "but [tool.pytest.ini_options] or [tool.pytest]",
                label="call it [tool.pytest.ini_options]",
                consequence=f"Unknown config option: {setting.name}; without effect: {listing(keys)}",
                help="the keys belong into [tool.pytest.ini_options], which pytest 6 to 9 read",
                fix=fix_slipped(file, setting.name) if file and may_edit(setting.place) else None,
            )


def fix_slipped(file: ConfigFile, name: str) -> Fix | None:
    """Not where [tool.pytest] has keys of its own: both tables together are an error."""
    if any(not isinstance(setting.value, dict) for setting in file.settings):
        return None
    right = "tool.pytest.ini_options"
    return Fix(f"rename [tool.pytest.{name}] to [{right}]", (RenameSection(file.file, f"tool.pytest.{name}", right),))


def too_new(config: PytestConfig, tree: Tree) -> Iterator[Problem]:
    """pytest.toml, which pytest 8 does not look at."""
    winner = config.configfile
    for name in NATIVE:
        if tree.has(name) and not (winner and winner.settings):
            yield Problem(
                place=Place(name, 1, 1),
                message=f"pytest {config.pytest_version} does not read {name}, which came with pytest 9.0",
                label="not read",
                related=(Related(top(winner), "this file is taken"),) if winner and not winner.error else (),
                consequence="all options in it are passed over without a word",
                help="install pytest 9, or move the options to [tool.pytest.ini_options] in pyproject.toml",
                fix=moved(name, tree),
            )


def moved(name: str, tree: Tree) -> Fix | None:
    """The file as a pyproject.toml, where there is none: its values mean the same there."""
    if tree.has("pyproject.toml") or name.startswith("."):
        return None
    changes = (RenameSection(name, "pytest", "tool.pytest.ini_options"), MoveFile(name, "pyproject.toml"))
    return Fix(f"call {name} pyproject.toml, and its table [tool.pytest.ini_options]", changes)
