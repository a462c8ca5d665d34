"""A function that moves from one Python file to another."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from doctor.fixes import python
from doctor.fixes.bodies import bound
from doctor.fixes.code import Code, Function, code_of
from doctor.fixes.parameters import parameters
from doctor.fixes.text import Span, UnresolvableError, applied
from doctor.model.fixes import MoveFunction


def moved(change: MoveFunction, old: str, target: str) -> tuple[str, str]:
    """Both files without and with the function. UnresolvableError where it uses what else its module defines."""
    code = code_of(change.file, old)
    node = code.function(change.place)
    if node not in code.tree.body:
        raise UnresolvableError(f"'{node.name}' is no function of the module itself")
    for statement in _imports(node, code):
        target = applied(target, python.add_import(target, statement)) if target else f"{statement}\n"
    new = _into(node, code, code_of(change.to, target))
    return applied(old, [code.without(node)]).lstrip("\n"), new


def _imports(node: Function, code: Code) -> Iterator[str]:
    """The imports of the module that bind what the function uses."""
    used = {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
    own = {each.arg for each in parameters(node)} | set(bound(ast.walk(node))) | set(dir(builtins))
    needed = used - own
    for each in python.top_imports(code.tree):
        if isinstance(each, (ast.Import, ast.ImportFrom)) and (names := needed & set(bound(ast.walk(each)))):
            if isinstance(each, ast.ImportFrom) and each.level:
                raise UnresolvableError(f"{', '.join(sorted(names))} is imported from beside {code.file}")
            needed -= names
            yield code.text[slice(*code.reach(each))]
    if needed:
        raise UnresolvableError(f"'{node.name}' uses what {code.file} defines: {', '.join(sorted(needed))}")


def _into(node: Function, code: Code, target: Code) -> str:
    """The other file with the function, or with its body at the end of that of the same name."""
    same = next((each for each in target.tree.body if isinstance(each, type(node)) and each.name == node.name), None)
    start, end = code.lines_of(node)
    if same is None:
        start = min(start, code.without(node).start)  # comments right above it
        text = code.text[start:end].strip("\n")
        stripped = target.text.rstrip()
        return applied(
            target.text, [Span(len(stripped), len(target.text), f"\n\n\n{text}\n" if stripped else f"{text}\n")]
        )
    if [each.arg for each in parameters(same)] != [each.arg for each in parameters(node)]:
        raise UnresolvableError(f"the parameters of '{node.name}' differ")
    first = code.start_of(node.body[0])
    body = code.text[code.line_start(first) : end]
    if code.text[code.line_start(first) : first].strip():
        raise UnresolvableError(f"the body of '{node.name}' is not in lines of its own")
    at = target.lines_of(same)[1]
    return applied(
        target.text, [Span(at, at, ("" if target.text[:at].endswith("\n") else "\n") + body.rstrip("\n") + "\n")]
    )
