"""The fact `http_mocks`: tests that register answers with responses or respx, and do not start it themselves.

Whatever may start it is taken for a start: any name of the library that does not just register or look, a function or
module of the project that has such a name, a context manager, decorator or base class that is not known.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.syntax import FUNCTIONS, Function, nodes_in
from doctor.model.environment import Modules
from doctor.model.http_mocks import HttpMocks, Registered
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources

METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
REGISTERS = {
    "responses": METHODS | {"add", "add_callback"},
    "respx": METHODS | {"route", "request", "add"},
}
LOOKS = {
    "responses": frozenset(
        {
            *("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "Response", "CallbackResponse", "calls"),
            *("matchers", "assert_call_count", "json_params_matcher", "urlencoded_params_matcher", "registered"),
            *("remove", "replace", "upsert", "reset", "add_passthru"),
        }
    ),
    "respx": frozenset({"calls", "routes", "patterns", "models", "Route", "MockResponse", "pop", "clear", "reset"}),
}
USED = {
    name: re.compile(rb"\b%b\.(?:%b)\(" % (name.encode(), b"|".join(map(str.encode, REGISTERS[name]))))
    for name in REGISTERS
}
PLAIN_CONTEXTS = (
    *("pytest.", "requests.", "httpx.", "aiohttp.", "unittest.mock.", "mock.", "mocker.", "caplog.", "monkeypatch."),
    *("self.assert", "freezegun.", "time_machine.", "tempfile.", "open", "warnings.", "contextlib.suppress", "capsys."),
)
PLAIN_DECORATORS = ("pytest.mark.", "unittest.mock.patch", "mock.patch", "freezegun.", "time_machine.")
BASES = ("object", "unittest.TestCase", "unittest.IsolatedAsyncioTestCase")
SETUPS = re.compile(r"(?:async)?_?set_?up", re.IGNORECASE)

Read = Callable[[str], bytes]


def http_mocks(invocation: Invocation, sources: Sources, modules: Modules) -> HttpMocks:
    read = reading(invocation)
    registered: list[Registered] = []
    starters: set[tuple[str, str, str]] = set()
    for library, used in USED.items():
        tests = [file for file in sources.collected if imports(library, file)]
        registering = {file.path for file in tests if used.search(read(file.path))}
        for file in (*tests, *sources.reaching_others) if registering else ():
            home = Home(library, file, read(file.path), list(helpers(library, file, modules, read)))
            starters.update((library, file.path, name) for name in home.starting)
            if file.path in registering:
                registered += home.registered()
    return HttpMocks(tuple(registered), frozenset(starters))


def imports(library: str, file: SourceFile) -> bool:
    return any(each.dotted.partition(".")[0] == library for each in file.imports)


def helpers(library: str, file: SourceFile, modules: Modules, read: Read) -> Iterator[str]:
    """The names that the file imports from modules of the project in which the library is named."""
    for each in file.imports:
        for name in dict.fromkeys((each.module, each.dotted)):
            found = modules.find(name, file.path) if name.partition(".")[0] != library else None
            if found and found.origin in ("project", "cwd") and found.file and library.encode() in read(found.file):
                yield each.alias


class Home:
    """A file that names the library. `starting` are the functions in it that may start the library."""

    def __init__(self, library: str, file: SourceFile, data: bytes, helpers: list[str]) -> None:
        self._library, self._file, self._helpers = library, file, set(helpers)
        self._tree, self._reader = read_python(data, file.path)
        self._functions = list(functions(self._tree.body, ""))
        self._tests = {test.function for test in file.tests if not test.file}
        self.starting: set[str] = set()
        for _ in range(2):  # also by way of another function
            names = {name.rpartition(".")[2] for name in self.starting}
            found = (name for name, node, _ in self._functions if self._may_start(node, names))
            self.starting.update(name for name in found if name not in self._tests)

    def _may_start(self, node: ast.AST, names: set[str]) -> bool:
        return any(self._starts(each, names) for each in nodes_in(node))

    def _starts(self, node: ast.AST, names: set[str]) -> bool:
        if isinstance(node, ast.Name):
            dotted = self._reader.names.get(node.id, "")
            return node.id in self._helpers or node.id in names or self._is_start(dotted)
        return isinstance(node, ast.Attribute) and (node.attr in names or self._is_start(self._reader.dotted(node)))

    def _is_start(self, dotted: str) -> bool:
        library, _, rest = dotted.partition(".")
        first = rest.partition(".")[0]
        return library == self._library and bool(first) and first not in (REGISTERS[library] | LOOKS[library])

    def registered(self) -> Iterator[Registered]:
        names = {name.rpartition(".")[2] for name in self.starting}
        if "*" in self._helpers or any(self._may_start(each, names) for each in outside(self._tree)):
            return
        if any(SETUPS.match(name) for name in self.starting if "." not in name):
            return
        for name, node, klass in self._functions:
            if name in self._tests and (klass is None or self._is_plain(klass, names)):
                yield from self._of(name, node, names)

    def _is_plain(self, klass: ast.ClassDef, names: set[str]) -> bool:
        """Does nothing about the class start the library?"""
        setups = (f"{klass.name}.{each.name}" for each in klass.body if isinstance(each, FUNCTIONS))
        if any(name in self.starting and SETUPS.match(name.rpartition(".")[2]) for name in setups):
            return False
        return all(self._reader.dotted(base) in BASES for base in klass.bases) and all(
            map(self._is_known, klass.decorator_list)
        )

    def _is_known(self, decorator: ast.expr) -> bool:
        func = decorator.func if isinstance(decorator, ast.Call) else decorator
        return self._reader.dotted(func).startswith(PLAIN_DECORATORS)

    def _of(self, name: str, node: Function, names: set[str]) -> Iterator[Registered]:
        calls = [each for stmt in node.body for each in nodes_in(stmt) if self._is_registering(each)]
        arguments = {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
        if not calls or self._library in arguments or any(isinstance(each, FUNCTIONS) for each in node.body):
            return
        first = calls[0]
        assert isinstance(first, ast.Call)
        router, own = self._router(node)
        others = [each for each in node.decorator_list if each is not own]
        is_own = own is None or own in node.decorator_list
        if all(map(self._is_known, others)) and is_own and not self._is_started(node, names):
            call = self._reader.dotted(first.func)
            yield Registered(self._library, self._file.path, name, call, self._reader.place(first), router)

    def _is_registering(self, node: ast.AST) -> bool:
        library, _, rest = self._reader.dotted(node.func).partition(".") if isinstance(node, ast.Call) else ("", "", "")
        return library == self._library and rest in REGISTERS[library]

    def _is_started(self, node: Function, names: set[str]) -> bool:
        """Does something in the body start the library, or may do so?"""
        blocks = (each for stmt in node.body for each in nodes_in(stmt) if isinstance(each, (ast.With, ast.AsyncWith)))
        contexts = (item.context_expr for block in blocks for item in block.items)
        known = all(self._reader.chain(each).startswith(PLAIN_CONTEXTS) for each in contexts)
        return not known or any(self._may_start(stmt, names) for stmt in node.body)

    def _router(self, node: Function) -> tuple[Place | None, ast.expr | None]:
        """The decorator `@respx.mock(…)`, which makes a router of its own."""
        for each in node.decorator_list:
            if (
                isinstance(each, ast.Call)
                and self._reader.dotted(each.func) == "respx.mock"
                and self._library == "respx"
            ):
                return self._reader.place(each), each
        return None, None


def functions(
    body: list[ast.stmt], above: str, klass: ast.ClassDef | None = None
) -> Iterator[tuple[str, Function, ast.ClassDef | None]]:
    """Functions and methods with their qualified names, and the class around them."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from functions(node.body, f"{above}{node.name}.", node)
        elif isinstance(node, FUNCTIONS):
            yield f"{above}{node.name}", node, klass


def outside(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements of the module that are neither imports nor definitions."""
    kinds = (ast.Import, ast.ImportFrom, ast.ClassDef, *FUNCTIONS)
    return (each for each in tree.body if not isinstance(each, kinds))
