"""The loop scopes of pytest-asyncio, version by version."""

from __future__ import annotations

import pytest

from doctor.model import sources
from doctor.model.config import IniValue, IniValues
from doctor.model.places import Place
from doctor.model.sources import Expr, Fixture, Fixtures, Mark, Sources
from doctor.rules.async_tests._loops import of_fixture, of_test
from doctor.rules.scopes import is_narrower

PLACE = Place("conftest.py", 1)


def call(name: str, **keywords: str) -> Expr:
    return Expr(
        "call", PLACE, name, keywords=tuple((key, Expr("constant", PLACE, text)) for key, text in keywords.items())
    )


def ini(**values: str) -> IniValues:
    return IniValues({name: IniValue(name, text, "file", "ini") for name, text in values.items()})


def fixture(**keywords: str) -> Fixture:
    decorator = call("pytest_asyncio.fixture", **keywords)
    scope = keywords.get("scope", "function")
    return Fixture("pool", "pool", PLACE, "pytest_asyncio.fixture", scope, is_async=True, expr=decorator)


@pytest.mark.parametrize(
    ("version", "keywords", "settings", "expected"),
    [
        ((0, 21, 2), {"scope": "session"}, {}, "function"),
        ((0, 23, 8), {"scope": "session"}, {}, "session"),
        ((0, 24), {"scope": "module"}, {}, "module"),
        ((0, 24), {"scope": "session", "loop_scope": "module"}, {}, "module"),
        ((1, 2), {"scope": "session"}, {"asyncio_default_fixture_loop_scope": "function"}, "function"),
        ((1, 2), {"scope": "session"}, {"asyncio_default_fixture_loop_scope": ""}, "session"),
        ((1, 5), {"scope": "class"}, {"asyncio_default_fixture_loop_scope": "fixture-scope"}, "class"),
    ],
)
def test_loop_of_a_fixture(version, keywords, settings, expected) -> None:
    found = of_fixture(fixture(**keywords), "conftest.py", version, ini(**settings), Fixtures(), Sources())
    assert found is not None
    assert found.scope == expected


def test_an_unknown_scope_is_not_guessed() -> None:
    found = of_fixture(fixture(loop_scope="galaxy"), "conftest.py", (1, 2), ini(), Fixtures(), Sources())
    assert found is None


@pytest.mark.parametrize(
    ("version", "keywords", "settings", "expected"),
    [
        ((0, 23), {"scope": "module"}, {}, "module"),
        ((1, 2), {"loop_scope": "session"}, {}, "session"),
        ((1, 2), {}, {"asyncio_default_test_loop_scope": "module"}, "module"),
        ((0, 24), {}, {"asyncio_default_test_loop_scope": "module"}, "function"),
        ((1, 2), {}, {}, "function"),
    ],
)
def test_loop_of_a_test(version, keywords, settings, expected) -> None:
    mark = Mark("asyncio", PLACE, "function", "test_a", call("pytest.mark.asyncio", **keywords))
    test = sources.Test("test_a", "test_a", PLACE, is_async=True, marks=(mark,))
    assert of_test(test, version, ini(**settings)) == expected


def test_order_of_scopes() -> None:
    assert is_narrower("function", "session")
    assert not is_narrower("session", "session")
    assert not is_narrower("", "session")
