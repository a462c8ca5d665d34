"""The configuration comes from a folder above the project.

## Why

pytest looks for its configuration upwards, to the root of the disk. A forgotten pytest.ini in a home folder, or in the
folder of all checkouts, is taken by every project below it that has none; rootdir moves up there too, and `testpaths`
does not count.

See https://docs.pytest.org/en/stable/reference/customize.html#finding-the-rootdir.

## Instead

Give the project a configuration of its own, be it an empty pytest.ini. In a monorepo whose packages share the options
of the root there is nothing to do.

## Fix safety

There is none: both may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.rules.config._words import top
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(config: PytestConfig, tree: Tree) -> Iterator[Problem]:
    winner = config.configfile
    if winner is None or not winner.file.startswith("../") or not winner.settings:
        return
    own = next((name for name in ("pyproject.toml", "setup.py", "setup.cfg") if tree.has(name)), None)
    if own:
        yield Problem(
            place=top(winner),
            message=f"the configuration is {winner.file}, above the project: it sets "
            f"{listing(each.name for each in winner.settings)}",
            label="read from here",
            consequence=f"rootdir is {config.rootdir}",
            help=f"if it is not meant for this project, give the project its own options, for example beside {own}",
        )
