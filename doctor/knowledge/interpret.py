"""Reads the source of plugins as if it ran: calls are followed, loops over literals unrolled, all branches taken.

Nothing is executed: values are constants of the source, functions and classes of the distribution, and a few objects
of pytest (`doctor.knowledge.values`). What only a run could tell is UNKNOWN.
"""

from __future__ import annotations

import ast

from doctor.knowledge import roles
from doctor.knowledge.builtin_calls import call_builtin, call_constant
from doctor.knowledge.evaluation import evaluate
from doctor.knowledge.found import Found
from doctor.knowledge.markings import mark, marking_of
from doctor.knowledge.modules import Module, Resolve
from doctor.knowledge.scopes import Lazy, Scope
from doctor.knowledge.statements import assign, execute
from doctor.knowledge.values import (
    GROUP,
    UNKNOWN,
    Class,
    External,
    FixtureValue,
    Function,
    Instance,
    Marking,
    Method,
    Partial,
    Role,
    Value,
    Wrapped,
    is_known,
    is_text,
)
from doctor.model.plugins import Option

STEPS = 400_000  # nodes read for one plugin; the largest of the well-known ones needs a tenth
ASIDE = 4_000  # of these for a call at module level that gets none of pytest's objects
DEPTH = 20  # calls within calls


