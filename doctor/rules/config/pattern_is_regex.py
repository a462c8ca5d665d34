"""A pattern of files, classes or functions is written as a regular expression.

## Why

`python_files`, `python_classes` and `python_functions` are globs (`test_*.py`, `*Spec`) or, for classes and functions,
beginnings of names. In a glob `.`, `^` and `$` stand for themselves: `^test_.*\\.py$` matches no file, and pytest
collects nothing by it, without a word.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-python_files.

## Instead

`test_*.py`, `*Spec`, `test_*`.

## Fix safety

The glob that was meant is written. Tests are collected that were not before, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig, Setting
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Word
from doctor.rules.cures import key_set
from doctor.rules.lists import as_glob, regexes
from doctor.rules.registry import rule

THINGS = {"python_files": "file", "python_classes": "class", "python_functions": "function"}


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig) -> Iterator[Problem]:
    for setting, words in regexes(config):
        alone = len(words) == len(setting.items)
        for word in words:
            yield problem(setting, word, alone, config)


def problem(setting: Setting, word: Word, alone: bool, config: PytestConfig) -> Problem:
    thing, right = THINGS[setting.name], as_glob(word.text)
    return Problem(
        place=word.place,
        message=f"{setting.name} holds '{word.text}', a regular expression where pytest wants a glob",
        label=f"matches no {thing}",
        consequence=f"no {thing} is collected by it, and pytest does not say why",
        help=f"write '{right}'" if right else "write a glob, such as test_*.py",
        fix=fix(setting, config),
        severity=None if alone else Severity.WARNING,
    )


def fix(setting: Setting, config: PytestConfig) -> Fix | None:
    lost = [word for _, words in regexes(config) for word in words]
    globs = tuple(as_glob(item.text) if item in lost else item.text for item in setting.items)
    if not all(globs):
        return None
    return key_set(config, setting.name, globs, f"write {', '.join(globs)} as {setting.name}")
