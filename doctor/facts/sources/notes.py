"""What the walk takes down, and where it stands while it does."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from doctor.facts.sources import guards, idle
from doctor.facts.sources.marks import mark_name
from doctor.facts.sources.unawaited import made_by_fixture
from doctor.facts.sources.yielding import checks, param_asked, yielding
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.places import Place
from doctor.model.sources import Call, Class, Expr, Function, Import, Param, Write, Yielding
from doctor.model.touches import Touch


class Notes:
    """What one file holds, before marks and fixtures are made out."""

    def __init__(self) -> None:
        self.imports: list[Import] = []
        self.functions: list[FunctionNote] = []
        self.classes: list[ClassNote] = []
        self.assigned: list[tuple[str, Expr]] = []
        self.calls: list[Call] = []
        self.writes: list[Write] = []
        self.touches: list[Touch] = []
        self.param_marks: list[tuple[str, Expr]] = []  # owner, the value of `marks=`
        self.asked: list[str] = []  # names that are called of helper modules, when the walk did not come everywhere
        self.idle: list[int] = []  # lines of functions' statements that may check nothing
        self.skips: list[str] = []  # modules that importorskip asked for so far
        self.skipped = False  # behind a module-level skip

    @property
    def skipped_tops(self) -> set[str]:
        return {name.partition(".")[0] for name in self.skips}

    def note_idle(self, node: ast.stmt, context: Context) -> None:
        if context.scope is not None and idle.may_be(node):
            self.idle.append(node.lineno)

    def note_skip(self, node: ast.expr, context: Context) -> None:
        if context.is_module and not context.guard:
            wanted = guards.skipped_import(node, context.reader)
            if wanted:
                self.skips.append(wanted)


class Context:
    """Where the walk stands: in which function or class, behind which conditions, and what names mean there."""

    __slots__ = (
        "blocks",
        "branch",
        "function",
        "guard",
        "inner",
        "keep",
        "klass",
        "owner",
        "prefix",
        "reader",
        "scope",
        "within",
    )

    def __init__(self, reader: Reader, keep: bool) -> None:
        self.reader = reader
        self.keep = keep  # take down each call
        self.prefix = ""  # of qualified names
        self.function: FunctionNote | None = None  # whose own body this is
        self.scope: FunctionNote | None = None  # the function around, also from within a class or lambda
        self.klass: ClassNote | None = None  # the class whose body this is
        self.inner = False  # within a function
        self.within = ""  # the qualified name of the function
        self.owner = ""  # of marks that parameters carry
        self.guard = ""
        self.branch = ""
        self.blocks: tuple[str | ast.With | ast.AsyncWith, ...] = ()  # as in `Touch`, what is entered not yet read

    def _copy(self) -> Context:
        new = object.__new__(Context)
        new.reader, new.keep, new.prefix = self.reader, self.keep, self.prefix
        new.function, new.scope, new.klass, new.inner = self.function, self.scope, self.klass, self.inner
        new.within, new.owner = self.within, self.owner
        new.guard, new.branch, new.blocks = self.guard, self.branch, self.blocks
        return new

    @property
    def is_module(self) -> bool:
        return not self.inner and self.klass is None

    def assigned(self, notes: Notes) -> list[tuple[str, Expr]] | None:
        """Where assignments are kept: the module's or the class's; None within functions."""
        if self.klass is not None:
            return self.klass.attributes
        return None if self.inner else notes.assigned

    @property
    def in_fixture_of_class(self) -> bool:
        """Is it in a method all of whose calls are taken down, mostly a fixture?"""
        return self.keep and self.scope is not None and bool(self.scope.class_name)

    def guarded(self, guard: str, branch: str, block: str | ast.With | ast.AsyncWith = "") -> Context:
        new = self._copy()
        if block:
            new.blocks = (*self.blocks, block)
        new.guard = guards.stronger(self.guard, guard)
        new.branch = "/".join(part for part in (self.branch, branch) if part)
        return new

    def owned_by(self, owner: str) -> Context:
        new = self._copy()
        new.owner = owner
        return new

    def within_function(self, note: FunctionNote, reader: Reader, keep: bool) -> Context:
        new = self._copy()
        new.reader, new.keep = reader, keep
        new.prefix = f"{note.qualname}.<locals>."
        new.function, new.scope, new.klass, new.inner = note, note, None, True
        new.within = new.owner = note.qualname
        new.guard = new.branch = ""
        new.blocks = ()
        return new

    def within_class(self, note: ClassNote) -> Context:
        new = self._copy()
        new.prefix = f"{note.qualname}."
        new.klass, new.function = note, None
        new.owner = note.qualname
        return new

    def within_lambda(self, reader: Reader) -> Context:
        new = self._copy()
        new.reader, new.function = reader, None
        new.branch = f"{self.branch}/lambda" if self.branch else "lambda"  # it may never be called
        new.blocks = (*self.blocks, "lambda")
        return new


DISPLAYS: dict[type, str] = {ast.List: "list", ast.ListComp: "list", ast.Dict: "dict", ast.DictComp: "dict",
                             ast.Set: "set", ast.SetComp: "set"}  # fmt: skip


class FunctionNote:
    """A function whose body is still being read."""

    def __init__(self, node: ast.FunctionDef | ast.AsyncFunctionDef, reader: Reader, context: Context) -> None:
        self.node = node
        self.reader = reader
        self.name = node.name
        self.qualname = sys.intern(context.prefix + node.name)
        self.place = reader.name_place(node)
        self.decorators = tuple([reader.expr(each) for each in node.decorator_list])
        self.is_step = any(str(each.value).startswith("pytest_bdd.") for each in self.decorators)
        self.params = tuple(_params(node.args, reader))
        self.class_name = context.klass.qualname if context.klass else ""
        self.branch = context.branch
        self.inner = context.inner
        self.returns: list[Place] = []
        self.yields: list[Place] = []
        self.returned: list[Expr] = []
        self.asserts = False
        self.tuples: list[Place] = []
        self.class_around: str = context.scope.class_around if context.scope else self.class_name
        self.globals: set[str] = set()  # declared by `global`
        self.words: set[bytes] | None = None  # that tell something, where only these were looked for
        self._outer = context.scope
        self._bound: set[str] | None = None
        self._own: set[str] | None = None
        self._given: set[str] | None = None

    def binds(self, name: str) -> bool:
        """Is the name a local one here, or in a function around it?"""
        if self._bound is None:
            self._bound = set(_bound(self.node))
        return name in self._bound or (self._outer is not None and self._outer.binds(name))

    def owns(self, name: str) -> bool:
        """Is it a local name, of here or of a function around it, that stands for no import?"""
        if self._own is None:
            self._own = set(_bound(self.node, with_imports=False)) - self.globals
        return name in self._own or (self._outer is not None and self._outer.owns(name))

    def takes(self, name: str) -> bool:
        """Is it a parameter?"""
        return any(param.name == name for param in self.params)

    def gives(self, name: str) -> bool:
        """Does it assign the name itself?"""
        if self._given is None:
            nodes = (node for node in nodes_in(self.node) if isinstance(node, ast.Name))
            self._given = {node.id for node in nodes if isinstance(node.ctx, ast.Store)}
        return name in self._given

    @property
    def tells_values(self) -> bool:
        """Is it asked what it returns: a test, a hook, a step, or the dynamic scope of a fixture?"""
        is_scope = {"fixture_name", "config"} <= {param.name for param in self.params}
        return self.name.startswith(("test", "pytest_")) or self.is_step or is_scope

    def note_assert(self) -> None:
        self.asserts = True
        if self._outer is not None:
            self._outer.note_assert()

    def finish(self) -> Function:
        documented, empty = _docstring(self.node.body)
        is_fixture = any("fixture" in str(each.value) for each in self.decorators)
        asked = param_asked(self.node) if is_fixture and self.takes("request") else None
        return Function(
            self.name, self.qualname, self.place, self.params, tuple([_bare(each) for each in self.decorators]),
            isinstance(self.node, ast.AsyncFunctionDef), self.class_name, self.branch,
            tuple(self.returns), tuple(self.yields), self.inner, documented, empty, tuple(self.returned),
            self.asserts, tuple(self.tuples), self._yielding() if self.yields else (),
            self.reader.place(asked) if asked else None, self.name == "setUpClass" and not _calls_own_name(self.node),
            self._made() if is_fixture else "",
        )  # fmt: skip

    def _made(self) -> str:
        made = made_by_fixture(self.node)
        if isinstance(made, ast.Call):
            return self.reader.dotted(made.func)
        return DISPLAYS.get(type(made), "")

    def _yielding(self) -> tuple[Yielding, ...]:
        if any("fixture" in str(each.value) for each in self.decorators):
            return yielding(self.node, self.reader)
        return checks(self.node, self.reader, self.binds) if self.name.startswith("test") else ()


def _calls_own_name(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Does it call another function of its name, such as that of a base class?"""
    return any(isinstance(each, ast.Attribute) and each.attr == node.name for each in nodes_in(node))


