"""`omit` of coverage.py names a folder without a star, and leaves nothing out.

## Why

The patterns of `omit` are compared with whole paths of files: `tests/` and `shop/vendor` match no file, `shop/vendor/*`
matches all that is below. coverage.py says no word of a pattern that matches nothing.

See https://coverage.readthedocs.io/en/latest/source.html#file-patterns and
https://coverage.readthedocs.io/en/latest/config.html#run-omit.

## Instead

`omit = tests/*`, `omit = */vendor/*`.

## Fix safety

The files go out of the report, which changes what it says: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigFile, Section, Setting
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, SetKey
from doctor.rules.config._coverage import is_measured, items, written
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(coverage_file: ConfigFile | None, tree: Tree, command_line: CommandLine) -> Iterator[Problem]:
    for section in coverage_file.sections if coverage_file else ():
        omit = section.get("omit") if section.name in ("run", "report") else None
        listed = items(omit) if omit else []
        bare = [item for item in listed if is_bare_folder(item, tree)]
        lost = [item for item in bare if coverage_file and is_measured(path_of(item), coverage_file, command_line)]
        if coverage_file and omit and lost:
            right = tuple(f"{item.rstrip('/')}/*" if item in bare else item for item in listed)
            yield problem(omit, lost, right, section, coverage_file)


def path_of(item: str) -> str:
    return item.removeprefix("./").rstrip("/")


def is_bare_folder(item: str, tree: Tree) -> bool:
    """Is it a folder with Python files, and no pattern?"""
    path = path_of(item)
    odd = any(char in item for char in "*?[$~\\") or path.startswith(("/", "..")) or path in ("", ".")
    has_code = any(file.startswith(f"{path}/") and file.endswith(".py") for file in tree.files)
    return not odd and tree.is_folder(path) and has_code


def problem(omit: Setting, lost: list[str], right: tuple[str, ...], section: Section, file: ConfigFile) -> Problem:
    first = lost[0]
    better = f"{first.rstrip('/')}/*"
    change = SetKey(file.file, written(file, section.name), "omit", right)
    place = next((word.place for word in omit.items if word.text == first), omit.place)
    return Problem(
        place=place,
        message=f"omit leaves nothing out by '{first}': the pattern has to match whole paths, as '{better}' does",
        label="matches no file",
        consequence=f"what lies in {first.rstrip('/')} is measured and reported, and coverage.py says no word",
        help=f"write {better}",
        fix=Fix(f"write {better}", (change,)) if may_edit(omit.place) else None,
    )
