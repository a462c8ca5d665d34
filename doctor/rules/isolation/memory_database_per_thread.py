"""Tables are made in SQLite's memory, and a test client asks another thread's, where there are none.

## Why

Each connection to `sqlite://` or `sqlite:///:memory:` has a database of its own, and SQLAlchemy keeps one connection
for each thread. The test client of Starlette and FastAPI runs the application in another thread: "no such table"
(https://github.com/fastapi/fastapi/issues/3906,
https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#using-a-memory-database-in-multiple-threads).

## Instead

```python
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
```

## Fix safety

`poolclass=StaticPool` is added only when asked: all threads then share one connection.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix
from doctor.model.rewrites import SetArgument
from doctor.model.sources import Call, Expr, SourceFile
from doctor.rules.registry import rule

MAKERS = ("sqlalchemy.create_engine", "sqlmodel.create_engine", "sqlalchemy.engine.create_engine")
IN_MEMORY = ("sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite+pysqlite:///:memory:", "sqlite+pysqlite://")
CLIENTS = ("fastapi.testclient.TestClient", "starlette.testclient.TestClient")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if not any(call.name in CLIENTS for call in file.calls) or not file.flows.overrides:
        return
    # A connection that is made here may be what the application is given.
    if any(call.name.endswith((".connect", ".begin", ".raw_connection")) for call in file.calls):
        return
    for call in file.calls:
        if call.name in MAKERS and is_alone(call, file):
            yield problem(call)


def is_alone(call: Call, file: SourceFile) -> bool:
    url = call.expr.argument(0, "url")
    text = value_of(url, file)
    names = {name for name, _ in call.expr.keywords}
    return text in IN_MEMORY and names.isdisjoint({"poolclass", "pool", "creator", "**"})


def value_of(url: Expr | None, file: SourceFile) -> str | None:
    if url is not None and url.kind == "name":
        url = file.value(str(url.value))
    return url.text if url is not None else None


def problem(call: Call) -> Problem:
    changes = (
        SetArgument(call.place, "poolclass", "StaticPool"),
        AddImport(call.place.file, "from sqlalchemy.pool import StaticPool"),
    )
    return Problem(
        place=call.place,
        message="without StaticPool each thread has a database of its own in memory, and the client uses another one",
        label="one for each thread",
        consequence="the application finds none of the tables that are made here: no such table",
        help='give `poolclass=StaticPool` of sqlalchemy.pool, and `connect_args={"check_same_thread": False}`',
        fix=Fix("share one connection by StaticPool", changes),
    )
