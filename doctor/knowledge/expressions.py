"""Expressions of one file, as far as they can be told without running them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Collection
from typing import Any

from doctor.knowledge.syntax import bound, child_nodes, decode, dotted, names_and_clashes, statements, target
from doctor.model.places import Place
from doctor.model.sources import Expr

_INDENTED = tuple(
    before + word for before in (b"  ", b"\t", b"\n ", b":", b": ", b";", b"; ") for word in (b"import", b"from")
)
_PLAIN = frozenset({type(None), str, bytes, int, float, bool})
MAX_DEPTH = 40
MAX_NODES = 2_000  # of one expression; a table of test data larger than this is "other"


class Reader:
    """Reads expressions of one file: names resolved, places in characters.

    `package` is the dotted package that the module lives in ("" for none), for its relative imports.
    """

    def __init__(self, file: str, data: bytes, tree: ast.Module, package: str = "") -> None:
        self.file = file
        self.package = package
        self.names, self._clashing = names_and_clashes(tree, package, any(each in data for each in _INDENTED))
        self._ascii = data.isascii()
        self._lines = (data if self._ascii else decode(data).encode("utf-8", "replace")).splitlines()
        self._left = MAX_NODES

    def shadowed(self, hidden: Collection[str]) -> Reader:
        """A reader for a place where these names stand for something else, such as a function's parameters."""
        if self.names.keys().isdisjoint(hidden):
            return self
        inner = object.__new__(Reader)
        inner.__dict__.update(self.__dict__)
        inner.names = {name: target for name, target in self.names.items() if name not in hidden}
        return inner

    def within(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Reader:
        """A reader for the function's body, where a name may stand for what the function imports for itself."""
        own = {
            each.alias: target(each)
            for stmt, _ in (statements(function.body, into_definitions=False) if self._clashing else ())
            if isinstance(stmt, (ast.Import, ast.ImportFrom))
            for each in bound(stmt, self.package)
            if each.alias in self._clashing
        }
        if not own:
            return self
        inner = object.__new__(Reader)
        inner.__dict__.update(self.__dict__)
        inner.names = {**self.names, **own}
        return inner

    def dotted(self, node: ast.expr) -> str:
        """`a.b.c` with its first name resolved, "" for anything else."""
        return dotted(node, self.names)

    def chain(self, node: ast.expr) -> str:
        """Like `dotted`, but sees through calls and subscripts: `patch("x").start` is "unittest.mock.patch().start".

        It begins with a dot where what it starts from has no name: `"a b".split` is ".split".
        """
        parts: list[str] = []
        while True:
            if isinstance(node, ast.Attribute):
                parts.append("." + node.attr)
                node = node.value
            elif isinstance(node, ast.Call):
                parts.append("()")
                node = node.func
            elif isinstance(node, ast.Subscript):
                parts.append("[]")
                node = node.value
            else:
                break
        if isinstance(node, ast.Name):
            parts.append(self.names.get(node.id, node.id))
        return sys.intern("".join(reversed(parts)))

    def place(self, node: ast.expr | ast.stmt | ast.alias | ast.arg | ast.keyword | ast.excepthandler) -> Place:
        line, end_line = node.lineno, node.end_lineno or node.lineno
        start, end = node.col_offset, node.end_col_offset or node.col_offset
        if self._ascii:
            return Place(self.file, line, start + 1, end_line, end + 1)
        return Place(self.file, line, self._column(line, start), end_line, self._column(end_line, end))

    def name_place(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Place:
        """Where the name of a function or class is written."""
        line, wanted = node.lineno, node.name.encode()
        text = self._lines[line - 1] if line <= len(self._lines) else b""
        keyword = text.find(b"class" if isinstance(node, ast.ClassDef) else b"def", node.col_offset)
        start = text.find(wanted, keyword + 3) if keyword >= 0 else -1
        if start < 0:  # behind a continued line, or written in another Unicode form
            return self.place(node)
        return Place(self.file, line, self._column(line, start), line, self._column(line, start + len(wanted)))

    def is_bracketed(self, node: ast.expr) -> bool:
        """Does it stand within one line and brackets of its own, right behind `in`?"""
        if node.lineno > len(self._lines):
            return False
        line = self._lines[node.lineno - 1]
        before, after = line[: node.col_offset].rstrip(), line[node.end_col_offset or 0 :].lstrip()
        return before[-1:] == b"(" and before[:-1].rstrip().endswith(b" in") and after[:1] == b")"

    def _column(self, line: int, offset: int) -> int:
        if self._ascii or line > len(self._lines):
            return offset + 1
        return len(self._lines[line - 1][:offset].decode("utf-8", "replace")) + 1

    def expr(self, node: ast.expr) -> Expr:
        """The expression as far as it can be told; see `model.expressions.Expr`. Oversized ones are "other"."""
        self._left = MAX_NODES
        found = self._expr(node, MAX_DEPTH)
        return found if self._left > 0 else Expr("other", self.place(node))

    def _expr(self, node: ast.expr, depth: int) -> Expr:
        self._left -= 1
        if depth <= 0 or self._left <= 0:
            return Expr("other", self.place(node))
        read = _KINDS.get(type(node))
        if read is None:
            return Expr("other", self.place(node), parts=self._children(node, depth))
        return read(self, node, depth - 1)

    def _all(self, nodes: list[ast.expr], depth: int) -> tuple[Expr, ...]:
        parts = []
        for node in nodes:
            if self._left <= 0:
                break
            if type(node) is ast.Constant and depth > 0:  # most of what there is
                self._left -= 1
                parts.append(self._constant(node, depth))
            else:
                parts.append(self._expr(node, depth))
        return tuple(parts)

    def _children(self, node: ast.expr, depth: int) -> tuple[Expr, ...]:
        return self._all([child for child in child_nodes(node) if isinstance(child, ast.expr)], depth - 1)

    def _constant(self, node: ast.Constant, depth: int) -> Expr:
        value = node.value
        if type(value) in _PLAIN:
            return Expr("constant", self.place(node), value)  # type: ignore[arg-type]
        return Expr("other", self.place(node))  # ..., complex

    def _name(self, node: ast.Name, depth: int) -> Expr:
        return Expr("name", self.place(node), self.names.get(node.id, node.id))

    def _attribute(self, node: ast.Attribute, depth: int) -> Expr:
        text = self.dotted(node)
        if text:
            return Expr("name", self.place(node), text)
        return Expr("attribute", self.place(node), self.chain(node), (self._expr(node.value, depth),))

    def _subscript(self, node: ast.Subscript, depth: int) -> Expr:
        parts = (self._expr(node.value, depth), self._expr(node.slice, depth))
        return Expr("subscript", self.place(node), self.chain(node), parts)

    def _call(self, node: ast.Call, depth: int) -> Expr:
        keywords = tuple((each.arg or "**", self._expr(each.value, depth)) for each in node.keywords)
        chain = self.chain(node.func)
        called = () if self.dotted(node.func) else (self._expr(node.func, depth),)
        return Expr("call", self.place(node), chain, self._all(node.args, depth), called, keywords)

    def _lambda(self, node: ast.Lambda, depth: int) -> Expr:
        arguments = node.args
        plain = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        given = len(arguments.defaults) + sum(each is not None for each in arguments.kw_defaults)
        most = "*" if arguments.vararg or arguments.kwarg else str(len(plain))
        return Expr("other", self.place(node), f"lambda {len(plain) - given} {most}", self._children(node, depth + 1))

    def _items(self, node: ast.List | ast.Tuple | ast.Set, depth: int) -> Expr:
        return Expr(type(node).__name__.lower(), self.place(node), parts=self._all(node.elts, depth))

    def _dict(self, node: ast.Dict, depth: int) -> Expr:
        keys = [
            key or ast.copy_location(ast.Starred(value), value)
            for key, value in zip(node.keys, node.values, strict=True)
        ]
        return Expr("dict", self.place(node), None, self._all(keys, depth), self._all(node.values, depth))

    def _fstring(self, node: ast.JoinedStr, depth: int) -> Expr:
        inner = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
        return Expr("fstring", self.place(node), None, self._all(inner, depth))

    def _operation(self, node: ast.BinOp, depth: int) -> Expr:
        left, right = self._expr(node.left, depth), self._expr(node.right, depth)
        if isinstance(node.op, ast.Add):
            if left.text is not None and right.text is not None:
                return Expr("constant", self.place(node), left.text + right.text)
            if left.kind == right.kind and left.kind in ("list", "tuple"):
                return Expr(left.kind, self.place(node), parts=left.parts + right.parts)
        return Expr("other", self.place(node), parts=(left, right))

    def _unary(self, node: ast.UnaryOp, depth: int) -> Expr:
        inner = self._expr(node.operand, depth)
        if isinstance(node.op, ast.USub) and inner.kind == "constant" and isinstance(inner.value, (int, float)):
            return Expr("constant", self.place(node), -inner.value)
        kind = "comparison" if isinstance(node.op, ast.Not) else "other"
        return Expr(kind, self.place(node), parts=(inner,))

    def _compare(self, node: ast.Compare, depth: int) -> Expr:
        sign = _SIGNS.get(type(node.ops[0]), "") if len(node.ops) == 1 else ""
        return Expr("comparison", self.place(node), sign, self._all([node.left, *node.comparators], depth))

    def _within(self, node: ast.Await | ast.Starred, depth: int) -> Expr:
        return Expr(type(node).__name__.lower(), self.place(node), parts=(self._expr(node.value, depth),))

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, depth: int) -> Expr:
        kind = {"ListComp": "list", "SetComp": "set", "DictComp": "dict"}.get(type(node).__name__, "generator")
        parts = self._all([each.iter for each in node.generators], depth)
        if isinstance(node, ast.DictComp):
            return Expr("comprehension", self.place(node), kind, (*parts, *self._all([node.key, node.value], depth)))
        return Expr("comprehension", self.place(node), kind, (*parts, self._expr(node.elt, depth)))


_SIGNS: dict[type, str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_KINDS: dict[type, Callable[[Reader, Any, int], Expr]] = {
    ast.Constant: Reader._constant,
    ast.Name: Reader._name,
    ast.Attribute: Reader._attribute,
    ast.Subscript: Reader._subscript,
    ast.Call: Reader._call,
    ast.Lambda: Reader._lambda,
    ast.List: Reader._items,
    ast.Tuple: Reader._items,
    ast.Set: Reader._items,
    ast.Dict: Reader._dict,
    ast.JoinedStr: Reader._fstring,
    ast.BinOp: Reader._operation,
    ast.UnaryOp: Reader._unary,
    ast.Compare: Reader._compare,
    ast.Await: Reader._within,
    ast.Starred: Reader._within,
    ast.ListComp: Reader._comprehension,
    ast.SetComp: Reader._comprehension,
    ast.DictComp: Reader._comprehension,
    ast.GeneratorExp: Reader._comprehension,
}