def _bare(decorator: Expr) -> Expr:
    """A mark without its arguments, which stand in `SourceFile.marks`."""
    is_mark = decorator.kind == "call" and mark_name(decorator)
    return Expr("call", decorator.place, decorator.value) if is_mark else decorator


def _bound(function: ast.FunctionDef | ast.AsyncFunctionDef, with_imports: bool = True) -> Iterator[str]:
    """Parameters, and what the body assigns, imports or defines."""
    for node in nodes_in(function):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias) and with_imports:
            yield node.asname or node.name.partition(".")[0]
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node is not function:
            yield node.name


def _params(arguments: ast.arguments, reader: Reader) -> list[Param]:
    plain = [*arguments.posonlyargs, *arguments.args]
    first_default = len(plain) - len(arguments.defaults)
    defaults = [None] * first_default + [_constant(each) for each in arguments.defaults]
    found = [
        Param(each.arg, reader.place(each), index >= first_default, _kind(index, arguments), defaults[index])
        for index, each in enumerate(plain)
    ]
    if arguments.vararg:
        found.append(Param(arguments.vararg.arg, reader.place(arguments.vararg), False, "*"))
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.append(Param(each.arg, reader.place(each), default is not None, "keyword-only"))
    if arguments.kwarg:
        found.append(Param(arguments.kwarg.arg, reader.place(arguments.kwarg), False, "**"))
    return found


