"""A configuration file in a folder of tests takes over when that folder is named.

## Why

pytest looks for its configuration from the folder of its arguments upwards. With a file in tests/ besides the
project's own, `pytest` and `pytest tests` run with different options, and only one of the two is what people test with.

See https://docs.pytest.org/en/stable/reference/customize.html#finding-the-rootdir.

## Instead

Keep one file for the project.

## Fix safety

There is none: which file is right is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.config._winner import hidden, is_apart
from doctor.rules.config._words import top
from doctor.rules.naming import folder_of
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(config: PytestConfig, tree: Tree) -> Iterator[Problem]:
    winner = config.configfile
    if winner is None or folder_of(winner.file) or not winner.settings:
        return
    for file in config.files:
        folder = folder_of(file.file)
        if not file.counts or file.error or not folder.startswith("test") or is_apart(file, tree):
            continue
        if lost := hidden(winner, file):
            yield Problem(
                place=top(file),
                message=f"'pytest {folder}' reads {file.file} and not {winner.file}: {listing(lost)} get lost there",
                label="wins when this folder is named",
                related=(Related(top(winner), "read by a plain 'pytest'"),),
                help=f"delete {file.file}, or repeat the options of {winner.file} in it",
            )
