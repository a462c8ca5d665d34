"""The fact `import_queries`: what test files ask Django's database while they are imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.facts.sources.queries import ASKING
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import child_nodes
from doctor.model.import_queries import ImportQuery
from doctor.model.invocation import Invocation
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources

WORDS = re.compile(rb"^(?:\S|[ \t]+@)[^\n]*\.objects\.|\b(?:list|tuple|sorted|len|set)\(\w+\.objects\.", re.M)
TAKING = ("list", "tuple", "sorted", "len", "set")
LATER = (ast.Lambda, ast.GeneratorExp)
PARAMETRIZE = "pytest.mark.parametrize"


def import_queries(invocation: Invocation, sources: Sources, plugins: Plugins) -> tuple[ImportQuery, ...]:
    if not any(plugin.distribution == "pytest-django" for plugin in plugins.active):
        return ()
    return tuple(found for file in sources.collected for found in read(Path(invocation.project, file.path), file.path))


def read(path: Path, file: str) -> Iterator[ImportQuery]:
    data = content(path)
    if WORDS.search(data):
        tree, reader = read_python(data, file)
        for each in evaluated(tree.body):
            yield from asked(each, reader)


def evaluated(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """What is worked out at import, on every path: no function's body, and nothing under a condition."""
    for stmt in body:
        if isinstance(stmt, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from (*stmt.decorator_list, *stmt.args.defaults)
        elif isinstance(stmt, ast.ClassDef):
            yield from stmt.decorator_list
            yield from evaluated(stmt.body)
        elif isinstance(stmt, (ast.Assign, ast.AnnAssign, ast.Expr, ast.Assert)):
            yield stmt


def asked(node: ast.AST, reader: Reader) -> Iterator[ImportQuery]:
    """The expressions in it that run a query."""
    if isinstance(node, LATER):
        return
    for query in queries(node, reader):
        model = model_of(query, reader)
        if model:
            yield ImportQuery(model, reader.place(query))
            return
    for child in child_nodes(node):
        yield from asked(child, reader)


def queries(node: ast.AST, reader: Reader) -> Iterator[ast.expr]:
    """What may be a query that the expression runs at once."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
            yield node
        elif reader.chain(node.func) in TAKING and len(node.args) == 1:
            yield node.args[0]
        elif reader.dotted(node.func) == PARAMETRIZE and len(node.args) == 2:
            yield node.args[1]
    elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp)):
        yield node.generators[0].iter
    elif isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
        yield node.value


def model_of(node: ast.expr, reader: Reader) -> str:
    """The model of `Book.objects.filter(…)`, by the name of its module: other libraries have managers, too."""
    names: list[str] = []
    here: ast.expr = node
    while isinstance(here, (ast.Call, ast.Attribute)):
        names += [here.attr] if isinstance(here, ast.Attribute) else []
        here = here.func if isinstance(here, ast.Call) else here.value
    if not isinstance(node, ast.Call) or not isinstance(here, ast.Name) or names[-1:] != ["objects"] or "none" in names:
        return ""
    name = reader.dotted(here)
    is_model = name.startswith("django.contrib.") or any(part.endswith("models") for part in name.split(".")[:-1])
    return name if is_model else ""
