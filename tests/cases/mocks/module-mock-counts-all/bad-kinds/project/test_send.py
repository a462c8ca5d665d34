from unittest import mock
from unittest.mock import MagicMock

SEND = MagicMock()
client = mock.Mock(name="client")


def test_first():
    SEND("a")
    SEND.assert_called_once()


def test_second():
    SEND("b")
    SEND.assert_called_once_with("b")


class TestClient:
    def test_get(self):
        client.get("a")
        client.get.assert_called_once_with("a")

    def test_no_get(self):
        client.put("a")
        client.get.assert_not_called()
