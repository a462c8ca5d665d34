"""One walk over a file's tree that takes down everything that rules ask of it.

A stack instead of recursion: no tree is too deep, and the leaves, most of all nodes, are never visited.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from doctor.facts.sources import guards
from doctor.facts.sources.interest import Function, is_fixture, is_of_helper, is_wanted, is_wanted_at_top, own_names
from doctor.facts.sources.nodes import CHILDREN, LEAF_TYPES, Later, children_of, joined, paired, unpacked
from doctor.facts.sources.notes import ClassNote, Context, FunctionNote, Notes
from doctor.facts.sources.paths import constants, tables
from doctor.facts.sources.spare import Spare
from doctor.facts.sources.touched import finish
from doctor.facts.sources.touching import Touching
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import bound, root
from doctor.model.sources import UNSURE_PLUGINS, Call, Expr, Import, Write

MAX_CALLS = 5_000


def take_notes(tree: ast.Module, reader: Reader, data: bytes, all_calls: bool) -> Notes:
    """What stands in the file; `all_calls` takes down each call. With its bytes, what tells nothing is passed over."""
    classes = frozenset(stmt.name for stmt in tree.body if isinstance(stmt, ast.ClassDef))
    own = own_names(tree, reader, data)
    paths = constants(tree, reader)
    touching = Touching(Notes(), classes, paths, tables(tree))
    walk = Walk(own, touching, Spare(data, reader, (*own, *paths)) if data else None)
    walk.push(tree.body, Context(reader, keep=all_calls))
    walk.run()
    finish(walk.notes, walk.spare)
    if walk.spare and not all_calls:
        walk.notes.asked = sorted(set(walk.spare.asked()))
    return walk.notes


class Walk:
    """The walk under way."""

    def __init__(self, own: frozenset[str], touching: Touching, spare: Spare | None) -> None:
        self.notes = touching.notes
        self._own = own
        self.spare = spare
        self._touching = touching
        self._stack: list[tuple[ast.AST, Context]] = []
        self._awaited: set[ast.expr] = set()
        self._statements = touching.statements

    def run(self) -> None:
        stack, handlers = self._stack, HANDLERS
        while stack:
            node, context = stack.pop()
            handle = handlers.get(type(node))
            if handle:
                handle(self, node, context)
            else:
                self.push_children(node, context)

    def push_children(self, node: ast.AST, context: Context) -> None:
        append = self._stack.append
        kind = type(node)
        for name in CHILDREN.get(kind) or children_of(kind):
            value = getattr(node, name, None)
            if type(value) is list:
                for item in reversed(value):
                    if type(item) not in LEAF_TYPES:
                        append((item, context))
            elif value is not None and type(value) not in LEAF_TYPES:
                append((value, context))

    def push(self, nodes: Iterable[ast.AST | None], context: Context) -> None:
        found = [node for node in nodes if node is not None and type(node) not in LEAF_TYPES]
        self._stack.extend([(node, context) for node in reversed(found)])

    # Statements

    def on_import(self, node: ast.Import | ast.ImportFrom, context: Context) -> None:
        guard = context.guard or ("function" if context.inner else "")
        reader = context.reader
        skips = tuple(self.notes.skips)
        for each in bound(node, reader.package):
            why = guard
            if not why and (self.notes.skipped or each.module.partition(".")[0] in self.notes.skipped_tops):
                why = "skip"
            place = reader.place(each.node)
            self.notes.imports.append(Import(each.module, each.name, each.alias, place, why, each.level, skips))

    def on_function(self, node: Function, context: Context) -> None:
        reader = context.reader
        note = FunctionNote(node, reader, context)
        self.notes.functions.append(note)
        if context.klass is not None:
            context.klass.methods.append(node.name)
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        keep = context.keep or is_fixture(str(each.value) for each in note.decorators)
        body = self.spare.needed(node, note) if self.spare and not keep else node.body
        if body:
            inner = reader.shadowed([each.arg for each in every]).within(node)
            self.push(body, context.within_function(note, inner, keep))
        annotations = [each.annotation for each in (*every, arguments.vararg, arguments.kwarg) if each]
        self.push([*arguments.defaults, *arguments.kw_defaults, *annotations, node.returns], context)
        decorators = self.spare.decorators(node) if self.spare and not context.keep else node.decorator_list
        if decorators:
            self.push(decorators, context.owned_by(note.qualname))

    def on_class(self, node: ast.ClassDef, context: Context) -> None:
        note = ClassNote(node, context.reader, context)
        self.notes.classes.append(note)
        self.push(node.body, context.within_class(note))
        self.push([*node.bases, *[each.value for each in node.keywords]], context)
        self.push(node.decorator_list, context.owned_by(note.qualname))

    def on_if(self, node: ast.If, context: Context) -> None:
        yes, no = guards.guards_of_if(node.test, context.reader)
        if context.is_module and any(guards.skips_module(stmt, context.reader) for stmt in node.body):
            self._stack.append((Later(self._skip_from_here), context))
        first, second = guards.branches_of(node, yes, no)
        self.push(node.orelse, context.guarded(no, second, "if"))
        self.push(node.body, context.guarded(yes, first, "if"))
        self.push([node.test], context)

    def on_either(self, node: ast.IfExp, context: Context) -> None:
        self.push([node.orelse], context.guarded("", f"else:{node.lineno}", "if"))
        self.push([node.body], context.guarded("", f"if:{node.lineno}", "if"))
        self.push([node.test], context)

    def on_try(self, node: ast.Try, context: Context) -> None:
        survives = guards.swallows(node, context.reader)
        if context.is_module and guards.handlers_skip(node, context.reader):
            tops = [
                each.module
                for stmt in node.body
                if isinstance(stmt, (ast.Import, ast.ImportFrom))
                for each in bound(stmt, context.reader.package)
            ]
            self._stack.append((Later(lambda: self.notes.skips.extend(tops)), context))
        block = "try" if node.finalbody else ""
        if node.finalbody:
            self.push(node.finalbody, context.guarded("", "", "finally"))
        self.push(node.orelse, context.guarded("condition" if survives else "", f"try:{node.lineno}", block))
        for handler in reversed(node.handlers):
            self.push(handler.body, context.guarded("condition", f"except:{handler.lineno}", "except"))
        self.push(node.body, context.guarded("try" if survives else "", f"try:{node.lineno}", block))

    def _skip_from_here(self) -> None:
        self.notes.skipped = True

    def on_later(self, node: Later, _: Context) -> None:
        node.action()

    def on_with(self, node: ast.With | ast.AsyncWith, context: Context) -> None:
        guard = "try" if guards.suppresses(node, context.reader) else ""
        branch = f"try:{node.lineno}" if guards.expects_fault(node, context.reader) else ""
        self.notes.note_idle(node, context)
        self.push(node.body, context.guarded(guard, branch, node))
        for item in node.items:
            self.push_children(item, context)

    def on_match(self, node: ast.Match, context: Context) -> None:
        for case in reversed(node.cases):
            self.push(case.body, context.guarded("condition", f"case:{case.pattern.lineno}"))
        self.push([node.subject], context)

    def on_assign(self, node: ast.Assign | ast.AnnAssign, context: Context) -> None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if node.value is not None:
            self.notes.note_skip(node.value, context)
            value: Expr | None = None
            for target in targets:
                value = self._assign(target, node.value, value, context)
            self.push([node.value], context.owned_by("") if context.is_module else context)

    def _assign(self, target: ast.expr, node: ast.expr, value: Expr | None, context: Context) -> Expr | None:
        """Takes down what is assigned to one target; returns the value's expression if it was read."""
        if isinstance(target, (ast.Attribute, ast.Subscript)):
            return self._write(target, node, context) or value
        for part, given in paired(target, node):
            if isinstance(part, (ast.Attribute, ast.Subscript)):
                self._write(part, given, context)
        table = context.assigned(self.notes)
        if table is None:
            self._touching.name(target, node, context)
            return value
        if isinstance(target, ast.Name):
            value = value or context.reader.expr(node)
            table.append((target.id, value))
            if target.id == "pytest_plugins" and context.guard:
                table.append((UNSURE_PLUGINS, value))
        elif isinstance(target, (ast.Tuple, ast.List)):
            table += unpacked(target, node, context.reader)
        return value

    def on_augmented(self, node: ast.AugAssign, context: Context) -> None:
        table = context.assigned(self.notes)
        if isinstance(node.target, (ast.Attribute, ast.Subscript)):
            if not self._touching.merge(node, context):
                is_less = isinstance(node.op, ast.Sub)
                value = ast.copy_location(ast.UnaryOp(ast.USub(), node.value), node) if is_less else node.value
                self._write(node.target, value, context)
        elif table is None:
            self._touching.name(node.target, node.value, context)
        elif isinstance(node.target, ast.Name):
            added = context.reader.expr(node.value)
            before = next((value for name, value in reversed(table) if name == node.target.id), None)
            table.append((node.target.id, joined(before, added)))
        self.push([node.value], context)

    def on_delete(self, node: ast.Delete, context: Context) -> None:
        for target in node.targets:
            table = context.assigned(self.notes)
            if isinstance(target, (ast.Attribute, ast.Subscript)):
                self._write(target, None, context)
            elif table is not None and isinstance(target, ast.Name):
                table.append((target.id, Expr("deleted", context.reader.place(target))))

    def _write(self, target: ast.Attribute | ast.Subscript, node: ast.expr | None, context: Context) -> Expr | None:
        reader = context.reader
        chain = reader.chain(target)
        head = chain.partition(".")[0].partition("[")[0]
        self.push([target], context)
        self._touching.write(target, node, chain, context)
        is_own = chain in self._own or "environ" in chain or "dependency_overrides" in chain
        if head in ("self", "cls") and not is_own and not (head == "self" and context.in_fixture_of_class):
            return None
        value = reader.expr(node) if node is not None else None
        own = context.scope is not None and context.scope.takes(head) and context.scope.gives(head)
        self.notes.writes.append(Write(reader.expr(target), value, context.within, context.guard, own))
        return value

    def on_return(self, node: ast.Return, context: Context) -> None:
        if node.value is None:
            return
        if context.function and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            context.function.returns.append(context.reader.place(node))
            if context.function.tells_values:
                context.function.returned.append(context.reader.expr(node.value))
        self.push([node.value], context)

    def on_global(self, node: ast.Global, context: Context) -> None:
        if context.scope is not None:
            context.scope.globals.update(node.names)

    def on_assert(self, node: ast.Assert, context: Context) -> None:
        if context.scope is not None:
            context.scope.note_assert()
            if isinstance(node.test, ast.Tuple) and node.test.elts:
                context.scope.tuples.append(context.reader.place(node.test))
            self.notes.note_idle(node, context)
        self._touching.asserted(node.test, context)
        self.push([node.test, node.msg], context)

    def on_expression(self, node: ast.Expr, context: Context) -> None:
        if context.is_module:
            self.notes.note_skip(node.value, context)
            if not context.guard and guards.skips_module(node, context.reader):
                self.notes.skipped = True
        value = node.value.value if isinstance(node.value, ast.Await) else node.value
        self._statements.add(value)
        self.notes.note_idle(node, context)
        self.push([node.value], context)

    # Expressions

    def on_yield(self, node: ast.Yield | ast.YieldFrom, context: Context) -> None:
        if context.function:
            context.function.yields.append(context.reader.place(node))
        self.push([node.value], context)

    def on_await(self, node: ast.Await, context: Context) -> None:
        self._awaited.add(node.value)
        self.push([node.value], context)

    def on_lambda(self, node: ast.Lambda, context: Context) -> None:
        hidden = [each.arg for each in node.args.args]
        self.push([node.body], context.within_lambda(context.reader.shadowed(hidden)))

    def on_call(self, node: ast.Call, context: Context) -> None:
        chain = context.reader.chain(node.func)
        self._touching.call(node, chain, context)
        if chain == "pytest.param":
            self._note_param(node, context)
        elif not chain.startswith("pytest.mark.") and (
            context.keep
            or is_wanted(chain, self._own)
            or (context.scope is None and is_wanted_at_top(chain, node, node in self._statements))
            or self._is_dropped(node, context)
        ):
            is_local = chain in self._own and context.scope and context.scope.binds(chain)
            if not is_local:
                self._note_call(node, context, chain)
        self.push_children(node, context)

    def _is_dropped(self, node: ast.Call, context: Context) -> bool:
        """Is something imported called for nothing, by an async function, or in a file that is read thoroughly?"""
        if node not in self._statements or node in self._awaited or context.scope is None:
            return False
        first = root(node.func)
        is_asked = isinstance(context.scope.node, ast.AsyncFunctionDef) or self.spare is None
        return is_asked and first in context.reader.names

    def _note_param(self, node: ast.Call, context: Context) -> None:
        for keyword in node.keywords:
            if keyword.arg == "marks":
                self.notes.param_marks.append((context.owner, context.reader.expr(keyword.value)))

    def _note_call(self, node: ast.Call, context: Context, chain: str) -> None:
        if len(self.notes.calls) < MAX_CALLS:
            is_bare = context.scope is not None and not context.keep and is_of_helper(chain, self._own)
            expr = Expr("call", context.reader.place(node), chain) if is_bare else context.reader.expr(node)
            if expr.kind == "call":  # not one of thousands of parts
                is_awaited, is_statement = node in self._awaited, node in self._statements
                call = Call(expr, context.within, context.guard, is_awaited, is_statement, context.branch)
                self.notes.calls.append(call)


