"""Python files changed by lines: text in, text out. What parsed before parses afterwards."""

from __future__ import annotations

import ast
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from tokenize import detect_encoding

from doctor.fixes.text import Span, UnresolvableError, inserted_line, line_of, line_starts, same_ends, without_item

BODIES = ("body", "orelse", "finalbody", "handlers", "cases")
Import = (ast.Import, ast.ImportFrom)


def encoding(data: bytes) -> str:
    """The encoding that the file declares. UnresolvableError for one that Python does not know."""
    try:
        found = detect_encoding(BytesIO(data).readline)[0]
    except SyntaxError as error:
        raise UnresolvableError(str(error)) from None
    return "utf-8" if found == "utf-8-sig" else found


def parsed(text: str) -> ast.Module | None:
    """The tree; None when the text does not parse."""
    try:
        return tree_of(text)
    except (SyntaxError, ValueError, RecursionError):
        return None


@lru_cache(maxsize=4)  # nobody changes a tree
def tree_of(text: str) -> ast.Module:
    """The tree; SyntaxError, ValueError or RecursionError when the text does not parse."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escapes in strings, and the like
        return ast.parse(text)


def check(old: str, new: str) -> None:
    """UnresolvableError when a text that Python took is refused now, be it for a parameter that is there twice."""
    if not compiles(around(old, new)) and not compiles(new) and compiles(old):
        raise UnresolvableError("the file would not parse any more")


def around(old: str, new: str) -> str:
    """The statements in which it becomes another, with one before and one behind: where Python takes these it takes
    all, and a file of many findings needs no time that grows with its square."""
    head, tail = same_ends(old, new)
    top, *classes = blocks_of(old)
    within = next((block for block in classes if block[1] <= head and len(old) - tail < block[-2]), None)
    starts = within or top
    first = starts[max(bisect_right(starts, head) - 2, 0)]
    last = starts[min(bisect_right(starts, len(old) - tail) + 1, len(starts) - 1)]
    return ("class Block:\n" if within else "") + new[first : len(new) - (len(old) - last)]


@lru_cache(maxsize=4)
def blocks_of(text: str) -> tuple[tuple[int, ...], ...]:
    """The offsets of the lines in which statements of the module, and of each of its classes, begin, and the end."""
    tree = parsed(text)
    if tree is None:
        return ((0, len(text)),)
    classes = [each for each in tree.body if isinstance(each, ast.ClassDef) and begin(each.body[0]) > each.lineno]
    return ((0, *offsets_in(text, tree.body)), *(offsets_in(text, each.body) for each in classes))


def offsets_in(text: str, body: list[ast.stmt]) -> tuple[int, ...]:
    """Of the lines in which these statements begin, but not behind the end of another one, and of what is behind."""
    starts = [*line_starts(text), len(text)]
    ends = (0, *map(end, body))
    found = [starts[begin(each) - 1] for each, before in zip(body, ends, strict=False) if begin(each) > before]
    return (*found, starts[end(body[-1])] if body else len(text))


def compiles(text: str) -> bool:
    """Does Python take it? It is not run."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes in strings, and the like
            compile(text, "file", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def remove_lines(text: str, first: int, last: int) -> Span:
    """The lines from number `first` to `last` go, and the blank lines that parted them from what follows."""
    rows = text.split("\n")
    starts = [*line_starts(text), len(text) + 1]
    if not 1 <= first <= last <= len(rows):
        raise UnresolvableError(f"the file has no line {last}")
    if empties_block(text, first, last):
        line = rows[first - 1]
        return Span(starts[first - 1], starts[last] - 1, line[: len(line) - len(line.lstrip())] + "pass")
    last += spare_blanks(rows, first, last)
    start, end = starts[first - 1], starts[last]
    if not text[min(end, len(text)) :].strip() and first > 1:  # the last thing in the file
        return Span(len(text[:start].rstrip("\n")), len(text) - (text.endswith("\n") and end <= len(text)), "")
    if end > len(text):
        return Span(max(start - 1, 0) if not text.endswith("\n") else start, len(text), "")
    return Span(start, end, "")


def spare_blanks(rows: Sequence[str], first: int, last: int) -> int:
    """How many blank lines behind the lines are too many when these are gone."""
    before = after = 0
    while before < first - 1 and not rows[first - 2 - before].strip():
        before += 1
    while last + after < len(rows) - 1 and not rows[last + after].strip():
        after += 1
    return after if before == first - 1 else min(before, after)


def empties_block(text: str, first: int, last: int) -> bool:
    """Would a block be left without a statement, while its head stays?"""
    return any(
        first <= start and stop <= last and not first <= head <= last for head, start, stop in inner_blocks(text)
    )


@lru_cache(maxsize=4)
def inner_blocks(text: str) -> tuple[tuple[int, int, int], ...]:
    """The blocks that have a head: its line, their first and last line. None of a text that does not parse."""
    tree = parsed(text)
    return tuple(
        (begin(owner), begin(block[0]), end(block[-1]))
        for owner, block in (statement_blocks(tree) if tree else ())
        if not isinstance(owner, ast.Module)
    )


def statement_blocks(tree: ast.AST) -> Iterator[tuple[ast.AST, list[ast.stmt]]]:
    """All blocks of statements, each with the node that owns it."""
    for node in ast.walk(tree):
        for name in BODIES:
            block = getattr(node, name, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield node, block


def begin(node: ast.AST) -> int:
    """The first line of a statement, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    pattern = getattr(node, "pattern", None)  # a match_case has no line of its own
    lines = [each.lineno for each in decorators]
    return int(min([*lines, getattr(node, "lineno", getattr(pattern, "lineno", 0))]))


def end(node: ast.AST) -> int:
    return int(getattr(node, "end_lineno", 0) or 0)


def insert_lines(text: str, line: int, new: str) -> Span:
    """Lines of their own above the line of this number, indented as that one."""
    starts, rows = line_starts(text), text.split("\n")
    if not 1 <= line <= len(rows):
        raise UnresolvableError(f"the file has no line {line}")
    row = rows[line - 1]
    indent = row[: len(row) - len(row.lstrip())]
    lines = "\n".join(f"{indent}{each}" if each.strip() else each for each in new.rstrip("\n").split("\n"))
    return inserted_line(text, starts[line - 1], lines)


def add_import(text: str, statement: str) -> list[Span]:
    """The import among those at the top of the file; nothing when it is there already."""
    tree, new = parsed(text), ast.parse(statement).body[0]
    if tree is None:
        raise UnresolvableError("the file does not parse")
    if not isinstance(new, Import):
        raise UnresolvableError(f"{statement} is no import")
    if is_there(tree, new):
        return []
    top = top_imports(tree)
    if not top:
        return [lone_import(text, tree, statement, new)]
    starts = [*line_starts(text), len(text)]
    later = [node for node in top if order(node) > order(new)]
    if later and (later[0] is top[0] or order(later[0])[0] == order(new)[0]):
        same = order(later[0])[0] == order(new)[0]
        return [inserted_line(text, starts[later[0].lineno - 1], statement if same else f"{statement}\n")]
    before = [node for node in top if order(node) <= order(new)][-1] if not later else top[top.index(later[0]) - 1]
    gap = "" if order(before)[0] == order(new)[0] else "\n"
    return [inserted_line(text, min(starts[end_of_line(tree, before)], len(text)), gap + statement)]


def end_of_line(tree: ast.Module, node: ast.stmt) -> int:
    """The last line of the statement, and of those behind it that begin in its last line."""
    last = end(node)
    for other in tree.body:
        if other.lineno == last:
            last = max(last, end(other))
    return last


def is_there(tree: ast.Module, new: ast.stmt) -> bool:
    """Is the import at the top level of the module already?"""
    wanted = set(bindings(new))
    found: set[tuple[str, ...]] = set()
    for node in tree.body:
        for each in [node, *(node.body if isinstance(node, ast.Try) else [])]:
            found |= set(bindings(each))
    return wanted <= found


def bindings(node: ast.stmt) -> Iterator[tuple[str, ...]]:
    """What an import binds: (level and module, name, bound name)."""
    if isinstance(node, ast.Import):
        yield from (("", alias.name, alias.asname or "") for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        yield from ((module, alias.name, alias.asname or "") for alias in node.names)


def top_imports(tree: ast.Module) -> list[ast.stmt]:
    """The first imports that stand together, `__future__` included."""
    found: list[ast.stmt] = []
    for node in tree.body[has_docstring(tree) :]:
        if isinstance(node, Import):
            found.append(node)
        elif (found and not is_future(found[-1])) or not isinstance(node, (ast.Assign, ast.AnnAssign, ast.Expr)):
            break
    return found


def has_docstring(tree: ast.Module) -> bool:
    return bool(tree.body) and isinstance(tree.body[0], ast.Expr) and isinstance(tree.body[0].value, ast.Constant)


def is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def order(node: ast.stmt) -> tuple[int, bool, str]:
    """Where isort would put it: `__future__`, the standard library, all others; `import` before `from`."""
    name = node.names[0].name if isinstance(node, ast.Import) else "." * node.level + (node.module or "")  # type: ignore[attr-defined]
    root = name.split(".")[0]
    group = 0 if root == "__future__" else 1 if root in sys.stdlib_module_names else 2 if root else 3
    return group, isinstance(node, ast.ImportFrom), name


def lone_import(text: str, tree: ast.Module, statement: str, new: ast.stmt) -> Span:
    """The first import of a file: behind docstring and leading comments, above everything else."""
    starts = [*line_starts(text), len(text)]
    body = tree.body[has_docstring(tree) :]
    if has_docstring(tree):
        return inserted_line(text, min(starts[end_of_line(tree, tree.body[0])], len(text)), f"\n{statement}")
    if not body:
        return inserted_line(text, len(text), statement)
    offset = above(text, starts[begin(body[0]) - 1])
    gap = "\n\n" if isinstance(body[0], (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else "\n"
    return inserted_line(text, offset, statement + gap)


def above(text: str, offset: int) -> int:
    """Where the comments directly above a statement begin; those at the top of the file are not the statement's."""
    found = offset
    while found and text[line_of(text, found - 1)[0] : found].lstrip().startswith("#"):
        found = line_of(text, found - 1)[0]
    return found or offset


def remove_item(text: str, start: int, stop: int) -> list[Span]:
    """An item of a list, a tuple or a call goes with its comma."""
    tree = parsed(text)
    starts = line_starts(text)
    for items in sequences(tree) if tree else ():
        spans = [span_of(text, starts, item) for item in items]
        hit = [index for index, span in enumerate(spans) if start <= span[0] and span[1] <= stop]
        if hit and spans[hit[0]][0] >= start and spans[hit[-1]][1] <= stop and len(hit) < len(items) + 1:
            previous = spans[hit[0] - 1][1] if hit[0] else None
            lone = len(items) - len(hit) == 1 and any(items is each for each in tuples(tree))
            return without_item(text, spans[hit[0]][0], spans[hit[-1]][1], previous, keep_comma=lone)
    raise UnresolvableError("no item is written there any more")


def without_items(items: Sequence[tuple[int, int]], gone: Sequence[bool]) -> Iterator[Span]:
    """Those items of a list go, with their commas; one at least stays."""
    last = max(index for index, is_gone in enumerate(gone) if not is_gone)
    for index, (start, end) in enumerate(items):
        if gone[index] and index < last:
            yield Span(start, items[index + 1][0], "")
        elif gone[index]:
            yield Span(items[index - 1][1], end, "")


def sequences(tree: ast.AST | None) -> Iterator[list[ast.expr]]:
    """The items of every list, tuple, set and call."""
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            yield node.elts
        elif isinstance(node, ast.Call):
            yield [*node.args, *(word for word in node.keywords)]  # type: ignore[list-item]


def tuples(tree: ast.AST | None) -> Iterator[list[ast.expr]]:
    return (node.elts for node in ast.walk(tree) if isinstance(node, ast.Tuple)) if tree else iter(())


def span_of(text: str, starts: Sequence[int], node: ast.expr) -> tuple[int, int]:
    """The node's offsets; ast counts columns in bytes."""
    return (
        offset(text, starts[node.lineno - 1], node.col_offset),
        offset(text, starts[(node.end_lineno or node.lineno) - 1], node.end_col_offset or 0),
    )


def offset(text: str, start: int, column: int) -> int:
    line = text[start : line_of(text, start)[1]]
    return start + len(line.encode()[:column].decode(errors="ignore"))
