"""The fact `request_reads`: what functions read of their parameter `request`. A file is read when a rule asks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, Function, child_nodes, nodes_in
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.request_reads import RequestRead

Parents = dict[ast.AST, ast.AST]
NAME = "request"
READS = re.compile(rb"\brequest\s*\.\s*(?:function|instance|cls|module|path|fspath|node|keywords|getparent)\b")
PLAIN = ("param", "config")  # they tell nothing of the scope, or the test
CATCHING = ("suppress", "raises")
DEPENDING = (  # what stands in it may not be come to, or be caught
    *(ast.If, ast.IfExp, ast.BoolOp, ast.Match, ast.Lambda, *FUNCTIONS, ast.Try, getattr(ast, "TryStar", ast.Try)),
    *(ast.With, ast.AsyncWith, ast.While, ast.For, ast.AsyncFor, ast.comprehension),
)


def request_reads(invocation: Invocation) -> ReadRequests:
    return ReadRequests(invocation)


class ReadRequests:
    """`RequestReads` of the project's own files."""

    def __init__(self, invocation: Invocation) -> None:
        self._project = invocation.project
        self._known: dict[str, tuple[RequestRead, ...]] = {}

    def of(self, path: str, function: Place) -> tuple[RequestRead, ...]:
        if path not in self._known:
            data = content(Path(self._project, path))
            found = reads(data, path) if READS.search(data) else ()
            self._known[path] = tuple(sorted(found, key=lambda each: each.place))
        return tuple(each for each in self._known[path] if each.function == function)


def reads(data: bytes, path: str) -> Iterator[RequestRead]:
    tree, reader = read_python(data, path)
    for node in functions(tree.body):
        if is_own_param(node):
            yield from reads_of(node, reader)


def functions(body: list[ast.stmt]) -> Iterator[Function]:
    """Those of the module and its classes, also under conditions."""
    for stmt in body:
        if isinstance(stmt, FUNCTIONS):
            yield stmt
        else:
            for name in ("body", "orelse", "finalbody"):
                yield from functions(getattr(stmt, name, []))


def is_own_param(node: Function) -> bool:
    """Is `request` a parameter of this function, and nothing else in it or in functions within?"""
    own = [each.arg for each in (*node.args.args, *node.args.kwonlyargs)]
    others = [each for each in nodes_in(node) if isinstance(each, ast.arg) and each.arg == NAME]
    stored = (each for each in nodes_in(node) if isinstance(each, ast.Name) and each.id == NAME)
    return NAME in own and len(others) == 1 and all(isinstance(each.ctx, ast.Load) for each in stored)


def reads_of(node: Function, reader: Reader) -> Iterator[RequestRead]:
    inner = reader.shadowed([NAME])
    aliases = dict(other_names(node, inner))
    parents = {child: each for each in nodes_in(node) for child in child_nodes(each)}
    is_wary = any(asks_first(each, inner, aliases) for each in nodes_in(node))
    for each in nodes_in(node):
        chain = said(each, inner, aliases)
        above = parents.get(each)
        if not chain or is_on_the_way(chain, above, aliases):
            continue
        yield RequestRead(
            chain.removeprefix(f"{NAME}."),
            inner.place(each),  # type: ignore[arg-type]
            reader.name_place(node),
            asked=asked(each, above) or of_mark(chain, each, node, parents),
            text=named(chain, each, above),
            guarded=is_wary or is_guarded(each, parents, aliases),
        )


def other_names(node: Function, reader: Reader) -> Iterator[tuple[str, str]]:
    """Names that stand for `request.node` or `request.cls`, and for nothing else."""
    stored = [each.id for each in nodes_in(node) if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)]
    for each in nodes_in(node):
        if isinstance(each, ast.Assign) and len(each.targets) == 1 and isinstance(each.targets[0], ast.Name):
            chain = reader.chain(each.value) if isinstance(each.value, ast.Attribute) else ""
            name = each.targets[0].id
            if chain in (f"{NAME}.node", f"{NAME}.cls") and stored.count(name) == 1:
                yield name, chain


