from unittest import mock

import pytest
from press import registry
from press.registry import Registry


@pytest.fixture
def order(monkeypatch):
    monkeypatch.setattr(registry, "ORDER", ["post"])


@pytest.fixture
def handlers():
    before = list(registry.HANDLERS)
    yield registry.HANDLERS
    registry.HANDLERS[:] = before


def test_register(monkeypatch):
    monkeypatch.setattr(registry, "HANDLERS", [])
    registry.HANDLERS.append(print)
    assert registry.HANDLERS == [print]


def test_taken_out():
    registry.HANDLERS.append(print)
    registry.HANDLERS.remove(print)


def test_patched():
    with mock.patch.object(registry, "HANDLERS", []):
        registry.HANDLERS.append(print)


@mock.patch.object(registry, "HANDLERS", [])
def test_decorated():
    registry.HANDLERS.append(print)


@mock.patch("press.registry.HANDLERS", [])
def test_decorated_by_text():
    registry.HANDLERS.append(print)


def test_fixture(order):
    registry.ORDER.append("page")


def test_restored(handlers):
    registry.HANDLERS.append(print)


def test_finally():
    before = registry.ORDER.copy()
    try:
        registry.ORDER.append("page")
    finally:
        registry.ORDER = before


def test_collected():
    registry.CAPTURED_RESULTS.append(1)


def test_class():
    Registry.NAMES.append("x")
