"""Expressions: one function for each kind of node, `evaluate` chooses."""

from __future__ import annotations

import ast
import itertools
import operator
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from doctor.knowledge.scopes import Scope
from doctor.knowledge.values import (
    UNKNOWN,
    Beginning,
    Class,
    External,
    Function,
    TypeForm,
    Value,
    is_known,
    is_text,
)

if TYPE_CHECKING:
    from doctor.knowledge.interpret import Interpreter

LONGEST = 500  # items of a sequence that are looked at
LONGEST_TEXT = 20_000
LARGEST = 10**9


def evaluate(run: Interpreter, node: ast.expr | None, scope: Scope) -> Value:
    """What the expression stands for."""
    if isinstance(node, ast.Constant):
        return node.value
    read = _KINDS.get(type(node))
    return read(run, node, scope) if read and run.step() else UNKNOWN


def _name(run: Interpreter, node: ast.Name, scope: Scope) -> Value:
    return run.lookup(node.id, scope)


def _attribute(run: Interpreter, node: ast.Attribute, scope: Scope) -> Value:
    return run.attribute(evaluate(run, node.value, scope), node.attr)


def _items(run: Interpreter, node: ast.Tuple | ast.List | ast.Set, scope: Scope) -> Value:
    found: list[Value] = []
    for item in node.elts:
        if isinstance(item, ast.Starred):
            found += iterate(evaluate(run, item.value, scope))
        else:
            found.append(evaluate(run, item, scope))
    return found if isinstance(node, ast.List) else tuple(found)


def _dict(run: Interpreter, node: ast.Dict, scope: Scope) -> Value:
    found: dict[Value, Value] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            inner = evaluate(run, value, scope)
            found.update(inner if isinstance(inner, dict) else {})
            continue
        name = evaluate(run, key, scope)
        if isinstance(name, (str, int, tuple)) and is_known(name):
            found[name] = evaluate(run, value, scope)
    return found


def _fstring(run: Interpreter, node: ast.JoinedStr, scope: Scope) -> Value:
    text = ""
    for part in node.values:
        value = evaluate(run, part.value if isinstance(part, ast.FormattedValue) else part, scope)
        if not is_known(value):
            return Beginning(text + (value if isinstance(value, str) else ""))
        text += str(value)
        if not is_small(text):
            return Beginning(text)
    return text


def _operation(run: Interpreter, node: ast.BinOp, scope: Scope) -> Value:
    left, right = evaluate(run, node.left, scope), evaluate(run, node.right, scope)
    if isinstance(node.op, ast.BitOr) and not isinstance(left, dict):
        forms = type_form(left), type_form(right)
        return TypeForm(" | ".join(forms)) if all(forms) else UNKNOWN
    if isinstance(node.op, ast.Add):
        return _added(left, right)
    if isinstance(node.op, ast.Mod) and is_text(left) and not is_known(right):
        return Beginning(left.partition("%")[0])
    compute = _OPERATORS.get(type(node.op))
    if compute and is_known(left) and is_known(right) and is_small(left) and is_small(right):
        try:
            return compute(left, right)
        except Exception:  # whatever the source's own operands raise
            return UNKNOWN
    return UNKNOWN


def _added(left: Value, right: Value) -> Value:
    if not (is_small(left) and is_small(right)):
        return UNKNOWN
    if is_text(left):
        return left + right if is_text(right) else Beginning(left + (right if isinstance(right, Beginning) else ""))
    if isinstance(left, (list, tuple)) and type(left) is type(right):
        return type(left)([*left, *right])
    numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
    return left + right if numbers else UNKNOWN


def is_small(value: Value) -> bool:
    """May we compute with it? Source that wants to exhaust us gets no further than this."""
    if isinstance(value, (str, bytes)):
        return len(value) <= LONGEST_TEXT
    if isinstance(value, (list, tuple, dict)):
        return len(value) <= LONGEST
    return not isinstance(value, (int, float)) or abs(value) <= LARGEST


