"""A step of CI, a Makefile, tox, nox or a Dockerfile calls pytest with a path that is not there.

## Why

pytest stops when a file or folder of its arguments is missing: `ERROR: file or directory not found`, exit code 4. That
is what is left when tests have been moved.

Files that change the folder (`cd`, `working-directory`) are not read for this, nor paths of which already the first
folder is missing: they may be made by an earlier step. `test/unit` is told where there is `tests/unit`.

See https://docs.pytest.org/en/stable/how-to/usage.html#specifying-which-tests-to-run.

## Instead

Name the path where the tests are now.

## Fix safety

Nobody but you knows where they went.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, in_other_number
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, tree: Tree) -> Iterator[Problem]:
    for call in calls.calls:
        for word in call.missing:
            path = word.text.partition("::")[0]
            near = in_other_number(path)
            near = near if tree.has(near.rstrip("/")) or tree.is_folder(near.rstrip("/")) else ""
            yield Problem(
                place=word.place,
                message=f"pytest is called here with '{word.text}', and '{path}' is not there",
                label="not there",
                consequence=f"pytest stops: ERROR: file or directory not found: {word.text}",
                help=f"write '{near}'" if near else "name the path where these tests are now, or take the word out",
            )
