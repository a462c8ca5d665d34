"""A wildcard of the shell hands pytest files that it cannot collect.

## Why

`pytest tests/*` is not what `pytest tests` is: the shell writes out all that lies in the folder, and pytest looks for
tests in each file that it is given by name. One that is no Python, `tests/mails.yaml`, ends the run:
`ERROR: not found`, exit code 4.

See https://github.com/pytest-dev/pytest/issues/12064.

## Instead

`pytest tests`, which finds the tests by their names.

## Fix safety

The same tests are run, and pytest stops without it; files whose names `python_files` does not match are left out, so it
is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, PytestCall
from doctor.model.config import CommandLine
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.model.plugins import Kind, Plugins
from doctor.model.sources import Sources
from doctor.rules.phrases import listing
from doctor.rules.registry import rule

SHELLS = ("ci", "action", "make", "script")  # kinds of files whose lines a shell reads
COLLECTS = "pytest_collect_file"
TEXTS = (".py", ".txt", ".rst")  # what pytest itself collects when it is named
OPTIONS = ("--doctest-glob", "--ignore")


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, tree: Tree, plugins: Plugins, sources: Sources, command_line: CommandLine) -> Iterator[Problem]:
    found = [(word, files) for call in calls.calls for word in call.wild if (files := others(call, word, tree))]
    if found and not command_line.last(*OPTIONS) and not are_collected(plugins, sources):
        for word, files in found:
            yield problem(word, files)


def others(call: PytestCall, word: Word, tree: Tree) -> list[str]:
    """The files of the folder that a shell would name, and pytest refuse."""
    folder = word.text.removeprefix("./").removesuffix("/*")
    if call.kind not in SHELLS or any(each.text.startswith(OPTIONS) for each in call.words):
        return []
    names = [name for name in tree.folders.get(folder, ()) if tree.has(f"{folder}/{name}")]
    return [f"{folder}/{name}" for name in names if not name.startswith(".") and not name.endswith(TEXTS)]


def are_collected(plugins: Plugins, sources: Sources) -> bool:
    """May a conftest or an installed plugin make tests of other files?"""
    own = any(function.name == COLLECTS for file in sources.reaching_others for function in file.functions)
    names = {name for file in sources.conftests for name, _ in file.assigned}
    installed = [each for each in plugins.active if each.kind is Kind.INSTALLED]
    return (
        own or COLLECTS in names or any(hook.name == COLLECTS for each in installed for hook in each.provided.hookimpls)
    )


def problem(word: Word, files: list[str]) -> Problem:
    folder = word.text.removesuffix("/*")
    name = folder.rpartition("/")[2]
    return Problem(
        place=word.place,
        message=f"the shell makes '{word.text}' to all that is in {folder}, also {listing(files, 2)}",
        label="also what is no test",
        consequence=f"pytest stops: ERROR: not found: …/{files[0]} (no match in any of [<Dir {name}>])",
        help=f"write {folder}",
        fix=Fix(f"write {folder}", (Replace(word.place, folder),)),
    )
