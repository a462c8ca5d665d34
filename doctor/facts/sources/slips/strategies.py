"""What hypothesis refuses: strategies that are not called, or too many; settings where nothing is given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Function, Grove, Scope, held_once, made_by
from doctor.facts.sources.slips.failing import may_not_run
from doctor.knowledge.expressions import Reader
from doctor.model.slips import Slip

LINES = re.compile(
    rb"(?m)^[ \t]*@(?:\w+\.)*(?:given|settings)\(|suppress_health_check[ \t]*=[ \t]*(?:\w+\.)*HealthCheck\."
)
STRATEGIES = "hypothesis.strategies."
UNCALLED = frozenset({
    "binary", "booleans", "builds", "characters", "complex_numbers", "composite", "data", "dates", "datetimes",
    "decimals", "deferred", "dictionaries", "emails", "fixed_dictionaries", "floats", "fractions", "from_regex",
    "from_type", "frozensets", "functions", "integers", "ip_addresses", "iterables", "just", "lists", "none",
    "nothing", "one_of", "permutations", "random_module", "randoms", "recursive", "sampled_from", "sets",
    "slices", "text", "timedeltas", "times", "timezones", "tuples", "uuids",
})  # fmt: skip
# Those that take strategies alone, and how many by position.
TAKING = {"lists": 1, "sets": 1, "frozensets": 1, "iterables": 1, "tuples": 99, "one_of": 99, "dictionaries": 2}
EXAMPLES = re.compile(rb"\.example\(\)")
KEEPING = ("pytest.mark.", "hypothesis.")  # decorators that leave the parameters as they are
APPLIED = ("hypothesis.settings", "hypothesis.seed", "hypothesis.example", "hypothesis.reproduce_failure")
SETTINGS = ("hypothesis.settings", "hypothesis.settings.register_profile")


def refused_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """The name is what is refused, the text, of too many, how many may be given."""
    for call in grove.all(ast.Call):
        reader = grove.scopes[call].reader
        for each in call.keywords if reader.chain(call.func) in SETTINGS else ():
            chain = reader.dotted(each.value) if each.arg == "suppress_health_check" else ""
            if chain.startswith("hypothesis.HealthCheck.") and chain.count(".") == 2:
                yield Slip("unlisted", reader.place(each.value), grove.scopes[call].within, ast.unparse(each.value))
    functions: list[Function] = [*grove.all(ast.FunctionDef), *grove.all(ast.AsyncFunctionDef)]
    for function in functions:
        if function.decorator_list:
            yield from _of_test(function, grove)


def _of_test(function: Function, grove: Grove) -> Iterator[Slip]:
    scope, parent = grove.scopes[function], grove.parents.get(function)
    if function.body[0] not in grove.scopes:
        return
    within, reader = grove.scopes[function.body[0]].within, scope.reader
    chains = [reader.chain(each.func if isinstance(each, ast.Call) else each) for each in function.decorator_list]
    if not any(each.startswith("hypothesis.") for each in chains):
        return
    is_known = all(each.startswith(KEEPING) for each in chains)
    if is_known and "hypothesis.given" not in chains and "hypothesis.settings" in chains:
        if all(each in APPLIED or each.startswith("pytest.mark.") for each in chains):
            settings = function.decorator_list[chains.index("hypothesis.settings")]
            yield Slip("pointless", reader.place(settings), within, "settings")
        return
    for number, decorator in enumerate(function.decorator_list):
        if not isinstance(decorator, ast.Call) or chains[number] != "hypothesis.given":
            continue
        uncalled = [each for each in _all_given(decorator, reader) if _is_function(each, reader)]
        for each in uncalled:
            yield Slip("uncalled", reader.place(each), within, ast.unparse(each))
        room = _room(function, in_class=isinstance(parent, ast.ClassDef))
        is_kept = all(each.startswith(KEEPING) for each in chains[number + 1 :])
        is_told = not any(isinstance(each, ast.Starred) for each in decorator.args) and not decorator.keywords
        if not uncalled and is_kept and is_told and room is not None and len(decorator.args) > room:
            yield Slip("too many", reader.place(decorator), within, str(len(decorator.args)), str(room))


def _given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(each.value for each in call.keywords if each.arg)]


def _all_given(call: ast.Call, reader: Reader) -> list[ast.expr]:
    """What it is given, and what strategies in that are given where they take nothing but strategies."""
    found = _given(call)
    for each in found:  # it grows
        if isinstance(each, ast.BinOp) and isinstance(each.op, ast.BitOr):
            found += [each.left, each.right]
        elif isinstance(each, ast.Call):
            name = reader.chain(each.func).removeprefix(STRATEGIES)
            most = TAKING.get(name) if reader.chain(each.func) == STRATEGIES + name else None
            found += [value for value in each.args[:most] if most]
            found += [each.value for each in each.keywords if most and each.arg in ("elements", "keys", "values")]
    return found


def _is_function(node: ast.expr, reader: Reader) -> bool:
    """Is it a function of `hypothesis.strategies` that makes a strategy when it is called?"""
    chain = reader.dotted(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
    return chain.startswith(STRATEGIES) and chain.removeprefix(STRATEGIES) in UNCALLED


def _room(function: Function, in_class: bool) -> int | None:
    """How many strategies may be given by position; None where it cannot be told."""
    arguments = function.args
    if arguments.vararg or arguments.posonlyargs or arguments.defaults:
        return None
    is_static = any(getattr(each, "id", "") == "staticmethod" for each in function.decorator_list)
    return len(arguments.args) - (in_class and not is_static and bool(arguments.args))


def examples_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`st.integers().example()`, also of a name that holds the strategy."""
    held = held_once(tree)
    for call in grove.all(ast.Call):
        func, scope = call.func, grove.scopes[call]
        if not isinstance(func, ast.Attribute) or func.attr != "example" or call.args or scope.node is None:
            continue
        if _strategy(func.value, scope, held).startswith(STRATEGIES) and not may_not_run(call, grove):
            blocks = [each for each in grove.above(call) if isinstance(each, (ast.With, ast.AsyncWith))]
            if not blocks:  # one may wait for the warning, or leave it out
                yield Slip("example", scope.reader.place(call), scope.within, ast.unparse(func.value))


def _strategy(node: ast.expr, scope: Scope, held: dict[str, ast.expr]) -> str:
    if not isinstance(node, ast.Name):
        return scope.reader.chain(node)
    kind = scope.kind_of(node.id)
    value = held.get(node.id) if kind == "module" else None
    if isinstance(value, ast.Call):
        return scope.reader.chain(value.func)
    return made_by(node.id, scope) if kind == "local" else ""
