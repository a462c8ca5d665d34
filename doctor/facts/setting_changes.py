"""The fact `setting_changes`: `settings.LIMITS["max"] = 1` where `settings` is a parameter.

Nothing is told of a setting that the function also gives a value, nor of changes that it may undo: behind a `yield`, in
a block, or where the setting is changed again.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import Function, decode, functions_in, nodes_in
from doctor.model.invocation import Invocation
from doctor.model.setting_changes import SettingChange
from doctor.model.sources import SourceFile, Sources

METHODS = ("append", "extend", "insert", "remove", "pop", "update", "clear", "add", "discard", "popitem")
UNDOING = frozenset({"remove", "pop", "clear", "discard", "popitem"})
WORDS = re.compile(rb"\bsettings\.[A-Z][A-Z0-9_]*(?:\[|\.(?:%b)\(|\s*\+=)" % "|".join(METHODS).encode())
NAME = "settings"
LINE_END = re.compile(r"\r\n|\r|\n")


def setting_changes(invocation: Invocation, sources: Sources) -> tuple[SettingChange, ...]:
    read = reading(invocation)
    files = [file for file in (*sources.collected, *sources.reaching_others) if takes_settings(file)]
    texts = ((file.path, read(file.path)) for file in files)
    return tuple(found for path, data in texts if WORDS.search(data) for found in changes(data, path))


def takes_settings(file: SourceFile) -> bool:
    params = (param.name for fixture in file.fixtures for param in fixture.params)
    return any(NAME in test.requests for test in file.tests) or NAME in params


def changes(data: bytes, path: str) -> Iterator[SettingChange]:
    tree, reader = read_python(data, path)
    lines = LINE_END.split(decode(data))
    for name, node in functions_in(tree.body):
        if any(each.arg == NAME for each in (*node.args.args, *node.args.kwonlyargs)):
            yield from of_function(node, name, path, reader, lines)


def of_function(node: Function, name: str, path: str, reader: Reader, lines: list[str]) -> Iterator[SettingChange]:
    found = [(stmt, item) for stmt in before_yield(node.body) if (item := changed(stmt))]
    rest = [each for each in nodes_in(node) if isinstance(each, ast.Try)]
    yields = [each for each in nodes_in(node) if isinstance(each, (ast.Yield, ast.YieldFrom))]
    for stmt, item in found:
        attribute = setting_in(item)
        if attribute is None or rest or is_given(attribute, node) or is_undone(stmt, attribute, node):
            continue
        if yields and any(is_same(each, attribute) for each in nodes_in(node) if after(each, yields[0])):
            continue
        yield SettingChange(path, name, attribute.attr, reader.place(stmt), instead(stmt, attribute, lines))


def before_yield(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that no block holds, up to the one that yields."""
    for stmt in body:
        if any(isinstance(each, (ast.Yield, ast.YieldFrom)) for each in nodes_in(stmt)):
            return
        yield stmt


def changed(stmt: ast.stmt) -> ast.expr | None:
    """What a statement changes: `settings.X["a"]`, `settings.X.append`, `settings.X`."""
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and isinstance(stmt.targets[0], ast.Subscript):
        return stmt.targets[0]
    if isinstance(stmt, ast.Delete) and len(stmt.targets) == 1 and isinstance(stmt.targets[0], ast.Subscript):
        return stmt.targets[0]
    if isinstance(stmt, ast.AugAssign):
        is_list = isinstance(stmt.op, ast.Add) and isinstance(stmt.value, (ast.List, ast.ListComp))
        return stmt.target if is_list or isinstance(stmt.target, ast.Subscript) else None
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    is_method = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in METHODS
    return call.func if is_method and isinstance(call, ast.Call) else None


def setting_in(item: ast.expr) -> ast.Attribute | None:
    """`settings.X` of `settings.X["a"]["b"]`."""
    while isinstance(item, (ast.Subscript, ast.Attribute)):
        if isinstance(item, ast.Attribute) and getattr(item.value, "id", "") == NAME:
            return item if item.attr.isupper() else None
        item = item.value
    return None


def is_same(node: ast.AST, attribute: ast.Attribute) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == attribute.attr


def after(node: ast.AST, other: ast.AST) -> bool:
    return getattr(node, "lineno", 0) > getattr(other, "lineno", 0)


def is_given(attribute: ast.Attribute, node: Function) -> bool:
    """Does the function give the setting a value of its own, or the name `settings` another meaning?"""
    for each in nodes_in(node):
        for target in each.targets if isinstance(each, ast.Assign) else ():
            if is_same(target, attribute) or getattr(target, "id", "") == NAME:
                return True
    return False


def is_undone(stmt: ast.stmt, attribute: ast.Attribute, node: Function) -> bool:
    """Is something added to the setting and something taken out of it, or the same item given once more?"""
    own = changed(stmt)
    takes_out = isinstance(stmt, ast.Delete) or getattr(own, "attr", "") in UNDOING
    for each in nodes_in(node):
        item = changed(each) if isinstance(each, ast.stmt) and each is not stmt else None
        if item is not None and (inner := setting_in(item)) and inner.attr == attribute.attr:
            is_taken_out = isinstance(each, ast.Delete) or getattr(item, "attr", "") in UNDOING
            is_same_item = isinstance(each, ast.Assign) and own is not None and ast.unparse(item) == ast.unparse(own)
            if takes_out or is_taken_out or is_same_item:
                return True
    return False


def instead(stmt: ast.stmt, attribute: ast.Attribute, lines: list[str]) -> str:
    """A new list or dictionary for the setting, where the change is that of one item."""

    def written(node: ast.expr) -> str:
        return lines[stmt.lineno - 1].encode()[node.col_offset : node.end_col_offset].decode()

    whole, item = ast.unparse(attribute), changed(stmt)
    call = stmt.value if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call) else None
    if stmt.lineno != stmt.end_lineno or item is None:
        return ""
    if isinstance(stmt, ast.Assign) and isinstance(item, ast.Subscript) and item.value is attribute:
        is_key = isinstance(item.slice, ast.Constant) and isinstance(item.slice.value, str)
        return f"{whole} = {{**{whole}, {written(item.slice)}: {written(stmt.value)}}}" if is_key else ""
    if isinstance(stmt, ast.AugAssign) and item is attribute:
        return f"{whole} = {whole} + {written(stmt.value)}"
    is_own = isinstance(item, ast.Attribute) and item.value is attribute and item.attr in ("append", "extend")
    if call and isinstance(item, ast.Attribute) and is_own and len(call.args) == 1:
        return f"{whole} = [*{whole}, {'*' if item.attr == 'extend' else ''}{written(call.args[0])}]"
    return ""
