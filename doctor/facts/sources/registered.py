"""What tests set in context variables, and what they register with objects that are imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from doctor.facts.sources.notes import Context, FunctionNote
from doctor.knowledge.expressions import Reader

LISTENERS = {
    f"sqlalchemy.event.{name}": how for name, how in (("listen", "set"), ("listens_for", "set"), ("remove", "remove"))
}
RECEIVERS = {"connect": "set", "disconnect": "remove"}
DECORATOR = ("django.dispatch.receiver", "django.dispatch.dispatcher.receiver")
VARIABLES = {"set": "set", "reset": "remove"}
METHODS = frozenset(name.rpartition(".")[2] for name in (*LISTENERS, *DECORATOR, *RECEIVERS, *VARIABLES))
# Signals of flask, beside those of modules that are called so.
OF_FLASK = frozenset(
    f"flask.{name}"
    for name in (
        "appcontext_popped", "appcontext_pushed", "appcontext_tearing_down", "before_render_template",
        "got_request_exception", "message_flashed", "request_finished", "request_started", "request_tearing_down",
        "template_rendered",
    )
)  # fmt: skip
SETS = re.compile(rb"\b([A-Za-z_]\w*)(?:\.(\w+))*\.set\([^=,\n]*\)")
Imported = Callable[[ast.expr], str]


def registered(
    node: ast.Call, chain: str, look: Callable[[ast.expr, Context], str], context: Context
) -> tuple[str, str, str, ast.expr | None] | None:
    """State, item, how and value of what the call registers, sets, or takes back; None for anything else. `look` tells
    the dotted name of something imported."""
    scope = context.scope
    if scope is None:
        return None

    def imported(part: ast.expr) -> str:
        return look(part, context)

    first = node.args[0] if node.args else None
    if chain in LISTENERS:
        target = imported(first) if first is not None else ""
        is_method = isinstance(node.func, ast.Attribute) and len(node.args) == 3
        return ("listeners", target, LISTENERS[chain], node.args[2] if is_method else None) if target else None
    func = node.func
    of = imported(func.value) if isinstance(func, ast.Attribute) else ""
    last = chain.rpartition(".")[2]
    if chain in DECORATOR:
        of = imported(first) if first is not None else ""
        return ("receivers", of, "set", None) if is_signal(of) and _is_held(node) else None
    if last in RECEIVERS and is_signal(of):
        receiver = first or next((each.value for each in node.keywords if each.arg == "receiver"), None)
        is_taken_out = last == "disconnect"
        lasts = is_taken_out or _lasts(node, receiver, imported, scope)
        return ("receivers", of, RECEIVERS[last], receiver) if lasts else None
    if last in VARIABLES and of and len(node.args) == 1 and not node.keywords:
        return "context variable", of, VARIABLES[last], first
    return None


def is_signal(name: str) -> bool:
    """Is it in a module whose name says that it has signals, or one of flask's own?"""
    return name in OF_FLASK or any(part in ("signals", "signal") for part in name.split(".")[1:-1])


def _lasts(node: ast.Call, receiver: ast.expr | None, imported: Imported, scope: FunctionNote) -> bool:
    """Is it connected for longer than the function runs? Signals let go of a receiver that nobody else holds. What has
    a sender of the test's own is of no concern to others."""
    given = {each.arg: each.value for each in node.keywords}
    sender = given.get("sender") or (node.args[1] if len(node.args) > 1 else None)
    if receiver is None or (sender is not None and not imported(sender)):
        return False
    is_of_module = isinstance(receiver, ast.Name) and not scope.owns(receiver.id)
    return _is_held(node) or is_of_module or bool(imported(receiver))


def _is_held(node: ast.Call) -> bool:
    """Does the signal itself hold the receiver, by `weak=False`?"""
    weak = next((each.value for each in node.keywords if each.arg == "weak"), None)
    return isinstance(weak, ast.Constant) and weak.value is False


def variables(data: bytes, reader: Reader) -> Iterator[bytes]:
    """The last names of what is imported and may be a context variable: it is given one value by `set`."""
    for hit in SETS.finditer(data) if b".set(" in data else ():
        if hit[1].decode() in reader.names:
            yield hit[2] or hit[1]
