"""The fact `shared_clients`: clients with connections that a module makes once, and who asks them for something.

A connection belongs to the event loop in which it was opened. Followed are names that a test file imports from a module
of the project, what is derived from them there (`db = client["shop"]`), and async functions of such a module that are
awaited. Nothing is told of a client that something in the tests' files may replace, close or answer for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from doctor.facts.client_uses import uses_in
from doctor.facts.contents import read_python, reading
from doctor.knowledge.syntax import first_name, functions_in, nodes_in, own_names
from doctor.model.environment import FoundModule, Modules
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.shared_clients import ClientUse, SharedClient
from doctor.model.sources import SourceFile, Sources

ENGINE = "sqlalchemy.ext.asyncio.create_async_engine"
REDIS = ("redis.asyncio", "redis.asyncio.client", "aioredis")
MAKERS = frozenset(
    {
        *(ENGINE, "sqlalchemy.ext.asyncio.engine.create_async_engine", "httpx.AsyncClient"),
        *(f"{module}.{name}" for module in REDIS for name in ("Redis", "StrictRedis", "from_url")),
        *(f"{module}.{name}.from_url" for module in REDIS for name in ("Redis", "StrictRedis")),
        *("pymongo.AsyncMongoClient", "pymongo.asynchronous.mongo_client.AsyncMongoClient"),
        "motor.motor_asyncio.AsyncIOMotorClient",
    }
)
WORDS = re.compile(rb"\b(?:%b)\(" % "|".join(sorted({each.rpartition(".")[2] for each in MAKERS})).encode())
SESSIONS = frozenset({"sqlalchemy.ext.asyncio.async_sessionmaker", "sqlalchemy.orm.sessionmaker"})
MONGO = ("motor.", "pymongo.")
OTHERWISE = frozenset({"poolclass", "pool", "transport", "app", "mounts", "io_loop", "connection_pool", "**"})
SERVERS = re.compile(r"(?:postgresql|mysql|mariadb|mssql|oracle)\+\w+://")
CARED_FOR = re.compile(
    rb"dispose|aclose|disconnect|close_\w+\(|await [\w.]*shutdown|NullPool|reload\("
    rb"|respx|fakeredis|mongomock|httpx_mock|aioresponses|vcr|cassette|sys\.modules|loop_factory|event_loop_policy|ASGITransport|MockTransport"
)
DEEPEST = 2
Read = Callable[[str], bytes]


class Client(Record):
    """What makes it, what it is called there, where."""

    maker: str
    name: str
    place: Place


def shared_clients(invocation: Invocation, sources: Sources, modules: Modules) -> tuple[SharedClient, ...]:
    files = [file for file in (*sources.collected, *sources.reaching_others) if has_async(file)]
    if not files:
        return ()
    read = reading(invocation)
    homes = Homes(modules, read)
    texts = [read(file.path) for file in sources.reaching_others]
    found: dict[Client, list[ClientUse]] = {}
    for file in files:
        for client, use in of_file(file, homes, read):
            if not any(is_cared_for(text, client) for text in (*texts, read(file.path))):
                found.setdefault(client, []).append(use)
    return tuple(SharedClient(each.maker, each.name, each.place, tuple(uses)) for each, uses in found.items())


def has_async(file: SourceFile) -> bool:
    return any(test.is_async for test in file.tests) or any(fixture.is_async for fixture in file.fixtures)


def is_cared_for(text: bytes, client: Client) -> bool:
    """May something of a file of tests replace the client, close it, or answer for it?"""
    name, library = client.name.encode(), client.maker.partition(".")[0].encode()
    return bool(CARED_FOR.search(text)) or bool(
        re.search(rb"""["'](?:[\w.]+\.)?%b(?:\.[\w.]+)?["']|["']%b\.""" % (name, library), text)
        or re.search(rb"(?:patch|setattr|Mock)\b[^\n]*\b(?:%b|%b)\b" % (name, library), text)
        or re.search(
            rb"\.%b\s*=[^=]|\b%b\.(?:(?:close|sync_engine|connection_pool)\b|\w+\s*=[^=])" % (name, name), text
        )
    )


def of_file(file: SourceFile, homes: Homes, read: Read) -> Iterator[tuple[Client, ClientUse]]:
    """What the async functions of a file use: of each client the first."""
    own = Home(FoundModule(name="", file=file.path, origin="project"), read(file.path), homes, 0)
    for name, node in functions_in(own.tree.body):
        if isinstance(node, ast.AsyncFunctionDef):
            met: set[Client] = set()
            for client, place, by in own.used(node):
                if client not in met:
                    met.add(client)
                    yield client, ClientUse(file.path, name, place, by)


class Homes:
    """The modules of the project, each read once."""

    def __init__(self, modules: Modules, read: Read) -> None:
        self._modules, self._read = modules, read
        self._known: dict[str, Home | None] = {}

    def of(self, name: str, importer: str, depth: int) -> Home | None:
        found = self._modules.find(name, importer)
        if found is None or found.origin not in ("project", "cwd") or not found.file.endswith(".py"):
            return None
        if found.file not in self._known:
            self._known[found.file] = None  # while it is read
            data = self._read(found.file)
            if depth <= DEEPEST and (WORDS.search(data) or b"await " in data):
                self._known[found.file] = Home(found, data, self, depth)
        return self._known[found.file]


class Home:
    """A module: `clients` by the names that it has for them, `sessions`, which makes sessions of them, and `users`, the
    async functions that use them."""

    def __init__(self, module: FoundModule, data: bytes, homes: Homes, depth: int) -> None:
        package = module.name if module.file.endswith("__init__.py") else module.name.rpartition(".")[0]
        self.tree, self._reader = read_python(data, module.file, package)
        self.clients: dict[str, Client] = {}
        self.sessions: dict[str, Client] = {}
        self.users: dict[str, Client] = {}
        self._imported(module.file, homes, depth)
        if b"global " not in data:
            self._made()
        for node in self.tree.body:
            if isinstance(node, ast.AsyncFunctionDef) and not node.decorator_list and not is_generator(node):
                for client, _, by in self.used(node):
                    self.users.update({} if by else {node.name: client})

    def _imported(self, file: str, homes: Homes, depth: int) -> None:
        for stmt in self.tree.body:
            for alias in stmt.names if isinstance(stmt, ast.ImportFrom) else ():
                local = alias.asname or alias.name
                module, _, name = self._reader.names.get(local, "").rpartition(".")
                home = homes.of(module, file, depth + 1) if module else None
                for own, theirs in ((self.clients, home.clients), (self.sessions, home.sessions),
                                    (self.users, home.users)) if home else ():  # fmt: skip
                    own.update({local: theirs[name]} if name in theirs else {})

    def _made(self) -> None:
        """The clients of its own, and what is derived from them."""
        given = [each.id for node in nodes_in(self.tree) for each in targets(node) if isinstance(each, ast.Name)]
        for stmt in self.tree.body:
            value = stmt.value if isinstance(stmt, (ast.Assign, ast.AnnAssign)) else None
            names = [each.id for each in targets(stmt) if isinstance(each, ast.Name)]
            if value is not None and len(names) == 1 and given.count(names[0]) == 1:
                self._assigned(names[0], value)

    def _assigned(self, name: str, value: ast.expr) -> None:
        called = self._reader.dotted(value.func) if isinstance(value, ast.Call) else ""
        derived = None if isinstance(value, ast.Name) else self.clients.get(first_name(value))
        if isinstance(value, ast.Call) and called in SESSIONS:
            engines = [*value.args[:1], *(each.value for each in value.keywords if each.arg == "bind")]
            if engines and (client := self.clients.get(getattr(engines[0], "id", ""))):
                self.sessions[name] = client
        elif isinstance(value, ast.Call) and called in MAKERS:
            if self._keeps_connections(called, value):
                self.clients[name] = Client(called, name, self._reader.place(value))
        elif derived and derived.maker.startswith(MONGO):
            self.clients[name] = derived

    def _keeps_connections(self, called: str, call: ast.Call) -> bool:
        if any((each.arg or "**") in OTHERWISE for each in call.keywords):
            return False
        return not called.endswith("create_async_engine") or bool(call.args and self._is_server(call.args[0]))

    def _is_server(self, node: ast.expr, follow: bool = True) -> bool:
        """Is it certain to be the address of a database server? SQLite keeps no connection that would matter."""
        if isinstance(node, ast.JoinedStr) and node.values:
            node = node.values[0]
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str) and bool(SERVERS.match(node.value))
        values = [stmt.value for stmt in self.tree.body if isinstance(stmt, ast.Assign) and follow
                  and isinstance(node, ast.Name) and getattr(stmt.targets[0], "id", "") == node.id]  # fmt: skip
        return len(values) == 1 and self._is_server(values[0], follow=False)

    def used(self, node: ast.AsyncFunctionDef) -> Iterator[tuple[Client, Place, str]]:
        """The clients that a function asks for something, where, and by which other function."""
        hidden = own_names(node)
        for call in uses_in(node, self.clients.keys(), self.sessions.keys(), self.users.keys()):
            name = first_name(call)
            if name not in hidden:
                by = name if name in self.users else ""
                client = self.users.get(name) or self.clients.get(name) or self.sessions[name]
                yield client, self._reader.place(call), by


def is_generator(node: ast.AsyncFunctionDef) -> bool:
    return any(isinstance(each, ast.Yield) for each in nodes_in(node))


def targets(stmt: ast.AST) -> list[ast.expr]:
    return stmt.targets if isinstance(stmt, ast.Assign) else [stmt.target] if isinstance(stmt, ast.AnnAssign) else []
