import functools
from unittest import mock
from unittest.mock import DEFAULT, patch

import clock
import pytest


def quiet(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function()

    return wrapper


@patch("clock.now", return_value=5)
def test_now(now):
    assert clock.now() == 5


@patch("clock.now", lambda: 5)
def test_given():
    assert clock.now() == 5


@patch("clock.now", new=lambda: 5)
def test_named():
    assert clock.now() == 5


@patch.object(clock, "now", lambda: 5)
def test_object():
    assert clock.now() == 5


@patch.dict("clock.SETTINGS", {"zone": "CET"})
def test_dict():
    assert clock.SETTINGS["zone"] == "CET"


@patch.multiple("clock", now=DEFAULT)
def test_multiple(**mocks):
    assert mocks["now"] is clock.now


@patch.multiple("clock", now=lambda: 5)
def test_multiple_given():
    assert clock.now() == 5


@quiet
@patch("clock.zone", lambda: "CET")
def test_quiet():
    assert clock.zone() == "CET"


@patch("clock.zone")
@patch("clock.now")
def test_all(*mocks):
    assert len(mocks) == 2


@patch("clock.now")
class TestClock:
    def test_of_class(self, now):
        assert now is clock.now


@pytest.mark.parametrize("hour", [1])
@mock.patch("clock.now", new_callable=mock.Mock)
def test_hour(now, hour):
    assert now is clock.now


@patch("clock.zone", lambda: "CET")
@patch("clock.now", return_value=5)
class TestNow:
    def test_both(self, now):
        assert (clock.now(), clock.zone()) == (5, "CET")

    @patch("clock.SETTINGS", new_callable=dict)
    def test_three(self, settings, now):
        assert settings == {}


@pytest.mark.usefixtures("tmp_path")
class TestMarked:
    def test_marked(self):
        assert clock.now() == 1
