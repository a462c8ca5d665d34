"""The fact `flask_databases`: tests that set the address of Flask-SQLAlchemy's database when it is connected already,
or ask it outside of a context."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.contents import reading
from doctor.facts.flask_modules import FlaskModule, FlaskModules
from doctor.knowledge.syntax import Function, functions_in, nodes_in, own_names
from doctor.model.environment import Distributions, FoundModule, Modules
from doctor.model.flask_databases import FlaskDatabases, LateSetting, Uncovered
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources

KEYS = ("SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_BINDS", "SQLALCHEMY_ENGINE_OPTIONS")
UPDATES = ("update", "from_mapping")
ASKED = re.compile(rb"\.(?:create_all|drop_all|session|engine)\b")
COVERING = re.compile(r"app_context|request_context|push\(|enter_context|__enter__")
AGAIN = re.compile(r"init_app|_make_engine|_app_engines|\.engines\b|SQLAlchemy\(|reload\(")


def flask_databases(
    invocation: Invocation, sources: Sources, modules: Modules, distributions: Distributions
) -> FlaskDatabases:
    """Before 3.0 the address was looked at again and again."""
    if (distributions.version("flask-sqlalchemy") or ()) < (3,):
        return FlaskDatabases()
    read = reading(invocation)
    files = [file for file in sources if file.collected or file.role in ("conftest", "plugin")]
    texts = {file.path: read(file.path) for file in files}
    wanted = [file for file in files if b"SQLALCHEMY_" in texts[file.path] or ASKED.search(texts[file.path])]
    if not any(b"SQLALCHEMY_" in data or b"create_all" in data for data in texts.values()):
        return FlaskDatabases()
    known = FlaskModules(modules, read)
    homes = {file.path: Home(file, texts[file.path], known) for file in wanted}
    late = [found for home in homes.values() for found in home.late()]
    pushed = any(b".push()" in data for data in texts.values()) or any(home.pushes() for home in homes.values())
    uncovered = [] if pushed else [found for home in homes.values() for found in home.uncovered()]
    covering: set[tuple[str, str]] = set()
    for file in files if uncovered else ():
        home = homes.get(file.path) or Home(file, texts[file.path], known)
        covering.update((file.path, name) for name, node in home.functions.items() if covers(node))
    return FlaskDatabases(tuple(late), tuple(uncovered), frozenset(covering))


def covers(node: Function) -> bool:
    """May it enter a context, or hand one on from a block around its `yield`?"""
    blocks = (each for each in nodes_in(node) if isinstance(each, (ast.With, ast.AsyncWith)))
    is_around = any(isinstance(each, (ast.Yield, ast.Return)) for block in blocks for each in nodes_in(block))
    return is_around or bool(COVERING.search(ast.unparse(node)))


class Home:
    """A file of tests."""

    def __init__(self, file: SourceFile, data: bytes, known: FlaskModules) -> None:
        self._file, self._known = file, known
        self._module = FlaskModule(FoundModule(name="", origin="project", file=file.path), data, known)
        self._reader = self._module.reader
        self.functions: dict[str, Function] = dict(functions_in(self._module.tree.body))

    def pushes(self) -> bool:
        """Does a module from which it imports enter a context for good?"""
        names = {name for each in self._file.imports for name in (each.module, each.dotted)}
        homes = (self._known.of(name, self._file.path) for name in names)
        return any(home.pushes for home in homes if home)

    def late(self) -> Iterator[LateSetting]:
        yield from self._late_in("", self._module.tree.body)
        for name, node in self.functions.items():
            yield from self._late_in(name, node.body)

    def _late_in(self, name: str, body: list[ast.stmt]) -> Iterator[LateSetting]:
        bound: dict[str, Place] = {}
        stmts = list(plain(body))
        if any(AGAIN.search(ast.unparse(each)) for each in stmts):
            return
        for stmt in stmts:
            for app, key in settings_in(stmt):
                place = bound.get(app) or self._imported(app, name)
                if place:
                    yield LateSetting(self._file.path, name, app, key, self._reader.place(stmt), place)
                    return
            if isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name):
                made = self._made(stmt.value)
                bound.pop(stmt.targets[0].id, None)
                bound.update({stmt.targets[0].id: made} if made else {})

    def _made(self, value: ast.expr) -> Place | None:
        if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name) or may_hand_address(value):
            return None
        return self._module.bound_in(value.func.id)

    def _imported(self, app: str, function: str) -> Place | None:
        node = self.functions.get(function)
        own = own_names(node) if node else ()
        module, _, name = self._reader.names.get(app, "").rpartition(".")
        home = self._known.of(module, self._file.path) if app not in own else None
        return home.bound_app(name) if home else None

    def uncovered(self) -> Iterator[Uncovered]:
        for name, node in self.functions.items():
            if covers(node):
                continue
            for stmt in node.body:
                asked = next((each for each in nodes_in(stmt) if self._asks(each)), None) if is_simple(stmt) else None
                if asked is not None:
                    assert isinstance(asked, ast.Attribute)
                    yield Uncovered(self._file.path, name, ast.unparse(asked), self._reader.place(stmt))
                    break
                if not is_simple(stmt):
                    break

    def _asks(self, node: ast.AST) -> bool:
        """`db.create_all` and the like, `db.session.add`"""
        if not isinstance(node, ast.Attribute):
            return False
        inner = node.value
        if isinstance(inner, ast.Attribute) and inner.attr == "session":
            return isinstance(inner.value, ast.Name) and self._module.is_database(inner.value.id)
        is_whole = node.attr in ("create_all", "drop_all") and isinstance(inner, ast.Name)
        return is_whole and self._module.is_database(inner.id)  # type: ignore[attr-defined]


def may_hand_address(call: ast.Call) -> bool:
    """May the function that makes the application be told the address: by a mapping that has it, or by anything else
    that is no literal?"""
    given = {"": call.args, **{each.arg or "**": [each.value] for each in call.keywords}}
    return any(
        name in (*KEYS, "**")
        or any(not isinstance(each, (ast.Constant, ast.Dict)) or has_address(each) for each in values)
        for name, values in given.items()
    )


def has_address(node: ast.Constant | ast.Dict) -> bool:
    keys = node.keys if isinstance(node, ast.Dict) else []
    return any(not isinstance(key, ast.Constant) or key.value in KEYS for key in keys)


def is_simple(stmt: ast.stmt) -> bool:
    return isinstance(stmt, (ast.Assign, ast.AnnAssign, ast.Expr, ast.Import, ast.ImportFrom)) and not any(
        isinstance(each, (ast.Lambda, ast.Yield)) for each in nodes_in(stmt)
    )


def plain(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that nothing decides about, also those in `with` and `try`."""
    for stmt in body:
        if isinstance(stmt, (ast.With, ast.AsyncWith, ast.Try)):
            yield from plain(stmt.body)
        elif isinstance(stmt, (ast.Assign, ast.AnnAssign, ast.Expr)):
            yield stmt


def settings_in(stmt: ast.stmt) -> Iterator[tuple[str, str]]:
    """The name of an application and what is set of its configuration: `app.config["…"] = …`,
    `app.config.update({…}, …=…)`."""
    target = stmt.targets[0] if isinstance(stmt, ast.Assign) else None
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant) and target.slice.value in KEYS:
        yield from ((app, str(target.slice.value)) for app in config_of(target.value))
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in UPDATES:
        keys = [str(each.arg) for each in call.keywords]
        keys += [str(key.value) for each in call.args if isinstance(each, ast.Dict) for key in each.keys
                 if isinstance(key, ast.Constant)]  # fmt: skip
        yield from ((app, key) for key in keys if key in KEYS for app in config_of(call.func.value))


def config_of(node: ast.expr) -> list[str]:
    """The application of `app.config`."""
    is_config = isinstance(node, ast.Attribute) and node.attr == "config" and isinstance(node.value, ast.Name)
    return [node.value.id] if is_config else []  # type: ignore[attr-defined]
