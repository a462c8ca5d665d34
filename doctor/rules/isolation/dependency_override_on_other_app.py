"""Dependencies are overridden on one application, and the client is made for another one.

## Why

`app.dependency_overrides` belongs to one application. A fixture that sets it on the `app` of a module and makes its
client with `TestClient(create_app())` asks another application, where nothing is overridden: the tests meet the true
dependency, such as the database (https://fastapi.tiangolo.com/advanced/testing-dependencies/).

## Instead

```python
@pytest.fixture
def client():
    app = create_app()
    app.dependency_overrides[get_db] = lambda: fake
    return TestClient(app)
```

Nothing is said where some client of the tests asks the application that has the overrides.

## Fix safety

There is none: which of the two applications is meant, only its author knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.flows import Override
from doctor.model.outlines import Outlines
from doctor.model.sources import SourceFile, Sources
from doctor.model.web_clients import Client, WebClients
from doctor.rules.outlined import meaning, outlined
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(web_clients: WebClients, sources: Sources, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    if any(map(may_ask_any, web_clients.clients)):
        return
    asked = {
        meaning(client.app, home, modules, outlines)[-1]
        for client in web_clients.clients
        if client.root == "import" and (home := sources.get(client.file))
    }
    for file in sources:
        for name, override in first_of(file).items():
            clients = [each for each in web_clients.clients if (each.file, each.function) == (file.path, name)]
            if "(" in override.app or not clients or meaning(override.app, file, modules, outlines)[-1] in asked:
                continue
            if all(is_fresh(each, file, modules, outlines) for each in clients):
                yield problem(override, clients[0])


def may_ask_any(client: Client) -> bool:
    """May it be for the application that has the overrides?"""
    is_plain = not client.root and client.maker.startswith("httpx.") and "transport" not in client.arguments
    return client.root not in ("import", "call") and not is_plain


def first_of(file: SourceFile) -> dict[str, Override]:
    """The first override of each function that is set on an imported application."""
    found: dict[str, Override] = {}
    for each in file.flows.overrides:
        if each.how in ("set", "update") and each.root == "import" and each.within and not each.late:
            found.setdefault(each.within, each)
    return found


def is_fresh(client: Client, file: SourceFile, modules: Modules, outlines: Outlines) -> bool:
    """Is its application made for it by a function that makes one for each call?"""
    maker = meaning(client.app, file, modules, outlines)[-1]
    return client.root == "call" and any(
        name in outline.fresh for outline, name in outlined(maker, file, modules, outlines)
    )


def problem(override: Override, client: Client) -> Problem:
    name, maker = override.app.rpartition(".")[2], client.app.rpartition(".")[2]
    return Problem(
        place=override.place,
        message=f"dependencies are overridden on '{name}', and the client asks what {maker}() makes",
        label="of an application that no client asks",
        related=(Related(client.place, "another application"),),
        consequence="the override has no effect: the tests meet the true dependency",
        help=f"write `{name} = {maker}()` first, and make the client with {name}",
    )
