"""Changes of what stands in functions and classes, worked out on the file's tree."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from doctor.fixes import python
from doctor.fixes.code import Code, Function
from doctor.fixes.parameters import body_of, parameters
from doctor.fixes.text import Span, UnresolvableError
from doctor.model import rewrites
from doctor.model.places import Place


def add_to_body(change: rewrites.AddToBody, code: Code) -> Iterator[Span]:
    node = code.definition(change.place)
    documented = _is_docstring(node.body[0])
    body = node.body[1:] if documented else node.body
    if not body:
        start, end = code.reach(node.body[0])
        yield Span(end, end, f"\n\n{code.indented(change.text, code.indent(start))}".rstrip("\n"))
        return
    start, end = code.start_of(body[0]), code.reach(body[0])[1]
    indent = code.text[code.line_start(start) : start]
    if indent.strip():  # on the line of the header
        own = code.indent(code.reach(node)[0]) + "    "
        text = code.indented(change.text, own).rstrip("\n")
        rest = "" if _is_idle(body) else f"\n{own}{code.text[start : code.reach(body[-1])[1]]}"
        yield Span(code.blank_before(start), code.reach(body[-1])[1], f"\n{text}{rest}")
    elif _is_idle(body):
        yield Span(start, end, code.indented(change.text, indent).strip())
    else:
        at = code.line_start(start)
        gap = "\n" if isinstance(body[0], (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else ""
        yield Span(at, at, code.indented(change.text, indent) + gap)


def add_behind(change: rewrites.AddBehind, code: Code) -> Iterator[Span]:
    at = code.span(change.place)[0]
    around = [each for each in ast.walk(code.tree) if isinstance(each, ast.stmt) and _holds(each, at, code)]
    if not around:
        raise UnresolvableError("there is no statement")
    stmt = min(around, key=lambda each: code.reach(each)[1] - code.reach(each)[0])
    start, end = code.reach(stmt)
    rest = code.text[end:].partition("\n")[0]
    if hasattr(stmt, "body") or code.text[code.line_start(start) : start].strip() or rest.partition("#")[0].strip():
        raise UnresolvableError("it does not stand on lines of its own")
    last = end + len(rest)
    yield Span(last, last, f"\n{code.indent(start)}{change.text}")


def _holds(stmt: ast.stmt, at: int, code: Code) -> bool:
    start, end = code.reach(stmt)
    return start <= at < end


def _is_idle(body: list[ast.stmt]) -> bool:
    """Is it `pass` or `...`?"""
    first = body[0]
    dots = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and first.value.value is ...
    return len(body) == 1 and (dots or isinstance(first, ast.Pass))


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def derive_parameter(change: rewrites.DeriveParameter, code: Code) -> Iterator[Span]:
    node = code.function(change.place)
    own = next((each for each in parameters(node) if each.arg == change.name), None)
    if own is None or change.to in {each.arg for each in parameters(node)}:
        raise UnresolvableError(f"'{node.name}' has no parameter '{change.name}', or takes '{change.to}' already")
    yield Span(*code.reach(own), change.to)
    yield from add_to_body(rewrites.AddToBody(change.place, change.text), code)


def move_out(change: rewrites.MoveOut, code: Code) -> Iterator[Span]:
    inner, outer = code.function(change.place), code.function(change.outer)
    start, end = code.lines_of(inner)
    if len(outer.body) == 1:
        raise UnresolvableError(f"there is nothing else in '{outer.name}'")
    taken = _taken(inner, outer)
    added = [name for name in taken if name in {each.arg for each in parameters(outer)}]
    if len(added) < len(taken):
        raise UnresolvableError(f"it uses variables of '{outer.name}': {', '.join(taken)}")
    first = outer.args.args[0].arg if outer.args.args else ""
    if first in ("self", "cls"):
        has_it = first in {each.arg for each in parameters(inner)}
        added = [*([] if has_it else [first]), *(name for name in added if name != first)]
    out = outer.col_offset - inner.col_offset
    at, until = (len(code.shifted(start, each, out)) for each in _without_self(inner, outer, code))
    has = len(parameters(inner)) > (until > at)
    text = code.shifted(start, end, out)
    moved = text[:at] + ", ".join(added) + (", " if added and has else "") + text[until:]
    gap = "\n" * (1 if outer.col_offset else 2)
    behind = code.lines_of(outer)[1]
    if end == behind:  # the last thing in the outer one
        start = len(code.text[:start].rstrip("\n"))
        gap = "\n" + gap
    else:
        yield code.without(inner)
        start = behind
    yield Span(start, behind, gap + moved.rstrip("\n") + "\n")


def _taken(inner: Function, outer: Function) -> list[str]:
    """Names of the outer function that the inner one uses, in the order of their first use."""
    inside = {id(each) for each in ast.walk(inner)}
    own = {each.arg for each in parameters(inner)} | set(bound(body_of(inner)))
    names = {each.arg for each in parameters(outer)}
    names |= set(bound(each for each in body_of(outer) if id(each) not in inside))
    used = [each.id for each in ast.walk(inner) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)]
    return list(dict.fromkeys(name for name in used if name in names - own))


def bound(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names that statements bind: by assignment, import, definition."""
    for each in nodes:
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            yield each.id
        elif isinstance(each, ast.alias):
            yield each.asname or each.name.partition(".")[0]
        elif isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield each.name


