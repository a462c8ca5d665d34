"""`--doctest-modules` imports a file of the project that cannot be imported here.

## Why

With `--doctest-modules` pytest imports every Python file below its paths, not only those of the tests:
`docs/conf.py`, scripts, `noxfile.py`. One that needs what is not installed beside the tests is an error of
collection, and stops the run: "ERROR collecting docs/conf.py".

See https://docs.pytest.org/en/stable/how-to/doctest.html and https://github.com/pytest-dev/pytest/issues/11716.

Nothing is said where the project declares what is missing among its own dependencies: see import-not-found.

## Instead

Name the folders that have doctests, `testpaths = shop tests`; leave the file out by `--ignore=docs/conf.py` or
`collect_ignore` of a conftest.py; or pass over such files with `--doctest-ignore-import-errors`.

## Fix safety

The file is left out of the run, in which it has no doctests that could be run: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, PytestConfig, Source
from doctor.model.environment import Declared, Modules, TopImport, normalized
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddItem, Fix
from doctor.model.sources import Sources
from doctor.rules.cures import home, may_edit
from doctor.rules.phrases import plural
from doctor.rules.plugins._loaded import is_perhaps_left_out
from doctor.rules.registry import rule

SPARED = ("--doctest-ignore-import-errors", "--continue-on-collection-errors")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    doctested: tuple[tuple[str, TopImport], ...],
    command_line: CommandLine,
    config: PytestConfig,
    declared: Declared,
    modules: Modules,
    sources: Sources,
) -> Iterator[Problem]:
    option = command_line.last("--doctest-modules")
    lost = tuple(
        (file, each)
        for file, each in doctested
        if not (is_needed(each, declared, modules) or is_perhaps_left_out(file, sources, modules))
    )
    if lost and option and not command_line.last(*SPARED):
        yield problem(lost, option, config)


def is_needed(lost: TopImport, declared: Declared, modules: Modules) -> bool:
    """Is it a dependency of the project itself, so that the environment is not what the project asks for?"""
    top = top_of(lost)
    names = {normalized(name) for name in (top, *modules.distributions_for(top))}
    names |= {normalized(lost.module), normalized(".".join(lost.module.split(".")[:2]))}
    return any(each.key in names and each.group == "dependencies" for each in declared.requirements)


def top_of(lost: TopImport) -> str:
    """What Python misses, which looks for the outermost package first."""
    return lost.module.partition(".")[0]


def problem(lost: tuple[tuple[str, TopImport], ...], option: GivenOption, config: PytestConfig) -> Problem:
    file, top = lost[0][0], top_of(lost[0][1])
    more = f", and {plural(len(lost) - 1, 'more file')} of this kind" if len(lost) > 1 else ""
    return Problem(
        place=option.place,
        message=f"'--doctest-modules' imports {file}, which needs '{top}', and that is not installed{more}",
        label="imports every file",
        related=tuple(Related(each.place, f"needs '{top_of(each)}'") for _, each in lost[:4]),
        consequence=f"collection stops: ERROR collecting {file}: ModuleNotFoundError: No module named '{top}'",
        help=f"name the folders that have doctests in testpaths, or leave it out: --ignore={file}",
        fix=ignored([file for file, _ in lost], option, config),
    )


def ignored(files: list[str], option: GivenOption, config: PytestConfig) -> Fix | None:
    where = home(config)
    if where is None or option.source is not Source.ADDOPTS or not may_edit(option.place) or len(files) > 4:
        return None
    changes = tuple(AddItem(*where, "addopts", f"--ignore={file}") for file in files)
    return Fix(f"leave {', '.join(files)} out with --ignore", changes)
