import os

import pytest


@pytest.fixture
def live():
    if os.environ.get("LIVE") and os.environ["LIVE"].lower() != "false":
        pytest.fail("live")


def test_not_live(live):
    if not os.getenv("LIVE"):
        pytest.skip("not set")
    assert os.environ["LIVE"] == "false"


def test_value():
    level = os.environ.get("LEVEL") if os.environ.get("LEVEL") else "info"
    assert level == "off"


def test_live():
    if os.environ.get("LIVE") != "true":
        pytest.skip("not live")
    assert not os.environ.get("LIVE")


def test_set_here(monkeypatch):
    monkeypatch.setenv("FAST", "1")
    if not os.environ.get("FAST"):
        pytest.fail("not fast")