class Interpreter:
    """The state of one reading. `found` collects what the plugin registers."""

    def __init__(self, resolve: Resolve) -> None:
        self.found = Found()
        self._resolve = resolve
        self._scopes: dict[str, Scope] = {}
        self._steps = STEPS
        self._stack: list[ast.AST] = []

    def step(self) -> bool:
        """May we go on? Counts what was read."""
        self._steps -= 1
        return self._steps > 0

    # modules and names

    def module(self, name: str) -> Scope | None:
        """The names of a module of the distribution, None if it is foreign."""
        if name in self._scopes:
            return self._scopes[name]
        module = self._resolve(name)
        return self.read(module) if module else None

    def read(self, module: Module) -> Scope:
        """The names of this module; one that is being read is given as far as it has come."""
        if module.name not in self._scopes:
            scope = self._scopes[module.name] = Scope(module)
            scope.names["__name__"] = module.name
            execute(self, module.tree.body, scope)
        return self._scopes[module.name]

    def lookup(self, name: str, scope: Scope) -> Value:
        holder = scope.holder(name)
        if holder is None:
            return External(f"builtins.{name}")
        value = holder.names[name]
        if isinstance(value, Lazy):
            value = holder.names[name] = self.force(value)
        return value

    def force(self, value: Value) -> Value:
        """What an imported name stands for."""
        if not isinstance(value, Lazy):
            return value
        scope = self.module(value.module)
        if not value.attribute:
            return scope if scope else External(value.module)
        if scope and value.attribute in scope.names and not value.asked:
            value.asked = True  # modules that import each other's names in a circle
            found = self.force(scope.names[value.attribute])
            value.asked = False
            return External(found.dotted) if isinstance(found, Function) and marking_of(found) else found
        inner = self.module(f"{value.module}.{value.attribute}")
        return inner if inner else External(f"{value.module}.{value.attribute}")

    def force_member(self, value: Value) -> Value:
        """Like `force`, but leaves alone modules, and what comes from one that has neither fixtures nor hooks."""
        if isinstance(value, Lazy) and not value.attribute:
            return UNKNOWN
        if isinstance(value, Lazy) and value.module not in self._scopes:
            module = self._resolve(value.module)
            if module and not module.may_register:
                return UNKNOWN
        return self.force(value)

    def import_star(self, name: str, scope: Scope) -> None:
        source = self.module(name)
        if source is None:
            if any(word in name for word in ("pytest", "fixture", "conftest", "plugin", "testing")):
                self.found.computed.update(("fixtures", "ini", "markers", "options"))
            return
        public = source.names.get("__all__")
        for key, value in list(source.names.items()):
            wanted = key in public if isinstance(public, (list, tuple)) else not key.startswith("_")
            if wanted:
                scope.bind(key, value)

    # attributes and calls

    def attribute(self, owner: Value, name: str) -> Value:
        if isinstance(owner, Scope):
            return self._member_of_module(owner, name)
        if isinstance(owner, External):
            return External(f"{owner.dotted}.{name}")
        if isinstance(owner, (Class, Instance)):
            return self._member(owner, name)
        if owner is GROUP and name == "options":
            return roles.added_options(self)
        if isinstance(owner, Role) or owner is UNKNOWN:
            return roles.attribute(owner, name)
        if isinstance(owner, Option):
            return Method(owner, name)
        if isinstance(owner, Function) and name == "__name__":
            return owner.name
        if name == "value" and is_known(owner):  # of an enum's member
            return owner
        return Method(owner, name) if is_known(owner) or isinstance(owner, (str, list, tuple, dict)) else UNKNOWN

    def _member_of_module(self, owner: Scope, name: str) -> Value:
        if name in owner.names:
            return self.lookup(name, owner)
        inner = self.module(f"{owner.module.name}.{name}")
        return inner if inner else External(f"{owner.module.name}.{name}")

    def _member(self, owner: Class | Instance, name: str) -> Value:
        if isinstance(owner, Instance) and name in owner.members:
            return owner.members[name]
        cls = owner.cls if isinstance(owner, Instance) else owner
        if name in ("__name__", "__qualname__"):
            return cls.node.name
        found = self.force(cls.find(name))
        if isinstance(found, Wrapped):
            if found.kind == "property":
                return self.inline(found.function.bound_to(owner), [], {})
            return found.function if found.kind == "staticmethod" else found.function.bound_to(cls)
        if isinstance(found, Function) and isinstance(owner, Instance):
            return found.bound_to(owner)
        return roles.attribute(UNKNOWN, name) if found is UNKNOWN else found

    def is_enum(self, cls: Class) -> bool:
        return any(isinstance(base, External) and "Enum" in base.dotted for base in cls.bases)

    def apply(
        self, function: Value, arguments: list[Value], keywords: dict[str, Value], node: ast.Call, scope: Scope
    ) -> Value:
        """The result of a call."""
        if isinstance(function, Method):
            if isinstance(function.owner, Role):
                return roles.call(self, function, arguments, keywords, node, scope)
            if isinstance(function.owner, Option):
                return list(function.owner.names) if function.name == "names" else {}
            return call_constant(function.owner, function.name, arguments, keywords)
        if isinstance(function, Partial):
            merged = function.keywords | keywords
            return self.apply(function.function, [*function.arguments, *arguments], merged, node, scope)
        if isinstance(function, Marking):
            return mark(function, arguments[0]) if arguments else UNKNOWN
        if isinstance(function, Class):
            return self._instantiate(function, arguments, keywords)
        kind = marking_of(function)
        if kind:
            positional = [value for value in arguments if isinstance(value, (Function, FixtureValue, Class))]
            marking = Marking(kind, keywords if not arguments or positional else {"scope": arguments[0], **keywords})
            return mark(marking, positional[0]) if positional else marking
        if isinstance(function, Function):
            return self.inline(function, arguments, keywords)
        if any(isinstance(value, Role) and value.kind in ("parser", "group") for value in arguments):
            self._note_foreign(function)
        return call_builtin(self, function, arguments, keywords, scope)

    def _note_foreign(self, function: Value) -> None:
        """A foreign function gets the parser: it may add anything."""
        if not (isinstance(function, External) and function.dotted.startswith("builtins.")):
            self.found.computed.add("options")

    def inline(self, function: Function, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """What a function of the distribution returns; on the way, what it registers is found."""
        if not self._stack and not any(isinstance(value, Role) for value in (*arguments, *keywords.values())):
            return self._within(ASIDE, function, arguments, keywords)
        return self.call(function, arguments, keywords)

    def _within(self, steps: int, function: Function, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """The result of a call that cannot register anything, as far as a few steps tell."""
        left = self._steps
        self._steps = min(left, steps)
        try:
            return self.call(function, arguments, keywords)
        finally:
            self._steps = left - steps + max(self._steps, 0) if left > steps else self._steps

    def call(self, function: Function, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """The same with all the steps that are left."""
        node = function.node
        if self._stack.count(node) > 1 or len(self._stack) > DEPTH or not self.step():
            return UNKNOWN
        scope = Scope(function.scope.module, function.scope, is_function=True)
        if function.owner is not None:
            arguments = [function.owner, *arguments]
        self._stack.append(node)
        try:
            self._bind(node.args, arguments, dict(keywords), function.scope, scope)
            if isinstance(node, ast.Lambda):
                return evaluate(self, node.body, scope)
            execute(self, node.body, scope)
        finally:
            self._stack.pop()
        if scope.yielded:
            return tuple(scope.yielded)
        return next((value for value in scope.returned if value is not UNKNOWN and value is not None), UNKNOWN)

    def _bind(
        self, spec: ast.arguments, arguments: list[Value], keywords: dict[str, Value], outer: Scope, scope: Scope
    ) -> None:
        """Gives parameters their values."""
        positional = [*spec.posonlyargs, *spec.args]
        defaults = dict(zip([arg.arg for arg in reversed(positional)], reversed(spec.defaults), strict=False))
        defaults |= {arg.arg: node for arg, node in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if node}
        for index, arg in enumerate([*positional, *spec.kwonlyargs]):
            if index < min(len(arguments), len(positional)):
                scope.names[arg.arg] = arguments[index]
            elif arg.arg in keywords:
                scope.names[arg.arg] = keywords.pop(arg.arg)
            else:
                default = defaults.get(arg.arg)
                scope.names[arg.arg] = evaluate(self, default, outer) if default else UNKNOWN
        if spec.vararg:
            scope.names[spec.vararg.arg] = tuple(arguments[len(positional) :])
        if spec.kwarg:
            scope.names[spec.kwarg.arg] = keywords

    def _instantiate(self, cls: Class, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        if self.is_enum(cls):
            return arguments[0] if arguments else UNKNOWN
        instance = Instance(cls)
        init = cls.find("__init__")
        if isinstance(init, Function):
            self.inline(init.bound_to(instance), arguments, keywords)
        else:  # a dataclass, a NamedTuple
            body = cls.node.body
            fields = [each.target.id for each in body if isinstance(each, ast.AnnAssign) and hasattr(each.target, "id")]
            instance.members |= dict(zip(fields, arguments, strict=False)) | keywords
        return instance

    def decorate(self, decorator: Value, value: Value, node: ast.expr, scope: Scope) -> Value:
        """The decorated function; a decorator that cannot be followed is taken for one that changes nothing."""
        kind = marking_of(decorator)
        if kind:
            return mark(Marking(kind, {}), value)
        if isinstance(decorator, Marking):
            return mark(decorator, value)
        if isinstance(decorator, External):
            last = decorator.dotted.rpartition(".")[2]
            known = last in ("staticmethod", "classmethod", "property", "cached_property")
            return Wrapped(last.replace("cached_", ""), value) if known and isinstance(value, Function) else value
        if isinstance(decorator, (Function, Partial)):
            call = node if isinstance(node, ast.Call) else ast.Call(node, [], [])
            result = self.apply(decorator, [value], {}, call, scope)
            return result if isinstance(result, (Function, FixtureValue)) else value
        return value

    def evaluate(self, node: ast.expr, scope: Scope) -> Value:
        return evaluate(self, node, scope)

    def assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        assign(self, target, value, scope)

    def text(self, value: Value) -> str | None:
        """The string, if it is known to its end."""
        return value if is_text(value) else None
