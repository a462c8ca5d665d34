"""The names in `-m` expressions, and which marker a misspelt one means."""

from __future__ import annotations

import pytest
from _pytest.mark.expression import Expression
from hypothesis import given
from hypothesis import strategies as st

from doctor.rules.markers._expression import names
from doctor.rules.markers._nearest import meant

KNOWN = ("slow", "integration", "smoke", "level1", "skipif", "parametrize")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("slow", ["slow"]),
        ("not slow", ["slow"]),
        ("(fast and not slow)or smoke", ["fast", "slow", "smoke"]),
        ("level(number=1) and not device(name='a b')", ["level", "device"]),
        ("a.b-c[1] or True", ["a.b-c[1]"]),
        ("", []),
    ],
)
def test_names_of_an_expression(text: str, expected: list[str]) -> None:
    assert [name for name, _ in names(text) or ()] == expected


@pytest.mark.parametrize("text", ["'not slow'", '"slow"', "a & b", "level(number=1", "a, b"])
def test_what_pytest_refuses_has_no_names(text: str) -> None:
    assert names(text) is None


@given(
    st.recursive(
        st.sampled_from(["fast", "slow", "a.b", "x:y"]),
        lambda inner: st.one_of(
            inner.map(lambda text: f"not {text}"),
            st.tuples(inner, st.sampled_from([" and ", " or "]), inner).map("".join),
            inner.map(lambda text: f"({text})"),
        ),
    )
)
def test_names_are_those_that_pytest_asks_for(text: str) -> None:
    asked: set[str] = set()

    def matcher(name: str, /, **_: object) -> bool:
        asked.add(name)
        return name == "fast"

    Expression.compile(text).evaluate(matcher)
    assert asked <= {name for name, _ in names(text) or ()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("slwo", "slow"),
        ("intergration", "integration"),
        ("integraton", "integration"),
        ("skip_if", "skipif"),
        ("parameterize", "parametrize"),
        ("Slow", "slow"),
        ("level2", None),
        ("skip_ci", None),
        ("unit", None),
        ("network", None),
    ],
)
def test_the_marker_that_is_meant(name: str, expected: str | None) -> None:
    assert meant(name, KNOWN) == expected
