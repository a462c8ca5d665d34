"""The fact `lent_executors`: executors that a wide fixture hands out, or that tests import from a module of the
project, where one test ends such an executor and a later one gives it work.

A function of the executor's own module that gives it work counts where a test calls it.

Nothing is told of an executor of a module that something in the tests' files may replace.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from doctor.facts.contents import read_python, reading
from doctor.facts.executor_uses import EXECUTORS, ExecutorUse, uses_of
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import Function, functions_in, nodes_in
from doctor.model.environment import Modules
from doctor.model.invocation import Invocation
from doctor.model.lent_executors import LentExecutor
from doctor.model.places import Place
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources

WIDE = ("class", "module", "package", "session")
SHUTS = re.compile(rb"\.shutdown\(")
ENTERS = re.compile(rb"with (\w+)(?:\.\w+)*(?: as \w+)?:")  # one expression for both would be many times slower
NEAR = 200  # bytes before a call in which the name stands that it begins with
RETURNS = (ast.Return, ast.Yield, ast.YieldFrom)  # before or instead of its work
Tree = tuple[ast.Module, Reader]
Open = Callable[[str], Tree]


def lent_executors(
    invocation: Invocation, sources: Sources, fixtures: Fixtures, modules: Modules
) -> tuple[LentExecutor, ...]:
    read = reading(invocation)
    opened = cache(lambda path: read_python(read(path), path))
    found = [*of_fixtures(sources, fixtures, opened), *of_modules(sources, modules, read, opened)]
    return tuple(sorted(found, key=lambda each: each.end))


def of_fixtures(sources: Sources, fixtures: Fixtures, opened: Open) -> Iterator[LentExecutor]:
    for file in sources:
        makers = {each.within for each in file.flows.held if each.kind == "executor"}
        for fixture in file.fixtures if makers else ():
            if fixture.function in makers and fixture.scope in WIDE and not has_params(fixture):
                made = handed_out(fixture.function, *opened(file.path))
                if made:
                    for uses in groups(fixture, sources, fixtures, opened):
                        yield from ended(fixture.name, made, uses)


def has_params(fixture: Fixture) -> bool:
    return fixture.expr is not None and fixture.expr.keyword("params") is not None


def handed_out(name: str, tree: ast.Module, reader: Reader) -> Place | None:
    """The call that makes the executor that the fixture hands out, by its only `yield` or `return`."""
    node = dict(functions_in(tree.body)).get(name)
    inner = list(nodes_in(node)) if node else []
    handing = [each.value for each in inner if isinstance(each, (ast.Yield, ast.Return)) and each.value]
    if len(handing) != 1:
        return None
    value = handing[0]
    if isinstance(value, ast.Name):
        value = only_value(value.id, inner, inner) or value
    return reader.place(value) if is_executor(value, reader) else None


def only_value(name: str, stmts: Iterable[ast.AST], nodes: Iterable[ast.AST]) -> ast.expr | None:
    """What one of the statements gives to the name, where none of the nodes gives it anything else."""
    values = [made for made, target in bindings(stmts) if isinstance(target, ast.Name) and target.id == name]
    stored = [each for each in nodes if isinstance(each, ast.Name) and each.id == name]
    return values[0] if len(values) == 1 == sum(isinstance(each.ctx, ast.Store) for each in stored) else None


def bindings(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.expr, ast.expr]]:
    """What is given to names, by `=` and by `with … as`."""
    for node in nodes:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            yield node.value, node.targets[0]
        elif isinstance(node, ast.AnnAssign) and node.value:
            yield node.value, node.target
        elif isinstance(node, ast.withitem) and node.optional_vars:
            yield node.context_expr, node.optional_vars


def is_executor(value: ast.expr, reader: Reader) -> bool:
    return isinstance(value, ast.Call) and reader.dotted(value.func) in EXECUTORS


def groups(fixture: Fixture, sources: Sources, fixtures: Fixtures, opened: Open) -> Iterable[list[ExecutorUse]]:
    """What tests do with the value of the fixture, those together that share one."""
    found: dict[str, list[ExecutorUse]] = {}
    for file in sources.collected:
        asking = {test.function: test for test in file.tests if fixture.name in test.requests and not test.file}
        if not asking:
            continue
        tree, reader = opened(file.path)
        for name, node in functions_in(tree.body):
            test = asking.get(name)
            seen = fixtures.of(file.path, fixture.name, test.class_name) if test else None
            if test and seen and seen.fixture and seen.fixture.place == fixture.place and has_param(node, fixture.name):
                key = shared(fixture.scope, file, test.class_name)
                found.setdefault(key, []).extend(uses_of(node, name, fixture.name, reader))
    return found.values()


def shared(scope: str, file: SourceFile, class_name: str) -> str:
    """The same for all tests that get one value."""
    if scope == "class":
        return f"{file.path}::{class_name}" if class_name else ""
    return {"module": file.path, "package": file.path.rpartition("/")[0]}.get(scope, "")


def has_param(node: Function, name: str) -> bool:
    return any(each.arg == name for each in (*node.args.args, *node.args.kwonlyargs))


def of_modules(
    sources: Sources, modules: Modules, read: Callable[[str], bytes], opened: Open
) -> Iterator[LentExecutor]:
    met: set[str] = set()
    for file in sources.collected:
        if ends_import(file, read(file.path)):
            for chain in ended_chains(*opened(file.path)):
                module, _, name = chain.rpartition(".")
                made = made_by(module, name, file, modules, read) if module and chain not in met else None
                met.add(chain)
                if made and not is_replaced(name, sources, read):
                    given = working(module, name, *opened(made.file))
                    workers = {each for each in given if not is_replaced(each.rpartition(".")[2], sources, read)}
                    yield from ended(chain, made, list(all_uses(chain, frozenset(workers), sources, read, opened)))


def ends_import(file: SourceFile, data: bytes) -> bool:
    """May it end something that it imports?"""
    ended = set(ENTERS.findall(data))
    for hit in SHUTS.finditer(data):
        ended.update(re.findall(rb"\w+", data[max(0, hit.start() - NEAR) : hit.start()]))
    return any(each.alias.encode() in ended for each in file.imports)


def ended_chains(tree: ast.Module, reader: Reader) -> Iterator[str]:
    """The dotted names of what functions of the file seem to end, imported ones resolved."""
    for node in nodes_in(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "shutdown":
            yield reader.dotted(node.func.value)
        elif isinstance(node, ast.withitem):
            yield reader.dotted(node.context_expr)


def made_by(module: str, name: str, file: SourceFile, modules: Modules, read: Callable[[str], bytes]) -> Place | None:
    """The call by which the top level of a module of the project makes the executor, if that is its only value."""
    found = modules.find(module, file.path)
    if found is None or found.origin not in ("project", "cwd") or not found.file.endswith(".py"):
        return None
    data = read(found.file)
    if b"Executor(" not in data:
        return None
    tree, reader = read_python(data, found.file)
    value = only_value(name, tree.body, nodes_in(tree))
    return reader.place(value) if value is not None and is_executor(value, reader) else None


def is_replaced(name: str, sources: Sources, read: Callable[[str], bytes]) -> bool:
    """May a file of the tests set the name anew, patch it, or load its module again?"""
    word = name.encode()
    anew = re.compile(rb"""["'.]%b["']|\b%b\s*=[^=]|\breload\(|sys\.modules""" % (word, word))
    return any(anew.search(read(file.path)) for file in (*sources.collected, *sources.reaching_others))


def working(module: str, name: str, tree: ast.Module, reader: Reader) -> frozenset[str]:
    """The functions of the executor's module that give it work, whatever they are given, by their dotted names."""
    functions = [each for each in tree.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return frozenset(
        f"{module}.{each.name}"
        for each in functions
        if not each.decorator_list
        and not any(isinstance(inner, RETURNS) for inner in nodes_in(each) if inner is not each.body[-1])
        and any(use.how == "work" for use in uses_of(each, each.name, name, reader))
    )


def all_uses(
    chain: str, workers: frozenset[str], sources: Sources, read: Callable[[str], bytes], opened: Open
) -> Iterator[ExecutorUse]:
    words = [each.rpartition(".")[2].encode() for each in (chain, *workers)]
    for file in sources.collected:
        data = read(file.path)
        if any(word in data for word in words):
            tree, reader = opened(file.path)
            tests = {test.function for test in file.tests if not test.file}
            for qualname, node in functions_in(tree.body):
                if qualname in tests:
                    yield from uses_of(node, qualname, chain, reader, workers)


def ended(name: str, made: Place, uses: list[ExecutorUse]) -> Iterator[LentExecutor]:
    """The first end behind which another test gives it work."""
    for end in uses:
        behind = [use for use in uses if use.how == "work" and use.test != end.test and use.place > end.place]
        if end.how != "work" and behind:
            yield LentExecutor(name, made, end.test, end.how, end.place, behind[0].place)
            return
