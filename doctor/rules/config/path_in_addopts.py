"""addopts names a path, which every call then collects.

## Why

A path in `addopts` is joined with those of the command line: `pytest tests/test_one.py` runs everything. It also takes
part in the search for rootdir.

## Instead

Write `testpaths`, which counts only when no path is given.

## Fix safety

There is none: calls without arguments from other folders collect something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, Source
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(command_line: CommandLine, tree: Tree) -> Iterator[Problem]:
    if command_line.last("--pyargs"):
        return
    for word in command_line.positionals:
        path = word.text.removeprefix("./").rstrip("/")
        if word.source is Source.ADDOPTS and (tree.is_folder(path) or tree.has(path)):
            yield Problem(
                place=word.place,
                message=f"'{word.text}' in addopts is collected by every call, whatever it names",
                label="a path",
                consequence=f"'pytest tests/test_one.py' collects {word.text} as well",
                help=f"write testpaths = {word.text}, and take it out of addopts",
            )
