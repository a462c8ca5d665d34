"""A step of CI, a Makefile, tox, nox or a Dockerfile calls pytest with a path that is not there.

## Why

pytest stops when a file or folder of its arguments is missing: `ERROR: file or directory not found`, exit code 4. That
is what is left when tests have been moved.

`changedir = tests` of tox is where its commands are called: `pytest tests` looks for `tests/tests` there. Other files
that change the folder (`cd`, `working-directory`) are not read for this, nor paths of which already the first
folder is missing: they may be made by an earlier step. `test/unit` is told where there is `tests/unit`.

A configuration that `-c` names, and a folder of `--rootdir`, is told where no step, script or .gitignore speaks of it
in another way: nothing makes it before the call.

See https://docs.pytest.org/en/stable/how-to/usage.html#specifying-which-tests-to-run and
https://tox.wiki/en/stable/config.html#change_dir.

## Instead

Name the path where the tests are now.

## Fix safety

Nobody but you knows where they went.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, in_other_number
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Word
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

READ = (".ini", ".cfg", ".toml")  # what a configuration may end in


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, tree: Tree) -> Iterator[Problem]:
    for call in calls.calls:
        for word in call.missing:
            if call.below:
                yield displaced(word, call.below)
                continue
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
        yield from (unread(word, tree) for word in call.gone)


def displaced(word: Word, below: Word) -> Problem:
    """A path of the project's folder, in another one."""
    from_there = word.text.removeprefix(below.text).strip("/")
    is_within = f"{word.text.rstrip('/')}/".startswith(f"{below.text}/")
    return Problem(
        place=word.place,
        message=f"pytest is called with '{word.text}' in '{below.text}', and '{below.text}/{word.text}' is not there",
        label="not there",
        related=(Related(below.place, "tox goes there first"),),
        consequence=f"pytest stops: ERROR: file or directory not found: {word.text}",
        help=f"write '{from_there or '.'}'" if is_within else f"write '{{toxinidir}}/{word.text}'",
    )


def unread(word: Word, tree: Tree) -> Problem:
    """A configuration, or a rootdir, that is not there."""
    is_config = word.text.endswith(READ)
    near = nearest(word.text, sorted(path for path in tree.files if path.endswith(READ))) if is_config else None
    what, option = ("Config file", "-c/--config-file") if is_config else ("Directory", "--rootdir")
    return Problem(
        place=word.place,
        message=f"pytest is told here to use '{word.text}', and it is not there",
        label="not there",
        consequence=f"pytest stops: ERROR: {what} '{word.text}' not found. Check your '{option}' option.",
        help=f"write '{near}'" if near else "name what is there, or take the option out",
    )
