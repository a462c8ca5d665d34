"""A key of coverage.py's configuration is not one that coverage.py has in this section.

## Why

coverage.py warns of a key that it does not know, among what else is printed, and goes on without it:
`[run] fail_under = 90` and `[report] fail-under = 90` are no gate at all.

See https://coverage.readthedocs.io/en/latest/config.html.

## Instead

Write the key as the documentation does, in the section where it belongs: `fail_under`, `show_missing` and
`exclude_lines` in [report], `branch`, `source` and `parallel` in [run].

## Fix safety

The setting comes into force, which may lower what is reported or close the gate: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import ConfigFile, Section, Setting
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveKey, Replace, SetKey
from doctor.rules.config._coverage import TYPES, keys_of, settings, written
from doctor.rules.cures import may_edit
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(coverage_file: ConfigFile | None) -> Iterator[Problem]:
    for section, setting in settings(coverage_file) if coverage_file else ():
        own = keys_of(section.name)
        if setting.name in own or coverage_file is None:
            continue
        near = spelt(setting.name, own)
        homes = [name for name in TYPES if setting.name in keys_of(name)]
        if near:
            yield problem(section, setting, coverage_file, f"write {near}", renamed(section, setting, near))
        elif homes:
            header = written(coverage_file, homes[0])
            fix = moved(section, setting, coverage_file, homes[0])
            yield problem(section, setting, coverage_file, f"write it in [{header}]", fix)


def spelt(name: str, keys: tuple[str, ...]) -> str:
    same = [key for key in keys if key == name.lower().replace("-", "_").replace(" ", "_")]
    return same[0] if same else (nearest(name, keys) or "") if len(name) > 4 else ""


def problem(section: Section, setting: Setting, file: ConfigFile, cure: str, fix: Fix | None) -> Problem:
    header = written(file, section.name)
    return Problem(
        place=setting.place,
        message=f"coverage.py has no key '{setting.name}' in [{header}]",
        label="not known",
        consequence=f"it does nothing: CoverageWarning: Unrecognized option '[{header}] {setting.name}='",
        help=cure,
        fix=fix,
    )


def renamed(section: Section, setting: Setting, name: str) -> Fix | None:
    if section.get(name) or not may_edit(setting.place):
        return None
    return Fix(f"write '{name}' for '{setting.name}'", (Replace(setting.place, name),))


def moved(section: Section, setting: Setting, file: ConfigFile, home: str) -> Fix | None:
    there = next((each for each in file.sections if each.name == home), None)
    if not may_edit(setting.place) or (there and there.get(setting.name)) or isinstance(setting.value, dict):
        return None
    value = tuple(setting.value) if isinstance(setting.value, list) else setting.value
    here, header = written(file, section.name), written(file, home)
    changes = (RemoveKey(file.file, here, setting.name), SetKey(file.file, header, setting.name, value))
    return Fix(f"move '{setting.name}' into [{header}]", changes)
