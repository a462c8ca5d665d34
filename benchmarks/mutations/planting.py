"""Puts code into a test file without touching what stands there otherwise."""

from __future__ import annotations

import ast
import textwrap
from typing import NamedTuple

from faults.fault import BODY, TOP, Fault

PLAIN = ("pytest.mark.parametrize", "pytest.mark.skipif", "pytest.mark.xfail")


class Planted(NamedTuple):
    """The new text, and the lines of it that are new and are no imports."""

    text: str
    first: int
    last: int


def plant(text: str, fault: Fault, code: str, seed: int) -> Planted | None:
    """The file with the code in it; None where it has no place for it. `seed` chooses among its tests."""
    tree = ast.parse(text)
    lines, imports = text.split("\n"), list(fault.imports)
    head = behind_docstring(tree)
    if fault.where == BODY:
        test = chosen(tree, imports, seed)
        if test is None:
            return None
        first = test.body[1] if has_docstring(test) else test.body[0]
        line, code = first.lineno - 1, textwrap.indent(code, " " * first.col_offset)
    elif fault.where == TOP:
        line = head = behind_imports(tree)
    else:
        line, code = len(lines), f"\n\n{code}\n"
    new = code.split("\n")
    lines[line:line] = new
    lines[head:head] = imports
    start = line + len(imports) + 1
    result = "\n".join(lines)
    try:
        ast.parse(result)
    except SyntaxError:
        return None
    return Planted(result, start, start + len(new) - 1)


def chosen(tree: ast.Module, imports: list[str], seed: int) -> ast.FunctionDef | None:
    """A test that pytest surely runs as it stands, to whose code the imported names mean what they should."""
    names = {each.rpartition(" ")[2].partition(".")[0] for each in imports}
    names |= {"pytester", "testdir"}  # which put sys.path, sys.modules and the working directory back
    found = [test for test in tests(tree) if is_plain(test) and not names & bound(test)]
    return found[seed % len(found)] if found else None


def tests(tree: ast.Module) -> list[ast.FunctionDef]:
    """Test functions at the top, and methods of test classes without bases."""
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for node in tree.body:
        if (
            isinstance(node, ast.ClassDef)
            and node.name.startswith("Test")
            and not node.bases
            and not node.decorator_list
        ):
            found += [each for each in node.body if isinstance(each, ast.FunctionDef)]
    return [each for each in found if each.name.startswith("test")]


def is_plain(test: ast.FunctionDef) -> bool:
    """Has it no decorators but marks, and does it begin on a line of its own?"""
    names = [ast.unparse(each).partition("(")[0] for each in test.decorator_list]
    return all(name.startswith(PLAIN) for name in names) and test.body[0].lineno > test.lineno


def bound(test: ast.FunctionDef) -> set[str]:
    """The names that mean something of its own to it."""
    arguments = [*test.args.posonlyargs, *test.args.args, *test.args.kwonlyargs]
    stored = {node.id for node in ast.walk(test) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    imported = {
        alias.asname or alias.name.partition(".")[0]
        for node in ast.walk(test)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    return stored | imported | {each.arg for each in arguments}


def has_docstring(node: ast.Module | ast.FunctionDef) -> bool:
    first = node.body[0] if node.body else None
    return len(node.body) > 1 and isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)


def behind_docstring(tree: ast.Module) -> int:
    """The line behind docstring and `__future__` imports, counted from 0."""
    line = 0
    for node in tree.body:
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not (is_future or is_text):
            break
        line = node.end_lineno or 0
    return line


def behind_imports(tree: ast.Module) -> int:
    """The line behind the last statement of the top level that imports something, be it in a `try`."""
    found = [
        node.end_lineno or 0
        for node in tree.body
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        if any(isinstance(each, (ast.Import, ast.ImportFrom)) for each in ast.walk(node))
    ]
    return max([behind_docstring(tree), *found])
