"""What a test runs: a benchmark more than once, a command line as a function, or where its output is not seen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Function, Grove, Scope, held_once, lines_around, made_by
from doctor.facts.valued import is_valued
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

BENCHMARKS = re.compile(rb"(?m)^[ \t]+(?:[\w.]+ = |assert |return )?(?:@benchmark\b|benchmark(?:\.pedantic)?\()")
NOT_SURE = (ast.If, ast.IfExp, ast.Try, ast.Match, ast.Lambda, ast.comprehension, ast.While, ast.ExceptHandler)
LOOPS = (ast.For, ast.AsyncFor)

CALLED = re.compile(rb"[ \t]+(?:(?:\w+ = )?\w+\()?(?:args ?= ?)?\[")
GIVING = (b'(["', b"(['", b'args=["', b"args=['")
EXITS = re.compile(rb"SystemExit|standalone_mode|(?:patch|setattr|mock)[^\n]*exit")

INVOKED = rb"\bcapsys\.readouterr\(\)"
INVOKES = rb"\.invoke\("
RUNNERS = ("click.testing.CliRunner", "typer.testing.CliRunner")
QUIET = frozenset({"len", "str", "repr", "isinstance", "list", "dict", "sorted", "int", "Path"})


def benchmarks_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """The fixture `benchmark`, used in a test where it has been used; the other place is where it was first."""
    used: dict[Function, list[ast.expr]] = {}
    for node in grove.named("benchmark"):
        scope, parent = grove.scopes[node], grove.parents.get(node)
        if isinstance(parent, ast.Attribute) and parent.attr == "pedantic":
            parent = grove.parents.get(parent)
        if not isinstance(node, ast.Name) or scope.node is None or scope.kind_of("benchmark") != "param":
            continue
        is_decorator = isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef)) and node in parent.decorator_list
        is_call = isinstance(parent, ast.Call) and node not in parent.args
        if (is_call or is_decorator) and "benchmark" in {each.arg for each in scope.node.args.args}:
            used.setdefault(scope.node, []).append(node)
    for nodes in used.values():
        yield from (slip for each in nodes if (slip := _given_result(each, grove, tree)))
    for function, nodes in used.items():
        yield from _twice(sorted(nodes, key=lambda each: (each.lineno, each.col_offset)), function, grove)


def _given_result(node: ast.expr, grove: Grove, tree: ast.Module) -> Slip | None:
    """`benchmark(total([1]))` or `benchmark.pedantic(total([1]))`, which calls the function itself: the text is "own"
    where it is one of the file, and returns no function."""
    above, scope = grove.parents.get(node), grove.scopes[node]
    func = above if isinstance(above, ast.Attribute) else node
    call = grove.parents.get(func)
    given = call.args[0] if isinstance(call, ast.Call) and call.func is func and call.args else None
    if not isinstance(given, ast.Call) or _is_open(node, grove):
        return None
    name = scope.reader.chain(given.func)
    own = [each for each in tree.body if isinstance(each, FUNCTIONS) and each.name == name]
    is_own = len(own) == 1 and not own[0].decorator_list and is_valued(own[0])
    return Slip("result", scope.reader.place(given), scope.within, name, "own" if is_own else "") if name else None


def _twice(nodes: list[ast.expr], function: Function, grove: Grove) -> Iterator[Slip]:
    sure = [each for each in nodes if not _is_open(each, grove)]
    reader, within = grove.scopes[nodes[0]].reader, grove.scopes[nodes[0]].within
    plain = [each for each in sure if not any(isinstance(above, LOOPS) for above in grove.above(each))]
    if len(plain) > 1:
        yield Slip("benched", reader.place(plain[1]), within, "benchmark", others=(reader.place(plain[0]),))
        return
    for each in sure:
        loop = next((above for above in grove.above(each) if isinstance(above, LOOPS)), None)
        leaves = (ast.Break, ast.Return)
        if loop and _is_long(loop.iter) and not any(isinstance(node, leaves) for node in nodes_in(loop)):
            yield Slip("benched", reader.place(each), within, "loop", others=(reader.place(loop.iter),))
            return


def _is_open(node: ast.expr, grove: Grove) -> bool:
    """May it be passed over, or fail as it is meant to?"""
    for each in grove.above(node):
        if isinstance(each, NOT_SURE):
            return True
        items = each.items if isinstance(each, (ast.With, ast.AsyncWith)) else []
        chains = [grove.scopes[each].reader.chain(item.context_expr).lower() for item in items]
        if any(word in chain for chain in chains for word in ("raises", "suppress", "xfail", "redirect")):
            return True
    return False


def _is_long(node: ast.expr) -> bool:
    """Does a loop over it go round more than once?"""
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return len(node.elts) > 1 and not any(isinstance(each, ast.Starred) for each in node.elts)
    is_range = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"
    numbers = [getattr(each, "value", None) for each in node.args] if is_range and isinstance(node, ast.Call) else []
    return len(numbers) == 1 and isinstance(numbers[0], int) and numbers[0] > 1


def command_lines(data: bytes) -> list[int]:
    """Where a name of the file is called with a list of words, in a file that has nothing to do with exits."""
    found = lines_around(GIVING, CALLED, data)
    return [] if found and EXITS.search(data) else found


def commands_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """An imported function that is called with a list of texts: it may be a command of click."""
    for call in grove.all(ast.Call):
        scope, parent = grove.scopes[call], grove.parents.get(call)
        if scope.node is None or not isinstance(call.func, ast.Name) or scope.kind_of(call.func.id) != "import":
            continue
        given = call.args or [each.value for each in call.keywords if each.arg == "args"]
        words = given[0].elts if given and isinstance(given[0], ast.List) else []
        is_plain = isinstance(parent, (ast.Expr, ast.Assign)) and not any(each.arg is None for each in call.keywords)
        is_text = any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in words)
        if is_plain and is_text and not _is_open(call, grove):
            yield Slip("ran", scope.reader.place(call), scope.within, scope.reader.dotted(call.func))


def unseen_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`assert "text" in capsys.readouterr().out`, where all that ran before is the `invoke` of a CliRunner: the other
    place is the last one."""
    functions: list[Function] = [*grove.all(ast.FunctionDef), *grove.all(ast.AsyncFunctionDef)]
    made = held_once(tree)
    for function in functions:
        scope = grove.scopes.get(function.body[0])
        if scope is not None and scope.node is function and scope.kind_of("capsys") == "param":
            yield from _unseen(function, scope, made)