def has_widths(text: str) -> bool:
    """Does a format ask for more than three digits' width, or a width that comes as an argument?"""
    import re

    return re.search(r"\d{4}|%[^a-z%]*\*|\{[^}]*\{", text) is not None


def _multiplied(left: Any, right: Any) -> Any:
    numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
    return left * right if numbers else UNKNOWN


def _formatted(left: Any, right: Any) -> Any:
    return UNKNOWN if isinstance(left, str) and has_widths(left) else left % right


_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Sub: operator.sub,
    ast.Mult: _multiplied,
    ast.Mod: _formatted,
    ast.BitOr: operator.or_,
}


def type_form(value: Value) -> str:
    """A type as pytest prints it: "int" for `int`; "" if it is none."""
    if isinstance(value, TypeForm):
        return value.text
    names = {"builtins.int": "int", "builtins.str": "string", "builtins.bool": "bool", "builtins.float": "float"}
    return names.get(value.dotted, "") if isinstance(value, External) else ""


def _unary(run: Interpreter, node: ast.UnaryOp, scope: Scope) -> Value:
    value = evaluate(run, node.operand, scope)
    if isinstance(node.op, ast.Not) and is_known(value):
        return not value
    return -value if isinstance(node.op, ast.USub) and isinstance(value, (int, float)) else UNKNOWN


def _boolean(run: Interpreter, node: ast.BoolOp, scope: Scope) -> Value:
    value: Value = UNKNOWN
    for part in node.values:
        value = evaluate(run, part, scope)
        if not is_known(value) or bool(value) is isinstance(node.op, ast.Or):
            return value
    return value


def _compare(run: Interpreter, node: ast.Compare, scope: Scope) -> Value:
    left, right = evaluate(run, node.left, scope), evaluate(run, node.comparators[0], scope)
    compute = _COMPARISONS.get(type(node.ops[0]))
    if len(node.ops) > 1 or not compute or not is_known(left) or not is_known(right):
        return UNKNOWN
    try:
        return bool(compute(left, right))
    except Exception:  # operands of types that do not compare
        return UNKNOWN


_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}


def _choice(run: Interpreter, node: ast.IfExp, scope: Scope) -> Value:
    test = evaluate(run, node.test, scope)
    if is_known(test):
        return evaluate(run, node.body if test else node.orelse, scope)
    first = evaluate(run, node.body, scope)
    return evaluate(run, node.orelse, scope) if first is UNKNOWN or first is None else first


def _subscript(run: Interpreter, node: ast.Subscript, scope: Scope) -> Value:
    value = evaluate(run, node.value, scope)
    if isinstance(node.slice, ast.Slice):
        parts = (node.slice.lower, node.slice.upper, node.slice.step)
        ends = [evaluate(run, part, scope) if part else None for part in parts]
        usable = isinstance(value, (str, list, tuple)) and all(end is None or isinstance(end, int) for end in ends)
        return value[slice(*ends)] if usable and ends[2] != 0 else UNKNOWN
    key = evaluate(run, node.slice, scope)
    if isinstance(value, External):
        return _generic(value, key)
    if isinstance(value, Class):
        return value.members.get(key, UNKNOWN) if is_text(key) and run.is_enum(value) else value
    try:
        return value[key] if isinstance(value, (dict, list, tuple, str)) and is_known(key) else UNKNOWN
    except (LookupError, TypeError):
        return UNKNOWN


def _generic(value: External, key: Value) -> Value:
    last = value.dotted.rpartition(".")[2]
    if last == "Literal":
        choices = key if isinstance(key, tuple) else (key,)
        return TypeForm(" | ".join(repr(choice) for choice in choices))
    if last in ("Union", "Optional"):
        forms = [type_form(part) for part in (key if isinstance(key, tuple) else (key,))]
        return TypeForm(" | ".join(forms)) if all(forms) else UNKNOWN
    return value


