"""Whether what a call hands back is asserted as it is, and nothing else."""

from __future__ import annotations

import ast

from doctor.facts.sources.scopes import Grove, Scope
from doctor.knowledge.syntax import child_nodes, nodes_in

LOOKING = (ast.Compare, ast.BoolOp, ast.UnaryOp)
Parents = dict[ast.AST, ast.AST]


def is_asserted(call: ast.AST, scope: Scope, grove: Grove) -> bool:
    """Directly, or by a local name that is given nothing else, and that assertions alone mention."""
    parent = grove.parents.get(call)
    if isinstance(parent, (ast.Assert, *LOOKING)):
        return _in_assertion(call, grove.parents)
    if not (isinstance(parent, ast.Assign) and len(parent.targets) == 1 and scope.node is not None):
        return False
    target = parent.targets[0]
    return isinstance(target, ast.Name) and scope.kind_of(target.id) == "local" and _name(target.id, scope.node)


def _in_assertion(node: ast.AST, parents: Parents) -> bool:
    parent = parents.get(node)
    while isinstance(parent, LOOKING):
        node, parent = parent, parents.get(parent)
    return isinstance(parent, ast.Assert) and parent.test is node


def _name(name: str, function: ast.AST) -> bool:
    mentions = [each for each in nodes_in(function) if isinstance(each, ast.Name) and each.id == name]
    loads = [each for each in mentions if isinstance(each.ctx, ast.Load)]
    if len(mentions) - len(loads) != 1 or not loads:
        return False
    parents = {child: each for each in nodes_in(function) for child in child_nodes(each)}
    return all(_in_assertion(each, parents) for each in loads)
