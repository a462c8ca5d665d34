import contextlib
import os
from contextlib import ExitStack
from unittest import mock
from unittest.mock import patch

import pytest

NAME = "SHOP_NAME"


def test_monkeypatch(monkeypatch):
    monkeypatch.setenv("SHOP_A", "1")
    os.environ["SHOP_A"] = "2"
    monkeypatch.setitem(os.environ, "SHOP_B", "1")
    os.environ["SHOP_B"] = "2"


def test_own_environ(monkeypatch):
    monkeypatch.setattr(os, "environ", {})
    os.environ["SHOP_A"] = "2"


@patch.dict(os.environ, clear=True)
def test_decorated():
    os.environ["SHOP_A"] = "1"


@patch.dict("os.environ", {"SHOP_A": "0"})
class TestDecorated:
    def test_decorated(self):
        os.environ["SHOP_A"] = "1"


def test_with():
    with mock.patch.dict(os.environ):
        os.environ["SHOP_A"] = "1"


def test_finally():
    saved = os.environ.get("SHOP_A")
    os.environ["SHOP_A"] = "1"
    try:
        assert os.environ["SHOP_A"] == "1"
    finally:
        if saved is None:
            del os.environ["SHOP_A"]
        else:
            os.environ["SHOP_A"] = saved


def test_finally_by_a_constant():
    try:
        os.environ[NAME] = "1"
    finally:
        os.environ.pop("SHOP_NAME")


def test_finalizer(request):
    request.addfinalizer(lambda: os.environ.pop("SHOP_A"))
    os.environ["SHOP_A"] = "1"


def test_finalizer_function(request):
    def undo():
        os.environ.clear()
        os.environ.update(saved)

    saved = dict(os.environ)
    request.addfinalizer(undo)
    os.environ["SHOP_A"] = "1"


def test_stack():
    with ExitStack() as stack:
        stack.callback(os.environ.pop, "SHOP_A", None)
        os.environ["SHOP_A"] = "1"


def test_entered():
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ))
        os.environ["SHOP_A"] = "1"


@contextlib.contextmanager
def environment(**values):
    saved = os.environ.copy()
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(saved)


def test_context():
    with environment(SHOP_A="1"):
        os.environ["SHOP_B"] = "2"


@pytest.fixture
def clean():
    saved = os.environ.copy()
    yield
    os.environ.clear()
    os.environ.update(saved)


def test_requested(clean):
    os.environ["SHOP_A"] = "1"


@pytest.mark.usefixtures("clean")
class TestRequested:
    def test_used(self):
        os.environ["SHOP_A"] = "1"


@pytest.fixture
def region():
    os.environ["SHOP_REGION"] = "eu"
    yield "eu"
    del os.environ["SHOP_REGION"]


@pytest.fixture(scope="module")
def shop():
    with pytest.MonkeyPatch.context() as mp:
        mp.setenv("SHOP_A", "1")
        os.environ["SHOP_A"] = "2"
        yield


@pytest.mark.skipif(os.name != "posix", reason="Linux only")
def test_fixtures(region, shop):
    assert region


def test_expected_to_fail():
    with pytest.raises(TypeError):
        os.environ["SHOP_A"] = 3


def test_copy():
    env = os.environ.copy()
    env["SHOP_A"] = "1"
    env.update(SHOP_B="2")


def test_of_another(monkeypatch):
    environ = {}
    environ["SHOP_A"] = "1"
