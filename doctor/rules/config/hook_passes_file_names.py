"""A hook of pre-commit gives pytest the names of the changed files.

## Why

pre-commit adds the names of the files that were changed to the command of a hook, and starts it several times where
there are many. pytest takes them for what it is to collect: a commit of sources alone ends with exit code 5, "no tests
ran", and a commit that breaks another file's tests passes.

See https://github.com/pytest-dev/pytest/issues/7793 and https://github.com/pre-commit/pre-commit/issues/1130.

## Instead

`pass_filenames: false`, and `always_run: true` where it is to run for each commit. Where it is to run the changed tests
alone, say so: `files: ^tests/.*test_.*\\.py$`.

## Fix safety

The hook runs other tests than before, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, InsertLine
from doctor.model.hooks import CommitHook
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(commit_hooks: tuple[CommitHook, ...], tree: Tree) -> Iterator[Problem]:
    for hook in commit_hooks:
        if hook.passes is None and "test" not in hook.files:
            folder = next((word for word in hook.entry.split() if tree.is_folder(word.rstrip("/"))), "")
            yield Problem(
                place=hook.place,
                message=f"pre-commit adds the names of the changed files to '{hook.entry}'",
                label="pytest collects these files, too" if folder else "pytest collects these files alone",
                consequence=f"the changed files are imported as tests, beside those in {folder}, and for many of them "
                "pytest is called several times"
                if folder
                else "a commit without test files ends with exit code 5 (no tests ran); others run a part",
                help="write pass_filenames: false",
                fix=Fix("write 'pass_filenames: false'", (InsertLine(hook.place, "pass_filenames: false"),))
                if not hook.is_first
                else None,
                severity=Severity.NOTE if folder else None,
            )
