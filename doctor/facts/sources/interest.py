"""Which calls are taken down in test functions, where most calls say nothing about how pytest runs."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable

from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in

Function = ast.FunctionDef | ast.AsyncFunctionDef

ROOTS = frozenset(
    """pytest _pytest pytest_asyncio anyio asyncio warnings unittest mock os sys socket subprocess threading importlib
    multiprocessing concurrent signal tempfile monkeypatch mocker request pytestconfig config metafunc parser testdir
    pytester capsys caplog event_loop docker testcontainers fastapi starlette
    socketserver http uvicorn hypercorn wsgiref werkzeug websockets xmlrpc pytest_bdd httpx click typer""".split()  # noqa: SIM905
)
METHODS = frozenset(
    """getfixturevalue getfuncargvalue addfinalizer applymarker add_marker addinivalue_line addoption addini getgroup
    getoption getini getvalue parametrize skipTest unregister register set_blocked import_plugin has_plugin
    setenv delenv setattr delattr setitem chdir syspath_prepend bind listen start stop run_until_complete
    addCleanup clear pop update filterwarnings simplefilter add_hookspecs terminate kill send_signal communicate
    shutdown mktemp undo reset _reset restore""".split()  # noqa: SIM905
)
RUNNING = (b"asyncio", b"run_until_complete(")
ADDING = (".sort", ".append", ".extend", ".insert")
SETTING = ("random.seed", "Faker.seed", "freeze_time", "time_machine.travel")
HELPERS = ("conftest", "fixture", "test", "helper", "util", "common")


# Never modules of a project, however it is laid out.
FOREIGN = frozenset(sys.stdlib_module_names) - {"test"} | {
    "pytest",
    "_pytest",
    "numpy",
    "pandas",
    "django",
    "hypothesis",
}


def is_wanted(chain: str, own: frozenset[str]) -> bool:
    """Is this call taken down? `chain` is the called name, `own` are this file's async functions and fixtures."""
    return _is_known(chain, own) or is_of_helper(chain, own)


def is_wanted_at_top(chain: str, node: ast.Call, is_statement: bool) -> bool:
    """Is it a call of the module itself that adds to a list, for `parametrize` or for marks, or one whose value nobody
    takes, and that may make a module: `load("stock.idl", module_name="stock_idl")`; or that says what is drawn, or what
    time it is?"""
    return chain.endswith((*ADDING, *SETTING)) or (
        is_statement and any(each.arg and "name" in each.arg for each in node.keywords)
    )


def _is_known(chain: str, own: frozenset[str]) -> bool:
    head, _, rest = chain.partition(".")
    if head == "self" and chain in own:
        return True
    if not rest:
        return head in own or head in ("open", "setattr", "exec", "eval", "globals", "__import__")
    last = rest.rpartition(".")[2]
    return may_reset(last) or head in ROOTS or head.partition("(")[0] in ROOTS or last in METHODS


def may_reset(name: str) -> bool:
    """May a function of this name put back what a test changes?"""
    return "reset_" in name and name != "reset_mock"


def is_of_helper(chain: str, own: frozenset[str]) -> bool:
    """Is it wanted only because its module sounds like helpers of tests? Then its name is enough: is it a fixture, or
    async, there?"""
    module = chain.rpartition(".")[0]
    return not module.endswith(")") and any(part in module for part in HELPERS) and not _is_known(chain, own)


def own_names(tree: ast.Module, reader: Reader, data: bytes = b"") -> frozenset[str]:
    """The async functions and fixtures at the top level, those that run a loop or may put things back, and `self.NAME`
    of fixtures and async methods in classes: calls of these are of interest."""
    functions = [stmt for stmt in tree.body if isinstance(stmt, Function)]
    methods = [stmt for klass in tree.body if isinstance(klass, ast.ClassDef) for stmt in klass.body]
    runs = not data or any(word in data for word in RUNNING)
    return frozenset(
        each.name
        for each in functions
        if isinstance(each, ast.AsyncFunctionDef)
        or may_reset(each.name)
        or _makes_fixture(each, reader)
        or (runs and _runs_loop(each, reader))
    ) | {
        f"self.{each.name}"
        for each in methods
        if (isinstance(each, ast.AsyncFunctionDef) and not each.name.startswith("test"))
        or (isinstance(each, ast.FunctionDef) and _makes_fixture(each, reader))
    }


def _runs_loop(node: Function, reader: Reader) -> bool:
    """Does it call `asyncio.run(…)` or `loop.run_until_complete(…)`?"""
    if node.name.startswith("test"):
        return False
    names = (reader.dotted(each.func) for each in nodes_in(node) if isinstance(each, ast.Call))
    return any(name == "asyncio.run" or name.endswith(".run_until_complete") for name in names)


def _makes_fixture(node: Function, reader: Reader) -> bool:
    return bool(node.decorator_list) and is_fixture(map(reader.chain, node.decorator_list))


def is_fixture(decorators: Iterable[str]) -> bool:
    """Is one of the names that decorate it like one that makes fixtures?"""
    return any(name.removesuffix("()").endswith("fixture") for name in decorators)
