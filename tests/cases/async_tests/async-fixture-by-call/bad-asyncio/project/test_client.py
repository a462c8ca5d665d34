import pytest


async def test_client(request):
    client = request.getfixturevalue("client")
    assert client["ok"]


class TestClient:
    @pytest.mark.parametrize("size", [1])
    async def test_size(self, request, size):
        assert len(request.getfixturevalue("client")) == size
