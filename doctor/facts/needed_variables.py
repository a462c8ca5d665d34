"""Environment variables without which tests cannot run: read as `os.environ["X"]`, with nothing that allows for none.

Asked by `preflight` alone, so the files are read for it again; a byte search decides which are parsed.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.knowledge.syntax import child_nodes, nodes_in
from doctor.model.checks import NeededVariable
from doctor.model.sources import Sources

SIGN = b"env"  # environ, setenv, getenv
MAPPING = "os.environ"
OWN = "PYTEST_"  # pytest and its plugins set these themselves
CONDITIONS = (ast.If, ast.IfExp, ast.BoolOp, ast.Try, ast.Lambda)
ALLOWING = ("suppress", "raises", "environ", "env")  # what a `with` may be called that allows for it


def needed_variables(project: str, sources: Sources) -> tuple[NeededVariable, ...]:
    """Each variable once, at its first reading; those that are read when a file is imported come first.

    A name that the tests' files mention in any other way (`in os.environ`, `setenv`, `getenv`, …) is taken to be cared
    for: by a default, by a skip, or by a fixture that sets it.
    """
    readers = [
        Reader(file.path, data)
        for file in sources
        if (file.collected or file.role == "conftest") and SIGN in (data := content(Path(project, file.path)))
    ]
    mentions: Counter[str] = sum((each.mentions for each in readers), Counter())
    readings = Counter(name for each in readers for name in each.readings)
    first: dict[str, NeededVariable] = {}
    for found in sorted((found for each in readers for found in each.needed), key=lambda found: bool(found.within)):
        if mentions[found.name] == readings[found.name] and not found.name.startswith(OWN):
            first.setdefault(found.name, found)
    return tuple(first.values())


class Reader:
    """One file: `mentions` counts its texts and names of arguments, `readings` has each `os.environ["X"]` that is read,
    `needed` those among them that nothing guards."""

    def __init__(self, path: str, data: bytes) -> None:
        self.mentions: Counter[str] = Counter()
        self.readings: list[str] = []
        self.needed: list[NeededVariable] = []
        tree, self._reader = read_python(data, path)
        for node in nodes_in(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                self.mentions[node.value] += 1
            elif isinstance(node, ast.keyword) and node.arg:
                self.mentions[node.arg] += 1
        self._skips = any(isinstance(node, ast.Assign) and is_skip(node) for node in tree.body)
        for node, within, guarded in parts(tree):
            self._take(node, within, guarded or (bool(within) and self._skips))

    def _take(self, node: ast.AST, within: str, guarded: bool) -> None:
        """A subscript of os.environ that is read, if the node is one."""
        if not isinstance(node, ast.Subscript) or self._reader.chain(node.value) != MAPPING:
            return
        index = node.slice
        if (
            not isinstance(node.ctx, ast.Load)
            or not isinstance(index, ast.Constant)
            or not isinstance(index.value, str)
        ):
            return
        self.readings.append(index.value)
        if not guarded:
            self.needed.append(NeededVariable(index.value, self._reader.place(node), within))


def parts(tree: ast.AST) -> Iterator[tuple[ast.AST, str, bool]]:
    """Each node below, the function that it stands in ("" at the top), and whether a condition is around it."""
    waiting: list[tuple[ast.AST, str, bool]] = [(tree, "", False)]
    while waiting:
        node, within, guarded = waiting.pop()
        yield node, within, guarded
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            within = within or node.name
        decorators = getattr(node, "decorator_list", [])
        guarded = guarded or isinstance(node, CONDITIONS) or allows(node) or any(map(is_skip, decorators))
        waiting += [(child, within, guarded) for child in child_nodes(node)]


def allows(node: ast.AST) -> bool:
    """Is it a `with` that allows for a missing variable, or sets it?"""
    if not isinstance(node, (ast.With, ast.AsyncWith)):
        return False
    calls = [ast.unparse(item.context_expr).partition("(")[0] for item in node.items]
    return any(word in call for call in calls for word in ALLOWING)


def is_skip(node: ast.AST) -> bool:
    """Is it, or does it assign, a mark that may skip?"""
    return any(isinstance(each, ast.Attribute) and each.attr.startswith("skip") for each in nodes_in(node))
