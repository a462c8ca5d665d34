import unittest
from unittest import mock
from unittest.mock import AsyncMock


def test_by_name():
    send = AsyncMock(return_value=False)
    result = send(1)
    assert result


def test_child():
    client = mock.AsyncMock()
    client.get.return_value = None
    assert client.get("x")


def test_compared(mocker):
    client = mocker.AsyncMock()
    client.orders.get.return_value = None
    answer = client.orders.get("x")
    assert answer is not None and answer != 3


def test_negated():
    send: AsyncMock = AsyncMock(return_value=None)
    assert not send(1) is None


class TestClient(unittest.TestCase):
    def test_child(self):
        client = AsyncMock(return_value="")
        found = client()
        assert found
