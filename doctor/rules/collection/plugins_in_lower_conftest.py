"""A conftest below the rootdir sets `pytest_plugins` and is loaded when it is too late for that.

## Why

`pytest_plugins` loads plugins for the whole run. A conftest that pytest loads at start (that of the folder it is called
in or given as an argument, and of their `test*` subfolders) may do so; one that it meets while it collects may not, and
collection stops. So the same conftest works in `pytest integration` and fails in `pytest`.

See https://docs.pytest.org/en/stable/deprecations.html#pytest-plugins-in-non-top-level-conftest-files.

## Instead

Move `pytest_plugins` to the `conftest.py` at the rootdir, load the plugin with `-p` in `addopts`, or import its
fixtures into the conftest that needs them.

## Fix safety

At the rootdir the plugins work on all tests, not only on those below, so a literal list is not moved unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, RemoveLines
from doctor.model.places import Place
from doctor.model.rewrites import AddCode
from doctor.model.sources import SourceFile, Sources
from doctor.rules.cures import literal
from doctor.rules.naming import folder_of, is_within
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, sources: Sources, calls: Calls) -> Iterator[Problem]:
    if command_line.last("--pyargs") or command_line.last("--noconftest"):
        return
    for file in sources.conftests:
        place = plugins_place(file)
        if place and file.path not in config.initial_conftests:
            below = [other for other in sources.collected if is_within(other.path, folder_of(file.path))]
            if below:
                found = problem(file, place, below, config, sources)
                yield found.replace(severity=Severity.WARNING) if is_named_always(file, calls) else found


def is_named_always(file: SourceFile, calls: Calls) -> bool:
    """Do all calls that are written somewhere name the folder, or one below, so that its conftest comes first?"""
    folder = folder_of(file.path)
    named = [[word.text.replace(".", "/") for word in call.words if word.text[:1].isalpha()] for call in calls.calls]
    return bool(named) and all(any(is_within(word, folder) for word in words) for words in named)


def plugins_place(file: SourceFile) -> Place | None:
    """Where a module sets or imports `pytest_plugins`."""
    value = file.value("pytest_plugins")
    if value:
        return value.place
    return next((each.place for each in file.imports if each.alias == "pytest_plugins" and not each.guarded), None)


def moved(file: SourceFile, place: Place, root: str, sources: Sources) -> Fix | None:
    """The literal list in the conftest of the rootdir, which names no plugins yet."""
    value, home = file.value("pytest_plugins"), sources.get(root)
    items = [part.text for part in value.parts] if value and value.kind in ("list", "tuple") else []
    items = [value.text] if value and value.text else items
    others = [name for name, _ in file.assigned].count("pytest_plugins") > 1
    if not items or None in items or root.startswith("..") or others or (home and plugins_place(home)):
        return None
    text = f"pytest_plugins = [{', '.join(literal(item) for item in items if item)}]"
    return Fix(f"move pytest_plugins to {root}", (RemoveLines(place), AddCode(root, text)))


def problem(file: SourceFile, place: Place, below: list[SourceFile], config: PytestConfig, sources: Sources) -> Problem:
    root = "conftest.py" if config.rootdir == "." else f"{config.rootdir}/conftest.py"
    names = ", ".join(f"'{name}'" for name in file.provided.plugins) or "its plugins"
    return Problem(
        place=place,
        message=f"pytest_plugins in {file.path}, a conftest that pytest only meets while it collects",
        label="too late to load plugins",
        related=(Related(Place(below[0].path, 1, 1), "this file brings it in"),),
        consequence="collection stops: Defining 'pytest_plugins' in a non-top-level conftest is no longer supported",
        help=f"move pytest_plugins ({names}) to {root}",
        fix=moved(file, place, root, sources),
    )
