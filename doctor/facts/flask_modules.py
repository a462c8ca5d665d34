"""Modules of the project that make a database of Flask-SQLAlchemy, or give it an application."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from doctor.facts.contents import read_python
from doctor.knowledge.syntax import FUNCTIONS, nodes_in
from doctor.model.environment import FoundModule, Modules
from doctor.model.places import Place

MAKER = "flask_sqlalchemy.SQLAlchemy"
DEEPEST = 3
PLAIN = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Return)
Read = Callable[[str], bytes]


class FlaskModules:
    """Each read once."""

    def __init__(self, modules: Modules, read: Read) -> None:
        self._modules, self._read = modules, read
        self._known: dict[str, FlaskModule] = {}

    def of(self, name: str, importer: str) -> FlaskModule | None:
        found = self._modules.find(name, importer) if name else None
        if found is None or found.origin not in ("project", "cwd") or not found.file.endswith(".py"):
            return None
        if found.file not in self._known:
            self._known[found.file] = FlaskModule(found, self._read(found.file), self)
        return self._known[found.file]


class FlaskModule:
    """`pushes` is whether it may enter a context for good."""

    def __init__(self, module: FoundModule, data: bytes, modules: FlaskModules) -> None:
        package = module.name if module.file.endswith("__init__.py") else module.name.rpartition(".")[0]
        self.tree, self.reader = read_python(data, module.file, package)
        self.pushes = b".push()" in data
        self._file, self._modules = module.file, modules
        self._functions = {node.name: node for node in self.tree.body if isinstance(node, FUNCTIONS)}
        self._values = {
            each.targets[0].id: each.value
            for each in self.tree.body
            if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
        }

    def _elsewhere(self, name: str) -> tuple[FlaskModule, str] | None:
        """The module from which a name is imported, and its name there."""
        module, _, inner = self.reader.names.get(name, "").rpartition(".")
        home = self._modules.of(module, self._file)
        return (home, inner) if home and home is not self else None

    def is_database(self, name: str, depth: int = 0) -> bool:
        value = self._values.get(name)
        if value is not None:
            return isinstance(value, ast.Call) and self.reader.dotted(value.func) == MAKER
        other = self._elsewhere(name) if depth < DEEPEST else None
        return other is not None and other[0].is_database(other[1], depth + 1)

    def bound_in(self, name: str, depth: int = 0) -> Place | None:
        """Where the function gives a database its application, whatever happens."""
        node = self._functions.get(name)
        if node is None:
            other = self._elsewhere(name) if depth < DEEPEST else None
            return other[0].bound_in(other[1], depth + 1) if other else None
        return self._bound(node.body, depth) if not node.decorator_list else None

    def bound_app(self, name: str) -> Place | None:
        """Where the module gives a database the application that it calls so."""
        value = self._values.get(name)
        if not isinstance(value, ast.Call):
            return None
        if isinstance(value.func, ast.Name) and (place := self.bound_in(value.func.id)):
            return place
        return self._bound(self.tree.body, DEEPEST, name) if self.reader.dotted(value.func) == "flask.Flask" else None

    def _bound(self, body: list[ast.stmt], depth: int, app: str = "") -> Place | None:
        for call in calls_in(body):
            func = call.func
            given = [ast.unparse(each) for each in call.args]
            if app and given != [app]:
                continue
            is_init = isinstance(func, ast.Attribute) and func.attr == "init_app" and isinstance(func.value, ast.Name)
            if is_init and self.is_database(func.value.id):  # type: ignore[attr-defined]
                return self.reader.place(call)
            if given and self.reader.dotted(func) == MAKER:
                return self.reader.place(call)
            if isinstance(func, ast.Name) and depth < DEEPEST and (place := self.bound_in(func.id, depth + 1)):
                return place
        return None


def calls_in(body: list[ast.stmt]) -> Iterator[ast.Call]:
    """The calls of plain statements, also in `with`, in their order."""
    for stmt in body:
        if isinstance(stmt, (ast.With, ast.AsyncWith)):
            yield from calls_in(stmt.body)
        elif isinstance(stmt, PLAIN):
            yield from (each for each in nodes_in(stmt) if isinstance(each, ast.Call))