def _without_self(inner: Function, outer: Function, code: Code) -> tuple[int, int]:
    """The span of a `self` that there is no object for, once the function stands in the module; empty where all is
    well."""
    first = inner.args.args[0] if inner.args.args else None
    if outer.col_offset or first is None or first.arg not in ("self", "cls"):
        at = code.opening(inner)
        return at, at
    if any(isinstance(each, ast.Name) and each.id == first.arg for each in ast.walk(inner)):
        raise UnresolvableError(f"it uses '{first.arg}', and '{outer.name}' is no method")
    start, end = code.reach(first)
    following = parameters(inner)[1:]
    return start, code.reach(following[0])[0] if following else end


def move_import(change: rewrites.MoveImport, code: Code) -> Iterator[Span]:
    node = _import_at(change, code)
    users = _users([each for each in code.tree.body if each is not node], _bound_by(node))
    if isinstance(node, ast.Assign) and not users:
        raise UnresolvableError("no function uses it")
    text = code.text[slice(*code.reach(node))]
    yield python.remove_lines(code.text, node.lineno, node.end_lineno or node.lineno)
    for user in users:
        start, _ = code.reach(user)
        place = Place(change.file, user.lineno, start - code.line_start(start) + 1)
        lines = f"{change.guard}\n{text}" if change.guard and _is_asked_for(user) else text
        yield from add_to_body(rewrites.AddToBody(place, lines), code)


def _bound_by(node: ast.Import | ast.ImportFrom | ast.Assign) -> set[str]:
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    return {each.asname or each.name.partition(".")[0] for each in node.names}


def _import_at(change: rewrites.MoveImport, code: Code) -> ast.Import | ast.ImportFrom | ast.Assign:
    """The import statement of the module in which the place lies, if it is of one module; or the assignment to one
    name."""
    at = code.span(change.place)[0]
    for node in code.tree.body:
        if not isinstance(node, (ast.Import, ast.ImportFrom, ast.Assign)) or node.lineno != node.end_lineno:
            continue
        is_of_one = isinstance(node, ast.ImportFrom) or len(getattr(node, "names", _bound_by(node))) == 1
        if is_of_one and code.reach(node)[0] <= at <= code.reach(node)[1]:
            return node
    raise UnresolvableError(f"no import of one module in one line stands at {change.place}")


def _users(statements: list[ast.stmt], names: set[str]) -> list[Function]:
    """The outermost functions that use the names in their bodies. UnresolvableError where something else does."""
    found: list[Function] = []
    waiting: list[ast.AST] = [*statements]
    for node in waiting:  # it grows
        if isinstance(node, ast.Name) and node.id in names:
            raise UnresolvableError(f"'{node.id}' is used outside of functions, too")
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting += ast.iter_child_nodes(node)
            continue
        waiting += [*node.decorator_list, node.args, *([node.returns] if node.returns else [])]
        if any(isinstance(each, ast.Name) and each.id in names for each in body_of(node)):
            if node.name.startswith("pytest_"):
                raise UnresolvableError(f"the hook '{node.name}' uses it")
            found.append(node)
    return found


def _is_asked_for(node: Function) -> bool:
    """Is it a fixture or a test, in which a skip skips a test?"""
    return node.name.startswith("test") or any("fixture" in ast.unparse(each) for each in node.decorator_list)


def run_async(change: rewrites.RunAsync, code: Code) -> Iterator[Span]:
    node = code.function(change.place)
    body = node.body[1:] if _is_docstring(node.body[0]) else node.body
    _check_wraps(node, body)
    name = next(each for each in ("run", "scenario", f"run_{node.name}") if each not in code.names)
    start, header = code.line_start(code.start_of(body[0])), code.reach(node)[0]
    indent = code.indent(start)
    end = code.reach(body[-1])[1]
    inner = code.shifted(start, end, 4)
    yield Span(header, code.text.index("def", header), "")
    yield Span(start, end, f"{indent}async def {name}():\n{inner}\n\n{indent}asyncio.run({name}())")


def _check_wraps(node: Function, body: Sequence[ast.stmt]) -> None:
    """UnresolvableError unless the body means the same one function deeper."""
    if isinstance(node, ast.FunctionDef):
        raise UnresolvableError(f"'{node.name}' is not async")
    if not body or body[0].lineno == node.lineno:
        raise UnresolvableError(f"the body of '{node.name}' is not in lines of its own")
    taken = {each.arg for each in parameters(node)}
    for each in body_of(node):
        if isinstance(each, ast.Name) and (each.id == "super" or (each.id in taken and not _reads(each))):
            raise UnresolvableError(f"it uses super() or sets '{each.id}'")


def _reads(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)