def said(node: ast.AST, reader: Reader, aliases: dict[str, str]) -> str:
    """The whole name of what is read: "request.cls", "request.node.name"."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return aliases.get(node.id, "")
    if not isinstance(node, ast.Attribute):
        return ""
    head, _, rest = reader.chain(node).partition(".")
    chain = f"{aliases.get(head, head)}.{rest}"
    parts = chain.split(".")
    is_one = parts[0] == NAME and (len(parts) == 2 or (len(parts) == 3 and parts[1] == "node"))
    return chain if is_one and chain.replace(".", "").isidentifier() else ""


def is_on_the_way(chain: str, above: ast.AST | None, aliases: dict[str, str]) -> bool:
    """Is it the `request.node` of `request.node.name`, or the place where it is given another name?"""
    if isinstance(above, ast.Attribute) and chain in (f"{NAME}.node", f"{NAME}.keywords"):
        return True
    return isinstance(above, ast.Assign) and getattr(above.targets[0], "id", "") in aliases


def asked(node: ast.AST, above: ast.AST | None) -> str:
    """Whether something of it is "set", or "read" or called, which None would not have."""
    if isinstance(above, (ast.Attribute, ast.Subscript)):
        if above.value is not node or getattr(above, "attr", "") in dir(None):
            return ""
        return "read" if isinstance(above.ctx, ast.Load) else "set"
    if isinstance(above, ast.Call) and isinstance(above.func, ast.Name) and above.args[:1] == [node]:
        least = {"setattr": 3, "getattr": 2}.get(above.func.id)  # a third of getattr is what stands in
        return "" if len(above.args) != least else "set" if above.func.id == "setattr" else "read"
    return ""


def of_mark(chain: str, node: ast.AST, function: Function, parents: Parents) -> str:
    """Whether something of the mark is "read" for sure, which None would not have: `get_closest_marker("a").args`."""
    call = parents.get(node)
    if not chain.endswith(".get_closest_marker") or not isinstance(call, ast.Call) or call.func is not node:
        return ""
    if (
        len(call.args) != 1
        or call.keywords
        or any(waits(each, call) for each in nodes_in(function) if each is not function)
    ):
        return ""
    above = parents.get(call)
    if isinstance(above, ast.Assign) and len(above.targets) == 1 and isinstance(above.targets[0], ast.Name):
        name = above.targets[0].id
        uses = [each for each in nodes_in(function) if isinstance(each, ast.Name) and each.id == name]
        owners = [parents.get(each) for each in uses if each is not above.targets[0]]
        return "read" if owners and all(is_attribute(each) for each in owners) else ""
    return "read" if is_attribute(above) else ""


def is_attribute(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("args", "kwargs", "name")


def waits(node: ast.AST, call: ast.Call) -> bool:
    """May it depend on something whether the call is come to, and what it gives is read?"""
    if isinstance(node, DEPENDING):
        return True
    return isinstance(node, ast.Return) and node.lineno < call.lineno


def named(chain: str, node: ast.AST, above: ast.AST | None) -> str:
    """The text that a call of it is given, or that is looked for in it; what is asked of a class or object."""
    given: list[ast.expr] = []
    if isinstance(above, ast.Call) and above.func is node:
        given = [*above.args, *(each.value for each in above.keywords if each.arg == "name")]
    elif isinstance(above, ast.Compare) and len(above.ops) == 1 and isinstance(above.ops[0], (ast.In, ast.NotIn)):
        given = [above.left] if above.comparators[0] is node else []
    elif chain in (f"{NAME}.cls", f"{NAME}.instance"):
        given = above.args[1:] if isinstance(above, ast.Call) else []
        if isinstance(above, ast.Attribute):
            return above.attr
    first = given[0] if given else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def asks_first(node: ast.AST, reader: Reader, aliases: dict[str, str]) -> bool:
    """Is it `request.scope`, or a question what the request has: `hasattr(request, …)`, `isinstance(request, …)`?"""
    if isinstance(node, ast.Attribute):
        return reader.chain(node) == f"{NAME}.scope"
    is_question = isinstance(node, ast.Call) and reader.chain(node.func) in ("hasattr", "isinstance", "callable")
    return is_question and any(mentions(each, aliases) for each in node.args[:1])  # type: ignore[attr-defined]


def mentions(node: ast.AST, aliases: dict[str, str]) -> bool:
    """Does it ask the request, and not only for a parameter or option?"""
    known = [each for each in nodes_in(node) if isinstance(each, ast.Name) and (each.id == NAME or each.id in aliases)]
    plain = {each.value for each in nodes_in(node) if isinstance(each, ast.Attribute) and each.attr in PLAIN}
    return any(each not in plain for each in known)


def is_guarded(node: ast.AST, parents: Parents, aliases: dict[str, str]) -> bool:
    """Does it stand under a condition that asks the request, or where an error is caught?"""
    below, above = node, parents.get(node)
    while above is not None:
        if catches(above, below) or any(mentions(each, aliases) for each in conditions(above, below)):
            return True
        below, above = above, parents.get(above)
    return False


def catches(node: ast.AST, below: ast.AST) -> bool:
    if isinstance(node, ast.Try):
        return bool(node.handlers) and below in node.body
    if not isinstance(node, (ast.With, ast.AsyncWith)) or below not in node.body:
        return False
    return any(word in ast.unparse(each.context_expr) for each in node.items for word in CATCHING)


def conditions(node: ast.AST, below: ast.AST) -> list[ast.expr]:
    """What is asked before it is come to, from the statement or expression around it."""
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        return [] if below is node.test else [node.test]
    if isinstance(node, ast.BoolOp):
        return node.values[: node.values.index(below)]  # type: ignore[arg-type]
    return []
