"""The fact `async_setups`: each `asyncSetUp` and `asyncTearDown` whose class names no base that calls them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, Function, nodes_in
from doctor.model.async_setups import AsyncSetup, Lacking
from doctor.model.invocation import Invocation
from doctor.model.sources import SourceFile, Sources

NAMES = ("asyncSetUp", "asyncTearDown")
WORDS = re.compile(rb"\b(?:async def )?(asyncSetUp|asyncTearDown)\b")
HANDING = re.compile(rb"request\.(?:cls|instance)\b|\bsetattr\b|__dict__")  # attributes that come from elsewhere
EXPECTING = re.compile(r"raises|Raises|hasattr|skip|suppress")


def async_setups(invocation: Invocation, sources: Sources) -> tuple[AsyncSetup, ...]:
    homes = [file for file in sources if any(map(is_open, classes_of(file)))]
    if not homes:
        return ()
    read, called, is_handed = reading(invocation), set[str](), False
    for file in sources:
        data = read(file.path)
        called |= called_in(data, file.path)
        is_handed = is_handed or HANDING.search(data) is not None
    found = [each for file in homes for each in setups_of(read(file.path), file.path) if each.name not in called]
    return tuple(each.replace(lacking=()) if is_handed else each for each in found)


def classes_of(file: SourceFile) -> Iterator[tuple[str, ...]]:
    """The last words of the bases of each class that has such a method."""
    for klass in file.classes:
        if not set(klass.methods).isdisjoint(NAMES):
            yield tuple(str(base.value).rpartition(".")[2] for base in klass.bases)


def is_open(bases: tuple[str, ...]) -> bool:
    """May unittest.TestCase be what it comes to, and nothing that calls them?"""
    return bool(bases) and "IsolatedAsyncioTestCase" not in bases


def called_in(data: bytes, file: str) -> set[str]:
    """Those that are named, other than by a method of the same name, which may ask that of its base."""
    if all(found[0].startswith(b"async def ") for found in WORDS.finditer(data)):
        return set()
    tree, _ = read_python(data, file)
    own = {id(node): each.name for each in nodes_in(tree) if isinstance(each, FUNCTIONS) for node in nodes_in(each)}
    return {name for node in nodes_in(tree) if (name := named(node)) in NAMES and own.get(id(node)) != name}


def named(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return str(getattr(node, "attr", getattr(node, "id", "")))


def setups_of(data: bytes, file: str) -> Iterator[AsyncSetup]:
    tree, reader = read_python(data, file)
    everywhere = stored(nodes_in(tree))
    for klass in tree.body:
        for method in klass.body if isinstance(klass, ast.ClassDef) else ():
            if isinstance(klass, ast.ClassDef) and isinstance(method, ast.AsyncFunctionDef) and method.name in NAMES:
                lacking = tuple(lacking_of(klass, method, everywhere, reader)) if method.name == NAMES[0] else ()
                yield AsyncSetup(method.name, klass.name, file, lacking)


def lacking_of(klass: ast.ClassDef, setup: Function, everywhere: Counter[str], reader: Reader) -> Iterator[Lacking]:
    """The first attribute that each plain test reads and that nothing else in this file sets."""
    only = {name for name, count in stored(nodes_in(setup)).items() if count == everywhere[name]}
    only -= {each.id for each in nodes_in(klass) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    only -= {each.name for each in klass.body if isinstance(each, (*FUNCTIONS, ast.ClassDef))}
    for test in klass.body if only else ():
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test") and is_straight(test):
            read = (each for each in attributes(nodes_in(test), ast.Load) if each.attr in only)
            first = min(read, key=lambda each: (each.lineno, each.col_offset), default=None)
            if first is not None:
                yield Lacking(f"{klass.name}.{test.name}", first.attr, reader.place(first))


def is_straight(test: ast.FunctionDef) -> bool:
    """Does it fail for sure where an attribute is not there?"""
    words = (getattr(node, "attr", getattr(node, "id", "")) for node in nodes_in(test))
    return not (
        test.decorator_list
        or any(isinstance(node, (ast.Try, ast.If, ast.IfExp, ast.Return, ast.Lambda)) for node in nodes_in(test))
        or any(isinstance(node, FUNCTIONS) and node is not test for node in nodes_in(test))
        or any(EXPECTING.search(str(word)) for word in words)
    )


def stored(nodes: Iterable[ast.AST]) -> Counter[str]:
    """How many times each attribute is set."""
    return Counter(each.attr for each in attributes(nodes, ast.Store))


def attributes(nodes: Iterable[ast.AST], how: type[ast.expr_context]) -> Iterator[ast.Attribute]:
    """`self.…`, read or set."""
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, how) and getattr(node.value, "id", "") == "self":
            yield node
