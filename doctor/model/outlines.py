"""What modules of the project do, as far as rules about their tests ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from doctor.model.environment import FoundModule
from doctor.model.places import Place
from doctor.model.record import Record


class Constant(Record):
    """A name at the top of a module whose value is one of the environment: `URL = os.environ.get("URL", "…")`.
    `is_plain` is whether it is just that."""

    name: str
    variable: str
    place: Place
    is_plain: bool = False


class Reading(Record):
    """A variable of the environment that a module reads whenever it is imported, under no condition."""

    variable: str
    place: Place


class Logged(Record):
    """A record that a module logs: the method, and its text, with "%s" or the like for what is worked out."""

    method: str
    text: str
    place: Place


class Lifespan(Record):
    """An application whose start sets what its functions read. `paths` are the addresses of such functions."""

    name: str
    paths: tuple[str, ...]


class TrustedHosts(Record):
    """The application `app` answers requests to these hosts alone."""

    app: str
    hosts: tuple[str, ...]
    place: Place


class Raising(Record):
    """What `method` of the application `app` asks for at `path` does nothing but raise the builtin `error`."""

    app: str
    method: str
    path: str
    error: str
    place: Place


class Outline(Record):
    """One module.

    `functions` are those that it defines at its top, once and without decorators, and such methods ("Cart.total").
    `counts` are these, each with the least and the most arguments that a call gives it, `self` among them; functions
    with stars are left out.
    `valued` are those of them that return no function: nothing, a number, a text and the like. `instance` are
    attributes ("Cart.rows") that only methods give to objects of a class without bases. `closed` are such classes, each
    with all attributes that it, or its objects, may have. Of the first functions, `parsing` call `parse_args()` without
    words of their own, `metrics` make a metric for Prometheus, and `fresh` make an application of FastAPI or Starlette
    for each call. `shared` are functions, and such methods of classes, that give everybody the same object once it is
    made, each with the name that holds it, "" where functools caches it.

    `entered` are the methods whose result is entered by `async with` without being awaited, `iterated` those that it
    names in the head of an `async for` alone, `plain` the methods that
    are called on what was awaited, and are not awaited themselves: `json` of `response = await client.get(…)`,
    `response.json()["name"]`. `awaited` are the methods whose result is awaited somewhere.

    `logged` are the records that it makes with logging, `loguru` those that it makes with loguru; `forwards` is whether
    it may hand what is said to loguru on to something that we do not know.

    `commands` are functions that click makes commands or groups of, and applications of typer; `typers` these alone.
    `properties` are methods ("Cart.total") that are properties; `called` are all methods that it calls, and
    `calls_only` the bare names that it calls, and does nothing else with.
    `imported` are the names that only an import at its top gives it, under no condition, each with what it stands for.
    `shadowed` are names that it has by imports, or of builtins, and gives something else somewhere: in a function, as
    a parameter.
    `made` are such names that its functions call, as a class is, do not ask for anything, and do not enter by `with`.
    `reads` are its functions and classes, each with the names that they read bare, and are not their own; `looked_up`
    those that it asks of something (`settings.NAME`), names in a text, or imports within a function. `asks_name` is
    whether it reads an attribute `name`.

    `variables` are all texts in functions and classes, among them the variables of the environment that these read;
    `reads_all` is whether it may look at all of them. `sets_loop` is whether it may set the event loop of a thread.
    """

    functions: frozenset[str] = frozenset()
    counts: Mapping[str, tuple[int, int]] = {}
    valued: frozenset[str] = frozenset()
    instance: frozenset[str] = frozenset()
    closed: Mapping[str, frozenset[str]] = {}
    constants: tuple[Constant, ...] = ()
    readings: tuple[Reading, ...] = ()
    logged: tuple[Logged, ...] = ()
    loguru: tuple[Logged, ...] = ()
    forwards: bool = False
    parsing: frozenset[str] = frozenset()
    entered: frozenset[str] = frozenset()
    iterated: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    awaited: frozenset[str] = frozenset()
    lifespans: tuple[Lifespan, ...] = ()
    fresh: frozenset[str] = frozenset()
    trusted: tuple[TrustedHosts, ...] = ()
    raising: tuple[Raising, ...] = ()
    metrics: frozenset[str] = frozenset()
    imported: Mapping[str, str] = {}
    shadowed: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    reads: Mapping[str, frozenset[str]] = {}
    looked_up: frozenset[str] = frozenset()
    asks_name: bool = False
    variables: frozenset[str] = frozenset()
    reads_all: bool = False
    shared: Mapping[str, str] = {}
    sets_levels: bool = False
    commands: frozenset[str] = frozenset()
    typers: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    calls_only: frozenset[str] = frozenset()
    sets_loop: bool = False


class Outlines(Protocol):
    """The outlines of modules, each read when it is first asked for."""

    def of(self, module: FoundModule) -> Outline | None:
        """None for what is not a Python file of the project, or cannot be read."""
