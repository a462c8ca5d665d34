"""What the parts of a call or of a target are called that touches shared state."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from doctor.facts.sources import states
from doctor.facts.sources.notes import Context, FunctionNote
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in


def is_monkeypatch(chain: str) -> bool:
    head = chain.rpartition(".")[0].lower()
    return "monkey" in head or head in ("mp", "m", "patch", "patcher") or head.endswith((".mp", "context()"))


def stays(node: ast.Call, chain: str, function: ast.FunctionDef | ast.AsyncFunctionDef | None) -> bool:
    """Does this `chdir` go to a folder for good? That of py.path does, monkeypatch's and what is entered do not."""
    if is_monkeypatch(chain) or not chain.endswith("chdir"):
        return False
    return function is None or not _is_entered(node, function)


def _is_entered(node: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    blocks = (each for each in nodes_in(function) if isinstance(each, (ast.With, ast.AsyncWith)))
    return any(item.context_expr is node for block in blocks for item in block.items)


def is_last(node: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Is it what the last statement of the function does?"""
    last = function.body[-1]
    return last.value is node if isinstance(last, ast.Expr) else node in getattr(last, "targets", ())


def with_attributes(node: ast.expr) -> ast.expr | None:
    """`settings` of `vars(settings)` and `settings.__dict__`."""
    if isinstance(node, ast.Attribute):
        return node.value if node.attr == "__dict__" else None
    is_call = isinstance(node, ast.Call) and len(node.args) == 1 and getattr(node.func, "id", "") == "vars"
    return node.args[0] if is_call and isinstance(node, ast.Call) else None


def third(node: ast.Call) -> ast.expr | None:
    return node.args[2] if len(node.args) > 2 else None


def updated(call: ast.Call) -> Iterator[tuple[ast.expr | str | None, ast.expr]]:
    """The keys and values that `.update(…)` is given; None for what is not given key by key."""
    yield from ((each.arg, each.value) for each in call.keywords)
    for given in call.args:
        yield from zip(given.keys, given.values, strict=True) if isinstance(given, ast.Dict) else [(None, given)]


def text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def entry_of(of: str, key: ast.expr) -> str:
    """`press.registry.TYPES['post']`; "[?]" behind it where the key is worked out."""
    return f"{of}[{key.value!r}]" if isinstance(key, ast.Constant) else f"{of}[?]"


def disables(node: ast.Call) -> bool:
    """Does this call of `dictConfig` or `fileConfig` leave on that existing loggers are switched off?"""
    if any(each.arg in (states.KEEPING, None) for each in node.keywords) or len(node.args) > 2 or not node.args:
        return False
    given = node.args[0]
    if not isinstance(given, ast.Dict):
        return text(given) != ""  # the name of a file
    keys = {text(key) for key in given.keys}
    return not {"", states.KEEPING, "incremental"} & keys


def entered(node: ast.With | ast.AsyncWith, reader: Reader) -> str:
    """The names of what is entered, without calls' brackets: "pytest.raises open"."""
    return " ".join(reader.chain(item.context_expr).removesuffix("()") or "?" for item in node.items)


def place_in(node: ast.Subscript) -> str:
    """`CREATED['id']`; the name alone where the key is worked out."""
    name = node.value.id if isinstance(node.value, ast.Name) else ""
    return f"{name}[{node.slice.value!r}]" if isinstance(node.slice, ast.Constant) else name


def second_name(target: ast.expr, context: Context) -> str:
    """The imported constant for which a name of the function stands, and nothing else: `conf = DEFAULTS`."""
    scope, names = context.scope, context.reader.names
    if scope is None or not isinstance(target, ast.Name) or not any(each.isupper() for each in names):
        return ""
    named = [node for node in nodes_in(scope.node) if isinstance(node, ast.Name) and node.id == target.id]
    stored = [node for node in named if not isinstance(node.ctx, ast.Load)]
    for stmt in scope.node.body:
        if isinstance(stmt, ast.Assign) and stmt.targets == stored and isinstance(stmt.value, ast.Name):
            constant = stmt.value.id
            is_imported = constant in names and constant.isupper() and not scope.owns(constant)
            return context.reader.dotted(stmt.value) if is_imported else ""
    return ""


def is_stand_in(chain: str) -> bool:
    """Is it a method of an object of the test's own that is no path: `self.fs.chdir`?"""
    of = chain.rpartition(".")[0].lower()
    return of.startswith("self.") and not any(word in of for word in ("tmp", "temp", "dir", "path"))


def is_stood_in(chain: str, context: Context) -> bool:
    """Is it the function's own `os`, such as the mock that `@patch("shop.os")` hands over?"""
    head = chain.partition(".")[0]
    return head in ("os", "sys") and context.scope is not None and context.scope.owns(head)


def hands_back(node: ast.Call, imported: Callable[[ast.expr, Context], str], context: Context) -> bool:
    """Is a function of a module given what a variable holds: `config.use_numpy(original)`?"""
    func, first = node.func, node.args[0] if node.args else None
    return isinstance(func, ast.Attribute) and isinstance(first, ast.Name) and bool(imported(func.value, context))


def class_attribute(node: ast.Attribute, scope: FunctionNote) -> tuple[str, str] | None:
    """`cls.x`, `type(self).x`, `self.__class__.x`, or `TestShop.x` within that class."""
    around = scope.class_around
    if not around:
        return None
    of = ast.unparse(node.value) if not isinstance(node.value, ast.Name) else node.value.id
    is_class = of in ("cls", "type(self)", "self.__class__", around)
    return ("class", f"{around}.{node.attr}") if is_class else None


def is_none_asked(test: ast.Compare) -> bool:
    """Is an attribute compared with None: `shop.cart is None`?"""
    is_none = isinstance(test.comparators[0], ast.Constant) and test.comparators[0].value is None
    return isinstance(test.ops[0], ast.Is) and is_none and isinstance(test.left, ast.Attribute)


def is_constant_list(func: ast.expr | None) -> bool:
    """`registry.HANDLERS.append`: what has such a method is a list, most likely."""
    of = func.value if isinstance(func, ast.Attribute) and func.attr in states.OF_LISTS else None
    return isinstance(of, ast.Attribute) and of.attr.isupper()
