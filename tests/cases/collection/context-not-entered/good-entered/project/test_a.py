from contextlib import ExitStack
from unittest.mock import patch

import pytest


@pytest.fixture
def caplog():
    return None


def test_entered(monkeypatch):
    with patch("os.getcwd"):
        pass
    patcher = patch("os.getcwd")
    patcher.start()
    patcher.stop()
    with ExitStack() as stack:
        stack.enter_context(patch("os.getcwd"))


@patch("os.getcwd")
def test_decorated(getcwd):
    getcwd()


def test_own():
    def patch(name):
        return name

    patch("os.getcwd")


def test_is_made_with_what_is_given():
    with patch("unittest.mock._patch.__init__", return_value=None) as made:
        patch("os.getcwd")
        made.assert_called_once()


def test_is_refused():
    try:
        patch(target=None)
    except TypeError:
        pass
    else:
        raise AssertionError("nothing is named")
