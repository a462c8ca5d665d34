from unittest.mock import MagicMock, Mock

import pytest

SEND = MagicMock()
ONE = MagicMock()
EACH = Mock()
ANY = Mock()
NEVER = Mock()


@pytest.fixture(autouse=True)
def fresh():
    SEND.reset_mock()


@pytest.fixture
def new():
    return Mock()


def test_first():
    SEND("a")
    SEND.assert_called_once()


def test_second():
    SEND("b")
    SEND.assert_called_once_with("b")


def test_one():
    ONE()
    ONE.assert_called_once()


def test_each():
    EACH.get()
    EACH.get.assert_called_once()


def test_each_other():
    EACH.put()
    EACH.put.assert_called_once()


def test_any():
    ANY(1)
    ANY.assert_called_with(1)


def test_any_other():
    ANY(2)
    ANY.assert_called_with(2)
    NEVER.assert_not_called()


def test_never():
    NEVER.assert_not_called()


def test_new(new):
    new()
    new.assert_called_once()


def test_new_again(new):
    new()
    new.assert_called_once()
