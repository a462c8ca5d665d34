"""Settings for coverage.py stand in a file that it does not come to.

## Why

coverage.py takes one file, the first of `.coveragerc`, `.coveragerc.toml`, `setup.cfg`, `tox.ini` and `pyproject.toml`
that holds settings for it; `.coveragerc` counts whatever is in it. `fail_under` in `[tool.coverage.report]` is not read
beside a `.coveragerc`: the gate is open, and coverage.py says no word.

See https://coverage.readthedocs.io/en/latest/config.html and
https://github.com/doobidoo/mcp-memory-service/issues/1269.

Nothing is said where `--cov-config` or COVERAGE_RCFILE chooses a file, nor where both files say the same.

## Instead

Keep all settings in one file.

## Fix safety

The settings come into force, which may fail the run: it is not done unasked. What the two files say differently is left
to you.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import ConfigFile, Section, Setting, TomlValue
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Change, Fix, RemoveSection, SetKey
from doctor.model.places import Place
from doctor.rules.config._coverage import TYPES, type_of, written
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(coverage_file: ConfigFile | None, hidden_coverage: tuple[ConfigFile, ...]) -> Iterator[Problem]:
    for hidden in hidden_coverage if coverage_file else ():
        lost = [(section, each) for section in hidden.sections for each in section.settings]
        lost = [(section, each) for section, each in lost if not is_said(section, each, coverage_file)]
        if lost and coverage_file:
            yield problem(lost, hidden, coverage_file)


def is_said(section: Section, setting: Setting, winner: ConfigFile | None) -> bool:
    """Does the file that is read hold the same?"""
    there = same(section, setting, winner) if winner else None
    return bool(there and words(there.value) == words(setting.value)) or section.name not in TYPES


def same(section: Section, setting: Setting, winner: ConfigFile) -> Setting | None:
    home = next((each for each in winner.sections if each.name == section.name), None)
    return home.get(setting.name) if home else None


def words(value: TomlValue) -> list[str]:
    items = value if isinstance(value, (list, tuple)) else str(value).replace(",", "\n").split("\n")
    return [str(item).strip().lower() for item in items if str(item).strip()]


def problem(lost: list[tuple[Section, Setting]], hidden: ConfigFile, winner: ConfigFile) -> Problem:
    names = [setting.name for _, setting in lost]
    section = lost[0][0]
    return Problem(
        place=section.place,
        message=f"coverage.py takes {winner.file}, and does not read {listing(names)} in {hidden.file}",
        label="not read",
        related=(*first_line(winner), *(Related(setting.place, "not read") for _, setting in lost[1:3])),
        consequence=f"what is set there ({', '.join(names)}) does not hold, and coverage.py says no word",
        help=f"move the settings into {winner.file}, or those of {winner.file} into {hidden.file}",
        fix=moved(lost, hidden, winner),
    )


def first_line(winner: ConfigFile) -> tuple[Related, ...]:
    place = winner.sections[0].place if winner.sections else Place(winner.file, 1, 1, 1, 1)
    return (Related(place, "read in its place"),)


def moved(lost: list[tuple[Section, Setting]], hidden: ConfigFile, winner: ConfigFile) -> Fix | None:
    """All that the other file does not say goes into it, and the sections go."""
    if any(same(section, setting, winner) for section, setting in lost):
        return None
    changes: list[Change] = []
    for section, setting in lost:
        value = converted(section, setting, winner)
        if value is None:
            return None
        changes.append(SetKey(winner.file, written(winner, section.name), setting.name, value))
    known = {setting.name for _, setting in lost}
    if any(section.name not in TYPES for section in hidden.sections):
        return None
    changes += [RemoveSection(hidden.file, written(hidden, section.name)) for section in hidden.sections]
    return Fix(f"move {listing(sorted(known))} into {winner.file}", tuple(changes))


def converted(section: Section, setting: Setting, winner: ConfigFile) -> TomlValue | None:
    """The value as the other file wants it."""
    kind, value = type_of(section.name, setting.name), setting.value
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if kind in ("list", "regexes") and isinstance(value, str):
        return tuple(line.strip() for line in value.split("\n") if line.strip())
    if isinstance(value, str) and winner.mode == "toml" and kind in ("bool", "float", "int"):
        return None
    return value
