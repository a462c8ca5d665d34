"""The configuration comes from a folder above the project.

## Why

pytest looks for its configuration upwards, to the root of the disk. A forgotten pytest.ini in a home folder, or in the
folder of all checkouts, is taken by every project below it that has none; rootdir moves up there too, and `testpaths`
does not count. Where the file lies outside of the project's repository, nobody who clones it has these options: the
tests run otherwise there.

See https://docs.pytest.org/en/stable/reference/customize.html#finding-the-rootdir.

## Instead

Give the project a configuration of its own, be it an empty pytest.ini. In a monorepo whose packages share the options
of the root there is nothing to do.

## Fix safety

There is none: both may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import ConfigFile, PytestConfig
from doctor.model.environment import Repository, Tree
from doctor.model.findings import Problem, Severity
from doctor.rules.config._winner import is_chosen
from doctor.rules.config._words import top
from doctor.rules.naming import folder_of
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(config: PytestConfig, tree: Tree, repository: Repository) -> Iterator[Problem]:
    winner = config.configfile
    if winner is None or not levels(winner) or not winner.settings or is_chosen(config):
        return
    own = next((name for name in ("pyproject.toml", "setup.py", "setup.cfg") if tree.has(name)), None)
    is_outside = is_out_of(repository, winner)
    if own or is_outside:
        yield Problem(
            place=top(winner),
            message=f"the configuration is {winner.file}, above the project{' and its repository' * is_outside}: "
            f"it sets {listing(each.name for each in winner.settings)}",
            label="read from here",
            consequence=f"rootdir is {config.rootdir}" + "; other checkouts run without these options" * is_outside,
            help="if it is not meant for this project, give the project its own options, "
            + (f"for example beside {own}" if own else "be it an empty pytest.ini"),
            severity=Severity.WARNING if is_outside else None,
        )


def levels(file: ConfigFile) -> int:
    """How far above the project the file lies; 0 where it lies elsewhere."""
    parts = folder_of(file.file).split("/")
    return len(parts) if set(parts) == {".."} else 0


def is_out_of(repository: Repository, file: ConfigFile) -> bool:
    return bool(repository.root) and levels(file) > repository.root.count("..")