def _unseen(function: Function, scope: Scope, made: dict[str, ast.expr]) -> Iterator[Slip]:
    invoked: ast.Call | None = None
    for stmt in function.body:
        if not isinstance(stmt, (ast.Assign, ast.Expr, ast.Assert)):
            return
        calls = [each for each in nodes_in(stmt) if isinstance(each, ast.Call)]
        reads = [each for each in calls if scope.reader.chain(each.func) == "capsys.readouterr"]
        if reads:
            if invoked is not None and len(calls) == len(reads) == 1 and _wants_text(stmt, function):
                place = scope.reader.place(reads[0])
                yield Slip("unheard", place, scope.within, "capsys", others=(scope.reader.place(invoked),))
            return
        for call in calls:
            if _is_invoke(call, scope, made):
                invoked = call
            elif scope.reader.chain(call.func) not in (*RUNNERS, *QUIET):
                return


def invoked_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """An imported name that click's CliRunner is to invoke."""
    made = held_once(tree)
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        app = call.args[0] if call.args else None
        is_known = scope.node is not None and isinstance(app, ast.Name) and scope.kind_of(app.id) == "import"
        if app is not None and is_known and _is_invoke(call, scope, made, RUNNERS[:1]) and not _is_open(call, grove):
            yield Slip("invoked", scope.reader.place(app), scope.within, scope.reader.dotted(app))


def _is_invoke(call: ast.Call, scope: Scope, made: dict[str, ast.expr], runners: tuple[str, ...] = RUNNERS) -> bool:
    """Is it the `invoke` of a CliRunner that this function or file makes?"""
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "invoke":
        return False
    of = call.func.value
    if isinstance(of, ast.Name) and scope.kind_of(of.id) == "local":
        return made_by(of.id, scope) in runners
    maker = made.get(of.id) if isinstance(of, ast.Name) and scope.kind_of(of.id) == "module" else of
    return isinstance(maker, ast.Call) and scope.reader.chain(maker.func) in runners


def _wants_text(stmt: ast.stmt, function: Function) -> bool:
    """Is a text looked for in what was read, here or in the next statement?"""
    later = function.body[function.body.index(stmt) + 1 :]
    asserts = [each for each in (stmt, *later[:1]) if isinstance(each, ast.Assert)]
    test = asserts[0].test if asserts else None
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or (stmt is not asserts[0] and not _of_read(stmt, test)):
        return False
    is_in = isinstance(test.ops[0], ast.In)
    sides = [test.left] if is_in else [test.left, *test.comparators] if isinstance(test.ops[0], ast.Eq) else []
    return any(isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value for each in sides)


def _of_read(stmt: ast.stmt, test: ast.Compare) -> bool:
    """Does the comparison look at the name that holds what was read?"""
    target = stmt.targets[0] if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 else None
    names = {each.id for each in nodes_in(target) if isinstance(each, ast.Name)} if target is not None else set()
    return any(isinstance(each, ast.Name) and each.id in names for each in nodes_in(test))
