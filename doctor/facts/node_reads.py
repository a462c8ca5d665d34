"""The fact `node_reads`: reads of `request.node.rep_call` and `config.workerinput` in conftests and plugins."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import child_nodes, nodes_in
from doctor.model.invocation import Invocation
from doctor.model.node_reads import NodeRead
from doctor.model.sources import Sources

WORDS = re.compile(rb"\.node\.rep_\w+|config\.workerinput\b")
# Whoever sets it, or asks first whether it is there
GUARDS = re.compile(rb"""["'](?:rep_|workerinput)|\.rep_\w+\s*=[^=]|AttributeError|xdist_worker|XDIST_WORKER|hasattr""")


def node_reads(invocation: Invocation, sources: Sources) -> tuple[NodeRead, ...]:
    """Nothing where one of the files asks first, or sets the attribute."""
    texts = {file.path: content(Path(invocation.project, file.path)) for file in sources.reaching_others}
    if any(GUARDS.search(text) for text in texts.values()):
        return ()
    return tuple(found for path, text in texts.items() if WORDS.search(text) for found in read(path, text))


def read(file: str, text: bytes) -> Iterator[NodeRead]:
    tree, reader = read_python(text, file)
    for function in tree.body:
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            parents = {child: node for node in nodes_in(function) for child in child_nodes(node)}
            asked = [node for node in nodes_in(function) if isinstance(node, ast.Name) and node.id == "request"]
            for node in parents:
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and is_read(node, reader):
                    yield found(node, parents, function.name, reader, len(asked) == 1)


def is_read(node: ast.Attribute, reader: Reader) -> bool:
    owner = reader.chain(node.value)
    if node.attr.startswith("rep_"):
        return owner in ("request.node", "item.node")
    return node.attr == "workerinput" and owner in ("config", "request.config", "pytestconfig", "session.config")


def found(node: ast.Attribute, parents: dict[ast.AST, ast.AST], within: str, reader: Reader, only: bool) -> NodeRead:
    above = parents.get(node)
    key = ""
    whole: ast.expr = node
    if isinstance(above, ast.Subscript) and isinstance(above.slice, ast.Constant):
        key, whole = str(above.slice.value), above
    end = reader.place(node)
    place = end.replace(line=end.end_line, column=end.end_column - len(node.attr))
    return NodeRead(node.attr, place, reader.file, within, reader.place(whole), key, only)