def _call(run: Interpreter, node: ast.Call, scope: Scope) -> Value:
    function = evaluate(run, node.func, scope)
    arguments: list[Value] = []
    for argument in node.args:
        value = evaluate(run, argument.value if isinstance(argument, ast.Starred) else argument, scope)
        if isinstance(argument, ast.Starred):
            arguments += iterate(value)
        else:
            arguments.append(value)
    keywords: dict[str, Value] = {}
    for keyword in node.keywords:
        value = evaluate(run, keyword.value, scope)
        if keyword.arg:
            keywords[keyword.arg] = value
        elif isinstance(value, dict):
            keywords |= {name: inner for name, inner in value.items() if isinstance(name, str)}
    return run.apply(function, arguments, keywords, node, scope)


def _lambda(run: Interpreter, node: ast.Lambda, scope: Scope) -> Value:
    return Function(node, scope)


def _comprehension(run: Interpreter, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, scope: Scope) -> Value:
    found = [evaluate(run, node.elt, inner) for inner in _rounds(run, node.generators, scope)]
    return found if isinstance(node, ast.ListComp) else tuple(found)


def _dict_comprehension(run: Interpreter, node: ast.DictComp, scope: Scope) -> Value:
    found: dict[Value, Value] = {}
    for inner in _rounds(run, node.generators, scope):
        key = evaluate(run, node.key, inner)
        if isinstance(key, (str, int)) and is_known(key):
            found[key] = evaluate(run, node.value, inner)
    return found


def _rounds(run: Interpreter, generators: list[ast.comprehension], scope: Scope) -> Iterator[Scope]:
    """A scope for each round of a comprehension."""
    if not generators:
        yield scope
        return
    first, *rest = generators
    for item in iterate(evaluate(run, first.iter, scope)):
        inner = Scope(scope.module, scope, is_function=True)
        run.assign(first.target, item, inner)
        tests = [evaluate(run, test, inner) for test in first.ifs]
        if any(is_known(test) and not test for test in tests):
            continue
        yield from _rounds(run, rest, inner)


def _walrus(run: Interpreter, node: ast.NamedExpr, scope: Scope) -> Value:
    value = evaluate(run, node.value, scope)
    scope.bind(node.target.id, value)
    return value


def _awaited(run: Interpreter, node: ast.Await | ast.YieldFrom, scope: Scope) -> Value:
    return evaluate(run, node.value, scope)


def _yield(run: Interpreter, node: ast.Yield, scope: Scope) -> Value:
    scope.yielded.append(evaluate(run, node.value, scope) if node.value else None)
    return UNKNOWN


def iterate(value: Value) -> list[Value]:
    """The items of a value; one that is UNKNOWN where they cannot be told."""
    if isinstance(value, (list, tuple, dict, str)) and not isinstance(value, Beginning):
        return list(itertools.islice(value, LONGEST))
    if isinstance(value, External) and value.dotted in ("_pytest.scope.Scope", "pytest.Scope"):
        return ["session", "package", "module", "class", "function"]
    if isinstance(value, Class):  # an enum
        return [member for name, member in value.members.items() if not name.startswith("_") and is_known(member)]
    return [UNKNOWN]


_KINDS: dict[type, Callable[[Interpreter, Any, Scope], Value]] = {
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Tuple: _items,
    ast.List: _items,
    ast.Set: _items,
    ast.Dict: _dict,
    ast.JoinedStr: _fstring,
    ast.BinOp: _operation,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.Compare: _compare,
    ast.IfExp: _choice,
    ast.Subscript: _subscript,
    ast.Call: _call,
    ast.Lambda: _lambda,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _dict_comprehension,
    ast.NamedExpr: _walrus,
    ast.Await: _awaited,
    ast.YieldFrom: _awaited,
    ast.Yield: _yield,
}
