from unittest.mock import Mock

from shop import Client


class TestClient:
    def test_timeout(self):
        client = self.client = Mock(spec=Client)
        self.client.timeout = 3
        assert client.timeout == 3
