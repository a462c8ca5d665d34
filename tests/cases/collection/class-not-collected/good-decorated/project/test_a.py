from dataclasses import dataclass

import pytest

FOUND = []


def registered(klass):
    FOUND.append(klass)
    return klass


def test_a():
    assert [each().test_order() for each in FOUND] == [None]


@registered
class OrdersTest:
    def test_order(self):
        assert True


@dataclass
class CaseTests:
    name: str = ""

    def test_name(self):
        assert self.name


@pytest.mark.skip(reason="not yet")
class LaterTests:
    def test_later(self):
        assert False


def test_b():
    assert True
