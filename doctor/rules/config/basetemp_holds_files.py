"""`--basetemp` names a folder of the project's own files, and pytest deletes it.

## Why

pytest empties the folder of `--basetemp` when the first test asks for `tmp_path`: everything in it goes, whoever put it
there. A folder with tests, data or sources of the project is gone after one run.

See https://docs.pytest.org/en/stable/how-to/tmp_path.html#temporary-directory-location-and-retention and
https://github.com/pytest-dev/pytest/issues/7119.

## Instead

Name a folder of its own for what tests write, such as `--basetemp=.tmp/pytest`, and leave it out of version control.

## Fix safety

The option goes from addopts, and pytest takes a folder of the system's: not unasked, for who looks for the files there
may want another one. There is no fix for calls.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.rules.cures import option_removed
from doctor.rules.naming import is_within
from doctor.rules.phrases import plural
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, calls: Calls, tree: Tree, plugins: Plugins) -> Iterator[Problem]:
    option = command_line.last("--basetemp")
    if option and option.value:
        for found in of(option.value, option.place, tree):
            yield found.replace(fix=option_removed(option))
    valued = plugins.valued if calls.calls else frozenset()
    for call in calls.calls:
        for each in call.given(valued):
            if each.name == "--basetemp" and each.value:
                yield from of(each.value.text, each.value.place, tree)


def of(value: str, place: Place, tree: Tree) -> Iterator[Problem]:
    folder = value.removeprefix("./").rstrip("/")
    if not folder or folder.startswith(("/", "..", "~", "$", ".")) or not tree.is_folder(folder):
        return
    own = sorted(path for path in tree.files if is_within(path, folder) and is_own(path, folder))
    if own:
        yield Problem(
            place=place,
            message=f"--basetemp names '{folder}', in which '{own[0]}' lies"
            + (f" and {plural(len(own) - 1, 'more file')}" if len(own) > 1 else ""),
            label="emptied by pytest",
            consequence="pytest deletes all of it when the first test asks for a temporary folder",
            help="name a folder that is for temporary files alone, such as --basetemp=.tmp",
        )


def is_own(path: str, folder: str) -> bool:
    """Is it no leftover of an earlier run? These lie in folders that pytest makes: `test_write0`, `popen-gw1`; and in
    those of `mktemp(…, numbered=False)`, which may be called anything, so that only Python files tell."""
    name, slash, _ = path[len(folder) + 1 :].partition("/")
    if not slash:
        return not name.startswith(".")
    return path.endswith(".py") and not (name[-1:].isdigit() or name.endswith("current") or name.startswith("popen-"))
