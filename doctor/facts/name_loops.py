"""The fact `name_loops`: loops over literal names in conftests and plugins that unregister or block plugins."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from doctor.facts.contents import content, tree_of
from doctor.knowledge.syntax import nodes_in
from doctor.model.invocation import Invocation
from doctor.model.name_loops import NameLoop
from doctor.model.sources import Sources

WORDS = (b".unregister", b".set_blocked")
Loop = ast.For | ast.ListComp | ast.SetComp | ast.GeneratorExp


def name_loops(invocation: Invocation, sources: Sources) -> tuple[NameLoop, ...]:
    found: list[NameLoop] = []
    for file in sources.reaching_others:
        data = content(Path(invocation.project, file.path))
        if any(word in data for word in WORDS):
            found += loops_of(tree_of(data, file.path), file.path)
    return tuple(found)


def loops_of(tree: ast.Module, file: str) -> Iterator[NameLoop]:
    literals = assigned_in(tree.body)
    for node in tree.body:
        known = {**literals, **assigned_in(node.body)} if isinstance(node, ast.FunctionDef) else literals
        for each in nodes_in(node):
            if isinstance(each, (ast.For, ast.ListComp, ast.SetComp, ast.GeneratorExp)):
                yield from one(each, known, file)


def assigned_in(body: list[ast.stmt]) -> dict[str, ast.expr]:
    """What stands for a value in these statements: none of those that are assigned several times."""
    pairs = [
        (target.id, stmt.value)
        for stmt in body
        if isinstance(stmt, (ast.Assign, ast.AnnAssign)) and stmt.value
        for target in (stmt.targets if isinstance(stmt, ast.Assign) else [stmt.target])
        if isinstance(target, ast.Name)
    ]
    names = [name for name, _ in pairs]
    return {name: value for name, value in pairs if names.count(name) == 1}


def one(loop: Loop, known: Mapping[str, ast.expr], file: str) -> Iterator[NameLoop]:
    """A loop with one name, over texts, that goes through all of them."""
    over = loop if isinstance(loop, ast.For) else loop.generators[0]
    source = known.get(over.iter.id) if isinstance(over.iter, ast.Name) else over.iter
    if not isinstance(over.target, ast.Name) or not isinstance(source, (ast.Tuple, ast.List, ast.Set)):
        return
    texts = tuple(each.value for each in source.elts if isinstance(each, ast.Constant) and isinstance(each.value, str))
    if len(texts) == len(source.elts) and not any(chooses(each, over.target.id) for each in nodes_in(loop)):
        yield NameLoop(file, over.target.id, texts, loop.lineno, loop.end_lineno or loop.lineno)


def chooses(node: ast.AST, name: str) -> bool:
    """May it leave one of them out, or change it?"""
    if isinstance(node, ast.Compare):
        return any(isinstance(each, ast.Name) and each.id == name for each in (node.left, *node.comparators))
    if isinstance(node, (ast.Assign, ast.AugAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(each, ast.Name) and each.id == name for each in targets)
    return isinstance(node, ast.Break)
