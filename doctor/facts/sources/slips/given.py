"""What tests hand on, or are given: functions for other processes, values of `parametrize`, files of a folder."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Function, Grove, Scope, lines_around, made_by
from doctor.knowledge.syntax import nodes_in
from doctor.model.places import Place
from doctor.model.slips import Slip

POOLS = re.compile(rb"ProcessPoolExecutor\(|\bPool\(")
LISTED = re.compile(rb"parametrize\(\s*['\"](\w+)['\"]\s*,\s*\[\s*[\[{]")
UNWRITTEN = re.compile(rb"(?m)^[ \t]+raise NotImplementedError\b")
GLOBS = re.compile(rb"(?m)^[ \t]+for [^\n]*glob\(")
PROCESSES = ("concurrent.futures.ProcessPoolExecutor", "concurrent.futures.process.ProcessPoolExecutor",
             "multiprocessing.Pool", "multiprocessing.pool.Pool", "multiprocessing.get_context().Pool")  # fmt: skip
HANDING = frozenset(
    ["submit", "map", "apply", "apply_async", "imap", "imap_unordered", "map_async", "starmap", "starmap_async"]
)
GROWING = frozenset(["append", "extend", "insert", "pop", "remove", "clear", "popitem", "reverse"])


def pickled_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A function within the function, or a lambda, that is handed to a pool of processes."""
    for call in grove.all(ast.Call):
        func, scope = call.func, grove.scopes[call]
        if not isinstance(func, ast.Attribute) or func.attr not in HANDING or scope.node is None or not call.args:
            continue
        work = call.args[0]
        made = {each.name for each in nodes_in(scope.node) if isinstance(each, FUNCTIONS) and each is not scope.node}
        is_local = isinstance(work, ast.Lambda) or (
            isinstance(work, ast.Name) and work.id in made and scope.kind_of(work.id) == "local"
        )
        is_pool = isinstance(func.value, ast.Name) and made_by(func.value.id, scope) in PROCESSES
        if is_local and is_pool and not grove.may_fail(call):
            name = work.id if isinstance(work, ast.Name) else "lambda"
            yield Slip("pickled", scope.reader.place(work), scope.within, name, func.attr, _movable(work, scope))


def _movable(work: ast.expr, scope: Scope) -> tuple[Place, ...]:
    """The places of the function and of the one around it, where the first uses nothing of the second."""
    outer = scope.node
    if outer is None or scope.klass is not None or not isinstance(work, ast.Name):
        return ()
    made = [each for each in outer.body if isinstance(each, FUNCTIONS) and each.name == work.id]
    if len(made) != 1 or made[0].decorator_list:
        return ()
    names = {each.id for each in nodes_in(made[0]) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
    own = {each.arg for each in nodes_in(made[0]) if isinstance(each, ast.arg)}
    own |= {each.id for each in nodes_in(made[0]) if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)}
    if any(scope.kind_of(name) in ("local", "param") for name in names - own):
        return ()
    return scope.reader.name_place(made[0]), scope.reader.name_place(outer)


def change_lines(data: bytes) -> list[int]:
    """Where a test may change what it is given as a list or dictionary."""
    names = set(LISTED.findall(data)) if data.count(b"parametrize(") > 1 else set()
    if not names:
        return []
    known, grows = b"|".join(sorted(names)), "|".join(sorted(GROWING)).encode()
    pattern = rb".*\b(?:%b)(?:\.(?:%b)\(|\[.*\][ \t]*=(?!=))|.*\bdel (?:%b)\[" % (known, grows, known)
    return lines_around([name + mark for name in names for mark in (b".", b"[")], re.compile(pattern), data)