def _constant(node: ast.expr) -> str | bool | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, (str, bool)) else None


def _kind(index: int, arguments: ast.arguments) -> str:
    return "positional-only" if index < len(arguments.posonlyargs) else "plain"


def _docstring(body: list[ast.stmt]) -> tuple[bool, bool]:
    """Does it begin with a docstring, and is there nothing but that?"""
    first = body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return documented, all(_does_nothing(stmt) for stmt in body)


def _does_nothing(stmt: ast.stmt) -> bool:
    return isinstance(stmt, ast.Pass) or (isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant))


class ClassNote:
    """A class whose body is still being read."""

    def __init__(self, node: ast.ClassDef, reader: Reader, context: Context) -> None:
        self.name = node.name
        self.qualname = sys.intern(context.prefix + node.name)
        self.place = reader.name_place(node)
        self.bases = tuple([reader.expr(each) for each in node.bases])
        self.keywords = tuple([(each.arg or "**", reader.expr(each.value)) for each in node.keywords])
        self.decorators = tuple([reader.expr(each) for each in node.decorator_list])
        self.branch = context.branch
        self.inner = context.inner
        self.attributes: list[tuple[str, Expr]] = []
        self.methods: list[str] = []
        self.reads = tuple(_reads(node)) if _has_wide_fixture(node) else ()

    def finish(self) -> Class:
        return Class(
            self.name, self.qualname, self.place, self.bases, self.decorators,
            tuple(self.attributes), tuple(self.methods), self.branch, self.inner, self.keywords, self.reads,
        )  # fmt: skip


def _has_wide_fixture(node: ast.ClassDef) -> bool:
    """Does a method have a decorator that is given a scope?"""
    return any(
        isinstance(each, ast.Call) and any(keyword.arg == "scope" for keyword in each.keywords)
        for stmt in node.body
        if isinstance(stmt, (ast.FunctionDef, ast.AsyncFunctionDef))
        for each in stmt.decorator_list
    )


def _reads(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    methods = [each for each in node.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))]
    for method in methods:
        for each in nodes_in(method):
            is_read = isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Load)
            if is_read and isinstance(each, ast.Attribute) and getattr(each.value, "id", "") == "self":
                yield method.name, each.attr
