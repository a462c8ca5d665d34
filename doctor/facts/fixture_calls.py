"""The fact `fixture_calls`: calls of imported fixtures, and of imported functions that call a fixture, beside
them or imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.facts.sources.scopes import Grove, lines_of
from doctor.model.environment import Modules
from doctor.model.fixture_calls import FixtureCall
from doctor.model.invocation import Invocation
from doctor.model.sources import SourceFile, Sources

Named = dict[str, tuple[str, str]]  # a dotted name as a file sees it: the file that defines it, and its name there


def fixture_calls(invocation: Invocation, sources: Sources, modules: Modules) -> tuple[FixtureCall, ...]:
    homes = {file.path: names for file in sources if file.role != "test" and (names := frozenset(callables(file)))}
    made = {path: frozenset(each.function for each in sources.files[path].fixtures) for path in homes}
    for file in sources if homes else ():
        if file.role == "module" and (names := callers(file, made, modules, invocation)):
            homes[file.path] = homes.get(file.path, frozenset()) | names
    found: list[FixtureCall] = []
    for file in sources.collected if homes else ():
        if wanted := imported(file, homes, modules):
            path = Path(invocation.project, file.path)
            found += read(file.path, content(path), wanted, package_of(path))
    return tuple(found)


def package_of(path: Path) -> str:
    """The dotted package that a file is in, by its `__init__.py` files."""
    folders: list[str] = []
    for folder in path.parents:
        if not (folder / "__init__.py").is_file():
            break
        folders.insert(0, folder.name)
    return ".".join(folders)


def callables(file: SourceFile) -> Iterator[str]:
    """Its fixtures, and the functions that call one of them whatever happens."""
    fixtures = {each.function for each in file.fixtures if not each.class_name}
    yield from fixtures
    plain = {each.qualname for each in file.functions if not (each.class_name or each.is_nested or each.branch)}
    for call in file.calls if fixtures else ():
        if call.name in fixtures and call.within in plain - fixtures and not call.branch and not call.guarded:
            yield call.within


def callers(
    file: SourceFile, made: Mapping[str, frozenset[str]], modules: Modules, invocation: Invocation
) -> frozenset[str]:
    """Its functions that call a fixture of another file whatever happens."""
    wanted = {name: each for name, each in imported(file, made, modules).items() if each[0] != file.path}
    plain = {each.qualname for each in file.functions if not (each.class_name or each.is_nested or each.branch)}
    calls = [each for each in file.calls if each.name in wanted and not (each.branch or each.guarded)]
    asking = plain & {each.within for each in calls}
    if not asking:
        return frozenset()
    path = Path(invocation.project, file.path)
    return frozenset(each.within for each in read(file.path, content(path), wanted, package_of(path))) & asking


def imported(file: SourceFile, homes: Mapping[str, frozenset[str]], modules: Modules) -> Named:
    found: Named = {}
    for each in file.imports:
        if each.guarded == "type-checking" or each.name == "*":
            continue
        for module in {each.module, each.dotted}:
            place = modules.find(module, file.path)
            names = homes.get(place.file, ()) if place else ()
            if place and (module == each.dotted or each.name in names):
                found.update({f"{module}.{name}": (place.file, name) for name in names})
    return found


def read(file: str, text: bytes, wanted: Named, package: str) -> Iterator[FixtureCall]:
    """The calls, but not of names that the file may put something else under."""
    names = {name for _, name in wanted.values()}
    names = {name for name in names if not re.search(rb"""[."']%b["']""" % re.escape(name.encode()), text)}
    lines = sorted({line for name in names for line in lines_of(rb"\b%b\(" % re.escape(name.encode()), text)})
    if not lines and b" as " not in text:
        return
    tree, reader = read_python(text, file, package)
    grove = Grove(tree.body, reader)
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        home, name = wanted.get(scope.reader.dotted(call.func), ("", ""))
        if name in names and scope.node is not None:
            yield FixtureCall(reader.place(call), scope.within, home, name)
