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
