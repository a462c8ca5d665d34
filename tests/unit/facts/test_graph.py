"""Facts by name: lazy, once, a cycle is named, a crash is told once and for all."""

from __future__ import annotations

import pytest

from doctor.errors import UsageError
from doctor.facts.graph import CycleError, FactError, Facts
from doctor.facts.providers import MODULES, Providers


def test_each_fact_is_worked_out_once_and_only_when_asked_for() -> None:
    calls = []

    def base() -> int:
        calls.append("base")
        return 1

    def double(base: int) -> int:
        calls.append("double")
        return 2 * base

    def never() -> int:
        raise AssertionError

    facts = Facts({"base": base, "double": double, "never": never}, {"given": 5})
    assert facts.call(lambda double, base, given: (double, base, given)) == (2, 1, 5)
    assert facts.get("double") == 2
    assert calls == ["base", "double"]


def test_what_is_given_wins() -> None:
    assert Facts({"base": lambda: 1}, {"base": 7}).get("base") == 7


def test_a_circle_is_named() -> None:
    facts = Facts({"a": lambda b: b, "b": lambda c: c, "c": lambda a: a}, {})
    with pytest.raises(CycleError, match="a → b → c → a"):
        facts.get("a")


def test_a_crash_is_named_and_not_tried_again() -> None:
    tries = []

    def broken() -> int:
        tries.append(1)
        raise ZeroDivisionError("by zero")

    facts = Facts({"broken": broken, "user": lambda broken: broken}, {})
    for _ in range(2):
        with pytest.raises(FactError, match="broken: by zero"):
            facts.get("user")
    assert len(tries) == 1


def test_what_the_user_can_mend_passes_through() -> None:
    def wrong() -> int:
        raise UsageError("no such folder")

    with pytest.raises(UsageError, match="no such folder"):
        Facts({"wrong": wrong}, {}).get("wrong")


@pytest.mark.parametrize("name", MODULES)
def test_every_fact_has_a_provider_of_its_name(name: str) -> None:
    assert Providers()[name].__name__ == name