HANDLERS: dict[type, Callable[[Walk, Any, Context], None]] = {
    ast.Import: Walk.on_import,
    ast.ImportFrom: Walk.on_import,
    ast.FunctionDef: Walk.on_function,
    ast.AsyncFunctionDef: Walk.on_function,
    ast.ClassDef: Walk.on_class,
    ast.If: Walk.on_if,
    ast.IfExp: Walk.on_either,
    ast.Try: Walk.on_try,
    ast.With: Walk.on_with,
    ast.AsyncWith: Walk.on_with,
    ast.Match: Walk.on_match,
    ast.Assign: Walk.on_assign,
    ast.AnnAssign: Walk.on_assign,
    ast.AugAssign: Walk.on_augmented,
    ast.Delete: Walk.on_delete,
    ast.Return: Walk.on_return,
    ast.Assert: Walk.on_assert,
    ast.Global: Walk.on_global,
    ast.Expr: Walk.on_expression,
    ast.Yield: Walk.on_yield,
    ast.YieldFrom: Walk.on_yield,
    ast.Await: Walk.on_await,
    ast.Lambda: Walk.on_lambda,
    ast.Call: Walk.on_call,
    Later: Walk.on_later,
}
if hasattr(ast, "TryStar"):
    HANDLERS[ast.TryStar] = Walk.on_try
