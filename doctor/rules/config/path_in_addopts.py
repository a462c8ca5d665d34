"""addopts names a path, which every call then collects.

## Why

A path in `addopts` is joined with those of the command line: `pytest tests/test_one.py` runs everything. It also takes
part in the search for rootdir.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-addopts and
https://docs.pytest.org/en/stable/reference/reference.html#confval-testpaths.

## Instead

Write `testpaths`, which counts only when no path is given.

## Fix safety

The path moves to testpaths. Calls from other folders collect something else then, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import Argument, CommandLine, PytestConfig, Source
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddItem, Fix, RemoveWord
from doctor.rules.cures import home, may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(command_line: CommandLine, tree: Tree, config: PytestConfig) -> Iterator[Problem]:
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
                fix=moved(word, config),
            )


def moved(word: Argument, config: PytestConfig) -> Fix | None:
    where = home(config)
    if where is None or not may_edit(word.place) or word.place.file != where[0]:
        return None
    return Fix(
        f"move '{word.text}' from addopts to testpaths",
        (RemoveWord(word.place), AddItem(*where, "testpaths", word.text)),
    )
