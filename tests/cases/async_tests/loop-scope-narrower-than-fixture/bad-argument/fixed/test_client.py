import pytest
import pytest_asyncio


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client():
    return "up"


class TestClient:
    @pytest.mark.asyncio
    async def test_client(self, client):
        assert client == "up"
