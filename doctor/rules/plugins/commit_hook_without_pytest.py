"""A hook of pre-commit calls pytest in an environment without pytest.

## Why

pre-commit makes an environment of its own for each hook with `language: python`, and installs nothing in it but what
`additional_dependencies` names. `entry: pytest` is not found there, nor are the project's dependencies.

See https://github.com/pre-commit/pre-commit/issues/1626 and
https://github.com/pre-commit/pre-commit-hooks/issues/291.

## Instead

`language: system` runs the pytest of the environment in which one commits; or name pytest, and all that the tests
import, in `additional_dependencies`.

## Fix safety

There is none: which environment is meant is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.hooks import CommitHook
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(commit_hooks: tuple[CommitHook, ...]) -> Iterator[Problem]:
    for hook in commit_hooks:
        if hook.alone:
            yield Problem(
                place=hook.place,
                message=f"pre-commit runs '{hook.entry}' in an environment in which nothing is installed",
                label="without pytest",
                consequence="each commit stops: Executable `pytest` not found",
                help="write language: system, or name pytest and what the tests import in additional_dependencies",
            )
