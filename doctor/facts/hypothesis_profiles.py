"""The fact `registered_profiles`: which profiles of hypothesis the project's files register. They are read when asked
for."""

from __future__ import annotations

import ast
from collections.abc import Set
from pathlib import Path

from doctor.facts.contents import content
from doctor.knowledge.syntax import nodes_in, parse
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation

REGISTER = "register_profile"


def registered_profiles(invocation: Invocation, tree: Tree) -> ReadProfiles:
    return ReadProfiles(invocation.project, tree)


class ReadProfiles:
    """`RegisteredProfiles` by the calls of `register_profile`."""

    def __init__(self, project: str, tree: Tree) -> None:
        self._project = project
        self._tree = tree
        self._known: dict[str, frozenset[str] | None] | None = None

    def names(self, without: Set[str]) -> frozenset[str] | None:
        if self._known is None:
            self._known = dict(self._read())
        found = [names for path, names in self._known.items() if path not in without]
        return None if None in found else frozenset(name for names in found if names for name in names)

    def _read(self) -> list[tuple[str, frozenset[str] | None]]:
        files = ((path, content(Path(self._project, path))) for path in self._tree.files if path.endswith(".py"))
        return [(path, registered(data, path)) for path, data in files if REGISTER.encode() in data]


def registered(data: bytes, file: str) -> frozenset[str] | None:
    """The names in the calls of a file, None where one is worked out, or the function is handed on."""
    tree = parse(data, file)
    if not isinstance(tree, ast.Module):
        return None
    nodes = list(nodes_in(tree))
    calls = [node for node in nodes if isinstance(node, ast.Call) and is_register(node.func)]
    named = [node for node in nodes if is_register(node)]
    first = [each.args[0] if each.args else keyword(each) for each in calls]
    texts = [each.value for each in first if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return frozenset(texts) if len(texts) == len(calls) == len(named) else None


def is_register(node: ast.AST) -> bool:
    return REGISTER in (getattr(node, "attr", ""), getattr(node, "id", ""))


def keyword(call: ast.Call) -> ast.expr | None:
    return next((each.value for each in call.keywords if each.arg == "name"), None)
