"""A fixture makes or empties a database by a fixed name while pytest-xdist runs the tests in several processes.

## Why

A fixture of session scope runs once in each worker (https://github.com/pytest-dev/pytest-xdist/issues/271). Workers
that create the same database, schema or tables come into each other's way: the second one finds that it exists, the
first that finishes drops what the others still use, and a `FLUSHDB` empties what another test has just stored. It is
the same with a bucket, an index or a container by a fixed name.

## Instead

A name with the worker's id in it, from the fixture `worker_id` or the variable `PYTEST_XDIST_WORKER`: `shop_gw0`,
`shop_gw1` (https://pytest-xdist.readthedocs.io/en/stable/how-to.html#identifying-the-worker-process-during-a-test); for
Redis another index. pytest-django and pytest-postgresql do so by themselves.

## Fix safety

There is no fix: what else knows the database by its name cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.sources import Call, Expr, Fixtures, SourceFile, Sources
from doctor.rules.closure import closure
from doctor.rules.isolation._owners import Owner
from doctor.rules.isolation._shared import APART, Spread, is_locked, set_up_by
from doctor.rules.registry import rule
from doctor.rules.spreading import Workers, spread

STATEMENT = re.compile(
    r"\s*(create|drop)\s+(database|schema)\s+(?:if\s+(?:not\s+)?exists\s+)?[\"`\[]?([A-Za-z_][\w-]*)", re.IGNORECASE
)
TABLE = re.compile(
    r"\s*(?:(?:create|drop)\s+table\s+(?:if\s+(?:not\s+)?exists\s+)?|truncate\s+(?:table\s+)?|delete\s+from\s+)"
    r"[\"`\[]?([A-Za-z_][\w.]*)[\"`\]]?(?!.*\bwhere\b)",
    re.IGNORECASE | re.DOTALL,
)
SERVERS = (
    *("psycopg.connect", "psycopg2.connect", "asyncpg.connect", "pymysql.connect", "MySQLdb.connect", "pyodbc.connect"),
    *("psycopg.AsyncConnection.connect", "mysql.connector.connect", "psycopg.Connection.connect"),
)
STORES = {  # made by: named by, what it is
    "create_bucket": ("Bucket", "bucket"),
    "indices.create": ("index", "index"),
    "containers.run": ("name", "container"),
    "containers.create": ("name", "container"),
}
URL = re.compile(r"(postgres|mysql|mariadb|mssql|oracle|sqlite)\S*?://\S*?/([^/?\s]+\w)(?:\?\S*)?$", re.IGNORECASE)
ENGINES = ("create_engine", "create_async_engine")
REDIS = ("redis.Redis", "redis.StrictRedis", "redis.asyncio.Redis", "redis.from_url", "redis.Redis.from_url")


class World(Record):
    """Where names of other modules are looked up."""

    sources: Sources
    modules: Modules

    def value(self, name: str, file: SourceFile) -> tuple[Expr, SourceFile] | None:
        """What a name of the file, or one that it imports from the project, is given; and where."""
        own = file.value(name)
        if own:
            return own, file
        module, _, last = name.rpartition(".")
        found = self.modules.find(module, file.path) if module else None
        home = self.sources.get(found.file) if found else None
        value = home.value(last) if home else None
        return (value, home) if value and home else None


class Shared(Record):
    """What the workers share, and where it is named."""

    what: str
    place: Place


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    modules: Modules,
    command_line: CommandLine,
    calls: Calls,
) -> Iterator[Problem]:
    workers = spread(command_line, plugins, calls)
    if not workers:
        return
    spreading = Spread(sources, fixtures, workers)
    for file in sources:
        if not (file.collected or file.role in ("conftest", "plugin")):
            continue
        for owner in set_up_by(file):
            shared = shared_by(owner, World(sources, modules))
            if shared and not is_apart(owner, fixtures, plugins) and len(spreading.parts(owner)) > 1:
                yield problem(owner, shared, workers)


def shared_by(owner: Owner, world: World) -> Shared | None:
    file, name = owner.file, owner.function.qualname
    calls = [call for call in file.calls_in(name) if not (call.guarded or "if:" in call.branch)]
    return next((found for call in calls if (found := _shared(call, calls, file, world))), None)


def _shared(call: Call, calls: list[Call], file: SourceFile, world: World) -> Shared | None:
    last = call.name.rpartition(".")[2]
    first = call.expr.parts[0] if call.expr.parts else None
    if last in ("execute", "text", "raw", "exec_driver_sql", "fetch") and first and first.text:
        return _of_statement(first, first.text, calls) or _of_table(call, first.text, calls, file, world)
    if last in ("drop_database", "dropDatabase") and first and first.text:
        return Shared(f"database '{first.text}'", first.place)
    if last in ("flushdb", "flushall"):
        client = next((each for each in calls if each.name in REDIS and is_fixed(each.expr)), None)
        return Shared(f"Redis database {redis_index(client.expr)}", call.place) if client else None
    if last in ("create_all", "drop_all"):
        return _of_engine(call.expr.argument(0, "bind"), call, calls, file, world)
    return _of_store(call, file)


def _of_statement(expr: Expr, text: str, calls: list[Call]) -> Shared | None:
    """What a statement makes or empties: a database or schema, or a table of a database whose address is written."""
    said = STATEMENT.match(text)
    if "{" in text:
        return None
    if said:
        return Shared(f"{said[2].lower()} '{said[3]}'", expr.place)
    table = TABLE.match(text)
    server = next((each.expr for each in calls if each.name in SERVERS), None)
    if table is None or server is None or any(each.name.endswith("rollback") for each in calls):
        return None
    given = (*server.parts, *(value for _, value in server.keywords))
    return (
        Shared(f"table '{table[1]}'", expr.place) if given and all(each.kind == "constant" for each in given) else None
    )


def _of_store(call: Call, file: SourceFile) -> Shared | None:
    """A bucket, an index or a container by a fixed name; not where moto stands in for the server."""
    for end, (keyword, what) in STORES.items():
        name = call.expr.keyword(keyword) if call.name.endswith(f".{end}") else None
        if name and name.text and not any(each.module.startswith("moto") for each in file.imports):
            return Shared(f"{what} '{name.text}'", name.place)
    return None


def is_fixed(client: Expr) -> bool:
    """Is the index a number, or the first one, and nothing else worked out?"""
    index = client.keyword("db") or (client.parts[2] if len(client.parts) > 2 else None)
    address = client.parts[0] if client.parts else client.keyword("host")
    ports = [client.keyword("port"), client.parts[1] if len(client.parts) > 1 else None]
    return all(each is None or each.kind == "constant" for each in (index, address, *ports))


def redis_index(client: Expr) -> int:
    index = client.keyword("db")
    return index.value if index and isinstance(index.value, int) else 0


def _of_table(call: Call, text: str, calls: list[Call], file: SourceFile, world: World) -> Shared | None:
    """A table that is made or emptied by an engine of SQLAlchemy."""
    made = [each for each in calls if each.name.endswith(ENGINES)]
    if "{" in text or not TABLE.match(text) or not made or any(each.name.endswith("rollback") for each in calls):
        return None
    return _of_engine(made[0].expr, call, calls, file, world)


def _of_engine(engine: Expr | None, call: Call, calls: list[Call], file: SourceFile, world: World) -> Shared | None:
    """The database of the engine that tables are made in, where its address is written in the function or a module."""
    made = [(each.expr, file) for each in calls if each.name.endswith(ENGINES)]
    if engine and engine.kind == "name" and not made:
        value = world.value(str(engine.value), file)
        made = [value] if value and str(value[0].value).endswith(ENGINES) else []
    for each, home in made:
        url = each.argument(0, "url")
        found = world.value(str(url.value), home) if url and url.kind == "name" else None
        url, home = found or (url, home)
        said = URL.match(url.text) if url and url.text else None
        if said and url and ":memory:" not in (url.text or "") and "mode=memory" not in (url.text or ""):
            return Shared(f"database '{said[2]}'", url.place if home is file else call.place)
    return None


def is_apart(owner: Owner, fixtures: Fixtures, plugins: Plugins) -> bool:
    """Has each worker a server or folder of its own, or does the function ask which worker it is?"""
    if is_locked(owner.file, owner.function.qualname):
        return True
    asked = {param.name for param in owner.function.params}
    reached = closure(owner.file.path, asked, fixtures, plugins, owner.function.class_name) if asked else set()
    words = (
        "aws",
        "moto",
        "mock",
        "fake",
        "container",
        "docker",
        "postgresql",
        "tmp_path",
        "tmpdir",
        "chdir",
        "cwd",
        "worker",
    )
    return bool(APART & reached) or any(word in name for name in reached for word in words)


def problem(owner: Owner, shared: Shared, workers: Workers) -> Problem:
    return Problem(
        place=shared.place,
        message=f"{owner.title} sets up {shared.what} in each worker of pytest-xdist ('{workers.text}')",
        label="the same for all workers",
        related=(
            Related(owner.function.place, "run in each worker"),
            Related(workers.place, "starts several workers"),
        ),
        consequence="workers find what others have made, or lose what others drop, now here, now there",
        help="take the worker's id into its name (fixture `worker_id`, variable PYTEST_XDIST_WORKER)",
    )
