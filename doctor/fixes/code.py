"""The text of a Python file beside its tree: nodes by place, and edits by offset."""

from __future__ import annotations

import ast
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from doctor.fixes.python import statement_blocks, tree_of
from doctor.fixes.text import Span, UnresolvableError, line_starts, offsets
from doctor.model.places import Place

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Node = TypeVar("Node", bound=ast.stmt)


class Code:
    """One Python file, whose lines end with LF. Offsets count characters of `text`.

    Raises UnresolvableError when it cannot be parsed.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        try:
            self.tree = tree_of(text)
        except (SyntaxError, ValueError, RecursionError) as exc:
            raise UnresolvableError(f"{file} cannot be parsed: {exc}") from None
        self._starts = line_starts(text)

    # Offsets

    def span(self, place: Place) -> tuple[int, int]:
        return offsets(self.text, place, self._starts)

    def _offset(self, line: int, column: int) -> int:
        """`column` counts bytes, as the tree does."""
        start = self._starts[line - 1]
        end = self.text.find("\n", start)
        text = self.text[start : end if end >= 0 else len(self.text)]
        return start + (column if text.isascii() else len(text.encode()[:column].decode()))

    def reach(self, node: Any) -> tuple[int, int]:
        """Where a node begins and ends, a definition without its decorators."""
        return (
            self._offset(node.lineno, node.col_offset),
            self._offset(node.end_lineno, node.end_col_offset),
        )

    def start_of(self, node: Any) -> int:
        """Where it begins, with decorators, with the stars of an argument."""
        decorators = getattr(node, "decorator_list", None)
        if decorators:
            return self.text.rindex("@", 0, self.reach(decorators[0])[0])
        return self.reach(node)[0]

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def blank_before(self, offset: int) -> int:
        """Where the blanks before the offset begin."""
        return len(self.text[:offset].rstrip(" \t"))

    def indent(self, offset: int) -> str:
        line = self.text[self.line_start(offset) :]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def closed(self, start: int, end: int) -> int:
        """Behind the parentheses that close around what ends at `start`, up to `end`."""
        at = found = start
        while at < end:
            char = self.text[at]
            if char == "#":
                at = self.text.find("\n", at, end)
                if at < 0:
                    break
            elif char == ")":
                found = at + 1
            elif not char.isspace() and char != "\\":
                break
            at += 1
        return found

    def opening(self, node: Function) -> int:
        """Behind the parenthesis that opens the parameters, type parameters passed over."""
        at = self.text.index(node.name, self.reach(node)[0] + len("def")) + len(node.name)
        depth = 0
        while depth or self.text[at] != "(":
            depth += {"[": 1, "]": -1}.get(self.text[at], 0)
            at += 1
        return at + 1

    # Nodes

    @cached_property
    def _nodes(self) -> list[ast.AST]:
        """All of them, outer ones first."""
        return list(ast.walk(self.tree))

    @cached_property
    def names(self) -> set[str]:
        """Of all that is read or set."""
        return {node.id for node in self._nodes if isinstance(node, ast.Name)}

    @cached_property
    def blocks(self) -> list[list[ast.stmt]]:
        """All blocks of statements."""
        return [block for _, block in statement_blocks(self.tree)]

    @cached_property
    def _alone(self) -> set[ast.stmt]:
        """The statements that are all that a block has."""
        return {block[0] for block in self.blocks if len(block) == 1 and block is not self.tree.body}

    def expression(self, place: Place) -> ast.expr:
        wanted = self.span(place)
        for node in self._nodes:
            if isinstance(node, ast.expr) and node.lineno == place.line and self.reach(node) == wanted:
                return node
        raise UnresolvableError(f"no expression stands at {place}")

    def definition(self, place: Place) -> Definition:
        """The function or class whose name stands there."""
        for node in self._nodes:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.lineno == place.line:
                start, _ = self.reach(node)
                if start <= self.span(place)[0]:
                    return node
        raise UnresolvableError(f"no function or class stands at {place}")

    def function(self, place: Place) -> Function:
        found = self.definition(place)
        if isinstance(found, ast.ClassDef):
            raise UnresolvableError(f"no function stands at {place}")
        return found

    def statement(self, place: Place, kind: type[Node]) -> Node:
        start = self.span(place)[0]
        for node in self._nodes:
            if isinstance(node, kind) and self.reach(node)[0] == start:
                return node
        raise UnresolvableError(f"no {kind.__name__.lower()} stands at {place}")

    def around(self, inner: ast.stmt) -> Function:
        """The function that a statement stands in."""
        found = None
        for node in self._nodes:  # outer ones first
            if (
                isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
                and node.lineno <= inner.lineno <= (node.end_lineno or 0)
                and inner in ast.walk(node)
            ):
                found = node
        if found is None:
            raise UnresolvableError("it stands in no function")
        return found

    # Spans

    def lines_of(self, node: Definition) -> tuple[int, int]:
        """Its lines, with decorators and the line end."""
        start, end = self.line_start(self.start_of(node)), self.reach(node)[1]
        behind = self.text.find("\n", end)
        return start, behind + 1 if behind >= 0 else len(self.text)

    def without(self, node: Definition) -> Span:
        """Takes the definition out, with comments right above it and the blank lines behind it."""
        start, end = self.lines_of(node)
        if node in self._alone:
            return Span(start, end, f"{self.indent(start)}pass\n")
        while start > 0:
            above = self.line_start(start - 1)
            if not self.text[above:start].lstrip().startswith("#"):
                break
            start = above
        rest = self.text[end:]
        blank = len(rest) - len(rest.lstrip("\n"))
        if blank == len(rest):  # the last thing in the file
            return Span(len(self.text[:start].rstrip("\n")), len(self.text), "\n")
        return Span(start, end + blank, "")

    def shifted(self, start: int, end: int, by: int) -> str:
        """The lines from offset `start` to `end`, each so many blanks further in (out, if negative); what stands within
        a text of several lines stays as it is."""
        first = self.text.count("\n", 0, start) + 1
        within = self._lines_within_texts
        rows = self.text[start:end].split("\n")
        return "\n".join(row if first + at in within else _moved(row, by) for at, row in enumerate(rows))

    @cached_property
    def _lines_within_texts(self) -> set[int]:
        """The lines that begin within a string."""
        import tokenize
        from io import StringIO

        kinds = {tokenize.STRING, *(getattr(tokenize, f"{kind}STRING_MIDDLE", tokenize.STRING) for kind in "FT")}
        try:
            tokens = list(tokenize.generate_tokens(StringIO(self.text).readline))
        except (tokenize.TokenError, SyntaxError, ValueError) as fault:  # Python's parser takes more than its tokenizer
            raise UnresolvableError("the lines of its strings cannot be told") from fault
        return {line for token in tokens if token.type in kinds for line in range(token.start[0] + 1, token.end[0] + 1)}

    def indented(self, text: str, indent: str) -> str:
        """Each line with its indentation and line end."""
        return "".join(f"{indent}{line}".rstrip(" \t") + "\n" for line in text.split("\n"))


def _moved(row: str, by: int) -> str:
    if by > 0:
        return " " * by + row if row.strip() else row
    return row[-by:] if not row[:-by].strip() else row


@lru_cache(maxsize=4)  # the fixes of one file come in a row
def code_of(file: str, text: str) -> Code:
    """UnresolvableError when it cannot be parsed."""
    return Code(file, text)
