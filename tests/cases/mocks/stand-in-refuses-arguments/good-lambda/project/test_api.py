from unittest.mock import patch

import pytest

from shop import api, rates
from shop.api import Api, Names


def test_takes_self(monkeypatch):
    monkeypatch.setattr(Api, "load", lambda self: [7])
    assert Api("a").first() == 7


def test_takes_anything(monkeypatch):
    monkeypatch.setattr(Api, "load", lambda *_: [7])
    monkeypatch.setattr(Api, "find", lambda *args, **kwargs: 8)
    monkeypatch.setattr("shop.api.rate", lambda country, *rest, **more: 2)
    assert (Api("a").first(), Api("a").named("b"), Api("a").price("fi")) == (7, 8, 6)


def test_static_and_class_methods(monkeypatch):
    monkeypatch.setattr(Api, "version", lambda: 2)
    monkeypatch.setattr(Api, "make", lambda: 2)
    assert (Api.version(), Api.make()) == (2, 2)


def test_wrapped(monkeypatch):
    monkeypatch.setattr(Api, "load", staticmethod(lambda: [7]))
    monkeypatch.setattr(Api, "size", property(lambda self: 2))
    assert (Api("a").first(), Api("a").size) == (7, 2)


def test_on_object(monkeypatch):
    one = Api("a")
    monkeypatch.setattr(one, "load", lambda: [7])
    assert one.first() == 7


def test_defaults(monkeypatch):
    monkeypatch.setattr(Api, "find", lambda self, name, limit=3: 7)
    monkeypatch.setattr("shop.api.rate", lambda country, year: 2)
    monkeypatch.setattr(api, "today", lambda: 2)
    assert Api("a").named("b") == 7
    assert Api("a").price("fi") == 4


def test_optional_ones(monkeypatch):
    monkeypatch.setattr(Api, "find", lambda self, name: 7)
    assert Api("a").find("b") == 7


def test_stars(monkeypatch):
    monkeypatch.setattr(rates, "both", lambda: [])
    assert rates.both() == []


def test_decorated(monkeypatch):
    monkeypatch.setattr(api, "cached", lambda name: 1)
    assert api.cached("a") == 1


def test_class_without_objects(monkeypatch):
    monkeypatch.setattr(Names, "words", lambda: ["b"])
    assert Names.words() == ["b"]


def test_refused(monkeypatch):
    monkeypatch.setattr(Api, "find", lambda *args, **kwargs: 8)
    with pytest.raises(TypeError):
        monkeypatch.setattr(Api, "load", lambda: [7])
        Api("a").first()


def test_mock():
    with patch.object(Api, "load", side_effect=lambda: [7]):
        assert Api("a").first() == 7


def test_local(monkeypatch):
    class Api:
        def load(self):
            return 1

    monkeypatch.setattr(Api, "load", staticmethod(lambda: 2))
    assert Api().load() == 2


class Other:
    def rate(self):
        return 1


@pytest.fixture(name="api")
def other():
    return Other()


def test_fixture_of_the_same_name(api, monkeypatch):
    monkeypatch.setattr(api, "rate", lambda: 3)
    assert api.rate() == 3


def test_made_without_arguments():
    with patch.object(Api, "__init__", lambda self: None):
        assert Api().version() == 1


def test_local_name(monkeypatch):
    rates = Other()
    monkeypatch.setattr(rates, "rate", lambda: 3)
    assert rates.rate() == 3