def changed_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A list or dictionary of one `parametrize` that a test changes, while another `parametrize` gives it again."""
    functions: list[Function] = [*grove.all(ast.FunctionDef), *grove.all(ast.AsyncFunctionDef)]
    for function in functions:
        marks = [each for each in function.decorator_list if isinstance(each, ast.Call) and len(each.args) > 1]
        marks = [each for each in marks if grove.scopes[function].reader.chain(each.func) == "pytest.mark.parametrize"]
        for mark in marks:
            others = [each for each in marks if each is not mark and _length(each) > 1]
            name = _name(mark)
            if others and name and _is_mutable(mark.args[1]):
                place = _change(function, name)
                if place is not None:
                    reader = grove.scopes[function].reader
                    yield Slip("changed", reader.place(place), grove.scopes[function].within + function.name, name,
                               others=(reader.place(mark),))  # fmt: skip


def _name(mark: ast.Call) -> str:
    first = mark.args[0]
    text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    return text if text.isidentifier() else ""


def _length(mark: ast.Call) -> int:
    values = mark.args[1]
    return len(values.elts) if isinstance(values, (ast.List, ast.Tuple)) else 0


def _is_mutable(values: ast.expr) -> bool:
    elements = values.elts if isinstance(values, (ast.List, ast.Tuple)) else []
    return bool(elements) and all(isinstance(each, (ast.List, ast.Dict, ast.Set)) for each in elements)


def _change(function: Function, name: str) -> ast.expr | ast.stmt | None:
    """Where the value is changed so that the test, the next time, finds another: it grows or shrinks, or gets an item
    after it was looked at."""
    nodes = [each for stmt in function.body for each in nodes_in(stmt) if isinstance(each, (ast.expr, ast.stmt))]
    stores = (each for each in nodes if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load))
    if any(isinstance(each, FUNCTIONS) for each in nodes) or any(each.id == name for each in stores):
        return None
    asserted = 0
    for node in sorted(nodes, key=lambda each: (each.lineno, each.col_offset)):
        if isinstance(node, ast.Assert) and _compares_whole(node, name):
            asserted = asserted or node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_own = getattr(node.func.value, "id", "") == name and node.func.attr in GROWING
            if is_own and (asserted or node.func.attr != "clear"):
                return node
        if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == name:
            is_set_late = isinstance(node.ctx, ast.Store) and 0 < asserted < node.lineno
            if isinstance(node.ctx, ast.Del) or is_set_late:
                return node
    return None


def _compares_whole(node: ast.Assert, name: str) -> bool:
    """Is all of it compared: `assert cart == {…}`, `assert len(cart) == 1`, `assert not cart`?"""
    test = node.test
    parts = [test.left, *test.comparators] if isinstance(test, ast.Compare) else [test]
    for each in parts:
        inner = each.args[0] if isinstance(each, ast.Call) and each.args else each
        inner = inner.operand if isinstance(inner, ast.UnaryOp) else inner
        if getattr(inner, "id", "") == name:
            return True
    return False


def globbed_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A loop over the files of a folder beside the test, which holds all that the test asserts. The name is the
    pattern, the text the folder as seen from the file's own."""
    constants = {
        stmt.targets[0].id: stmt.value
        for stmt in tree.body
        if isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name)
    }
    for loop in grove.all(ast.For):
        scope, call = grove.scopes[loop], loop.iter
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in ("sorted", "list")
            and call.args
        ):
            call = call.args[0]
        if scope.node is None or not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        pattern = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
        if call.func.attr not in ("glob", "rglob") or not isinstance(pattern, str) or loop.orelse:
            continue
        folder = _folder(call.func.value, scope, constants)
        checks = [each for each in nodes_in(scope.node) if isinstance(each, ast.Assert)]
        inner = [each for each in nodes_in(loop) if isinstance(each, ast.Assert)]
        if folder is not None and checks and len(checks) == len(inner) and not loop.orelse:
            how = "globbed" if call.func.attr == "glob" else "globbed below"
            yield Slip(how, scope.reader.place(call), scope.within, pattern, folder)


def _folder(node: ast.expr, scope: Scope, constants: dict[str, ast.expr], depth: int = 5) -> str | None:
    """`Path(__file__).parent / "data"` is "data", `Path(__file__).parent.parent` is ".."."""
    if not depth:
        return None
    if isinstance(node, ast.Name) and scope.kind_of(node.id) == "module" and node.id in constants:
        return _folder(constants[node.id], scope, constants, depth - 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant):
        left = _folder(node.left, scope, constants, depth)
        return None if left is None or left == "__file__" else f"{left}/{node.right.value!s}".lstrip("/")
    if isinstance(node, ast.Attribute) and node.attr == "parent":
        inner = _folder(node.value, scope, constants, depth)
        return "" if inner == "__file__" else None if inner is None else f"{inner}/..".lstrip("/")
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("resolve", "absolute"):
            return _folder(node.func.value, scope, constants, depth)
        is_file = scope.reader.chain(node.func) == "pathlib.Path" and len(node.args) == 1
        return "__file__" if is_file and getattr(node.args[0], "id", "") == "__file__" else None
    return None


def unwritten_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A method of a class that does nothing but raise NotImplementedError: others are to define it."""
    for stmt in grove.all(ast.Raise):
        scope = grove.scopes[stmt]
        body = scope.node.body if scope.node is not None else []
        is_all = body[-1:] == [stmt] and all(isinstance(each, ast.Expr) for each in body[:-1])
        klass = scope.klass
        if is_all and klass is not None and scope.node is not None and "NotImplementedError" in ast.unparse(stmt):
            tests = [each for each in klass.body if isinstance(each, FUNCTIONS) and each.name.startswith("test")]
            asked = (each for test in tests for each in nodes_in(test) if isinstance(each, ast.Attribute))
            if any(each.attr == scope.node.name for each in asked):
                yield Slip("unwritten", scope.reader.place(stmt), scope.within)
